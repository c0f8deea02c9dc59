"""Two event mentions' facts in, named levels of likeness out: the vocabulary that `WEIGHTS` of `pairs.py` weighs.

Each function looks at one aspect and returns the name of one level; silence is a level of its own and never counts as
disagreement. Days are compared by `levels_when.py`, what stands around by `levels_news.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import cos, hypot, inf, radians

from svod.records import Location
from svod.relate.facts import SYMMETRIC, Count, Facts
from svod.relate.levels_news import is_bare as is_bare
from svod.relate.levels_news import level_context, level_lead, level_names, level_story, level_words
from svod.relate.levels_when import level_day, level_published, level_told
from svod.relate.names import same_person, similar_names
from svod.relate.sides import compare_sides, weigh_sides
from svod.relate.words import nearly, same_word

Level = str
NAMED = ("same", "within", "code")  # levels of sides that are alike
PARTICULAR = frozenset((
    "one article", "day same", "day next", "day within", "period same", "place same", "counts same", "context same",
    "context near",
))  # fmt: skip
SEIZED = frozenset(("arrest", "abduct"))  # whoever disputes the right to arrest calls it an abduction
EARTH = 6371.0  # kilometres
NEAR = 40  # kilometres between two settlements that are one place to reporters: a suburb
WITHIN = 250  # kilometres from a settlement to the middle of its region


@cache  # of a few names: building them anew for every pair would cost more than all comparing
def both(what: str) -> Level:
    """The level of two mentions alike in their type or factuality."""
    return f"both {what}"


@cache
def parted(a: str, b: str) -> Level:
    """The level of two factualities."""
    return "factuality " + "–".join(sorted((a, b)))


@cache
def of_side(role: str, how: str) -> Level:
    """The level of one side, compared."""
    return f"{role} {how}"


def level_type(a: Facts, b: Facts) -> Level:
    """The event types; some recur between the same sides daily and others hardly, kin ones are readings of one act."""
    return both(a.type) if a.type == b.type else "types kin"


def level_mode(a: Facts, b: Facts) -> Level:
    """The PLOVER modes: phone, visit, release …"""
    if a.mode is None or b.mode is None:
        return "mode unsaid"
    if {a.mode, b.mode} == SEIZED:
        return "seized that day" if level_day(a, b) == "day same" else "mode other"
    return "mode same" if a.mode == b.mode else "mode other"


def level_trigger(a: Facts, b: Facts) -> Level:
    """The words that carry the event: one word, words of one rule or meaning of the pack, or others."""
    if a.trigger == b.trigger or same_word(a.trigger, b.trigger):
        return "trigger same"
    return "trigger kin" if a.rule == b.rule or a.meanings & b.meanings else "trigger other"


def level_actors(a: Facts, b: Facts) -> Level:
    """Those who did it (all who took part, where all take part alike)."""
    return of_side("actors", weigh_sides(a.actors, b.actors))


def level_recipients(a: Facts, b: Facts) -> Level:
    """Those to whom it was done."""
    if not a.recipients and not b.recipients:
        return "recipients none"
    return of_side("recipients", weigh_sides(a.recipients, b.recipients))


def level_apart(a: Facts, b: Facts) -> Level | None:
    """What parts two mentions at once, so that nothing could outweigh it: their days, or whose resignation it is."""
    if level_day(a, b) == "day apart":
        return "day apart"
    if a.mode == b.mode == "resign" and compare_sides(a.actors, b.actors) == "other persons":
        return "another resigns"
    return None


def level_place(a: Facts, b: Facts) -> Level:
    """Where, by the words of the places."""
    if not a.place or not b.place:
        return "place unsaid"
    if a.place == b.place or a.place_stems & b.place_stems or nearly(a.place, b.place):
        return "place same"
    if a.location is None or b.location is None:
        return "place other"
    if "state" in (a.location.kind, b.location.kind):
        return "place within" if a.location.code == b.location.code else "place abroad"
    near = distance(a.location, b.location) <= (NEAR if a.location.kind == b.location.kind else WITHIN)
    return "place within" if near else "place far"


def distance(a: Location, b: Location) -> float:
    """Kilometres between two points."""
    north, east = radians(a.latitude - b.latitude), radians(a.longitude - b.longitude)
    return EARTH * hypot(north, east * cos(radians((a.latitude + b.latitude) / 2)))


def level_factuality(a: Facts, b: Facts) -> Level:
    """How far each tells it as fact: what is planned and what happened are linked later, not joined lightly."""
    return both(a.factuality) if a.factuality == b.factuality else parted(a.factuality, b.factuality)


def level_source(a: Facts, b: Facts) -> Level:
    """On whose word."""
    if not a.source and not b.source:
        return "source none"
    if not a.source or not b.source:
        return "source of one"
    return "source same" if same_source(a.source, b.source) else "source other"


@lru_cache(maxsize=100_000)
def same_source(a: str, b: str) -> bool:
    """True when two names, of persons or others, can be one."""
    return same_person(a, b) or similar_names(a, b)


def level_counts(a: Facts, b: Facts) -> Level:
    """Numbers of people told."""
    if not a.counts or not b.counts:
        return "counts unsaid"
    pairs = [(x, y) for x in a.counts for y in b.counts if x.unit == y.unit]
    if not pairs:
        return "counts unsaid"
    return "counts same" if any(overlaps(x, y) for x, y in pairs) else "counts other"


def overlaps(a: Count, b: Count) -> bool:
    """True when two numbers can be one: «более 50» and 57."""
    return (a.low or 0) <= (inf if b.high is None else b.high) and (b.low or 0) <= (inf if a.high is None else a.high)


def level_met(a: Facts, b: Facts) -> Level:
    """Whether two and more take part alike on one day: they hardly meet twice, planned or held, by whatever word."""
    if a.type not in SYMMETRIC or level_day(a, b) != "day same" or min(len(a.actors), len(b.actors)) < 2:
        return "met unsaid"
    return "met that day" if compare_sides(a.actors, b.actors) in ("same", "within") else "met unsaid"


def level_partner(a: Facts, b: Facts) -> Level:
    """Whether two articles' talks can be with two partners: one names a single participant, on no common day."""
    if a.article == b.article or a.type not in SYMMETRIC or level_day(a, b) == "day same":
        return "partners unsaid"
    few, many = sorted((len(a.actors), len(b.actors)))
    return "partner unknown" if few == 1 < many else "partners unsaid"


def particular(levels: Sequence[Level]) -> bool:
    """True when two mentions have anything particular in common beyond type, word and sides: one article, a day, a
    place, a number, much of the sentence.
    """
    return not PARTICULAR.isdisjoint(levels)


def level_hold(a: Facts, b: Facts, shared: bool) -> Level:
    """What holds two mentions together: something particular or both sides, one side, nothing but talk of «санкции»."""
    sides = 2 if shared else count_sides(a, b)
    return "held well" if sides >= 2 else "held by one side" if sides else "held by nothing"


def level_talk(a: Facts, b: Facts, shared: bool) -> Level:
    """Whether either is talk at large: planned, denied or supposed for no day, and nothing particular in common."""
    if shared or (is_of_something(a) and is_of_something(b)):
        return "talk of something"
    nobody = not any((*f.actors, *f.recipients) or f.place or f.start for f in (a, b))
    return "talk of nobody" if nobody else "talk at large"


def is_of_something(a: Facts) -> bool:
    """True for what has a day or is told as fact."""
    return a.start is not None or a.factuality == "actual"


def count_sides(a: Facts, b: Facts) -> int:
    """How many sides, of doers and of those it is done to, are alike; of those who take part alike, how many."""
    fits = compare_sides(a.actors, b.actors) in NAMED
    if a.type in SYMMETRIC:
        return fits * min(len(a.actors), len(b.actors))
    return fits + (compare_sides(a.recipients, b.recipients) in NAMED)


LEVELS = (
    level_type, level_mode, level_trigger, level_actors, level_recipients, level_day, level_published, level_place,
    level_factuality, level_context, level_counts, level_lead, level_source, level_names, level_met,
    level_partner, level_told, level_story, level_words,
)  # fmt: skip
BY_WHAT_IS_SHARED = (level_hold, level_talk)  # these need to know whether the others found anything particular
