"""The events of the report: what an entry of the timeline shows.

In comes the index; out come `EventView`s, ready to be laid out by a template. The accounts within them are made in
`report_accounts`; how events are grouped by day is `report_timeline`'s affair.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, product

from svod.present.report_accounts import Cell, SlotView, Teller, Told, clip, make_slots, make_tellers, make_told
from svod.present.report_index import Index
from svod.present.report_words import days_between, format_interval, known_label, mode_label, quad, type_label
from svod.present.spoken import speak_sides
from svod.records import Event, EventMention, Party

EXCERPT = 240  # about how many characters of a sentence the timeline shows
NAME = 70  # characters of a participant's name
MANNER = ("wording", "participants")  # slots that differ in how a thing is told rather than in what is
OLD = 60  # days; what happened longer ago than this is told as background


@dataclass(frozen=True, slots=True)
class Who:
    """A participant as shown: the name and, where it adds something, the state acted for."""

    name: str
    code: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class EventView:
    """One entry of the timeline."""

    id: str
    type: str
    type_label: str
    mode_label: str | None
    quad: int
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    place: str | None
    start: str | None
    end: str | None
    when: str
    factuality: str
    factuality_label: str | None
    voices: int
    outlets: tuple[str, ...]
    lead: Told
    tellers: tuple[Teller, ...]
    slots: tuple[SlotView, ...]
    dyads: tuple[str, ...]
    reported: str | None  # the day of the first article that tells it
    prominent: bool  # told by two voices or more, or what an article opens with
    background: bool  # long past when it was reported, and by one voice only
    order: tuple[int, int]  # of its first telling: article, place in the text

    @property
    def contested(self) -> tuple[SlotView, ...]:
        """The slots in which the accounts cannot all be true."""
        return tuple(s for s in self.slots if s.verdict == "contradict")

    @property
    def different(self) -> tuple[SlotView, ...]:
        """The slots in which the accounts differ in substance though they may all be true."""
        return tuple(s for s in self.slots if s.verdict == "differ" and s.name not in MANNER)

    @property
    def compared(self) -> tuple[SlotView, ...]:
        """The slots that two voices or more fill."""
        return tuple(s for s in self.slots if s.verdict != "silent")

    @property
    def lone(self) -> tuple[tuple[SlotView, Teller, tuple[Cell, ...]], ...]:
        """The slots that one voice alone fills, with that voice and its words."""
        return tuple(
            (slot, teller, cells)
            for slot in self.slots
            if slot.verdict == "silent"
            for teller, cells in zip(self.tellers, slot.cells, strict=True)
            if cells
        )

    @property
    def tellings(self) -> int:
        """How often the event is told."""
        return sum(len(t.told) for t in self.tellers)


def make_events(index: Index) -> tuple[EventView, ...]:
    """A view of every event, those told most and first in front."""
    views = [make_event(event, index) for event in index.accounts.events]
    return tuple(sorted(views, key=lambda v: (-v.voices, not v.prominent, v.order, v.id)))


def make_event(event: Event, index: Index) -> EventView:
    """The view of one event; its lead is the telling that opens an article, or the first."""
    told = sorted((index.events[m] for m in event.mentions), key=lambda e: place_of(e, index))
    reported = min((d for e in told if (d := index.articles[e.article].published)), default=None)
    lead = min(told, key=lambda e: (e.factuality != event.factuality, not index.opens_with(e), place_of(e, index)))
    tellers = make_tellers(told, index)
    modes = Counter(e.mode for e in told if e.mode)
    return EventView(
        id=event.id,
        type=event.type,
        type_label=type_label(event.type),
        mode_label=mode_label(event.type, min(modes, key=lambda m: (-modes[m], m), default=None)),
        quad=quad(event.type),
        actors=make_parties(event.actors, index),
        recipients=make_parties(event.recipients, index),
        place=event.place,
        start=event.start,
        end=event.end or event.start,
        when=format_interval(event.start, event.end),
        factuality=event.factuality,
        factuality_label=known_label("factualities", event.factuality),
        voices=event.voices,
        outlets=tuple(dict.fromkeys(index.outlet(e.article) for e in told)),
        lead=make_told(lead, index, EXCERPT),
        tellers=tellers,
        slots=make_slots(index.comparisons.get(event.id, ()), tellers, index),
        dyads=make_dyads(event),
        reported=reported[:10] if reported else None,
        prominent=event.voices > 1 or any(index.opens_with(e) for e in told),
        background=event.voices < 2 and days_between(event.start, reported) > OLD,
        order=place_of(told[0], index),
    )


def place_of(event: EventMention, index: Index) -> tuple[int, int]:
    """Where a telling stands: its article in the order of reading, its trigger in the text."""
    return index.rank(event.article), event.evidence[0].span.start


def make_parties(parties: tuple[Party, ...], index: Index) -> tuple[Who, ...]:
    """Participants without repetition; the country is left out where it is the name."""
    views = []
    for party in dict.fromkeys(parties):
        name = index.country(party.code)
        called = clip(speak_sides(party.name), NAME)
        views.append(Who(called, party.code, None if name is None or name in (party.name, called) else name))
    return tuple(dict.fromkeys(views))


def make_dyads(event: Event) -> tuple[str, ...]:
    """Pairs of codes that the event joins, each sorted: «AZE-RUS»."""
    actors = sorted({p.code for p in event.actors if p.code})
    recipients = sorted({p.code for p in event.recipients if p.code})
    pairs = product(actors, recipients) if recipients else combinations(actors, 2)
    return tuple(sorted({"-".join(sorted(pair)) for pair in pairs if pair[0] != pair[1]}))
