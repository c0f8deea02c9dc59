"""What is kept for lists: the tables of `schema.sql` that follow from the others, filled; and whether they still hold.

In: a database with its accounts. Out: nothing; the tables are filled. Who saves accounts fills them in the same
transaction. They hold until findings that the accounts were made of are replaced, or a person corrects one: then
`listed` says so, and whoever reads a list reads it from the tables that these follow from.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from zlib import crc32

from svod.letters import load_letters
from svod.store.names import insert_names
from svod.store.rows import insert

TABLES = ("event_places", "event_facets", "actor_counts", "actor_names", "names")

PLACES = """
    INSERT INTO event_places (event, start, last, type, factuality)
    SELECT id, substr(start, 1, 10), CASE WHEN start IS NOT NULL THEN substr(ifnull(end, start), 1, 10) END, type,
           factuality FROM events
    ORDER BY start IS NULL, start, ordinal"""
# The tellings of events, and whose words they are: both are asked several times.
TOLD = """
    CREATE TEMP TABLE told AS
    SELECT p.place, m.id AS mention, m.mode, m.place AS spot, a.outlet, m.according_to AS chain, m.quote
    FROM event_places AS p JOIN event_parts AS t ON t.event = p.event
    JOIN corrected_event_mentions AS m ON m.id = t.event_mention JOIN articles AS a ON a.id = m.article"""
SIDES = """
    CREATE TEMP TABLE sides AS
    SELECT e.place, p.side, p.code, c.actor FROM event_places AS e JOIN parties AS p ON p.event = e.event
    LEFT JOIN mentions AS m ON m.id = p.mention LEFT JOIN actor_chains AS c ON c.chain = m.chain"""
# By code the actor that is the state itself: the one with most chains where several are.
STATES = """
    CREATE TEMP TABLE states AS
    SELECT code, id FROM (
      SELECT code, id, row_number() OVER (PARTITION BY code ORDER BY chains DESC, id) AS rank FROM (
        SELECT a.code, a.id, count(*) AS chains FROM actors AS a JOIN actor_chains AS c ON c.actor = a.id
        WHERE a.entity = 'state' AND a.code IS NOT NULL GROUP BY a.id)
    ) WHERE rank = 1"""
FACETS = {
    "code": "SELECT code, place FROM sides WHERE code IS NOT NULL",
    "pair": """SELECT DISTINCT a.code || ' ' || b.code, a.place FROM sides AS a JOIN sides AS b ON b.place = a.place
        WHERE a.code < b.code""",
    "actor": """SELECT actor, place FROM sides WHERE actor IS NOT NULL
        UNION SELECT s.id, place FROM sides AS p JOIN states AS s ON s.code = p.code""",
    "outlet": "SELECT outlet, place FROM told WHERE outlet IS NOT NULL",
    "mode": "SELECT mode, place FROM told WHERE mode IS NOT NULL",
    "place": "SELECT spot, place FROM told WHERE spot IS NOT NULL",
    "context": "SELECT c.name, t.place FROM told AS t JOIN contexts AS c ON c.event_mention = t.mention",
    "state": """SELECT l.code, t.place FROM told AS t JOIN locations AS l ON l.event_mention = t.mention
        WHERE l.code IS NOT NULL""",
    "source": "SELECT s.value, t.place FROM told AS t, json_each(t.chain) AS s WHERE t.chain <> '[]'",
    "own voice": "SELECT '', place FROM told WHERE chain = '[]'",
    "speaker": """SELECT json_extract(chain, '$[#-1]'), place FROM told WHERE chain <> '[]'
        UNION SELECT q.speaker, t.place FROM told AS t JOIN corrected_quotes AS q ON q.id = t.quote
        WHERE q.speaker IS NOT NULL""",
    "verdict": "SELECT c.verdict, p.place FROM comparisons AS c JOIN event_places AS p ON p.event = c.event",
    "wording": """SELECT c.verdict, p.place FROM comparisons AS c JOIN event_places AS p ON p.event = c.event
        WHERE c.reason = 'words.loaded'""",
    "told by": "SELECT 'several', p.place FROM event_places AS p JOIN events AS e ON e.id = p.event WHERE e.voices > 1",
}  # fmt: skip
COUNTS = """
    INSERT INTO actor_counts
    SELECT a.id, ifnull(m.mentions, 0), ifnull(m.articles, 0), ifnull(m.outlets, 0), ifnull(e.events, 0),
           ifnull(q.quotes, 0)
    FROM actors AS a
    LEFT JOIN (
      SELECT c.actor AS actor, count(*) AS mentions, count(DISTINCT m.article) AS articles,
             count(DISTINCT t.outlet) AS outlets
      FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain JOIN articles AS t ON t.id = m.article
      GROUP BY c.actor
    ) AS m ON m.actor = a.id
    LEFT JOIN (
      SELECT value AS actor, count(*) AS events FROM event_facets WHERE facet = 'actor' GROUP BY value
    ) AS e ON e.actor = a.id
    LEFT JOIN (
      SELECT actor, count(*) AS quotes FROM (
        SELECT c.actor AS actor, q.id AS quote FROM corrected_quotes AS q JOIN mentions AS m ON m.id = q.speaker_mention
        JOIN actor_chains AS c ON c.chain = m.chain WHERE q.speaker IS NOT NULL
        UNION
        SELECT s.id, q.id FROM corrected_quotes AS q JOIN states AS s ON s.code = q.speaker_code
        WHERE q.speaker IS NOT NULL
      ) GROUP BY actor
    ) AS q ON q.actor = a.id"""
ACTOR_NAMES = """
    INSERT INTO actor_names SELECT DISTINCT n.value, a.id FROM actors AS a, json_each(a.names) AS n ORDER BY 1, 2"""
NAMES = """
    SELECT name FROM actor_names
    UNION SELECT speaker FROM quotes WHERE speaker IS NOT NULL
    UNION SELECT value FROM event_facets WHERE facet IN ('place', 'source', 'speaker')
    UNION SELECT name FROM parties WHERE event >= 'F-' AND event < 'F.'"""


def fill_lists(db: sqlite3.Connection) -> None:
    """Make everything that is kept for lists anew."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table}")
    db.execute(PLACES)
    for statement in (TOLD, SIDES, STATES):
        db.execute(statement)
    for facet, query in FACETS.items():
        db.execute(f"INSERT OR IGNORE INTO event_facets SELECT '{facet}', * FROM ({query}) ORDER BY 2, 3")
    insert(db, "event_facets", sorted(("dealt", pair, place) for pair, place in find_dealings(db)))
    for statement in (COUNTS, ACTOR_NAMES):
        db.execute(statement)
    for table in ("told", "sides", "states"):
        db.execute(f"DROP TABLE {table}")
    insert_names(db, [name for (name,) in db.execute(NAMES)])
    db.execute("INSERT OR REPLACE INTO meta VALUES ('listed', ?)", (make_mark(db),))


def find_dealings(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """The pairs of codes that act on one another, with the place of each dated, actual event in which they do."""
    from svod.relate.tallies import find_pairs  # relating loads the models' libraries, opening a database does not

    query = """
        SELECT p.place, p.type, group_concat(s.side || ' ' || s.code, char(10)) FROM event_places AS p
        JOIN sides AS s ON s.place = p.place
        WHERE p.start IS NOT NULL AND p.factuality = 'actual' AND s.code IS NOT NULL GROUP BY p.place"""
    for place, type_, told in db.execute(query):
        sides: dict[str, set[str]] = {"actor": set(), "recipient": set()}
        for line in told.split("\n"):
            side, code = line.split(" ", 1)
            sides[side].add(code)
        pairs = find_pairs(type_, frozenset(sides["actor"]), frozenset(sides["recipient"]))
        yield from ((f"{a} {b}", place) for a, b in {(min(pair), max(pair)) for pair in pairs})


def forget_lists(db: sqlite3.Connection) -> None:
    """Say that what is kept for lists holds no more."""
    db.execute("DELETE FROM meta WHERE key = 'listed'")


def listed(db: sqlite3.Connection) -> bool:
    """True while what is kept for lists holds."""
    row = db.execute("SELECT value FROM meta WHERE key = 'listed'").fetchone()
    return row is not None and row[0] == make_mark(db)


def make_mark(db: sqlite3.Connection) -> str:
    """What the lists follow from besides findings and accounts: people's corrections, and how letters are compared."""
    query = "SELECT max(number) FROM decisions WHERE verdict IN ('wrong-type', 'wrong-speaker', 'wrong-side', 'undo')"
    (corrected,) = db.execute(query).fetchone()
    return f"{corrected or 0}/{crc32(repr(sorted(load_letters().alike.items())).encode()):08x}"
