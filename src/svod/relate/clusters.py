"""Judgements in, clusters out: a pure function of the judgement set, whoever made it and in whatever order.

1. Of several judgements on one pair a person's beats the machine's, and among people "different" beats "same".
2. People's "same" pairs are joined first, the machine's after them by falling score, ties by ids.
3. Two clusters are never joined when a person called any pair across them "different": no chain of other judgements
   leads around a person's word.
4. The machine does not join two clusters across which one of its own scores is VETO or less: two calls on two days
   stay two, whatever undated mentions could be either.
5. Nor does it join two clusters of which one holds a mention whose own days clash with those of a mention in the other
   (`svod.relate.frames`), whether or not anybody compared the two: an undated mention goes to the one dated cluster
   that it fits best and bridges no two of them.
6. The machine joins two clusters only when the scores of all pairs across them, "different" and "unsure" included, add
   up to more than nothing (average linkage), and only few of them speak against it: neither one strong link nor many
   vague ones outvote what plainly differs. A pair that nobody judged had nothing in common worth a look and counts
   `unjudged`, which is below nothing for events: so a chain of reports cannot creep from one month into the next. It
   counts less for a record that says little («после теракта»), since that has little to have in common.

Clusters that share no judgement cannot influence one another, so an unrelated article changes nothing. Cost grows with
the number of judged pairs and the few different days of a cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from svod.records import Judgement
from svod.relate.frames import Frame, clash

Pair = tuple[str, str]
VETO = -4.0
AGAINST = -1.0  # a score below this speaks against
MOST_AGAINST = 0.15  # the share of pairs that may
Tally = tuple[float, int, int, float]  # sum of scores, pairs judged, pairs that speak against, weight of all pairs
NOTHING: Tally = (0.0, 0, 0, 0.0)


def by_person(judgement: Judgement) -> bool:
    """True for a person's decision."""
    return not judgement.by.startswith("machine:")


def settle(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The one judgement that counts for each pair."""
    settled: dict[Pair, Judgement] = {}
    for j in judgements:
        pair = (j.a, j.b) if j.a < j.b else (j.b, j.a)
        if pair not in settled or rank(j) > rank(settled[pair]):
            settled[pair] = j
    return settled


def rank(j: Judgement) -> tuple[bool, int, float, str]:
    """What makes a judgement prevail over another on the same pair."""
    return (by_person(j), ("unsure", "same", "different").index(j.verdict), -j.score, j.by)


def add(a: Tally, b: Tally) -> Tally:
    """Two tallies as one."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]


class Groups:
    """Disjoint sets of ids, with what is judged between each two of them."""

    def __init__(
        self, ids: Sequence[str], frames: Mapping[str, Frame], unjudged: float, weights: Mapping[str, float]
    ) -> None:
        self.weight = {i: weights.get(i, 1.0) for i in ids}  # of each group, the sum of its members' weights
        self.parent = {i: i for i in ids}
        self.members = {i: [i] for i in ids}
        self.scores: dict[str, dict[str, Tally]] = {i: {} for i in ids}
        self.forbidden: dict[str, set[str]] = {i: set() for i in ids}  # by people
        self.vetoed: dict[str, set[str]] = {i: set() for i in ids}  # by the machine
        self.frames: dict[str, set[Frame]] = {i: {frames[i]} if i in frames else set() for i in ids}
        self.unjudged = unjudged

    def find(self, i: str) -> str:
        """The id that stands for i's group."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def bar(self, barred: dict[str, set[str]], a: str, b: str) -> None:
        """Keep two groups apart."""
        barred[a].add(b)
        barred[b].add(a)

    def speaks_against(self, a: str, b: str) -> bool:
        """True when the machine's own scores keep two groups apart."""
        score, pairs, against, weight = self.scores[a].get(b, NOTHING)
        score += self.unjudged * max(0.0, self.weight[a] * self.weight[b] - weight)
        if b in self.vetoed[a] or score <= 0 or against > pairs * MOST_AGAINST:
            return True
        return any(clash(x, y) for x in self.frames[a] for y in self.frames[b])

    def join(self, a: str, b: str) -> None:
        """Make one group of two; what was judged about either now holds for both."""
        keep, lose = (a, b) if len(self.scores[a]) >= len(self.scores[b]) else (b, a)  # what is moved is the smaller
        self.parent[lose] = keep
        self.members[keep] += self.members.pop(lose)
        self.frames[keep] |= self.frames.pop(lose)
        self.weight[keep] += self.weight.pop(lose)
        kept = self.scores[keep]
        for other, tally in self.scores.pop(lose).items():
            theirs = self.scores[other]
            del theirs[lose]
            if other != keep:
                kept[other] = theirs[keep] = add(kept[other], tally) if other in kept else tally
        for barred in (self.forbidden, self.vetoed):
            for other in barred.pop(lose):
                barred[other].discard(lose)
                barred[other].add(keep)
                barred[keep].add(other)
            barred[keep].discard(keep)


def cluster(ids: Sequence[str], judgements: Iterable[Judgement]) -> list[tuple[str, ...]]:
    """Every id in exactly one cluster; clusters and their members sorted. Judgements on other ids are passed over."""
    return join_all(ids, judgements)[0]


class Verdict(NamedTuple):
    """What counts between two ids."""

    person: bool
    verdict: str
    score: float


def join_all(
    ids: Sequence[str],
    judgements: Iterable[Judgement],
    *,
    frames: Mapping[str, Frame] = MappingProxyType({}),
    unjudged: float = 0.0,
    weights: Mapping[str, float] = MappingProxyType({}),
) -> tuple[list[tuple[str, ...]], tuple[Judgement, ...]]:
    """The clusters, and the judgements that joined them: one fewer than its members for each cluster.

    These alone hold each cluster together, so that they are the ones worth keeping.
    """
    known = set(ids)
    settled = settle(j for j in judgements if j.a in known and j.b in known)
    verdicts = {pair: Verdict(by_person(j), j.verdict, j.score) for pair, j in settled.items()}
    clusters, joined = join_settled(ids, verdicts, frames=frames, unjudged=unjudged, weights=weights)
    return clusters, tuple(sorted((settled[p] for p in joined), key=lambda j: (j.kind, j.a, j.b, j.by)))


def join_settled(
    ids: Sequence[str],
    settled: Mapping[Pair, Verdict],
    *,
    frames: Mapping[str, Frame],
    unjudged: float,
    weights: Mapping[str, float],
) -> tuple[list[tuple[str, ...]], list[Pair]]:
    """The clusters, and the pairs that joined them, out of what counts for each pair, the smaller id first."""
    joined = []
    groups = Groups(ids, frames, unjudged, weights)
    weight, scores = groups.weight, groups.scores
    homes = connect(p for p, v in settled.items() if v.verdict == "same")
    for (a, b), (person, verdict, score) in settled.items():  # in any order: nothing is joined yet
        if a not in homes or homes[a] != homes.get(b):
            continue  # no chain of "same" leads from one to the other: they never meet
        if not person:
            scores[a][b] = scores[b][a] = (score, 1, int(score < AGAINST), weight[a] * weight[b])
            if score <= VETO:
                groups.bar(groups.vetoed, a, b)
        elif verdict == "different":
            groups.bar(groups.forbidden, a, b)
    order = sorted((not v.person, -v.score, p) for p, v in settled.items() if v.verdict == "same")
    for machine, _, (x, y) in order:
        a, b = groups.find(x), groups.find(y)
        if a != b and b not in groups.forbidden[a] and not (machine and groups.speaks_against(a, b)):
            groups.join(a, b)
            joined.append((x, y))
    return sorted(tuple(sorted(m)) for m in groups.members.values()), joined


def connect(pairs: Iterable[Pair]) -> dict[str, str]:
    """For each id of some pairs one that stands for all that a chain of them connects it with."""
    homes: dict[str, list[str]] = {}
    for a, b in pairs:
        one, other = homes.setdefault(a, [a]), homes.setdefault(b, [b])
        if one is not other:
            if len(one) < len(other):
                one, other = other, one
            one += other
            homes.update(dict.fromkeys(other, one))
    return {i: members[0] for i, members in homes.items()}


def open_questions(clusters: Sequence[tuple[str, ...]], judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The machine's strongest "same" or "unsure" between each two clusters: what a person may want to decide."""
    home = {i: number for number, members in enumerate(clusters) for i in members}
    best: dict[tuple[int, int], Judgement] = {}
    for j in judgements:
        if j.verdict == "different" or by_person(j) or home[j.a] == home[j.b]:
            continue
        pair = min(home[j.a], home[j.b]), max(home[j.a], home[j.b])
        if pair not in best or (-j.score, j.a, j.b) < (-best[pair].score, best[pair].a, best[pair].b):
            best[pair] = j
    return tuple(best[pair] for pair in sorted(best))
