"""Facts of event mentions and people's judgements in, clusters out, with the machine's judgements worth keeping.

Mentions that no chain of "same" connects have nothing to do with one another. Each such part of the whole is clustered
by itself, and taken as it was where neither its facts changed nor what people decided of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from svod.records import Judgement
from svod.relate.clusters import Pair, Verdict, connect, join_settled, settle
from svod.relate.facts import Facts
from svod.relate.frames import Frame
from svod.relate.levels_news import is_bare, level_stories
from svod.relate.memo import Memos, make_mark
from svod.relate.pairs import BARE, UNJUDGED
from svod.relate.scores import Scores, explain, score_pairs

Groups = list[tuple[str, ...]]


def join_events(
    facts: Sequence[Facts], judgements: Sequence[Judgement], memos: Memos
) -> tuple[Groups, tuple[Judgement, ...]]:
    """Clusters of event mentions, and the machine's judgements worth keeping: those that joined, and open questions."""
    scores = score_pairs(facts, memos)
    known = scores.facts
    people = settle(j for j in judgements if j.kind == "event" and j.a in known and j.b in known)
    groups, joined = join_parts(scores, people, memos)
    asked = [*sorted(p for p in joined if p not in people), *ask(groups, scores)]
    kept = tuple(explain(known[a], known[b], memos["judgements"]) for a, b in asked)
    level_stories.cache_clear()  # it holds the articles of these facts
    return groups, kept


def join_parts(scores: Scores, people: Mapping[Pair, Judgement], memos: Memos) -> tuple[Groups, list[Pair]]:
    """The clusters of every part, sorted, and the pairs that joined them."""
    homes = connect([*(pair for pair, score in scores.near_pairs() if score > 0), *people])
    parts: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(scores.facts):
        parts[homes.get(id_, id_)].append(id_)
    decided: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(people):
        decided[homes[pair[0]]].append(pair)
    groups: Groups = []
    joined: list[Pair] = []
    for home, ids in parts.items():
        if len(ids) == 1:
            groups.append((ids[0],))
            continue
        own = {pair: people[pair] for pair in decided[home]}
        said = [(j.a, j.b, j.verdict, j.score) for j in own.values()]
        key = make_mark([scores.facts[i].mark for i in ids], said)
        clusters, pairs = memos["clusters"].recall(key, partial(join_part, ids, scores, own))
        groups += map(tuple, clusters)
        joined += [(a, b) for a, b in pairs]
    return sorted(groups), joined


def join_part(ids: Sequence[str], scores: Scores, people: Mapping[Pair, Judgement]) -> Any:
    """The clusters of one part, and the pairs that joined them."""
    facts = [scores.facts[i] for i in ids]
    settled = {pair: Verdict(False, verdict, score) for pair, verdict, score in scores.within(set(ids))}
    settled |= {pair: Verdict(True, j.verdict, j.score) for pair, j in people.items()}
    weights = {f.id: BARE for f in facts if is_bare(f)}
    frames = {f.id: Frame(f.start, f.end) for f in facts if f.start is not None and f.end is not None}
    return join_settled(ids, settled, frames=frames, unjudged=UNJUDGED, weights=weights)


def ask(groups: Sequence[tuple[str, ...]], scores: Scores) -> Iterable[Pair]:
    """The machine's strongest "same" or "unsure" between each two clusters: what a person may want to decide."""
    home = {i: number for number, members in enumerate(groups) for i in members}
    best: dict[tuple[int, int], tuple[float, Pair]] = {}
    for pair, score in scores.near_pairs():
        one, other = home[pair[0]], home[pair[1]]
        if one == other:
            continue
        between = (one, other) if one < other else (other, one)
        rank = (-score, pair)
        if between not in best or rank < best[between]:
            best[between] = rank
    return [best[between][1] for between in sorted(best)]
