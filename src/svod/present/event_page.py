"""A page of events, with the number of all that fit: what SQLite can tell by its indexes is never read.

In: a database and an `EventChoice`. Out: the rows that `event_rows.chosen_events` would give at these places, and how
many it would give in all. What events have themselves is asked of SQLite; what only tellings have is narrowed down
there and settled by `event_rows.fits_telling`. Reads; writes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from svod.ontology import load_ontology
from svod.present.cli_rows import Row, query_rows
from svod.present.event_rows import (
    TELLING_COLUMNS,
    TELLING_ORDER,
    EventChoice,
    Forms,
    Tables,
    asks_tellings,
    find_about,
    fits_telling,
    summary,
)  # fmt: skip
from svod.present.quote_rows import fits_outlet

IDS = "(SELECT value FROM json_each(?))"
ORDER = "e.start IS NULL, e.start, e.ordinal"  # that of readable_events; the index events_by_day has it
LATEST = "e.start DESC, e.ordinal DESC"  # the same index from its end, where only events with a day are asked for
OF_CODE = (
    "SELECT DISTINCT event FROM parties WHERE code = ? AND event >= 'E-' AND event < 'E.'"  # the index parties_of_code
)
MANY = 5000  # events that fit, from which on it is quicker to look at one after the other
Term = tuple[str, Sequence[object]]  # a condition, and the values of its ?


@dataclass(frozen=True, slots=True)
class Part:
    """Which of the events that fit are wanted: from place `first` on, `limit` of them or all."""

    first: int = 0
    limit: int | None = None
    latest: bool = False  # the latest first; only where all have a day


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the events that fit, and the number of all."""

    rows: list[Row]
    total: int


def find_page(db: sqlite3.Connection, choice: EventChoice, forms: Forms, *, first: int, limit: int | None) -> Page:
    """The events that fit, in order of time, from place `first` on, `limit` of them or all."""
    ids, total = find_ids(db, choice, forms, Part(first, limit))
    return Page(load_rows(db, ids), total)


def count_undated(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> int:
    """How many events without a day fit, days asked for aside."""
    undated = replace(choice, base=replace(choice.base, since=None, until=None))
    return find_ids(db, undated, forms, Part(limit=0), [("(e.start IS NULL) = ?", [1])])[1]


def find_ids(
    db: sqlite3.Connection, choice: EventChoice, forms: Forms, part: Part, more: Sequence[Term] = ()
) -> tuple[list[str], int]:
    """The ids of a part, and the number of all."""
    terms: list[Term] = [*own_terms(choice), *more]
    codes = sorted({*(choice.base.dyad or ()), *filter(None, [choice.base.country])})
    if asks_tellings(choice):
        fitting = told_so(db, choice, forms, [*terms, *in_list(codes)])
        total, terms = len(fitting), [(f"e.id IN {IDS}", [dump_ids(fitting)])]
    else:
        total = count(db, terms, codes)
        terms += one_by_one(codes) if total > MANY else in_list(codes)
    if not total or part.limit == 0:
        return [], total
    where, values = make_where(terms)
    query = f"SELECT e.id FROM events AS e{where} ORDER BY {LATEST if part.latest else ORDER} LIMIT ? OFFSET ?"
    return [id_ for (id_,) in db.execute(query, (*values, -1 if part.limit is None else part.limit, part.first))], total


def count(db: sqlite3.Connection, terms: Sequence[Term], codes: Sequence[str]) -> int:
    """How many events fit; where only codes are asked for, their index tells."""
    if codes and not terms:
        query, values = f"SELECT count(*) FROM ({with_codes(codes)})", list[object](codes)
    else:
        where, values = make_where([*terms, *in_list(codes)])
        query = f"SELECT count(*) FROM events AS e{where}"
    return int(db.execute(query, values).fetchone()[0])


def with_codes(codes: Sequence[str]) -> str:
    """The query for events that have every one of some codes."""
    return " INTERSECT ".join([OF_CODE] * len(codes))


def in_list(codes: Sequence[str]) -> list[Term]:
    """Codes asked of their index all at once: right where few events have them."""
    return [(f"e.id IN ({with_codes(codes)})", list(codes))] if codes else []


def one_by_one(codes: Sequence[str]) -> list[Term]:
    """Codes asked of each event in order of time: right where many have them, since a page is full soon."""
    return [("EXISTS (SELECT 1 FROM parties AS o WHERE o.event = e.id AND o.code = ?)", [code]) for code in codes]


def own_terms(choice: EventChoice) -> list[Term]:
    """What is asked of events themselves, as `event_rows.fits_event` has it, codes aside: days, types, factuality."""
    ontology, base = load_ontology(), choice.base
    terms: list[Term] = []
    if base.since is not None:
        terms.append(("e.start IS NOT NULL AND substr(ifnull(e.end, e.start), 1, 10) >= ?", [base.since]))
    if base.until is not None:
        terms.append(("e.start IS NOT NULL AND substr(e.start, 1, 10) <= ?", [base.until]))
    kinds = [list(base.types)] if base.types else []
    if choice.quads:
        kinds.append([type_ for type_ in ontology.types if ontology.quad(type_) in choice.quads])
    terms += [(f"e.type IN {IDS}", [dump_ids(own)]) for own in kinds]
    if choice.factualities:
        terms.append((f"e.factuality IN {IDS}", [dump_ids(choice.factualities)]))
    return terms


def make_where(terms: Iterable[Term]) -> tuple[str, list[object]]:
    """Conditions as a WHERE and its values."""
    terms = list(terms)
    where = " AND ".join(f"({condition})" for condition, _ in terms)
    return (f" WHERE {where}" if where else ""), [value for _, values in terms for value in values]


def dump_ids(ids: Iterable[str]) -> str:
    """Strings as a JSON list, for IDS."""
    return json.dumps(list(ids), ensure_ascii=False)


def told_so(db: sqlite3.Connection, choice: EventChoice, forms: Forms, terms: Sequence[Term]) -> list[str]:
    """The events that fit by themselves and of which one telling has all that is asked of tellings."""
    terms = [*terms, *telling_terms(db, choice)]
    where, values = make_where(terms)
    rows = query_rows(db, f"{TELLING_COLUMNS} JOIN events AS e ON e.id = p.event{where}", values)
    about = find_about(db, choice.about, forms) if choice.about else ()
    tables = replace(load_parts(db, [row["id"] for row in rows]), about=about) if rows else Tables({}, {}, about)
    return list(dict.fromkeys(row["event"] for row in rows if fits_telling(row, choice, tables, forms)))


def telling_terms(db: sqlite3.Connection, choice: EventChoice) -> list[Term]:
    """What can be asked of SQLite about tellings: it keeps all that fit, and some that do not."""
    terms: list[Term] = []
    if choice.base.outlet is not None:
        outlets = [name for (name,) in db.execute("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")]
        fitting = sorted(name for name in outlets if fits_outlet(name, choice.base.outlet))
        terms.append((f"a.outlet IN {IDS}", [dump_ids(fitting)]))
    if choice.modes:
        terms.append((f"m.mode IN {IDS}", [dump_ids(choice.modes)]))
    if choice.contexts:
        terms.append((f"m.id IN (SELECT event_mention FROM contexts WHERE name IN {IDS})", [dump_ids(choice.contexts)]))
    return terms


def load_parts(db: sqlite3.Connection, mentions: Sequence[str]) -> Tables:
    """Contexts and points of tellings."""
    wanted = dump_ids(mentions)
    contexts: dict[str, list[str]] = {}
    query = f"SELECT event_mention, name FROM contexts WHERE event_mention IN {IDS} ORDER BY event_mention, ordinal"
    for id_, name in db.execute(query, (wanted,)):
        contexts.setdefault(id_, []).append(name)
    columns = "event_mention, code AS state, kind, latitude, longitude"
    points = query_rows(db, f"SELECT {columns} FROM locations WHERE event_mention IN {IDS}", (wanted,))
    return Tables(contexts, {p.pop("event_mention"): p for p in points}, ())


def load_rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """Events by id, in this order, with all that `event_rows.chosen_events` tells of them."""
    wanted = dump_ids(ids)
    rows = {row["id"]: row for row in query_rows(db, f"SELECT * FROM readable_events WHERE id IN {IDS}", (wanted,))}
    tellings: dict[str, list[Row]] = {}
    for telling in query_rows(db, f"{TELLING_COLUMNS} WHERE p.event IN {IDS} {TELLING_ORDER}", (wanted,)):
        tellings.setdefault(telling["event"], []).append(telling)
    tables = load_parts(db, [telling["id"] for own in tellings.values() for telling in own])
    return [rows[id_] | summary(rows[id_], tellings.get(id_, []), tables) for id_ in ids]
