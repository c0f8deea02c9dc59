"""The step to database version 9: claims, disputes and indexes for pages of large databases, as they were to be then.

As `steps.py`: a step, once released, is never changed.
"""

from __future__ import annotations

import sqlite3

CLAIMS = (
    """
CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  ordinal INTEGER NOT NULL,
  topic TEXT NOT NULL,
  family TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (json_valid(scope)),
  polarity TEXT NOT NULL,
  tense TEXT NOT NULL,
  start TEXT,
  end TEXT,
  time TEXT,
  according_to TEXT NOT NULL CHECK (json_valid(according_to)),
  quote TEXT,
  extractor TEXT NOT NULL,
  rule TEXT NOT NULL,
  version TEXT NOT NULL,
  confidence REAL,
  confidence_kind TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE disputes (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL,
  topic TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (json_valid(scope)),
  start TEXT,
  end TEXT,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  event TEXT,
  voices INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE dispute_claims (
  dispute TEXT NOT NULL REFERENCES disputes (id),
  ordinal INTEGER NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (dispute, ordinal)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX claims_of_article ON claims (article, ordinal)",
    "CREATE INDEX dispute_of_claim ON dispute_claims (claim)",
    "CREATE INDEX articles_by_day ON articles (published IS NULL, published, id, outlet)",
    "CREATE INDEX articles_of_outlet ON articles (outlet)",
    "CREATE INDEX events_by_day ON events (start IS NULL, start, ordinal, end, type, factuality)",
    "CREATE INDEX parties_of_code ON parties (code, event) WHERE event >= 'E-' AND event < 'E.'",
)


def keep_claims(db: sqlite3.Connection) -> None:
    """Version 9: states of affairs that are asserted and denied, the disputes about them; indexes by day and code."""
    for statement in CLAIMS:
        db.execute(statement)
