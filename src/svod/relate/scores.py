"""Facts of event mentions in, what every candidate pair of them scored out.

A score follows from the two facts alone. So only pairs with a mention that is new or altered are judged; all others
score what they did. A mention's row holds its pairs with those that came out before it, by mark: `near` those that are
"same" or "unsure", which are always looked at, and `far` those that are "different", which only matter where clusters
are joined anew. What a mention that is gone had scored is passed over, and left out when its row is written again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from svod.records import Judgement, Reason
from svod.relate.clusters import Pair
from svod.relate.facts import Facts
from svod.relate.levels_news import level_stories
from svod.relate.memo import Memo, Memos
from svod.relate.pairs import REASONS, RULE, WEIGHTS, find_candidates, judge_pair

Row = dict[str, float]  # by the mark of another mention
LEVELS = tuple(sorted(WEIGHTS))  # reasons are kept by their place in it
PLACES = {name: place for place, name in enumerate(LEVELS)}


class Scores:
    """What candidate pairs scored: `near` by mention and mention, the others on demand."""

    def __init__(self, facts: Sequence[Facts], near: Memo, far: Memo) -> None:
        self.facts = {f.id: f for f in facts}
        self.ids = {f.mark: f.id for f in facts}
        self.far = far
        fresh_near, fresh_far = judge_fresh(facts, {f.id for f in facts if f.mark not in near.before})
        self.near: dict[str, dict[str, float]] = {}
        for fact in facts:
            row = merge(near, fact.mark, fresh_near.get(fact.mark), self.ids)
            self.near[fact.id] = {self.ids[mark]: score for mark, score in row.items()}
            if fact.mark in fresh_far or fact.mark not in far.before:
                merge(far, fact.mark, fresh_far.get(fact.mark), self.ids)
            else:
                far.keep(fact.mark)

    def near_pairs(self) -> Iterator[tuple[Pair, float]]:
        """The pairs that are "same" (above nothing) or "unsure", the smaller id first."""
        for a, row in self.near.items():
            for b, score in row.items():
                yield ((a, b) if a < b else (b, a)), score

    def within(self, ids: Collection[str]) -> Iterator[tuple[Pair, str, float]]:
        """Every candidate pair of some mentions with its verdict and score."""
        for a in ids:
            for b, score in self.near[a].items():
                if b in ids:
                    yield ((a, b) if a < b else (b, a)), ("same" if score > 0 else "unsure"), score
            for mark, score in json.loads(self.far.after[self.facts[a].mark]).items():
                b = self.ids.get(mark, "")
                if b in ids:
                    yield ((a, b) if a < b else (b, a)), "different", score


def judge_fresh(facts: Sequence[Facts], fresh: Collection[str]) -> tuple[Mapping[str, Row], Mapping[str, Row]]:
    """What pairs with a new or altered mention score, by the mark of the one that came out later: near, and far."""
    near: dict[str, Row] = defaultdict(dict)
    far: dict[str, Row] = defaultdict(dict)
    for a, b in find_candidates(facts, fresh) if fresh else ():
        judgement = judge_pair(a, b)
        later, earlier = (b, a) if (a.published or 0, a.id) < (b.published or 0, b.id) else (a, b)
        (far if judgement.verdict == "different" else near)[later.mark][earlier.mark] = judgement.score
    level_stories.cache_clear()  # it holds the articles of these facts
    return near, far


def merge(memo: Memo, mark: str, fresh: Row | None, known: Mapping[str, str]) -> Row:
    """A mention's row with what is new, without those that are gone; written only where that changes it."""
    before: Row | None = memo.look(mark)
    row = {other: score for other, score in (before or {}).items() if other in known}
    if before is not None and not fresh and len(row) == len(before):
        memo.keep(mark)
        return row
    row = dict(sorted({**row, **(fresh or {})}.items()))
    memo.note(mark, row)
    return row


def explain(a: Facts, b: Facts, memo: Memo) -> Judgement:
    """The judgement on a pair with its reasons, the smaller id first."""

    def judge() -> list[object]:
        judgement = judge_pair(a, b)
        own = [PLACES[r.name] for r in judgement.reasons if r.name in PLACES]
        back = [[r.name, r.weight] for r in judgement.reasons if r.name not in PLACES]
        return [judgement.verdict, judgement.score, own, back]

    verdict, score, own, back = memo.recall(a.mark + b.mark, judge)
    reasons = (*(REASONS[LEVELS[n]] for n in own), *(Reason(name, weight) for name, weight in back))
    return Judgement("event", a.id, b.id, verdict, score, reasons, RULE)


def score_pairs(facts: Sequence[Facts], memos: Memos) -> Scores:
    """What all candidate pairs score."""
    return Scores(facts, memos["near"], memos["far"])
