"""Opening the database and writing to it in whole transactions.

The file stays one file: SQLite's rollback journal is used and not WAL, because a WAL database needs two more files
beside it and cannot be read from a folder that is not writable. Whoever writes holds the lock for one article at a
time, so readers wait for moments only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from svod.errors import StoreError
from svod.store.faults import explain_fault, explained
from svod.store.migrations import MIGRATIONS, prepare

# how a transaction begins, is kept and is undone
OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
INNER = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))
CACHE = 64 * 1024  # KiB of the file kept in memory at most: with SQLite's own 2 MiB a large file is read over and over
OLDEST = (3, 38, 0)  # of SQLite: STRICT tables, JSON functions


def open_store(path: Path, *, create: bool = True, wait: float = 10.0, write: bool = True) -> sqlite3.Connection:
    """Open a database, making it first where `create` allows; `wait` is how many seconds another writer may take.

    Without `write` SQLite itself refuses to change anything, and an older database is not brought up to date. Raises
    StoreError for a missing file, a file that is no database of Svod, one that cannot be opened or is in use, and
    NewerDatabase for one of a newer version.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        found, wanted = sqlite3.sqlite_version, ".".join(map(str, OLDEST))
        raise StoreError(f"this Python has SQLite {found}, Svod needs {wanted}", "use a newer Python: 3.11 or later")
    if path.is_dir():
        raise StoreError(f"{path} is a folder", f"give a file: --db {path / 'svod.db'}")
    if not (create and write) and not path.exists():
        raise StoreError(f"{path}: no such file", "svod add PATH makes it; --db names another")
    try:
        place = str(path) if write else f"{path.absolute().as_uri()}?mode=ro"
        db = sqlite3.connect(place, timeout=wait, isolation_level=None, uri=not write)
    except sqlite3.Error as err:
        raise explain_fault(err, str(path)) from err
    try:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(f"PRAGMA cache_size = {-CACHE}")
        prepare(db, create=create and write, migrations=MIGRATIONS if write else {})
    except sqlite3.Error as err:
        db.close()
        raise explain_fault(err, str(path)) from err
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside the block is kept, or none of it; inside another transaction it is a part of that."""
    inner = db.in_transaction
    begin, keep, undo = INNER if inner else OUTER
    with explained(db):
        db.execute(begin)
        try:
            yield
            db.execute(keep)
        except BaseException:
            if db.in_transaction:  # SQLite itself gives up on a full disk
                for statement in undo:
                    db.execute(statement)
            raise
