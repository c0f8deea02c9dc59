"""Periods hold days whole: what is longer than its period is in none."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.relate.periods import GRAINS, Period, list_periods, period_of, place_span, shift

days = st.dates(date(1950, 1, 1), date(2060, 12, 31)).map(date.isoformat)


@pytest.mark.parametrize(
    ("day", "grain", "found"),
    [
        ("2031-05-14", "day", ("2031-05-14", "2031-05-14")),
        ("2031-05-14", "week", ("2031-05-12", "2031-05-18")),
        ("2031-05-12T10:00:00+03:00", "week", ("2031-05-12", "2031-05-18")),
        ("2032-02-29", "month", ("2032-02-01", "2032-02-29")),
        ("2031-12-31", "month", ("2031-12-01", "2031-12-31")),
        ("0001-01-01", "week", ("0001-01-01", "0001-01-07")),
        ("9999-12-31", "week", ("9999-12-27", "9999-12-31")),
        ("9999-12-31", "month", ("9999-12-01", "9999-12-31")),
    ],
)
def test_period_of(day: str, grain: str, found: tuple[str, str]) -> None:
    assert period_of(day, grain) == Period(*found)


@pytest.mark.parametrize(
    ("start", "end", "grain", "found"),
    [
        ("2031-05-01", "2031-05-31", "month", "2031-05-01"),
        ("2031-05-01", "2031-05-31", "week", None),  # «в мае» is no week's
        ("2031-05-30", "2031-06-01", "month", "2031-05-01"),  # talks of three days: where they begin
        ("2031-05-30", "2031-06-09", "month", None),
        ("2031-01-01", "2031-12-31", "month", None),
        ("2031-05-14", None, "day", "2031-05-14"),
    ],
)
def test_a_span_is_of_one_period_or_of_none(start: str, end: str | None, grain: str, found: str | None) -> None:
    period = place_span(start, end, grain)
    assert (period.start if period else None) == found


@given(st.lists(days, min_size=1, max_size=4), st.sampled_from(GRAINS))
def test_periods_join_without_gaps(of: list[str], grain: str) -> None:
    near = [d for d in of if abs((date.fromisoformat(d) - date.fromisoformat(of[0])).days) < 400]
    periods = list_periods((period_of(d, grain) for d in near), grain)
    assert all(any(p.start <= d <= p.end for p in periods) for d in near)
    for one, other in pairwise(periods):
        assert (date.fromisoformat(other.start) - date.fromisoformat(one.end)).days == 1
    assert list_periods((), grain) == ()


@pytest.mark.parametrize("grain", GRAINS)
def test_the_calendar_ends_and_nothing_fails(grain: str) -> None:
    last = list_periods([period_of("9999-12-01", grain), period_of("9999-12-31", grain)], grain)
    assert last[-1].end == "9999-12-31"
    assert len(last) == len(set(last))


def test_no_day_lies_beyond_the_calendar() -> None:
    assert shift("2031-12-31", 1) == "2032-01-01"
    assert shift("0001-01-07", -366) == "0001-01-01"
    assert shift("9999-12-25", 365) == "9999-12-31"
