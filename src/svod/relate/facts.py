"""Event mentions in, what two of them are compared by out: sides, days, place and words made comparable once each.

What one article alone gives is taken from its gist; added is what all articles together say: who an actor is, with
which offices, where a place lies, which quotation it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

from svod.records import Actor, Article, Findings, Location, Quotation
from svod.relate.gists import LENT, Gist, Rough, Who, day_number, gather_gists, said_days
from svod.relate.meanings import find_meanings
from svod.relate.memo import Memo, make_mark
from svod.relate.packed import unpack
from svod.relate.passages import Passage, make_passage
from svod.relate.reprints import published_day
from svod.relate.shelf import Shelf, fill_shelf
from svod.relate.stories import Story, make_story

__all__ = [
    "LENT", "SYMMETRIC", "Count", "Facts", "Known", "Side", "collect_facts", "day_number", "gather_facts", "know",
    "make_side", "said_days",
]  # fmt: skip

SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE"))  # all take part alike: sides are compared as one
NO_STEMS: frozenset[str] = frozenset()


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
    counts: tuple[Count, ...]
    state: str | None  # where the place lies
    source: str | None  # the nearest on whose word it stands
    rule: str  # the rule that found it
    meanings: frozenset[str]  # what the words of that rule can mean
    location: Location | None
    story: Story  # its article as compared
    passage: Passage  # the words around it
    said: str | None  # the quotation that it stands in
    uttered: str | None  # the quotation that it is the uttering of: «потребовал» with the demand
    first: int  # offset of its first evidence: where it stands in its article
    undone: bool  # its own words say that it is called off: «отменил визит»
    mark: str  # what all this is known by: equal marks, equal facts


class Count(NamedTuple):
    """A number of people told, as a range."""

    low: float | None
    high: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What all articles together say that event mentions, commitments and claims are made comparable by."""

    chains: Mapping[str, Actor]  # by chain
    titles: Mapping[str, frozenset[str]]  # stems of the offices that articles give each person, by Actor.id
    states: Mapping[str, Actor]  # by code
    marks: Mapping[str, str]  # of actors by id: what a side takes from its actor
    quotations: Mapping[str, str]  # by Quote.id; a quotation goes by the smallest of its quotes
    place_codes: Mapping[str, str]  # the state that a place lies in, by its folded name


def know(
    gists: Mapping[str, Gist],
    actors: Sequence[Actor],
    place_codes: Mapping[str, str],
    quotations: Sequence[Quotation],
) -> Known:
    """Look-ups of what is known beyond one article."""
    chains = {chain: actor for actor in actors for chain in actor.chains}
    found: dict[str, set[str]] = {}
    for chain, stems in (row for gist in gists.values() for row in gist.titles):
        actor = chains.get(chain)
        if actor and actor.entity == "person":
            found.setdefault(actor.id, set()).update(stems)
    titles = {actor: frozenset(stems) for actor, stems in found.items()}
    states = {a.code: a for a in sorted(actors, key=lambda a: a.id, reverse=True) if a.entity == "state" and a.code}
    marks = {a.id: make_mark(a.id, a.entity, a.code, sorted(titles.get(a.id, ()))) for a in actors}
    return Known(chains, titles, states, marks, name_quotations(quotations), place_codes)


def name_quotations(quotations: Sequence[Quotation]) -> dict[str, str]:
    """By quote, the smallest quote of its quotation: a name that seldom changes when others join."""
    names = {}
    for quotation in quotations:
        quotes = [quote for variant in quotation.variants for quote in variant.quotes]
        names.update(dict.fromkeys(quotes, min(quotes)))
    return names


def gather_facts(
    articles: Sequence[Article],
    findings: Sequence[Findings],
    actors: Sequence[Actor],
    place_codes: Mapping[str, str] = MappingProxyType({}),
    quotations: Sequence[Quotation] = (),
) -> tuple[Facts, ...]:
    """The facts of every event mention, sorted by id; `place_codes` gives the state of a place by its folded name."""
    shelf = fill_shelf(articles, findings)
    gists = gather_gists(shelf, Memo())
    return collect_facts(shelf, gists, know(gists, actors, place_codes, quotations))


def collect_facts(shelf: Shelf, gists: Mapping[str, Gist], known: Known) -> tuple[Facts, ...]:
    """The facts of every event mention, sorted by id."""
    facts = [f for id_, gist in gists.items() for f in make_facts(shelf, id_, gist, known)]
    return tuple(sorted(facts, key=lambda f: f.id))


def make_facts(shelf: Shelf, article: str, gist: Gist, known: Known) -> Iterator[Facts]:
    """What each mention of one article is compared by."""
    story, mark = make_story(shelf.articles[article]), shelf.marks[article]
    published = published_day(shelf.articles[article])
    for rough in gist.events:
        yield make_fact(rough, known, story, published, mark)


def make_fact(r: Rough, known: Known, story: Story, published: int | None, mark: str) -> Facts:
    """What one mention is compared by."""
    actors, recipients = make_sides(r.actors, known), make_sides(r.recipients, known)
    state = known.place_codes.get(r.place) if r.place else None
    said = known.quotations.get(r.quote or "")
    uttered = next((known.quotations[q] for q in r.cues if q in known.quotations), None)
    sides = [known.marks.get(s.who) for s in (*actors, *recipients)]
    if r.type in SYMMETRIC:
        actors, recipients = share(actors + recipients), ()
    return Facts(
        r.id, story.article, r.type, r.mode, r.trigger, actors, recipients, any(s.lent for s in (*actors, *recipients)),
        r.start, r.end, (r.told[0], r.told[1]) if r.told else None, r.news, published,
        r.place, gather(r.place_stems), r.factuality, gather(r.context), gather(r.names), r.at, r.quote,
        tuple([Count._make(c) for c in r.counts]), state, r.source, r.rule, find_meanings(r.rule),
        unpack(Location, r.location) if r.location else None, story, make_passage(story, r.at, r.trigger), said,
        uttered, r.first, r.undone, make_mark(mark, r.id, sides, state, said, uttered),
    )  # fmt: skip


def gather(words: Sequence[str]) -> frozenset[str]:
    """Words as a set; a word that many mentions have is one object."""
    return frozenset(map(intern, words))


def make_sides(rows: Sequence[Sequence[Any]], known: Known) -> tuple[Side, ...]:
    """The participants on one side."""
    return share(tuple([make_side(Who._make(row), known) for row in rows]))


@lru_cache(maxsize=100_000)
def share(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Equal sides as one object, which is quickly found to be equal to itself."""
    return sides


def make_side(who: Who, known: Known) -> Side:
    """A participant with the actor that its mention belongs to, where one is known; a lent state is that state's."""
    actor = known.chains.get(who.chain or "") or (known.states.get(who.code or "") if who.lent else None)
    if actor is None:
        return Side(who.name, who.name, who.code, False, who.described, who.lent, lent=who.lent)
    return Side(
        actor.id, who.name, who.code or actor.code, actor.entity == "person", who.described,
        actor.entity in ("state", "place"), known.titles.get(actor.id, NO_STEMS), who.lent,
    )  # fmt: skip
