"""Which states stand on which side of each event, as a learned model reads the whole article.

Goes in: an article's tellings (`sides_features.Stage`) and the pack's models `sides_actor`, `sides_recipient`,
`sides_both` with their second looks `…_again`. Comes out: a probability for every telling, side and code. The second
look knows what the first one gave the article's other tellings, the opposite side and the neighbours in the text. A
pack without the models has none of it, and the rules stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from svod.extract.sides_features import (
    ACTOR,
    BOTH,
    RECIPIENT,
    Features,
    Stage,
    View,
    candidates,
    coded,
    other,
    roles,
    sides_of,
)
from svod.learned import Model, load_model
from svod.packs import Pack

Key = tuple[int, str, str]  # telling, side, code
STATED = ("clause", "speaker")  # bases of what an event's own clause says
Looks = Mapping[Key, float]  # the probability that a first look gives each
Sides = Mapping[tuple[int, str], Mapping[str, float]]  # the same by telling and side, then by code
Kin = Sequence[tuple[str, Sequence[int]]]  # what other tellings have in common with one, and which those are

# How likely a state must be to stand on a side where the clause does not name it. A higher bar was tried: it leaves
# ten right sides out for every wrong one.
ENOUGH = 0.5
FILLED = 0.6  # where somebody stands whom the clause does not name
KEPT = 0.35  # of those whom the rules have there
TWICE = 0.7  # to stand on both sides at once
PARTNERS = 2  # of talks that the clause names nobody for


@dataclass(frozen=True, slots=True)
class Models:
    """One model a side for the first look and one for the second."""

    first: Mapping[str, Model]
    again: Mapping[str, Model]


def load_sides(pack: Pack) -> Models | None:
    """The pack's six models, None where any is missing."""
    first = {role: load_model(pack, f"sides_{role}") for role in (ACTOR, RECIPIENT, BOTH)}
    again = {role: load_model(pack, f"sides_{role}_again") for role in (ACTOR, RECIPIENT, BOTH)}
    known = Models(
        {role: m for role, m in first.items() if m is not None}, {role: m for role, m in again.items() if m is not None}
    )
    return known if len(known.first) == len(first) and len(known.again) == len(again) else None


def every_feature(stage: Stage) -> Iterator[tuple[Key, Features]]:
    """Every telling, side and code that may stand on it, with the features of the first look."""
    for n, telling in enumerate(stage.tellings):
        view, codes = View(stage, n), candidates(stage, n)
        for role in roles(telling):
            general = view.general(role)
            for code in codes:
                yield (n, role, code), {**general, **view.features(role, code)}


def probabilities(stage: Stage, models: Models) -> dict[Key, float]:
    """The probability of every telling, side and code, on second look."""
    features = dict(every_feature(stage))
    looks = {key: models.first[key[1]].probability(found) for key, found in features.items()}
    again = zip(features.items(), second_looks(stage, looks))
    return {key: models.again[key[1]].probability(found, extra) for (key, found), extra in again}


def second_looks(stage: Stage, looks: Looks) -> Iterator[Features]:
    """What the first look at the rest of the article adds to each key, in the order of `looks`."""
    sides: dict[tuple[int, str], dict[str, float]] = {}
    for (n, role, code), p in looks.items():
        sides.setdefault((n, role), {})[code] = p
    kin, told = find_kin(stage), dict[tuple[str, str], list[float]]()
    for key, p in looks.items():
        n, role, code = key
        if (role, code) not in told:
            told[role, code] = look(sides, len(stage.tellings), role, code)
        yield {**dict(look_here(sides, key, p)), **dict(look_elsewhere(told[role, code], n, kin[n]))}


def look_here(sides: Sides, key: Key, p: float) -> Iterator[tuple[str, float]]:
    """The first look at one key, its rivals, and the opposite side."""
    n, role, code = key
    best = best_but(sides[n, role], code)
    yield "first look", math.log((p + 0.01) / (1.01 - p))
    yield "best rival", best
    if best <= p:
        yield "no better rival", 1.0
    if role != BOTH:
        across = sides.get((n, other(role)), {})
        yield "first look across", across.get(code, 0.0)
        yield "best rival across", best_but(across, code)


def best_but(side: Mapping[str, float], code: str) -> float:
    """The likeliest of a side's other codes, 0 where there is none."""
    return max((p for c, p in side.items() if c != code), default=0.0)


def look_elsewhere(told: Sequence[float], n: int, kin: Kin) -> Iterator[tuple[str, float]]:
    """The first look at a code and side in the other tellings than `n`."""
    for name, others in kin:
        if others:
            found = [told[k] for k in others]
            yield f"{name}, is told", 1.0
            yield f"{name}, most", max(found)
            yield f"{name}, mean", math.fsum(found) / len(found)
    yield "telling before", told[n - 1] if n else 0.0
    yield "telling after", told[n + 1] if n + 1 < len(told) else 0.0


def find_kin(stage: Stage) -> list[Kin]:
    """For every telling the others by the same rule, of the same type, and all."""
    rules = [telling.own.match.rule for telling in stage.tellings]
    same_rule, same_type = dict[str, list[int]](), dict[str, list[int]]()
    for k, rule in enumerate(rules):
        same_rule.setdefault(rule.id, []).append(k)
        same_type.setdefault(rule.type, []).append(k)
    return [
        (
            ("same rule", [k for k in same_rule[rule.id] if k != n]),
            ("same type", [k for k in same_type[rule.type] if k != n]),
            ("any telling", [k for k in range(len(rules)) if k != n]),
        )
        for n, rule in enumerate(rules)
    ]


def look(sides: Sides, tellings: int, role: str, code: str) -> list[float]:
    """The first look at a code in every telling, on the same side; talks have one for both."""
    own = (role, BOTH) if role != BOTH else (ACTOR, RECIPIENT, BOTH)
    return [max(sides[n, r].get(code, 0.0) for r in own if (n, r) in sides) for n in range(tellings)]


def likely_codes(stage: Stage, n: int, found: Mapping[Key, float]) -> dict[str, dict[str, float]]:
    """The codes that are likely enough on each side of a telling, with their probability."""
    chosen = {role: likely_side(stage, n, role, found) for role in roles(stage.tellings[n])}
    for code in sorted(set(chosen.get(ACTOR, ())) & set(chosen.get(RECIPIENT, ()))):
        free = [role for role in (ACTOR, RECIPIENT) if code not in named(stage, n, role)]
        lesser = min(free, key=lambda role: chosen[role][code], default=None)
        if lesser is not None and chosen[lesser][code] < TWICE:
            del chosen[lesser][code]
    return chosen


def likely_side(stage: Stage, n: int, role: str, found: Mapping[Key, float]) -> dict[str, float]:
    """The codes of one side: what the clause names there, and who else is likely, where its rule has the side."""
    own, p = placed(stage, n, role), {code: found.get((n, role, code), 0.0) for code in candidates(stage, n)}
    known = sides_of(stage.tellings[n].full, role)
    rules = coded([s for s in known if s.basis != "telling" or s.entity != "group"])  # a lent crowd is no state
    telling = stage.tellings[n].own
    bar = FILLED if (RECIPIENT if role == RECIPIENT else ACTOR) in telling.closed else ENOUGH
    if role == BOTH and own:
        likely = {code: p[code] for code in sorted(own | {c for c in rules if p[c] >= KEPT})}
        return likely if len(likely) >= PARTNERS else {**likely, **partner(p, likely, bar)}
    likely = {code: p[code] for code in sorted(own)}
    if role == RECIPIENT and not telling.match.rule.recipient(telling.match.noun):
        return likely
    kept = KEPT if bar == ENOUGH else FILLED
    likely.update({code: q for code, q in p.items() if q >= (kept if code in rules else bar)})
    return likely if role != BOTH or len(likely) >= PARTNERS else {}


def partner(p: Mapping[str, float], known: Mapping[str, float], bar: float) -> dict[str, float]:
    """The likeliest of the rest, where it is likely enough: whom the one whom the clause names talks with."""
    rest = {code: q for code, q in p.items() if code not in known and q >= bar}
    return {code: rest[code] for code in sorted(rest, key=lambda c: (-rest[c], c))[:1]}


def named(stage: Stage, n: int, role: str) -> frozenset[str]:
    """The codes that a telling's own clause names on a side."""
    return coded([s for s in sides_of(stage.tellings[n].own, role) if s.basis in STATED])


def placed(stage: Stage, n: int, role: str) -> frozenset[str]:
    """The codes of a telling's own parties, those that act for where it happens included."""
    return coded([s for s in sides_of(stage.tellings[n].own, role) if s.basis in STATED or s.entity != "state"])
