"""The step to database version 11: tables and indexes from which pages of lists are read, as they were to be then.

As `steps.py`: a step, once released, is never changed. The tables are filled by `lists.py` once the last step is done.
"""

from __future__ import annotations

import sqlite3

LISTS = (
    """
CREATE TABLE event_places (
  place INTEGER PRIMARY KEY,
  event TEXT NOT NULL,
  start TEXT,
  last TEXT,
  type TEXT NOT NULL,
  factuality TEXT NOT NULL
) STRICT""",
    """
CREATE TABLE event_facets (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (facet, value, place)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE actor_counts (
  actor TEXT PRIMARY KEY,
  mentions INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  events INTEGER NOT NULL,
  quotes INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE quote_codes (
  quote TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (quote, code)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE actor_names (
  name TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (name, actor)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE names (
  name TEXT PRIMARY KEY,
  folded TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX mentions_of_things ON mentions (name, article) WHERE entity = 'infrastructure'",
    "CREATE INDEX quotes_of_code ON quotes (speaker_code, article, ordinal, act, kind)",
    "CREATE INDEX quotes_of_speaker ON quotes (speaker)",
    "CREATE INDEX quotes_of_mention ON quotes (speaker_mention)",
    "CREATE INDEX event_mentions_by_day ON event_mentions (start IS NULL, start, end, type, factuality, article)",
    "CREATE INDEX articles_without_text ON articles (id, published, outlet)",
    "CREATE INDEX actor_of_chain ON actor_chains (chain)",
    "CREATE INDEX names_of_actor ON actor_names (actor)",
    "CREATE INDEX events_by_last_day ON event_places (last, start, type, factuality)",
    "CREATE INDEX events_by_type ON event_places (type, factuality, start, last)",
    "CREATE INDEX place_of_event ON event_places (event)",
    "CREATE INDEX follow_ups_by_day ON follow_ups (end IS NULL, end, made IS NULL, made, id, kind, status)",
    "CREATE INDEX follow_ups_of_code ON parties (code, event) WHERE event >= 'F-' AND event < 'F.'",
)

CODES = """
INSERT INTO quote_codes
SELECT DISTINCT q.id, m.code FROM quotes AS q
JOIN evidence AS c ON c.record = q.id AND c.part = 'whole' AND c.role = 'content'
CROSS JOIN mentions AS m ON m.article = q.article AND m.code IS NOT NULL
JOIN evidence AS e ON e.record = m.id AND e.part = 'whole' AND e.ordinal = 0
WHERE e.start < c.end AND c.start < e.end ORDER BY q.id, m.code"""


def keep_lists(db: sqlite3.Connection) -> None:
    """Version 11: the order of events and by what they are narrowed down, counts and names of actors; indexes."""
    for statement in (*LISTS, CODES):
        db.execute(statement)
