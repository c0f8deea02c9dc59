"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from svod.errors import UsageError
from svod.present.cli_options import parse_day


@pytest.mark.parametrize(("given", "first", "last"), [
    ("2025-10-09", "2025-10-09", "2025-10-09"), ("2025-02", "2025-02-01", "2025-02-28"),
    ("2024-02", "2024-02-01", "2024-02-29"), ("2025-06", "2025-06-01", "2025-06-30"),
    ("2025", "2025-01-01", "2025-12-31"), ("9999", "9999-01-01", "9999-12-31"),
])  # fmt: skip
def test_a_month_or_a_year_begins_and_ends_on_days_of_the_calendar(given: str, first: str, last: str) -> None:
    found = parse_day(given, "--since"), parse_day(given, "--until", last=True)
    assert found == (first, last)
    assert [date.fromisoformat(day) for day in found if day]


@pytest.mark.parametrize("given", [
    "", "0000", "2025-00", "2025-13", "2025-02-29", "2025-01-00", "2025-1", "2025-10-09T00:00", "٢٠٢٥", "２０２５-10",
])  # fmt: skip
def test_what_is_no_day_is_refused(given: str) -> None:
    for last in (False, True):
        with pytest.raises(UsageError):
            parse_day(given, "--until", last=last)
