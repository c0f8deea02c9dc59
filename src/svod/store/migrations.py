"""The version of a database and the steps from each version to the next.

In: a connection. Out: the same database at `VERSION`, or an error that says why not. A new database is made from
`schema.sql`; an older one is brought up step by step, each step in one transaction with its number, so that a kill
leaves a database of one version or the next. A step, once released, is never changed. Views hold no data: every step
drops them and ends with those of `schema.sql`, so that steps are about tables, indexes and triggers alone.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files

from svod.errors import NewerDatabase, StoreError
from svod.store.faults import database_path
from svod.store.lists import fill_lists
from svod.store.steps import (
    keep_bases,
    keep_contexts,
    keep_decisions,
    keep_locations,
    keep_prospects,
    keep_quotations,
    keep_units,
)
from svod.store.steps_claims import keep_claims
from svod.store.steps_lists import keep_lists
from svod.store.steps_memos import keep_memos

APPLICATION_ID = 0x53766F64  # "Svod"; PRAGMA application_id, bytes 68..71 of the file
VERSION = 11  # PRAGMA user_version
MEMOS = 10  # the version that memos came with

# version → the step that brings a database of the version before it there
MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    2: keep_decisions,
    3: keep_quotations,
    4: keep_bases,
    5: keep_locations,
    6: keep_contexts,
    7: keep_units,
    8: keep_prospects,
    9: keep_claims,
    10: keep_memos,
    11: keep_lists,
}


def prepare(
    db: sqlite3.Connection,
    *,
    create: bool,
    version: int = VERSION,
    migrations: Mapping[int, Callable[[sqlite3.Connection], None]] = MIGRATIONS,
) -> None:
    """Check whose database this is, make its tables where it is empty, and bring an older one up to `version`."""
    path = database_path(db)
    ours, found = db.execute("PRAGMA application_id").fetchone()[0], db.execute("PRAGMA user_version").fetchone()[0]
    empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty and ours in (0, APPLICATION_ID):
        if not create:
            raise StoreError(f"{path} holds nothing yet", "fill it with svod add PATH")
        return make_tables(db, version)
    if ours != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program", "choose another file with --db")
    if found > version:
        raise NewerDatabase(
            f"{path} was written by a newer Svod (database version {found}, this one knows {version})",
            "upgrade Svod, or choose another file with --db",
        )
    if found < version and not migrations:
        raise StoreError(
            f"{path} was written by an older Svod (database version {found}, this one reads {version})",
            "bring it up to date once with any command that opens it, as svod problems --db FILE",
        )
    for number in range(found + 1, version + 1):
        step(db, number, migrations[number], last=number == version)
    return None


def make_tables(db: sqlite3.Connection, version: int) -> None:
    """Make an empty database out of `schema.sql`, in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    try:
        # another process may have made them while this one waited for the lock
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            for statement in statements(read_schema()):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {version}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def step(
    db: sqlite3.Connection, number: int, migrate: Callable[[sqlite3.Connection], None], *, last: bool = False
) -> None:
    """Run one migration and note its number, both or neither; the last one fills what is kept for lists."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] < number:
            drop_views(db)
            migrate(db)
            if number > MEMOS:
                db.execute("DELETE FROM memos")  # they are of tables as they were
            make_views(db)
            if last:
                fill_lists(db)
            db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def drop_views(db: sqlite3.Connection) -> None:
    """Drop every view, so that no step trips over one that reads a table it changes."""
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name").fetchall():
        db.execute(f'DROP VIEW "{name}"')


def make_views(db: sqlite3.Connection) -> None:
    """Make the views of `schema.sql`."""
    for statement in statements(read_schema()):
        if re.search(r"^CREATE VIEW ", statement, re.MULTILINE):
            db.execute(statement)


def read_schema() -> str:
    """The text of `schema.sql`."""
    return (files("svod") / "store" / "schema.sql").read_text("utf-8")


def statements(script: str) -> Iterator[str]:
    """Split a script into statements; `executescript` would end the transaction it runs in."""
    buffer = ""
    for line in script.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            yield buffer
            buffer = ""
