"""Records as rows for the tables, narrowed down as the options of the command say.

In: a database and a `Choice`. Out: dicts, in the order of the views in `schema.sql`. Reads; writes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from svod.store.search import fold

Row = dict[str, Any]
SPOKEN_OF = " UNION ALL ".join(
    f"""
    SELECT m.name, m.chain, e.record, '{kind}' AS kind FROM mentions AS m
    JOIN evidence AS w ON w.record = m.id AND w.part = 'whole' AND w.ordinal = 0
    JOIN {kind}s AS r ON r.article = m.article
    JOIN evidence AS e ON e.record = r.id AND e.part = 'whole' AND e.role = '{role}'
    WHERE m.entity = 'infrastructure' AND e.start <= w.start AND w.end <= e.end"""
    for kind, role in (("quote", "content"), ("event_mention", "whole"))
)  # what the view `about` has, begun with the few mentions of things


@dataclass(frozen=True, slots=True)
class Choice:
    """Which records; None and () choose all. Days are inclusive."""

    dyad: tuple[str, str] | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    outlet: str | None = None
    speaker: str | None = None

    @property
    def dated(self) -> bool:
        """True when days are asked for, so that what has none is left out."""
        return self.since is not None or self.until is not None


LOADED = "words.loaded"  # the reason of comparisons of words of different colour


def clash_rows(db: sqlite3.Connection, choice: Choice) -> list[Row]:
    """Headlines that their own text excludes, by the article's day."""
    query = """
        SELECT c.id AS id, c.slot AS slot, c.reason AS reason, a.published AS published, a.outlet AS outlet,
               a.title AS title, t.text AS title_words, b.text AS body_words, b.start AS start, b.end AS end,
               c.event AS event, a.id AS article, a.name AS article_name, a.url AS url
        FROM clashes AS c JOIN articles AS a ON a.id = c.article
        JOIN evidence AS t ON t.record = c.id AND t.part = 'title'
        JOIN evidence AS b ON b.record = c.id AND b.part = 'body'
        ORDER BY a.published, a.name, c.ordinal"""
    return [
        row
        for row in query_rows(db, query)
        if holds(row["outlet"], choice.outlet) and fits_days(row["published"], row["published"], choice)
    ]


def actor_rows(db: sqlite3.Connection, choice: Choice) -> list[Row]:
    """Actors, the most mentioned first."""
    query = """
        SELECT a.id AS id, a.name AS name, a.entity AS entity, a.code AS code, a.names AS names,
               count(m.id) AS mentions, count(DISTINCT m.article) AS articles
        FROM actors AS a LEFT JOIN actor_chains AS c ON c.actor = a.id LEFT JOIN mentions AS m ON m.chain = c.chain
        GROUP BY a.id ORDER BY mentions DESC, a.name, a.id"""
    rows = [
        row
        for row in query_rows(db, query)
        if (choice.country is None or row["code"] == choice.country) and fits_type(row["entity"], choice)
    ]
    told = count_told(db)
    for row in rows:
        row["names"] = json.loads(row["names"])
        row |= told.get(row["id"], {"quotes": 0, "events": 0}) if row["entity"] == "infrastructure" else {}
    return rows


def count_told(db: sqlite3.Connection) -> dict[str, Row]:
    """By infrastructure, in how many quotes it is spoken of, and in the sentences of how many tellings it is named."""
    query = f"""
        SELECT c.actor AS actor, count(DISTINCT CASE s.kind WHEN 'quote' THEN s.record END) AS quotes,
               count(DISTINCT CASE s.kind WHEN 'event_mention' THEN s.record END) AS events
        FROM ({SPOKEN_OF}) AS s JOIN actor_chains AS c ON c.chain = s.chain GROUP BY c.actor"""
    return {row.pop("actor"): row for row in query_rows(db, query)}


def problem_rows(db: sqlite3.Connection) -> list[Row]:
    """What went wrong, with the article's name where there is one."""
    return query_rows(
        db,
        """
        SELECT DISTINCT p.article AS article, a.name AS article_name, a.outlet AS outlet, p.stage AS stage,
               p.message AS message
        FROM problems AS p LEFT JOIN articles AS a ON a.id = p.article ORDER BY p.article, p.stage, p.message""",
    )


def view_rows(db: sqlite3.Connection, view: str) -> list[Row]:
    """All rows of a view, in its order."""
    return query_rows(db, f"SELECT * FROM {view}")


def query_rows(db: sqlite3.Connection, query: str, values: Iterable[Any] = ()) -> list[Row]:
    """The rows of a query as dicts."""
    cursor = db.execute(query, tuple(values))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def fits_codes(codes: str | None, choice: Choice) -> bool:
    """True when the codes on both sides hold those that are asked for."""
    own = set(codes.split(", ")) if codes else set()
    return (choice.dyad is None or set(choice.dyad) <= own) and (choice.country is None or choice.country in own)


def fits_days(start: str | None, end: str | None, choice: Choice) -> bool:
    """True when an interval touches the days asked for; what has no date fits only when none are asked for."""
    if not choice.dated:
        return True
    if start is None:
        return False
    first, last = start[:10], (end or start)[:10]
    return (choice.since is None or last >= choice.since) and (choice.until is None or first <= choice.until)


def fits_type(type_: str, choice: Choice) -> bool:
    """True when a type is one of those asked for."""
    return not choice.types or type_ in choice.types


def holds(name: str | None, letters: str | None) -> bool:
    """True when a name has the letters in it, case and ё aside."""
    return letters is None or (name is not None and fold(letters) in fold(name))
