"""Who did not write of an event though he could: beside accounts of it.

In: a database and ids of events. Out: names of outlets, and how many were not collected. Computes nothing that
`svod.relate.coverage` does not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from svod.present.coverage_around import collect_around
from svod.present.relations import load_some_events
from svod.relate.coverage import cover_event


@dataclass(frozen=True, slots=True)
class Absent:
    """Who did not write of an event though it could, with a question mark who tells something like it; how many of all
    outlets were not collected.
    """

    silent: tuple[str, ...]
    missing: int
    of: int


def find_absent(db: sqlite3.Connection, wanted: Iterable[str]) -> Callable[[str], Absent]:
    """What tells of each of these events who did not write about it though it could, and how many cannot be asked."""
    events = {event.id: event for event in load_some_events(db, list(dict.fromkeys(wanted)))}
    collected = collect_around(db, list(events.values()))

    def absent(event: str) -> Absent:
        row = cover_event(events[event], collected)
        silent = sorted(row.having("silent"), key=lambda c: bool(c.alike))
        return Absent(tuple(c.teller + ("?" if c.alike else "") for c in silent), row.missing, len(collected.tellers))

    return absent


def add_absent(db: sqlite3.Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Say in each row of an event's account which outlets did not write of it, and how many were not collected."""
    find = find_absent(db, (row["event"] for row in rows))
    there = {event: find(event) for event in dict.fromkeys(row["event"] for row in rows)}
    for row in rows:
        row["did_not_write"] = list(there[row["event"]].silent)
        row["not_collected"] = there[row["event"]].missing


def name_absent(find: Callable[[str], Absent], most: int = 6) -> Callable[[str], str]:
    """The same as a line for people."""

    def absent(event: str) -> str:
        there = find(event)
        shown, rest = there.silent[:most], len(there.silent) - most
        more = f" and {rest} more" if rest > 0 else ""
        doubt = " (?: tells something like it)" if any(name.endswith("?") for name in shown) else ""
        lines = (
            f"did not write of it: {', '.join(shown)}{more}{doubt}" if shown else "",
            f"not collected for those days: {there.missing} of {there.of} outlets" if there.missing else "",
        )
        return "; ".join(filter(None, lines))

    return absent
