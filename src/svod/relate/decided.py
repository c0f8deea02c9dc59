"""People's decisions on what relating says of single things: no contradiction, no outcome of a commitment.

In: judgements, and comparisons or changes. Out: the same without what people say is wrong. Decisions on pairs that are
to be joined or kept apart are for `clusters.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from svod.records import Change, Comparison, Judgement

BY_PERSON = "person"  # the reason of a comparison that a person put right


def overrule(comparisons: Iterable[Comparison], judgements: Iterable[Judgement]) -> tuple[Comparison, ...]:
    """The comparisons, those that people say are no contradiction as mere differences."""
    wrong = {j.a for j in judgements if j.kind == "comparison" and j.verdict == "wrong"}
    return tuple(
        replace(c, verdict="differ", reason=BY_PERSON) if c.id in wrong and c.verdict == "contradict" else c
        for c in comparisons
    )


def find_refused(judgements: Iterable[Judgement]) -> frozenset[tuple[str, str]]:
    """Commitments and records that people say do not settle them: the last word on each pair counts."""
    last = {frozenset((j.a, j.b)): j for j in judgements if j.kind == "commitment"}
    refused = [j for j in last.values() if j.verdict == "different"]
    return frozenset(pair for j in refused for pair in ((j.a, j.b), (j.b, j.a)))


def leave_out(
    changes: Sequence[Change], commitments: Sequence[str], refused: frozenset[tuple[str, str]]
) -> list[Change]:
    """The changes but those whose record people say does not settle any of these commitments."""
    return [c for c in changes if not any((k, c.record) in refused for k in commitments)]
