"""The map: where events happened, over borders that are the atlas's.

In: requests. Out: a page with the picture, its places as a table and what cannot be shown on it; the places as CSV and
JSON lines, the picture as SVG and PNG; the base map as a script, which browsers keep.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from svod.present.atlas import NAME, OBJECT, atlas_text, load_atlas
from svod.present.charts import Spec
from svod.present.charts_map import Look, make_map_spec
from svod.present.cli_rows import Row
from svod.present.event_rows import asks_tellings, fits_telling, load_parts
from svod.present.map_rows import Places, Point, make_places, placed_tellings
from svod.present.messages import count, tell
from svod.present.report import visible
from svod.present.report_words import country, format_interval
from svod.present.web.choices import load_choices
from svod.present.web.desk import Desk
from svod.present.web.event_list import make_lines, tables_of
from svod.present.web.event_window import MOST as MOST_EVENTS
from svod.present.web.event_window import count_events, load_window
from svod.present.web.filters import Filters, parse_filters
from svod.present.web.inflections import query_forms
from svod.present.web.layout import desk_of, show
from svod.present.web.listing import ROWS, save
from svod.present.web.pictures import Picture, send_picture

PATH = "/map"
KEYS = (
    "name", "kind", "code", "latitude", "longitude", "events", "verbal_cooperation", "material_cooperation",
    "verbal_conflict", "material_conflict", "ids",
)  # fmt: skip
LEGEND = (
    ("quad1", 1, 0), ("quad2", 2, 0), ("quad3", 3, 0), ("quad4", 4, 0), ("town", 0, 0), ("region", 0, 1),
    ("state", 0, 2),
)  # fmt: skip
MOST = 200  # places of the table; a file has them all


def chart(request: Request) -> Response:
    """The page, or what it shows as a file."""
    filters, desk, form = parse_filters(request.query_params), desk_of(request), request.path_params.get("form")
    with desk.read() as db:
        found, narrow = desk.keep(db, ("map", filters.query(page=1)), lambda: load_places(desk, db, filters))
        if form in ("svg", "png"):
            return send_picture(make_picture(found, filters, title=True), "map", form)
        if form and narrow:  # a file that leaves out most of what is asked for would deceive
            raise HTTPException(413, narrow)
        if form:
            return save(map(make_row, found.points), KEYS, "map", form)
        picture = Picture("map", picture_title(found), make_picture(found, filters), PATH, filters)
        return show(
            request, "map.html", here="map", filters=filters, choices=load_choices(desk, db),
            scripts=("vega", "map"), picture=picture, m=found, narrow=narrow, atlas=NAME if atlas_text() else None,
            places=[place_line(p, filters) for p in found.points[:MOST]],
            unknown=[(name, n, PATH_EVENTS + onward(filters, name)) for name, n in found.unknown[:MOST]],
            unplaced=make_lines(db, found.unplaced[:ROWS]),
            all_unplaced=PATH_EVENTS + filters.query(only="unplaced", lanes="", clock="", place=""),
        )  # fmt: skip


PATH_EVENTS = "/events"


def load_places(desk: Desk, db: sqlite3.Connection, filters: Filters) -> tuple[Places, str]:
    """The events that fit, by place, and which of them are left out, in words.

    Where something is asked of tellings, only those that fit place an event.
    """
    window = load_window(desk, db, replace(filters, lanes="", clock="", page=1), timeless=False)
    rows, days, choice = window.rows, window.filters, filters.events
    many = count_events(db) > MOST_EVENTS
    told = placed_tellings(db, [row["id"] for row in rows]) if many else placed_of_all(desk, db)
    forms = query_forms(filters.words, filters.speaker, filters.place)
    narrow = tell("timeline.narrow", window.total, format_interval(days.since, days.until)) if window.narrow else ""
    if not asks_tellings(choice):
        return make_places(rows, told, lambda telling: True), narrow
    tables = load_parts(db, [t["id"] for own in told.values() for t in own]) if many else tables_of(desk, db)
    return make_places(rows, told, lambda telling: fits_telling(telling, choice, tables, forms)), narrow


def placed_of_all(desk: Desk, db: sqlite3.Connection) -> Mapping[str, list[Row]]:
    """Of every event the tellings that name a place, kept."""
    return desk.keep(db, "placed tellings", lambda: placed_tellings(db), worded=False)


def make_picture(found: Places, filters: Filters, *, title: bool = False) -> Spec:
    """The picture's specification; that of a file has the base map inside."""
    look = Look(
        describe=lambda p: str(visible(describe(p))),
        address=lambda p: PATH_EVENTS + onward(filters, p.asked),
        legend=[(tell(f"map.{name}"), q, shape) for name, q, shape in LEGEND],
        credit=tell("map.credit", NAME) if atlas_text() else tell("map.no_atlas"),
        title=picture_title(found) if title else "",
    )
    points = [replace(p, name=str(visible(p.name))) for p in found.points]
    return make_map_spec(points, look, load_atlas() if title else None)


def onward(filters: Filters, place: str) -> str:
    """The query that leads to the events of one place."""
    return filters.query(place=place, lanes="", clock="")


def describe(p: Point) -> str:
    """What a place says: its name and what kind of place it is, its events, by class."""
    where = {"state": "map.whole_state", "region": "map.a_region", "water": "map.a_water"}.get(p.kind)
    land = country(p.code) if p.code and p.kind != "state" else None
    lines = (
        ", ".join(filter(None, (p.name, land))),
        tell(where) if where else "",
        count("map.events", len(p.events)),
        *(f"{tell(f'map.quad{q}')}: {n}" for q, n in p.quads.items() if q),
    )
    return "\n".join(filter(None, lines))


def place_line(p: Point, filters: Filters) -> Row:
    """A place as a row of the table."""
    return {
        "name": p.name, "land": country(p.code) if p.code and p.kind != "state" else "",
        "kind": tell(f"map.is_{p.kind}"), "events": len(p.events), "quads": [p.quads.get(q, 0) for q in (1, 2, 3, 4)],
        "href": PATH_EVENTS + onward(filters, p.asked),
    }  # fmt: skip


def make_row(p: Point) -> Row:
    """A place as a row of a file."""
    values = (
        p.name, p.kind, p.code, p.latitude, p.longitude, len(p.events), *(p.quads.get(q, 0) for q in (1, 2, 3, 4)),
        list(p.events),
    )  # fmt: skip
    return dict(zip(KEYS, values, strict=True))


def picture_title(found: Places) -> str:
    """What the picture shows, in words."""
    return f"{tell('map.title')} · {count('map.events', found.placed)} · {count('map.places', len(found.points))}"


def base_map(request: Request) -> Response:
    """The base map as a script that gives pictures their data set `countries`; 404 where the package has none."""
    text = atlas_text()
    if text is None:
        raise HTTPException(404)
    headers = {"cache-control": "private, max-age=86400"}
    shape = json.dumps({"type": "topojson", "feature": OBJECT})
    source = f"window.svodData={{countries:{{values:{text},format:{shape}}}}};"
    return Response(source, media_type="text/javascript", headers=headers)


ROUTES = [
    Route(PATH, chart), Route(PATH + ".{form:form}", chart), Route(PATH + ".{form:picture}", chart),
    Route(PATH + "/atlas.js", base_map),
]  # fmt: skip
