"""What an article's other tellings lend an event: the sides it leaves out. Its day is the business of `event_days`.

Goes in: drafts in text order. Comes out: the same drafts, completed where that is safe. Adds no event and overrides
nothing that the sentence itself says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from svod.extract.event_match import Match
from svod.extract.event_scene import Scene
from svod.extract.event_setting import find_pair, state_side
from svod.extract.event_sides import Side
from svod.extract.event_when import Place
from svod.records import Quote, TimeRef


class Draft(NamedTuple):
    """An event in the making."""

    match: Match
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    status: str
    time: TimeRef | None
    start: str | None  # the days of `time`, or the article's own day for what is told as its news
    end: str | None
    place: Place | None
    quote: Quote | None
    collective: bool  # «стороны», «президенты»: all sides in one word
    closed: frozenset[str]  # sides that the sentence fills with somebody it does not name: "actor", "recipient"

    basis: str = "none"  # of the days: said | passage | news_of_the_day | none
    sources: tuple[str, ...] = ()  # those beyond the quote on whose word it stands

    @property
    def type(self) -> str:
        """The PLOVER type of its rule."""
        return self.match.rule.type


CLOSE, NEAR, REACH = 40, 80, 160  # tokens: a sentence or two, a few sentences, a few paragraphs
LEADING = 60  # the first words of an article
UNREAL = ("hypothetical", "negated")
TALKING = ("CONSULT", "AGREE")  # after whom «стороны» and «переговоры» are theirs
VISIT = "visit"  # who visits whom says nothing of who else agrees on what
FAMILIES = ("CONSULT", "ASSAULT", "REQUEST")  # types whose rules tell one happening in many words


def codes(sides: Sequence[Side]) -> frozenset[str]:
    """The codes of a side."""
    return frozenset(s.party.code for s in sides if s.party.code)


def complete(drafts: Sequence[Draft]) -> list[Draft]:
    """Fill in sides from the nearest telling of the same kind, earlier ones first."""
    done: list[Draft] = []
    drafts = thanked(drafts)
    for n, draft in enumerate(drafts):
        done.append(borrow_sides(draft, [*reversed(drafts[:n]), *drafts[n + 1 :]]))  # what is lent lends nothing
    return done


def facing(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Add the other state, in an article about two, to talks of one of them and to sanctions that hit one of them."""
    pair = find_pair(scene)
    found = []
    for draft in drafts:
        known = codes(draft.actors if draft.match.rule.symmetric else draft.recipients)
        other = pair.get(min(known)) if len(known) == 1 and "actor" not in draft.closed else None
        if other is not None and draft.match.rule.symmetric and len(draft.actors) == 1 and draft.type in TALKING:
            draft = draft._replace(actors=(*draft.actors, state_side(scene, other, draft.match.trigger, "pair")))
        elif other is not None and draft.type == "SANCTION" and not draft.actors:
            draft = draft._replace(actors=(state_side(scene, other, draft.match.trigger, "pair"),))
        found.append(draft)
    return found


def thanked(drafts: Sequence[Draft]) -> list[Draft]:
    """Make the thanked the doers of what they are thanked for: «благодарна Баку за помощь»."""
    thanks = {d.match.trigger: d for d in drafts if d.type == "SUPPORT" and d.recipients}
    carried = {verb: d for d in thanks.values() for verb in d.match.frame.light}  # «выразил благодарность за помощь»
    found = []
    for draft in drafts:
        seen = draft.match.frame
        above = next((thanks[h] for h in seen.slots.get("head", ()) if h in thanks), None)
        shared = next((carried[v] for v in seen.light if v in carried and draft.match.trigger not in thanks), None)
        if shared is not None and draft.match.noun and codes(draft.actors) <= codes(shared.actors):
            above, draft = shared, draft._replace(actors=(), recipients=())
        if above is not None and draft.match.noun and not draft.actors and not draft.recipients:
            sides = draft._replace(actors=above.recipients)
            draft = sides._replace(recipients=above.actors) if draft.type == "AID" else sides
        found.append(draft)
    return found


def borrow_sides(draft: Draft, donors: Sequence[Draft]) -> Draft:
    """Take the sides a draft lacks from the nearest draft of its kind whose sides do not contradict its own."""
    for donor in donors:
        if lends_partners(draft, donor):
            return draft._replace(actors=lent(donor.actors))
        if not kindred(draft, donor) or not in_reach(draft, donor) or not lends_sides(draft, donor):
            continue
        if draft.match.rule.symmetric:
            if "actor" in draft.closed:
                return draft
            few = len(draft.actors) == 1 or draft.collective or (not draft.actors and alike(draft, donor))
            if few and len(donor.actors) > 1 and (draft.collective or agrees(draft.actors, donor.actors)):
                return draft._replace(actors=lent(donor.actors))
            continue
        if lacks_actor(draft) and particular(donor.actors) and agrees(draft.recipients, donor.recipients):
            draft = draft._replace(actors=lent(donor.actors))
        lends = (
            particular(donor.recipients)
            and agrees(draft.actors, donor.actors)
            and not overlap(donor.recipients, draft.actors)
        )
        spoken_to = draft.match.noun or abs(draft.match.trigger - donor.match.trigger) < NEAR
        if not draft.recipients and "recipient" not in draft.closed and lends and spoken_to and draft.actors:
            draft = draft._replace(recipients=lent(donor.recipients))
    return draft


def lent(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Sides as another telling has them."""
    return tuple(side._replace(basis="telling") for side in sides)


def particular(sides: Sequence[Side]) -> bool:
    """True for somebody in particular: with a state, or a person or body by name; «туристы» and «люди» lend nothing."""
    return any(s.party.code or s.entity != "group" for s in sides)


def lacks_actor(draft: Draft) -> bool:
    """True where nobody acts and nobody unknown stands in the actor's place."""
    return not draft.actors and "actor" not in draft.closed


def lends_sides(draft: Draft, donor: Draft) -> bool:
    """True for a donor of the same days, near the draft or of the same rule among the article's first words.

    What is wished or denied lends nothing to what happened.
    """
    if apart(draft, donor) or (draft.status == "actual" and donor.status in UNREAL):
        return False
    if abs(draft.match.trigger - donor.match.trigger) < REACH:
        return True
    return donor.match.trigger < LEADING and draft.match.rule.id == donor.match.rule.id


def in_reach(draft: Draft, donor: Draft) -> bool:
    """True for a donor by the same rule, or close by where only its kind is the same."""
    return draft.match.rule.id == donor.match.rule.id or abs(draft.match.trigger - donor.match.trigger) < CLOSE


def apart(a: Draft, b: Draft) -> bool:
    """True for tellings whose own days do not meet."""
    return bool(a.start and a.end and b.start and b.end and (a.end < b.start or b.end < a.start))


def lends_partners(draft: Draft, donor: Draft) -> bool:
    """True for talks, contacts or an agreement of nobody named, after others have been named as talking."""
    both = "actor" not in draft.closed and draft.match.rule.symmetric and donor.match.rule.symmetric
    both = both and donor.type in TALKING and (donor.match.rule.mode != VISIT or draft.match.rule.mode == VISIT)
    away = draft.match.trigger - donor.match.trigger
    return both and (not draft.actors or draft.collective) and len(codes(donor.actors)) > 1 and 0 < away < NEAR


def alike(a: Draft, b: Draft) -> bool:
    """True for talks that nobody is named for, where they are told by the same rule or close by."""
    return a.match.rule.id == b.match.rule.id or abs(a.match.trigger - b.match.trigger) < NEAR


def kindred(a: Draft, b: Draft) -> bool:
    """True for tellings that may be of one happening: the same rule or mode, talks with talks, attacks with attacks."""
    mode = a.match.rule.mode
    same_mode = mode is not None and mode == b.match.rule.mode
    return a.type == b.type and (a.match.rule.id == b.match.rule.id or same_mode or a.type in FAMILIES)


def overlap(a: Sequence[Side], b: Sequence[Side]) -> bool:
    """True when two sides share a code."""
    return bool(codes(a) & codes(b))


def agrees(mine: Sequence[Side], theirs: Sequence[Side]) -> bool:
    """True when what is known of one side fits the other: persons by name, the rest by code; the unknown fits."""
    if not mine:
        return True
    if not codes(mine):
        return bool({s.party.name.casefold() for s in mine} & {s.party.name.casefold() for s in theirs})
    people, others = names(mine), names(theirs)
    if people and others and not people & others:
        return False
    return overlap(mine, theirs)


def names(sides: Sequence[Side]) -> frozenset[str]:
    """The people on a side, by name."""
    return frozenset(s.party.name.casefold() for s in sides if s.entity == "person")


def same(a: Draft, b: Draft) -> bool:
    """True when both sides fit and at least one is known to be the same; the same deed if only one is."""
    fits = all(not x or not y or x & y for x, y in ((codes(a.actors), codes(b.actors)), sides_of(a, b)))
    known = sum(bool(x & y) for x, y in ((codes(a.actors), codes(b.actors)), sides_of(a, b)))
    if a.match.rule.symmetric:
        return bool(codes(a.actors)) and codes(a.actors) == codes(b.actors)
    return fits and (known == 2 or (known == 1 and a.match.rule.id == b.match.rule.id))


def sides_of(a: Draft, b: Draft) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of both recipients."""
    return codes(a.recipients), codes(b.recipients)
