"""The time suites as cases: how their values are read, what agrees, and that those left out exist."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "eval"))

from time_cases import FOLDER, SUITES, Answer, Days, agrees, load_excluded, load_suite, parse_haskell, parse_js  # noqa: E402

D = date


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("(datetime (2013, 2, 12, 4, 30, 0) Hour)", Days(D(2013, 2, 12), D(2013, 2, 12))),
        ("(datetime (2013, 3, 0, 0, 0, 0) Month)", Days(D(2013, 3, 1), D(2013, 3, 31))),
        ("(datetime (2014, 0, 0, 0, 0, 0) Year)", Days(D(2014, 1, 1), D(2014, 12, 31))),
        (
            "(datetimeInterval ((2013, 7, 13, 0, 0, 0), (2013, 7, 16, 0, 0, 0)) Day)",
            Days(D(2013, 7, 13), D(2013, 7, 15)),
        ),
        ("(datetimeOpenInterval Before (2013, 3, 1, 0, 0, 0) Month)", Days(D(2013, 2, 28), D(2013, 2, 28), "end")),
        ("(datetimeOpenInterval After (2013, 2, 12, 14, 0, 0) Hour)", Days(D(2013, 2, 12), D(2013, 2, 12), "start")),
    ],
)
def test_haskell(value: str, days: Days) -> None:
    assert parse_haskell(value) == days


def test_javascript_counts_months_from_nought() -> None:
    assert parse_js("2012, 8 - 1, 10, 12") == D(2012, 8, 10)
    assert parse_js('"2021-11-22T03:11:02.006"') is None


def test_agreement() -> None:
    day, week = Days(D(2013, 2, 19), D(2013, 2, 19)), Answer(D(2013, 2, 18), D(2013, 2, 24), "week")
    assert agrees(Answer(D(2013, 2, 19), D(2013, 2, 19)), day)
    assert agrees(week, day), "«через неделю» names a week, and the suite's day lies in it"
    assert not agrees(Answer(D(2013, 2, 18), D(2013, 2, 24), "other"), day)
    assert not agrees(None, day)
    assert agrees(None, None)
    assert agrees(Answer(D(2013, 2, 21), D(2013, 2, 28), "other"), Days(D(2013, 2, 28), D(2013, 2, 28), "end"))


@pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/suites/time is not here: the cases are other projects'")
def test_cases_left_out_exist_once_and_are_the_lesser_part() -> None:
    excluded = load_excluded()
    sizes = {suite: len(load_suite(suite)) for suite in SUITES}
    assert all(0 <= number < sizes[suite] for suite, number in excluded)
    assert all(sum(s == suite for s, _ in excluded) * 3 < size for suite, size in sizes.items())
