"""Days in, the days, weeks or months that hold them out. Knows nothing of events.

A span of days belongs to one period or to none: it is never shared out. A short one (talks of two days across the end
of a month) belongs where it begins; a longer one that reaches beyond its period cannot be placed at that grain.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from svod.relate.frames import EXACT

GRAINS = ("day", "week", "month")
LAST = date.max.isoformat()  # of the calendar


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a week from Monday on, or a month: first and last day."""

    start: str
    end: str


def period_of(day: str, grain: str) -> Period:
    """The period that a day lies in: ("2031-05-14", "week") → 2031-05-12 to 2031-05-18."""
    at = date.fromisoformat(day[:10])
    if grain == "day":
        first, last = at, at
    elif grain == "week":
        first = at - timedelta(days=at.weekday())
        last = date.fromisoformat(shift(first.isoformat(), 6))
    else:
        first = at.replace(day=1)
        last = at.replace(day=monthrange(at.year, at.month)[1])
    return Period(first.isoformat(), last.isoformat())


def place_span(start: str, end: str | None, grain: str) -> Period | None:
    """The period of a span of days; None where it is too long to say."""
    period, last = period_of(start, grain), (end or start)[:10]
    if last <= period.end or span_length(start, last) <= EXACT:
        return period
    return None


def span_length(start: str, end: str) -> int:
    """How many days lie between two."""
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days


def shift(day: str, days: int) -> str:
    """The day so many days later, or the calendar's first or last where that lies beyond."""
    number = date.fromisoformat(day[:10]).toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


def list_periods(found: Iterable[Period], grain: str) -> tuple[Period, ...]:
    """All periods from the first to the last of those given, the empty ones between them too."""
    starts = sorted({p.start for p in found})
    return tuple(walk(starts[0], starts[-1], grain)) if starts else ()


def walk(first: str, last: str, grain: str) -> Iterator[Period]:
    """Period after period."""
    period = period_of(first, grain)
    while period.start <= last:
        yield period
        if period.end == LAST:
            return
        period = period_of(shift(period.end, 1), grain)
