"""What a database remembers about how it was made: the user's actors files, so that later runs read alike, and the last
decision that its accounts follow from, so that a run that was killed in between is made up for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from svod.packs import ActorsFile
from svod.store.database import transaction
from svod.store.faults import explained


def save_actors_files(db: sqlite3.Connection, actors: Iterable[ActorsFile]) -> None:
    """Remember actors files; one of the same name replaces the earlier one."""
    kept = {f.name: f for f in load_actors_files(db)}
    new = kept | {f.name: f for f in actors}
    if new != kept:
        value = json.dumps([[f.name, f.toml] for _, f in sorted(new.items())], ensure_ascii=False)
        with explained(db), transaction(db):
            db.execute("INSERT OR REPLACE INTO meta VALUES ('actors_files', ?)", (value,))


def load_actors_files(db: sqlite3.Connection) -> tuple[ActorsFile, ...]:
    """The actors files that this database is read with, sorted by name."""
    with explained(db):
        row = db.execute("SELECT value FROM meta WHERE key = 'actors_files'").fetchone()
    return tuple(ActorsFile(name, toml) for name, toml in json.loads(row[0])) if row else ()


def last_decision(db: sqlite3.Connection) -> int:
    """The number of the last decision from which something follows across articles; 0 where there is none."""
    with explained(db):
        row = db.execute("SELECT max(number) FROM decisions WHERE verdict NOT IN ('note', 'right')").fetchone()
    return int(row[0] or 0)


def save_related(db: sqlite3.Connection, number: int) -> None:
    """Remember that the accounts follow from the decisions up to a number."""
    if number and load_related(db) != number:
        with explained(db), transaction(db):
            db.execute("INSERT OR REPLACE INTO meta VALUES ('decided', ?)", (str(number),))


def load_related(db: sqlite3.Connection) -> int:
    """The number of the last decision that the accounts follow from; 0 where none is known."""
    with explained(db):
        row = db.execute("SELECT value FROM meta WHERE key = 'decided'").fetchone()
    return int(row[0]) if row else 0
