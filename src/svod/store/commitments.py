"""Commitments and headline clashes of one article into the database and out of it.

`save.py` and `load.py` call this; writing happens inside their transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from svod.records import Clash, Commitment
from svod.store.rows import (
    dump,
    found_evidence,
    found_rows,
    insert,
    insert_evidence,
    insert_sides,
    load_names,
    load_sides,
    origin_columns,
    whole,
)  # fmt: skip


def insert_commitment(db: sqlite3.Connection, place: int, c: Commitment) -> None:
    """Store one commitment with its holder and addressees."""
    row = (
        c.id, c.article, place, c.kind, c.start, c.end, c.edtf, c.time, int(c.negated), dump(c.according_to), c.quote,
        c.event, dump(c.about), *origin_columns(c.origin),
    )  # fmt: skip
    insert(db, "commitments", [row])
    insert_sides(db, c.id, {"holder": (c.holder,) if c.holder else (), "addressee": c.addressees})
    insert_evidence(db, c.id, "whole", enumerate(c.evidence))


def insert_clash(db: sqlite3.Connection, place: int, c: Clash) -> None:
    """Store one clash with its words in the headline and in the text."""
    insert(db, "clashes", [(c.id, c.article, place, c.slot, c.reason, c.event)])
    insert_evidence(db, c.id, "title", [(0, c.title)])
    insert_evidence(db, c.id, "body", [(0, c.body)])


def load_commitments(db: sqlite3.Connection, article: str) -> Iterator[Commitment]:
    """The commitments of an article."""
    pieces = found_evidence(db, "commitments", article)
    sides = load_sides(db, "commitments", article)
    columns = "id, kind, start, end, edtf, time, negated, according_to, quote, event, about"
    for id_, kind, start, end, edtf, time, negated, chain, quote, event, about, origin in found_rows(
        db, "commitments", columns, article
    ):
        holder, addressees = next(iter(sides[id_]["holder"]), None), tuple(sides[id_]["addressee"])
        yield Commitment(
            id_, article, kind, holder, addressees, start, end, edtf, time, bool(negated), load_names(chain), quote,
            event, load_names(about), whole(pieces, id_), origin,
        )  # fmt: skip


def load_clashes(db: sqlite3.Connection, article: str) -> Iterator[Clash]:
    """The headline clashes of an article."""
    pieces = found_evidence(db, "clashes", article)
    rows = db.execute("SELECT id, slot, reason, event FROM clashes WHERE article = ? ORDER BY ordinal", (article,))
    for id_, slot, reason, event in rows.fetchall():
        yield Clash(id_, article, slot, reason, pieces[id_, "title"][0], pieces[id_, "body"][0], event)
