"""What tables of records have in common: rows, evidence, parties, origins, lists in a column, both ways.

`save.py`, `load.py` and their neighbours call this inside their own transactions.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

from svod.records import Evidence, Origin, Party, Reason, Span

ORIGIN = "extractor, rule, version, confidence, confidence_kind"
EVIDENCE = "e.record, e.part, e.ordinal, e.role, e.article, e.start, e.end, e.text, e.field"

T = TypeVar("T")
Placed = Iterable[tuple[int, T]]  # records with their place among all of their kind
# (record, part) → place → evidence
Pieces = Mapping[tuple[str, str], Mapping[int, Evidence]]


def insert(db: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    """Insert rows that have a value for every column of the table, in the order of `schema.sql`."""
    rows = list(rows)
    if rows:
        db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def insert_evidence(db: sqlite3.Connection, record: str, part: str, evidence: Iterable[tuple[int, Evidence]]) -> None:
    """Store a record's evidence of one part, each with its place."""
    rows = [
        (record, part, place, e.role, e.span.article, e.span.start, e.span.end, e.text, e.field)
        for place, e in evidence
    ]
    insert(db, "evidence", rows)


def insert_sides(db: sqlite3.Connection, record: str, sides: Mapping[str, Sequence[Party]]) -> None:
    """Store the parties of a record, side by side."""
    rows = [(record, s, i, p.name, p.code, p.mention, p.basis) for s, side in sides.items() for i, p in enumerate(side)]
    insert(db, "parties", rows)


def origin_columns(origin: Origin) -> tuple[object, ...]:
    """The five columns of an origin."""
    return (origin.extractor, origin.rule, origin.version, origin.confidence, origin.confidence_kind)


def dump(names: Sequence[str]) -> str:
    """A tuple of strings as a JSON list."""
    return json.dumps(list(names), ensure_ascii=False)


def dump_all(value: object) -> str:
    """Any value of lists, strings and the like as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def found_rows(db: sqlite3.Connection, table: str, columns: str, article: str) -> list[tuple[Any, ...]]:
    """The columns of an article's records in one table, then their origin."""
    query = f"SELECT {columns}, {ORIGIN} FROM {table} WHERE article = ? ORDER BY ordinal"
    return [(*row[:-5], make_origin(*row[-5:])) for row in db.execute(query, (article,))]


@lru_cache(maxsize=10_000)
def make_origin(extractor: str, rule: str, version: str, confidence: float | None, kind: str) -> Origin:
    """An origin; one for all the records that share it."""
    return Origin(extractor, rule, version, confidence, kind)


def found_parts(
    db: sqlite3.Connection, table: str, owner: str, columns: str, article: str
) -> Mapping[str, list[tuple[Any, ...]]]:
    """By record of an article, its rows in a table of parts: (place, columns…)."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for record, *row in db.execute(
        f"SELECT r.id, p.ordinal, {columns} FROM (SELECT id FROM {owner}s WHERE article = ?) AS r"
        f" JOIN {table} AS p ON p.{owner} = r.id ORDER BY r.id, p.ordinal",
        (article,),
    ):
        found[record].append(tuple(row))
    return found


def only(column: str, ids: Iterable[str] | None) -> tuple[str, tuple[str, ...]]:
    """The WHERE for some records alone, with its value; "" and none for all."""
    if ids is None:
        return "", ()
    return f"WHERE {column} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)


def load_sides(
    db: sqlite3.Connection,
    table: str,
    article: str | None = None,
    parties: str = "parties",
    ids: Iterable[str] | None = None,
) -> Mapping[str, Mapping[str, list[Party]]]:
    """By record of a table and side, its parties in order: of one article, of some ids, or of all."""
    found: dict[str, dict[str, list[Party]]] = defaultdict(lambda: defaultdict(list))
    where, values = only("r.id", ids) if article is None else ("WHERE r.article = ?", (article,))
    for record, side, *party in db.execute(
        f"SELECT p.event, p.side, p.name, p.code, p.mention, p.basis FROM {table} AS r"
        f" JOIN {parties} AS p ON p.event = r.id {where} ORDER BY p.event, p.side, p.ordinal",
        values,
    ):
        found[record][side].append(Party(*party))
    return found


def dump_reasons(reasons: Sequence[Reason]) -> str:
    """Reasons as a JSON list of [name, weight]."""
    return json.dumps([[r.name, r.weight] for r in reasons], ensure_ascii=False)


def load_reasons(column: str) -> tuple[Reason, ...]:
    """The inverse of `dump_reasons`."""
    return tuple(Reason(name, weight) for name, weight in json.loads(column))


def found_evidence(db: sqlite3.Connection, table: str, article: str) -> Pieces:
    """The evidence of an article's records in one table."""
    query = f"SELECT {EVIDENCE} FROM {table} AS r JOIN evidence AS e ON e.record = r.id WHERE r.article = ?"
    return group_evidence(db.execute(f"{query} ORDER BY e.record, e.part, e.ordinal", (article,)))


def group_evidence(rows: Iterable[tuple[Any, ...]]) -> Pieces:
    """Evidence rows by record and part, then place."""
    pieces: dict[tuple[str, str], dict[int, Evidence]] = defaultdict(dict)
    for record, part, place, role, article, start, end, text, field in rows:
        span = Span(intern(article), start, end)
        pieces[record, part][place] = Evidence(intern(role), span, intern(text), intern(field))
    return pieces


def whole(pieces: Pieces, record: str) -> tuple[Evidence, ...]:
    """The evidence of the record itself, in order."""
    return tuple(pieces[record, "whole"].values())


def load_names(column: str) -> tuple[str, ...]:
    """A JSON list as a tuple of strings."""
    return tuple(json.loads(column)) if column != "[]" else ()
