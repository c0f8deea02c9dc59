"""What all articles together give into the database, record by record: only what changed since the last time.

In: `Accounts`. Each record is known by a digest; those of the last time are noted among the memos. Where they are not,
everything is written anew. The tables hold what they would if they had been filled at once, places (`ordinal`)
included.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svod.records import Accounts
from svod.store.accounts import insert_actors, insert_comparisons, insert_events, insert_judgements, insert_reprints
from svod.store.claims import insert_disputes
from svod.store.database import transaction
from svod.store.followups import insert_follow_ups, insert_links
from svod.store.lists import fill_lists, listed
from svod.store.quotations import insert_quotations
from svod.store.rows import Placed, dump_all
from svod.store.save import storable

WRITTEN = "written"  # the stage of the memos that holds the digests


@dataclass(frozen=True, slots=True)
class Kind:
    """How records of one kind are kept: their table, the columns that name one, the tables of their parts."""

    field: str  # of Accounts
    table: str
    insert: Callable[[sqlite3.Connection, Placed[Any]], None]
    parts: tuple[tuple[str, str], ...] = ()  # with the column that names their record, children first
    key: tuple[str, ...] = ("id",)


KINDS = (  # no record of a kind holds one of another by a foreign key
    Kind("reprints", "reprints", insert_reprints, (("evidence", "record"), ("reprint_articles", "reprints"))),
    Kind("actors", "actors", insert_actors, (("actor_chains", "actor"),)),
    Kind("events", "events", insert_events, (("parties", "event"), ("event_parts", "event"))),
    Kind("comparisons", "comparisons", insert_comparisons, (("evidence", "record"), ("tellings", "comparison"))),
    Kind("judgements", "judgements", insert_judgements, key=("kind", "a", "b", "by")),
    Kind(
        "quotations", "quotations", insert_quotations,
        (("quotation_edits", "quotation"), ("quotation_quotes", "quotation"), ("quotation_variants", "quotation")),
    ),
    Kind("links", "links", insert_links),
    Kind(
        "followups", "follow_ups", insert_follow_ups,
        (("evidence", "record"), ("parties", "event"), ("changes", "follow_up"), ("follow_up_parts", "follow_up")),
    ),
    Kind("disputes", "disputes", insert_disputes, (("parties", "event"), ("dispute_claims", "dispute"))),
)  # fmt: skip


def save_accounts(db: sqlite3.Connection, accounts: Accounts) -> bool:
    """Store all that was related across articles, with what is kept for lists; False when nothing of it changed."""
    digests = [[(name(kind, r), digest_record(r)) for r in getattr(accounts, kind.field)] for kind in KINDS]
    whole = digest_record(digests)
    stored = db.execute("SELECT value FROM meta WHERE key = 'accounts'").fetchone()
    if stored is not None and stored[0] == whole:
        if not listed(db):
            with transaction(db):
                fill_lists(db)
        return False
    with transaction(db), storable("accounts"):
        written = load_written(db)
        if written is None:
            forget_accounts(db)
        for kind, known in zip(KINDS, digests, strict=True):
            before = (written or {}).get(kind.field, {})
            write_changes(db, kind, list(zip(known, getattr(accounts, kind.field), strict=True)), before)
        fill_lists(db)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('accounts', ?)", (whole,))
    return True


def name(kind: Kind, record: Any) -> str:
    """What a record is known by: its id, or several columns as a JSON list."""
    return str(record.id) if kind.key == ("id",) else dump_all([getattr(record, column) for column in kind.key])


def digest_record(record: object) -> str:
    """What tells a record from any other."""
    return hashlib.blake2b(repr(record).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def load_written(db: sqlite3.Connection) -> dict[str, dict[str, str]] | None:
    """The digests of all that is stored, by field of `Accounts` and record, in order; None where they are not known."""
    rows = db.execute("SELECT key, value FROM memos WHERE stage = ?", (WRITTEN,)).fetchall()
    known = db.execute("SELECT 1 FROM meta WHERE key = 'accounts'").fetchone()
    return {field: json.loads(value) for field, value in rows} if rows and known else None


def write_changes(
    db: sqlite3.Connection, kind: Kind, records: Sequence[tuple[tuple[str, str], Any]], before: Mapping[str, str]
) -> None:
    """Delete what is gone or altered, store what is altered or new, move what has another place now.

    Records come with key and digest, `before` are the digests of those stored.
    """
    after = dict(known for known, _ in records)
    changed = {key for key in (*before, *after) if before.get(key) != after.get(key)}
    delete(db, kind, sorted(changed & before.keys()))
    now = {key: place for place, key in enumerate(after)}
    moved = [(now[key], key) for place, key in enumerate(before) if key not in changed and now[key] != place]
    db.executemany(
        f"UPDATE {kind.table} SET ordinal = ? WHERE {same(kind)}",
        [(place, *columns(kind, key)) for place, key in moved],
    )
    kind.insert(db, [(place, r) for place, ((key, _), r) in enumerate(records) if key in changed])
    if changed or moved or not before:
        row = (WRITTEN, kind.field, dump_all(after))
        db.execute("INSERT OR REPLACE INTO memos VALUES (?, ?, ?)", row)


def delete(db: sqlite3.Connection, kind: Kind, keys: Sequence[str]) -> None:
    """Delete records with all their parts."""
    gone = [columns(kind, key) for key in keys]
    for table, owner in kind.parts:
        db.executemany(f"DELETE FROM {table} WHERE {owner} = ?", gone)
    db.executemany(f"DELETE FROM {kind.table} WHERE {same(kind)}", gone)


def columns(kind: Kind, key: str) -> tuple[str, ...]:
    """The values of the columns that name a record: the inverse of `name`."""
    return (key,) if kind.key == ("id",) else tuple(json.loads(key))


def same(kind: Kind) -> str:
    """The condition that a row is of a named record."""
    return " AND ".join(f"{column} = ?" for column in kind.key)


def forget_accounts(db: sqlite3.Connection) -> None:
    """Delete all that was related across articles."""
    for kind in KINDS:
        for table, owner in kind.parts:
            where = f"WHERE {owner} IN (SELECT id FROM {kind.table})" if table in ("evidence", "parties") else ""
            db.execute(f"DELETE FROM {table} {where}")
        db.execute(f"DELETE FROM {kind.table}")
