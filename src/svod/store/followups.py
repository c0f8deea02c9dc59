"""Links between events, and what became of commitments, into the database and out of it.

`changes.py` calls this inside its own transaction.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from svod.records import Change, FollowUp, Link
from svod.store.rows import (
    EVIDENCE,
    Placed,
    dump,
    dump_reasons,
    group_evidence,
    insert,
    insert_evidence,
    insert_sides,
    load_names,
    load_reasons,
    load_sides,
)  # fmt: skip


def insert_links(db: sqlite3.Connection, links: Placed[Link]) -> None:
    """Store links between events."""
    rows = [(x.id, i, x.kind, x.earlier, x.later, x.score, dump_reasons(x.reasons)) for i, x in links]
    insert(db, "links", rows)


def insert_follow_ups(db: sqlite3.Connection, follow_ups: Placed[FollowUp]) -> None:
    """Store follow-ups with their commitments and changes."""
    for place, f in follow_ups:
        insert(db, "follow_ups", [(f.id, place, f.kind, f.start, f.end, f.edtf, f.made, f.status, f.voices)])
        insert_sides(db, f.id, {"holder": (f.holder,) if f.holder else (), "addressee": f.addressees})
        insert(db, "follow_up_parts", [(f.id, i, commitment) for i, commitment in enumerate(f.commitments)])
        rows = [
            (f.id, i, c.status, c.day, c.article, c.record, dump(c.according_to), c.score, dump_reasons(c.reasons))
            for i, c in enumerate(f.changes)
        ]
        insert(db, "changes", rows)
        insert_evidence(db, f.id, "change", enumerate(c.evidence for c in f.changes))


def load_links(db: sqlite3.Connection) -> tuple[Link, ...]:
    """The links in the order in which they were given."""
    rows = db.execute("SELECT id, kind, earlier, later, score, reasons FROM links ORDER BY ordinal")
    return tuple(
        Link(id_, kind, earlier, later, score, load_reasons(reasons))
        for id_, kind, earlier, later, score, reasons in rows
    )


def load_follow_ups(db: sqlite3.Connection) -> tuple[FollowUp, ...]:
    """The follow-ups in the order in which they were given."""
    sides = load_sides(db, "follow_ups")
    parts: dict[str, list[str]] = defaultdict(list)
    query = "SELECT follow_up, commitment FROM follow_up_parts ORDER BY follow_up, ordinal"
    for follow_up, commitment in db.execute(query):
        parts[follow_up].append(commitment)
    changes = load_changes(db)
    rows = db.execute("SELECT id, kind, start, end, edtf, made, status, voices FROM follow_ups ORDER BY ordinal")
    return tuple(
        FollowUp(
            id_, kind, next(iter(sides[id_]["holder"]), None), tuple(sides[id_]["addressee"]), start, end, edtf, made,
            tuple(parts[id_]), status, tuple(changes[id_]), voices,
        )
        for id_, kind, start, end, edtf, made, status, voices in rows.fetchall()
    )  # fmt: skip


def load_changes(db: sqlite3.Connection) -> dict[str, list[Change]]:
    """By follow-up, its changes in order."""
    query = f"SELECT {EVIDENCE} FROM follow_ups AS f JOIN evidence AS e ON e.record = f.id WHERE e.part = 'change'"
    pieces = group_evidence(db.execute(query))
    changes: dict[str, list[Change]] = defaultdict(list)
    columns = "status, day, article, record, according_to, score, reasons"
    for follow_up, place, status, day, article, record, chain, score, reasons in db.execute(
        f"SELECT follow_up, ordinal, {columns} FROM changes ORDER BY follow_up, ordinal"
    ):
        evidence = pieces[follow_up, "change"][place]
        change = Change(status, day, article, record, load_names(chain), evidence, score, load_reasons(reasons))
        changes[follow_up].append(change)
    return changes
