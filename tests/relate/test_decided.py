"""People's word on a contradiction and on what settles a commitment."""

from __future__ import annotations

from dataclasses import replace

from test_followups import PLAN, findings_of, plans

from svod.records import Accounts, Comparison, Judgement
from svod.relate import relate
from svod.relate.decided import find_refused, overrule


def judged(kind: str, a: str, b: str, verdict: str) -> Judgement:
    return Judgement(kind, *sorted((a, b)), verdict, 0.0, (), "Мария")


def test_a_contradiction_that_a_person_denies_is_a_difference() -> None:
    told = [Comparison(f"C-{n}", "E-1", "place", v, (), "place.other") for n, v in enumerate(("contradict", "agree"))]
    wrong = [judged("comparison", f"C-{n}", f"C-{n}", "wrong") for n in (0, 1)]
    assert [(c.verdict, c.reason) for c in overrule(told, wrong)] == [("differ", "person"), ("agree", "place.other")]
    assert overrule(told, ()) == tuple(told)


def visits(*judgements: Judgement) -> Accounts:
    """A plan and what came of it, judged."""
    articles, findings = findings_of(PLAN)
    return relate(articles, [replace(f, commitments=plans(f)) for f in findings], judgements)


def test_what_a_person_says_does_not_settle_it_leaves_it_open() -> None:
    (found,) = visits().followups
    (change,) = found.changes
    assert found.status == "fulfilled"
    pair = (found.commitments[0], change.record)
    assert [f.status for f in visits(judged("commitment", *pair, "different")).followups] == ["open"]
    assert [f.status for f in visits(judged("commitment", *pair, "same")).followups] == ["fulfilled"]
    both = [judged("commitment", *pair, v) for v in ("different", "same")]
    assert find_refused(both) == frozenset()  # the last word counts
