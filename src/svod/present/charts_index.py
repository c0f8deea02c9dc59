"""The index of two sides as a picture: lines over time with the numbers they rest on, and the kinds of events beneath.

In: a `DyadIndex`, its time axis, and where a point leads. Out: a specification; page, report and files draw the same.
The scale is always the whole one, from -10 to +10, so that two pictures compare. A period without events has no dot,
and no line runs across it: unknown is not zero, nor is it halfway between its neighbours. Runs of empty periods are
drawn as one narrow column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from svod.present.charts import Spec
from svod.present.drawing import Drawing, ink
from svod.present.index_words import short_label, tell_point, write_score
from svod.present.messages import count, tell
from svod.present.report_words import code_label, phrase
from svod.relate.index import KINDS, DyadIndex, Point
from svod.relate.periods import Period

LEFT, COLUMN, GAP, EDGE = 112, 58, 46, 8  # pixels: what the rows are called, a period, a run of empty ones, the rest
TOP, HEIGHT, ROW = 14, 200, 18
STACK, STRIP = 70, 30  # height of the kinds of events, and of the articles
SCALE = (10, 5, 0, -5, -10)
LONGEST = 1  # empty periods that still have columns of their own
BAND = 26
STEP = 7  # pixels between the dots of neighbouring tellers
DRAWN = 4  # tellers that have lines in the picture
NAMED = 14  # letters of a row's name
LOOKS = {"all": ("ink", (), "circle", 110), "words": ("c1", (6, 3), "circle", 60), "deeds": ("c4", (), "square", 60)}
TONES = (("accent", ()), ("c3", (6, 3)), ("c2", (2, 3)), ("alarm", (9, 3, 2, 3)))  # of the tellers
Href = Callable[[Period, str, str | None], str | None]  # where a point leads: period, kind, teller


@dataclass(frozen=True, slots=True)
class Series:
    """One line to draw."""

    name: str
    tone: str
    dash: tuple[int, ...]
    shape: str
    size: int
    points: tuple[Point, ...]
    of: tuple[str, str | None]  # kind and teller
    shift: int = 0  # pixels to the side, so that no dot hides another
    banded: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The time of a picture, how many articles are of each period by its first day, and where points lead."""

    periods: tuple[Period, ...]
    grain: str
    articles: Mapping[str, int]
    href: Href


@dataclass(frozen=True, slots=True)
class Columns:
    """Where periods stand: middles by first day, runs of empty ones with how many they are, the right edge."""

    middles: Mapping[str, float]
    gaps: tuple[tuple[float, int], ...]
    right: float


def draw_index(found: DyadIndex, axis: Axis) -> Spec:
    """All, words and deeds, with the interval of all; beneath, events by quad class and the articles of each period."""
    series = [
        Series(code_label("kinds", kind), *LOOKS[kind], found.line(None, "both", kind).points, (kind, None), 0,
               kind == "all") for kind in KINDS
    ]  # fmt: skip
    columns = place_columns(axis, series)
    drawing = Drawing(columns.right)
    bottom = draw_lines(drawing, series, axis, columns)
    bottom = draw_stack(drawing, found, (axis, columns), bottom + 16)
    drawing.height = draw_strip(drawing, axis, columns, bottom + 16)
    return drawing.spec()


def draw_tellers(found: DyadIndex, axis: Axis) -> Spec | None:
    """The whole, and a line for each of those who tell most; None where there is but one."""
    own = [t for t in found.tellers if found.line(t).total][:DRAWN]
    if len(own) < 2:
        return None
    series = [Series(code_label("kinds", "all"), *LOOKS["all"], found.line(None).points, ("all", None))]
    for n, (name, (tone, dash)) in enumerate(zip(own, TONES, strict=False), 1):
        shift = STEP * (2 * n - 1 - len(own))
        series.append(Series(name, tone, dash, "circle", 55, found.line(name).points, ("all", name), shift))
    columns = place_columns(axis, series)
    drawing = Drawing(columns.right)
    drawing.height = draw_lines(drawing, series, axis, columns) + 6
    return drawing.spec()


def place_columns(axis: Axis, series: Sequence[Series]) -> Columns:
    """The columns from left to right."""
    known = {p.period.start for s in series for p in s.points if p.n}
    middles, gaps, edge = {}, [], float(LEFT)
    for empty, run in groupby(axis.periods, key=lambda p: p.start not in known):
        own = list(run)
        if empty and len(own) > LONGEST:
            gaps.append((edge + GAP / 2, len(own)))
            edge += GAP
            continue
        for period in own:
            middles[period.start] = edge + COLUMN / 2
            edge += COLUMN
    return Columns(middles, tuple(gaps), edge + EDGE)


def draw_lines(drawing: Drawing, series: Sequence[Series], axis: Axis, columns: Columns) -> float:
    """The scale, the lines and under them the numbers of events; gives where it ends."""
    for score in SCALE:
        y = height_of(score)
        drawing.line(path([(LEFT - 16, y), (columns.right, y)]), ink("line" if score else "soft"))
        drawing.word(LEFT - 22, y + 4, write_score(score, 0), align="right")
    for x, length in columns.gaps:
        drawing.box((x - GAP / 2 + 3, TOP, GAP - 6, HEIGHT), ink("line"), opacity=0.35)
        drawing.word(x, TOP + HEIGHT + 16, "⋯")
        drawing.word(x, TOP + HEIGHT + 31, phrase("gap", length), size=10)
    year = ""
    for period in axis.periods:
        if (x := columns.middles.get(period.start, 0.0)) == 0:
            year = ""
            continue
        drawing.word(x, TOP + HEIGHT + 16, short_label(period, axis.grain))
        if period.start[:4] != year:
            drawing.word(x, TOP + HEIGHT + 31, period.start[:4], weight="bold")
        year = period.start[:4]
    for n, one in enumerate(series):
        draw_series(drawing, one, axis, columns)
        draw_counts(drawing, one, (axis, columns), TOP + HEIGHT + 31 + ROW * (n + 1))
    return TOP + HEIGHT + 31 + ROW * len(series) + 4


def draw_series(drawing: Drawing, series: Series, axis: Axis, columns: Columns) -> None:
    """One line: it joins only neighbouring periods; around its dots the intervals."""
    points = {p.period.start: p for p in series.points if p.n and p.period.start in columns.middles}
    for there, run in groupby(axis.periods, key=lambda p: p.start in points):
        days = [p.start for p in run if there]
        corners = [(columns.middles[day] + series.shift, height_of(points[day].value or 0)) for day in days]
        if len(corners) > 1:
            drawing.line(path(corners), ink(series.tone), width=2, dash=list(series.dash) or None)
    for day, p in points.items():
        x, y = columns.middles[day] + series.shift, height_of(p.value or 0)
        if series.banded and p.low is not None and p.high is not None:
            top, low = height_of(p.high), height_of(p.low)
            drawing.box((x - BAND / 2, top, BAND, max(low - top, 1)), ink("soft"), opacity=0.22)
        drawing.dot(x, y, ink(series.tone), size=series.size, shape=series.shape, href=axis.href(p.period, *series.of),
                    tip=tell_point(series.name, p))  # fmt: skip


def draw_counts(drawing: Drawing, series: Series, placed: tuple[Axis, Columns], y: float) -> None:
    """The row of numbers of one line: of how many events each of its points is."""
    axis, columns = placed
    name = series.name if len(series.name) <= NAMED else series.name[: NAMED - 1] + "…"
    drawing.word(0, y, name, align="left", fill=ink(series.tone), weight="bold")
    for p in series.points:
        if p.n and p.period.start in columns.middles:
            drawing.word(columns.middles[p.period.start], y, str(p.n), fill=ink("ink"),
                         href=axis.href(p.period, *series.of))  # fmt: skip


def draw_stack(drawing: Drawing, found: DyadIndex, placed: tuple[Axis, Columns], top: float) -> float:
    """How many events of each quad class a period has, stacked; gives where it ends."""
    axis, columns = placed
    counts: dict[str, Counter[int]] = {}
    for tally in found.counted:
        counts.setdefault(tally.period.start, Counter())[tally.quad] += 1
    most = max((sum(c.values()) for day, c in counts.items() if day in columns.middles), default=1)
    drawing.word(0, top + 12, tell("index.stack"), align="left")
    drawing.word(LEFT - 22, top + STACK + 4, "0", align="right")
    drawing.word(columns.right, top + 4, str(most), align="right", size=10)
    drawing.line(path([(LEFT - 16, top), (columns.right, top)]), ink("line"), dash=[2, 3])
    drawing.line(path([(LEFT - 16, top + STACK), (columns.right, top + STACK)]), ink("line"))
    for period in axis.periods:
        x, y = columns.middles.get(period.start), top + STACK
        for quad in sorted(counts.get(period.start, ())) if x is not None else ():
            number = counts[period.start][quad]
            height = number / most * STACK
            y -= height
            said = count("index.quad_tip", number, tell(f"index.quad_{quad}"))
            drawing.box(((x or 0) - BAND / 2, y, BAND, height), ink(f"c{quad}"), stroke=ink("paper"), tip=said,
                        href=axis.href(period, f"quad{quad}", None))  # fmt: skip
    return top + STACK


def draw_strip(drawing: Drawing, axis: Axis, columns: Columns, top: float) -> float:
    """How many articles are of each period: what the numbers could rest on at all; gives where it ends."""
    most = max((axis.articles.get(day, 0) for day in columns.middles), default=0) or 1
    drawing.word(0, top + STRIP - 4, phrase("articles"), align="left")
    for day, x in columns.middles.items():
        number = axis.articles.get(day, 0)
        height = number / most * STRIP
        if number:
            drawing.box((x - BAND / 2, top + STRIP - height, BAND, height), ink("soft"), opacity=0.5,
                        tip=count("index.articles_tip", number))  # fmt: skip
        drawing.word(x, top + STRIP + 14, str(number), fill=ink("soft"))
    return top + STRIP + 22


def path(corners: Sequence[tuple[float, float]]) -> str:
    """A line through points as SVG has it."""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in corners)


def height_of(score: float) -> float:
    """Where a score stands, from above."""
    return round(TOP + (SCALE[0] - score) / (SCALE[0] - SCALE[-1]) * HEIGHT, 1)
