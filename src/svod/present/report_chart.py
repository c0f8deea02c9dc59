"""Lines over time as numbers for a drawing: where its columns, dots, bands and words stand. Draws nothing itself.

In come periods and, for each line, points of the index; out goes a `Chart` in pixels. The scale is always the whole
one, from -10 to +10, so that two charts compare. A period without events has no dot, and no line runs across it:
unknown is not zero, nor is it halfway between its neighbours. Runs of empty periods are drawn as one narrow column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from svod.present.report_words import counted, format_number, month_name, parse_day, phrase
from svod.relate.index import Point
from svod.relate.periods import Period

LEFT, COLUMN, GAP = 92, 58, 44  # pixels: what the rows are called, a period, a run of empty ones
TOP, HEIGHT, ROW = 12, 200, 17
SCALE = (10, 5, 0, -5, -10)
LONGEST = 1  # empty periods that still have columns of their own
BAND = 26


@dataclass(frozen=True, slots=True)
class Column:
    """One period, or a run of empty ones; `x` is its middle."""

    x: int
    label: str
    year: str
    href: str | None
    gap: bool
    counts: tuple[str, ...]  # events in each line, under one another


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a line."""

    x: int
    y: float
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Band:
    """The interval of a point."""

    x: float
    y: float
    width: int
    height: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line: its name, its look, pieces that join neighbouring periods, dots."""

    name: str
    css: str
    pieces: tuple[str, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in pixels."""

    width: int
    height: int
    bottom: int  # of the plot
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[int, str], ...]  # height and name of each row of numbers under the plot
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One line to draw."""

    name: str
    css: str
    points: tuple[Point, ...]
    shift: int = 0  # pixels to the side, so that no dot hides another
    banded: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The time of a chart; by a period's first day where its events are listed and how many articles are of it."""

    periods: tuple[Period, ...]
    grain: str
    hrefs: Mapping[str, str]
    articles: Mapping[str, int]


def make_chart(axis: Axis, series: Sequence[Series]) -> Chart:
    """A chart of some periods."""
    by_day = [{p.period.start: p for p in s.points if p.n} for s in series]
    columns, middles = place_columns(axis, by_day)
    strokes = [make_stroke(s, points, axis, middles) for s, points in zip(series, by_day, strict=True)]
    bands = [
        make_band(middles[p.period.start], p)
        for s in series if s.banded for p in s.points if p.low is not None and p.period.start in middles
    ]  # fmt: skip
    bottom = TOP + HEIGHT
    rows = tuple(
        (bottom + ROW * (n + 3), name) for n, name in enumerate([*(s.name for s in series), phrase("articles")])
    )
    width = columns[-1].x + COLUMN // 2 + 6 if columns else LEFT
    return Chart(
        width, bottom + ROW * (len(series) + 4) - 4, bottom, tuple((height_of(v), write_score(v, 0)) for v in SCALE),
        rows, tuple(columns), tuple(bands), tuple(strokes),
    )  # fmt: skip


def place_columns(axis: Axis, by_day: Sequence[Mapping[str, Point]]) -> tuple[list[Column], dict[str, int]]:
    """The columns from left to right, and the middle of each period by its first day."""
    columns: list[Column] = []
    middles: dict[str, int] = {}
    edge, year = LEFT, ""
    for empty, run in groupby(axis.periods, key=lambda p: not any(p.start in points for points in by_day)):
        own = list(run)
        if empty and len(own) > LONGEST:
            columns.append(Column(edge + GAP // 2, phrase("gap", len(own)), "", None, True, ()))
            edge, year = edge + GAP, ""
            continue
        for period in own:
            middles[period.start] = edge + COLUMN // 2
            counts = [str(points[period.start].n) if period.start in points else "" for points in by_day]
            counts.append(str(axis.articles.get(period.start, 0)))
            shown = period.start[:4] if period.start[:4] != year else ""
            label = short_label(period, axis.grain)
            columns.append(
                Column(middles[period.start], label, shown, axis.hrefs.get(period.start), False, tuple(counts))
            )
            edge, year = edge + COLUMN, period.start[:4]
    return columns, middles


def make_stroke(series: Series, points: Mapping[str, Point], axis: Axis, middles: Mapping[str, int]) -> Stroke:
    """One line; it joins only neighbouring periods."""
    pieces = []
    for there, run in groupby(axis.periods, key=lambda p: p.start in points):
        corners = (
            [(middles[p.start] + series.shift, height_of(points[p.start].value or 0)) for p in run] if there else []
        )
        if len(corners) > 1:
            pieces.append(" ".join(f"{x},{y}" for x, y in corners))
    dots = tuple(
        Dot(middles[day] + series.shift, height_of(p.value or 0), axis.hrefs.get(day, "#"), title_of(series.name, p))
        for day, p in points.items()
        if day in middles
    )
    return Stroke(series.name, series.css, tuple(pieces), dots)


def make_band(middle: int, point: Point) -> Band:
    """The interval of a point, around its period."""
    top, low = height_of(point.high or 0), height_of(point.low or 0)
    return Band(middle - BAND / 2, top, BAND, max(round(low - top, 1), 1))


def height_of(score: float) -> float:
    """Where a score stands, from above."""
    return round(TOP + (SCALE[0] - score) / (SCALE[0] - SCALE[-1]) * HEIGHT, 1)


def write_score(score: float, digits: int = 1) -> str:
    """«+2,5», «−3,9», «0»."""
    rounded = round(score, digits)
    return format_number(rounded, digits) if rounded else "0"


def title_of(name: str, point: Point) -> str:
    """What a dot says: «дела: −6,8 (6 событий)»."""
    return phrase("dot", name, write_score(point.value or 0), counted(point.n, "event"))


def short_label(period: Period, grain: str) -> str:
    """«июл» for a month, «30 июн» for a week or day."""
    _, month, day = parse_day(period.start) or (0, 1, 1)
    return month_name(month, "short") if grain == "month" else f"{day}\u00a0{month_name(month, 'short')}"
