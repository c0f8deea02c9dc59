"""Mention chains of all articles in, actors across articles out, with the judgements that joined them.

Persons are compared by names, states, offices and days (`actor_persons`), all others by what their names come down to
(`actor_bodies`); the table of office holders and the forms of given names are evidence (`actor_tables`). Actors are a
pure function of findings, days of publication and judgements, whatever their order. A person's judgement names a
mention; it holds for the chain that the mention is in by now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from svod.ids import make_id
from svod.records import Actor, Findings, Judgement
from svod.relate.actor_bodies import NONE, Words, find_body, find_state_words, judge_bodies, reduce_name, says_state
from svod.relate.actor_chains import Chain, find_chains, fullest, most_common
from svod.relate.actor_persons import judge_persons
from svod.relate.actor_spellings import take_apart
from svod.relate.clusters import by_person, join_all, open_questions
from svod.relate.names import key

NO_DAYS: Mapping[str, str | None] = MappingProxyType({})


def find_actors(
    findings: Sequence[Findings], judgements: Sequence[Judgement] = (), days: Mapping[str, str | None] = NO_DAYS
) -> tuple[tuple[Actor, ...], tuple[Judgement, ...]]:
    """The actors of all articles and the machine's judgements: those that joined their chains, and open questions.

    `days` says when each article was published, by its id.
    """
    people = resolve([j for j in judgements if j.kind == "actor"], findings)
    judged = {i for j in people for i in (j.a, j.b)}
    chains = {c.id: c for f in findings for c in find_chains(f, days.get(f.article), judged)}
    persons = [c for c in chains.values() if c.entity == "person"]
    others = [c for c in chains.values() if c.entity != "person"]
    states = find_state_words(findings)
    own = [*judge_persons(persons), *judge_bodies(others, states)]
    groups, joins = join_all(sorted(chains), [*own, *people])
    kept = (*(j for j in joins if not by_person(j)), *open_questions(groups, own))
    return name_actors([[chains[i] for i in group] for group in groups], states), kept


def resolve(judgements: Sequence[Judgement], findings: Sequence[Findings]) -> list[Judgement]:
    """People's judgements on mentions as judgements on the chains that these are in by now."""
    wanted = {i for j in judgements for i in (j.a, j.b)}
    home = {m.id: m.chain for f in findings for m in f.mentions if m.id in wanted} if wanted else {}
    found = []
    for j in judgements:
        a, b = sorted((home.get(j.a, j.a), home.get(j.b, j.b)))
        if a != b:
            found.append(replace(j, a=a, b=b))
    return found


def name_actors(groups: Sequence[Sequence[Chain]], states: Mapping[str, Words]) -> tuple[Actor, ...]:
    """Actors with ids made of what their names come down to, so that a further article leaves them alone.

    What only describes has its article's chain in its id. Where two of one name, kind and code are apart, the later by
    chain id gets it in its id too.
    """
    found: dict[str, Actor] = {}
    for group in groups:
        entity = most_common(c.entity for c in group)
        codes = [c.code for c in group if c.code]
        code = most_common(codes) if codes else None
        name = best_name(group, entity, states)
        chains = tuple(c.id for c in group)
        actor = make_id("A", *identity(group, name, states))
        if actor in found:
            actor = make_id("A", entity, key(name), code, chains[0])
        names = tuple(sorted({n for c in group for n in c.names}))
        found[actor] = Actor(actor, name, entity, code, names, chains)
    return tuple(sorted(found.values(), key=lambda a: a.id))


def best_name(group: Sequence[Chain], entity: str, states: Mapping[str, Words]) -> str:
    """The name most articles use, of a person among the full ones; a seat or description only for want of another."""
    if entity == "person":
        full = Counter(c.name for c in group if take_apart(c.name).full and c.name[0].isupper())
        return min(full, key=lambda n: (-full[n], n)) if full else fullest(Counter(c.name for c in group))
    counts = Counter([c.name for c in group if c.proper] or [c.name for c in group])
    code = next((c.code for c in group if c.code), None)
    return min(
        counts,
        key=lambda n: (not names_state(n, entity, code, states.get(code or "", NONE)), -counts[n], n.islower(), n),
    )


def names_state(name: str, entity: str, code: str | None, own: Words) -> bool:
    """True for an institution's name that says whose it is, and for every name of what is no institution."""
    body = reduce_name(entity, name, code, own)
    return body is None or body.reason != "one institution of one state" or says_state(name, code, own)


def identity(group: Sequence[Chain], name: str, states: Mapping[str, Words]) -> tuple[str | None, ...]:
    """What an actor's id is made of."""
    entity = most_common(c.entity for c in group)
    codes = [c.code for c in group if c.code]
    code = most_common(codes) if codes else None
    if entity == "person":
        return entity, key(name), code
    bodies = [body for body in (find_body(c, states) for c in group) if body]
    if not bodies:
        return entity, key(name), code, group[0].id
    body = min(bodies, key=lambda b: (b.code is None, b.kind, b.form, b.code or ""))
    return body.kind, body.form, body.code
