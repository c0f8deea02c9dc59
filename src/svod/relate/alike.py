"""Events in, those that may be one although they were not joined out: what makes somebody's silence doubtful.

Looser by far than what joins tellings (`pairs`): it never joins anything, it only says where to look. On the annotated
articles three in ten of such silences are none, and one in ten of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from svod.records import Event, EventMention
from svod.relate.events import party_key
from svod.relate.periods import shift
from svod.relate.words import stems


@dataclass(frozen=True, slots=True)
class Look:
    """What one event may be told by from another: stems of its triggers and of its participants' names."""

    event: Event
    words: frozenset[str]
    names: frozenset[str]
    codes: frozenset[str]


def group_looks(events: Iterable[Event], mentions: Mapping[str, EventMention]) -> dict[str, tuple[Look, ...]]:
    """Events by type, with what they may be told by from one another."""
    found: dict[str, list[Look]] = {}
    for event in sorted(events, key=lambda e: e.id):
        found.setdefault(event.type, []).append(look_at(event, mentions))
    return {kind: tuple(own) for kind, own in found.items()}


def look_at(event: Event, mentions: Mapping[str, EventMention]) -> Look:
    """The look of one event."""
    triggers = " ".join(mentions[m].evidence[0].text for m in event.mentions if m in mentions)
    parties = (*event.actors, *event.recipients)
    names = frozenset(party_key(p) for p in parties) - {""}
    return Look(event, stems(triggers), names, frozenset(p.code for p in parties if p.code))


def find_alike(look: Look, looks: Mapping[str, tuple[Look, ...]]) -> Iterator[Event]:
    """Other events of the type, of days that go together, that may be this one."""
    for other in looks.get(look.event.type, ()):
        if other.event.id != look.event.id and seem_one(look, other) and go_together(look.event, other.event):
            yield other.event


def seem_one(a: Look, b: Look) -> bool:
    """True when two events of one type are told by one word, or have a state and a name in common."""
    return bool(a.words & b.words) or bool(a.codes & b.codes and a.names & b.names)


def go_together(a: Event, b: Event) -> bool:
    """True when the days of two events touch, or those of one are unknown."""
    if a.start is None or b.start is None:
        return True
    return a.start <= shift(b.end or b.start, 1) and b.start <= shift(a.end or a.start, 1)
