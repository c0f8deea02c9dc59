"""Events and the facts of their tellings in, what one event is set beside another by out: a `Tale` each.

An event keeps the participants that somebody names for it: states that only the context lends take no part, since
nothing may follow from them. Says nothing about what follows from what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from svod.records import Event, Party
from svod.relate.facts import LENT, SYMMETRIC, Facts, Side
from svod.relate.names import key

OFTEN = 0.34  # share of an event's tellings that a word must stand in


@dataclass(frozen=True, slots=True)
class Tale:
    """One event as compared."""

    id: str
    type: str
    modes: frozenset[str]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    start: int | None  # its days, by its tellings' own words, else those of the news it is
    end: int | None
    said: bool  # whether those days are in some telling's own words
    first: int | None  # the day the first article tells it
    last: int | None  # and the last
    factuality: str
    factualities: frozenset[str]
    place: str | None
    words: frozenset[str]  # stems of the sentences without names and triggers
    articles: frozenset[str]
    mentions: tuple[str, ...]


def gather_tales(events: Sequence[Event], facts: Iterable[Facts]) -> tuple[Tale, ...]:
    """A tale of every event, in their order."""
    by_id = {f.id: f for f in facts}
    return tuple(make_tale(e, [by_id[m] for m in e.mentions if m in by_id]) for e in events)


def make_tale(event: Event, facts: Sequence[Facts]) -> Tale:
    """One event with what its tellings give."""
    sides = {s.name: s for f in reversed(facts) for s in (*f.actors, *f.recipients) if not s.lent}
    actors, recipients = find_sides(event.actors, sides), find_sides(event.recipients, sides)
    if event.type in SYMMETRIC:
        actors, recipients = actors + recipients, ()
    out = [f.published for f in facts if f.published is not None]
    start, end, said = find_period(facts)
    counts = Counter(w for f in facts for w in f.context - f.names)
    return Tale(
        event.id, event.type, frozenset(f.mode for f in facts if f.mode), actors, recipients, start, end, said,
        min(out, default=None), max(out, default=None),
        event.factuality, frozenset(f.factuality for f in facts), key(event.place) if event.place else None,
        frozenset(w for w, n in counts.items() if n >= len(facts) * OFTEN),
        frozenset(f.article for f in facts), event.mentions,
    )  # fmt: skip


def find_sides(parties: Sequence[Party], sides: Mapping[str, Side]) -> tuple[Side, ...]:
    """The participants of an event that are told, as its tellings' facts have them."""
    return tuple(sides[key(p.name)] for p in parties if p.basis not in LENT and key(p.name) in sides)


def find_period(facts: Sequence[Facts]) -> tuple[int | None, int | None, bool]:
    """The days that most tellings say, of several the shortest, then the earliest; days of the news where none says."""
    said = Counter([(f.start, f.end) for f in facts if f.start is not None and f.end is not None])
    lent = Counter(f.told for f in facts if f.told and f.news)
    spans = sorted((-n, b - a, a) for (a, b), n in (said or lent).items())
    if not spans:
        return None, None, False
    _, length, start = spans[0]
    return start, start + length, bool(said)
