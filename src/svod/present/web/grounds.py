"""What counting rests on, loaded once for all views that count: events, and articles with days, voices and tellers.

In: a desk's connection. Out: events; `Grounds` by outlets, and by the user's sides where he gives any. It counts
nothing.
"""

from __future__ import annotations

import sqlite3

from svod.present.relations import Grounds, load_grounds
from svod.present.web.desk import Desk
from svod.records import Event
from svod.store.accounts import load_events


def events_of(desk: Desk, db: sqlite3.Connection) -> tuple[Event, ...]:
    """All events as records."""
    return desk.keep(db, "events", lambda: load_events(db), worded=False)


def grounds_of(desk: Desk, db: sqlite3.Connection) -> Grounds:
    """What is known of articles, told by their outlets."""
    return desk.keep(db, "grounds", lambda: load_grounds(db), worded=False)


def sided_of(desk: Desk, db: sqlite3.Connection) -> Grounds | None:
    """The same told by the user's sides; None where he gives none."""
    return desk.keep(db, "sides", lambda: load_grounds(db, desk.sides), worded=False) if desk.sides else None
