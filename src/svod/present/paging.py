"""What pages of lists share: a page, conditions of a query, names that have what is asked for.

In: choices. Out: conditions for SQLite with the values of their ?. Knows no table of records but those kept for lists.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from svod.present.cli_rows import Row, holds
from svod.present.quote_rows import fits_outlet, same_name
from svod.store.lists import listed
from svod.store.names import find_names
from svod.store.search import fold

Forms = Callable[[str], Collection[str]]
Term = tuple[str, Sequence[object]]  # a condition, and the values of its ?
IDS = "(SELECT value FROM json_each(?))"
LATEST = "\U0010ffff"  # behind every character: a day with it is later than any moment of that day


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the rows that fit, and the number of all."""

    rows: list[Row]
    total: int


def make_where(terms: Iterable[Term]) -> tuple[str, list[object]]:
    """Conditions as a WHERE and its values."""
    terms = list(terms)
    where = " AND ".join(f"({condition})" for condition, _ in terms)
    return (f" WHERE {where}" if where else ""), [value for _, values in terms for value in values]


def dump_ids(ids: Iterable[str | int]) -> str:
    """Values as a JSON list, for IDS."""
    return json.dumps(list(ids), ensure_ascii=False)


def among(column: str, values: Iterable[str]) -> Term:
    """That a column has one of some values."""
    given = list(values)
    return (f"{column} = ?", given) if len(given) == 1 else (f"{column} IN {IDS}", [dump_ids(given)])


def named(db: sqlite3.Connection, wanted: str, forms: Forms, query: str) -> list[str]:
    """The names that have what is asked for; those that `query` gives are judged where none are kept for lists."""
    if listed(db):
        return find_names(db, wanted, forms)
    names = sorted(name for (name,) in db.execute(query) if name)
    return [name for name in names if holds(name, wanted) or same_name(name, wanted, forms)]


def holding(db: sqlite3.Connection, letters: str, query: str) -> list[str]:
    """The names that have the letters in them; of those that `query` gives where none are kept for lists."""
    if listed(db):
        return [name for (name,) in db.execute("SELECT name FROM names WHERE instr(folded, ?)", [fold(letters)])]
    return sorted({name for (name,) in db.execute(query) if holds(name, letters)})


def find_outlets(db: sqlite3.Connection, wanted: str) -> list[str]:
    """The outlets of articles that are asked for, in every spelling."""
    outlets = [name for (name,) in db.execute("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")]
    return sorted(name for name in outlets if fits_outlet(name, wanted))
