"""The mentions of one event in, what each article says in each slot out. Says nothing about who is right.

A claim keeps what verdicts need: the value for people, its form for comparing (`Claim.form`), the words it rests on,
and on whose word it stands. An article may make several claims in a slot, to begin with in headline and body; one that
says nothing has no claim there, and `compare.py` makes silence of that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from svod.records import Detail, EventMention, Evidence, Party
from svod.relate.facts import LENT, SYMMETRIC, Facts, Side, day_number, said_days
from svod.relate.frames import EXACT
from svod.relate.names import key
from svod.relate.words import find_words, fold, stems

Key = tuple[str, str]  # slot, and for counts what is counted
Level = tuple[str, str]  # verdict and the rule that gave it
FIRMEST = ("actual", "negated", "future", "hypothetical")  # the firmest telling of an article speaks for it


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says in one slot."""

    article: str
    value: str
    form: frozenset[str]  # folded names or stems of words: what two claims are compared by
    evidence: Evidence | None
    according_to: tuple[str, ...]
    trigger: str  # the event's word there
    who: frozenset[str]  # folded names of all who take part there
    low: float | None = None
    high: float | None = None
    code: str | None = None
    state: bool = False
    day: tuple[int, int] | None = None  # when the event was, as the same mention says
    place: str | None = None  # folded, as the same mention says
    factuality: str = "actual"
    sides: tuple[Side, ...] = ()  # all who take part there
    about: Key = ("", "")
    type: str = ""
    mode: str | None = None
    published: int | None = None


def collect_claims(
    mentions: Sequence[EventMention], place_codes: Mapping[str, str], facts: Mapping[str, Facts]
) -> dict[Key, list[Claim]]:
    """Claims of every slot, those of one article together and in text order, each value once."""
    claims: dict[Key, list[Claim]] = defaultdict(list)
    seen: set[tuple[Key, str, frozenset[str]]] = set()
    for mention in mentions:
        for about, claim in make_claims(mention, place_codes, facts.get(mention.id)):
            if (about, claim.article, claim.form) not in seen:
                seen.add((about, claim.article, claim.form))
                claims[about].append(claim)
    for about in [a for a in claims if a[0] == "happened"]:
        claims[about] = keep_firmest(claims[about])
    return claims


def keep_firmest(claims: Sequence[Claim]) -> list[Claim]:
    """Of each article its firmest telling, and a denial beside it where there is one."""
    best: dict[str, Claim] = {}
    for claim in claims:
        if claim.article not in best or rank(claim) < rank(best[claim.article]):
            best[claim.article] = claim
    return [c for c in claims if c is best[c.article] or c.value == "negated"]


def rank(claim: Claim) -> tuple[int, int]:
    """Firmness of a telling: fact before plan, own voice before a source's."""
    return FIRMEST.index(claim.value), len(claim.according_to)


def make_claims(
    mention: EventMention, place_codes: Mapping[str, str], fact: Facts | None = None
) -> Iterator[tuple[Key, Claim]]:
    """What one mention says in each slot."""
    trigger = find_evidence(mention, "trigger")
    word = fold(trigger.text) if trigger else ""
    who = frozenset(key(p.name) for p in (*mention.actors, *mention.recipients))
    first, last = said_days(mention)
    day = None if first is None or last is None else (first, last)
    where = key(mention.place) if mention.place else None
    sides = (*fact.actors, *fact.recipients) if fact else ()

    def claim(value: str, form: frozenset[str], evidence: Evidence | None, **more: object) -> Claim:
        told = {
            "day": day, "place": where, "factuality": mention.factuality,
            "sides": sides, "type": mention.type, "mode": mention.mode, "published": fact.published if fact else None,
        }  # fmt: skip
        return Claim(mention.article, value, form, evidence, mention.according_to, word, who, **told, **more)  # type: ignore[arg-type]

    yield ("happened", ""), claim(mention.factuality, frozenset((mention.factuality,)), trigger)
    if mention.start and (words := find_evidence(mention, "time")) and says_when(words, mention):
        value = mention.start if mention.end in (None, mention.start) else f"{mention.start}/{mention.end}"
        low, high = day_number(mention.start), day_number(mention.end or mention.start)
        yield ("time", ""), claim(value, frozenset((value,)), words, low=low, high=high)
    if mention.place:
        code = place_codes.get(key(mention.place))
        yield ("place", ""), claim(mention.place, make_form(mention.place), find_evidence(mention, "place"), code=code)
    for slot, role, party in find_parties(mention):
        words = find_party_words(mention, role, party)
        if stands_there(words, mention):
            yield (
                (slot, ""),
                claim(
                    party.name,
                    frozenset((key(party.name),)),
                    words,
                    code=None if party.basis == "coded" else party.code,
                    state=is_state(party, sides),
                ),
            )
    if trigger and not any(d.slot == "wording" for d in mention.details):
        yield ("wording", ""), claim(word, make_form(word), trigger)
    for d in mention.details:
        if d.slot == "responsible" and mention.actors:
            continue  # the event's own field says it, and in the nominative
        form = frozenset((key(d.value),)) if d.slot in ("responsible", "participants") else make_form(d.value)
        yield (
            (d.slot, counted(d, mention)),
            claim(d.value, form, d.evidence, low=d.low, high=d.high, about=(d.slot, counted(d, mention))),
        )


def make_form(text: str) -> frozenset[str]:
    """Stems of a text's words, or all of it where its words are short."""
    return stems(text) or frozenset((fold(text),))


def find_evidence(mention: EventMention, role: str) -> Evidence | None:
    """The mention's first evidence of a role."""
    return next((e for e in mention.evidence if e.role == role), None)


def is_state(party: Party, sides: Sequence[Side]) -> bool:
    """True for the state itself by any of its names: «Баку», «Азербайджан»."""
    return any(s.state and s.name == key(party.name) for s in sides)


def stands_there(words: Evidence | None, mention: EventMention) -> bool:
    """False for words of another sentence: what a mention borrowed from there it does not claim itself."""
    whole = find_evidence(mention, "whole")
    return words is None or whole is None or whole.span.start <= words.span.start < whole.span.end


def says_when(words: Evidence, mention: EventMention) -> bool:
    """True for a time told of the event itself, or of the passage that it stands in, where that is a month or more: a
    single day of the passage is as often another happening's.
    """
    if stands_there(words, mention):
        return mention.when_basis in ("said", "telling")
    first, last = day_number(mention.start), day_number(mention.end or mention.start)
    return mention.when_basis == "passage" and None not in (first, last) and (last or 0) - (first or 0) > EXACT


def find_parties(mention: EventMention) -> Iterator[tuple[str, str, Party]]:
    """Slot, role of the evidence, and participant: who did it, to whom; all alike where all take part alike.

    A state that only the context lends is told by nobody: on it the article is silent.
    """
    together = mention.type in SYMMETRIC
    for party in (p for p in mention.actors if p.basis not in LENT):
        yield ("participants" if together else "responsible"), "actor", party
    for party in (p for p in mention.recipients if p.basis not in LENT):
        yield "participants", "recipient", party


def find_party_words(mention: EventMention, role: str, party: Party) -> Evidence | None:
    """The evidence that shares most with a participant's name, else the first of its role."""
    words = [e for e in mention.evidence if e.role == role]
    return max(words, key=lambda e: len(stems(e.text) & stems(party.name)), default=None)


def counted(detail: Detail, mention: EventMention) -> str:
    """What parts one claim of a slot from another: that those to whom it is done are counted, by whatever noun, else
    the noun, in brief; ages from names.
    """
    if detail.slot == "participants" and detail.low is not None:
        return "age"
    if detail.slot != "count":
        return ""
    span = detail.evidence.span
    if any(e.role == "recipient" and e.span.start <= span.start and span.end <= e.span.end for e in mention.evidence):
        return "recipients"
    if any(e.role == "trigger" and span.start < e.span.end and e.span.start < span.end for e in mention.evidence):
        return "recipients"  # «13 задержанным», where the deed itself names them
    if detail.unit == "detained" and mention.mode == "arrest":
        return "recipients"
    if detail.unit is not None:
        return detail.unit
    words = [w for w in find_words(detail.value) if not w.isdigit()]
    return words[-1][:5] if words else ""
