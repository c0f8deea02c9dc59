"""Why an event is there: each decision with the words that made it, on sentences read by the models."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from test_cli import call, good, rows

TEXT = """Полиция Сербии задержала в Белграде двух журналистов из Турции, сообщил министр Марко Илич.

«Мы не вышлем дипломатов Турции», — заявил он во вторник.

Президент Турции Джем Озкан посетит Белград 14 октября. В пятницу Озкан позвонил Иличу.
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    (folder / "arrest.txt").write_text(f"date: 2031-10-08\noutlet: Вестник\nlang: ru\n\n{TEXT}", "utf-8")
    hostile = TEXT.replace("Полиция Сербии", "Полиция \x1b[31mСербии\u202e")
    (folder / "hostile.txt").write_text(f"date: 2031-10-09\noutlet: Голос\nlang: ru\n\n{hostile}", "utf-8")
    assert call("add", folder, "--db", folder / "svod.db").exit_code in (0, 1)
    return folder / "svod.db"


def explain(database: Path, trigger: str, *options: str) -> str:
    """What is printed about the telling with a trigger."""
    told = rows("events", "--mentions", "--outlet", "Вестник", "--db", database)
    id_ = next(r["id"] for r in told if r["trigger_words"] == trigger)
    return good("explain", id_, *options, "--db", database, columns=80)


def test_an_arrest(database: Path) -> None:
    told = explain(database, "задержала")
    for words in (
        "(COERCE, mode arrest), at the predicate «задержала»", "  catches: «", "  leaves alone: «", "actor:\n",
        "its own clause", "recipient:\n", "actual: ", "2031-10-08: told as the news of the day", "on the word of",
        "at Белград «Белграде»; settlement at 44.8", "nearly: ", "(this)", "задержала  ← trigger",
        ", detained 2 «двух журналистов»",
    ):  # fmt: skip
        assert words in " ".join(told.split("\n        ")), words


def test_what_is_denied_says_by_which_word(database: Path) -> None:
    told = explain(database, "вышлем")
    assert "negated: «не … вышлем»" in told
    assert "on the word of Марко Илич: it stands in quote q-" in told.replace("\n    ", " ")


def test_what_is_to_come_says_why_and_when(database: Path) -> None:
    told = explain(database, "посетит")
    assert "future: «посетит» (" in told
    assert "2031-10-14: its clause says it «14 октября»" in told


def test_the_tokens_in_columns(database: Path) -> None:
    told = explain(database, "задержала", "--parse")
    header = next(line for line in told.splitlines() if line.startswith("#"))
    assert header.split() == ["#", "word", "lemma", "pos", "relation", "features"]


def test_a_mention_says_what_it_is_joined_with(database: Path) -> None:
    import sqlite3

    with sqlite3.connect(database) as db:
        pronoun = db.execute("SELECT id FROM mentions WHERE kind = 'pronoun' AND name = 'Марко Илич'").fetchone()
    db.close()
    told = good("explain", pronoun[0], "--db", database)
    assert "mentions of one actor:" in told
    assert "this: «он» (pronoun), rule" in told


def test_it_fits_eighty_columns_and_obeys_nothing(database: Path) -> None:
    for row in rows("events", "--mentions", "--db", database):
        told = good("explain", row["id"], "--db", database, columns=80)
        assert not set(told) & {"\x1b", "\u202e"}
        tail = told.split("found by events")[1]
        assert max(cell_len(line) for line in tail.splitlines()) <= 80
