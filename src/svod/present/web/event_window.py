"""The events of a picture: all that fit, or those of the latest days where they are more than a picture can show.

In: a desk's connection and filters. Out: a `Window`. A database of few events is held in memory; of one of many only
the events of the window are read. Words are looked for in what is told, and so in every event: `event_rows` does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from svod.present.cli_rows import Row
from svod.present.commitment_rows import latest_day
from svod.present.event_page import IDS, Part, Term, dump_ids, find_ids, load_rows
from svod.present.web.desk import Desk
from svod.present.web.event_list import event_rows
from svod.present.web.event_sheet import DATED, UNDATED, more_of
from svod.present.web.filters import Filters
from svod.present.web.inflections import query_forms
from svod.relate.periods import shift

MOST = 20_000  # events of a database that is held in memory: its pictures show them all
SHOWN = 5_000  # events that a picture of a larger one shows
NARROW = 3_000  # events of the latest days, where there are more: marks quote no more of them than so many
CHUNK = 1_000  # rows read at a time
TOLD_ON = """
    SELECT substr(a.published, 1, 10) AS day, count(*) FROM articles AS a
    JOIN event_mentions AS m ON m.article = a.id WHERE (a.published IS NULL) = 0 GROUP BY 1 ORDER BY 1 DESC"""
TOLD_IN = """
    SELECT n.event FROM (
        SELECT DISTINCT p.event FROM articles AS a JOIN event_mentions AS m ON m.article = a.id
        JOIN event_parts AS p ON p.event_mention = m.id
        WHERE (a.published IS NULL) = 0 AND a.published >= ? AND substr(a.published, 1, 10) <= ?) AS n
    WHERE ? <= (
        SELECT min(a.published) FROM event_parts AS p JOIN event_mentions AS m ON m.id = p.event_mention
        JOIN articles AS a ON a.id = m.article WHERE p.event = n.event)"""


@dataclass(frozen=True, slots=True)
class Window:
    """Events in the order of `event_rows`. Where they are not all, `filters` ask for their days."""

    rows: Sequence[Row]
    filters: Filters
    total: int  # that fit, whatever their day
    narrow: bool = False
    before: int = 0  # that fit and end before the window
    after: int = 0


def load_window(desk: Desk, db: sqlite3.Connection, filters: Filters, *, timeless: bool) -> Window:
    """The events that fit; `timeless` where those outside the days asked for are wanted too, if there are few."""
    whole = replace(filters, since="", until="") if timeless else filters
    if count_events(db) <= MOST or filters.words:
        rows = event_rows(desk, db, whole)
        return Window(rows, filters, len(rows))
    total = count(desk, db, whole)
    if total <= SHOWN:
        return Window(read_rows(db, find_all(desk, db, whole)), filters, total)
    if filters.clock == "reported":
        near = narrow_reports(db, filters)
        told = tuple(event for (event,) in db.execute(TOLD_IN, (near.since, near.until, near.since)))
        own: Term = (f"o.event IN {IDS}", [dump_ids(told)])
        return Window(read_rows(db, find_all(desk, db, whole, own)), near, total, narrow=True)
    near = narrow_days(desk, db, filters)
    before, after = ("o.last < ?", [near.base.since]), ("o.start > ?", [near.base.until])
    return Window(
        read_rows(db, find_all(desk, db, near)[:SHOWN]), near, total, True,
        count(desk, db, whole, before), count(desk, db, whole, after),
    )  # fmt: skip


def count_events(db: sqlite3.Connection) -> int:
    """How many events there are."""
    return int(db.execute("SELECT count(*) FROM events").fetchone()[0])


def count(desk: Desk, db: sqlite3.Connection, filters: Filters, term: Term = ("1", ())) -> int:
    """How many events fit."""
    more = more_of(desk, db, filters, term)
    return find_ids(db, filters.events, query_forms(filters.speaker), Part(limit=0), more)[1]


def find_all(desk: Desk, db: sqlite3.Connection, filters: Filters, term: Term = ("1", ())) -> list[str]:
    """The ids of the events that fit, in the order of `event_rows`."""
    forms, choice = query_forms(filters.speaker), filters.events
    more = more_of(desk, db, filters, term)
    dated = find_ids(db, choice, forms, Part(latest=True), replace(more, terms=[*more.terms, DATED]))[0]
    return dated + find_ids(db, choice, forms, Part(), replace(more, terms=[*more.terms, UNDATED]))[0]


def read_rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """Events by id, in this order."""
    return [row for at in range(0, len(ids), CHUNK) for row in load_rows(db, ids[at : at + CHUNK])]


def narrow_days(desk: Desk, db: sqlite3.Connection, filters: Filters) -> Filters:
    """Filters for the latest days, up to that of the last article, on which no more events begin than are shown."""
    until = filters.base.until or max(latest_day(db), filters.base.since or "")
    asked = replace(filters, until=until)
    part = Part(limit=NARROW, latest=True)
    ids, total = find_ids(db, asked.events, query_forms(filters.speaker), part, more_of(desk, db, asked, DATED))
    if total <= len(ids):
        return replace(asked, since=filters.base.since or "1000-01-01")
    query = f"SELECT min(start), max(start) FROM event_places WHERE event IN {IDS}"
    first, last = db.execute(query, (dump_ids(ids),)).fetchone()
    return replace(asked, since=max(shift(first, 1) if first < last else first, filters.base.since or ""))


def narrow_reports(db: sqlite3.Connection, filters: Filters) -> Filters:
    """Filters for the latest days whose articles tell of no more events than are shown."""
    since, until, told = filters.base.since or "", filters.base.until or latest_day(db), 0
    first = until
    for day, tellings in db.execute(TOLD_ON):
        if day > until:
            continue
        told += tellings
        if day < since or (told > NARROW and day < first):
            break
        first = min(first, day)
    return replace(filters, since=first, until=until)
