"""Two claims in, whether they plainly speak of one thing as fact out: only then may they contradict one another.

Clusters are the machine's, so much is asked: both told as fact (or one a denial), by one word, of the same
participants, held together by a day, a place or both sides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from svod.packs import languages
from svod.relate.actor_tables import read_toml
from svod.relate.facts import SYMMETRIC
from svod.relate.frames import EXACT, Frame, clash
from svod.relate.levels import SEIZED
from svod.relate.names import same_person, similar_names
from svod.relate.sides import acts_for_same, same_who
from svod.relate.tellings import Claim
from svod.relate.words import find_words, same_word, stems

TO_WHOM = ("count", "recipients")
AGE = ("participants", "age")
CLOCK = re.compile(r"\d{1,2}:\d\d")  # the hour under a headline is no day
AT_ONCE = 2  # days between reports of one state of things
A_YEAR = 366  # days between reports that give one person's age


def firm(a: Claim, b: Claim, slot: str) -> bool:
    """True when two claims plainly speak of one thing as fact: clusters are the machine's, and only then may they
    contradict one another.
    """
    if a.about == b.about == AGE:
        return one_person(a, b)  # whatever the event is
    if not {a.factuality, b.factuality} <= {"actual", "negated"} or not akin(a, b):
        return False
    if a.factuality != b.factuality and slot != "happened":
        return False
    if slot == "count" and not counts_alike(a, b):
        return False
    shared, one_day = count_shared(a, b), same_day(a, b)
    if slot == "happened":
        if any(c.factuality == "negated" and bare(c) for c in (a, b)):
            return False
        return (shared >= 1 and one_day) or (shared >= 2 and told_at_once(a, b))
    if slot in ("place", "responsible"):
        return one_day and shared >= (2 if slot == "place" else 1)
    if slot == "time":
        return shared >= 1 and dated(a) and dated(b)
    if a.about == b.about == TO_WHOM and shared >= 1 and told_at_once(a, b):
        return True
    return shared >= 2 or (shared == 1 and (one_day or (a.place is not None and a.place == b.place)))


def counts_alike(a: Claim, b: Claim) -> bool:
    """False where one may count some of those whom the other counts: «пятеро граждан Чили» of «шести человек», «13
    задержанных», who were seized one by one.
    """
    fewer, more = sorted((a, b), key=lambda c: c.low or c.high or 0)
    some, all_ = counted_noun(fewer), counted_noun(more)
    if any(noun is not None and same_word(noun, c.trigger) for noun, c in ((some, fewer), (all_, more))):
        return False
    return all_ not in load_anybody() or some is None or some in load_anybody()


def counted_noun(claim: Claim) -> str | None:
    """What is counted: «граждан» of «пяти граждан»; None of «двое»."""
    words = find_words(claim.value)
    return words[-1] if len(words) > 1 and words[-1].isalpha() else None


@lru_cache(maxsize=1)
def load_anybody() -> frozenset[str]:
    """Words by which anybody is counted, in all language packs: «человек»."""
    tables = [read_toml("lang", lang, "counts.toml") for lang in languages()]
    return frozenset(word for table in tables for word in table.get("anybody", "").split())


def bare(claim: Claim) -> bool:
    """True for an infinitive: «отказался поддержать» denies no support."""
    return claim.trigger.endswith(load_infinitives())


@lru_cache(maxsize=1)
def load_infinitives() -> tuple[str, ...]:
    """The endings of infinitives in all language packs."""
    return tuple(
        ending
        for lang in languages()
        for ending in read_toml("lang", lang, "denials.toml").get("infinitive_endings", "").split()
    )


def one_person(a: Claim, b: Claim) -> bool:
    """True when two tellings of one year have one named person in common: whose else is the age?"""
    if a.published is None or b.published is None or abs(a.published - b.published) > A_YEAR:
        return False
    named = {x.name for x in (*a.sides, *b.sides) if x.person and not x.described}
    told = [[stems(s.name) for s in claim.sides] for claim in (a, b)]
    return sum(all(any(stems(name) <= words for words in sides) for sides in told) for name in named) == 1


def count_shared(a: Claim, b: Claim) -> int:
    """How many participants two claims have in common."""
    if a.sides and b.sides:
        return sum(any(same_who(x, y) or acts_for_same(x, y) for y in b.sides) for x in a.sides)
    return sum(any(x == y or same_person(x, y) or similar_names(x, y) for y in b.who) for x in a.who)


def akin(a: Claim, b: Claim) -> bool:
    """True when two claims name the happening alike: by one word, or as one kind of thing of one day."""
    if same_word(a.trigger, b.trigger):
        return True
    met = a.type == b.type and a.type in SYMMETRIC and count_shared(a, b) >= 2
    kind = met or (a.type == b.type and a.mode is not None and a.mode == b.mode) or {a.mode, b.mode} == SEIZED
    return kind and same_day(a, b) and a.factuality == b.factuality


def told_at_once(a: Claim, b: Claim) -> bool:
    """True when two reports came out within days of one another, and the days that they give are hardly two."""
    if a.published is None or b.published is None or (a.day and b.day and clash(Frame(*a.day), Frame(*b.day))):
        return False
    return abs(a.published - b.published) <= AT_ONCE


def same_day(a: Claim, b: Claim) -> bool:
    """True when both claims' mentions give one and the same day."""
    return a.day is not None and a.day == b.day and a.day[1] - a.day[0] <= EXACT


def dated(claim: Claim) -> bool:
    """True for a single day told by its number («27 июня»): weekdays and «накануне» may have been counted wrongly."""
    words = claim.evidence.text if claim.evidence else ""
    return claim.low == claim.high and any(c.isdigit() for c in CLOCK.sub("", words))
