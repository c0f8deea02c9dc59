"""What an article's other tellings lend an event: sides it leaves out, the day of the same happening.

Goes in: drafts in text order. Comes out: the same drafts, completed where that is safe. Adds no event and overrides nothing that
the sentence itself says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svod.extract.event_match import Match
from svod.extract.event_sides import Side
from svod.extract.event_when import Place
from svod.records import Quote, TimeRef


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making."""

    match: Match
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    status: str
    time: TimeRef | None
    place: Place | None
    quote: Quote | None

    @property
    def type(self) -> str:
        """The PLOVER type of its rule."""
        return self.match.rule.type


def codes(sides: Sequence[Side]) -> frozenset[str]:
    """The codes of a side."""
    return frozenset(s.party.code for s in sides if s.party.code)


def complete(drafts: Sequence[Draft]) -> list[Draft]:
    """Fill in sides and days from the nearest telling of the same kind, those before it first."""
    done: list[Draft] = []
    for n, draft in enumerate(drafts):
        donors = [*reversed(done), *drafts[n + 1 :]]
        done.append(borrow_time(borrow_sides(draft, donors), done))
    return done


def borrow_sides(draft: Draft, donors: Sequence[Draft]) -> Draft:
    """Take the sides a draft lacks from the nearest draft of its type whose sides do not contradict its own."""
    for donor in donors:
        if donor.type != draft.type:
            continue
        if draft.match.rule.symmetric:
            if len(draft.actors) < 2 and len(donor.actors) > 1 and agrees(draft.actors, donor.actors):
                return replace(draft, actors=donor.actors)
            continue
        if not draft.actors and donor.actors and agrees(draft.recipients, donor.recipients):
            draft = replace(draft, actors=donor.actors)
        if not draft.recipients and donor.recipients and agrees(draft.actors, donor.actors):
            if not overlap(donor.recipients, draft.actors):
                draft = replace(draft, recipients=donor.recipients)
    return draft


def overlap(a: Sequence[Side], b: Sequence[Side]) -> bool:
    """True when two sides share a code."""
    return bool(codes(a) & codes(b))


def agrees(mine: Sequence[Side], theirs: Sequence[Side]) -> bool:
    """True when what is known of one side fits the other: the same code or the same party, or nothing is known."""
    if not codes(mine):
        return True
    names = {s.party.name.casefold() for s in mine} & {s.party.name.casefold() for s in theirs}
    return bool(names) or overlap(mine, theirs)


def borrow_time(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """Take the day of the last telling of the same type with the same sides; plans and wishes take none."""
    if draft.time is not None or draft.status in ("hypothetical", "negated"):
        return draft
    for donor in reversed(earlier):
        same = donor.type == draft.type and donor.status == draft.status and donor.time is not None
        if same and codes(donor.actors) == codes(draft.actors) and codes(donor.recipients) == codes(draft.recipients):
            return replace(draft, time=donor.time)
    return draft
