"""Facts of event mentions in, judgements on pairs out: is it the same happening, with what reasons.

Candidates share a type (or a kin one), a stretch of time, and a participant, a name in the sentence or the event's
word; only they are scored, so that cost grows with their number and not with that of all pairs. A score is the sum of
the weights of the levels met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from svod.records import Judgement, Reason
from svod.relate.facts import Facts, Side
from svod.relate.levels import BY_WHAT_IS_SHARED, LEVELS, level_apart, particular
from svod.relate.levels_news import level_passage
from svod.relate.words import STEM

RULE = "machine:pairs-6"
UNJUDGED = -1.0  # what a pair that is no candidate adds where clusters are joined
UNSURE = 1.0  # scores between -UNSURE and 0 are worth a person's look
WAVE = 10  # days: articles of one wave of reports come out this close
NEAR = 4  # days: tellings of one day's event that are off by a little

# Types that different reports use for one act: a suspended delivery is aid refused, an overturned sentence a release.
KIN = {"AID": "SANCTION", "RETREAT": "SANCTION"}

# Log-odds points, fitted by logistic regression on annotated stories, on their events as found, each story weighing the
# same, drawn towards the weights of before (ridge 100), and rounded. Set by hand: the bias is 0.8 above the fit, since
# average linkage guards precision once more; "day apart" and "another resigns" keep events apart for good; so nearly do
# "apart", "mixed" and "other persons" of the sides, far places and a denial beside a report, since readers take one
# event made of two for worse than one told twice; a plan and its fulfilment need their day in common; days that
# are lent weigh as often as they part in the stories; "held", "talk", "partner" and "met" are what an editor asks for.
WEIGHTS: dict[str, float] = {
    "bias": 0.0,
    "both ACCUSE": -0.2,
    "both AGREE": -0.1,
    "both AID": -0.2,
    "both ASSAULT": -0.3,
    "both COERCE": -0.8,
    "both CONSULT": 0.1,
    "both COOPERATE": -0.6,
    "both DENY": 0.5,
    "both PROTEST": 0.0,
    "both REQUEST": 0.3,
    "both RETREAT": 0.0,
    "both SANCTION": 1.1,
    "both SUPPORT": 0.1,
    "both THREATEN": 0.5,
    "types kin": -1.3,
    "mode other": -1.0,
    "mode same": 0.6,
    "mode unsaid": 0.0,
    "seized that day": 1.8,
    "trigger other": -1.7,
    "trigger kin": -0.1,
    "trigger same": 1.3,
    "actors apart": -3.0,
    "actors code": 0.4,
    "actors of person": 0.0,
    "actors state": 0.2,
    "actors lent apart": -1.0,
    "actors lent alike": 0.1,
    "actors mixed": -6.0,
    "actors other persons": -3.0,
    "actors same": 0.5,
    "actors silent": 0.7,
    "actors unlike": 0.0,
    "actors within": 0.2,
    "recipients apart": -2.0,
    "recipients code": -0.3,
    "recipients of person": -0.5,
    "recipients state": 0.6,
    "recipients mixed": -1.0,
    "recipients lent apart": -1.0,
    "recipients lent alike": 0.1,
    "recipients none": 0.3,
    "recipients other persons": -3.5,
    "recipients same": 0.6,
    "recipients silent": 0.1,
    "recipients unlike": -0.3,
    "recipients within": 0.0,
    "day apart": -9.0,
    "another resigns": -9.0,
    "day half said": -0.1,
    "day next": -0.1,
    "day same": 0.6,
    "day unsaid": 0.1,
    "day within": 0.1,
    "period apart": -0.5,
    "period same": 0.3,
    "one article": 0.2,
    "published far apart": -0.7,
    "published within a day": 0.6,
    "published within a week": 0.0,
    "place other": -0.5,
    "place within": 0.0,
    "place far": -2.0,
    "place abroad": -1.5,
    "place same": 0.3,
    "both actual": 0.1,
    "both future": 0.2,
    "both hypothetical": 0.0,
    "both negated": 0.1,
    "factuality actual–future": -0.8,
    "factuality actual–hypothetical": -0.7,
    "factuality actual–negated": -0.8,
    "factuality future–hypothetical": 0.1,
    "factuality future–negated": -0.1,
    "factuality hypothetical–negated": -0.4,
    "context near": 0.1,
    "context other": -0.6,
    "context same": 0.4,
    "context some": -0.1,
    "names other": -0.3,
    "names same": -0.1,
    "names some": -0.1,
    "names unsaid": 0.3,
    "uttered alike": 1.2,
    "said in the same words": 0.7,
    "told in both leads": 0.4,
    "told in neither lead": -0.2,
    "source none": 0.0,
    "source of one": -0.2,
    "source other": -0.2,
    "source same": 0.0,
    "counts other": -1.0,
    "counts same": 0.3,
    "met that day": 2.0,
    "held by one side": -0.3,
    "held by nothing": -0.9,
    "told same": 0.4,
    "told within": 0.3,
    "told next": -0.1,
    "news next": -0.6,
    "told near": -0.4,
    "told apart": -1.8,
    "news apart": -4.0,
    "other stories": -1.3,
    "stories apart": -0.3,
    "stories akin": -0.2,
    "stories near": 0.1,
    "partner unknown": -1.0,
    "talk at large": -0.6,
}
NOBODY = "talk of nobody"
STRANGERS = {"actors lent apart", "other stories"}  # no question for a person either
# Of what speaks for a pair, what unlike passages take back at most, and talk of nobody: never below nothing, so that
# they join nothing but part nothing either. Two that name nobody say nothing against the events that each belongs to.
# By reading samples of the joins of a thousand articles; the annotated stories hold one news each.
TAKEN_BACK = {NOBODY: 99.0, "nobody named, other news": 99.0, "states alone, other news": 2.0, "passages apart": 1.5}
Home = tuple[str, str, int]  # type and time
Blocks = defaultdict[Home, defaultdict[str, list[int]]]  # by type and time, then by participant
BARE = 0.2  # what a mention that names nobody weighs where it was not compared

REASONS = {name: Reason(name, weight) for name, weight in WEIGHTS.items()}


def judge_pair(a: Facts, b: Facts) -> Judgement:
    """Score one pair; every level that weighs anything is a reason."""
    if apart := level_apart(a, b):  # said at once: a third of all candidates are so
        return Judgement("event", a.id, b.id, "different", WEIGHTS[apart], (REASONS[apart],), RULE)
    levels = ["bias", *[level(a, b) for level in LEVELS]]
    shared = particular(levels)
    levels += [level(a, b, shared) for level in BY_WHAT_IS_SHARED]
    score = round(sum([WEIGHTS.get(name, 0.0) for name in levels]), 2)
    if score <= -UNSURE:
        return Judgement("event", a.id, b.id, "different", score, (), RULE)  # most: only their score is needed
    reasons = tuple([REASONS[name] for name in levels if name in REASONS])
    vague = NOBODY in levels
    if score > 0 and (doubt := NOBODY if vague else level_passage(a, b)):
        back = Reason(doubt, -round(min(score, TAKEN_BACK[doubt]), 2))
        score, reasons = round(score + back.weight, 2), (*reasons, back)
        return Judgement("event", a.id, b.id, "same" if score > 0 else "different", score, reasons, RULE)
    doubtful = "different" if vague or set(levels) >= STRANGERS else "unsure"
    return Judgement("event", a.id, b.id, "same" if score > 0 else doubtful, score, reasons, RULE)


def find_candidates(facts: Sequence[Facts], fresh: Collection[str] | None = None) -> Iterator[tuple[Facts, Facts]]:
    """Pairs that share a block, the smaller id first, each once; where ids are given, only pairs with one of them."""

    def rank(fact: Facts) -> tuple[bool, str, int, str]:
        stale = fresh is not None and fact.id not in fresh  # last, since none begins a pair
        return stale, fact.type, fact.published or 0, fact.id  # what is compared lies close in memory

    ordered = sorted(facts, key=rank)
    wanted = len(ordered) if fresh is None else sum(f.id in fresh for f in ordered)
    blocks: Blocks = defaultdict(lambda: defaultdict(list))
    times = {when for fact in ordered[:wanted] for when in find_homes(fact)}
    homes: list[list[list[int]]] = []
    for number in reversed(range(len(ordered))):  # so that each block ends with its smallest
        home = list(find_blocks(ordered[number], times, blocks))
        for block in home:
            block.append(number)
        if number < wanted:
            homes.append(home)
    for number, home in enumerate(reversed(homes)):
        for block in home:
            block.pop()  # the number itself: those before it are gone already
        for other in sorted(set().union(*home)):
            a, b = ordered[number], ordered[other]
            yield (a, b) if a.id < b.id else (b, a)


def find_blocks(fact: Facts, wanted: Collection[Home], blocks: Blocks) -> Iterator[list[int]]:
    """The blocks of a mention, by participant, of those types and times that are wanted."""
    times = [when for when in find_homes(fact) if when in wanted]
    if times:
        keys = {*find_keys([*fact.actors, *fact.recipients]), *fact.names, f"word {fact.trigger[:STEM]}"}
        for when in times:
            by_key = blocks[when]
            yield from (by_key[who] for who in keys)


def find_homes(fact: Facts) -> set[Home]:
    """Type and time of the blocks of a mention; stretches of time overlap, so that no border parts a pair."""
    kind = "COERCE" if fact.mode == "abduct" else KIN.get(fact.type, fact.type)
    return {(kind, *when) for when in find_times(fact)}


def find_keys(sides: Iterable[Side]) -> Iterator[str]:
    """Every participant, every two codes that meet, and a code that stands alone."""
    sides = list(sides)
    yield from (side.who for side in sides)
    codes = sorted({s.code for s in sides if s.code})
    yield from (f"office {stem}" for side in sides for stem in find_offices(side))
    yield from ("–".join(pair) for pair in combinations(codes, 2)) if len(codes) > 1 else codes


def find_offices(side: Side) -> Iterator[str]:
    """Stems of a person's offices, and of the last word that describes the nameless: «оба президента»."""
    yield from sorted(side.titles)
    if side.described:
        yield from (word[:STEM] for word in side.name.split()[-1:])


def find_times(fact: Facts) -> Iterator[tuple[str, int]]:
    """The waves of publication, and the days where they are said closely."""
    if fact.published is not None:
        yield from (("out", n) for n in halves(fact.published, fact.published, WAVE))
    else:
        yield ("out", -1)
    if fact.start is None and fact.published is not None and fact.factuality in ("actual", "negated"):
        yield from (
            ("on", n) for n in halves(fact.published, fact.published, NEAR)
        )  # news without a day is of that day
    if fact.start is not None and fact.end is not None and fact.end - fact.start <= 31:
        yield from (("on", n) for n in halves(fact.start, fact.end, NEAR))


def halves(first: int, last: int, width: int) -> range:
    """Numbers of the half-widths that [first, last] and the half-width after it touch."""
    half = max(1, width // 2)
    return range(first // half, last // half + 2)
