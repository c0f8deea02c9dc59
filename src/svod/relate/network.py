"""Events in, who acts on whom out: for each ordered two how many distinct events, and how friendly.

An edge counts what the relationship index counts (`svod.relate.tallies`): distinct events, told as fact, with a day;
its mean is of PLOVER scores, each event weighing log2(1 + voices). Talks have no direction and stand in both. Whether
the two are states or persons is whoever calls to say. It draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from svod.ontology import load_ontology
from svod.records import Event, Party
from svod.relate.bootstrap import weighted_mean
from svod.relate.tallies import Kind, find_pairs, score_event, weigh

Naming = Callable[[Party], str | None]  # whose deed it is, by a participant; None: nobody who is counted


@dataclass(frozen=True, slots=True)
class Deed:
    """One event as edges count it."""

    event: str
    day: str
    last: str
    score: float
    weight: float
    voices: int
    pairs: frozenset[tuple[str, str]]  # who acts on whom


@dataclass(frozen=True, slots=True)
class Edge:
    """All that one did to another."""

    source: str
    target: str
    mean: float
    voices: int  # of all its events together
    events: tuple[str, ...]  # Event.id, by day

    @property
    def n(self) -> int:
        """How many events."""
        return len(self.events)


def find_deeds(
    events: Iterable[Event], told: Mapping[str, Sequence[Kind]], voices: Mapping[str, str], name: Naming
) -> tuple[Deed, ...]:
    """The events that count, by day; `told` gives the tellings of each."""
    found = []
    for event in sorted(events, key=lambda e: (e.start or "", e.end or "", e.id)):
        if event.factuality != "actual" or event.start is None or event.type not in load_ontology().types:
            continue
        sides = [frozenset(key for p in side if (key := name(p))) for side in (event.actors, event.recipients)]
        if pairs := find_pairs(event.type, sides[0], sides[1]):
            score = score_event(event, told.get(event.id, ()), voices)
            found.append(
                Deed(event.id, event.start, event.end or event.start, score, weigh(event), event.voices, pairs)
            )
    return tuple(found)


def within(deeds: Iterable[Deed], since: str | None, until: str | None) -> tuple[Deed, ...]:
    """The events whose days touch those asked for, inclusive."""
    return tuple(d for d in deeds if (since is None or d.last >= since) and (until is None or d.day <= until))


def find_edges(deeds: Iterable[Deed]) -> tuple[Edge, ...]:
    """Who acted on whom, the most often first."""
    grouped: dict[tuple[str, str], list[Deed]] = {}
    for deed in deeds:
        for pair in deed.pairs:
            grouped.setdefault(pair, []).append(deed)
    edges = [make_edge(pair, own) for pair, own in grouped.items()]
    return tuple(sorted(edges, key=lambda e: (-e.n, e.source, e.target)))


def make_edge(pair: tuple[str, str], deeds: Sequence[Deed]) -> Edge:
    """One edge of its events."""
    mean = weighted_mean([d.score for d in deeds], [d.weight for d in deeds])
    return Edge(*pair, mean or 0.0, sum(d.voices for d in deeds), tuple(d.event for d in deeds))


def rank_nodes(deeds: Iterable[Deed]) -> tuple[tuple[str, int], ...]:
    """Everybody with the number of events in which they act on somebody or are acted on, the most first."""
    counts: dict[str, int] = {}
    for deed in deeds:
        for node in {one for pair in deed.pairs for one in pair}:
            counts[node] = counts.get(node, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
