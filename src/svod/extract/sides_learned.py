"""Which states stand on which side of each event, as a learned model reads the whole article.

Goes in: an article's tellings (`sides_features.Stage`) and the pack's models `sides_actor`, `sides_recipient`,
`sides_both` with their second looks `…_again`. Comes out: a probability for every telling, side and code. The second
look knows what the first one gave the article's other tellings, the opposite side and the neighbours in the text. A
pack without the models has none of it, and the rules stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from svod.extract.sides_features import (
    ACTOR,
    BOTH,
    RECIPIENT,
    Features,
    Stage,
    View,
    candidates,
    other,
    roles,
    sides_of,
)
from svod.learned import Model, load_model
from svod.packs import Pack

Key = tuple[int, str, str]  # telling, side, code
STATED = ("clause", "speaker")  # bases of what an event's own clause says
Looks = Mapping[Key, float]  # the probability that a first look gives each

# A state stands on a side from LIKELY on, and from ALONE where nobody else does; one that the clause itself names there
# down to UNLIKELY. On both sides at once it stands only from TWICE on. Measured by leaving one story out.
UNLIKELY, ALONE, LIKELY, TWICE = 0.2, 0.35, 0.4, 0.6


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
    return {key: models.again[key[1]].probability(found) for key, found in weighed(stage, models)}


def weighed(stage: Stage, models: Models) -> Iterator[tuple[Key, Features]]:
    """Every telling, side and code, with the features of the second look."""
    features = dict(every_feature(stage))
    looks = {key: models.first[key[1]].probability(found) for key, found in features.items()}
    for (key, found), extra in zip(features.items(), second_looks(stage, looks)):
        yield key, {**found, **extra}


def second_looks(stage: Stage, looks: Looks) -> Iterator[Features]:
    """What the first look at the rest of the article adds to each key, in the order of `looks`."""
    by_side: dict[tuple[int, str], dict[str, float]] = {}
    for (n, role, code), p in looks.items():
        by_side.setdefault((n, role), {})[code] = p
    for (n, role, code), p in looks.items():
        yield dict(second_look(stage, by_side, (n, role, code), p))


def second_look(
    stage: Stage, sides: Mapping[tuple[int, str], Mapping[str, float]], key: Key, p: float
) -> Iterator[tuple[str, float]]:
    """The first look at one key, its rivals, the opposite side, and the article's other tellings."""
    n, role, code = key
    rivals = [q for c, q in sides[n, role].items() if c != code]
    yield "first look", math.log((p + 0.01) / (1.01 - p))
    yield "best rival", max(rivals, default=0.0)
    if all(q <= p for q in rivals):
        yield "no better rival", 1.0
    if role != BOTH:
        across = sides.get((n, other(role)), {})
        yield "first look across", across.get(code, 0.0)
        yield "best rival across", max((q for c, q in across.items() if c != code), default=0.0)
    rule = stage.tellings[n].own.match.rule
    rest = [k for k in range(len(stage.tellings)) if k != n]
    looks = {k: look(sides, k, role, code) for k in rest}
    rules = {k: stage.tellings[k].own.match.rule for k in rest}
    for name, found in (
        ("same rule", [looks[k] for k in rest if rules[k].id == rule.id]),
        ("same type", [looks[k] for k in rest if rules[k].type == rule.type]),
        ("any telling", list(looks.values())),
    ):
        if found:
            yield f"{name}, is told", 1.0
            yield f"{name}, most", max(found)
            yield f"{name}, mean", math.fsum(found) / len(found)
    yield "telling before", looks.get(n - 1, 0.0)
    yield "telling after", looks.get(n + 1, 0.0)


def look(sides: Mapping[tuple[int, str], Mapping[str, float]], n: int, role: str, code: str) -> float:
    """The first look at a code in another telling, on the same side; talks have one for both."""
    own = (role,) if role != BOTH else (ACTOR, RECIPIENT)
    return max(sides[n, r].get(code, 0.0) for r in (*own, BOTH) if (n, r) in sides)


def likely_codes(stage: Stage, n: int, found: Mapping[Key, float]) -> dict[str, dict[str, float]]:
    """The codes that are likely enough on each side of a telling, with their probability."""
    telling, chosen = stage.tellings[n], dict[str, dict[str, float]]()
    for role in roles(telling):
        closed = (RECIPIENT if role == RECIPIENT else ACTOR) in telling.own.closed  # by somebody not to be placed
        own = {s.party.code for s in sides_of(telling.own, role) if s.basis in STATED}
        mine = {code: p for code in candidates(stage, n) if (p := found.get((n, role, code), 0.0)) >= UNLIKELY}
        likely = {code: p for code, p in mine.items() if code in own or (p >= LIKELY and not closed)}
        best = max(sorted(mine), key=lambda c: mine[c], default=None)
        if not likely and best is not None and mine[best] >= ALONE and not closed:
            likely = {best: mine[best]}
        chosen[role] = likely
    if BOTH not in chosen:
        for code in sorted(set(chosen[ACTOR]) & set(chosen[RECIPIENT])):
            lesser = min((ACTOR, RECIPIENT), key=lambda role: chosen[role][code])
            if chosen[lesser][code] < TWICE:
                del chosen[lesser][code]
    return chosen
