"""What an event follows from and what follows from it, in lines for a terminal; reads the database only."""

from __future__ import annotations

import json
import sqlite3

from svod.present.cli_rows import query_rows
from svod.present.tables import one_line

LINKED = """
    SELECT x.kind, x.score, x.reasons, e.id, e.label, x.later = e.id AS after FROM links AS x
    JOIN events AS e ON (e.id = x.later AND x.earlier = ?1) OR (e.id = x.earlier AND x.later = ?1)
    ORDER BY after, x.kind, e.id"""


def links_of(db: sqlite3.Connection, event: str) -> list[str]:
    """The links of an event: earlier events first, each with why it is thought to be one."""
    lines = []
    for row in query_rows(db, LINKED, (event,)):
        arrow = "led to" if row["after"] else "follows"
        why = ", ".join(name for name, _ in json.loads(row["reasons"]))
        lines += [f"  {arrow} ({row['kind']}): {one_line(row['label'])} ({row['id']})", f"    because: {why}"]
    return ["", *lines] if lines else []
