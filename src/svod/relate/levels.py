"""Two event mentions' facts in, named levels of likeness out: the vocabulary that `WEIGHTS` of `pairs.py` weighs.

Each function looks at one aspect and returns the name of one level; silence is a level of its own and never counts as
disagreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import cos, hypot, inf, radians

from svod.records import Detail, Location
from svod.relate.facts import SYMMETRIC, Facts
from svod.relate.frames import EXACT
from svod.relate.names import same_person, similar_names
from svod.relate.sides import compare_sides, weigh_sides
from svod.relate.words import nearly, same_word

Level = str
MONTH = 31  # days
NEARBY, AROUND = 3, 7  # days by which lent days may be off, and lent weeks and months
NAMED = ("same", "within", "code")  # levels of sides that are alike
PARTICULAR = frozenset((
    "one article", "day same", "day next", "day within", "period same", "place same", "counts same", "context same",
    "context near",
))  # fmt: skip
SEIZED = frozenset(("arrest", "abduct"))  # whoever disputes the right to arrest calls it an abduction
EARTH = 6371.0  # kilometres
NEAR = 40  # kilometres between two settlements that are one place to reporters: a suburb
WITHIN = 250  # kilometres from a settlement to the middle of its region
LEAD = 350  # characters: headline and first paragraph


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


def level_day(a: Facts, b: Facts) -> Level:
    """When it happened, as said."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return "day unsaid" if a.start is None and b.start is None else "day half said"
    if (a.start, a.end) == (b.start, b.end):
        return "day same" if a.start == a.end else "period same"
    if a.start <= b.end and b.start <= a.end:
        return "day within"
    gap = max(a.start - b.end, b.start - a.end)
    if gap == 1:
        return "day apart" if meets_elsewhere(a, b) else "day next"
    widest = max(a.end - a.start, b.end - b.start)
    return "day apart" if widest <= EXACT or max(widest, MONTH) < gap else "period apart"


def level_told(a: Facts, b: Facts) -> Level:
    """When it happened, where at least one of the two has its day from its passage or from the day of the news."""
    one, other = days_of(a), days_of(b)
    if one is None or other is None or not (a.told or b.told):
        return "told unsaid"
    gap = max(one[0] - other[1], other[0] - one[1])
    if gap <= 0:
        return "told same" if one == other else "told within"
    if gap == 1:
        return "news next" if a.news and b.news else "told next"
    vague = max(one[1] - one[0], other[1] - other[0]) > EXACT
    if gap <= (AROUND if vague else NEARBY):
        return "told near"
    return "news apart" if a.news and b.news else "told apart"


def days_of(a: Facts) -> tuple[int, int] | None:
    """The days a mention has, said or lent."""
    return a.told or ((a.start, a.end) if a.start is not None and a.end is not None else None)


def meets_elsewhere(a: Facts, b: Facts) -> bool:
    """True for meetings of the same sides in two states: neighbouring days are two days there."""
    parted = a.state is not None and b.state is not None and a.state != b.state
    return parted and a.type in SYMMETRIC and compare_sides(a.actors, b.actors) in ("same", "within")


def level_apart(a: Facts, b: Facts) -> Level | None:
    """What parts two mentions at once, so that nothing could outweigh it: their days, or whose resignation it is."""
    if level_day(a, b) == "day apart":
        return "day apart"
    if a.mode == b.mode == "resign" and compare_sides(a.actors, b.actors) == "other persons":
        return "another resigns"
    return None


def level_published(a: Facts, b: Facts) -> Level:
    """How far apart the articles came out."""
    if a.article == b.article:
        return "one article"
    if a.published is None or b.published is None:
        return "published unknown"
    gap = abs(a.published - b.published)
    return "published within a day" if gap <= 1 else "published within a week" if gap <= 7 else "published far apart"


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


def level_context(a: Facts, b: Facts) -> Level:
    """How many words the two sentences share, of the shorter one's."""
    few = min(len(a.context), len(b.context))
    if few < 3:
        return "context short"
    share = len(a.context & b.context) / few
    return (
        "context same"
        if share >= 0.6
        else "context near"
        if share >= 0.3
        else "context some"
        if share >= 0.15
        else "context other"
    )


def level_story(a: Facts, b: Facts) -> Level:
    """How much the articles' first words have in common: whether they report one piece of news."""
    if a.article == b.article:
        return "one story"
    return compare_stories(a.story, b.story)


@lru_cache(maxsize=20_000)
def compare_stories(a: frozenset[str], b: frozenset[str]) -> Level:
    """How much two articles' first words have in common; of each two articles many mentions are compared."""
    few = min(len(a), len(b))
    share = len(a & b) / few if few else 0.0
    return "stories near" if share >= 0.3 else "stories akin" if share >= 0.15 else "stories apart"


def level_named(a: Facts, b: Facts) -> Level:
    """Whether a mention that names nobody and no place meets one of other news: «переговоры» of one day are many."""
    if a.article == b.article or not (is_bare(a) or is_bare(b)):
        return "somebody named"
    if level_words(a, b) != "words unsaid" or level_context(a, b) in ("context same", "context near"):
        return "somebody named"
    return "nobody named, other news" if level_story(a, b) == "stories apart" else "somebody named"


def is_bare(fact: Facts) -> bool:
    """True for a mention that names neither doer nor target, and no place: «после теракта»."""
    return fact.place is None and all(side.lent for side in (*fact.actors, *fact.recipients))


def level_words(a: Facts, b: Facts) -> Level:
    """Whether both stand in, or are the uttering of, the same quotation."""
    if a.uttered and a.uttered == b.uttered:
        return "uttered alike"
    return "said in the same words" if a.said and a.said == b.said else "words unsaid"


def level_lead(a: Facts, b: Facts) -> Level:
    """Whether it is the articles' own news: told in their first lines."""
    return ("told in neither lead", "told in one lead", "told in both leads")[(a.at < LEAD) + (b.at < LEAD)]


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


def level_names(a: Facts, b: Facts) -> Level:
    """How many names the sentences share, of the one with fewer; it forgives sides that were read wrongly."""
    few = min(len(a.names), len(b.names))
    if not few:
        return "names unsaid"
    part = len(a.names & b.names) / few
    return "names same" if part >= 0.5 else "names some" if part else "names other"


def level_counts(a: Facts, b: Facts) -> Level:
    """Numbers of people told."""
    if not a.counts or not b.counts:
        return "counts unsaid"
    pairs = [(x, y) for x in a.counts for y in b.counts if x.unit == y.unit]
    if not pairs:
        return "counts unsaid"
    return "counts same" if any(overlaps(x, y) for x, y in pairs) else "counts other"


def overlaps(a: Detail, b: Detail) -> bool:
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
    level_partner, level_told, level_story, level_words, level_named,
)  # fmt: skip
BY_WHAT_IS_SHARED = (level_hold, level_talk)  # these need to know whether the others found anything particular
