"""People's decisions into the database and out of it: a log that only grows.

In: a `Decision`, or the number of one to undo. Out: numbered decisions, what state each is in, and the judgements on
pairs that relating is given. What decisions do to single records is said by the views `corrected_…` of `schema.sql`.
Nothing here looks at the clock, and nothing found or judged is changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace

from svod.errors import StoreError
from svod.records import Judgement, Reason
from svod.store.database import transaction
from svod.store.faults import explained
from svod.store.save import storable

MACHINE = "machine:"  # how the machine signs its judgements
PAIR = ("same", "different", "unsure")  # verdicts on two records; the others are on one
CHECKED = ("right", "wrong")  # what a person says of a record that he has checked
MENDED = ("wrong-type", "wrong-speaker", "wrong-side")
SINGLE = (*CHECKED, *MENDED, "note")
UNDO = "undo"
# prefix of an id → where the record is to be found as long as it is there
TABLES = {
    "a": "articles", "m": "mentions", "t": "times", "q": "quotes", "e": "event_mentions", "C": "comparisons",
    "k": "commitments",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the log; see the table `decisions`. `number` is 0 as long as it is not stored."""

    number: int
    made: str  # ISO date-time
    by: str
    verdict: str  # same | different | unsure | right | wrong | wrong-type | wrong-speaker | wrong-side | note | undo
    kind: str
    a: str
    b: str | None = None
    value: str | None = None
    code: str | None = None
    note: str | None = None
    a_words: str | None = None
    b_words: str | None = None
    undoes: int | None = None


COLUMNS = ", ".join(field.name for field in fields(Decision))


def save_decision(db: sqlite3.Connection, decision: Decision) -> Decision:
    """Append a decision and give it back numbered; the same person's same one in force is given back instead."""
    if decision.by.startswith(MACHINE) or not decision.by.strip():
        raise StoreError(f"{decision.by!r} cannot be the name of a person", "give --by another name")
    with transaction(db), storable(decision.by):
        for known in standing(load_decisions(db)):
            if (
                replace(known, number=0, made=decision.made, a_words=decision.a_words, b_words=decision.b_words)
                == decision
            ):
                return known
        return append(db, decision)


def append(db: sqlite3.Connection, decision: Decision) -> Decision:
    """Write a row with the next number, inside a transaction."""
    number = 1 + int(db.execute("SELECT ifnull(max(number), 0) FROM decisions").fetchone()[0])
    numbered = replace(decision, number=number)
    marks = ", ".join("?" * len(fields(Decision)))
    db.execute(f"INSERT INTO decisions ({COLUMNS}) VALUES ({marks})", astuple(numbered))
    return numbered


def undo_decision(db: sqlite3.Connection, number: int | None, by: str, when: str, note: str | None = None) -> Decision:
    """Append a row that takes a decision back, the last one in force where no number is given; gives that one back."""
    with transaction(db), storable(by):
        decisions = load_decisions(db)
        taken = {d.undoes for d in decisions}
        if number is None:
            number = max((d.number for d in standing(decisions)), default=0)
        wanted = next((d for d in decisions if d.number == number), None)
        if wanted is None:
            raise StoreError(f"there is no decision {number}" if number else "nothing to undo", "svod log lists them")
        if wanted.undoes is not None:
            raise StoreError(f"{number} itself undoes {wanted.undoes}", "decide anew with svod judge")
        if number in taken:
            raise StoreError(f"decision {number} is undone already", "svod log says by whom")
        append(db, Decision(0, when, by, UNDO, "", "", note=note, undoes=number))
    return wanted


def load_decisions(db: sqlite3.Connection) -> tuple[Decision, ...]:
    """Every row of the log, the first first."""
    with explained(db):
        return tuple(Decision(*row) for row in db.execute(f"SELECT {COLUMNS} FROM decisions ORDER BY number"))


def subject(decision: Decision) -> tuple[str | None, ...]:
    """What a later decision must be about to replace this one: a person's on one pair, anybody's on one record."""
    if decision.verdict in PAIR:
        return ("pair", decision.kind, decision.a, decision.b, decision.by)
    if decision.verdict == "note":
        return ("note", str(decision.number))
    if decision.verdict == "wrong-side":
        return (decision.verdict, decision.a, decision.value)
    return ("checked" if decision.verdict in CHECKED else decision.verdict, decision.a)


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that neither are undone nor have a later one in their place; what is mended was not right."""
    taken = {d.undoes for d in decisions}
    last = {subject(d): d for d in decisions if d.verdict != UNDO and d.number not in taken}
    mended = {d.a: d.number for d in sorted(last.values(), key=lambda d: d.number) if d.verdict in MENDED}
    kept = [d for d in last.values() if d.verdict not in CHECKED or d.number > mended.get(d.a, 0)]
    return tuple(sorted(kept, key=lambda d: d.number))


def find_states(db: sqlite3.Connection, decisions: Sequence[Decision]) -> dict[int, str]:
    """By number: in force, undone, replaced (by a later one), orphaned (its record is gone), or undo."""
    taken = {d.undoes for d in decisions}
    stand = {d.number for d in standing(decisions)}
    gone = find_gone(db, decisions)
    states = {}
    for d in decisions:
        if d.verdict == UNDO:
            states[d.number] = UNDO
        elif d.number not in stand:
            states[d.number] = "undone" if d.number in taken else "replaced"
        else:
            states[d.number] = "orphaned" if d.number in gone else "in force"
    return states


def find_gone(db: sqlite3.Connection, decisions: Iterable[Decision]) -> set[int]:
    """The numbers of decisions about records that no reading finds any more."""
    gone = set()
    for d in decisions:
        about = [d.a] + ([d.b] if d.b and d.verdict in PAIR else [])
        if not all(is_there(db, id_) for id_ in about if id_):
            gone.add(d.number)
    return gone


def is_there(db: sqlite3.Connection, id_: str) -> bool:
    """Whether a record with this id is in the database."""
    table = TABLES.get(id_.split("-")[0])
    return table is not None and db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id_,)).fetchone() is not None


def save_judgement(db: sqlite3.Connection, judgement: Judgement, when: str) -> None:
    """Append a person's judgement on two records."""
    note = "; ".join(r.name for r in judgement.reasons) or None
    save_decision(
        db, Decision(0, when, judgement.by, judgement.verdict, judgement.kind, judgement.a, judgement.b, note=note)
    )


def load_judgements(db: sqlite3.Connection) -> tuple[Judgement, ...]:
    """What people decided of pairs, and of comparisons that they say are no contradiction, the earlier first."""
    return tuple(
        Judgement(d.kind, d.a, d.b or d.a, d.verdict, 0.0, (Reason(d.note, 0.0),) if d.note else (), d.by)
        for d in standing(load_decisions(db))
        if d.verdict in PAIR or (d.kind == "comparison" and d.verdict == "wrong")
    )
