"""The mentions of one event in, what each article says in each slot out. Says nothing about who is right.

A claim keeps what verdicts need: the value for people, its form for comparing (`Claim.form`), the words it rests on,
and on whose word it stands. An article that says nothing in a slot has no claim there; `compare.py` makes silence of
that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from svod.records import Detail, EventMention, Evidence, Party
from svod.relate.facts import SYMMETRIC, day_number
from svod.relate.names import key
from svod.relate.words import find_words, fold, stems

CONFIRMED = ("actual", "negated", "future", "hypothetical")  # the firmest telling of an article speaks for it


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says in one slot."""

    article: str
    value: str
    form: frozenset[str]  # folded names, stems of words, codes: what two claims are compared by
    low: float | None
    high: float | None
    codes: frozenset[str]
    evidence: Evidence | None
    according_to: tuple[str, ...]


def collect_claims(
    mentions: Sequence[EventMention], place_codes: Mapping[str, str]
) -> dict[tuple[str, str], list[Claim]]:
    """Claims of every slot, keyed by slot and (for counts) what is counted; one per article, in the order given."""
    by_article: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        by_article[mention.article].append(mention)
    claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for told in by_article.values():
        for slot, found in (
            ("happened", find_happened(told)),
            ("time", find_time(told)),
            ("place", find_place(told, place_codes)),
            ("responsible", find_parties(told, "actor")),
            ("participants", find_parties(told, "recipient")),
            ("wording", find_wording(told)),
        ):
            if found:
                claims[slot, ""].append(found)
        for about, claim in find_details(told):
            claims[about].append(claim)
    return claims


def first_evidence(mention: EventMention, role: str) -> Evidence | None:
    """The mention's first evidence of a role."""
    return next((e for e in mention.evidence if e.role == role), None)


def find_happened(told: Sequence[EventMention]) -> Claim | None:
    """How far the article tells it as fact: its firmest telling, in its own voice before a source's."""
    best = min(told, key=lambda m: (CONFIRMED.index(m.factuality), len(m.according_to)))
    trigger = first_evidence(best, "trigger")
    return Claim(
        best.article,
        best.factuality,
        frozenset((best.factuality,)),
        None,
        None,
        frozenset(),
        trigger,
        best.according_to,
    )


def find_time(told: Sequence[EventMention]) -> Claim | None:
    """The closest days that the article puts in words."""
    dated = [(m, e) for m in told if m.start and (e := first_evidence(m, "time"))]
    if not dated:
        return None
    best, words = min(
        dated, key=lambda x: ((day_number(x[0].end) or 0) - (day_number(x[0].start) or 0), x[1].span.start)
    )
    first, last = best.start or "", best.end or best.start or ""
    value = first if first == last else f"{first}/{last}"
    low, high = day_number(first), day_number(last)
    return Claim(best.article, value, frozenset((value,)), low, high, frozenset(), words, best.according_to)


def find_place(told: Sequence[EventMention], place_codes: Mapping[str, str]) -> Claim | None:
    """The place with most words to it."""
    placed = [m for m in told if m.place]
    if not placed:
        return None
    best = max(placed, key=lambda m: (len(find_words(m.place or "")), first_evidence(m, "place") is not None))
    place = best.place or ""
    code = place_codes.get(key(place))
    codes = frozenset((code,)) if code else frozenset()
    return Claim(
        best.article,
        place,
        stems(place) or frozenset((fold(place),)),
        None,
        None,
        codes,
        first_evidence(best, "place"),
        best.according_to,
    )


def find_parties(told: Sequence[EventMention], role: str) -> Claim | None:
    """Those who did it (role actor) or to whom it was done (recipient; all who took part, where all do alike)."""
    best: tuple[int, EventMention, tuple[Party, ...]] | None = None
    for mention in told:
        together = mention.type in SYMMETRIC
        if together and role == "actor":
            continue
        parties = (
            mention.actors + mention.recipients
            if together
            else mention.recipients
            if role == "recipient"
            else mention.actors
        )
        words = sum(len(find_words(p.name)) for p in parties)
        if parties and (best is None or words > best[0]):
            best = (words, mention, parties)
    if best is None:
        return None
    _, mention, parties = best
    evidence = first_evidence(mention, role) or first_evidence(mention, "actor")
    names = tuple(dict.fromkeys(p.name for p in parties))
    codes = frozenset(p.code for p in parties if p.code)
    return Claim(
        mention.article,
        ", ".join(names),
        frozenset(key(n) for n in names),
        None,
        None,
        codes,
        evidence,
        mention.according_to,
    )


def find_wording(told: Sequence[EventMention]) -> Claim | None:
    """The word the article tells it by, its first; the forms hold all its words for it."""
    triggers = [(m, e) for m in told if (e := first_evidence(m, "trigger"))]
    if not triggers:
        return None
    mention, first = triggers[0]
    forms = frozenset(fold(e.text) for _, e in triggers)
    return Claim(mention.article, fold(first.text), forms, None, None, frozenset(), first, mention.according_to)


def find_details(told: Sequence[EventMention]) -> Iterator[tuple[tuple[str, str], Claim]]:
    """The article's first detail of each slot, counts parted by what they count."""
    seen: set[tuple[str, str]] = set()
    for mention in told:
        for detail in mention.details:
            about = (detail.slot, counted(detail))
            if about not in seen:
                seen.add(about)
                yield about, detail_claim(detail, mention)


def counted(detail: Detail) -> str:
    """What a count counts: the last word of its value, in brief; empty for other slots."""
    if detail.slot != "count":
        return ""
    words = [w for w in find_words(detail.value) if not w.isdigit()]
    return words[-1][:5] if words else ""


def detail_claim(detail: Detail, mention: EventMention) -> Claim:
    """A detail as a claim."""
    form = stems(detail.value) or frozenset((fold(detail.value),))
    return Claim(
        mention.article, detail.value, form, detail.low, detail.high, frozenset(), detail.evidence, mention.according_to
    )
