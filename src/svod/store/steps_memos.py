"""The step to database version 10: a place for what relating has worked out, as it was to be then.

As `steps.py`: a step, once released, is never changed.
"""

from __future__ import annotations

import sqlite3

MEMOS = """
CREATE TABLE memos (
  stage TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (stage, key)
) STRICT"""


def keep_memos(db: sqlite3.Connection) -> None:
    """Version 10: what relating has worked out; the first run after it works everything out once more."""
    db.execute(MEMOS)
