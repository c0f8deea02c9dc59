"""Hand-made commitments over the hand-made records: one still open, one past its day, one that two accounts dispute."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import sample_records as sample
from svod.ids import make_id
from svod.records import Change, Commitment, FollowUp, Party, Reason
from svod.store import open_store, save_accounts, save_findings

NIMORIA = Party("Йон Веллер", "XNI", None)
ARDALIA = Party("Лука Самовит", "XAR", None)
EXPEL = Commitment(
    make_id("k", "expel"), sample.C.id, "threat", NIMORIA, (ARDALIA,), "2025-10-01", "2025-10-31", "2025-10", None,
    False, ("Вестник",), None, None, (sample.EXPEL.id,),
    (sample.find("content", sample.C, "вышлет двух дипломатов"),), sample.origin("commitments"),
)  # fmt: skip
TALK = Commitment(
    make_id("k", "talk"), sample.A.id, "promise", ARDALIA, (NIMORIA,), None, "2025-10-08", "../2025-10-08", None, False,
    ("Лука Самовит",), sample.READY.id, None, (sample.MET_A.id,),
    (sample.find("content", sample.A, "Мы готовы к переговорам"), sample.find("deadline", sample.A, "9 октября")),
    sample.origin("commitments"),
)  # fmt: skip
BOTH = Commitment(
    make_id("k", "both"), sample.A.id, "plan", ARDALIA, (), None, None, None, None, False, (), None, None, (),
    (sample.find("content", sample.A, "Всё будет сделано"),), sample.origin("commitments"),
)  # fmt: skip


def change(status: str, day: str, of: object, words: str, record: str) -> Change:
    """A step that some words show."""
    evidence = sample.find("whole", of, words)  # type: ignore[arg-type]
    return Change(status, day, of.id, record, (), evidence, 1.7, (Reason("one event", 1.0), Reason("in time", 0.7)))  # type: ignore[attr-defined]


def follow(of: Commitment, status: str, *changes: Change) -> FollowUp:
    """One commitment followed up."""
    return FollowUp(make_id("F", of.id), of.kind, of.holder, of.addressees, of.start, of.end, of.edtf, "2025-10-07",
                    (of.id,), status, changes, 1)  # fmt: skip


STEPS = (
    change("fulfilled", "2025-10-09", sample.A, "Беседа длилась более двух часов", sample.MET_A.id),
    change("broken", "2025-10-10", sample.B, "беседа заняла около часа", sample.MET_B.id),
)
FOLLOWED = (follow(EXPEL, "open"), follow(TALK, "open"), follow(BOTH, "disputed", *STEPS))


def save_pledges(path: Path) -> None:
    """Add them to the database of the hand-made records."""
    db = open_store(path)
    of = {c.article: tuple(k for k in (EXPEL, TALK, BOTH) if k.article == c.article) for c in (EXPEL, TALK, BOTH)}
    for findings in sample.FINDINGS:
        save_findings(db, replace(findings, commitments=of.get(findings.article, ())), "test-2")
    save_accounts(db, replace(sample.ACCOUNTS, followups=tuple(sorted(FOLLOWED, key=lambda f: f.id))))
    db.close()
