"""What waits for a person: joins near the threshold, contradictions, outcomes, speakers, lent sides, orphans.

In: a desk's connection. Out: `Item`s by kind, what matters most first, each with the machine's score and reasons, and
without those that somebody has decided about. It decides nothing and loads no words; `review_cards.py` does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from svod.present.cli_rows import Row, query_rows
from svod.present.web.desk import Desk
from svod.relate.outcomes import SETTLED
from svod.store import Decision, find_states, load_decisions
from svod.store.decisions import PAIR, SINGLE, standing
from svod.store.rows import load_reasons

NEAR = 0.5  # how far from the threshold, 0, a judgement is no longer in doubt
WEAK = 1.0  # a join of actors that rests on so little
JUDGED = """
    SELECT j.a, j.b, j.verdict, j.score, j.reasons FROM judgements AS j
    WHERE j.kind = '{kind}' AND {which} ORDER BY {order}, j.a, j.b"""
CONTRADICTIONS = """
    SELECT c.id, e.voices, c.reason FROM comparisons AS c JOIN events AS e ON e.id = c.event
    WHERE c.verdict = 'contradict' ORDER BY e.voices DESC, c.event, c.ordinal"""
OUTCOMES = """
    SELECT p.commitment AS a, x.record AS b, x.score, x.reasons, x.status, f.id AS of FROM changes AS x
    JOIN follow_ups AS f ON f.id = x.follow_up JOIN follow_up_parts AS p ON p.follow_up = f.id AND p.ordinal = 0
    WHERE x.record LIKE 'e-%' ORDER BY f.status <> 'disputed', x.status <> 'broken', x.score, f.id, x.ordinal"""
CLASHING = "SELECT base AS id FROM quotations WHERE clash <> '[]' ORDER BY voices DESC, id"
UNNAMED = """
    SELECT q.id FROM corrected_quotes AS q JOIN articles AS a ON a.id = q.article WHERE q.speaker IS NULL
    ORDER BY q.kind <> 'direct', a.published IS NULL, a.published DESC, q.article, q.ordinal"""
LENT = """
    SELECT DISTINCT m.id, ifnull(e.voices, 0) AS voices, m.article, m.ordinal FROM corrected_event_mentions AS m
    JOIN corrected_parties AS p ON p.event = m.id AND p.basis IN ('setting', 'pair', 'passage')
    LEFT JOIN event_parts AS x ON x.event_mention = m.id LEFT JOIN events AS e ON e.id = x.event
    ORDER BY voices DESC, m.article, m.ordinal"""


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


def find_items(desk: Desk, db: sqlite3.Connection, kind: str) -> list[Item]:
    """What waits, of one kind."""

    def load() -> list[Item]:
        return list(FINDERS[kind](db, find_decided(load_decisions(db))))

    return desk.keep(db, ("review", kind), load, worded=False)


def find_judged(kind: str, which: str, order: str, name: str, db: sqlite3.Connection, done: Decided) -> Iterator[Item]:
    """Judgements on pairs, near the threshold."""
    for row in query_rows(db, JUDGED.format(kind=kind, which=which, order=order)):
        if (row["a"], row["b"]) not in done.pairs:
            yield Item(name, (row["a"], row["b"]), row["score"], 0.0, reasons_of(row), row["verdict"])


def find_contradictions(db: sqlite3.Connection, done: Decided) -> Iterator[Item]:
    """Contradictions that the machine claims."""
    for row in query_rows(db, CONTRADICTIONS):
        if row["id"] not in done.single:
            yield Item("contradictions", (row["id"],), status=row["reason"])


def find_outcomes(db: sqlite3.Connection, done: Decided) -> Iterator[Item]:
    """Commitments that the machine says are settled, by what."""
    parts: dict[str, list[str]] = {}
    for of, commitment in db.execute("SELECT follow_up, commitment FROM follow_up_parts ORDER BY 1, 2"):
        parts.setdefault(of, []).append(commitment)
    for row in query_rows(db, OUTCOMES):
        pairs = {tuple(sorted((row["b"], k))) for k in parts[row["of"]]}
        if not pairs & done.pairs:
            yield Item("outcomes", (row["a"], row["b"]), row["score"], SETTLED, reasons_of(row), row["status"])


def find_single(name: str, query: str, db: sqlite3.Connection, done: Decided) -> Iterator[Item]:
    """Records that nobody has looked at."""
    for row in query_rows(db, query):
        if row["id"] not in done.single:
            yield Item(name, (row["id"],))


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


Finder = Callable[[sqlite3.Connection, Decided], Iterator[Item]]
FINDERS: dict[str, Finder] = {  # in the order of the harm that a mistake does
    "contradictions": find_contradictions,
    "outcomes": find_outcomes,
    "clashing": partial(find_single, "clashing", CLASHING),
    "joins": partial(find_judged, "event", f"j.verdict = 'same' AND j.score < {NEAR}", "j.score", "joins"),
    "questions": partial(find_judged, "event", f"j.verdict = 'unsure' AND j.score > -{NEAR}", "j.score DESC",
                         "questions"),
    "actors": partial(find_judged, "actor", f"(j.verdict = 'unsure' OR j.score < {WEAK})", "j.verdict DESC, j.score",
                      "actors"),
    "lent": partial(find_single, "lent", LENT),
    "unnamed": partial(find_single, "unnamed", UNNAMED),
    "orphans": find_orphans,
}  # fmt: skip
KINDS = tuple(FINDERS)


def parse_key(given: str) -> tuple[str, tuple[str, ...]]:
    """The kind and the records of an item's key; ("", ()) for what is none."""
    kind, *ids = given.split(".")
    wanted = {"contradictions": 1, "clashing": 1, "lent": 1, "unnamed": 1, "orphans": 1}.get(kind, 2)
    return (kind, tuple(ids)) if kind in FINDERS and len(ids) == wanted and all(ids) else ("", ())
