"""The timeline: events by month and day, undated ones last, and the strip that shows how dense the months are.

In come event views; out come groups and bars. What stands in an event's entry is `report_events`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from svod.present.report_events import EventView
from svod.present.report_words import format_day, format_interval, month_name, parse_day, phrase

FEW = 3  # minor events of a day that are not worth folding away
MOST_BARS = 120  # months on the strip; beyond that it counts years


@dataclass(frozen=True, slots=True)
class Day:
    """The events of one day or interval: those in front, and minor ones to unfold."""

    label: str
    day: str | None
    events: tuple[EventView, ...]
    minor: tuple[EventView, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One heading of the timeline; undated events have a heading of their own."""

    id: str
    label: str
    year: str
    days: tuple[Day, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """Consecutive months; `label` is None for those that stand open, else the months are folded under it."""

    label: str | None
    months: tuple[Month, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin of the strip: cooperation grows up, conflict down; heights are shares of the tallest, 0 to 100."""

    label: str
    href: str | None
    up: int
    down: int
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The density strip, oldest bin first, and what lies outside it."""

    bars: tuple[Bar, ...]
    before: int
    after: int
    unit: str  # month | year


def make_chapters(events: Sequence[EventView]) -> tuple[Chapter, ...]:
    """The whole timeline; runs of months that hold nothing but background are folded."""
    groups: dict[tuple[str, str], list[EventView]] = {}
    for event in events:
        groups.setdefault(heading(event), []).append(event)
    runs = groupby(sorted(groups), key=lambda key: all(e.background for e in groups[key]))
    return tuple(make_chapter([make_month(key, groups[key]) for key in keys], past) for past, keys in runs)


def make_chapter(months: Sequence[Month], past: bool) -> Chapter:
    """Months under one fold where they are past, else open."""
    count = sum(m.count for m in months)
    if not past:
        return Chapter(None, tuple(months), count)
    label = f"{months[0].year}" + (f"–{months[-1].year}" if months[-1].year != months[0].year else "")
    return Chapter(label, tuple(months), count)


def make_month(key: tuple[str, str], events: Sequence[EventView]) -> Month:
    """One heading with its days; undated events are ordered by the day they were reported."""
    days: dict[tuple[str, str], list[EventView]] = {}
    for event in events:
        span = (event.start, event.end or event.start) if event.start else (event.reported or "9999", "")
        days.setdefault((str(span[0]), str(span[1])), []).append(event)
    return Month(
        f"m-{key[0]}", key[1], key[0][:4], tuple(make_day(days[d], *d, key[1]) for d in sorted(days)), len(events)
    )


def heading(event: EventView) -> tuple[str, str]:
    """Sort key and label of the heading an event belongs under."""
    a, b = parse_day(event.start), parse_day(event.end)
    if a is None or b is None:
        return "undated", phrase("undated")
    if a[:2] != b[:2] and (b[0] - a[0]) * 12 + b[1] - a[1] > 1:
        return f"{a[0]:04}-00", phrase("month_unknown", a[0])
    return f"{a[0]:04}-{a[1]:02}", f"{month_name(a[1]).capitalize()} {a[0]}"


def make_day(events: Sequence[EventView], start: str, end: str, month: str) -> Day:
    """One day or interval: events worth a reader's time first. Without an end it is the day of the report only."""
    front = tuple(e for e in events if e.prominent)
    minor = tuple(e for e in events if not e.prominent)
    reported = phrase("reported", format_day(start)) if parse_day(start) else phrase("article_undated")
    label = format_interval(start, end) if end else reported
    if label.casefold() == month.casefold() or month.startswith(f"{label},"):
        label = phrase("day_unknown")
    elif end:
        label = label.removesuffix(f"\u00a0{month[-4:]}")  # the heading has the year
    return Day(label.replace("\u00a0", " "), start if end else None, front, minor, folded=len(minor) > FEW)


def make_strip(events: Sequence[EventView], published: Sequence[str]) -> Strip | None:
    """Count events by month of their start, from a year before the first article to a year after the last."""
    days = [(d[0] * 12 + d[1] - 1, e) for e in events if (d := parse_day(e.start)) is not None]
    reported = [d[0] * 12 + d[1] - 1 for p in published if (d := parse_day(p)) is not None]
    if not days or not reported:
        return None
    low, high = min(reported) - 12, max(reported) + 12
    shown = [(at, e) for at, e in days if low <= at <= high]
    before, after = sum(at < low for at, _ in days), sum(at > high for at, _ in days)
    if not shown:
        return None
    yearly = max(at for at, _ in shown) - min(at for at, _ in shown) >= MOST_BARS
    step = 12 if yearly else 1
    return Strip(make_bars(shown, step), before, after, "year" if yearly else "month")


def make_bars(shown: Sequence[tuple[int, EventView]], step: int) -> tuple[Bar, ...]:
    """One bar for each month (or year) between the first and the last that has an event."""
    bins: dict[int, list[EventView]] = {}
    for at, event in shown:
        bins.setdefault(at // step, []).append(event)
    counts = {k: (sum(e.quad in (1, 2) for e in v), sum(e.quad in (3, 4) for e in v)) for k, v in bins.items()}
    tallest = max(max(pair) for pair in counts.values()) or 1
    bars = []
    for k in range(min(bins), max(bins) + 1):
        up, down = counts.get(k, (0, 0))
        year, month = (k, 0) if step == 12 else divmod(k, 12)
        label = str(year) if step == 12 else f"{month_name(month + 1, 'short')} {year}"
        first = min((heading(e)[0] for e in bins.get(k, ())), default=None)
        bars.append(Bar(label, f"#m-{first}" if first else None, share(up, tallest), share(down, tallest), up, down))
    return tuple(bars)


def share(count: int, tallest: int) -> int:
    """A bar's height out of 100; what is there is at least visible."""
    return max(round(100 * count / tallest), 4) if count else 0
