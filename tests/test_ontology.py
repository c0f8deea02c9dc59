"""The ontology holds what the design states, corrections included."""

from __future__ import annotations

from svod.ontology import load_ontology

ORIGINAL = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def test_sixteen_types_and_two_of_our_own() -> None:
    assert set(load_ontology().types) == ORIGINAL | {"ACKNOWLEDGE", "DENY"}


def test_corrections() -> None:
    ontology = load_ontology()
    assert ontology.score("ACCUSE") == -2.0
    assert ontology.score("ACCUSE", "allege") == -3.5
    assert ontology.quad("SANCTION") == 4
    assert (ontology.score("ACKNOWLEDGE"), ontology.quad("ACKNOWLEDGE")) == (1.0, 1)
    assert (ontology.score("DENY"), ontology.quad("DENY")) == (-2.0, 3)


def test_cooperation_scores_above_conflict() -> None:
    ontology = load_ontology()
    for kind in ontology.types.values():
        scores = [kind.score, *(m.score for m in kind.modes.values() if m.score is not None)]
        assert all(s >= -2.0 for s in scores) if kind.quad <= 2 else all(s <= 0.5 for s in scores), kind.name


def test_a_mode_without_a_score_takes_its_types() -> None:
    ontology = load_ontology()
    assert ontology.types["PROTEST"].modes["vandalize"].score is None
    assert ontology.score("PROTEST", "vandalize") == ontology.score("PROTEST")
    assert ontology.score("CONSULT", "no such mode") == ontology.score("CONSULT")


def test_contexts() -> None:
    contexts = load_ontology().contexts
    assert len(contexts) == 37
    assert "diplomatic" in contexts
