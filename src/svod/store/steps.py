"""The steps that bring an older database to the next version: tables, indexes and triggers as they were to be then.

In: a connection inside a transaction. Out: nothing; the tables are those of the version that the step's docstring
names. `migrations.py` lists the steps and remakes the views. A step, once released, is never changed.
"""

from __future__ import annotations

import json
import sqlite3

DECISIONS = """
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  made TEXT NOT NULL,
  by TEXT NOT NULL,
  verdict TEXT NOT NULL,
  kind TEXT NOT NULL,
  a TEXT NOT NULL,
  b TEXT,
  value TEXT,
  code TEXT,
  note TEXT,
  a_words TEXT,
  b_words TEXT,
  undoes INTEGER UNIQUE REFERENCES decisions (number)
) STRICT"""
JUDGEMENTS = """
CREATE TABLE judgements (
  kind TEXT NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  by TEXT NOT NULL,
  verdict TEXT NOT NULL,
  score REAL NOT NULL,
  reasons TEXT NOT NULL CHECK (json_valid(reasons)),
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (kind, a, b, by)
) STRICT, WITHOUT ROWID"""
DECISIONS_ARE_KEPT = (
    """
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE (ABORT, 'a decision is undone by another one, never deleted'); END""",
    """
CREATE TRIGGER decisions_are_fixed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE (ABORT, 'a decision is undone by another one, never changed'); END""",
    """
CREATE TRIGGER decisions_are_not_replaced BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE number = new.number OR undoes = new.undoes)
BEGIN SELECT RAISE (ABORT, 'the decision is already there'); END""",
)

QUOTATIONS = (
    """
CREATE TABLE quotations (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL,
  speaker TEXT,
  actor TEXT,
  clash TEXT NOT NULL CHECK (json_valid(clash)),
  base TEXT NOT NULL,
  voices INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE quotation_variants (
  quotation TEXT NOT NULL REFERENCES quotations (id),
  ordinal INTEGER NOT NULL,
  change TEXT NOT NULL,
  PRIMARY KEY (quotation, ordinal)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE quotation_quotes (
  quotation TEXT NOT NULL REFERENCES quotations (id),
  variant INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  quote TEXT NOT NULL,
  PRIMARY KEY (quotation, variant, ordinal)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE quotation_edits (
  quotation TEXT NOT NULL REFERENCES quotations (id),
  variant INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  base TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (quotation, variant, ordinal)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX quotation_of_quote ON quotation_quotes (quote)",
)

EVENT_MENTIONS = """
CREATE TABLE event_mentions (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  ordinal INTEGER NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  start TEXT,
  end TEXT,
  time TEXT,
  when_basis TEXT NOT NULL,
  place TEXT,
  factuality TEXT NOT NULL,
  according_to TEXT NOT NULL CHECK (json_valid(according_to)),
  quote TEXT,
  extractor TEXT NOT NULL,
  rule TEXT NOT NULL,
  version TEXT NOT NULL,
  confidence REAL,
  confidence_kind TEXT NOT NULL
) STRICT, WITHOUT ROWID"""

LOCATIONS = """
CREATE TABLE locations (
  event_mention TEXT PRIMARY KEY REFERENCES event_mentions (id),
  name TEXT NOT NULL,
  code TEXT,
  kind TEXT NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  source TEXT NOT NULL
) STRICT, WITHOUT ROWID"""

CONTEXTS = """
CREATE TABLE contexts (
  event_mention TEXT NOT NULL REFERENCES event_mentions (id),
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (event_mention, ordinal)
) STRICT, WITHOUT ROWID"""

DETAILS = """
CREATE TABLE details (
  event_mention TEXT NOT NULL REFERENCES event_mentions (id),
  ordinal INTEGER NOT NULL,
  slot TEXT NOT NULL,
  value TEXT NOT NULL,
  low REAL,
  high REAL,
  unit TEXT,
  PRIMARY KEY (event_mention, ordinal)
) STRICT, WITHOUT ROWID"""

EVIDENCE = """
CREATE TABLE evidence (
  record TEXT NOT NULL,
  part TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  role TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES articles (id),
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL CHECK (end > start),
  text TEXT NOT NULL,
  field TEXT NOT NULL DEFAULT 'text',
  PRIMARY KEY (record, part, ordinal)
) STRICT, WITHOUT ROWID"""
EVIDENCE_IS_THE_TEXT = (
    """
CREATE TRIGGER evidence_is_the_text BEFORE INSERT ON evidence
WHEN new.text IS NOT (
  SELECT substr(CASE new.field WHEN 'title' THEN title WHEN 'text' THEN text END, new.start + 1, new.end - new.start)
  FROM articles WHERE id = new.article)
BEGIN SELECT RAISE (ABORT, 'evidence is not the characters of its article'); END;""",
    """
CREATE TRIGGER evidence_stays_the_text BEFORE UPDATE ON evidence
WHEN new.text IS NOT (
  SELECT substr(CASE new.field WHEN 'title' THEN title WHEN 'text' THEN text END, new.start + 1, new.end - new.start)
  FROM articles WHERE id = new.article)
BEGIN SELECT RAISE (ABORT, 'evidence is not the characters of its article'); END;""",
)
PARTIES = """
CREATE TABLE parties (
  event TEXT NOT NULL,
  side TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  code TEXT,
  mention TEXT,
  basis TEXT NOT NULL,
  PRIMARY KEY (event, side, ordinal)
) STRICT, WITHOUT ROWID"""
REPRINT_ARTICLES = """
CREATE TABLE reprint_articles (
  reprints TEXT NOT NULL REFERENCES reprints (id),
  ordinal INTEGER NOT NULL,
  article TEXT NOT NULL,
  source TEXT,
  similarity REAL,
  PRIMARY KEY (reprints, ordinal)
) STRICT, WITHOUT ROWID"""
PROSPECTS = (
    """
CREATE TABLE commitments (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start TEXT,
  end TEXT,
  edtf TEXT,
  time TEXT,
  negated INTEGER NOT NULL,
  according_to TEXT NOT NULL CHECK (json_valid(according_to)),
  quote TEXT,
  event TEXT,
  about TEXT NOT NULL CHECK (json_valid(about)),
  extractor TEXT NOT NULL,
  rule TEXT NOT NULL,
  version TEXT NOT NULL,
  confidence REAL,
  confidence_kind TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE clashes (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id),
  ordinal INTEGER NOT NULL,
  slot TEXT NOT NULL,
  reason TEXT NOT NULL,
  event TEXT
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  earlier TEXT NOT NULL,
  later TEXT NOT NULL,
  score REAL NOT NULL,
  reasons TEXT NOT NULL CHECK (json_valid(reasons))
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE follow_ups (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start TEXT,
  end TEXT,
  edtf TEXT,
  made TEXT,
  status TEXT NOT NULL,
  voices INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE follow_up_parts (
  follow_up TEXT NOT NULL REFERENCES follow_ups (id),
  ordinal INTEGER NOT NULL,
  commitment TEXT NOT NULL,
  PRIMARY KEY (follow_up, ordinal)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE changes (
  follow_up TEXT NOT NULL REFERENCES follow_ups (id),
  ordinal INTEGER NOT NULL,
  status TEXT NOT NULL,
  day TEXT,
  article TEXT NOT NULL,
  record TEXT NOT NULL,
  according_to TEXT NOT NULL CHECK (json_valid(according_to)),
  score REAL NOT NULL,
  reasons TEXT NOT NULL CHECK (json_valid(reasons)),
  PRIMARY KEY (follow_up, ordinal)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX commitments_of_article ON commitments (article, ordinal)",
    "CREATE INDEX clashes_of_article ON clashes (article, ordinal)",
    "CREATE INDEX reprints_of_article ON reprint_articles (article)",
    "CREATE INDEX links_of_earlier ON links (earlier)",
    "CREATE INDEX links_of_later ON links (later)",
    "CREATE INDEX follow_up_of_commitment ON follow_up_parts (commitment)",
)


def keep_decisions(db: sqlite3.Connection) -> None:
    """Version 2: people's judgements move out of the machine's table into one that only grows."""
    peoples = db.execute(
        "SELECT made, by, verdict, kind, a, b, reasons FROM judgements WHERE ordinal IS NULL"
        " ORDER BY made, kind, a, b, by"
    ).fetchall()
    machines = db.execute(
        "SELECT kind, a, b, by, verdict, score, reasons, ordinal FROM judgements WHERE ordinal IS NOT NULL"
    ).fetchall()
    db.execute(DECISIONS)
    db.execute("CREATE INDEX decisions_of_record ON decisions (a)")
    for made, by, verdict, kind, a, b, reasons in peoples:
        note = "; ".join(name for name, _ in json.loads(reasons)) or None
        db.execute(
            "INSERT INTO decisions (made, by, verdict, kind, a, b, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (made or "", by, verdict, kind, a, b, note),
        )
    db.execute("DROP TABLE judgements")
    db.execute(JUDGEMENTS)
    db.executemany("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)", machines)
    for trigger in DECISIONS_ARE_KEPT:
        db.execute(trigger)


def keep_quotations(db: sqlite3.Connection) -> None:
    """Version 3: the same words in several articles, with their variants."""
    for statement in QUOTATIONS:
        db.execute(statement)


def keep_bases(db: sqlite3.Connection) -> None:
    """Version 4: an event mention says whose its days are; older ones took some from the article's own day."""
    rows = db.execute(
        "SELECT id, article, ordinal, type, mode, start, end, time,"
        " CASE WHEN start IS NULL THEN 'none' WHEN time IS NULL THEN 'news_of_the_day' ELSE 'said' END,"
        " place, factuality, according_to, quote, extractor, rule, version, confidence, confidence_kind"
        " FROM event_mentions"
    ).fetchall()
    db.execute("PRAGMA defer_foreign_keys = ON")  # details refer to the rows that are put back
    db.execute("DROP TABLE event_mentions")
    db.execute(EVENT_MENTIONS)
    db.executemany(f"INSERT INTO event_mentions VALUES ({', '.join('?' * 18)})", rows)
    db.execute("CREATE INDEX event_mentions_of_article ON event_mentions (article, ordinal)")


def keep_locations(db: sqlite3.Connection) -> None:
    """Version 5: where the place of an event mention lies on the map."""
    db.execute(LOCATIONS)


def keep_contexts(db: sqlite3.Connection) -> None:
    """Version 6: what an event mention is about."""
    db.execute(CONTEXTS)


def keep_units(db: sqlite3.Connection) -> None:
    """Version 7: a number says what it counts; older ones wait for the next reading of their article."""
    rows = db.execute("SELECT event_mention, ordinal, slot, value, low, high, NULL FROM details").fetchall()
    db.execute("DROP TABLE details")
    db.execute(DETAILS)
    db.executemany("INSERT INTO details VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def keep_prospects(db: sqlite3.Connection) -> None:
    """Version 8: commitments and what came of them, links between events, headline clashes, reprints as trees; a party
    says whence it is known. Whence older ones are is not known: they wait for the next reading of their article.
    """
    evidence = db.execute("SELECT *, 'text' FROM evidence").fetchall()
    parties = db.execute("SELECT event, side, ordinal, name, code, mention, 'clause' FROM parties").fetchall()
    copies = db.execute("SELECT reprints, ordinal, article, NULL, NULL FROM reprint_articles").fetchall()
    for table, statement, rows in (
        ("evidence", EVIDENCE, evidence),
        ("parties", PARTIES, parties),
        ("reprint_articles", REPRINT_ARTICLES, copies),
    ):
        db.execute(f"DROP TABLE {table}")
        db.execute(statement)
        if rows:
            db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    for statement in (*EVIDENCE_IS_THE_TEXT, *PROSPECTS):
        db.execute(statement)
