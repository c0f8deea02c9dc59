"""What SQLite complains of, in words that help: an `sqlite3.Error` comes in, a `StoreError` goes out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from svod.errors import StoreError

# primary result code of SQLite → what happened, what to do
FAULTS = {
    sqlite3.SQLITE_NOTADB: ("is not a Svod database", "choose another file with --db"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "restore it from a copy, or run svod add again into a new file (--db)"),
    sqlite3.SQLITE_FULL: (
        "cannot grow: the disk is full",
        "free some space and run the command again; nothing is lost",
    ),
    sqlite3.SQLITE_READONLY: (
        "cannot be written",
        "make the file and its folder writable, or choose another with --db",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened or created",
        "the folder must exist and be writable; --db names another file",
    ),
    sqlite3.SQLITE_PERM: ("may not be opened", "check the permissions of the file and its folder"),
    sqlite3.SQLITE_BUSY: ("is in use by another program", "wait until it has finished, or close it, and try again"),
    sqlite3.SQLITE_LOCKED: ("is in use by another program", "wait until it has finished, or close it, and try again"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written", "check the disk; --db names another file"),
    sqlite3.SQLITE_TOOBIG: ("takes no text this large", "split the article"),
}


class Refused(StoreError):
    """A record that the database does not take: its words are not the article's, or another has its id."""


def explain_fault(err: sqlite3.Error, where: str) -> StoreError:
    """Put an SQLite error into words; `where` is the database's path."""
    if isinstance(err, sqlite3.IntegrityError):
        return Refused(f"refused by the database: {err}")
    code = getattr(err, "sqlite_errorcode", None)
    known = None if code is None else FAULTS.get(code & 0xFF)
    if known is None:
        return StoreError(f"{where}: {err}", "")
    return StoreError(f"{where} {known[0]}", known[1])


@contextmanager
def explained(db: sqlite3.Connection) -> Iterator[None]:
    """Turn SQLite errors inside the block into StoreErrors."""
    try:
        yield
    except sqlite3.Error as err:
        raise explain_fault(err, database_path(db)) from err


def database_path(db: sqlite3.Connection) -> str:
    """The path a connection was opened with; ":memory:" where there is none."""
    try:
        return next((str(row[2]) for row in db.execute("PRAGMA database_list") if row[2]), ":memory:")
    except sqlite3.Error:
        return "the database"
