"""Events as marks of a timeline: which lane, which day, what its mark says; and those that no day is known of.

In: rows of events, the tellings of each, what was asked (lanes, clock, days). Out: a `Timeline`: lanes with their
events, counts of what lies outside, rows without a day. It draws nothing and drops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from svod.ontology import load_ontology
from svod.present.cli_rows import Row
from svod.present.cli_tables import sides
from svod.present.report_words import (
    code_label,
    country,
    format_interval,
    known_label,
    type_label,
)
from svod.present.report_words import parse_day as parts_of
from svod.present.spoken import speak_sides
from svod.present.visible import visible
from svod.relate.periods import shift

MOST_LANES = 14  # further ones share the last
MARGIN = 365  # days before the first article and after the last that the whole period holds
OTHERS = "…"  # the name of the lane of all further ones, in the data


@dataclass(frozen=True, slots=True)
class Told:
    """One outlet's telling of an event: the first that it has."""

    outlet: str | None
    published: str | None
    words: str  # as a mark quotes them: cut


@dataclass(frozen=True, slots=True)
class Placed:
    """An event at its place on the clock asked for: `start` and `end` are ISO days."""

    row: Row
    start: str
    end: str
    reported: str | None
    told: Told | None  # the telling that stands for it in this lane


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its name in the data, in words, and its events in order of time."""

    key: str
    label: str
    events: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the page and the picture are made of. `whole` is the period of the strip, `window` what the lanes show."""

    lanes: tuple[Lane, ...]
    placed: tuple[Placed, ...]  # each event that has a day, once, in order of time
    shown: tuple[Placed, ...]  # those of the window
    strip: tuple[Placed, ...]  # each event of the strip once
    whole: tuple[date, date]
    window: tuple[date, date]
    before: int
    after: int
    undated: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a timeline is to be laid out."""

    lanes: str = "outlet"
    clock: str = "happened"
    since: str | None = None
    until: str | None = None


Tellings = Mapping[str, Sequence[Told]]  # by event, the first report first
SideOf = Callable[[str], str | None]  # the user's side of an outlet


def make_timeline(
    rows: Sequence[Row], told: Tellings, asked: Asked, published: Sequence[str], side_of: SideOf | None = None
) -> Timeline | None:
    """Lay events out; None where there is neither an event with a day nor an article with one."""
    placed = sorted(
        (p for row in rows if (p := place(row, told.get(row["id"], ()), asked.clock)) is not None),
        key=lambda p: (p.start, p.end, p.row["id"]),
    )
    known = {p.row["id"] for p in placed}
    undated = tuple(row for row in rows if row["id"] not in known)
    whole = whole_period(placed, published, asked)
    if whole is None:
        return None
    window = (max(whole[0], as_day(asked.since) or whole[0]), min(whole[1], as_day(asked.until) or whole[1]))
    window = window if window[0] <= window[1] else whole
    shown = [p for p in placed if touches(p, window)]
    return Timeline(
        make_lanes(shown, told, asked, side_of),
        tuple(placed),
        tuple(shown),
        tuple(p for p in placed if touches(p, whole)),
        whole,
        window,
        sum(p.end < window[0].isoformat() for p in placed),
        sum(p.start > window[1].isoformat() for p in placed),
        undated,
    )


def place(row: Row, told: Sequence[Told], clock: str, own: Told | None = None) -> Placed | None:
    """An event by the day it happened or was first reported (by `own`, where a lane is an outlet's); None without."""
    first = own or next(iter(told), None)
    reported = own.published if own else min((t.published for t in told if t.published), default=None)
    start, end = (row["start"], row["end"] or row["start"]) if clock == "happened" else (reported, reported)
    if start is None or end is None or as_day(start) is None or as_day(end) is None:
        return None
    return Placed(row, start, end if end > start else start, reported, first)


def touches(p: Placed, days: tuple[date, date]) -> bool:
    """True when an event has a day within."""
    start, end = as_day(p.start), as_day(p.end)
    return start is not None and end is not None and end >= days[0] and start <= days[1]


@lru_cache(maxsize=8192)  # many events share a day
def as_day(day: str | None) -> date | None:
    """An ISO day as a date; None for what is none."""
    parts = parts_of(day)
    return date(*parts) if parts else None


def whole_period(placed: Sequence[Placed], published: Sequence[str], asked: Asked) -> tuple[date, date] | None:
    """The days of the strip: a year around the articles as far as events reach, or more where more is asked."""
    reported = [d for p in published if (d := as_day(p))]
    starts = [d for p in placed if (d := as_day(p.start))]
    ends = [d for p in placed if (d := as_day(p.end))]
    if not starts and not reported:
        return None
    low = date.fromisoformat(shift(min(reported).isoformat(), -MARGIN)) if reported else min(starts)
    high = date.fromisoformat(shift(max(reported).isoformat(), MARGIN)) if reported else max(ends)
    near = [(a, b) for a, b in zip(starts, ends, strict=True) if b >= low and a <= high]
    low = max(low, min((a for a, _ in near), default=low))
    high = min(high, max((b for _, b in near), default=high))
    since, until = as_day(asked.since), as_day(asked.until)
    low, high = min(low, since or low, until or low), max(high, until or high, since or high)
    return low, high


def make_lanes(
    shown: Sequence[Placed], told: Tellings, asked: Asked, side_of: SideOf | None
) -> tuple[Lane, ...]:  # fmt: skip
    """The lanes, the fullest first; kinds of event keep the order of the ontology."""
    found: dict[str, list[Placed]] = {}
    for p in shown:
        for key, one in keys_of(p, told.get(p.row["id"], ()), asked, side_of):
            found.setdefault(key, []).append(one)
    ranked = sorted(found, key=lambda k: (k == "", -len(found[k]), k))
    front = ranked[:MOST_LANES] if len(ranked) > MOST_LANES + 1 else ranked
    if asked.lanes == "type":
        order = list(load_ontology().types)
        front = sorted(front, key=lambda k: (order.index(k) if k in order else len(order), k))
    lanes = [Lane(k, lane_label(k, asked.lanes), in_order(found[k])) for k in front]
    rest = {p.row["id"]: p for k in ranked if k not in front for p in found[k]}
    if rest:
        lanes.append(Lane(OTHERS, str(len(ranked) - len(front)), in_order(rest.values())))
    return tuple(lanes)


def in_order(events: Iterable[Placed]) -> tuple[Placed, ...]:
    """Events in order of time."""
    return tuple(sorted(events, key=lambda p: (p.start, p.end, p.row["id"])))


def keys_of(p: Placed, told: Sequence[Told], asked: Asked, side_of: SideOf | None) -> list[tuple[str, Placed]]:
    """The lanes that an event stands in, each with the telling that stands for it there; "" is the lane of none."""
    if asked.lanes in ("outlet", "side"):
        first: dict[str, Told] = {}
        for t in told:
            key = t.outlet or "" if asked.lanes == "outlet" else (side_of(t.outlet) if side_of and t.outlet else "")
            first.setdefault(key or "", t)
        own = [(key, place(p.row, told, asked.clock, t)) for key, t in first.items()]
        return [(key, one) for key, one in own if one is not None] or [("", p)]
    if asked.lanes == "type":
        return [(p.row["type"], p)]
    if asked.lanes == "dyad":
        codes = p.row["codes"].split(", ") if p.row["codes"] else []
        return [("-".join(pair), p) for pair in combinations(sorted(codes), 2)] or [("", p)]
    names = [n for side in ("actors", "recipients") for n in (p.row[side] or "").split(", ") if n]
    return [(name, p) for name in dict.fromkeys(names)] or [("", p)]


def lane_label(key: str, kind: str) -> str:
    """A lane's name in words; "" stays for the page to name."""
    if kind == "type":
        return type_label(key)
    if kind == "dyad" and key:
        return " – ".join(country(code) or code for code in key.split("-"))
    return key


def lag(p: Placed) -> int | None:
    """Days from the (last) day it happened to the first report; negative for what was announced; None unknown."""
    row = p.row
    if not p.reported or not row["start"]:
        return None
    told, first, last = as_day(p.reported), as_day(row["start"]), as_day(row["end"] or row["start"])
    if told is None or first is None or last is None:
        return None
    return (told - first).days if told < first else max(0, (told - last).days)


def head(row: Row, clash: Sequence[str]) -> str:
    """What an event is, whoever tells it: when, how far it is fact, its kind, who to whom, what is disputed."""
    fact = known_label("factualities", row["factuality"])
    slots = [s for s in (row["disputed"] or "").split(", ") if s]
    contested = ", ".join(("≠ " if s in clash else "~ ") + code_label("slots", s).lower() for s in slots)
    lines = (
        " · ".join(filter(None, (format_interval(row["start"], row["end"]), fact))),
        f"{type_label(row['type'])}: {speak_sides(sides(row))}",
        contested,
    )
    return "\n".join(filter(None, lines))


def describe(
    p: Placed, head: str, tell_lag: Callable[[int], str], tell_day: Callable[[str | None], str], *, quote: bool = True
) -> str:
    """What a mark says: what the event is, the words of the telling where it may quote, the outlet and its day."""
    told, distance = p.told, lag(p)
    lines = (
        head,
        f"«{told.words}»" if quote and told and told.words else "",
        ", ".join(filter(None, (visible(told.outlet), tell_day(told.published)))) if told else "",
        tell_lag(distance) if distance else "",
    )
    return "\n".join(filter(None, lines))
