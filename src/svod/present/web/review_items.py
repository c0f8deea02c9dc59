"""What waits for a person: joins near the threshold, contradictions, outcomes, speakers, lent sides, orphans.

In: a desk's connection. Out: `Item`s by kind, what matters most first, each with the machine's score and reasons, and
without those that somebody has decided about. It decides nothing and loads no words; `review_cards.py` does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from svod.present.cli_rows import Row, query_rows
from svod.present.paging import IDS, dump_ids
from svod.present.telling_page import find_tables
from svod.present.web.desk import Desk
from svod.relate.outcomes import SETTLED
from svod.store import Decision, find_states, load_decisions
from svod.store.decisions import PAIR, SINGLE, standing
from svod.store.rows import load_reasons

NEAR = 0.5  # how far from the threshold, 0, a judgement is no longer in doubt
WEAK = 1.0  # a join of actors that rests on so little
JUDGED = """
    SELECT j.a, j.b, j.verdict, j.score, j.reasons FROM judgements AS j
    WHERE j.kind = '{kind}' AND {which} AND j.a || ' ' || j.b NOT IN {done} ORDER BY {order}, j.a, j.b"""
CONTRADICTIONS = f"""
    SELECT c.id, e.voices, c.reason FROM comparisons AS c JOIN events AS e ON e.id = c.event
    WHERE c.verdict = 'contradict' AND c.id NOT IN {IDS} ORDER BY e.voices DESC, c.event, c.ordinal"""
OUTCOMES = """
    SELECT p.commitment AS a, x.record AS b, x.score, x.reasons, x.status, f.id AS of FROM changes AS x
    JOIN follow_ups AS f ON f.id = x.follow_up JOIN follow_up_parts AS p ON p.follow_up = f.id AND p.ordinal = 0
    WHERE x.record LIKE 'e-%' ORDER BY f.status <> 'disputed', x.status <> 'broken', x.score, f.id, x.ordinal"""
PARTS = """
    SELECT follow_up, commitment FROM follow_up_parts
    WHERE follow_up IN (SELECT follow_up FROM changes WHERE record LIKE 'e-%') ORDER BY 1, 2"""
CLASHING = f"""
    SELECT base AS id FROM quotations WHERE clash <> '[]' AND base NOT IN {IDS} ORDER BY voices DESC, id"""
UNNAMED = f"""
    SELECT q.id FROM {{quotes}} AS q JOIN articles AS a ON a.id = q.article
    WHERE q.speaker IS NULL AND q.id NOT IN {IDS}
    ORDER BY q.kind <> 'direct', a.published IS NULL, a.published DESC, q.article, q.ordinal"""
LENT = f"""
    SELECT m.id, ifnull(max(e.voices), 0) AS voices FROM (
        SELECT DISTINCT event FROM {{parties}}
        WHERE event >= 'e-' AND event < 'e.' AND basis IN ('setting', 'pair', 'passage')
    ) AS p CROSS JOIN {{tellings}} AS m ON m.id = p.event
    LEFT JOIN event_parts AS x ON x.event_mention = m.id LEFT JOIN events AS e ON e.id = x.event
    WHERE m.id NOT IN {IDS} GROUP BY m.id ORDER BY 2 DESC, m.article, m.ordinal"""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide. `ids` are the records that the decision is about; of an orphan its number."""

    kind: str
    ids: tuple[str, ...]
    score: float | None = None
    bar: float = 0.0  # the score from which the machine says yes
    reasons: tuple[tuple[str, float], ...] = ()
    status: str = ""  # what the machine made of it

    @property
    def key(self) -> str:
        """Names it in forms and addresses: «joins.e-1.e-2»."""
        return ".".join((self.kind, *self.ids))


@dataclass(frozen=True, slots=True)
class Decided:
    """What people have decided about already."""

    pairs: frozenset[tuple[str, str]]
    single: frozenset[str]


def find_decided(decisions: tuple[Decision, ...]) -> Decided:
    """Pairs and records with a decision that stands; a note decides nothing."""
    stand = standing(decisions)
    return Decided(
        frozenset((d.a, d.b or "") for d in stand if d.verdict in PAIR),
        frozenset(d.a for d in stand if d.verdict in SINGLE and d.verdict not in ("note", "wrong-side")),
    )


def count_items(desk: Desk, db: sqlite3.Connection, kind: str) -> int:
    """How many wait, of one kind."""
    return desk.keep(db, ("review count", kind), lambda: QUEUES[kind].count(db), worded=False)


def find_items(db: sqlite3.Connection, kind: str, first: int = 0, limit: int = -1) -> list[Item]:
    """What waits, of one kind, from place `first` on, `limit` of them or all."""
    return QUEUES[kind].find(db, first, limit)


@dataclass(frozen=True, slots=True)
class Asked:
    """A queue that SQLite is asked for: a query without what is decided, and the item that a row of it is."""

    query: str
    make: Callable[[Row], Item]
    pairs: bool = False

    def count(self, db: sqlite3.Connection) -> int:
        """How many there are."""
        return int(db.execute(f"SELECT count(*) FROM ({self.read_from(db)})", [self.decided(db)]).fetchone()[0])

    def find(self, db: sqlite3.Connection, first: int, limit: int) -> list[Item]:
        """Those at a part of the queue."""
        rows = query_rows(db, f"{self.read_from(db)} LIMIT ? OFFSET ?", [self.decided(db), limit, first])
        return [self.make(row) for row in rows]

    def read_from(self, db: sqlite3.Connection) -> str:
        """The query, of what was found itself where nobody has corrected anything."""
        tables = find_tables(db)
        quotes = "corrected_quotes" if tables.tellings.startswith("corrected") else "quotes"
        return self.query.format(quotes=quotes, tellings=tables.tellings, parties=tables.parties)

    def decided(self, db: sqlite3.Connection) -> str:
        """What is decided already, for the query."""
        done = find_decided(load_decisions(db))
        return dump_ids(" ".join(pair) for pair in sorted(done.pairs)) if self.pairs else dump_ids(sorted(done.single))


@dataclass(frozen=True, slots=True)
class Worked:
    """A queue that is worked out whole."""

    finder: Callable[[sqlite3.Connection, Decided], Iterator[Item]]

    def count(self, db: sqlite3.Connection) -> int:
        """How many there are."""
        return len(self.find(db, 0, -1))

    def find(self, db: sqlite3.Connection, first: int, limit: int) -> list[Item]:
        """Those at a part of the queue."""
        found = list(self.finder(db, find_decided(load_decisions(db))))
        return found[first:] if limit < 0 else found[first : first + limit]


def ask_judged(name: str, kind: str, which: str, order: str) -> Asked:
    """Judgements on pairs, near the threshold."""

    def make(row: Row) -> Item:
        return Item(name, (row["a"], row["b"]), row["score"], 0.0, reasons_of(row), row["verdict"])

    return Asked(JUDGED.format(kind=kind, which=which, order=order, done=IDS), make, pairs=True)


def ask_single(name: str, query: str) -> Asked:
    """Records that nobody has looked at."""
    return Asked(query, lambda row: Item(name, (row["id"],), status=row.get("reason", "")))


def find_outcomes(db: sqlite3.Connection, done: Decided) -> Iterator[Item]:
    """Commitments that the machine says are settled, by what."""
    parts: dict[str, list[str]] = {}
    for of, commitment in db.execute(PARTS):
        parts.setdefault(of, []).append(commitment)
    for row in query_rows(db, OUTCOMES):
        pairs = {tuple(sorted((row["b"], k))) for k in parts[row["of"]]}
        if not pairs & done.pairs:
            yield Item("outcomes", (row["a"], row["b"]), row["score"], SETTLED, reasons_of(row), row["status"])


def find_orphans(db: sqlite3.Connection, done: Decided) -> Iterator[Item]:
    """Decisions about what is no longer found."""
    decisions = load_decisions(db)
    states = find_states(db, decisions)
    yield from (Item("orphans", (str(d.number),), status=d.verdict) for d in decisions
                if states[d.number] == "orphaned")  # fmt: skip


def reasons_of(row: Row) -> tuple[tuple[str, float], ...]:
    """The reasons of a score, the weightiest first; what weighs nothing is left out."""
    found = [(r.name, r.weight) for r in load_reasons(row["reasons"]) if r.weight]
    return tuple(sorted(found, key=lambda r: (-abs(r[1]), r[0])))


QUEUES: dict[str, Asked | Worked] = {  # in the order of the harm that a mistake does
    "contradictions": ask_single("contradictions", CONTRADICTIONS),
    "outcomes": Worked(find_outcomes),
    "clashing": ask_single("clashing", CLASHING),
    "joins": ask_judged("joins", "event", f"j.verdict = 'same' AND j.score < {NEAR}", "j.score"),
    "questions": ask_judged("questions", "event", f"j.verdict = 'unsure' AND j.score > -{NEAR}", "j.score DESC"),
    "actors": ask_judged("actors", "actor", f"(j.verdict = 'unsure' OR j.score < {WEAK})", "j.verdict DESC, j.score"),
    "lent": ask_single("lent", LENT),
    "unnamed": ask_single("unnamed", UNNAMED),
    "orphans": Worked(find_orphans),
}
KINDS = tuple(QUEUES)


def parse_key(given: str) -> tuple[str, tuple[str, ...]]:
    """The kind and the records of an item's key; ("", ()) for what is none."""
    kind, *ids = given.split(".")
    wanted = {"contradictions": 1, "clashing": 1, "lent": 1, "unnamed": 1, "orphans": 1}.get(kind, 2)
    return (kind, tuple(ids)) if kind in QUEUES and len(ids) == wanted and all(ids) else ("", ())
