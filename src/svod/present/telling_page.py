"""A page of tellings of events, with the number of all that fit; and what is asked of a telling, as SQLite is asked it.

In: a database, an `EventChoice`, where the page begins and how long it is. Out: the rows that
`event_rows.chosen_tellings` would give at these places, and how many it would give in all. Reads; writes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from svod.ontology import load_ontology
from svod.present.cli_rows import Row, query_rows
from svod.present.event_rows import OWN_VOICE, POINT, STATE, WHOLE, EventChoice, load_parts, summary
from svod.present.paging import IDS, LATEST, Forms, Page, Term, among, dump_ids, find_outlets, make_where, named
from svod.present.quote_rows import find_about

DATED = "(m.start IS NULL) = 0"
ORDER = "m.start IS NULL, m.start, a.published, a.id, m.ordinal"  # that of readable_event_mentions
EVERY_NAME = """
    SELECT place FROM event_mentions UNION SELECT speaker FROM corrected_quotes
    UNION SELECT s.value FROM corrected_event_mentions AS m, json_each(m.according_to) AS s"""
CORRECTED = "SELECT 1 FROM corrections LIMIT 1"
DROPPED = """
    SELECT count(*) FROM corrections AS c JOIN event_mentions AS m ON m.id = c.record
    WHERE c.verdict = 'wrong-type' AND c.value IS NULL"""


@dataclass(frozen=True, slots=True)
class Tables:
    """Where tellings and their sides are read from: as they were found, where nobody has corrected anything."""

    tellings: str
    parties: str

    def query(self, columns: str, terms: Sequence[Term]) -> tuple[str, list[object]]:
        """A query for columns of tellings, `m`, and their articles, `a`, where these are asked for."""
        where, values = make_where(terms)
        articles = " CROSS JOIN articles AS a INDEXED BY articles_without_text ON a.id = m.article"
        asked = articles if "a." in columns + where else ""
        return f"SELECT {columns} FROM {self.tellings} AS m{asked}{where}", values


def find_tables(db: sqlite3.Connection) -> Tables:
    """Where tellings are read from."""
    if db.execute(CORRECTED).fetchone():
        return Tables("corrected_event_mentions", "corrected_parties")
    return Tables("event_mentions", "parties")


def find_tellings(db: sqlite3.Connection, choice: EventChoice, forms: Forms, *, first: int, limit: int | None) -> Page:
    """The tellings that fit, in order of time, from place `first` on, `limit` of them or all."""
    terms = [*own_terms(db, choice), *telling_terms(db, choice, forms)]
    total = count(db, terms)
    if first >= total or limit == 0:
        return Page([], total)
    query, values = find_tables(db).query("m.id, a.id", terms)
    order = ORDER.removeprefix("m.start IS NULL, ") if DATED in query else ORDER  # so the index has its beginning
    query += f" ORDER BY {order} LIMIT ? OFFSET ?"
    ids = [id_ for id_, _ in db.execute(query, (*values, -1 if limit is None else limit, first))]
    return Page(load_rows(db, ids), total)


def count_undated(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> int:
    """How many tellings without a day fit, days asked for aside."""
    whenever = replace(choice, base=replace(choice.base, since=None, until=None))
    return count(db, [("m.start IS NULL", []), *own_terms(db, whenever), *telling_terms(db, whenever, forms)])


def count(db: sqlite3.Connection, terms: Sequence[Term]) -> int:
    """How many tellings fit."""
    if not terms:
        (every,), (dropped,) = (db.execute(q).fetchone() for q in ("SELECT count(*) FROM event_mentions", DROPPED))
        return int(every) - int(dropped)
    return int(db.execute(*find_tables(db).query("count(*)", terms)).fetchone()[0])


def own_terms(db: sqlite3.Connection, choice: EventChoice) -> list[Term]:
    """What is asked of events and tellings alike, as `event_rows.fits_event` has it: sides, days, type, factuality."""
    ontology, base, parties = load_ontology(), choice.base, find_tables(db).parties
    codes = sorted({*(base.dyad or ()), *filter(None, [base.country])})
    side = f"EXISTS (SELECT 1 FROM {parties} AS o WHERE o.event = m.id AND o.code = ?)"
    terms: list[Term] = [(side, [code]) for code in codes]
    if base.since is not None:
        terms.append((f"{DATED} AND substr(ifnull(m.end, m.start), 1, 10) >= ?", [base.since]))
    if base.until is not None:
        terms.append((f"{DATED} AND m.start <= ?", [base.until + LATEST]))
    kinds = [list(base.types)] if base.types else []
    if choice.quads:
        kinds.append([type_ for type_ in ontology.types if ontology.quad(type_) in choice.quads])
    terms += [among("m.type", own) for own in kinds]
    if choice.factualities:
        terms.append(among("m.factuality", choice.factualities))
    return terms


def telling_terms(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> list[Term]:
    """What is asked of one telling, `m`, and its article, `a`, as `event_rows.fits_telling` has it."""
    terms: list[Term] = []
    if choice.base.outlet is not None:
        terms.append(among("a.outlet", find_outlets(db, choice.base.outlet)))
    if choice.modes:
        terms.append(among("m.mode", choice.modes))
    if choice.contexts:
        condition, values = among("c.name", choice.contexts)
        own = f"SELECT 1 FROM contexts AS c WHERE c.event_mention = m.id AND {condition}"
        terms.append((f"EXISTS ({own})", values))
    if choice.place is not None:
        terms.append(place_term(db, choice.place, forms))
    if choice.about is not None:
        terms.append(among("m.id", sorted(find_about(db, choice.about, forms))))
    if choice.base.speaker is not None:
        names = dump_ids(named(db, choice.base.speaker, forms, EVERY_NAME))
        quoted = "(SELECT speaker FROM corrected_quotes WHERE id = m.quote)"
        terms.append((f"json_extract(m.according_to, '$[#-1]') IN {IDS} OR {quoted} IN {IDS}", [names, names]))
    if choice.source == OWN_VOICE:
        terms.append(("m.according_to = '[]'", []))
    elif choice.source is not None:
        names = dump_ids(named(db, choice.source, forms, EVERY_NAME))
        terms.append((f"EXISTS (SELECT 1 FROM json_each(m.according_to) AS s WHERE s.value IN {IDS})", [names]))
    return terms


def place_term(db: sqlite3.Connection, wanted: str, forms: Forms) -> Term:
    """That a telling's place has the name asked for, is the point, or lies in the state whose code that is."""
    located = "EXISTS (SELECT 1 FROM locations AS l WHERE l.event_mention = m.id AND {})"
    if point := POINT.fullmatch(wanted):
        degrees = [float(x) if x == repr(float(x)) else None for x in point.groups()]
        return located.format("l.kind <> 'state' AND l.latitude = ? AND l.longitude = ?"), degrees
    if whole := WHOLE.fullmatch(wanted):
        return located.format("l.kind = 'state' AND l.code = ?"), [whole[1]]
    if STATE.fullmatch(wanted):
        return located.format("l.code = ?"), [wanted]
    return among("m.place", named(db, wanted, forms, EVERY_NAME))


def load_rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """Tellings by id, in this order, with all that `event_rows.chosen_tellings` tells of them."""
    query = f"SELECT * FROM readable_event_mentions WHERE id IN {IDS}"
    rows = {row["id"]: row | {"speaker": row["quote_speaker"]} for row in query_rows(db, query, [dump_ids(ids)])}
    tables = load_parts(db, ids)
    return [
        rows[id_] | summary(rows[id_], [rows[id_]], tables) | {"according_to": json.loads(rows[id_]["according_to"])}
        for id_ in ids
    ]
