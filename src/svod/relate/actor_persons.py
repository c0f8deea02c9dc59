"""Chains that name persons in, judgements on who of them is one person out, each a sum of named reasons.

1. Chains of one full name and code are a unit, where a common surname does not ask for the same walk of life too. A
   surname alone or a name without a code is a unit with its like within MONTH days only.
2. Units that share the sound of a surname are compared: names, codes, offices, days, the table of office holders.
3. A unit that could be either of two persons who are not one goes to the one that clearly fits better, else to neither:
   that is "unsure", an open question for a person.

Cost grows with the units that share a surname. A unit's judgements depend on those alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from svod.records import Judgement, Reason
from svod.relate.actor_chains import Chain
from svod.relate.actor_spellings import WEIGHTS as NAMES
from svod.relate.actor_spellings import find_blocks, relate_spellings, take_apart
from svod.relate.actor_tables import load_tables

RULE = "machine:actors-2"
MONTH = 30  # days within which a bare surname means whom it meant
HALF_YEAR = 182  # days after which it hardly does
YEARS = 5 * 365  # days after which another walk of life is likelier another person
CLEARLY = 0.75  # points by which one fit must be better than another
PREVAILS = 5  # times that a full name must mean one rather than the other
WEIGHTS = {
    **NAMES,
    "same state": 1.0,
    "other state": -5.0,
    "one for a body of states": -0.5,
    "same listed office holder": 5.0,
    "same office": 1.0,
    "other walk of life": -1.5,
    "years apart": -1.5,
    "common surname": -1.5,
    "told in the same days": 0.5,
    "told far apart": -1.25,
}
OTHER = "same surname, other given name"
VAGUE = ("surname alone", "same single name", "given name as an initial", "same name in another case")


@dataclass(frozen=True, slots=True)
class Unit:
    """Chains that name one person alike; the first, by id, stands for them."""

    chains: tuple[Chain, ...]
    name: str
    code: str | None
    calling: str | None
    titles: frozenset[str]
    days: tuple[int, ...]

    @property
    def id(self) -> str:
        """The chain that stands for the unit."""
        return self.chains[0].id


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units compared."""

    a: Unit
    b: Unit
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The sum of the reasons."""
        return sum(r.weight for r in self.reasons)

    def other(self, unit: str) -> Unit:
        """The one that is not the one with this id."""
        return self.b if unit == self.a.id else self.a


def find_units(chains: Iterable[Chain]) -> list[Unit]:
    """All units, by id."""
    return sorted(make_units(chains), key=lambda u: u.id)


def judge_members(units: Iterable[Unit]) -> Iterator[tuple[str, Judgement]]:
    """Each further chain of a unit, and the judgement that joins it to the chain that stands for the unit."""
    for unit in units:
        if len(unit.chains) > 1:
            full = take_apart(unit.name).full
            names = ["same full name" if full else "same single name", *(["same state"] if unit.code else [])]
            names += [] if full else ["told in the same days"]
            reasons = tuple(Reason(n, WEIGHTS[n]) for n in names)
            yield from ((chain.id, judge(unit.id, chain.id, "same", reasons)) for chain in unit.chains[1:])


def make_units(chains: Iterable[Chain]) -> Iterator[Unit]:
    """Chains of one name and code, split where the name is too weak to say so."""
    groups: dict[tuple[tuple[str, ...], str | None], list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c.id):
        groups[take_apart(chain.name).words, chain.code].append(chain)
    for (words, code), group in sorted(groups.items(), key=lambda g: g[1][0].id):
        if not take_apart(group[0].name).full:
            parts = split_days(group) if code else [[c] for c in group]
        elif words[-1] in load_tables().frequent:
            parts = split_callings(group)
        else:
            parts = [group]
        yield from (make_unit(part) for part in parts)


def make_unit(chains: Sequence[Chain]) -> Unit:
    """One unit, its chains by id."""
    ordered = tuple(sorted(chains, key=lambda c: c.id))
    callings = sorted({c.calling for c in ordered if c.calling})
    return Unit(
        ordered, ordered[0].name, ordered[0].code, callings[0] if len(callings) == 1 else None,
        frozenset().union(*(c.titles for c in ordered)), tuple(sorted({c.day for c in ordered if c.day is not None})),
    )  # fmt: skip


def split_days(chains: Sequence[Chain]) -> list[list[Chain]]:
    """Runs of chains with no more than a month between them; what has no day stands alone."""
    parts = [[c] for c in chains if c.day is None]
    run: list[Chain] = []
    for chain in sorted((c for c in chains if c.day is not None), key=lambda c: (c.day or 0, c.id)):
        if run and (chain.day or 0) - (run[-1].day or 0) > MONTH:
            parts.append(run)
            run = []
        run = [*run, chain]
    return [*parts, run] if run else parts


def split_callings(chains: Sequence[Chain]) -> list[list[Chain]]:
    """Chains of one walk of life each; those without any go to the only one, else to the nearest in time."""
    parts: dict[str, list[Chain]] = defaultdict(list)
    loose: list[Chain] = []
    for chain in chains:
        (parts[chain.calling] if chain.calling else loose).append(chain)
    named = {calling: list(part) for calling, part in parts.items()}
    for chain in loose:
        home = nearest(chain, named)
        parts["" if home is None else home].append(chain)
    return [parts[calling] for calling in sorted(parts)]


def nearest(chain: Chain, parts: Mapping[str, Sequence[Chain]]) -> str | None:
    """The walk of life whose chains are told nearest in time, the only one where there is one."""
    if len(parts) < 2:
        return next(iter(parts), None)
    gaps = {c: min((abs(x.day - chain.day) for x in p if x.day is not None and chain.day is not None), default=YEARS)
            for c, p in parts.items()}  # fmt: skip
    best = min(gaps, key=lambda c: (gaps[c], c))
    return best if gaps[best] <= MONTH and list(gaps.values()).count(gaps[best]) == 1 else None


def compare_units(units: Sequence[Unit]) -> Iterator[Pair]:
    """Every two units that share the sound of a surname and whose names go together or clash."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for block in find_blocks(unit.name):
            blocks[block].append(number)
    pairs = {pair for members in blocks.values() for pair in combinations(members, 2)}
    for x, y in sorted(pairs):
        if reasons := tuple(compare(units[x], units[y])):
            yield Pair(units[x], units[y], reasons)


def compare(a: Unit, b: Unit) -> Iterator[Reason]:
    """What speaks for and against two units being one person; nothing where their names have nothing in common."""
    how = relate_spellings(a.name, b.name)
    if how is None:
        return
    if how == OTHER:
        yield Reason(how, WEIGHTS[how])
        return
    levels = [how, level_code(a, b), *level_life(a, b), *(level_days(a, b) if how in VAGUE else [])]
    if how == "same full name" and take_apart(a.name).words[-1] in load_tables().frequent:
        levels.append("common surname")
    yield from (Reason(name, WEIGHTS[name]) for name in levels if name in WEIGHTS)
    if listed(a, b) and how not in VAGUE and "other state" in levels:
        yield Reason("same listed office holder", WEIGHTS["same listed office holder"])


def level_code(a: Unit, b: Unit) -> str:
    """Whom the two act for."""
    if a.code is None or b.code is None:
        return ""
    if a.code == b.code:
        return "same state"
    return "one for a body of states" if a.code.startswith("IGO:") != b.code.startswith("IGO:") else "other state"


def level_life(a: Unit, b: Unit) -> Iterator[str]:
    """What offices and days say."""
    if a.titles & b.titles:
        yield "same office"
    elif a.calling and b.calling and a.calling != b.calling:
        yield "other walk of life"
        if a.days and b.days and gap(a, b) > YEARS:
            yield "years apart"


def listed(a: Unit, b: Unit) -> bool:
    """True where the table of office holders has the name with both codes."""
    codes = load_tables().holders.get(" ".join(take_apart(a.name).words), frozenset())
    return {a.code, b.code} <= codes


def level_days(a: Unit, b: Unit) -> Iterator[str]:
    """Whether units that hardly name anybody are told at one time."""
    if a.days and b.days:
        days = gap(a, b)
        if days <= MONTH or days > HALF_YEAR:
            yield "told in the same days" if days <= MONTH else "told far apart"


def gap(a: Unit, b: Unit) -> int:
    """Days between the nearest tellings of two units."""
    days = sorted([(d, 0) for d in a.days] + [(d, 1) for d in b.days])
    return min(y - x for (x, of), (y, other) in pairwise(days) if of != other) if days else 0


def judge_units(pairs: Iterable[Pair]) -> Iterator[Judgement]:
    """A judgement for every compared pair: what could be two persons and fits neither clearly is unsure."""
    pairs = list(pairs)
    at: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        at[pair.a.id].append(pair)
        at[pair.b.id].append(pair)
    clashing = {frozenset((p.a.id, p.b.id)) for p in pairs if p.score < -1}
    dropped = {id(p) for unit, own in at.items() for p in find_unclear(unit, own, clashing)}
    for pair in pairs:
        score = round(pair.score, 2)
        verdict = "same" if score > 0 else "different" if score < -1 else "unsure"
        if verdict == "same" and id(pair) in dropped:
            verdict, score = "unsure", -0.5
        if verdict == "different" or near_same(pair):
            yield judge(pair.a.id, pair.b.id, verdict, pair.reasons, score)


def near_same(pair: Pair) -> bool:
    """True for pairs worth a person's look: not for every two bearers of one surname."""
    return pair.score > -0.5


def strength(unit: Unit) -> tuple[bool, bool, int, str]:
    """How much a unit says of its person: of a pair it is the weaker unit that may belong to somebody else."""
    return take_apart(unit.name).full, unit.code is not None, len(unit.chains), unit.id


def find_unclear(unit: str, own: Sequence[Pair], clashing: set[frozenset[str]]) -> list[Pair]:
    """Of a unit's likely pairs with stronger ones those that lead away from the best; all, if none is clearly best."""
    own = [p for p in own if strength(p.other(unit)) > strength(p.other(p.other(unit).id))]
    likely = sorted(
        (p for p in own if p.score > 0), key=lambda p: (-p.score, -len(p.other(unit).chains), p.a.id, p.b.id)
    )
    if not likely:
        return []
    best = likely[0]
    rivals = [p for p in likely[1:] if frozenset((p.other(unit).id, best.other(unit).id)) in clashing]
    if not rivals:
        return []
    often = best.reasons[0].name not in VAGUE and all(
        len(best.other(unit).chains) >= PREVAILS * len(p.other(unit).chains) for p in rivals
    )
    return rivals if often or best.score - rivals[0].score >= CLEARLY else likely


def judge(a: str, b: str, verdict: str, reasons: tuple[Reason, ...], score: float | None = None) -> Judgement:
    """The machine's judgement on two chains."""
    first, second = sorted((a, b))
    total = round(sum(r.weight for r in reasons), 2) if score is None else score
    return Judgement("actor", first, second, verdict, total, reasons, RULE)
