"""Dates, plurals and names as a Russian reader expects them."""

from __future__ import annotations

import pytest

from svod.ontology import load_ontology
from svod.ontology.names import load_names
from svod.present.report_words import (
    code_label,
    codes,
    counted,
    country,
    days_between,
    format_day,
    format_interval,
    known_label,
    load_words,
    mode_label,
    month_name,
    parse_day,
    phrase,
    plural,
    quad,
)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2025-10-09", "2025-10-09", "9 октября 2025"),
        ("2025-10-09", None, "9 октября 2025"),
        ("2025-10-09", "2025-10-12", "9–12 октября 2025"),
        ("2025-10-28", "2025-11-03", "28 октября – 3 ноября 2025"),
        ("2025-12-28", "2026-01-03", "28 декабря 2025 – 3 января 2026"),
        ("2025-10-01", "2025-10-31", "октябрь 2025"),
        ("2024-02-01", "2024-02-29", "февраль 2024"),
        ("2025-06-01", "2025-08-31", "июнь – август 2025"),
        ("2025-01-01", "2025-12-31", "2025 год"),
        ("1990-01-01", "1999-12-31", "1990–1999 годы"),
        (None, None, ""),
    ],
)
def test_intervals(start: str | None, end: str | None, shown: str) -> None:
    assert format_interval(start, end).replace("\u00a0", " ") == shown


@pytest.mark.parametrize("day", ["", "2025", "2025-13-01", "2025-02-30", "0000-01-01", "вчера", "2025-1"])
def test_what_is_no_day_is_none(day: str) -> None:
    assert parse_day(day) is None
    assert format_day(day) == day


def test_day_of_a_date_time() -> None:
    assert format_day("2025-10-09T23:30:00+03:00") == "9\u00a0октября\u00a02025"
    assert days_between("2025-10-01", "2025-10-09T23:30:00+03:00") == 8
    assert days_between(None, "2025-10-09") == 0


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 статей"), (1, "1 статья"), (2, "2 статьи"), (5, "5 статей"), (11, "11 статей"), (12, "12 статей"),
     (21, "21 статья"), (104, "104 статьи"), (112, "112 статей")],
)  # fmt: skip
def test_plurals(number: int, shown: str) -> None:
    assert plural(number, "статья", "статьи", "статей").replace("\u00a0", " ") == shown


def test_countries() -> None:
    assert [country(c) for c in ("RUS", "AZE", "IGO:EU", "IGO:XYZ", "XQQ", "PMR", None)] == [
        "Россия", "Азербайджан", "ЕС", "XYZ", "XQQ", "Приднестровье", None,
    ]  # fmt: skip


def test_every_type_and_mode_has_a_word() -> None:
    types = load_ontology().types
    assert sorted(types) == sorted(load_names("ru").types)
    for kind in types.values():
        assert quad(kind.name) == kind.quad
        for mode in kind.modes:
            assert f"{kind.name} {mode}" in load_names("ru").modes or mode in load_names("ru").modes
    assert quad("XYZ") == 0
    assert mode_label("CONSULT", "phone") == "разговор по телефону"
    assert mode_label("CONSULT", None) is None


def test_words_of_the_report_are_whole() -> None:
    words = load_words()
    assert {form: len(months) for form, months in words.months.items()} == {"alone": 12, "of": 12, "short": 12}
    assert {len(forms) for forms in words.nouns.values()} == {3}
    assert code_label("acts", "promise") == "обещает"
    assert code_label("acts", "sing") == "sing"
    assert known_label("factualities", "actual") is None
    assert codes("slots")[:3] == ["happened", "time", "place"]
    assert counted(3, "article") == "3\u00a0статьи"
    assert phrase("reported", "вчера") == "сообщено вчера"
    assert month_name(3, "of") == "марта"
