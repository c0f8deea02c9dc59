"""The relationship index: events of two sides in, how they dealt with one another period by period out.

A point is the mean score of the **distinct events** of a day, week or month, never of their mentions: the conflict and
cooperation scores of PLOVER 2.0 (-10 to +10, `ontology/plover.toml`), the descendants of Goldstein's scale for WEIS
events (J. S. Goldstein, A Conflict-Cooperation Scale for WEIS Events Data, Journal of Conflict Resolution 36, 1992). An
event weighs log2(1 + voices), where a family of reprints is one voice: what three tell weighs twice what one tells,
what a hundred tell seven times. GDELT and ICEWS series count reports or stories; counting mentions measures how much is
written, not what happened.

Words and deeds stand apart (quad classes 1 and 3 against 2 and 4), A towards B and B towards A too; talks have no
direction and stand in both. A mean of cheap words and dear deeds says little by itself. How sure a point is, is said by
its number of events and by an interval (`svod.relate.bootstrap`).

Only what happened counts unless more is asked for; what is planned, possible or denied, what has no day or too vague a
one, and what both sides did to somebody else is listed with its reason, never dropped in silence. A period without
events has no value: unknown is not zero.

Each teller (outlet, or side of the user's) has lines of its own, made of the events as its articles tell them: their
types, their factuality, their voices. Whose deed it was and when is the event's, since one article often leaves it out.
Nothing here says which telling is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from svod.errors import UsageError
from svod.records import Event, EventMention
from svod.relate.bootstrap import find_interval, weighted_mean
from svod.relate.events import FACTUALITY
from svod.relate.periods import Period, list_periods
from svod.relate.tallies import (
    REASONS,
    IndexOptions,
    Sources,
    Tally,
    as_told,
    codes_of,
    count_event,
    find_pairs,
    names_both,
    told_by,
    touches,
)

KINDS = ("all", "words", "deeds")
WAYS = ("both", "there", "back")  # both directions, A towards B, B towards A
PLAIN = IndexOptions()
MOST_PERIODS = 120_000  # as many months as the calendar has; days of three centuries


@dataclass(frozen=True, slots=True)
class Point:
    """The mean of a period's events; no value without events, no interval where it would say nothing."""

    period: Period
    value: float | None
    low: float | None
    high: float | None
    events: tuple[str, ...]  # Event.id, by day
    lent: int  # events of these whose sides are only lent by their passage
    lent_days: int  # events of these whose day is only lent, by their passage or by the news' own day

    @property
    def n(self) -> int:
        """How many events it is of."""
        return len(self.events)


@dataclass(frozen=True, slots=True)
class Line:
    """Points in order of time for one teller (None: all together), one way and one kind of events.

    `total` is the point of the whole time, `same` what all tellers together make of the same events; both are None
    where there are no events. `unlike` are events that the whole counts and this teller does not tell as fact.
    """

    teller: str | None
    way: str
    kind: str
    points: tuple[Point, ...]
    total: Point | None
    same: Point | None
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DyadIndex:
    """The index of two sides: the events that count, and `left` says for each reason which do not."""

    dyad: tuple[str, str]
    options: IndexOptions
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    counted: tuple[Tally, ...]
    left: Mapping[str, tuple[str, ...]]

    def line(self, teller: str | None, way: str = "both", kind: str = "all") -> Line:
        """One of the lines; an empty one where there is none."""
        wanted = (teller, way, kind)
        return next((x for x in self.lines if (x.teller, x.way, x.kind) == wanted), Line(*wanted, (), None, None))

    @property
    def tellers(self) -> tuple[str, ...]:
        """Those with lines of their own, who tells most first."""
        own = [x for x in self.lines if x.teller is not None and (x.way, x.kind) == ("both", "all")]
        return tuple(str(x.teller) for x in sorted(own, key=lambda x: (-(x.total.n if x.total else 0), str(x.teller))))


def find_index(
    dyad: tuple[str, str], events: Iterable[Event], sources: Sources, options: IndexOptions = PLAIN
) -> DyadIndex:
    """The index of two sides by their codes."""
    ordered = sorted(events, key=lambda e: (e.start or "", e.end or "", e.id))
    chosen = [e for e in ordered if names_both(e, dyad) and touches(e, options) and told_by(e, sources)]
    whole = {e.id: count_event(e, told_by(e, sources), dyad, (sources, options)) for e in chosen}
    counted = [t for t in whole.values() if isinstance(t, Tally)]
    periods = list_periods((t.period for t in counted), options.grain)
    if len(periods) > MOST_PERIODS:
        raise UsageError(
            f"that is {len(periods)} {options.grain}s, from {periods[0].start} on: one event is told of so long ago",
            "give a first day (since), or longer periods",
        )
    lines = draw_whole(counted, periods, options)
    for teller, told in sorted(count_tellers(chosen, sources, dyad, options).items()):
        unlike = tuple(e for e, t in told.items() if t in FACTUALITY and isinstance(whole[e], Tally))
        lines += draw_teller(teller, [t for t in told.values() if isinstance(t, Tally)], counted, unlike, options)
    left = {r: tuple(e for e, why in whole.items() if why == r) for r in REASONS}
    return DyadIndex(dyad, options, periods, tuple(lines), tuple(counted), {r: ids for r, ids in left.items() if ids})


def count_tellers(
    events: Iterable[Event], sources: Sources, dyad: tuple[str, str], options: IndexOptions
) -> dict[str, dict[str, Tally | str]]:
    """By teller how each event counts as that teller's articles tell it, or why it does not."""
    told: dict[str, dict[str, Tally | str]] = {}
    for event in events:
        for teller, mentions in split_tellers(event, sources).items():
            own = as_told(event, mentions, sources)
            told.setdefault(teller, {})[event.id] = count_event(own, mentions, dyad, (sources, options))
    return told


def split_tellers(event: Event, sources: Sources) -> dict[str, list[EventMention]]:
    """The tellings of an event by teller; articles without one are in no line but the whole's."""
    found: dict[str, list[EventMention]] = {}
    for mention in told_by(event, sources):
        if mention.article in sources.tellers:
            found.setdefault(sources.tellers[mention.article], []).append(mention)
    return found


def draw_whole(tallies: Sequence[Tally], periods: Sequence[Period], options: IndexOptions) -> list[Line]:
    """The lines of all tellers together: each way, each kind, with a point for every period."""
    lines = []
    for way in WAYS:
        for kind in KINDS:
            chosen = choose(tallies, way, kind)
            lines.append(
                Line(None, way, kind, make_points(chosen, periods, options), make_total(chosen, options), None)
            )
    return lines


def draw_teller(
    teller: str, tallies: Sequence[Tally], whole: Sequence[Tally], unlike: tuple[str, ...], options: IndexOptions
) -> list[Line]:
    """The lines of one teller, beside what all make of the same events; points only where it tells anything."""
    lines, own = [], {t.event for t in tallies}
    shared = [t for t in whole if t.event in own]
    for kind in KINDS:
        chosen = choose(tallies, "both", kind)
        periods = sorted({t.period for t in chosen}, key=lambda p: p.start)
        points = make_points(chosen, periods, options)
        events = {t.event for t in chosen}
        same = make_total([t for t in shared if t.event in events], options)
        lines.append(Line(teller, "both", kind, points, make_total(chosen, options), same, unlike))
    return lines


def choose(tallies: Iterable[Tally], way: str, kind: str) -> list[Tally]:
    """The events of one way and kind."""
    return [t for t in tallies if (way == "both" or way in t.ways) and (kind == "all" or t.deed == (kind == "deeds"))]


def make_points(tallies: Iterable[Tally], periods: Iterable[Period], options: IndexOptions) -> tuple[Point, ...]:
    """A point for each period; all those without events are alike but for their days."""
    held: dict[Period, list[Tally]] = {}
    for tally in tallies:
        held.setdefault(tally.period, []).append(tally)
    return tuple(make_point(p, held[p], options) if p in held else make_empty(p) for p in periods)


def make_empty(period: Period) -> Point:
    """The point of a period without events."""
    return Point(period, None, None, None, (), 0, 0)


def make_total(tallies: Sequence[Tally], options: IndexOptions) -> Point | None:
    """The point of the whole time; None without events."""
    if not tallies:
        return None
    periods = [t.period for t in tallies]
    return make_point(Period(min(p.start for p in periods), max(p.end for p in periods)), tallies, options)


def make_point(period: Period, tallies: Sequence[Tally], options: IndexOptions) -> Point:
    """The mean of some events with its interval; the events themselves seed it, so that the same give the same."""
    values, weights = [t.score for t in tallies], [t.weight for t in tallies]
    events = tuple(t.event for t in tallies)
    interval = find_interval(values, weights, f"{options.seed}:{' '.join(events)}", options.draws)
    low, high = interval or (None, None)
    return Point(
        period,
        weighted_mean(values, weights),
        low,
        high,
        events,
        sum(t.lent for t in tallies),
        sum(t.lent_day for t in tallies),
    )


def rank_dyads(events: Iterable[Event]) -> tuple[tuple[tuple[str, str], int], ...]:
    """The pairs of codes between which most dated things happened, with how many; the most first."""
    counts = Counter[tuple[str, str]]()
    for event in events:
        if event.start and event.factuality == "actual":
            counts.update({(min(pair), max(pair)) for pair in find_pairs(event.type, *codes_of(event))})
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
