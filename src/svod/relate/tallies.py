"""One event and two sides in, how it counts in their index out: score, weight, direction, period; or why it does not.

Scores are those of PLOVER 2.0 (`ontology/plover.toml`). An event weighs log2(1 + voices), where a family of reprints is
one voice. What is planned, possible or denied, what has no day or too vague a one, and what both sides did to somebody
else does not count, each with its reason. Draws no lines: `svod.relate.index` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import log2
from typing import Protocol, TypeVar

from svod.ontology import load_ontology
from svod.records import Event, EventMention
from svod.relate.bootstrap import DRAWS
from svod.relate.events import FACTUALITY, majority
from svod.relate.facts import LENT, SYMMETRIC
from svod.relate.periods import Period, place_span

WEIGHTS = ("voices", "none")
SAID = ("said", "telling")  # bases of a day that a text gives
REASONS = (*FACTUALITY, "undated", "vague", "unscored", "aside", "lent", "lent_day")


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """What is asked for; days are inclusive."""

    grain: str = "month"
    since: str | None = None
    until: str | None = None
    factualities: tuple[str, ...] = ("actual",)
    weight: str = "voices"
    firm: bool = False  # leave out what rests on lent sides or a lent day
    seed: int = 1
    draws: int = DRAWS


@dataclass(frozen=True, slots=True)
class Sources:
    """What events rest on: their tellings by id, the voice of each article, and who tells it: outlet or side."""

    mentions: Mapping[str, EventMention]
    voices: Mapping[str, str]
    tellers: Mapping[str, str]


class Kind(Protocol):
    """Of a telling what its score needs."""

    @property
    def article(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def mode(self) -> str | None: ...


T = TypeVar("T", bound=Kind)


@dataclass(frozen=True, slots=True)
class Tally:
    """One event as it is counted in a line."""

    event: str
    score: float
    weight: float
    ways: frozenset[str]
    quad: int
    period: Period
    lent: bool  # no telling names both sides: context lends one
    lent_day: bool  # no telling says the day

    @property
    def deed(self) -> bool:
        """True for what is done, false for what is only said."""
        return self.quad % 2 == 0


def touches(event: Event, options: IndexOptions) -> bool:
    """True when an event's days touch those asked for, or it has none."""
    first, last = event.start, event.end or event.start
    if first is None or last is None:
        return True
    return (options.since is None or last >= options.since) and (options.until is None or first <= options.until)


def names_both(event: Event, dyad: tuple[str, str]) -> bool:
    """True when both sides take part, on whichever side of it."""
    return set(dyad) <= {p.code for p in (*event.actors, *event.recipients)}


def find_ways(event: Event, dyad: tuple[str, str]) -> frozenset[str]:
    """Who acts on whom: "there" for the first on the second, "back", both where they act together; else nothing.

    «Ардалия и Нимория осудили Ковен» is nothing between the two; talks are, whoever invited.
    """
    pairs = find_pairs(event.type, *codes_of(event))
    return frozenset(way for way, pair in (("there", dyad), ("back", dyad[::-1])) if pair in pairs)


def codes_of(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """The states and organisations that act in an event, and those acted on."""
    return frozenset(p.code for p in event.actors if p.code), frozenset(p.code for p in event.recipients if p.code)


def find_pairs(type_: str, actors: frozenset[str], recipients: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Everybody who acts on somebody in an event of a type, each with whom; in talks all act on one another."""
    if type_ == "CONSULT":
        return frozenset(permutations(sorted(actors | recipients), 2))
    pairs = {(a, b) for a in actors for b in recipients if a != b}
    return frozenset(pairs | set(permutations(sorted(actors), 2)) if type_ in SYMMETRIC else pairs)


def told_by(event: Event, sources: Sources) -> list[EventMention]:
    """The tellings of an event that are known."""
    return [sources.mentions[m] for m in event.mentions if m in sources.mentions]


def as_told(event: Event, mentions: Sequence[EventMention], sources: Sources) -> Event:
    """The event with the type, the factuality and the voices that these tellings of it give; a voice has one vote."""
    own = by_voice(mentions, sources.voices)
    factuality = vote(own, lambda m: m.factuality, first_of(FACTUALITY))
    return Event(
        event.id, vote(own, lambda m: m.type), event.label, event.start, event.end, event.place,
        event.actors, event.recipients, factuality, tuple(m.id for m in mentions), len(own),
    )  # fmt: skip


def by_voice(mentions: Iterable[T], voices: Mapping[str, str]) -> list[list[T]]:
    """Tellings by the voice that tells them: however many articles copy one text, they have one say."""
    found: dict[str, list[T]] = {}
    for mention in mentions:
        found.setdefault(voices.get(mention.article, mention.article), []).append(mention)
    return [found[voice] for voice in sorted(found)]


def vote(
    voices: Iterable[Iterable[T]],
    value: Callable[[T], str],
    elect: Callable[[Iterable[str]], str] = majority,
) -> str:
    """The value that most voices give, each the one that most of its own tellings give."""
    return elect(elect(map(value, own)) for own in voices)


def first_of(order: Sequence[str]) -> Callable[[Iterable[str]], str]:
    """The value met most often, of several the earlier in an order."""

    def elect(values: Iterable[str]) -> str:
        counts = Counter(values)
        return min(order, key=lambda v: (-counts[v], order.index(v)))

    return elect


def count_event(
    event: Event, mentions: Sequence[EventMention], dyad: tuple[str, str], asked: tuple[Sources, IndexOptions]
) -> Tally | str:
    """How an event counts, or the reason why it does not."""
    ways, (sources, options) = find_ways(event, dyad), asked
    if not ways:
        return "aside"
    if event.factuality not in options.factualities:
        return event.factuality
    if event.type not in load_ontology().types:
        return "unscored"
    if event.start is None:
        return "undated"
    period = place_span(event.start, event.end, options.grain)
    if period is None:
        return "vague"
    lent = not any(names_clearly(m, dyad) for m in mentions)
    lent_day = not any(m.when_basis in SAID for m in mentions)
    if options.firm and (lent or lent_day):
        return "lent" if lent else "lent_day"
    score, weight = score_event(event, mentions, sources.voices), weigh(event) if options.weight == "voices" else 1.0
    return Tally(event.id, score, weight, ways, load_ontology().quad(event.type), period, lent, lent_day)


def score_event(event: Event, mentions: Iterable[Kind], voices: Mapping[str, str]) -> float:
    """The score of an event's type and mode, the mode that most voices give."""
    modes = (m for m in mentions if m.type == event.type and m.mode)
    return load_ontology().score(event.type, vote(by_voice(modes, voices), lambda m: m.mode or "") or None)


def weigh(event: Event) -> float:
    """The weight of an event: what three tell weighs twice what one tells."""
    return log2(1 + max(event.voices, 1))


def names_clearly(mention: EventMention, dyad: tuple[str, str]) -> bool:
    """True when a telling has words for both sides: its context lends neither."""
    return set(dyad) <= {p.code for p in (*mention.actors, *mention.recipients) if p.basis not in LENT}
