"""Clusters are a pure function of the judgement set."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from svod.records import Judgement
from svod.relate.clusters import VETO, cluster, join_all, open_questions
from svod.relate.frames import Frame, clash

IDS = [f"e-{n}" for n in range(8)]


def judge(a: str, b: str, score: float, by: str = "machine:test", verdict: str = "") -> Judgement:
    """A judgement with the verdict that its score gives."""
    a, b = sorted((a, b))
    return Judgement("event", a, b, verdict or ("same" if score > 0 else "different"), score, (), by)


@st.composite
def judged(draw: st.DrawFn) -> list[Judgement]:
    """Judgements of the machine on some pairs, one each, and of people on a few."""
    pairs = list(combinations(IDS, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20))
    found = [judge(a, b, draw(st.integers(-60, 60)) / 10) for a, b in chosen]
    people = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4))
    return found + [judge(a, b, 0.0, "редактор", draw(st.sampled_from(("same", "different")))) for a, b in people]


@given(judged(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_order_changes_nothing_and_every_id_is_in_one_cluster(found: list[Judgement], shuffler: random.Random) -> None:
    clusters = cluster(IDS, found)
    assert sorted(i for c in clusters for i in c) == IDS
    mixed = list(found)
    shuffler.shuffle(mixed)
    assert cluster(IDS[::-1], mixed) == clusters


@given(judged())
@settings(max_examples=200, deadline=None)
def test_a_persons_different_forbids_even_through_others(found: list[Judgement]) -> None:
    clusters = cluster(IDS, found)
    for j in found:
        if j.by == "редактор" and j.verdict == "different":
            assert not any(j.a in c and j.b in c for c in clusters)


@given(judged())
@settings(max_examples=200, deadline=None)
def test_the_joining_judgements_hold_the_clusters_together(found: list[Judgement]) -> None:
    for unjudged in (0.0, -1.0):
        clusters, joins = join_all(IDS, found, unjudged=unjudged)
        assert cluster(IDS, joins) == clusters
        assert len(joins) == len(IDS) - len(clusters)


@given(judged(), st.lists(st.sampled_from((None, 10, 11, 12, 40)), min_size=8, max_size=8))
@settings(max_examples=200, deadline=None)
def test_the_machine_joins_no_two_days_however_long_the_chain(found: list[Judgement], days: list[int | None]) -> None:
    frames = {i: Frame(d, d) for i, d in zip(IDS, days, strict=True) if d is not None}
    machine = [j for j in found if j.by != "редактор"]
    clusters, joins = join_all(IDS, machine, frames=frames)
    for members in clusters:
        assert not any(clash(frames[a], frames[b]) for a, b in combinations(members, 2) if {a, b} <= set(frames))
    assert join_all(IDS[::-1], machine[::-1], frames=frames) == (clusters, joins)


def test_an_undated_mention_bridges_no_two_days() -> None:
    found = [judge("e-1", "e-2", 3.0), judge("e-2", "e-3", 2.0)]
    frames = {"e-1": Frame(10, 10), "e-3": Frame(14, 14)}
    assert join_all(IDS[1:4], found, frames=frames)[0] == [("e-1", "e-2"), ("e-3",)]


def test_a_person_may_join_two_days() -> None:
    found = [judge("e-1", "e-3", 0.0, "редактор", "same")]
    frames = {"e-1": Frame(10, 10), "e-3": Frame(14, 14)}
    assert join_all(["e-1", "e-3"], found, frames=frames)[0] == [("e-1", "e-3")]


def test_a_chain_of_pairs_does_not_creep() -> None:
    found = [judge("e-1", "e-2", 3.0), judge("e-2", "e-3", 1.5), judge("e-3", "e-4", 3.0)]
    assert cluster(IDS[1:5], found) == [tuple(IDS[1:5])]
    assert join_all(IDS[1:5], found, unjudged=-1.0)[0] == [("e-1", "e-2"), ("e-3", "e-4")]


def test_open_questions_are_the_strongest_between_clusters() -> None:
    found = [
        judge("e-1", "e-2", 5.0),
        judge("e-2", "e-3", -0.2, verdict="unsure"),
        judge("e-1", "e-3", -0.1, verdict="unsure"),
    ]
    assert open_questions(cluster(IDS, found), found) == (found[2],)


def test_a_persons_same_outweighs_the_machine() -> None:
    found = [judge("e-1", "e-2", -9.0), judge("e-1", "e-2", 0.0, "редактор", "same")]
    assert ("e-1", "e-2") in cluster(["e-1", "e-2"], found)


def test_among_people_different_outweighs_same() -> None:
    found = [judge("e-1", "e-2", 0.0, "а", "same"), judge("e-1", "e-2", 0.0, "б", "different")]
    assert cluster(["e-1", "e-2"], found) == [("e-1",), ("e-2",)]


def test_one_strong_link_does_not_outvote_several_against() -> None:
    found = [judge("e-1", "e-2", 5.0), judge("e-3", "e-4", 5.0), judge("e-2", "e-3", 1.0), judge("e-1", "e-4", -2.0)]
    assert cluster(IDS[1:5], found) == [("e-1", "e-2"), ("e-3", "e-4")]


def test_the_machines_veto_is_not_outweighed() -> None:
    found = [judge("e-1", "e-2", 3.0), judge("e-2", "e-3", 9.0), judge("e-1", "e-3", VETO)]
    assert cluster(IDS[1:4], found) == [("e-1",), ("e-2", "e-3")]


def test_judgements_on_unknown_ids_are_passed_over() -> None:
    assert cluster(["e-1"], [judge("e-1", "e-9", 5.0)]) == [("e-1",)]
