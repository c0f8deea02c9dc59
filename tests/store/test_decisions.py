"""The log of decisions only grows, and what it says is laid over what was found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sample_records as sample
from svod.errors import StoreError
from svod.flow import relate_all
from svod.records import Party
from svod.store import (
    Decision,
    find_states,
    load_accounts,
    load_decisions,
    load_findings,
    load_judgements,
    open_store,
    save_decision,
    save_findings,
    undo_decision,
)  # fmt: skip
from svod.store.decisions import standing

WHEN = "2025-10-12T10:00:00+00:00"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_store(tmp_path / "svod.db")
    sample.save_all(connection)
    yield connection
    connection.close()


def decide(verdict: str, a: str, b: str | None = None, *, by: str = "Мария", **more: str | None) -> Decision:
    """A decision that is not stored yet."""
    kind = "event" if a.startswith("e-") else "quote"
    return Decision(0, WHEN, by, verdict, kind, a, b, **more)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM decisions",
        "UPDATE decisions SET verdict = 'same'",
        "INSERT OR REPLACE INTO decisions (number, made, by, verdict, kind, a) VALUES (1, '', 'x', 'note', '', '')",
    ],
)
def test_no_program_takes_a_decision_away(db: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)
    assert len(load_decisions(db)) == 1


def test_nobody_signs_as_the_machine(db: sqlite3.Connection) -> None:
    for by in ("machine:1", "", " "):
        with pytest.raises(StoreError, match="name of a person"):
            save_decision(db, decide("note", sample.MET_A.id, by=by, note="x"))


def test_who_accuses_is_who_spoke(db: sqlite3.Connection) -> None:
    quote = replace(sample.READY, speaker_mention=sample.SAMOVIT.id)
    said = replace(
        sample.MET_A, id="e-said", type="ACCUSE", actors=(Party("Лука Самовит", "XAR", sample.SAMOVIT.id),),
        evidence=(sample.find("trigger", sample.A, "заявил"), sample.MET_A.evidence[1]),
    )  # fmt: skip
    save_findings(db, replace(sample.FINDINGS[0], quotes=(quote,), events=(sample.MET_A, said)), "2")
    right = decide("wrong-speaker", quote.id, sample.VELLER_A.id, value="Йон Веллер", code="XNI")
    save_decision(db, right)
    (found,) = load_findings(db, [sample.A.id])
    by_id = {e.id: e for e in found.events}
    assert by_id["e-said"].actors == (Party("Йон Веллер", "XNI", sample.VELLER_A.id, "person"),)
    assert by_id[sample.MET_A.id].actors == sample.MET_A.actors
    save_decision(db, decide("wrong-speaker", quote.id))
    (found,) = load_findings(db, [sample.A.id])
    assert {e.id: e.actors for e in found.events}["e-said"] == ()
    assert found.quotes[0].according_to == ()


def test_a_later_decision_replaces_and_undoing_it_brings_the_earlier_back(db: sqlite3.Connection) -> None:
    pair = sorted((sample.MET_A.id, sample.MET_B.id))
    first = save_decision(db, decide("same", *pair))
    second = save_decision(db, decide("different", *pair))
    other = save_decision(db, decide("unsure", *pair, by="Олег"))
    assert [j.verdict for j in load_judgements(db) if j.a == pair[0]] == ["different", "unsure"]
    undo_decision(db, second.number, "Олег", WHEN)
    states = find_states(db, load_decisions(db))
    assert (states[first.number], states[second.number], states[other.number]) == ("in force", "undone", "in force")


def test_a_run_killed_before_relating_is_made_good_by_the_next(db: sqlite3.Connection) -> None:
    relate_all(db)
    apart = sorted((sample.MET_A.id, sample.EXPEL.id))
    save_decision(db, decide("same", *apart))  # and then the process is killed
    assert not any(set(apart) <= set(e.mentions) for e in load_accounts(db).events)
    assert relate_all(db)
    assert any(set(apart) <= set(e.mentions) for e in load_accounts(db).events)
    assert not relate_all(db)


def test_decisions_outlive_a_reading_that_finds_the_same(db: sqlite3.Connection) -> None:
    save_decision(db, decide("wrong-type", sample.TOOK.id, value="ACCUSE"))
    save_findings(db, sample.FINDINGS[1], "another version")
    (found,) = load_findings(db, [sample.B.id])
    assert {e.id: e.type for e in found.events}[sample.TOOK.id] == "ACCUSE"
    assert db.execute("SELECT type FROM event_mentions WHERE id = ?", (sample.TOOK.id,)).fetchone() == ("ASSAULT",)


STEPS = st.lists(st.tuples(st.sampled_from(("same", "different", "undo", "note")), st.integers(0, 6)), max_size=12)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_the_log_only_grows_and_every_row_has_one_state(steps: list[tuple[str, int]]) -> None:
    db = open_store(Path(":memory:"))
    sample.save_all(db)
    pair = sorted((sample.MET_A.id, sample.MET_B.id))
    seen = load_decisions(db)
    for verdict, number in steps:
        try:
            if verdict == "undo":
                undo_decision(db, number or None, "Олег", WHEN)
            elif verdict == "note":
                save_decision(db, decide("note", sample.MET_A.id, note=str(number)))
            else:
                save_decision(db, decide(verdict, *pair, by=("Мария", "Олег")[number % 2]))
        except StoreError:
            pass
        rows = load_decisions(db)
        assert rows[: len(seen)] == seen
        assert [d.number for d in rows] == list(range(1, len(rows) + 1))
        seen = rows
    states = find_states(db, seen)
    in_force = {n for n, state in states.items() if state == "in force"}
    assert {d.number for d in standing(seen)} >= in_force
    assert states.keys() == {d.number for d in seen}
    db.close()
