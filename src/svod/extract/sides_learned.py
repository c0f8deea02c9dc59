"""Which states stand on which side of each event, as a learned model reads the whole article.

Goes in: an article's tellings (`sides_features.Stage`) and the pack's models `sides_actor`, `sides_recipient`,
`sides_both` with their second looks `…_again`. Comes out: a probability for every telling, side and code. The second
look knows what the first one gave the article's other tellings, the opposite side and the neighbours in the text. A
pack without the models has none of it, and the rules stand.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from svod.extract.sides_features import Features, View
from svod.extract.sides_stage import ACTOR, BOTH, RECIPIENT, Stage, coded, other, roles, sides_of
from svod.learned import Model, load_model, probability
from svod.packs import Pack

Key = tuple[int, str, str]  # telling, side, code
STATED = ("clause", "speaker")  # bases of what an event's own clause says
Added = tuple[list[float], list[float]]  # what features add to the log-odds of the first and of the second look
Looks = Mapping[Key, float]  # the probability that a first look gives each
Group = tuple[tuple[str, str, str], str]  # tellings that have a rule or type in common: what it adds, and which it is

KIN = tuple((f"{kin}, is told", f"{kin}, most", f"{kin}, mean") for kin in ("same rule", "same type", "any telling"))

# How likely a state must be to stand on a side where the clause does not name it. A higher bar was tried: it leaves
# ten right sides out for every wrong one.
ENOUGH = 0.5
FILLED = 0.6  # where somebody stands whom the clause does not name
KEPT = 0.35  # of those whom the rules have there
TWICE = 0.7  # to stand on both sides at once
PARTNERS = 2  # of talks that the clause names nobody for


@dataclass(frozen=True, slots=True)
class Models:
    """One model a side for the first look and one for the second, and of each feature the weights in both."""

    first: Mapping[str, Model]
    again: Mapping[str, Model]
    weights: Mapping[str, Mapping[str, tuple[float, float]]]

    def weigh(self, role: str, *groups: Features) -> Added:
        """What features add to both looks at a side."""
        weights, first, again = self.weights[role], list[float](), list[float]()
        for features in groups:
            for feature, value in features.items():
                if feature in weights:
                    one, two = weights[feature]
                    first.append(one * value)
                    again.append(two * value)
        return first, again


@dataclass(frozen=True, slots=True)
class Told:
    """The first looks at a code on a side: of each telling where it may stand there, of each group highest first."""

    at: dict[int, float] = field(default_factory=dict)
    groups: dict[Group, list[float]] = field(default_factory=dict)


@lru_cache(maxsize=8)
def load_sides(pack: Pack) -> Models | None:
    """The pack's six models, None where any is missing."""
    first, again, weights = dict[str, Model](), dict[str, Model](), dict[str, Mapping[str, tuple[float, float]]]()
    for role in (ACTOR, RECIPIENT, BOTH):
        one, two = load_model(pack, f"sides_{role}"), load_model(pack, f"sides_{role}_again")
        if one is None or two is None:
            return None
        first[role], again[role] = one, two
        names = {*one.weights, *two.weights}
        weights[role] = {f: (one.weights.get(f, 0.0), two.weights.get(f, 0.0)) for f in names}
    return Models(first, again, weights)


def every_feature(stage: Stage) -> Iterator[tuple[Key, Features]]:
    """Every telling, side and code that may stand on it, with the features of the first look."""
    for n, telling in enumerate(stage.tellings):
        view = View(stage, n)
        for role in roles(telling):
            for code in stage.candidates[n]:
                yield (n, role, code), view.features(role, code)


def probabilities(stage: Stage, models: Models) -> dict[Key, float]:
    """The probability of every telling, side and code, on second look."""
    added = dict(weigh_all(stage, models))
    looks = {key: probability(models.first[key[1]].bias + math.fsum(one)) for key, (one, _) in added.items()}
    found = {}
    for (key, (_, two)), extra in zip(added.items(), second_looks(stage, looks)):
        model = models.again[key[1]]
        found[key] = probability(model.bias + math.fsum((*two, *model.weigh(extra))))
    return found


def weigh_all(stage: Stage, models: Models) -> Iterator[tuple[Key, Added]]:
    """What the features of every key add up from; what is the same for several codes is weighed once."""
    for n, telling in enumerate(stage.tellings):
        view = View(stage, n)
        for role in roles(telling):
            general = models.weigh(role, view.general(role))
            strange = models.weigh(role, view.said(role, ""))
            for code in stage.candidates[n]:
                said = models.weigh(role, view.said(role, code)) if code in view.named else strange
                own = models.weigh(role, view.weight(role, code), view.regardless(code))
                yield (n, role, code), (general[0] + said[0] + own[0], general[1] + said[1] + own[1])


def second_looks(stage: Stage, looks: Looks) -> Iterator[Features]:
    """What the first look at the rest of the article adds to each key, in the order of `looks`."""
    groups = [tuple(zip(KIN, (t.own.match.rule.id, t.own.type, ""))) for t in stage.tellings]
    sizes, told = Counter(group for kin in groups for group in kin), find_told(looks, groups)
    sides: dict[tuple[int, str], list[float]] = {}
    for (n, role, _), p in looks.items():
        sides.setdefault((n, role), []).append(p)
    best = {side: sorted(found, reverse=True)[:2] for side, found in sides.items()}
    others = [[(group, sizes[group] - 1) for group in kin] for kin in groups]
    for (n, role, code), p in looks.items():
        found = look_here(p, best[n, role])
        if role != BOTH:
            across = looks[n, other(role), code]
            found["first look across"] = across
            found["best rival across"] = best_but(best[n, other(role)], across)
        yield found | look_elsewhere(told[role, code], n, others[n])


def look_here(p: float, best: Sequence[float]) -> Features:
    """The first look at one key and its rivals."""
    rival = best_but(best, p)
    found = {"first look": math.log((p + 0.01) / (1.01 - p)), "best rival": rival}
    if rival <= p:
        found["no better rival"] = 1.0
    return found


def best_but(best: Sequence[float], own: float) -> float:
    """The likeliest of the other codes, given the two likeliest of all and its own; 0 where there is none."""
    at = int(own == best[0])
    return best[at] if at < len(best) else 0.0


def look_elsewhere(told: Told, n: int, kin: Sequence[tuple[Group, int]]) -> Features:
    """The first look at a code and side in the other tellings than `n`, of each group so many."""
    mine = told.at[n]
    found = {"telling before": told.at.get(n - 1, 0.0), "telling after": told.at.get(n + 1, 0.0)}
    for group, others in kin:
        if others:
            known = told.groups[group]
            (is_told, most, mean), _ = group
            found[is_told] = 1.0
            found[most] = best_but(known, mine)
            found[mean] = math.fsum((*known, -mine)) / others
    return found


def find_told(looks: Looks, kin: Sequence[Sequence[Group]]) -> dict[tuple[str, str], Told]:
    """The first look at every side and code in all tellings; talks have one side for both."""
    found: dict[tuple[str, str], Told] = defaultdict(Told)
    for (n, role, code), p in looks.items():
        for side in (role, BOTH) if role != BOTH else (ACTOR, RECIPIENT, BOTH):
            at = found[side, code].at
            at[n] = max(p, at.get(n, 0.0))
    for told in found.values():
        for n, p in told.at.items():
            for group in kin[n]:
                told.groups.setdefault(group, []).append(p)
        for known in told.groups.values():
            known.sort(reverse=True)
    return found


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
    own, p = placed(stage, n, role), {code: found.get((n, role, code), 0.0) for code in stage.candidates[n]}
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
