"""Which commitments lie in which column on a day, asked of SQLite: of none but those that are shown more is read.

In: a desk's connection, filters and a day. Out: ids and numbers, and rows as `commitment_rows` has them, each with its
column. Words are looked for in all commitments that fit else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from svod.present.cli_rows import Row
from svod.present.commitment_page import LATER, ORDER, PARTIES, WORDED, Wanted, own_terms, side_terms
from svod.present.commitment_rows import SETTLED, load_history, load_rows, status_on, words_of
from svod.present.paging import IDS, Term, among, dump_ids, find_outlets, make_where
from svod.present.quote_rows import make_finder
from svod.present.web.filters import Filters
from svod.present.web.inflections import query_forms
from svod.store.lists import listed

CHUNK = 500  # rows read at a time where all are wanted
LIES = f"""CASE
    WHEN f.status IN {SETTLED!r} OR ifnull(f.end, '') = '' THEN f.status
    WHEN f.end < ? THEN CASE WHEN f.kind IN ('promise', 'plan') THEN 'overdue' ELSE 'expired' END
    WHEN (SELECT ifnull(start, '') = '' OR start <= ? FROM follow_ups WHERE id = f.id) THEN 'due'
    ELSE f.status END"""  # as `find_column` has it; all else is in the index that has the order
THEN = "ifnull((SELECT value FROM json_each(?) WHERE key = f.id), f.status)"
OF_ACTOR = """f.id IN (
    SELECT p.event FROM parties AS p JOIN mentions AS m ON m.id = p.mention JOIN actor_chains AS c ON c.chain = m.chain
    WHERE c.actor = ? AND p.event >= 'F-' AND p.event < 'F.')"""
OF_OUTLET = """f.id IN (
    SELECT p.follow_up FROM articles AS a JOIN commitments AS c ON c.article = a.id
    JOIN follow_up_parts AS p ON p.commitment = c.id AND p.ordinal = 0 WHERE {})"""
ALL: Term = ("1", ())
OF_CODE = f"f.id IN ({PARTIES} AND code = ? AND (side = 'addressee' OR (side = 'holder' AND ordinal = 0)))"


@dataclass(frozen=True, slots=True)
class Lying:
    """One commitment in its column."""

    id: str
    column: str
    made: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """Which commitments are asked about, and how those stood that later reports changed."""

    day: str
    terms: Sequence[Term]
    then: Mapping[str, str]

    def query(self, db: sqlite3.Connection, columns: str, more: Term = ALL) -> tuple[str, list[object]]:
        """A query for columns of the commitments `f` that fit, `lies` among them, and fit what more is asked."""
        where, values = make_where(self.terms)
        status, then = (THEN, [json.dumps(self.then)]) if self.then else ("f.status", [])
        tables = "follow_ups AS f" if listed(db) else WORDED  # then the words of some may be gone
        fitting = f"SELECT f.id, f.kind, f.end, f.made, {status} AS status FROM {tables}{where}"
        lying = f"SELECT f.*, {LIES} AS lies FROM ({fitting}) AS f"
        query = f"SELECT {columns} FROM ({lying}) AS f WHERE {more[0]}"
        return query, [self.day, self.day, *then, *values, *more[1]]


def make_board(db: sqlite3.Connection, filters: Filters, day: str) -> Board:
    """The commitments that fit whatever their standing."""
    board = Board(day, ask(db, filters, day), load_then(db, day))
    if not filters.words:
        return board
    finds = make_finder(filters.words, query_forms(filters.words))
    query, values = board.query(db, "f.id")
    ids = [id_ for (id_,) in db.execute(query, values)]
    first = "SELECT follow_up, commitment FROM follow_up_parts WHERE ordinal = 0 AND follow_up IN " + IDS
    said = ((id_, words_of(db, of)) for id_, of in db.execute(first, (dump_ids(ids),)))
    found = [id_ for id_, row in said if finds(f"{row['words']} {row['condition'] or ''}")]
    return Board(day, [among("f.id", found)], board.then)


def ask(db: sqlite3.Connection, filters: Filters, day: str) -> list[Term]:
    """What is asked of commitments, how they stand aside."""
    base = filters.base
    kinds = (filters.kind,) if filters.kind else ()
    wanted = Wanted(day, kinds=kinds, holder=filters.speaker or None, dyad=base.dyad)
    terms = [*own_terms(wanted), *side_terms(db, wanted)]
    if base.country:
        terms.append((OF_CODE, [base.country]))
    if base.outlet is not None:
        condition, values = among("a.outlet", find_outlets(db, base.outlet))
        terms.append((OF_OUTLET.format(condition), values))
    if base.since:
        terms.append(("substr(f.made, 1, 10) >= ?", [base.since]))
    if base.until:
        terms.append(("f.made <> '' AND substr(f.made, 1, 10) <= ?", [base.until]))
    if filters.actor:
        terms.append((OF_ACTOR, [filters.actor]))
    return terms


def load_then(db: sqlite3.Connection, day: str) -> dict[str, str]:
    """Of those that later reports changed, how they stood on a day."""
    later = [id_ for (id_,) in db.execute(LATER, [day])] if day else []
    history = load_history(db, later)
    query = f"SELECT id, status FROM follow_ups WHERE id IN {IDS}"
    return {id_: status_on(status, history[id_], day) for id_, status in db.execute(query, (dump_ids(later),))}


def within(column: str) -> Term:
    """That a commitment lies in a column; "" is any."""
    return among("f.lies", [column]) if column else ALL


def find_lying(db: sqlite3.Connection, board: Board, more: Term = ALL) -> list[Lying]:
    """All that fit, in order of deadline."""
    query, values = board.query(db, "f.id, f.lies, f.made, f.end", more)
    return [Lying(*row) for row in db.execute(f"{query} ORDER BY {ORDER}", values)]


def count_lying(db: sqlite3.Connection, board: Board, column: str) -> int:
    """How many fit, of all columns or of one."""
    return int(db.execute(*board.query(db, "count(*)", within(column))).fetchone()[0])


def find_part(db: sqlite3.Connection, board: Board, column: str, part: tuple[int, int]) -> list[Row]:
    """The rows at a part (first, limit) of those that fit, of all columns or of one."""
    query, values = board.query(db, "f.id", within(column))
    first, limit = part
    ids = [id_ for (id_,) in db.execute(f"{query} ORDER BY {ORDER} LIMIT ? OFFSET ?", (*values, limit, first))]
    return load_lying(db, ids, board.day)


def read_lying(db: sqlite3.Connection, board: Board, column: str) -> Iterator[Row]:
    """The rows of all that fit, some at a time."""
    query, values = board.query(db, "f.id", within(column))
    ids = [id_ for (id_,) in db.execute(f"{query} ORDER BY {ORDER}", values)]
    for at in range(0, len(ids), CHUNK):
        yield from load_lying(db, ids[at : at + CHUNK], board.day)


def load_lying(db: sqlite3.Connection, ids: Sequence[str], day: str) -> list[Row]:
    """Commitments by id as they stand on a day, each with its column."""
    return [row | {"column": find_column(row)} for row in load_rows(db, ids, day)]


def find_column(row: Row) -> str:
    """Where a commitment lies: a deadline goes before how it was last said again."""
    return str(row["status"] if row["stands"] == "open" else row["stands"])


def latest_first(rows: Iterable[Lying]) -> list[Lying]:
    """The latest deadline first; where there is none, the day it was made stands for it."""
    return sorted(rows, key=lambda r: (r.end or r.made or "", r.id), reverse=True)
