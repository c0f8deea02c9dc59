"""A timeline laid out: columns of days, which dots fit into them, rows of bars, lanes one under another.

In: a `Timeline` and the words of its marks. Out: plain rows with numbers, as the picture takes them. It draws nothing;
what finds no room is counted, contested events and those that many tell come first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from svod.present.report_words import quad
from svod.present.timeline_marks import Lane, Placed, Timeline
from svod.relate.periods import shift

WIDTH = 960  # pixels where nothing says otherwise: files, pages without script
NARROW = 320  # pixels of a telephone
DOT, BAR = 9, 8  # pixels that a mark takes
MOST_ROWS, MOST_BARS = 6, 5  # of dots and of bars in a lane
FEW_ROWS = 3  # that a lane has where a telephone needs them
STEPS = (1, 2, 3, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652, 7305, 18262, 36524, 73048, 182620)  # days a column
STRIP, HEAD, TOP = 40, 26, 100  # height of the strip and of a title; where the lanes begin
NAME = 18  # height of a lane's name
TAILS = 300  # marks whose distance between happening and report is drawn
FACTS = {"actual": 0, "future": 1, "hypothetical": 2, "negated": 3}
DAY = 86_400_000  # milliseconds
Numbers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the picture draws; `bottom` is where the lanes end, in pixels."""

    lanes: list[Numbers]
    dots: list[Numbers]
    bars: list[Numbers]
    more: list[Numbers]
    bottom: int


@dataclass(frozen=True, slots=True)
class Look:
    """The words of a picture and where its marks lead."""

    describe: Callable[[Placed], str]
    contested: Callable[[Placed], int]  # 0 agreed, 1 differ, 2 contradict
    lane: Callable[[Lane, int], str]  # a lane's name, given how many of its bars find no room
    months: Sequence[str]  # twelve, short
    legend: Sequence[tuple[str, int, int, int]]  # words, quad class, how far fact, how contested
    event: str  # an event's address without its id
    zoom: str  # the timeline's address, to which days are added
    pile: str  # words of a triangle, before its number
    title: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of whole days from the window's first day on."""

    first: date
    days: int
    step: int
    columns: int

    @property
    def room(self) -> int:
        """Dots that stand side by side in a column."""
        return max(1, int(WIDTH / self.columns / DOT))

    def column(self, day: str) -> int:
        """The column of a day; the first or last for days outside."""
        at = (number_of(day) - self.first.toordinal()) // self.step
        return 0 if at < 0 else at if at < self.columns else self.columns - 1


@lru_cache(maxsize=8192)  # many events share a day
def number_of(day: str) -> int:
    """A day's own number."""
    return date.fromisoformat(day).toordinal()


def make_grid(window: tuple[date, date]) -> Grid:
    """The finest columns that leave each dot its room."""
    days = (window[1] - window[0]).days + 1
    step = next((s for s in STEPS if -(-days // s) * DOT <= WIDTH), STEPS[-1])
    return Grid(window[0], days, step, -(-days // step))


def moment(day: date | str) -> int:
    """A day as Vega has it: milliseconds since 1970, in UTC."""
    at = date.fromisoformat(day) if isinstance(day, str) else day
    return (at - date(1970, 1, 1)).days * DAY


def lay_out(timeline: Timeline, look: Look) -> Layout:
    """Everything one under another."""
    grid = make_grid(timeline.window)
    found = Layout([], [], [], [], 0)
    y = TOP + (HEAD if look.title else 0)
    tails = sum(len(lane.events) for lane in timeline.lanes) <= TAILS
    for number, lane in enumerate(timeline.lanes):
        dots, more, rows = stack_dots(lane, grid, look, number)
        bars, left = pack_bars(lane, grid, look, number)
        found.lanes.append({"i": number, "y": y, "base": y + NAME + rows * DOT + 5, "rows": rows,
                            "name": look.lane(lane, left)})  # fmt: skip
        found.dots.extend(dots if tails else ({k: v for k, v in d.items() if k != "a"} for d in dots))
        found.bars.extend(bars)
        found.more.extend(more)
        y += NAME + rows * DOT + 17 + (max((b["r"] for b in bars), default=-1) + 1) * BAR
    return replace(found, bottom=y)


def is_point(p: Placed, grid: Grid) -> bool:
    """True for what is drawn as a dot: within one column."""
    return p.start == p.end or grid.column(p.start) == grid.column(p.end)


def mark(p: Placed, look: Look, lane: int) -> Numbers:
    """What dots and bars have in common, under short names: there may be thousands."""
    row = p.row
    found = {"l": lane, "q": quad(row["type"]), "t": look.describe(p), "h": row["id"]}
    if fact := FACTS.get(row["factuality"], 0):
        found["f"] = fact
    if contested := look.contested(p):
        found["c"] = contested
    return found


def weight(p: Placed, look: Look) -> tuple[int, int, str]:
    """Who comes first where there is no room for all: contested, told by many."""
    return -look.contested(p), -p.row["voices"], p.row["id"]


def stack_dots(lane: Lane, grid: Grid, look: Look, number: int) -> tuple[list[Numbers], list[Numbers], int]:
    """The dots of a lane column by column, those that find no room as numbers, and how many rows it takes."""
    columns: dict[int, list[Placed]] = {}
    for p in lane.events:
        if is_point(p, grid):
            columns.setdefault(grid.column(p.start), []).append(p)
    most = grid.room * MOST_ROWS
    dots, more = [], []
    for column, events in sorted(columns.items()):
        kept = sorted(events, key=lambda p: weight(p, look))[:most]
        for p in sorted(kept, key=lambda p: (p.start, p.end, p.row["id"])):
            one = mark(p, look, number) | {"n": column}
            if p.start != p.end:
                one["s"] = 1
            if p.reported and p.row["start"] and p.start == p.reported and p.row["start"][:10] != p.reported:
                one["a"] = moment(
                    (p.row["start"] if p.row["start"] > p.reported else p.row["end"] or p.row["start"])[:10]
                )
            dots.append(one)
        if len(events) > most:
            more.append({"l": number, "n": column, "m": len(events) - most})
    fullest = max((min(len(e), most) for e in columns.values()), default=0)
    narrow = -(-fullest // max(1, NARROW // grid.columns // DOT))
    return dots, more, max(1, -(-fullest // grid.room), min(narrow, FEW_ROWS))


def pack_bars(lane: Lane, grid: Grid, look: Look, number: int) -> tuple[list[Numbers], int]:
    """The intervals of a lane in rows without overlap, the most told first; and how many found no row."""
    rows: list[list[tuple[int, int]]] = []
    bars, left = [], 0
    for p in sorted((p for p in lane.events if not is_point(p, grid)), key=lambda p: weight(p, look)):
        a, b = grid.column(p.start), grid.column(p.end)
        free = next((i for i, row in enumerate(rows) if all(b < x or a > y for x, y in row)), len(rows))
        if free == MOST_BARS:
            left += 1
            continue
        if free == len(rows):
            rows.append([])
        rows[free].append((a, b))
        bars.append(mark(p, look, number) | {"r": free, "a": moment(p.start), "b": moment(shift(p.end, 1))})
    return bars, left


def make_bins(timeline: Timeline) -> list[Numbers]:
    """The strip: by column of the whole period how many events agree (up) and how many dispute (down)."""
    grid = make_grid(timeline.whole)
    counts: dict[int, list[int]] = {}
    for p in timeline.strip:
        kind = quad(p.row["type"])
        counts.setdefault(grid.column(p.start), [0, 0])[kind in (3, 4)] += kind > 0
    wide = grid.step * DAY
    return [
        {"x": moment(grid.first) + at * wide, "e": moment(grid.first) + (at + 1) * wide, "u": up, "d": down}
        for at, (up, down) in sorted(counts.items())
    ]
