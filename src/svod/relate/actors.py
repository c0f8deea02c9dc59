"""Mention chains of all articles in, actors across articles out, with the judgements that joined them.

Persons are compared by names, states, offices and days (`actor_persons`), all others by what their names come down to
(`actor_bodies`); the table of office holders and the forms of given names are evidence (`actor_tables`). Actors are a
pure function of findings, days of publication and judgements, whatever their order. A person's judgement names a
mention; it holds for the chain that the mention is in by now. Noted for the next run: the chains of each article
(`actor_casts`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from svod.ids import make_id
from svod.records import Actor, Judgement
from svod.relate.actor_bodies import (
    NONE,
    Words,
    find_body,
    group_bodies,
    judge_forms,
    judge_namesakes,
    reduce_name,
    says_state,
)
from svod.relate.actor_casts import merge_states, recall_casts, resolve
from svod.relate.actor_chains import Chain, fullest, most_common
from svod.relate.actor_persons import compare_units, find_units, judge_members, judge_units
from svod.relate.actor_spellings import take_apart
from svod.relate.clusters import by_person, join_all, open_questions
from svod.relate.memo import Memo
from svod.relate.names import key
from svod.relate.shelf import Shelf


def find_actors(
    shelf: Shelf, judgements: Sequence[Judgement], memo: Memo
) -> tuple[tuple[Actor, ...], tuple[Judgement, ...]]:
    """The actors of all articles and the machine's judgements: those that joined their chains, and open questions."""
    casts = recall_casts(shelf, memo)
    people, chains = resolve([j for j in judgements if j.kind == "actor"], shelf, casts)
    states = merge_states(casts)
    units = find_units(c for c in chains.values() if c.entity == "person")
    bodies = group_bodies((c for c in chains.values() if c.entity != "person"), states)
    decided = {i for j in people for i in (j.a, j.b)}
    members = [*judge_members(units), *judge_namesakes(bodies)]
    plain = {chain: j for chain, j in members if chain not in decided}
    own = [*judge_units(compare_units(units)), *judge_forms(bodies), *(j for c, j in members if c in decided)]
    groups, joins = join_chains(chains.keys() - plain.keys(), [*own, *people], plain)
    kept = (*joins, *open_questions(groups, own))
    return name_actors([[chains[i] for i in group] for group in groups], states), kept


def join_chains(
    ids: Collection[str], judgements: Sequence[Judgement], plain: Mapping[str, Judgement]
) -> tuple[list[tuple[str, ...]], tuple[Judgement, ...]]:
    """The clusters of chains, and the machine's judgements that joined them.

    Of a plain chain no more is said than the one judgement that joins it to another. Nothing can keep it from that, nor
    does it draw anything along: so it need not be clustered, and these are nearly all.
    """
    groups, joins = join_all(sorted(ids), judgements)
    after: dict[str, list[str]] = defaultdict(list)
    for chain, j in plain.items():
        after[j.b if j.a == chain else j.a].append(chain)
    full = sorted(tuple(sorted((*group, *(c for i in group for c in after.get(i, ()))))) for group in groups)
    kept = (*(j for j in joins if not by_person(j)), *plain.values())
    return full, tuple(sorted(kept, key=lambda j: (j.a, j.b)))


def name_actors(groups: Sequence[Sequence[Chain]], states: Mapping[str, Words]) -> tuple[Actor, ...]:
    """Actors with ids made of what their names come down to, so that a further article leaves them alone.

    What only describes has its article's chain in its id. Where two of one name, kind and code are apart, the later by
    chain id gets it in its id too.
    """
    found: dict[str, Actor] = {}
    for group in groups:
        entity = most_common([c.entity for c in group])
        codes = [c.code for c in group if c.code]
        code = most_common(codes) if codes else None
        name = best_name(group, entity, states)
        chains = tuple([c.id for c in group])
        actor = make_id("A", *identity(group, (entity, name, code), states))
        if actor in found:
            actor = make_id("A", entity, key(name), code, chains[0])
        names = tuple(sorted({n for c in group for n in c.names}))
        found[actor] = Actor(actor, name, entity, code, names, chains)
    return tuple(sorted(found.values(), key=lambda a: a.id))


def best_name(group: Sequence[Chain], entity: str, states: Mapping[str, Words]) -> str:
    """The name most articles use, of a person among the full ones; a seat or description only for want of another."""
    if len({c.name for c in group}) == 1:
        return group[0].name
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


def identity(
    group: Sequence[Chain], known: tuple[str, str, str | None], states: Mapping[str, Words]
) -> tuple[str | None, ...]:
    """What the id of an actor is made of, whose kind, name and code are known."""
    entity, name, code = known
    if entity == "person":
        return entity, key(name), code
    forms = {(c.entity, c.name, c.code): c for c in group}
    bodies = [body for body in (find_body(c, states) for c in forms.values()) if body]
    if not bodies:
        return entity, key(name), code, group[0].id
    body = min(bodies, key=lambda b: (b.code is None, b.kind, b.form, b.code or ""))
    return body.kind, body.form, body.code
