"""Event mentions in, what two of them are compared by out: sides, days, place and words made comparable once each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from svod.records import (
    Actor,
    Article,
    Detail,
    EventMention,
    Findings,
    Location,
    Party,
    Quotation,
)
from svod.relate.meanings import find_meanings
from svod.relate.names import key, telling_stems
from svod.relate.passages import Passage, make_passage
from svod.relate.reprints import published_day
from svod.relate.stories import Story, make_story
from svod.relate.words import WORD, fold, stems

LENT = frozenset(("setting", "pair", "passage"))  # bases of a state that no words name there: lent by the context
SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE"))  # all take part alike: sides are compared as one


@dataclass(frozen=True, slots=True)
class Side:
    """One participant as compared: `who` is the actor's id, or the folded name where there is no actor."""

    who: str
    name: str
    code: str | None
    person: bool
    described: bool = False  # only described, in small letters: «оба президента»
    state: bool = False  # the state itself, by any of its names
    titles: frozenset[str] = frozenset()  # stems of the offices that the articles give it: «президент»
    lent: bool = False  # a state that the context lends

    def __hash__(self) -> int:
        """Of who it is: sides are looked up millions of times, and hardly two differ in anything else alone."""
        return hash(self.who)


@dataclass(frozen=True, slots=True)
class Facts:
    """One event mention as compared."""

    id: str
    article: str
    type: str
    mode: str | None
    trigger: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    lent: bool  # some of its sides are lent by the context
    start: int | None  # the days that its own clause says, as numbers
    end: int | None
    told: tuple[int, int] | None  # the days that its passage or the news' own day lends it
    news: bool  # told as news of its article's own day
    published: int | None
    place: str | None
    place_stems: frozenset[str]
    factuality: str
    context: frozenset[str]  # stems of the sentence's words
    names: frozenset[str]  # stems of its names, participants' names among them
    at: int  # offset of the trigger
    quote: str | None
    counts: tuple[Detail, ...]
    state: str | None  # where the place lies
    source: str | None  # the nearest on whose word it stands
    rule: str  # the rule that found it
    meanings: frozenset[str]  # what the words of that rule can mean
    location: Location | None
    story: Story  # its article as compared
    passage: Passage  # the words around it
    said: str | None  # the quotation that it stands in
    uttered: str | None  # the quotation that it is the uttering of: «потребовал» with the demand


def gather_facts(
    articles: Sequence[Article],
    findings: Sequence[Findings],
    actors: Sequence[Actor],
    place_codes: Mapping[str, str] = MappingProxyType({}),
    quotations: Sequence[Quotation] = (),
) -> tuple[Facts, ...]:
    """The facts of every event mention, sorted by id; `place_codes` gives the state of a place by its folded name."""
    published = {a.id: published_day(a) for a in articles}
    stories = {a.id: make_story(a) for a in articles}
    words = {quote: q.id for q in quotations for v in q.variants for quote in v.quotes}
    by_chain = {chain: actor for actor in actors for chain in actor.chains}
    titles = find_titles(findings, by_chain)
    states = {a.code: a for a in sorted(actors, key=lambda a: a.id, reverse=True) if a.entity == "state" and a.code}
    facts = []
    for found in findings:
        chains = {m.id: m.chain for m in found.mentions}
        known = {m: by_chain[c] for m, c in chains.items() if c in by_chain}
        about = Known(
            known, titles, states, published.get(found.article), place_codes,
            stories[found.article], words, find_cues(found, words),
        )  # fmt: skip
        facts += [make_facts(e, about) for e in found.events]
    return tuple(sorted(facts, key=lambda f: f.id))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article and beyond it when its event mentions are made comparable."""

    actors: Mapping[str, Actor]  # of the article's mentions
    titles: Mapping[str, frozenset[str]]  # of all actors by id
    states: Mapping[str, Actor]  # by code
    published: int | None
    place_codes: Mapping[str, str]
    story: Story
    quotations: Mapping[str, str]  # by quote
    cues: Sequence[tuple[int, int, str]]  # where the words of uttering stand, with the quotation


def find_titles(findings: Sequence[Findings], by_chain: Mapping[str, Actor]) -> dict[str, frozenset[str]]:
    """Stems of the offices that articles give each person, by the actor's id: «президент Нимории» → {"прези"}."""
    titles: dict[str, set[str]] = {}
    for mention in (m for f in findings for m in f.mentions if m.roles and m.chain in by_chain):
        actor = by_chain[mention.chain]
        if actor.entity == "person":
            titles.setdefault(actor.id, set()).update(*(sorted(stems(r.title)) for r in mention.roles))
    return {actor: frozenset(found) for actor, found in titles.items()}


def find_cues(found: Findings, quotations: Mapping[str, str]) -> tuple[tuple[int, int, str], ...]:
    """Where an article's words of uttering stand, for those quotes that others carry too."""
    return tuple(
        (e.span.start, e.span.end, quotations[q.id])
        for q in found.quotes
        if q.id in quotations
        for e in q.evidence
        if e.role == "cue"
    )


def make_facts(event: EventMention, known: Known) -> Facts:
    """What one mention is compared by."""
    trigger = next((e for e in event.evidence if e.role == "trigger"), event.evidence[0])
    sentence = next((e.text for e in event.evidence if e.role == "whole"), trigger.text)
    actors = tuple(make_side(p, known) for p in event.actors)
    recipients = tuple(make_side(p, known) for p in event.recipients)
    if event.type in SYMMETRIC:
        actors, recipients = actors + recipients, ()
    actors, recipients = share(actors), share(recipients)
    return Facts(
        event.id, event.article, event.type, event.mode, fold(trigger.text), actors, recipients,
        any(s.lent for s in (*actors, *recipients)),
        *said_days(event), lent_days(event), event.when_basis == "news_of_the_day", known.published,
        key(event.place) if event.place else None, stems(event.place or ""), event.factuality,
        stems(sentence) - stems(trigger.text), find_names(sentence, [*actors, *recipients]),
        trigger.span.start, event.quote,
        tuple(d for d in event.details if d.slot == "count"),
        known.place_codes.get(key(event.place)) if event.place else None,
        event.according_to[-1] if event.according_to else None,
        event.origin.rule, find_meanings(event.origin.rule), event.location,
        known.story, make_passage(known.story, trigger.span.start, trigger.text),
        known.quotations.get(event.quote or ""),
        next((q for start, end, q in known.cues if start < trigger.span.end and trigger.span.start < end), None),
    )  # fmt: skip


def said_days(event: EventMention) -> tuple[int | None, int | None]:
    """The days that the text says of it; those lent by the passage or the day of the news tell no two events apart."""
    if event.when_basis not in ("said", "telling"):
        return None, None
    return day_number(event.start), day_number(event.end or event.start)


def lent_days(event: EventMention) -> tuple[int, int] | None:
    """The days that passage or publication lend an event that says none: likely, but they part nothing for good."""
    start, end = day_number(event.start), day_number(event.end or event.start)
    return (start, end) if event.when_basis != "said" and start is not None and end is not None else None


def find_names(sentence: str, sides: Sequence[Side]) -> frozenset[str]:
    """Stems of the capitalised words of a sentence, its first left out, and of the words that name participants."""
    words = WORD.findall(sentence)[1:]
    written = stems(" ".join(w for w in words if w[:1].isupper()))
    return written.union(*(telling_stems(s.name) for s in sides))


@lru_cache(maxsize=100_000)
def share(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Equal sides as one object, which is quickly found to be equal to itself."""
    return sides


def make_side(party: Party, known: Known) -> Side:
    """A participant with the actor that its mention belongs to, where one is known; a lent state is that state's."""
    lent = party.basis in LENT
    actor = known.actors.get(party.mention or "") or (known.states.get(party.code or "") if lent else None)
    if actor is None:
        return Side(key(party.name), key(party.name), party.code, False, party.name.islower(), lent, lent=lent)
    titles = known.titles.get(actor.id, frozenset())
    return Side(
        actor.id, key(party.name), party.code or actor.code, actor.entity == "person",
        party.name.islower(), actor.entity in ("state", "place"), titles, lent,
    )  # fmt: skip


def day_number(day: str | None) -> int | None:
    """An ISO day as a number, None where there is none."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None
