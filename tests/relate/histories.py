"""What may happen to a collection between runs of relating: articles come, go and are read again, people decide.

A stage is right when what it gives after any of it is what it gives when it starts over, and when what it leaves for
the next run is too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hypothesis import strategies as st

from svod.records import Article, Findings, Judgement
from svod.relate.memo import Memo
from svod.relate.shelf import Shelf, fill_shelf

Report = tuple[Article, Findings]
Moment = tuple[Shelf, list[Judgement]]
Run = Callable[[Memo], object]


@st.composite
def histories(
    draw: st.DrawFn,
    reports: Sequence[Sequence[Report]],
    judgements: Sequence[Judgement] = (),
) -> list[Moment]:
    """A collection at several moments: some of these articles, each as one of its readings, and some decisions."""
    moments = []
    for _ in range(draw(st.integers(2, 4))):
        chosen = draw(st.lists(st.sampled_from(range(len(reports))), unique=True))
        some = [draw(st.sampled_from(reports[n])) for n in chosen]
        decided = draw(st.lists(st.sampled_from(judgements), unique=True)) if judgements else []
        moments.append((fill_shelf([a for a, _ in some], [f for _, f in some], kept=True), decided))
    return moments


def check_history(runs: Iterable[Run]) -> None:
    """Run a stage at each moment with what it left at the one before, and starting over."""
    left = Memo()
    for run in runs:
        left, fresh = Memo(left.after), Memo()
        assert run(left) == run(fresh)
        assert left.after == fresh.after
