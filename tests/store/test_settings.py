"""Which decisions the accounts follow from: what a killed run has left undone shows."""

from __future__ import annotations

from pathlib import Path

import sample_records as sample
from svod.flow import relate_all
from svod.store import Decision, open_store, save_decision, undo_decision
from svod.store.settings import last_decision, load_related


def test_decisions_that_nothing_followed_from_yet_show(tmp_path: Path) -> None:
    db = open_store(tmp_path / "svod.db")
    assert (last_decision(db), load_related(db)) == (0, 0)
    sample.save_all(db)  # with one decision on a pair
    assert (last_decision(db), load_related(db)) == (1, 0)
    relate_all(db)
    assert load_related(db) == 1
    for number, verdict in enumerate(("note", "right"), 2):
        save_decision(db, Decision(0, "2025-10-12", "Мария", verdict, "event", sample.MET_A.id, note="x"))
        assert last_decision(db) == 1, number  # nothing follows from these
    undo_decision(db, 1, "Мария", "2025-10-12")
    assert last_decision(db) == 4
    relate_all(db)
    assert load_related(db) == 4
    before = db.total_changes
    relate_all(db)
    assert db.total_changes == before  # a run that has nothing new to do writes nothing
    db.close()
