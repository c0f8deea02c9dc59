"""Events and their tellings as rows, narrowed down: by sides, days, kind, context, place, subject, on whose word.

In: a database and an `EventChoice`. Out: dicts in order of time. An event is chosen where one telling of it fits all
that is asked of tellings: place, mode, context, outlet, speaker, source, subject. Reads; writes nothing.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from svod.ontology import load_ontology
from svod.present.cli_rows import Choice, Row, fits_codes, fits_days, fits_type, holds, query_rows, view_rows
from svod.present.quote_rows import find_about, fits_outlet, same_name

Forms = Callable[[str], Collection[str]]
STATE = re.compile(r"[A-Z]{3}")
POINT = re.compile(r".*@(-?[0-9.]+),(-?[0-9.]+)")  # just this point of the map: «Киев @50.454,30.524»
WHOLE = re.compile(r"@([A-Z]{3})")  # in this state, and no more is known
OWN_VOICE = "-"  # asks for what stands on nobody's word but the article's
TELLING_COLUMNS = """
    SELECT p.event AS event, m.id AS id, m.mode AS mode, m.place AS place, m.according_to AS according_to,
           (SELECT speaker FROM corrected_quotes WHERE id = m.quote) AS speaker, a.outlet AS outlet
    FROM event_parts AS p JOIN corrected_event_mentions AS m ON m.id = p.event_mention
    JOIN articles AS a ON a.id = m.article"""  # a join to corrected_quotes would make all of it first
TELLING_ORDER = "ORDER BY a.published IS NULL, a.published, a.id, m.ordinal"


@dataclass(frozen=True, slots=True)
class EventChoice:
    """Which events; None and () choose all."""

    base: Choice = field(default_factory=Choice)  # sides, days, types, outlet, speaker
    modes: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    contexts: tuple[str, ...] = ()
    factualities: tuple[str, ...] = ()
    place: str | None = None  # letters of its name in any form, the code of the state it lies in, POINT or WHOLE
    about: str | None = None  # named infrastructure
    source: str | None = None  # somebody in the chain on whose word it stands; "-" for the article's own voice


@dataclass(frozen=True, slots=True)
class Tables:
    """What is kept beside tellings: contexts and point by telling, what is said about a thing."""

    contexts: Mapping[str, list[str]]
    points: Mapping[str, Row]
    about: Collection[str]


def load_tables(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> Tables:
    """Read the tables."""
    contexts: dict[str, list[str]] = {}
    for id_, name in db.execute("SELECT event_mention, name FROM contexts ORDER BY event_mention, ordinal"):
        contexts.setdefault(id_, []).append(name)
    points = query_rows(db, "SELECT event_mention, code AS state, kind, latitude, longitude FROM locations")
    about = find_about(db, choice.about, forms) if choice.about else ()
    return Tables(contexts, {p.pop("event_mention"): p for p in points}, about)


def load_parts(db: sqlite3.Connection, mentions: Iterable[str]) -> Tables:
    """Contexts and points of some tellings."""
    wanted = json.dumps(list(mentions))
    own = "event_mention IN (SELECT value FROM json_each(?))"
    contexts: dict[str, list[str]] = {}
    query = f"SELECT event_mention, name FROM contexts WHERE {own} ORDER BY event_mention, ordinal"
    for id_, name in db.execute(query, (wanted,)):
        contexts.setdefault(id_, []).append(name)
    columns = "event_mention, code AS state, kind, latitude, longitude"
    points = query_rows(db, f"SELECT {columns} FROM locations WHERE {own}", (wanted,))
    return Tables(contexts, {p.pop("event_mention"): p for p in points}, ())


def chosen_events(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> list[Row]:
    """Events in order of time, each with modes, contexts, quad class, score and the point where it is."""
    tables, tellings = load_tables(db, choice, forms), tellings_by_event(db)
    found = pick_events(view_rows(db, "readable_events"), tellings, choice, tables, forms)
    return [row | summary(row, tellings.get(row["id"], []), tables) for row in found]


def tellings_by_event(db: sqlite3.Connection) -> dict[str, list[Row]]:
    """By event its tellings, the first report first."""
    found: dict[str, list[Row]] = {}
    for telling in query_rows(db, f"{TELLING_COLUMNS} {TELLING_ORDER}"):
        found.setdefault(telling["event"], []).append(telling)
    return found


def pick_events(
    rows: Iterable[Row], tellings: Mapping[str, list[Row]], choice: EventChoice, tables: Tables, forms: Forms
) -> list[Row]:
    """The events that fit, in their order: where something is asked of tellings, one of them has all of it."""
    asks = asks_tellings(choice)
    return [
        row
        for row in rows
        if fits_event(row, choice)
        and (not asks or any(fits_telling(t, choice, tables, forms) for t in tellings.get(row["id"], ())))
    ]


def chosen_tellings(db: sqlite3.Connection, choice: EventChoice, forms: Forms) -> list[Row]:
    """Tellings in order of time, each with contexts, quad class, score and the point where it is."""
    tables = load_tables(db, choice, forms)
    found = []
    for row in view_rows(db, "readable_event_mentions"):
        row |= {"speaker": row["quote_speaker"]}
        if fits_event(row, choice) and fits_telling(row, choice, tables, forms):
            found.append(row | summary(row, [row], tables) | {"according_to": json.loads(row["according_to"])})
    return found


def summary(row: Row, tellings: list[Row], tables: Tables) -> Row:
    """Modes, contexts, quad class, score and point of an event out of its tellings."""
    ontology = load_ontology()
    modes = sorted({t["mode"] for t in tellings if t["mode"]})
    contexts = {c: None for t in tellings for c in tables.contexts.get(t["id"], ())}
    known = row["type"] in ontology.types
    here = next((tables.points[t["id"]] for t in tellings if t["id"] in tables.points), {})
    return {
        "modes": modes, "contexts": list(contexts), "quad": ontology.quad(row["type"]) if known else None,
        "score": ontology.score(row["type"], modes[0] if modes else None) if known else None,
        "state": here.get("state"), "latitude": here.get("latitude"), "longitude": here.get("longitude"),
    }  # fmt: skip


def fits_event(row: Row, choice: EventChoice) -> bool:
    """True when what events have themselves is what is asked for: sides, days, kind, factuality."""
    ontology = load_ontology()
    known = row["type"] in ontology.types
    return (
        fits_codes(row["codes"], choice.base)
        and fits_days(row["start"], row["end"], choice.base)
        and fits_type(row["type"], choice.base)
        and (not choice.quads or (known and ontology.quad(row["type"]) in choice.quads))
        and (not choice.factualities or row["factuality"] in choice.factualities)
    )


def asks_tellings(choice: EventChoice) -> bool:
    """True when something is asked that only tellings have."""
    wanted = (choice.modes, choice.contexts, choice.place, choice.about, choice.source)
    return any(wanted) or choice.base.outlet is not None or choice.base.speaker is not None


def fits_telling(row: Row, choice: EventChoice, tables: Tables, forms: Forms) -> bool:
    """True when one telling has all that is asked of tellings."""
    chain = [str(name) for name in json.loads(row["according_to"])]
    said_by = [n for n in (row["speaker"], *chain[-1:]) if n]
    return (
        (not choice.modes or row["mode"] in choice.modes)
        and (not choice.contexts or bool(set(choice.contexts) & set(tables.contexts.get(row["id"], ()))))
        and fits_place(row, choice.place, tables, forms)
        and (choice.about is None or row["id"] in tables.about)
        and fits_outlet_of(row, choice.base.outlet)
        and (choice.base.speaker is None or any(is_named(n, choice.base.speaker, forms) for n in said_by))
        and fits_source(chain, choice.source, forms)
    )


def fits_outlet_of(row: Row, wanted: str | None) -> bool:
    """True when a telling's outlet is the one asked for, in one of its spellings."""
    return wanted is None or fits_outlet(row["outlet"], wanted)


def fits_source(chain: list[str], wanted: str | None, forms: Forms) -> bool:
    """True when somebody of the chain is the one asked for, or nobody is where the article's own voice is asked for."""
    if wanted == OWN_VOICE:
        return not chain
    return wanted is None or any(is_named(name, wanted, forms) for name in chain)


def fits_place(row: Row, wanted: str | None, tables: Tables, forms: Forms) -> bool:
    """True when a telling's place has the name asked for, is the point, or lies in the state whose code that is."""
    if wanted is None:
        return True
    here = tables.points.get(row["id"], {})
    if point := POINT.fullmatch(wanted):
        degrees = f"{here.get('latitude')!r},{here.get('longitude')!r}"
        return here.get("kind") != "state" and degrees == f"{point[1]},{point[2]}"
    if whole := WHOLE.fullmatch(wanted):
        return here.get("kind") == "state" and here.get("state") == whole[1]
    if STATE.fullmatch(wanted):
        return bool(here.get("state") == wanted)
    return row["place"] is not None and is_named(row["place"], wanted, forms)


def is_named(name: str, wanted: str, forms: Forms) -> bool:
    """True when a name has the letters asked for, or every word of it in one of its forms: «Пескова»."""
    return holds(name, wanted) or same_name(name, wanted, forms)


def without(choice: EventChoice) -> Iterator[tuple[str, EventChoice]]:
    """Each thing that is asked, as the option that asks it, with a choice that asks only this."""
    empty = EventChoice()
    for one in fields(Choice):
        value = getattr(choice.base, one.name)
        if value != getattr(empty.base, one.name):
            yield option(one.name, value), replace(empty, base=replace(empty.base, **{one.name: value}))
    for one in fields(EventChoice):
        value = getattr(choice, one.name)
        if one.name != "base" and value != getattr(empty, one.name):
            yield option(one.name, value), replace(empty, **{one.name: value})


OPTIONS = {
    "types": "type", "modes": "mode", "quads": "quad", "contexts": "context", "factualities": "factuality",
    "source": "on-word-of",
}  # fmt: skip


def option(name: str, value: Any) -> str:
    """An option as it was typed: "--dyad RUS,AZE"."""
    between = "," if name == "dyad" else " "
    words = between.join(str(v) for v in value) if isinstance(value, tuple) else str(value)
    return f"--{OPTIONS.get(name, name)} {words}"
