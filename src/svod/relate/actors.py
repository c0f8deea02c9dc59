"""Mention chains of all articles in, actors across articles out, with the judgements that joined them.

A chain is what one article says of one actor. Chains of one name, kind and code are one actor; persons are compared by
name within one surname («В. Путин», «Владимир Путин»); two namesakes of different codes stay two. Chains that never
get a name («сенатор», «он») make no actor. Cost grows with the number of different names that share a surname.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from svod.ids import make_id
from svod.records import Actor, Findings, Judgement, Mention, Reason
from svod.relate.clusters import by_person, join_all
from svod.relate.names import key, same_person, surname

RULE = "machine:actors-1"


@dataclass(frozen=True, slots=True)
class Chain:
    """One article's mentions of one actor, summed up."""

    id: str
    name: str
    names: tuple[str, ...]  # every form that names it
    entity: str
    code: str | None


def find_actors(
    findings: Sequence[Findings], judgements: Sequence[Judgement] = ()
) -> tuple[tuple[Actor, ...], tuple[Judgement, ...]]:
    """The actors of all articles, and the machine's judgements that joined their chains."""
    chains = {c.id: c for f in findings for c in find_chains(f)}
    own = list(judge_chains(chains.values()))
    people = [j for j in judgements if j.kind == "actor"]
    groups, joins = join_all(sorted(chains), [*own, *people])
    kept = tuple(j for j in joins if not by_person(j))
    return name_actors([[chains[i] for i in group] for group in groups]), kept


def find_chains(findings: Findings) -> Iterator[Chain]:
    """The named chains of one article; the fullest name stands for the chain."""
    members: dict[str, list[Mention]] = defaultdict(list)
    for mention in findings.mentions:
        members[mention.chain].append(mention)
    for chain, mentions in members.items():
        names = Counter(m.name for m in mentions if m.name)
        if names:
            best = fullest(names)
            codes = Counter(m.code for m in mentions if m.code)
            entity = most_common([m.entity for m in mentions if m.name == best])
            yield Chain(chain, best, tuple(sorted(names)), entity, most_common(codes.elements()) if codes else None)


def fullest(names: Counter[str]) -> str:
    """The form that says most: without description or initials, of most words, met most often."""

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        words = name.split()
        described = not all(w[:1].isupper() for w in words)
        return described, any(len(w.rstrip(".")) == 1 for w in words), -len(words), -names[name], name

    return min(names, key=rank)


def most_common(values: Iterable[str]) -> str:
    """The value met most often, the smallest of several."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


def judge_chains(chains: Iterable[Chain]) -> Iterator[Judgement]:
    """Join chains of one name to the first of them, and the first ones of names that can be one person's."""
    by_name: dict[tuple[str, str, str | None], list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c.id):
        by_name[chain.entity, key(chain.name), chain.code].append(chain)
    by_surname: dict[str, list[Chain]] = defaultdict(list)
    for (entity, name, _), same in sorted(by_name.items(), key=lambda x: x[1][0].id):
        for other in same[1:]:
            yield judge(same[0], other, "same", (Reason("same name, kind and code", 3.0),))
        where = f"surname {surname(name)[:4]}" if entity == "person" else f"{entity} {name}"
        by_surname[where].append(same[0])
    for _, block in sorted(by_surname.items()):
        for a, b in combinations(block, 2):
            yield from compare_chains(a, b)


def compare_chains(a: Chain, b: Chain) -> Iterator[Judgement]:
    """Judge two chains whose names differ, or whose codes do; nothing where the names have nothing in common."""
    if a.entity == "person" and b.entity == "person":
        if not same_person(a.name, b.name):
            if surname(a.name) == surname(b.name):  # said aloud, or a bare «Алиев» would join Heydar and Ilham
                yield judge(a, b, "different", (Reason("same surname, other given name", -4.0),))
            return
        reasons = [Reason("same name", 2.5) if key(a.name) == key(b.name) else Reason("names of one person", 1.5)]
    elif a.entity == b.entity and key(a.name) == key(b.name):
        reasons = [Reason("same name", 2.5)]
    else:
        return
    if a.code and b.code and a.code != b.code:
        reasons.append(Reason("different codes", -5.0))
    elif a.code == b.code:
        reasons.append(Reason("same code", 1.0) if a.code else Reason("both codes unknown", 0.0))
    score = sum(r.weight for r in reasons)
    yield judge(a, b, "same" if score > 0 else "different", tuple(reasons))


def judge(a: Chain, b: Chain, verdict: str, reasons: tuple[Reason, ...]) -> Judgement:
    """The machine's judgement on two chains."""
    first, second = sorted((a.id, b.id))
    return Judgement("actor", first, second, verdict, sum(r.weight for r in reasons), reasons, RULE)


def name_actors(groups: Sequence[Sequence[Chain]]) -> tuple[Actor, ...]:
    """Actors with ids made of name, kind and code, so that a further article leaves them alone.

    Where a person's decision keeps two of one name, kind and code apart, the later by chain id gets it in its id too.
    """
    found: dict[str, Actor] = {}
    for group in groups:
        counts = Counter(c.name for c in group)
        name = fullest(counts)
        codes = [c.code for c in group if c.code]
        entity, code = most_common([c.entity for c in group]), most_common(codes) if codes else None
        chains = tuple(c.id for c in group)
        actor = make_id("A", entity, key(name), code)
        if actor in found:
            actor = make_id("A", entity, key(name), code, chains[0])
        names = tuple(sorted({n for c in group for n in c.names}))
        found[actor] = Actor(actor, name, entity, code, names, chains)
    return tuple(sorted(found.values(), key=lambda a: a.id))
