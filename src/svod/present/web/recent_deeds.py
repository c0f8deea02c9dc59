"""Who acts on whom in a database of very many events: those of the days asked for, or of the latest, are read alone.

In: a desk's connection, a level (states or persons) and filters. Out: `Deeds`. What counts is for
`svod.relate.network` to say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from svod.present.paging import IDS, dump_ids
from svod.present.relations import Told, load_some_events
from svod.present.web.desk import Desk
from svod.present.web.filters import Filters
from svod.present.web.grounds import grounds_of
from svod.records import Party
from svod.relate.network import Deed, find_deeds

DEALT = "SELECT DISTINCT place FROM event_facets WHERE facet = 'dealt'"
DEALT_BY = f"{DEALT} AND (value LIKE ? || ' %' OR value LIKE '% ' || ?)"
OF_ACTOR = "SELECT place FROM event_facets WHERE facet = 'actor' AND value = ?"
ALL = "SELECT place FROM event_places WHERE start IS NOT NULL AND factuality = 'actual'"
LATEST = """
    SELECT o.event, o.start FROM ({}) AS f CROSS JOIN event_places AS o ON o.place = f.place
    WHERE o.start <= ? AND o.last >= ? AND o.factuality = 'actual' ORDER BY o.place DESC LIMIT ?"""
MODES = f"""
    SELECT p.event, m.article, m.type, m.mode FROM event_parts AS p
    JOIN corrected_event_mentions AS m ON m.id = p.event_mention WHERE p.event IN {IDS} ORDER BY p.event, p.ordinal"""
PERSONS = f"""
    SELECT m.id, a.id FROM parties AS p JOIN mentions AS m ON m.id = p.mention AND m.entity = 'person'
    JOIN actor_chains AS c ON c.chain = m.chain JOIN actors AS a ON a.id = c.actor AND a.entity = 'person'
    WHERE p.event IN {IDS}"""
FOREVER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Deeds:
    """The events that count; where more do than are read, those of the days from `since` on."""

    found: tuple[Deed, ...]
    since: str = ""  # "" where all are there
    until: str = ""


def load_recent(desk: Desk, db: sqlite3.Connection, filters: Filters, most: int) -> Deeds:
    """The latest events that count, as many whole days as hold no more than `most`."""
    base, level = filters.base, filters.level or "states"
    which, values = choose(level, filters)
    asked = (*values, base.until or FOREVER, base.since or "", most + 1)
    rows = db.execute(LATEST.format(which), asked).fetchall()
    if len(rows) <= most:
        return Deeds(load_deeds(desk, db, [event for event, _ in rows], level))
    first, last = rows[-1][1], rows[0][1]
    ids = [event for event, day in rows if day > first] or [event for event, _ in rows]
    since = min(day for event, day in rows if day > first or first == last)
    return Deeds(load_deeds(desk, db, ids, level), since, last)


def choose(level: str, filters: Filters) -> tuple[str, Sequence[str]]:
    """The places of events that may count, as a query with its values."""
    if filters.actor:
        return OF_ACTOR, [filters.actor]
    if level == "persons":
        return ALL, []
    country = filters.base.country
    return (DEALT_BY, [country, country]) if country else (DEALT, [])


def load_deeds(desk: Desk, db: sqlite3.Connection, ids: Sequence[str], level: str) -> tuple[Deed, ...]:
    """Of these events those that count."""
    wanted = dump_ids(ids)
    told: dict[str, list[Told]] = {}
    for event, *one in db.execute(MODES, (wanted,)):
        told.setdefault(event, []).append(Told(*one))
    persons = dict(db.execute(PERSONS, (wanted,))) if level == "persons" else {}

    def name(party: Party) -> str | None:
        return persons.get(party.mention) if level == "persons" else party.code

    return find_deeds(load_some_events(db, ids), told, grounds_of(desk, db).voices, name)
