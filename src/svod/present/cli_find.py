"""Naming a record on the command line: an id, the beginning of one, or an article's name.

In: what a person typed. Out: the whole id, or an error that says which ids it may mean.
"""

from __future__ import annotations

import sqlite3

from svod.errors import UsageError
from svod.present.paging import LATEST

# prefix of an id → its table and what it is called
TABLES = {
    "a": ("articles", "article"),
    "m": ("mentions", "mention"),
    "t": ("times", "time"),
    "q": ("quotes", "quote"),
    "e": ("event_mentions", "event mention"),
    "E": ("events", "event"),
    "A": ("actors", "actor"),
    "R": ("reprints", "reprint family"),
    "C": ("comparisons", "comparison"),
    "Q": ("quotations", "quotation"),
    "F": ("follow_ups", "commitment"),
    "k": ("commitments", "commitment in one article"),
    "s": ("claims", "claim"),
    "D": ("disputes", "dispute"),
}
LEAST = 3  # characters of an id after its prefix that must be given


def find_id(db: sqlite3.Connection, given: str, kinds: tuple[str, ...] = tuple(TABLES)) -> str:
    """The id that begins with what was typed, or that of the article of that name. Raises UsageError."""
    kind = given.split("-")[0]
    found: list[str] = []
    if kind in kinds and len(given) >= len(kind) + 1 + LEAST:
        query = f"SELECT id FROM {TABLES[kind][0]} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 6"
        found = [row[0] for row in db.execute(query, (given, given + LATEST))]
    if not found and "a" in kinds:
        query = "SELECT id FROM articles WHERE name = ? ORDER BY id LIMIT 6"
        found = [row[0] for row in db.execute(query, (given,))]
    if len(found) == 1 or given in found:
        return given if given in found else found[0]
    if found:
        raise UsageError(f"{given} may be {', '.join(found)}", "give more characters of the id")
    wanted = ", ".join(f"{k}-… ({TABLES[k][1]})" for k in kinds)
    if kind not in kinds and kind in TABLES and len(given) >= len(kind) + 1 + LEAST:
        other = find_id(db, given, (kind,))
        raise UsageError(f"{other[: len(given)]} is of the wrong kind: {TABLES[kind][1]}", f"wanted here: {wanted}")
    raise UsageError(f"there is no record {given}", f"ids stand in the tables that svod prints: {wanted}")
