"""The index of two sides as figures in words: a row for each period, a row for each of those who tell.

In: a `DyadIndex`. Out: rows for a page. Computes nothing that `svod.relate.index` does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from svod.present.charts_index import Href
from svod.present.index_words import tell_interval, write_score
from svod.present.report_words import format_interval
from svod.relate.index import KINDS, DyadIndex, Point
from svod.relate.periods import Period, shift

BEFORE = 366  # days before the first article from which pictures begin
QUADS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: the mean, of how many events, its interval in words, where its events are."""

    value: str
    n: int
    interval: str | None
    href: str | None = None


def make_figure(point: Point | None, href: str | None = None) -> Figure | None:
    """A point in words; None where there is none."""
    if point is None or point.value is None:
        return None
    return Figure(write_score(point.value), point.n, tell_interval(point), href)


def shown_periods(found: DyadIndex, articles: Mapping[str, int]) -> tuple[Period, ...]:
    """The periods of a picture: without what articles only recall from long ago."""
    first = shift(min(articles), -BEFORE) if articles else ""
    recent = [p for p in found.periods if p.end >= first]
    points = {p.period for p in found.line(None).points if p.n}
    return tuple(dropwhile(lambda p: p not in points, recent)) or found.periods


def make_periods(found: DyadIndex, articles: Mapping[str, int], href: Href) -> list[dict[str, Any]]:
    """A row for each period with events: all, words, deeds, there, back, and how many of each quad class."""
    lines = [("both", k) for k in KINDS] + [("there", "all"), ("back", "all")]
    counts: dict[Period, Counter[int]] = {}
    for tally in found.counted:
        counts.setdefault(tally.period, Counter())[tally.quad] += 1
    rows = []
    for place, period in enumerate(found.periods):
        if period not in counts:
            continue
        figures = [
            make_figure(found.line(None, w, k).points[place], href(period, k if w == "both" else w, None))
            for w, k in lines
        ]
        quads = [(counts[period][q], href(period, f"quad{q}", None)) for q in QUADS]
        rows.append({
            "id": period.start, "when": format_interval(period.start, period.end), "figures": figures, "quads": quads,
            "articles": articles.get(period.start, 0),
        })  # fmt: skip
    return rows


def make_tellers(found: DyadIndex, href: Callable[[str, str], str]) -> list[dict[str, Any]]:
    """A row for each teller: its own telling, that of all of the same events, words, deeds, what it denies."""
    rows = []
    for name in found.tellers:
        lines = [found.line(name, "both", k) for k in KINDS]
        points = (lines[0].total, lines[0].same, lines[1].total, lines[2].total)
        hrefs = (href("", name), None, href("words", name), href("deeds", name))
        figures = tuple(make_figure(p, to) for p, to in zip(points, hrefs, strict=True))
        rows.append({"name": name, "figures": figures, "unlike": len(lines[0].unlike)})
    return rows
