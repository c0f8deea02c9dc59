"""One page of the list of events, asked of SQLite: none but its own lines are read, however many events there are.

In: a desk's connection and filters. Out: a `Sheet` of the rows that `event_list.event_rows` gives at these places.
Words are looked for in what is told, and so in every row: they are left to `event_rows`.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from svod.present.actor_rows import load_states
from svod.present.event_page import IDS, Facet, More, Part, Term, dump_ids, find_ids, load_rows
from svod.present.web.desk import Desk
from svod.present.web.event_list import event_rows
from svod.present.web.filters import Filters
from svod.present.web.inflections import query_forms
from svod.present.web.listing import ROWS, Sheet, make_sheet
from svod.store.lists import listed

DATED: Term = ("o.last IS NOT NULL", ())
UNDATED: Term = ("o.last IS NULL", ())
ONLY: dict[str, Term] = {
    "several": ("e.voices > 1", ()),
    "disputed": ("e.id IN (SELECT event FROM comparisons WHERE verdict IN ('differ', 'contradict'))", ()),
    "contradict": ("e.id IN (SELECT event FROM comparisons WHERE verdict = 'contradict')", ()),
    "undated": UNDATED,
    "unplaced": ("e.place IS NULL", ()),
}
LISTED: dict[str, Facet] = {  # the same where lists are kept
    "several": ("told by", ("several",)),
    "disputed": ("verdict", ("differ", "contradict")),
    "contradict": ("verdict", ("contradict",)),
}
OF_ACTOR = f"""e.id IN (
    SELECT p.event FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain JOIN parties AS p ON p.mention = m.id
    WHERE c.actor = ? AND p.event >= 'E-' AND p.event < 'E.'
    UNION SELECT event FROM parties WHERE code IN {IDS} AND event >= 'E-' AND event < 'E.')"""


def event_sheet(desk: Desk, db: sqlite3.Connection, filters: Filters, path: str) -> Sheet:
    """The page that is asked for, the latest events first, those without a day last."""
    if filters.words:
        return make_sheet(event_rows(desk, db, filters), path, filters)
    dated, undated = desk.keep(db, ("event counts", filters.query(page=1)), lambda: count(desk, db, filters))
    sheet = make_sheet(range(dated + undated), path, filters)
    first = sheet.first - 1
    found = find_part(desk, db, filters, Part(first, ROWS, latest=True)) if first < dated else []
    if len(found) < ROWS and undated:
        found += find_part(desk, db, filters, Part(max(0, first - dated), ROWS - len(found)))
    return replace(sheet, rows=load_rows(db, found))


def count(desk: Desk, db: sqlite3.Connection, filters: Filters) -> tuple[int, int]:
    """How many events fit with a day, and how many without."""
    forms = query_forms(filters.speaker)
    dated, undated = (
        find_ids(db, filters.events, forms, Part(limit=0), more_of(desk, db, filters, term))[1]
        for term in (DATED, UNDATED)
    )
    return dated, undated


def find_part(desk: Desk, db: sqlite3.Connection, filters: Filters, part: Part) -> list[str]:
    """Ids at a part of the events with a day (the latest first), or of those without."""
    more = more_of(desk, db, filters, DATED if part.latest else UNDATED)
    return find_ids(db, filters.events, query_forms(filters.speaker), part, more)[0]


def more_of(desk: Desk, db: sqlite3.Connection, filters: Filters, term: Term) -> More:
    """What the desk asks of events beside what the command line asks."""
    terms, facets, kept = [term], list[Facet](), listed(db)
    if filters.only in LISTED and kept:
        facets.append(LISTED[filters.only])
    elif filters.only in ONLY:
        terms.append(ONLY[filters.only])
    if filters.actor and kept:
        facets.append(("actor", (filters.actor,)))
    elif filters.actor:
        states = desk.keep(db, "states", lambda: load_states(db), worded=False)
        codes = [code for code, actor in states.items() if actor == filters.actor]
        terms.append((OF_ACTOR, (filters.actor, dump_ids(codes))))
    return More(terms, facets)
