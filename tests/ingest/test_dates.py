"""Publication dates as files write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.ingest.dates import is_later, parse_published


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2025-10-10", "2025-10-10"),
        (" 2025-10-10 ", "2025-10-10"),
        ("20251010", "2025-10-10"),
        ("2025/10/10", "2025-10-10"),
        ("10.10.2025", "2025-10-10"),
        ("3.4.2025", "2025-04-03"),
        ("10.10.2025, 12:30", "2025-10-10"),
        ("25/04/2025", "2025-04-25"),
        ("04/25/2025", "2025-04-25"),
        ("2025-10-10T12:30:00+03:00", "2025-10-10T12:30:00+03:00"),
        ("2025-10-10T12:30:00.123Z", "2025-10-10T12:30:00+00:00"),
        ("2025-10-10 12:30:00 +0300", "2025-10-10T12:30:00+03:00"),
        ("2025-10-10 12:30:00 UTC", "2025-10-10T12:30:00+00:00"),
        ("2025-10-10T12:30:00", "2025-10-10"),  # a time without its zone is no moment
        ("Fri, 10 Oct 2025 12:30:00 +0300", "2025-10-10T12:30:00+03:00"),
        ("Fri, 10 Oct 2025 12:30:00 GMT", "2025-10-10T12:30:00+00:00"),
        ("Fri, 10 Oct 2025 12:30:00 MSK", "2025-10-10T12:30:00+03:00"),
        ("2025-10-10 12:30 MSK", "2025-10-10T12:30:00+03:00"),
        ("2025-10-10 12:30 (МСК)", "2025-10-10T12:30:00+03:00"),
        ("2025-10-10 12:30 EET", "2025-10-10"),
        ("12:30 10.10.2025", "2025-10-10"),
        ("Опубликовано: 10.10.2025 в 12:30", "2025-10-10"),
        ("10 октября 2025 г., 12:30", "2025-10-10"),
        ("Пятница, 10 октября 2025", "2025-10-10"),
        ("10 жовтня 2025", "2025-10-10"),
        ("October 10, 2025", "2025-10-10"),
        ("1760088600", "2025-10-10T09:30:00+00:00"),
        ("20251010123000", "2025-10-10T12:30:00+00:00"),
    ],
)
def test_readable(value: str, published: str) -> None:
    assert parse_published(value) == published


@pytest.mark.parametrize(
    "value",
    [
        "",
        "вчера",
        "2025",
        "октябрь 2025",
        "03/04/2025",
        "31.02.2025",
        "1.10.10.2025",
        "версия 1.2.2025.3",
        "2025-13-01",
        "0.0.0000",
        "9" * 40,
        "10" * 99,
        "0001-01-01T00:00:00",  # what programs write that know none
        "01.01.0001",
    ],
)
def test_unreadable(value: str) -> None:
    assert parse_published(value) is None


@given(st.text(max_size=40))
def test_never_fails(value: str) -> None:
    parse_published(value)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_what_is_iso_stays(day: date) -> None:
    assert parse_published(day.isoformat()) == day.isoformat()
    assert parse_published(day.strftime("%d.%m.%Y")) == day.isoformat()


def test_is_later() -> None:
    assert is_later("2025-10-11", "2025-10-10")
    assert not is_later("2025-10-10", "2025-10-10")
    assert not is_later("2025-10-11T01:00:00+05:00", "2025-10-10")  # still the tenth in UTC
