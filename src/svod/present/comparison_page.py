"""A page of events whose accounts are compared, with the number of all that fit; what each article says in each slot.

In: a database, a `ComparisonChoice`, where the page begins and how long it is. Out: ids of events, and the rows of some
of them. Reads; writes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from svod.present.cli_rows import LOADED, Choice, Row, query_rows
from svod.present.event_page import More, Part, find_ids
from svod.present.event_rows import EventChoice
from svod.present.paging import IDS, dump_ids
from svod.store.search import no_forms


@dataclass(frozen=True, slots=True)
class ComparisonChoice:
    """Which comparisons: of which events, with one of which verdicts, of loaded words alone."""

    base: Choice = field(default_factory=Choice)  # sides, days, types
    verdicts: tuple[str, ...] = ()
    event: str | None = None
    wording: bool = False


def find_compared(db: sqlite3.Connection, choice: ComparisonChoice, part: Part) -> tuple[list[str], int]:
    """The events of a part, in order of time, and the number of all."""
    more = More(facets=[("wording" if choice.wording else "verdict", choice.verdicts)])
    if choice.event is not None:
        more = More([("o.event = ?", [choice.event])])
    return find_ids(db, EventChoice(choice.base), no_forms, part, more)


def load_accounts(db: sqlite3.Connection, choice: ComparisonChoice, events: Sequence[str]) -> list[Row]:
    """What each article says in each slot of some events that is asked for: event by event."""
    place = {id_: number for number, id_ in enumerate(events)}
    ends = dict(db.execute(f"SELECT id, end FROM events WHERE id IN {IDS}", [dump_ids(events)]))
    rows = [
        row | {"end": ends[row["event"]], "according_to": json.loads(row["according_to"])}
        for row in query_rows(db, f"SELECT * FROM readable_comparisons WHERE event IN {IDS}", [dump_ids(events)])
        if row["verdict"] in choice.verdicts and (not choice.wording or row["reason"] == LOADED)
    ]
    return sorted(rows, key=lambda row: place[row["event"]])


def comparison_rows(db: sqlite3.Connection, choice: ComparisonChoice, limit: int | None = None) -> list[Row]:
    """The rows of all that fit, or so many of them."""
    events, _ = find_compared(db, choice, Part(limit=limit))
    return load_accounts(db, choice, events)[:limit]
