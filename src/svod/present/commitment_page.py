"""A page of follow-ups, with the number of all that fit, as things stand on a given day.

In: a database, a `Wanted`, where the page begins and how long it is. Out: rows in order of deadline, then of day made,
and how many there are in all. All is asked of SQLite. Reads; writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from svod.present.cli_rows import Row
from svod.present.commitment_rows import SETTLED, load_history, load_rows, status_on
from svod.present.paging import Page, Term, among, dump_ids, holding, make_where
from svod.store.lists import listed

ORDER = "f.end IS NULL, f.end, f.made IS NULL, f.made, f.id"  # the index follow_ups_by_day has it
WORDED = """follow_ups AS f CROSS JOIN follow_up_parts AS p ON p.follow_up = f.id AND p.ordinal = 0
    CROSS JOIN commitments AS c ON c.id = p.commitment"""
PARTIES = "SELECT event FROM parties WHERE event >= 'F-' AND event < 'F.'"
LATER = """
    SELECT DISTINCT x.follow_up FROM changes AS x JOIN articles AS a ON a.id = x.article
    JOIN evidence AS e ON e.record = x.follow_up AND e.part = 'change' AND e.ordinal = x.ordinal
    WHERE substr(ifnull(a.published, ifnull(x.day, '')), 1, 10) > ?"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which follow-ups; None and () choose all. Days are inclusive."""

    as_of: str
    due: int | None = None  # days from `as_of` on
    overdue: bool = False
    open: bool = False
    kinds: tuple[str, ...] = ()
    holder: str | None = None
    to: str | None = None
    dyad: tuple[str, str] | None = None
    since: str | None = None  # made
    until: str | None = None


def commitment_rows(db: sqlite3.Connection, wanted: Wanted) -> list[Row]:
    """The follow-ups that fit."""
    return find_commitments(db, wanted, first=0, limit=None).rows


def find_commitments(db: sqlite3.Connection, wanted: Wanted, *, first: int, limit: int | None) -> Page:
    """The follow-ups that fit, from place `first` on, `limit` of them or all."""
    where, values = make_where([*own_terms(wanted), *standing_terms(db, wanted), *side_terms(db, wanted)])
    tables = "follow_ups AS f" if listed(db) else WORDED  # then the words of some may be gone
    (total,) = db.execute(f"SELECT count(*) FROM {tables}{where}", values).fetchone()
    query = f"SELECT f.id FROM {tables}{where} ORDER BY {ORDER} LIMIT ? OFFSET ?"
    ids = [id_ for (id_,) in db.execute(query, (*values, -1 if limit is None else limit, first))]
    return Page(load_rows(db, ids, wanted.as_of), total)


def own_terms(wanted: Wanted) -> list[Term]:
    """What is asked of kind and of the day on which it was made."""
    terms: list[Term] = [among("f.kind", wanted.kinds)] if wanted.kinds else []
    if wanted.as_of:
        terms.append(("f.made IS NULL OR substr(f.made, 1, 10) <= ?", [wanted.as_of]))
    if wanted.since is not None:
        terms.append(("f.made >= ?", [wanted.since]))
    if wanted.until is not None:
        terms.append(("f.made <= ? AND f.made <> ''", [wanted.until]))
    return terms


def standing_terms(db: sqlite3.Connection, wanted: Wanted) -> list[Term]:
    """What is asked of how it stands on the day."""
    terms: list[Term] = []
    if wanted.open or wanted.overdue or wanted.due is not None:
        terms.append(unsettled(db, wanted.as_of))
    if wanted.overdue:
        terms.append(("f.end <> '' AND f.end < ?", [wanted.as_of]))
    if wanted.due is not None:
        terms.append(("f.end <> '' AND f.end BETWEEN ? AND ?", due_days(wanted.as_of, wanted.due)))
    return terms


def due_days(as_of: str, days: int) -> Sequence[str]:
    """The days within which a deadline is near: none where it is not known which day it is."""
    if not as_of:
        return ("1", "0")
    from svod.relate.periods import shift  # relating loads the models' libraries, --help does not

    return (as_of, shift(as_of, days))


def unsettled(db: sqlite3.Connection, as_of: str) -> Term:
    """That nothing has settled it by the day; what came of it later is not known yet."""
    later = [id_ for (id_,) in db.execute(LATER, [as_of])] if as_of else []
    history = load_history(db, later)
    open_then = [id_ for id_ in later if status_on("", history.get(id_, []), as_of) not in SETTLED]
    settled, values = among("f.status", SETTLED)
    if not later:
        return f"NOT ({settled})", values
    then, those = among("f.id", open_then)
    known, these = among("f.id", later)
    return f"({then}) OR (NOT ({known}) AND NOT ({settled}))", [*those, *these, *values]


def side_terms(db: sqlite3.Connection, wanted: Wanted) -> list[Term]:
    """What is asked of who is bound, the first of several, and to whom."""
    terms: list[Term] = []
    if wanted.holder is not None:
        names = dump_ids(holding(db, wanted.holder, PARTIES.replace("event", "name", 1)))
        own = f"{PARTIES} AND side = 'holder' AND ordinal = 0 AND name IN (SELECT value FROM json_each(?))"
        terms.append((f"f.id IN ({own})", [names]))
    if wanted.to is not None:
        names = dump_ids(holding(db, wanted.to, PARTIES.replace("event", "name", 1)))
        own = f"{PARTIES} AND side = 'addressee' AND name IN (SELECT value FROM json_each(?))"
        terms.append((f"f.id IN ({own})", [names]))
    for code in wanted.dyad or ():
        own = f"{PARTIES} AND code = ? AND (side = 'addressee' OR (side = 'holder' AND ordinal = 0))"
        terms.append((f"f.id IN ({own})", [code]))
    return terms
