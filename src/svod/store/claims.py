"""Claims of one article, and the disputes that claims of several make, into the database and out of it.

`save.py`, `load.py`, `accounts.py` and `changes.py` call this; writing happens inside their transactions.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from svod.records import Claim, Dispute
from svod.store.rows import (
    Placed,
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


def insert_claim(db: sqlite3.Connection, place: int, c: Claim) -> None:
    """Store one claim with whose it is and whom it is about."""
    row = (
        c.id, c.article, place, c.topic, c.family, dump(c.scope), c.polarity, c.tense, c.start, c.end, c.time,
        dump(c.according_to), c.quote, *origin_columns(c.origin),
    )  # fmt: skip
    insert(db, "claims", [row])
    insert_sides(db, c.id, {"holder": (c.holder,) if c.holder else (), "about": c.about})
    insert_evidence(db, c.id, "whole", enumerate(c.evidence))


def load_claims(db: sqlite3.Connection, article: str) -> Iterator[Claim]:
    """The claims of an article."""
    pieces = found_evidence(db, "claims", article)
    sides = load_sides(db, "claims", article)
    columns = "id, topic, family, scope, polarity, tense, start, end, time, according_to, quote"
    for id_, topic, family, scope, polarity, tense, start, end, time, chain, quote, origin in found_rows(
        db, "claims", columns, article
    ):
        holder, about = next(iter(sides[id_]["holder"]), None), tuple(sides[id_]["about"])
        yield Claim(
            id_, article, topic, family, holder, about, load_names(scope), polarity, tense, start, end, time,
            load_names(chain), quote, whole(pieces, id_), origin,
        )  # fmt: skip


def insert_disputes(db: sqlite3.Connection, disputes: Placed[Dispute]) -> None:
    """Store disputes with their claims."""
    for place, d in disputes:
        row = (d.id, place, d.topic, dump(d.scope), d.start, d.end, d.verdict, d.reason, d.event, d.voices)
        insert(db, "disputes", [row])
        insert_sides(db, d.id, {"holder": (d.holder,) if d.holder else (), "about": d.about})
        insert(db, "dispute_claims", [(d.id, i, claim) for i, claim in enumerate(d.claims)])


def load_disputes(db: sqlite3.Connection) -> tuple[Dispute, ...]:
    """The disputes in the order in which they were given."""
    sides = load_sides(db, "disputes")
    claims: dict[str, list[str]] = defaultdict(list)
    for dispute, claim in db.execute("SELECT dispute, claim FROM dispute_claims ORDER BY dispute, ordinal"):
        claims[dispute].append(claim)
    columns = "id, topic, scope, start, end, verdict, reason, event, voices"
    rows = db.execute(f"SELECT {columns} FROM disputes ORDER BY ordinal")
    return tuple(
        Dispute(
            id_, topic, next(iter(sides[id_]["holder"]), None), tuple(sides[id_]["about"]), load_names(scope), start,
            end, verdict, reason, tuple(claims[id_]), event, voices,
        )
        for id_, topic, scope, start, end, verdict, reason, event, voices in rows.fetchall()
    )  # fmt: skip
