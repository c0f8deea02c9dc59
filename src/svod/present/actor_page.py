"""A page of actors, with the number of all that fit: counts are those kept for lists, or where they hold no more, made.

In: a database, an `ActorChoice`, where the page begins and how long it is. Out: rows and how many there are in all.
Reads; writes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from svod.present.actor_rows import actor_rows as count_anew
from svod.present.actor_rows import load_involved, load_spoken
from svod.present.cli_rows import Row, count_told, query_rows
from svod.present.paging import Page, Term, among, make_where
from svod.store.lists import listed

# by mentions, as `svod actors` lists them; by events, as the desk does
ORDERS = {
    "mentions": "n.mentions DESC, a.name, a.id",
    "events": "n.events DESC, n.articles DESC, n.mentions DESC, a.name, a.id",
}
COUNTED = ("mentions", "articles", "outlets", "events", "quotes")


@dataclass(frozen=True, slots=True)
class ActorChoice:
    """Which actors; None and () choose all."""

    country: str | None = None
    entities: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None


def find_actors(
    db: sqlite3.Connection, choice: ActorChoice, *, first: int, limit: int | None, order: str = "mentions"
) -> Page:
    """The actors that fit, from place `first` on, `limit` of them or all, with what is counted of them."""
    counts = "actor_counts" if listed(db) else make_counts(db)
    where, values = make_where(terms_of(choice))
    (total,) = db.execute(f"SELECT count(*) FROM actors AS a{where}", values).fetchone()
    columns = ", ".join(["a.id", "a.name", "a.entity", "a.code", "a.names", *(f"n.{name}" for name in COUNTED)])
    tables = f"actors AS a JOIN {counts} AS n ON n.actor = a.id"
    query = f"SELECT {columns} FROM {tables}{where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
    rows = query_rows(db, query, [*values, -1 if limit is None else limit, first])
    return Page([row | {"names": json.loads(row["names"])} for row in rows], total)


def terms_of(choice: ActorChoice) -> list[Term]:
    """What is asked of actors."""
    terms: list[Term] = []
    if choice.country is not None:
        terms.append(("a.code = ?", [choice.country]))
    if choice.entities:
        terms.append(among("a.entity", choice.entities))
    if choice.ids is not None:
        terms.append(among("a.id", choice.ids))
    return terms


def make_counts(db: sqlite3.Connection) -> str:
    """Count everything anew, into a table of this connection alone; returns its name."""
    rows = count_anew(db, load_involved(db), load_spoken(db))
    db.execute("DROP TABLE IF EXISTS temp.counted")
    db.execute(f"CREATE TEMP TABLE counted (actor, {', '.join(COUNTED)})")
    db.executemany("INSERT INTO counted VALUES (?, ?, ?, ?, ?, ?)", [[r["id"], *(r[c] for c in COUNTED)] for r in rows])
    return "temp.counted"


def add_told(db: sqlite3.Connection, rows: list[Row]) -> None:
    """Say of infrastructure, in place of what it does, in how many quotes and tellings it is named."""
    for row in rows:
        del row["quotes"], row["events"]
    things = [row for row in rows if row["entity"] == "infrastructure"]
    told = count_told(db) if things else {}
    for row in things:
        row |= told.get(row["id"], {"quotes": 0, "events": 0})
