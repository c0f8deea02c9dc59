"""One event: its accounts side by side, why these reports are one, and what may be the same event.

In: requests. Out: a page, or what each article says in each slot as CSV or JSON lines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from svod.ontology import load_ontology
from svod.present.cli_find import find_id
from svod.present.cli_rows import Row, query_rows
from svod.present.event_page import load_rows
from svod.present.paging import IDS, LATEST, dump_ids
from svod.present.relations import load_material
from svod.present.report_accounts import SlotView
from svod.present.report_events import EventView, make_event
from svod.present.report_index import Index, make_index
from svod.present.report_words import days_between, format_number, join_label
from svod.present.web.desk import Desk
from svod.present.web.event_list import Line, lines_of
from svod.present.web.event_sources import find_families, find_lent, find_words, load_known_actors
from svod.present.web.grounds import sided_of
from svod.present.web.layout import desk_of, show, word
from svod.present.web.listing import save, save_book
from svod.present.workbook import Table
from svod.records import Accounts, Event
from svod.relate.coverage import collect, cover_event
from svod.relate.periods import shift
from svod.store import Decision, find_states, load_article, load_decisions, load_findings
from svod.store.accounts import load_comparisons, load_events, load_reprints
from svod.store.rows import load_reasons

NEAR = 4  # days between events that may be one
FEW = 12  # of them
ALIKE = f"""
    SELECT o.event AS id, o.start AS start, o.type AS type, count(*) AS shared
    FROM event_facets AS f JOIN event_places AS o ON o.place = f.place
    WHERE f.facet = 'code' AND f.value IN {IDS} AND o.type IN {IDS}
    AND (o.start IS NULL OR o.start BETWEEN ? AND ?) AND o.event <> ? GROUP BY o.place"""
KEYS = (
    "id", "event", "label", "start", "slot", "verdict", "published", "outlet", "value", "words", "according_to",
    "reason", "article", "article_name", "url",
)  # fmt: skip
JUDGED = """
    SELECT j.a AS a, j.b AS b, j.verdict AS verdict, j.score AS score, j.reasons AS reasons FROM judgements AS j
    JOIN event_parts AS p ON p.event_mention = j.a JOIN event_parts AS o ON o.event_mention = j.b
    WHERE j.kind = 'event' AND p.event = ? AND o.event = p.event ORDER BY j.score DESC, j.a, j.b"""


@dataclass(frozen=True, slots=True)
class Join:
    """Why two tellings are one event: their outlets, the verdict, the score with its reasons."""

    a: str
    b: str
    outlets: str
    verdict: str
    score: str
    reasons: tuple[str, ...]


def find_event(db: sqlite3.Connection, given: str) -> Event:
    """The event with an id, or the one that a telling belongs to now; 404 where there is none."""
    if given.startswith("e-"):
        row = db.execute("SELECT event FROM event_parts WHERE event_mention = ?", (given,)).fetchone()
        given = row[0] if row else given
    for found in load_events(db, [given]):
        return found
    raise HTTPException(404, word("no_event"))


def index_of(db: sqlite3.Connection, articles: Sequence[str], events: tuple[Event, ...]) -> Index:
    """The report's index over a few articles and what rests on them."""
    comparisons = load_comparisons(db, [e.id for e in events])
    some = Accounts(load_reprints(db, articles), load_known_actors(db, articles), events, comparisons, ())
    texts = [a for id_ in articles if (a := load_article(db, id_)) is not None]
    return make_index(texts, load_findings(db, articles), some)


def event(request: Request) -> Response:
    """The page of an event; only what differs where that is asked for."""
    desk, given = desk_of(request), request.path_params["id"]
    with desk.read() as db:
        found = find_event(db, given)
        if form := request.path_params.get("form"):
            rows = query_rows(db, "SELECT * FROM readable_comparisons WHERE event = ?", (found.id,))
            if form == "xlsx":
                return save_book(event_tables(db, found.id, rows), found.id)
            return save(rows, KEYS, found.id, form)
        told = told_by(db, found.id)
        index = index_of(db, told, (found,))
        view = make_event(found, index)
        differing = request.query_params.get("only") == "differ"
        return show(
            request, "event.html", here="events", e=only_differing(view) if differing else view, whole=view,
            differing=differing, joins=find_joins(db, found.id, index), near=find_near(db, found.id),
            decisions=decided_on(db, {found.id, *found.mentions}),
            absent=find_absent(desk, db, found) if request.query_params.get("absent") else None,
            path=f"/event/{found.id}", lent=find_lent(found), wordings=find_words(db, found.id),
            families=find_families(db, told, lambda: sides_of(desk, db)),
        )  # fmt: skip


def sides_of(desk: Desk, db: sqlite3.Connection) -> Mapping[str, str] | None:
    """By article the user's side of its outlet; None where he gives no sides."""
    sided = sided_of(desk, db)
    return sided.tellers if sided else None


def event_tables(db: sqlite3.Connection, event: str, compared: Sequence[Row]) -> list[Table]:
    """An event as sheets: what each article says in each slot, its reports, and why they were joined."""
    asked = {
        "reports": "SELECT m.* FROM readable_event_mentions AS m JOIN event_parts AS p ON p.event_mention = m.id"
        " WHERE p.event = ? ORDER BY m.published IS NULL, m.published, m.id",
        "joins": JUDGED,
    }
    tables = [Table("comparisons", KEYS, [[row.get(k) for k in KEYS] for row in compared])]
    for name, query in asked.items():
        cursor = db.execute(query, (event,))
        tables.append(Table(name, [column[0] for column in cursor.description], cursor.fetchall()))
    return tables


def told_by(db: sqlite3.Connection, event: str) -> list[str]:
    """The articles that tell an event."""
    query = (
        "SELECT DISTINCT m.article FROM event_parts AS p JOIN event_mentions AS m ON m.id = p.event_mention"
        " WHERE p.event = ? UNION SELECT DISTINCT t.article FROM comparisons AS c"
        " JOIN tellings AS t ON t.comparison = c.id WHERE c.event = ? ORDER BY 1"
    )
    return [row[0] for row in db.execute(query, (event, event))]


def only_differing(view: EventView) -> EventView:
    """The event with only those slots in which its accounts part."""
    return replace(view, slots=tuple(s for s in view.slots if is_parting(s)))


def is_parting(slot: SlotView) -> bool:
    """True where the accounts contradict or differ."""
    return slot.verdict in ("contradict", "differ")


def find_joins(db: sqlite3.Connection, event: str, index: Index) -> list[Join]:
    """The judgements that the event was joined by, the surest first."""
    return [
        Join(
            row["a"], row["b"], " – ".join(outlet_of(index, row[k]) for k in ("a", "b")), row["verdict"],
            format_number(row["score"]),
            tuple(f"{join_label(r.name)} {format_number(r.weight)}" for r in load_reasons(row["reasons"])),
        )
        for row in query_rows(db, JUDGED, (event,))
    ]  # fmt: skip


def outlet_of(index: Index, telling: str) -> str:
    """The outlet of a telling."""
    found = index.events.get(telling)
    return index.outlet(found.article) if found else telling


def find_near(db: sqlite3.Connection, event: str) -> list[Line]:
    """Other events of the same kind and sides, or sides and days: those that a person may want to join."""
    own = load_rows(db, [event])[0]
    around = [shift(own["start"], days) for days in (-NEAR, NEAR)] if own["start"] else ["", LATEST]
    alike = [type_ for type_ in load_ontology().types if load_ontology().quad(type_) == own["quad"]]
    asked = (dump_ids((own["codes"] or "").split(", ")), dump_ids({*alike, own["type"]}), *around, event)
    ranked = [(likeness(own, row), row["id"]) for row in query_rows(db, ALIKE, asked)]
    return lines_of(db, [id_ for _, id_ in sorted((-n, id_) for n, id_ in ranked if n)[:FEW]])


def likeness(own: Row, other: Row) -> int:
    """How alike two events of one class look: 0 where nothing suggests that they are one."""
    dated = bool(own["start"] and other["start"])
    far = abs(days_between(own["start"], other["start"])) if dated else 0
    if far > NEAR:
        return 0
    kind = 4 if own["type"] == other["type"] else 1
    return int(kind * (2 * other["shared"] + (NEAR - far if dated else 0)))


def find_absent(desk: Desk, db: sqlite3.Connection, event: Event) -> dict[str, Any]:
    """Who had articles of those days and did not tell it, and how many have none."""

    def load() -> Any:
        material = load_material(db)
        return collect(material.holdings, material.tellers)

    row = cover_event(event, desk.keep(db, "collected", load, worded=False))
    return {"silent": [(c.teller, c.alike[:1]) for c in row.having("silent")], "missing": row.missing}


def decided_on(db: sqlite3.Connection, ids: set[str]) -> list[tuple[Decision, str]]:
    """What people decided about these records, with the state of each decision."""
    decisions = load_decisions(db)
    about = [d for d in decisions if {d.a, d.b} & ids]
    states = find_states(db, decisions) if about else {}
    return [(d, states[d.number]) for d in about]


def resolve(db: sqlite3.Connection, given: str, kinds: tuple[str, ...]) -> str:
    """The whole id of a record, found by its beginning."""
    return find_id(db, given.strip(), kinds)
