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

MOST = 60  # values of one list
OF_EVENTS = "SELECT DISTINCT event, code FROM parties WHERE event >= 'E-' AND event < 'E.' AND code IS NOT NULL"
PAIRS = f"""
    SELECT pair, count(*) FROM (
        SELECT min(code) || '-' || max(code) AS pair FROM ({OF_EVENTS}) GROUP BY event HAVING count(*) = 2)
    GROUP BY pair"""


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
    states = Counter[str](dict(db.execute(f"SELECT code, count(*) FROM ({OF_EVENTS}) GROUP BY code")))
    pairs = Counter[str](dict(db.execute(PAIRS)))
    outlets = Counter[str](
        dict(db.execute("SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL GROUP BY outlet"))
    )
    involved = Counter({id_: len(own) for id_, own in involved_of(desk, db).items()})
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


def most(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent values."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
