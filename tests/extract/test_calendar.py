"""Interval arithmetic and EDTF."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.extract import calendar as cal
from svod.extract.calendar import Interval, format_edtf, parse_edtf

DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1))


def show(when: Interval | None) -> str:
    return f"{when.start}..{when.end}" if when else "none"


def test_impossible_days_are_none() -> None:
    assert cal.make_day(2025, 4, 31) is None
    assert cal.make_day(2025, 2, 29) is None
    assert show(cal.make_day(2024, 2, 29)) == "2024-02-29..2024-02-29"
    assert cal.make_month(2025, 13) is None
    assert cal.make_year(0) is None
    assert cal.add_days(date(9999, 12, 31), 1) is None
    assert cal.add_months(date(1, 1, 1), -1) is None


@pytest.mark.parametrize(
    ("made", "days", "edtf"),
    [
        (cal.make_day(2025, 10, 9), "2025-10-09..2025-10-09", "2025-10-09"),
        (cal.make_month(2025, 2), "2025-02-01..2025-02-28", "2025-02"),
        (cal.make_year(2025), "2025-01-01..2025-12-31", "2025"),
        (cal.make_years(2022, 2023, "year"), "2022-01-01..2023-12-31", "2022/2023"),
        (cal.make_years(2023, 2022, "year"), "none", None),
        (cal.make_decade(1990), "1990-01-01..1999-12-31", "199X"),
        (cal.make_century(20), "1901-01-01..2000-12-31", "1901/2000"),
        (cal.make_quarter(2024, 3), "2024-07-01..2024-09-30", "2024-35"),
        (cal.make_half(2024, 2), "2024-07-01..2024-12-31", "2024-41"),
        (cal.make_season(2020, "summer"), "2020-06-01..2020-08-31", "2020-22"),
        (cal.make_season(2024, "winter"), "2023-12-01..2024-02-29", "2024-24"),
        (cal.make_week(date(2025, 10, 10)), "2025-10-06..2025-10-12", "2025-10-06/2025-10-12"),
        (cal.make_weekend(date(2025, 10, 6)), "2025-10-11..2025-10-12", "2025-10-11/2025-10-12"),
    ],
)
def test_units(made: Interval | None, days: str, edtf: str | None) -> None:
    assert show(made) == days
    assert (format_edtf(made) if made else None) == edtf


@pytest.mark.parametrize(
    ("whole", "part", "days"),
    [
        (cal.make_month(2025, 6), "end", "2025-06-21..2025-06-30"),
        (cal.make_month(2018, 2), "end", "2018-02-21..2018-02-28"),
        (cal.make_month(2025, 7), "begin", "2025-07-01..2025-07-10"),
        (cal.make_month(2025, 7), "middle", "2025-07-11..2025-07-20"),
        (cal.make_year(2024), "begin", "2024-01-01..2024-03-31"),
        (cal.make_year(2024), "middle", "2024-04-01..2024-09-30"),
        (cal.make_year(2024), "end", "2024-10-01..2024-12-31"),
        (cal.make_century(20), "middle", "1941-01-01..1960-12-31"),
        (cal.make_decade(1990), "end", "1997-01-01..1999-12-31"),
        (cal.make_week(date(2025, 10, 10)), "begin", "2025-10-06..2025-10-07"),
        (cal.make_season(2025, "summer"), "begin", "2025-06-01..2025-06-30"),
    ],
)
def test_parts(whole: Interval, part: str, days: str) -> None:
    assert show(cal.make_part(whole, part)) == days


def test_shift_keeps_the_day_or_takes_the_last_of_a_shorter_month() -> None:
    assert cal.shift_day(date(2025, 3, 31), "month", -1) == date(2025, 2, 28)
    assert cal.shift_day(date(2024, 2, 29), "year", -1) == date(2023, 2, 28)
    assert cal.shift_day(date(2025, 7, 10), "year", -1.5) == date(2024, 1, 10)
    assert cal.shift_day(date(2025, 7, 10), "week", 2) == date(2025, 7, 24)


def test_approximate_marks_both_ends() -> None:
    assert format_edtf(Interval(date(2025, 5, 3), date(2025, 5, 5), "day"), True) == "2025-05-03~/2025-05-05~"
    year = cal.make_year(2010)
    assert year is not None
    assert format_edtf(year, True) == "2010~"


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "half", "year", "decade", "century", "weekend"]))
def test_a_unit_is_in_order_and_near_its_day(day: date, unit: str) -> None:
    made = cal.make_unit(day, unit)
    assert made is not None
    assert made.start <= made.end
    assert made.start <= day <= made.end or unit == "weekend"


@given(DAYS, st.sampled_from(["week", "month", "quarter", "half", "year", "decade", "century"]))
def test_parts_lie_inside_and_in_order(day: date, unit: str) -> None:
    whole = cal.make_unit(day, unit)
    assert whole is not None
    begin, middle, end = (cal.make_part(whole, p) for p in ("begin", "middle", "end"))
    assert whole.start == begin.start <= begin.end < middle.start <= middle.end < end.start <= end.end == whole.end


@given(DAYS, st.integers(-500, 500))
def test_months_there_and_back(day: date, months: int) -> None:
    there = cal.add_months(day, months)
    assert there is not None
    back = cal.add_months(there, -months)
    assert back is not None
    assert abs((back - day).days) <= 3
    assert back <= day


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ("2024-06-21", "2024-06-21", "2024-06-21"),
        ("2024-06-21", None, "2024-06-21"),
        ("2024-05-01", "2024-05-31", "2024-05"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2024-05-01", "2024-05-12", "2024-05-01/2024-05-12"),
        (None, None, ""),
    ],
)
def test_days_of_records(start: str | None, end: str | None, edtf: str) -> None:
    assert cal.format_days(start, end) == edtf


# every interval that the calendar makes is read back from its EDTF string

UNITS = ["day", "week", "month", "quarter", "half", "year", "decade", "century", "weekend"]


@given(DAYS, st.sampled_from(UNITS), st.booleans())
def test_edtf_of_a_unit_there_and_back(day: date, unit: str, approximate: bool) -> None:
    made = cal.make_unit(day, unit)
    assert made is not None
    assert parse_edtf(format_edtf(made, approximate)) == (made.start, made.end)


@given(st.integers(1800, 2200), st.sampled_from(["spring", "summer", "autumn", "winter"]))
def test_edtf_of_a_season_there_and_back(year: int, season: str) -> None:
    made = cal.make_season(year, season)
    assert made is not None
    assert parse_edtf(format_edtf(made)) == (made.start, made.end)


@given(DAYS, DAYS, st.booleans())
def test_edtf_of_any_days_there_and_back(a: date, b: date, approximate: bool) -> None:
    made = Interval(min(a, b), max(a, b), "other")
    assert parse_edtf(format_edtf(made, approximate)) == (made.start, made.end)


@pytest.mark.parametrize(
    "text", ["", "P3Y", "R/P1Y", "2025-13", "2025-02-30", "2025-05-03/2025-05-01", "199X-05", "25"]
)
def test_what_is_no_edtf_of_days(text: str) -> None:
    assert parse_edtf(text) is None
