"""One article with its findings in, all that relating needs of it at large out: a gist, as JSON holds it.

A gist says nothing that depends on other articles: who an actor is, in which state a place lies and which quotation
somebody gives is added by those who read gists (facts, pledges, disputes). So it holds as long as the article is read
alike, and the findings of articles that nothing new touches need not be loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from svod.records import Article, Claim, Commitment, EventMention, Evidence, Findings, Mention, Party
from svod.relate.memo import Memo
from svod.relate.names import key, telling_stems
from svod.relate.packed import pack
from svod.relate.shelf import Shelf
from svod.relate.turns import find_turn, strength
from svod.relate.words import STEM, WORD, fold, stems

LENT = frozenset(("setting", "pair", "passage"))  # bases of a state that no words name there: lent by the context


class Who(NamedTuple):
    """One participant before anybody knows which actor that is."""

    name: str  # folded
    code: str | None
    described: bool  # only described, in small letters: «оба президента»
    lent: bool  # a state that the context lends
    chain: str | None  # Mention.chain of its mention
    kind: str  # what its mention is: state | name | role; empty where there is none


class Rough(NamedTuple):
    """One event mention as compared, before actors are known; fields as in `facts.Facts`."""

    id: str
    type: str
    mode: str | None
    trigger: str
    actors: list[list[Any]]  # of `Who`
    recipients: list[list[Any]]
    start: int | None
    end: int | None
    told: list[int] | None
    news: bool
    place: str | None
    place_stems: list[str]
    factuality: str
    context: list[str]
    names: list[str]
    at: int  # offset of the trigger
    first: int  # offset of its first evidence
    quote: str | None
    counts: list[list[Any]]  # low, high, unit
    source: str | None
    rule: str
    location: list[Any] | None
    cues: list[str]  # quotes whose words of uttering its trigger is among
    undone: bool


class Bond(NamedTuple):
    """One commitment as compared, before actors are known; fields as in `pledges.Pledge`."""

    commitment: list[Any]
    said: int | None  # the day on which its words were said
    holder: list[Any] | None
    addressees: list[list[Any]]
    words: list[str]
    direct: bool
    firm: int
    turn: str | None


class Word(NamedTuple):
    """One claim as compared, before actors are known."""

    claim: list[Any]
    holder: list[Any] | None
    about: list[list[Any]]
    named: list[str]  # events of its article that its scope names


class Gist(NamedTuple):
    """What relating needs of one article at large."""

    article: str
    places: list[tuple[str, str]]  # folded names of places with the state that each lies in
    titles: list[tuple[str, list[str]]]  # chains with the stems of their offices
    events: list[Rough]
    promised: list[str]  # EventMention.id of what its commitments are about
    bonds: list[Bond]
    words: list[Word]


def gather_gists(shelf: Shelf, memo: Memo) -> dict[str, Gist]:
    """The gist of every article that has been read, by id."""
    return {id_: read_gist(id_, recall_gist(id_, shelf, memo)) for id_ in shelf.marks}


def recall_gist(id_: str, shelf: Shelf, memo: Memo) -> list[Any]:
    """The gist of one article as JSON."""
    found: list[Any] = memo.recall(shelf.marks[id_], lambda: take_gist(shelf.articles[id_], shelf[id_]))
    return found


def read_gist(article: str, taken: list[Any]) -> Gist:
    """The gist that a list holds."""
    places, titles, events, promised, bonds, words = taken
    return Gist(
        article, places, titles, [Rough._make(e) for e in events], promised, [Bond._make(b) for b in bonds],
        [Word._make(w) for w in words],
    )  # fmt: skip


def take_gist(article: Article, found: Findings) -> list[Any]:
    """The gist of an article, as lists."""
    known = {m.id: m for m in found.mentions}
    days = {t.id: day_number(t.start) for t in found.times}
    said = {q.id: days.get(q.said or "") for q in found.quotes}
    direct = {q.id for q in found.quotes if q.kind == "direct"}
    cues = [(e.span.start, e.span.end, q.id) for q in found.quotes for e in q.evidence if e.role == "cue"]
    return [
        sorted(find_places(found).items()),
        sorted((chain, sorted(titles)) for chain, titles in find_titles(found).items()),
        [take_event(e, known, cues) for e in found.events],
        sorted({e for c in found.commitments for e in c.about}),
        [take_bond(c, article, known, said.get(c.quote or ""), c.quote in direct) for c in found.commitments],
        [take_claim(c, found.events, known) for c in found.claims],
    ]


def find_places(found: Findings) -> dict[str, str]:
    """The state that each place lies in, by its folded name, where mentions know it.

    States are left out: as places they are too often whom a thing concerns.
    """
    codes: dict[str, str] = {}
    for mention in found.mentions:
        if mention.entity == "place" and mention.name and mention.code:
            name = key(mention.name)
            codes[name] = min(codes.get(name, mention.code), mention.code)
    return codes


def find_titles(found: Findings) -> dict[str, set[str]]:
    """Stems of the offices that the article gives each chain: «президент Нимории» → {"прези"}."""
    titles: dict[str, set[str]] = {}
    for mention in found.mentions:
        if mention.roles:
            titles.setdefault(mention.chain, set()).update(*(stems(r.title) for r in mention.roles))
    return titles


def take_event(event: EventMention, known: Mapping[str, Mention], cues: Sequence[tuple[int, int, str]]) -> Rough:
    """What one event mention is compared by."""
    trigger = find_evidence(event, "trigger")
    sentence = next((e.text for e in event.evidence if e.role == "whole"), trigger.text)
    first, last = trigger.span.start, trigger.span.end
    news = event.when_basis == "news_of_the_day"
    return Rough(
        event.id, event.type, event.mode, fold(trigger.text), [take_who(p, known) for p in event.actors],
        [take_who(p, known) for p in event.recipients], *said_days(event), lent_days(event), news,
        key(event.place) if event.place else None, sorted(stems(event.place or "")), event.factuality,
        sorted(stems(sentence) - stems(trigger.text)), sorted(find_names(sentence, event)), first,
        event.evidence[0].span.start, event.quote,
        [[d.low, d.high, d.unit] for d in event.details if d.slot == "count"],
        event.according_to[-1] if event.according_to else None, event.origin.rule, pack(event.location),
        [q for start, end, q in cues if start < last and first < end], called_off(event),
    )  # fmt: skip


def take_who(party: Party, known: Mapping[str, Mention]) -> Any:
    """A participant as compared."""
    name, mention = party.name, known.get(party.mention or "")
    chain, kind = (mention.chain, kind_of(mention)) if mention else (None, "")
    return Who(key(name), party.code, name.islower(), party.basis in LENT, chain, kind)


def kind_of(mention: Mention) -> str:
    """What a mention of an actor is: a state (also by its capital or adjective), a name, or only a description."""
    if mention.entity == "state" or (mention.code and mention.kind in ("adjective", "metonym")):
        return "state"
    return "name" if mention.kind == "name" and mention.entity != "group" else "role"


def take_bond(c: Commitment, article: Article, known: Mapping[str, Mention], said: int | None, direct: bool) -> Bond:
    """What one commitment is compared by."""
    holder = take_who(c.holder, known) if c.holder else None
    to = [take_who(p, known) for p in c.addressees]
    return Bond(pack(c), said, holder, to, sorted(content(c)), direct, how_firm(c), read_turn(c, article.text))


def take_claim(c: Claim, events: Sequence[EventMention], known: Mapping[str, Mention]) -> Word:
    """What one claim is compared by."""
    holder = take_who(c.holder, known) if c.holder else None
    return Word(pack(c), holder, [take_who(p, known) for p in c.about], [e.id for e in events if names_it(c, e)])


def find_evidence(event: EventMention, role: str) -> Evidence:
    """The first evidence of a role, else the first of all."""
    return next((e for e in event.evidence if e.role == role), event.evidence[0])


def said_days(event: EventMention) -> tuple[int | None, int | None]:
    """The days that the text says of it; those lent by the passage or the day of the news tell no two events apart."""
    if event.when_basis not in ("said", "telling"):
        return None, None
    return day_number(event.start), day_number(event.end or event.start)


def lent_days(event: EventMention) -> Any:
    """The days that passage or publication lend an event that says none: likely, but they part nothing for good."""
    start, end = day_number(event.start), day_number(event.end or event.start)
    return [start, end] if event.when_basis != "said" and start is not None and end is not None else None


def find_names(sentence: str, event: EventMention) -> frozenset[str]:
    """Stems of the capitalised words of a sentence, its first left out, and of the words that name participants."""
    words = WORD.findall(sentence)[1:]
    written = stems(" ".join(w for w in words if w[:1].isupper()))
    return written.union(*(telling_stems(key(p.name)) for p in (*event.actors, *event.recipients)))


def called_off(event: EventMention) -> bool:
    """True when the words before its own say that it is done no more: «отменил визит», «передумал выводить войска»."""
    trigger, whole = find_evidence(event, "trigger"), find_evidence(event, "whole")
    at = trigger.span.start - whole.span.start
    return at > 0 and find_turn(whole.text, at, at + len(trigger.text), deed=True) == "withdrawn"


def read_turn(commitment: Commitment, text: str) -> str | None:
    """What the words before its name say became of it: «отказалась от обещания вывести войска»."""
    cue = next((e for e in commitment.evidence if e.role == "cue" and e.field == "text"), None)
    return find_turn(text, cue.span.start, cue.span.end, deed=False) if cue else None


def how_firm(commitment: Commitment) -> int:
    """How firmly the words bind: 1, 0 or -1."""
    cue, said = (next((e.text for e in commitment.evidence if e.role == role), "") for role in ("cue", "content"))
    return strength(cue, said)


def content(commitment: Commitment) -> frozenset[str]:
    """Stems of what somebody is bound to, without those of names."""
    said = " ".join(e.text for e in commitment.evidence if e.role == "content") or commitment.evidence[0].text
    parties = [p for p in (commitment.holder, *commitment.addressees) if p]
    return stems(said).difference(*(telling_stems(key(p.name)) for p in parties))


def names_it(claim: Claim, event: EventMention) -> bool:
    """True when the scope of a claim names an event: «причастность к [теракту]»."""
    trigger, whole = event.evidence[0], next(e for e in claim.evidence if e.role == "whole")
    inside = whole.span.start <= trigger.span.start < whole.span.end and trigger.span != claim.evidence[0].span
    return inside and any(w[:STEM] in stems(trigger.text) for w in claim.scope)


def day_number(day: str | None) -> int | None:
    """An ISO day as a number, None where there is none."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def merge_places(gists: Mapping[str, Gist]) -> dict[str, str]:
    """The state that each place lies in, by its folded name, as all articles know it: of several the smallest."""
    codes: dict[str, str] = {}
    for name, code in (row for gist in gists.values() for row in gist.places):
        codes[name] = min(codes.get(name, code), code)
    return codes


def all_events(gists: Mapping[str, Gist]) -> Iterator[tuple[Gist, Rough]]:
    """Every event mention with its article's gist."""
    return ((gist, rough) for gist in gists.values() for rough in gist.events)
