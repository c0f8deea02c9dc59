"""Dates, plurals and names as a reader of each language expects them."""

from __future__ import annotations

import pytest

from svod.ontology import load_ontology
from svod.ontology.names import load_names
from svod.present.messages import LANGUAGES, speaking
from svod.present.report_words import (
    code_label,
    codes,
    counted,
    country,
    days_between,
    format_day,
    format_interval,
    format_number,
    join_label,
    known_label,
    mode_label,
    month_name,
    parse_day,
    phrase,
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


def test_countries() -> None:
    assert [country(c) for c in ("RUS", "AZE", "IGO:EU", "IGO:XYZ", "XQQ", "PMR", None)] == [
        "Россия", "Азербайджан", "ЕС", "XYZ", "XQQ", "Приднестровье", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "day", "interval", "month", "year", "number"),
    [
        ("ru", "9 октября 2025", "28 октября – 3 ноября 2025", "октябрь 2025", "2025 год", "−2,5"),
        ("en", "9 October 2025", "28 October – 3 November 2025", "October 2025", "2025", "−2.5"),
        ("uk", "9 жовтня 2025", "28 жовтня – 3 листопада 2025", "жовтень 2025", "2025 рік", "−2,5"),
    ],
)
def test_dates_and_numbers_in_each_language(
    lang: str, day: str, interval: str, month: str, year: str, number: str
) -> None:
    with speaking(lang):
        shown = [
            format_day("2025-10-09"), format_interval("2025-10-28", "2025-11-03"),
            format_interval("2025-10-01", "2025-10-31"), format_interval("2025-01-01", "2025-12-31"),
        ]  # fmt: skip
        assert [s.replace("\u00a0", " ") for s in shown] == [day, interval, month, year]
        assert format_number(-2.5) == number
        assert {len({month_name(m, form) for m in range(1, 13)}) for form in ("alone", "of", "short")} == {12}


def test_countries_in_each_language() -> None:
    """Each language has its own names, also when they are asked for in turn."""
    for _ in range(2):
        for lang, shown in (("ru", "Россия, ЕС"), ("en", "Russia, EU"), ("uk", "Росія, ЄС")):
            with speaking(lang):
                assert f"{country('RUS')}, {country('IGO:EU')}" == shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_and_mode_has_a_word(lang: str) -> None:
    types, names = load_ontology().types, load_names(lang)
    assert sorted(types) == sorted(names.types)
    for kind in types.values():
        assert quad(kind.name) == kind.quad
        for mode in kind.modes:
            assert f"{kind.name} {mode}" in names.modes or mode in names.modes
    assert names.heads.keys() == load_names("ru").heads.keys()
    assert names.reasons.keys() == load_names("ru").reasons.keys()
    assert names.more(3).count("3") == 1


def test_modes_that_say_something() -> None:
    assert quad("XYZ") == 0
    assert mode_label("CONSULT", "phone") == "разговор по телефону"
    assert mode_label("CONSULT", None) is None


def test_words_of_codes() -> None:
    assert code_label("acts", "promise") == "обещает"
    assert code_label("acts", "sing") == "sing"
    assert known_label("factualities", "actual") is None
    assert codes("slots")[:3] == ["happened", "time", "place"]
    assert counted(3, "article") == "3\u00a0статьи"
    assert phrase("reported", "вчера") == "сообщено вчера"
    assert month_name(3, "of") == "марта"
    with speaking("en"):
        assert codes("slots")[:3] == ["happened", "time", "place"]
        assert counted(21, "article") == "21\u00a0articles"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_ground_for_joining_has_words(lang: str) -> None:
    from svod.relate.pairs import WEIGHTS

    with speaking(lang):
        said = {"one article"}  # the English words for it are the same
        assert {name for name in WEIGHTS if join_label(name) == name} - said == set()
        assert join_label("no such ground") == "no such ground"
