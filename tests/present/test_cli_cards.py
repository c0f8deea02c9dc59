"""Accounts as cards: who tells what can be told apart, and nothing is printed twice."""

from __future__ import annotations

from io import StringIO

from svod.present.cli_cards import name_tellers, write_comparisons
from svod.present.cli_rows import Row
from svod.present.tables import make_console


def row(article: str, value: str | None, outlet: str = "Голос") -> Row:
    return {
        "id": "C-1", "event": "E-1", "label": "Переговоры: Ардалия, 2024-06-21", "start": "2024-06-21",
        "end": "2024-06-21", "slot": "place", "verdict": "differ", "reason": "place.other", "published": "2024-06-22",
        "outlet": outlet, "value": value, "words": value, "according_to": [],
        "article": article, "article_name": article,
    }  # fmt: skip


def test_two_articles_of_one_outlet_and_day_are_told_apart() -> None:
    rows = [row("most", "Кестрен"), row("reka", "Сельдар"), row("tri", "Сельдар", "Вестник")]
    assert name_tellers(rows) == {
        "most": "Голос 2024-06-22 (most)", "reka": "Голос 2024-06-22 (reka)", "tri": "Вестник 2024-06-22",
    }  # fmt: skip


def test_a_day_and_a_telling_stand_once() -> None:
    out = StringIO()
    write_comparisons([row("most", "Кестрен"), row("most", "Кестрен"), row("tri", None)], 0, make_console(out, 80))
    assert out.getvalue().count("2024-06-21") == 1
    assert out.getvalue().count("(most)") == 1
