"""What relating keeps for its next run, into the database and out of it; and what tells whether findings changed.

Only what is new is written and what nobody asked for any more deleted. Memos of other rules are not given out.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import partial

from svod.relate.memo import Memos, make_mark, rules_version
from svod.relate.shelf import Shelf
from svod.store.changes import WRITTEN
from svod.store.database import transaction
from svod.store.faults import explained
from svod.store.load import load_articles, load_event_mentions, load_found
from svod.store.migrations import VERSION
from svod.store.save import storable


def load_shelf(db: sqlite3.Connection) -> Shelf:
    """All articles, with their findings for whoever asks; of those that are read, what they are known by."""
    return Shelf(load_articles(db), load_marks(db), partial(load_found, db), partial(load_event_mentions, db))


def load_marks(db: sqlite3.Connection) -> dict[str, str]:
    """By article that is read, what it and its findings are known by: who read it, its language, people's corrections.

    Whoever reads an article with the same code and pack finds the same.
    """
    corrected: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    entity = "(SELECT entity FROM mentions WHERE id = c.mention)"  # it may be of another article
    for table in ("quotes", "event_mentions"):
        for article, *row in db.execute(
            f"SELECT r.article, c.number, {entity} FROM corrections AS c JOIN {table} AS r ON r.id = c.record"
            " ORDER BY c.number"
        ):
            corrected[article].append((row[0], row[1]))
    rows = db.execute("SELECT n.article, n.version, a.lang FROM analyses AS n JOIN articles AS a ON a.id = n.article")
    return {article: make_mark(article, version, lang, corrected[article]) for article, version, lang in rows}


def load_memos(db: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """What the last run left, by stage and key; nothing where it followed other rules."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with explained(db):
        if db.execute("SELECT value FROM meta WHERE key = 'memos'").fetchone() == (make_version(),):
            for stage, key, value in db.execute("SELECT stage, key, value FROM memos WHERE stage <> ?", (WRITTEN,)):
                found[stage][key] = value
    return found


def save_memos(db: sqlite3.Connection, memos: Memos) -> None:
    """Leave what this run noted for the next one."""
    gone = [(stage, key) for stage, memo in memos.items() for key in sorted(memo.before.keys() - memo.after.keys())]
    new = [
        (stage, key, memo.after[key])
        for stage, memo in memos.items()
        for key in sorted(memo.after)
        if memo.before.get(key) is not memo.after[key]
    ]
    stale = db.execute("SELECT 1 FROM meta WHERE key = 'memos' AND value = ?", (make_version(),)).fetchone() is None
    if not (gone or new or stale):
        return
    with transaction(db), storable("memos"):
        if stale:
            db.execute("DELETE FROM memos WHERE stage <> ?", (WRITTEN,))
            db.execute("INSERT OR REPLACE INTO meta VALUES ('memos', ?)", (make_version(),))
        db.executemany("DELETE FROM memos WHERE stage = ? AND key = ?", gone)
        db.executemany("INSERT OR REPLACE INTO memos VALUES (?, ?, ?)", new)


def make_version() -> str:
    """What memos follow besides their keys: the rules of relating, and how findings are stored."""
    return f"{VERSION}/{rules_version()}"
