"""Facts of event mentions in, judgements on pairs out: is it the same happening, with what reasons.

Candidates share a type (or a kin one), a participant and a stretch of time; only they are scored, so that cost grows
with their number and not with that of all pairs. A score is the sum of the weights of the levels met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from svod.records import Judgement, Reason
from svod.relate.facts import Facts, Side
from svod.relate.levels import LEVELS
from svod.relate.names import telling_stems

RULE = "machine:pairs-1"
UNSURE = 1.0  # scores between -UNSURE and 0 are worth a person's look
WAVE = 10  # days: articles of one wave of reports come out this close
NEAR = 4  # days: tellings of one day's event that are off by a little

# Types that different reports use for one act: a suspended delivery is aid refused, an overturned sentence a release.
KIN = {"AID": "SANCTION", "RETREAT": "SANCTION"}

# Log-odds points, fitted by logistic regression on annotated stories and rounded.
WEIGHTS: dict[str, float] = {
    "bias": -3.4,
    "both ACCUSE": -0.6,
    "both AGREE": -0.2,
    "both AID": -2.1,
    "both ASSAULT": -0.2,
    "both COERCE": -1.4,
    "both CONSULT": 0.1,
    "both COOPERATE": 1.2,
    "both DENY": 1.3,
    "both MOBILIZE": -0.3,
    "both PROTEST": 0.2,
    "both REQUEST": 0.8,
    "both RETREAT": -0.4,
    "both SANCTION": 1.2,
    "both SUPPORT": 0.1,
    "both THREATEN": 1.1,
    "types kin": -0.9,
    "mode other": -1.7,
    "mode same": 1.4,
    "mode unsaid": 0.3,
    "trigger other": -0.7,
    "trigger same": 0.7,
    "actors apart": -1.9,
    "actors code": 0.8,
    "actors mixed": -2.5,
    "actors same": 1.3,
    "actors silent": 1.6,
    "actors unlike": 0.3,
    "actors within": 0.4,
    "recipients apart": -1.2,
    "recipients code": -0.6,
    "recipients mixed": 0.6,
    "recipients none": 0.9,
    "recipients same": 1.3,
    "recipients silent": -0.2,
    "recipients unlike": -1.3,
    "recipients within": 0.4,
    "day apart": -9.0,
    "day half said": -0.2,
    "day next": -1.4,
    "day same": 1.8,
    "day unsaid": 1.5,
    "day within": 0.7,
    "period apart": -3.0,
    "period same": 1.6,
    "one article": 0.5,
    "published far apart": -0.7,
    "published within a day": 0.5,
    "published within a week": -0.3,
    "place other": -0.5,
    "place same": 0.8,
    "both actual": 0.8,
    "both future": 1.4,
    "both hypothetical": -1.0,
    "both negated": 0.6,
    "factuality actual–future": -0.2,
    "factuality actual–hypothetical": -1.4,
    "factuality actual–negated": 1.0,
    "factuality future–hypothetical": -0.5,
    "factuality future–negated": 0.4,
    "factuality hypothetical–negated": -1.2,
    "context near": 0.3,
    "context other": -0.2,
    "context same": 0.7,
    "context short": -0.8,
    "told in both leads": 0.2,
    "told in neither lead": -0.2,
    "source none": -0.2,
    "source of one": -0.1,
    "source other": -0.2,
    "source same": 0.6,
    "counts other": -0.3,
    "counts same": 0.5,
}


def judge_events(facts: Sequence[Facts]) -> Iterator[Judgement]:
    """A judgement for every candidate pair."""
    for a, b in find_candidates(facts):
        yield judge_pair(a, b)


def judge_pair(a: Facts, b: Facts) -> Judgement:
    """Score one pair; every level that weighs anything is a reason."""
    reasons = [Reason("bias", WEIGHTS["bias"])]
    reasons += [Reason(name, w) for name in (level(a, b) for level in LEVELS) if (w := WEIGHTS.get(name, 0.0))]
    score = round(sum(r.weight for r in reasons), 2)
    verdict = "same" if score > 0 else "unsure" if score > -UNSURE else "different"
    return Judgement("event", a.id, b.id, verdict, score, tuple(reasons), RULE)


def find_candidates(facts: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs that share a block, the smaller id first, each once."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    ordered = sorted(facts, key=lambda f: f.id)
    for number, fact in enumerate(ordered):
        for block in sorted(set(find_blocks(fact)), key=repr):
            blocks[block].append(number)
    pairs = {pair for members in blocks.values() for pair in combinations(members, 2)}
    for x, y in sorted(pairs):
        yield ordered[x], ordered[y]


def find_blocks(fact: Facts) -> Iterator[tuple[object, ...]]:
    """Type, participant and time of a mention; stretches of time overlap, so that no border parts a pair."""
    kind = KIN.get(fact.type, fact.type)
    for who in find_keys([*fact.actors, *fact.recipients]):
        for when in find_times(fact):
            yield (kind, who, *when)


def find_keys(sides: Iterable[Side]) -> Iterator[str]:
    """Every word that names a participant, every two codes that meet, and a code that stands alone."""
    sides = list(sides)
    for side in sides:
        yield side.who
        yield from sorted(telling_stems(side.name))
    codes = sorted({s.code for s in sides if s.code})
    yield from ("–".join(pair) for pair in combinations(codes, 2)) if len(codes) > 1 else codes


def find_times(fact: Facts) -> Iterator[tuple[str, int]]:
    """The waves of publication, and the days where they are said closely."""
    if fact.published is not None:
        yield from (("out", n) for n in halves(fact.published, fact.published, WAVE))
    else:
        yield ("out", -1)
    if fact.start is not None and fact.end is not None and fact.end - fact.start <= 31:
        yield from (("on", n) for n in halves(fact.start, fact.end, NEAR))


def halves(first: int, last: int, width: int) -> range:
    """Numbers of the half-widths that [first, last] and the half-width after it touch."""
    half = max(1, width // 2)
    return range(first // half, last // half + 2)
