"""Events as lines of a list: the rows of `svod events` with what a reader wants beside them.

In: a desk's connection and filters. Out: rows that export as the command line prints them, and `Line`s of a page.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from svod.present.actor_rows import Sides, load_involved
from svod.present.cli_rows import Row
from svod.present.cli_tables import sides
from svod.present.event_page import IDS, dump_ids, load_rows
from svod.present.event_rows import (
    EventChoice,
    Tables,
    asks_tellings,
    chosen_events,
    load_tables,
    pick_events,
    tellings_by_event,
)  # fmt: skip
from svod.present.quote_rows import make_finder
from svod.present.report_accounts import clip
from svod.present.report_words import code_label, format_interval, known_label, mode_label, quad, type_label
from svod.present.spoken import speak_sides
from svod.present.web.desk import Desk
from svod.present.web.filters import Filters
from svod.present.web.inflections import query_forms

EXCERPT = 260
SENTENCES = """
    SELECT p.event AS event, e.text AS text, a.published AS published FROM event_parts AS p
    JOIN event_mentions AS m ON m.id = p.event_mention JOIN articles AS a ON a.id = m.article
    LEFT JOIN evidence AS e ON e.record = m.id AND e.part = 'whole' AND e.role = 'whole'
    ORDER BY a.published IS NULL, a.published, a.id, m.ordinal"""

CLASHES = "SELECT DISTINCT event, slot FROM comparisons WHERE verdict = 'contradict' {where} ORDER BY event, slot"
FIRST = """
    SELECT w.value, (
        SELECT (SELECT text FROM evidence WHERE record = m.id AND part = 'whole' AND role = 'whole')
        FROM event_parts AS p JOIN event_mentions AS m ON m.id = p.event_mention JOIN articles AS a ON a.id = m.article
        WHERE p.event = w.value ORDER BY a.published IS NULL, a.published, a.id, m.ordinal LIMIT 1)
    FROM json_each(?) AS w"""  # the sentence of the first report


@dataclass(frozen=True, slots=True)
class Line:
    """One event of a list."""

    id: str
    when: str
    type: str
    type_label: str
    mode: str | None
    quad: int
    sides: str
    place: str | None
    fact: str | None
    factuality: str
    voices: int
    outlets: str
    sentence: str
    contested: tuple[str, ...]
    differing: tuple[str, ...]


def event_rows(desk: Desk, db: sqlite3.Connection, filters: Filters) -> list[Row]:
    """The events that fit, in order of time, the latest first where nothing else is asked."""
    return desk.keep(db, ("events", filters.query(page=1)), lambda: find_rows(desk, db, filters))


def find_rows(desk: Desk, db: sqlite3.Connection, filters: Filters) -> list[Row]:
    """The events that fit, read anew."""
    choice, forms = filters.events, query_forms(filters.words, filters.speaker)
    tellings = desk.keep(db, "tellings", lambda: tellings_by_event(db), worded=False) if asks_tellings(choice) else {}
    rows = pick_events(all_rows(desk, db), tellings, choice, tables_of(desk, db), forms)
    if filters.only == "several":
        rows = [row for row in rows if row["voices"] > 1]
    elif filters.only == "disputed":
        rows = [row for row in rows if row["disputed"]]
    elif filters.only == "contradict":
        found = contested(desk, db)
        rows = [row for row in rows if row["id"] in found]
    elif filters.only == "undated":
        rows = [row for row in rows if row["start"] is None]
    elif filters.only == "unplaced":
        rows = [row for row in rows if row["place"] is None]
    if filters.actor:
        own = involved_of(desk, db).get(filters.actor, {})
        rows = [row for row in rows if row["id"] in own]
    if filters.words:
        told, finds = sentences(desk, db), make_finder(filters.words, forms)
        rows = [row for row in rows if finds(" ".join([row["label"], row["place"] or "", *told.get(row["id"], ())]))]
    dated = [row for row in rows if row["start"]]
    return [*reversed(dated), *(row for row in rows if not row["start"])]


def all_rows(desk: Desk, db: sqlite3.Connection) -> list[Row]:
    """Every event."""
    return desk.keep(db, "all events", lambda: chosen_events(db, EventChoice(), query_forms()), worded=False)


def involved_of(desk: Desk, db: sqlite3.Connection) -> Mapping[str, Sides]:
    """By actor the events in which it takes part, with its side."""
    return desk.keep(db, "involved", lambda: load_involved(db), worded=False)


def tables_of(desk: Desk, db: sqlite3.Connection) -> Tables:
    """What is kept beside tellings."""
    return desk.keep(db, "tables", lambda: load_tables(db, EventChoice(), query_forms()), worded=False)


def sentences(desk: Desk, db: sqlite3.Connection) -> dict[str, list[str]]:
    """By event the sentences that tell it, the first article's first."""
    return load_told(desk, db)[0]


def reported(desk: Desk, db: sqlite3.Connection) -> dict[str, str]:
    """By event the day of the first article that tells it."""
    return load_told(desk, db)[1]


def load_told(desk: Desk, db: sqlite3.Connection) -> tuple[dict[str, list[str]], dict[str, str]]:
    """By event its sentences and its first day, kept."""

    def load() -> tuple[dict[str, list[str]], dict[str, str]]:
        told: dict[str, list[str]] = {}
        first: dict[str, str] = {}
        for event, text, published in db.execute(SENTENCES):
            told.setdefault(event, []).append(text or "")
            if published:
                first.setdefault(event, published[:10])
        return told, first

    return desk.keep(db, "told by", load, worded=False)


def contested(desk: Desk, db: sqlite3.Connection) -> dict[str, list[str]]:
    """By event the slots in which its accounts contradict."""
    return desk.keep(db, "contested", lambda: by_event(db.execute(CLASHES.format(where=""))), worded=False)


def by_event(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Pairs of an event and something of it, put together."""
    found: dict[str, list[str]] = {}
    for event, own in pairs:
        found.setdefault(event, []).append(own)
    return found


def lines_of(db: sqlite3.Connection, events: Sequence[str]) -> list[Line]:
    """The events of some ids as a page shows them, in the order given."""
    return make_lines(db, load_rows(db, events))


def make_lines(db: sqlite3.Connection, rows: Sequence[Row]) -> list[Line]:
    """Rows as a page shows them."""
    wanted = dump_ids(row["id"] for row in rows)
    clashes = by_event(db.execute(CLASHES.format(where=f"AND event IN {IDS}"), (wanted,)))
    told = dict(db.execute(FIRST, (wanted,)))
    return [make_line(row, told.get(row["id"]) or "", clashes.get(row["id"], [])) for row in rows]


def make_line(row: Row, sentence: str, clash: list[str]) -> Line:
    """One row."""
    differing = [s for s in (row["disputed"] or "").split(", ") if s and s not in clash]
    return Line(
        id=row["id"],
        when=format_interval(row["start"], row["end"]),
        type=row["type"],
        type_label=type_label(row["type"]),
        mode=mode_label(row["type"], row["modes"][0] if row["modes"] else None),
        quad=quad(row["type"]),
        sides=speak_sides(sides(row)),
        place=row["place"],
        fact=known_label("factualities", row["factuality"]),
        factuality=row["factuality"],
        voices=row["voices"],
        outlets=row["outlets"] or "",
        sentence=clip(sentence, EXCERPT),
        contested=tuple(code_label("slots", s).lower() for s in clash),
        differing=tuple(code_label("slots", s).lower() for s in differing),
    )
