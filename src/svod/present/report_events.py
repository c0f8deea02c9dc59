"""The events of the report: what an entry of the timeline shows, and the accounts of it side by side.

In comes the index; out come `EventView`s, ready to be laid out by a template. Where it happens and how events are
grouped by day is `report_timeline`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, product

from svod.present.report_index import Index
from svod.present.report_text import NEAR, STRONG, Part, Piece, cut, paragraphs, window
from svod.present.report_words import (
    FACTUALITIES,
    HAPPENED,
    SLOTS,
    VERDICTS,
    days_between,
    format_day,
    format_interval,
    mode_label,
    parse_day,
    quad,
    type_label,
)
from svod.records import Comparison, Event, EventMention, Party, Span, Telling

EXCERPT, SENTENCE = 240, 480  # about how many characters of a sentence the timeline and the accounts show
NAME = 70  # characters of a participant's name
MANNER = ("wording", "participants")  # slots that differ in how a thing is told rather than in what is
QUOTATION = {ord(c): None for c in '«»„“”"'}
OLD = 60  # days; what happened longer ago than this is told as background
VERDICT_ORDER = ("contradict", "differ", "agree", "silent")


@dataclass(frozen=True, slots=True)
class Who:
    """A participant as shown: the name and, where it adds something, the state acted for."""

    name: str
    code: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of one article that tells an event, its trigger marked; `id` is its anchor in the article."""

    id: str
    outlet: str
    day: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    chain: tuple[str, ...]
    factuality: str | None


@dataclass(frozen=True, slots=True)
class Teller:
    """One voice: an article, or a family of reprints under the article that came first."""

    article: str
    outlet: str
    day: str
    reprints: tuple[tuple[str, str], ...]  # (article id, outlet)
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one voice says in one slot: its words with their anchor; the value where the words do not show it."""

    words: str
    value: str | None
    anchor: str | None
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot of an event with its verdict, and the cells of the tellers in their order; () is silence."""

    name: str
    label: str
    verdict: str
    verdict_label: str
    cells: tuple[tuple[Cell, ...], ...]


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
        factuality_label=FACTUALITIES.get(event.factuality),
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
        views.append(Who(clip(party.name, NAME), party.code, None if name is None or name == party.name else name))
    return tuple(dict.fromkeys(views))


def make_dyads(event: Event) -> tuple[str, ...]:
    """Pairs of codes that the event joins, each sorted: «AZE-RUS»."""
    actors = sorted({p.code for p in event.actors if p.code})
    recipients = sorted({p.code for p in event.recipients if p.code})
    pairs = product(actors, recipients) if recipients else combinations(actors, 2)
    return tuple(sorted({"-".join(sorted(pair)) for pair in pairs if pair[0] != pair[1]}))


def make_told(event: EventMention, index: Index, limit: int) -> Told:
    """The sentence of a telling, or about `limit` characters of it around the trigger."""
    text, trigger = index.articles[event.article].text, event.evidence[0].span
    whole = sentence_of(event, text)
    start, end = window(text, whole, (trigger.start, trigger.end), limit)
    parts = [
        Part(e.span.start, e.span.end, 0, STRONG if e.role == "trigger" else NEAR,
             "hit" if e.role == "trigger" else "near", f"#{event.id}" if e.role == "trigger" else None)
        for e in event.evidence
        if e.role in ("trigger", "actor", "recipient", "time", "place") and e.span.article == event.article
    ]  # fmt: skip
    return Told(
        id=event.id,
        outlet=index.outlet(event.article),
        day=format_day(index.articles[event.article].published),
        pieces=cut(text, start, end, parts),
        cut_before=start > whole[0],
        cut_after=end < whole[1],
        chain=event.according_to,
        factuality=FACTUALITIES.get(event.factuality),
    )


def sentence_of(event: EventMention, text: str) -> tuple[int, int]:
    """The sentence that holds the trigger, or its paragraph where the record does not say."""
    trigger = event.evidence[0].span
    whole = [e.span for e in event.evidence[1:] if e.role == "whole" and e.span.article == event.article]
    bounds = [(s.start, s.end) for s in whole] or list(paragraphs(text))
    holding = [b for b in bounds if b[0] <= trigger.start and trigger.end <= b[1]]
    return min(holding, key=lambda b: b[1] - b[0], default=(trigger.start, trigger.end))


def make_tellers(told: list[EventMention], index: Index) -> tuple[Teller, ...]:
    """The voices that tell an event in the order of reading; reprints stand behind the one they copy."""
    voices: dict[str, list[EventMention]] = {}
    for event in told:
        voices.setdefault(index.voice(event.article), []).append(event)
    tellers = []
    for voice in sorted(voices, key=index.rank):
        articles = sorted({e.article for e in voices[voice]}, key=index.rank)
        own = [e for e in voices[voice] if e.article == articles[0]]
        tellers.append(
            Teller(
                article=articles[0],
                outlet=index.outlet(articles[0]),
                day=format_day(index.articles[articles[0]].published),
                reprints=tuple((a, index.outlet(a)) for a in articles[1:]),
                told=tuple(make_told(e, index, SENTENCE) for e in own),
            )
        )
    return tuple(tellers)


def make_slots(rows: tuple[Comparison, ...], tellers: tuple[Teller, ...], index: Index) -> tuple[SlotView, ...]:
    """The compared slots of an event, contradictions first."""
    views, voices = [], [index.voice(teller.article) for teller in tellers]
    for row in rows:
        if row.slot == "happened" and row.verdict in ("agree", "silent"):
            continue  # that it is told says as much
        said = [(index.voice(t.article), make_cell(t, row.slot)) for t in row.tellings if t.value is not None]
        cells = tuple(tuple(dict.fromkeys(c for v, c in said if v == voice)) for voice in voices)
        views.append(
            SlotView(
                row.slot, SLOTS.get(row.slot, row.slot), row.verdict, VERDICTS.get(row.verdict, row.verdict),
                cells,
            )
        )  # fmt: skip
    names = list(SLOTS)
    order = {v: i for i, v in enumerate(VERDICT_ORDER)}
    return tuple(
        sorted(views, key=lambda s: (order.get(s.verdict, 9), names.index(s.name) if s.name in names else 99, s.name))
    )


def make_cell(telling: Telling, slot: str) -> Cell:
    """The words of one telling, or its value where it rests on no words of its own."""
    value = telling.value or ""
    if parse_day(value.split("/")[0]):
        value = format_interval(value.split("/")[0], value.split("/")[-1])
    if slot == "happened":
        value = HAPPENED.get(value, value)
    if telling.evidence is None:
        return Cell(value, None, None, telling.according_to)
    words = telling.evidence.text
    shown = fold(value) in fold(words)
    return Cell(words, None if shown else value, spot_id(telling.evidence.span), telling.according_to)


def clip(text: str, length: int) -> str:
    """A text no longer than `length`, cut between words where it must be."""
    return text if len(text) <= length else text[:length].rsplit(None, 1)[0].rstrip(",;:–—- ") + "…"


def fold(text: str) -> str:
    """A text for comparing only: lower case, one kind of space, ё as е, without quotation marks."""
    return " ".join(text.casefold().replace("ё", "е").translate(QUOTATION).split())


def spot_id(span: Span) -> str:
    """The anchor of a telling's words in the article: made of the place, since tellings have no id."""
    return f"x-{span.article}-{span.start}-{span.end}"
