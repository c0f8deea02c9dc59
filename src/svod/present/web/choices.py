"""What the filter bar offers: the values there are in the database, the most frequent first.

In: a desk's connection. Out: `Choices`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from svod.present.report_words import act_label, country, type_label
from svod.present.web.desk import Desk
from svod.present.web.event_list import involved_of
from svod.store.lists import listed

MOST = 60  # values of one list
OF_EVENTS = "SELECT DISTINCT event, code FROM parties WHERE event >= 'E-' AND event < 'E.' AND code IS NOT NULL"
PAIRS = f"""
    SELECT pair, count(*) FROM (
        SELECT min(code) || '-' || max(code) AS pair FROM ({OF_EVENTS}) GROUP BY event HAVING count(*) = 2)
    GROUP BY pair"""
# The same by what is kept for lists: an event of two codes is of one pair.
LISTED_CODES = "SELECT value, count(*) FROM event_facets WHERE facet = 'code' GROUP BY value"
LISTED_PAIRS = """
    SELECT replace(pair, ' ', '-'), count(*) FROM (
        SELECT min(value) AS pair FROM event_facets WHERE facet = 'pair' GROUP BY place HAVING count(*) = 1)
    GROUP BY pair"""
LISTED_ACTORS = "SELECT actor, events FROM actor_counts WHERE events > 0"


@dataclass(frozen=True, slots=True)
class Choices:
    """By field: value, words, number."""

    dyad: tuple[tuple[str, str, int], ...]
    country: tuple[tuple[str, str, int], ...]
    outlet: tuple[tuple[str, str, int], ...]
    type: tuple[tuple[str, str, int], ...]
    act: tuple[tuple[str, str, int], ...]
    actor: tuple[tuple[str, str, int], ...]
    names: Mapping[str, str]  # of all actors by id


def load_choices(desk: Desk, db: sqlite3.Connection) -> Choices:
    """The choices, kept until the database changes."""
    return desk.keep(db, "choices", lambda: find_choices(desk, db))


def find_choices(desk: Desk, db: sqlite3.Connection) -> Choices:
    """The choices, read anew."""
    types = Counter[str](dict(db.execute("SELECT type, count(*) FROM events GROUP BY type")))
    states, pairs, involved = count_sides(desk, db)
    outlets = Counter[str](
        dict(db.execute("SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL GROUP BY outlet"))
    )
    names = dict(db.execute("SELECT id, name FROM actors ORDER BY id"))
    acts = Counter[str](dict(db.execute("SELECT act, count(*) FROM quotes GROUP BY act")))
    return Choices(
        tuple((p, " – ".join(country(c) or c for c in p.split("-")), n) for p, n in most(pairs)),
        tuple((c, country(c) or c, n) for c, n in most(states)),
        tuple((o, o, n) for o, n in sorted(most(outlets), key=lambda x: x[0].casefold())),
        tuple((t, type_label(t), n) for t, n in most(types)),
        tuple((a, act_label(a), n) for a, n in most(acts)),
        tuple((a, names[a], n) for a, n in most(involved) if a in names),
        names,
    )


def count_sides(desk: Desk, db: sqlite3.Connection) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By code, by pair and by actor the number of events in which they take part."""
    if listed(db):
        codes, pairs, actors = (Counter(dict(db.execute(q))) for q in (LISTED_CODES, LISTED_PAIRS, LISTED_ACTORS))
        return codes, pairs, actors
    involved = Counter({id_: len(own) for id_, own in involved_of(desk, db).items()})
    codes = Counter(dict(db.execute(f"SELECT code, count(*) FROM ({OF_EVENTS}) GROUP BY code")))
    return codes, Counter(dict(db.execute(PAIRS))), involved


def most(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent values."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
