"""One page of the list of events, asked of SQLite: none but its own lines are read, however many events there are.

In: a desk's connection and filters. Out: a `Sheet` of the rows that `event_list.event_rows` gives at these places.
Words are looked for in what is told, and so in every row: they are left to `event_rows`.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from svod.present.actor_rows import load_states
from svod.present.event_page import IDS, Part, Term, dump_ids, find_ids, load_rows
from svod.present.event_rows import asks_tellings
from svod.present.web.desk import Desk
from svod.present.web.event_list import event_rows
from svod.present.web.filters import Filters
from svod.present.web.inflections import query_forms
from svod.present.web.listing import ROWS, Sheet, make_sheet

DATED: Term = ("(e.start IS NULL) = 0", ())  # written as the index events_by_day has it
UNDATED: Term = ("(e.start IS NULL) = 1", ())
ONLY: dict[str, Term] = {
    "several": ("e.voices > 1", ()),
    "disputed": ("e.id IN (SELECT event FROM comparisons WHERE verdict IN ('differ', 'contradict'))", ()),
    "contradict": ("e.id IN (SELECT event FROM comparisons WHERE verdict = 'contradict')", ()),
    "undated": UNDATED,
    "unplaced": ("e.place IS NULL", ()),
}
OF_ACTOR = f"""e.id IN (
    SELECT p.event FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain JOIN parties AS p ON p.mention = m.id
    WHERE c.actor = ? AND p.event >= 'E-' AND p.event < 'E.'
    UNION SELECT event FROM parties WHERE code IN {IDS} AND event >= 'E-' AND event < 'E.')"""


def event_sheet(desk: Desk, db: sqlite3.Connection, filters: Filters, path: str) -> Sheet:
    """The page that is asked for, the latest events first, those without a day last."""
    if filters.words:
        return make_sheet(event_rows(desk, db, filters), path, filters)
    if asks_tellings(filters.events):
        ids = desk.keep(db, ("told so", filters.query(page=1)), lambda: find_told(desk, db, filters), worded=False)
        sheet = make_sheet(ids, path, filters)
        return replace(sheet, rows=load_rows(db, sheet.rows))
    dated, undated = desk.keep(db, ("event counts", filters.query(page=1)), lambda: count(desk, db, filters))
    sheet = make_sheet(range(dated + undated), path, filters)
    first = sheet.first - 1
    found = find_part(desk, db, filters, Part(first, ROWS, latest=True)) if first < dated else []
    if len(found) < ROWS and undated:
        found += find_part(desk, db, filters, Part(max(0, first - dated), ROWS - len(found)))
    return replace(sheet, rows=load_rows(db, found))


def find_told(desk: Desk, db: sqlite3.Connection, filters: Filters) -> list[str]:
    """Ids of all events that fit, where tellings are asked: what one page costs there, all cost."""
    ids, total = find_ids(db, filters.events, query_forms(filters.speaker), Part(), terms_of(desk, db, filters))
    undated = f"SELECT count(*) FROM events WHERE id IN {IDS} AND start IS NULL"
    dated = total - int(db.execute(undated, (dump_ids(ids),)).fetchone()[0])
    return [*reversed(ids[:dated]), *ids[dated:]]


def count(desk: Desk, db: sqlite3.Connection, filters: Filters) -> tuple[int, int]:
    """How many events fit with a day, and how many without."""
    forms, terms = query_forms(filters.speaker), terms_of(desk, db, filters)
    dated, undated = (find_ids(db, filters.events, forms, Part(limit=0), [*terms, t])[1] for t in (DATED, UNDATED))
    return dated, undated


def find_part(desk: Desk, db: sqlite3.Connection, filters: Filters, part: Part) -> list[str]:
    """Ids at a part of the events with a day (the latest first), or of those without."""
    terms = [*terms_of(desk, db, filters), DATED if part.latest else UNDATED]
    return find_ids(db, filters.events, query_forms(filters.speaker), part, terms)[0]


def terms_of(desk: Desk, db: sqlite3.Connection, filters: Filters) -> list[Term]:
    """What the desk asks of events beside what the command line asks."""
    terms = [ONLY[filters.only]] if filters.only in ONLY else []
    if filters.actor:
        states = desk.keep(db, "states", lambda: load_states(db), worded=False)
        codes = [code for code, actor in states.items() if actor == filters.actor]
        terms.append((OF_ACTOR, (filters.actor, dump_ids(codes))))
    return terms
