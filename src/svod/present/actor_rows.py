"""Actors as rows: how often each is met, in how many articles and outlets, events and quotes; and in which events.

In: a database. Out: rows and tables by `Actor.id`. To a state belongs what everybody does who acts for it, as in the
relationship index; to anybody else what names them. Reads; writes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from svod.present.cli_rows import Row, query_rows

ENTITIES = ("person", "state", "organization", "outlet", "group", "place", "infrastructure")
KEYS = ("id", "name", "entity", "code", "events", "quotes", "articles", "outlets", "mentions", "names")
MET = """
    SELECT c.actor AS actor, count(*) AS mentions, count(DISTINCT m.article) AS articles,
           count(DISTINCT a.outlet) AS outlets
    FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain JOIN articles AS a ON a.id = m.article
    GROUP BY c.actor"""
PARTIES = """
    SELECT p.event, p.side, p.code, m.chain FROM parties AS p LEFT JOIN mentions AS m ON m.id = p.mention
    WHERE p.side IN ('actor', 'recipient') AND p.event >= 'E-' AND p.event < 'E.'"""
PARTIES_OF = """
    SELECT p.event, p.side, p.code, m.chain FROM event_facets AS f JOIN event_places AS e ON e.place = f.place
    JOIN parties AS p ON p.event = e.event LEFT JOIN mentions AS m ON m.id = p.mention
    WHERE f.facet = 'actor' AND f.value = ?"""  # where lists are kept
SPOKEN = """
    SELECT q.id, q.speaker_code, m.chain FROM corrected_quotes AS q
    LEFT JOIN mentions AS m ON m.id = q.speaker_mention WHERE q.speaker IS NOT NULL"""
Sides = Mapping[str, str]  # by Event.id: actor, recipient, both


def load_owners(db: sqlite3.Connection) -> dict[str, str]:
    """By chain, whose it is."""
    return dict(db.execute("SELECT chain, actor FROM actor_chains"))


def load_states(db: sqlite3.Connection) -> dict[str, str]:
    """By code, the actor that is the state itself: the one with most chains where several are."""
    query = (
        "SELECT a.code, a.id FROM actors AS a JOIN actor_chains AS c ON c.actor = a.id"
        " WHERE a.entity = 'state' AND a.code IS NOT NULL GROUP BY a.id ORDER BY count(*), a.id DESC"
    )
    return dict(db.execute(query))


def load_involved(db: sqlite3.Connection) -> dict[str, Sides]:
    """By actor the events in which it takes part, with its side."""
    owners, states = load_owners(db), load_states(db)
    found: dict[str, dict[str, str]] = {}
    for event, side, code, chain in db.execute(PARTIES):
        for actor in who(code, chain, owners, states):
            put(found.setdefault(actor, {}), event, side)
    return {actor: dict(sorted(own.items())) for actor, own in found.items()}


def load_sides(db: sqlite3.Connection, actor: str, states: Mapping[str, str]) -> Sides:
    """The events in which one actor takes part, with its side, by what is kept for lists."""
    owners = dict(db.execute("SELECT chain, actor FROM actor_chains WHERE actor = ?", (actor,)))
    found: dict[str, str] = {}
    for event, side, code, chain in db.execute(PARTIES_OF, (actor,)):
        if actor in who(code, chain, owners, states):
            put(found, event, side)
    return dict(sorted(found.items()))


def put(own: dict[str, str], event: str, side: str) -> None:
    """Note a side of an event; who stands on both has "both"."""
    own[event] = side if own.get(event, side) == side else "both"


def load_spoken(db: sqlite3.Connection) -> dict[str, list[str]]:
    """By actor the quotes of it."""
    owners, states = load_owners(db), load_states(db)
    found: dict[str, list[str]] = {}
    for quote, code, chain in db.execute(SPOKEN):
        for actor in who(code, chain, owners, states):
            found.setdefault(actor, []).append(quote)
    return found


def who(code: str | None, chain: str | None, owners: Mapping[str, str], states: Mapping[str, str]) -> Iterable[str]:
    """Whose doing it is: the actor named, and the state it acts for."""
    return sorted({a for a in (owners.get(chain or ""), states.get(code or "")) if a})


def actor_rows(db: sqlite3.Connection, involved: Mapping[str, Sides], spoken: Mapping[str, list[str]]) -> list[Row]:
    """Every actor, the one with most events first, then the one most written of."""
    met = {row.pop("actor"): row for row in query_rows(db, MET)}
    rows = []
    for row in query_rows(db, "SELECT id, name, entity, code, names FROM actors"):
        id_ = row["id"]
        counted = {"events": len(involved.get(id_, ())), "quotes": len(spoken.get(id_, ()))}
        rows.append(row | met.get(id_, {"mentions": 0, "articles": 0, "outlets": 0}) | counted
                    | {"names": json.loads(row["names"])})  # fmt: skip
    return sorted(rows, key=lambda r: (-r["events"], -r["articles"], -r["mentions"], r["name"], r["id"]))
