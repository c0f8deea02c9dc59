"""A page of events, with the number of all that fit: what SQLite can tell by its indexes is never read.

In: a database and an `EventChoice`. Out: the rows that `event_rows.chosen_events` would give at these places, and how
many it would give in all. It is asked of what is kept for lists. Where one telling must have several things together,
events that have them all are found there, and their tellings looked at. Reads; writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from svod.ontology import load_ontology
from svod.present.cli_rows import Row, query_rows
from svod.present.event_rows import (
    OWN_VOICE,
    POINT,
    STATE,
    TELLING_COLUMNS,
    TELLING_ORDER,
    WHOLE,
    EventChoice,
    load_parts,
    summary,
)  # fmt: skip
from svod.present.paging import IDS, Forms, Page, Term, among, dump_ids, find_outlets, make_where, named
from svod.present.telling_page import EVERY_NAME, find_tables, telling_terms
from svod.store.lists import listed

__all__ = [
    "IDS",
    "Facet",
    "More",
    "Page",
    "Part",
    "Term",
    "count_undated",
    "dump_ids",
    "find_ids",
    "find_page",
    "load_rows",
]

Facet = tuple[str, Sequence[str]]  # by what events are narrowed down, and the values of which one must be theirs


@dataclass(frozen=True, slots=True)
class Part:
    """Which of the events that fit are wanted: from place `first` on, `limit` of them or all."""

    first: int = 0
    limit: int | None = None
    latest: bool = False  # the latest first; only where all have a day


@dataclass(frozen=True, slots=True)
class More:
    """What is asked of events beside an `EventChoice`: conditions on `o`, event_places, and `e`, events; facets."""

    terms: Sequence[Term] = ()
    facets: Sequence[Facet] = ()


NO_MORE = More()


@dataclass(frozen=True, slots=True)
class Source:
    """Where events are read from, and the conditions on them; `o` are event_places, `e` events."""

    tables: str
    terms: Sequence[Term]
    driver: str = "o"  # whose places are in order: event_places, or `f`, a facet of them
    asks_events: bool = True  # not of their facets alone

    def query(self, columns: str, more: Sequence[Term] = ()) -> tuple[str, list[object]]:
        """A query for columns of the events."""
        where, values = make_where([*self.terms, *more])
        return f"SELECT {columns} FROM {self.tables}{where}", values


def find_page(db: sqlite3.Connection, choice: EventChoice, forms: Forms, *, first: int, limit: int | None) -> Page:
    """The events that fit, in order of time, from place `first` on, `limit` of them or all."""
    ids, total = find_ids(db, choice, forms, Part(first, limit))
    return Page(load_rows(db, ids), total)


def count_undated(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> int:
    """How many events without a day fit, days asked for aside."""
    undated = replace(choice, base=replace(choice.base, since=None, until=None))
    return find_ids(db, undated, forms, Part(limit=0), More([("o.last IS NULL", [])]))[1]


def find_ids(
    db: sqlite3.Connection, choice: EventChoice, forms: Forms, part: Part, more: More = NO_MORE
) -> tuple[list[str], int]:
    """The ids of a part, and the number of all."""
    told = told_facets(db, choice, forms)
    kept = listed(db) or not told
    facets = [*code_facets(choice), *(told if kept else []), *more.facets]
    terms = [*own_terms(choice), *more.terms]
    if len(told) > 1 or not kept or asks_more(choice):
        terms.append(told_so(db, choice, forms))
    source = make_source(db, facets, terms)
    total, bounds = count(db, source)
    if not total or part.limit == 0:
        return [], total
    query, values = source.query("o.event", bounds)
    query += f" ORDER BY {source.driver}.place {'DESC' if part.latest else ''} LIMIT ? OFFSET ?"
    return [id_ for (id_,) in db.execute(query, (*values, -1 if part.limit is None else part.limit, part.first))], total


def count(db: sqlite3.Connection, source: Source) -> tuple[int, list[Term]]:
    """How many events fit, and between which places of the list they are: so that none is looked at before them."""
    if source.driver == "f":
        tables = source.tables if source.asks_events else "event_facets AS f"
        where, values = make_where(source.terms)
        return int(db.execute(f"SELECT count(*) FROM {tables}{where}", values).fetchone()[0]), []
    if not source.terms:
        return int(db.execute(*source.query("count(*)")).fetchone()[0]), []
    total, least, most = db.execute(*source.query("count(*), min(o.place), max(o.place)")).fetchone()
    return int(total), [("o.place BETWEEN ? AND ?", [least, most])]


def make_source(db: sqlite3.Connection, facets: Sequence[Facet], terms: Sequence[Term]) -> Source:
    """Events that have every facet: begun with that of which there are fewest, the others asked of each."""
    ranked = sorted(facets, key=lambda facet: size_of(db, facet))
    driver = "f" if ranked and len(ranked[0][1]) == 1 else "o"
    tables, conditions = "event_places AS o", list(terms)
    for number, (facet, values) in enumerate(ranked):
        condition, given = among("value", values)
        of_facet = f"FROM event_facets WHERE facet = ? AND {condition}"
        if number:
            conditions.append((f"EXISTS (SELECT 1 {of_facet} AND place = {driver}.place)", [facet, *given]))
        elif driver == "f":  # its places are there in order
            tables = f"event_facets AS f CROSS JOIN {tables} ON o.place = f.place"
            conditions.append(("f.facet = ? AND f.value = ?", [facet, *given]))
        else:
            conditions.append((f"o.place IN (SELECT place {of_facet})", [facet, *given]))
    if any("e." in condition for condition, _ in terms):
        tables += " CROSS JOIN events AS e ON e.id = o.event"
    return Source(tables, conditions, driver, bool(terms))


def size_of(db: sqlite3.Connection, facet: Facet) -> int:
    """How many events have a facet, those with several of its values as often."""
    condition, values = among("value", facet[1])
    query = f"SELECT count(*) FROM event_facets WHERE facet = ? AND {condition}"
    return int(db.execute(query, (facet[0], *values)).fetchone()[0])


def code_facets(choice: EventChoice) -> list[Facet]:
    """Sides that are asked for."""
    pair, country = choice.base.dyad, choice.base.country
    facets: list[Facet] = []
    if pair is not None:
        facets.append(("code", pair[:1]) if pair[0] == pair[1] else ("pair", [" ".join(sorted(pair))]))
    if country is not None and country not in (pair or ()):
        facets.append(("code", [country]))
    return facets


def told_facets(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> list[Facet]:
    """What is asked of tellings: an event has it where one of its tellings has."""
    facets: list[Facet] = [("mode", choice.modes)] if choice.modes else []
    if choice.contexts:
        facets.append(("context", choice.contexts))
    if choice.base.outlet is not None:
        facets.append(("outlet", find_outlets(db, choice.base.outlet)))
    if choice.base.speaker is not None:
        facets.append(("speaker", named(db, choice.base.speaker, forms, EVERY_NAME)))
    if choice.source == OWN_VOICE:
        facets.append(("own voice", [""]))
    elif choice.source is not None:
        facets.append(("source", named(db, choice.source, forms, EVERY_NAME)))
    if choice.place and STATE.fullmatch(choice.place):
        facets.append(("state", [choice.place]))
    elif choice.place and not is_point(choice.place):
        facets.append(("place", named(db, choice.place, forms, EVERY_NAME)))
    return facets


def is_point(place: str) -> bool:
    """True for a point of the map, or a state of whose map no more is known."""
    return bool(POINT.fullmatch(place) or WHOLE.fullmatch(place))


def asks_more(choice: EventChoice) -> bool:
    """True when something is asked of tellings that is kept for no list."""
    return choice.about is not None or bool(choice.place and is_point(choice.place))


def own_terms(choice: EventChoice) -> list[Term]:
    """What is asked of events themselves, as `event_rows.fits_event` has it, codes aside: days, types, factuality."""
    ontology, base = load_ontology(), choice.base
    terms: list[Term] = []
    if base.since is not None:
        terms.append(("o.last >= ?", [base.since]))
    if base.until is not None:
        terms.append(("o.start <= ?", [base.until]))
    kinds = [list(base.types)] if base.types else []
    if choice.quads:
        kinds.append([type_ for type_ in ontology.types if ontology.quad(type_) in choice.quads])
    terms += [among("o.type", own) for own in kinds]
    if choice.factualities:
        terms.append(among("o.factuality", choice.factualities))
    return terms


def told_so(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> Term:
    """That one telling has all that is asked of tellings."""
    told = find_tables(db).tellings
    where, values = make_where([("p.event = o.event", []), *telling_terms(db, choice, forms)])
    tables = f"event_parts AS p CROSS JOIN {told} AS m ON m.id = p.event_mention"
    where = f" CROSS JOIN articles AS a ON a.id = m.article{where}"
    return f"EXISTS (SELECT 1 FROM {tables}{where})", values


def load_rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """Events by id, in this order, with all that `event_rows.chosen_events` tells of them."""
    wanted = dump_ids(ids)
    rows = {row["id"]: row for row in query_rows(db, f"SELECT * FROM readable_events WHERE id IN {IDS}", (wanted,))}
    tellings: dict[str, list[Row]] = {}
    for telling in query_rows(db, f"{TELLING_COLUMNS} WHERE p.event IN {IDS} {TELLING_ORDER}", (wanted,)):
        tellings.setdefault(telling["event"], []).append(telling)
    tables = load_parts(db, [telling["id"] for own in tellings.values() for telling in own])
    return [rows[id_] | summary(rows[id_], tellings.get(id_, []), tables) for id_ in ids]
