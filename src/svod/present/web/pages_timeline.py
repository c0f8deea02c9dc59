"""The timeline: events in lanes by outlet, side, pair, actor or type, by the day they happened or were reported.

In: requests. Out: a page with the picture, its lanes as a table, its events as a list and what has no day; the same as
CSV, JSON lines, SVG and PNG. Of more events than can be drawn those of the latest days are, and the page says so.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from svod.present.charts import Spec
from svod.present.charts_timeline import make_timeline_spec
from svod.present.cli_events import EVENT_KEYS
from svod.present.cli_rows import Row, query_rows
from svod.present.messages import count, tell
from svod.present.paging import IDS, dump_ids
from svod.present.relations import load_heads
from svod.present.report import visible
from svod.present.report_accounts import clip
from svod.present.report_words import format_day, format_interval, month_name
from svod.present.timeline_layout import Look, make_grid
from svod.present.timeline_marks import OTHERS, Asked, Lane, Placed, Timeline, Told, describe, head, lag, make_timeline
from svod.present.web.choices import load_choices
from svod.present.web.desk import Desk
from svod.present.web.event_list import Line, contested, make_lines
from svod.present.web.event_window import MOST, Window, count_events, load_window
from svod.present.web.filters import CLOCKS, LANES, Filters, parse_filters
from svod.present.web.layout import desk_of, show
from svod.present.web.listing import ROWS, make_sheet, save
from svod.present.web.pictures import Picture, send_picture
from svod.relate.outlets import name_outlets, name_spellings, take_sides

PATH = "/timeline"
WORDS = 120  # characters of a telling that a mark quotes
QUOTING = 3000  # events up to which marks quote: the words of more would be most of the page
KEYS = (*EVENT_KEYS, "reported", "days_to_report")
TOLD = """
    SELECT p.event AS event, m.article AS article, e.text AS words, substr(a.published, 1, 10) AS published, a.outlet
    FROM event_parts AS p JOIN event_mentions AS m ON m.id = p.event_mention JOIN articles AS a ON a.id = m.article
    LEFT JOIN evidence AS e ON e.record = m.id AND e.part = 'whole' AND e.role = 'whole' {}
    ORDER BY a.published IS NULL, a.published, a.id, m.ordinal"""
OUTLETS = "SELECT outlet, count(*) FROM articles WHERE outlet <> '' GROUP BY outlet"
LEGEND = (
    ("quad1", 1, 0, 0), ("quad2", 2, 0, 0), ("quad3", 3, 0, 0), ("quad4", 4, 0, 0),
    ("planned", 0, 1, 0), ("supposed", 0, 2, 0), ("negated", 0, 3, 0), ("differ", 0, 0, 1), ("contradict", 0, 0, 2),
)  # fmt: skip
Tellings = dict[str, list[Told]]
Loaded = tuple[Timeline | None, Window]  # the window without its rows


def timeline(request: Request) -> Response:
    """The page, or what it shows as a file."""
    filters, desk, form = parse_filters(request.query_params), desk_of(request), request.path_params.get("form")
    with desk.read() as db:
        key = ("timeline", filters.query(page=1))
        found, window = desk.keep(db, key, lambda: load_timeline(desk, db, filters))
        if form in ("svg", "png"):
            return send_picture(make_picture(desk, db, found, filters, title=True), "timeline", form)
        if form and window.narrow:  # a file that leaves out most of what is asked for would deceive
            raise HTTPException(413, tell("timeline.narrow", window.total, window_words(found)))
        if form:
            return save(export_rows(found, filters), KEYS, "timeline", form)
        return show_page(request, desk, db, filters, (found, window))


def show_page(request: Request, desk: Desk, db: sqlite3.Connection, filters: Filters, loaded: Loaded) -> Response:
    """The page."""
    found, own = loaded
    events = found.shown if found else ()
    sheet = make_sheet(events, PATH, filters)
    undated = found.undated if found else ()
    spec = desk.keep(
        db, ("timeline picture", filters.query(page=1)),
        lambda: htmlsafe_json_dumps(make_picture(desk, db, found, filters), dumps=dumps),
    )  # fmt: skip
    return show(
        request, "timeline.html", here="timeline", filters=filters, sheet=sheet, choices=load_choices(desk, db),
        scripts=("vega", "timeline"),
        picture=Picture("timeline", picture_title(found, filters), {}, PATH, filters), spec=spec,
        t=found, lines=make_entries(desk, db, sheet.rows, filters),
        lanes=[lane_row(lane, filters) for lane in found.lanes] if found else [],
        undated=make_lines(db, undated[:ROWS]), step=make_grid(found.window).step if found else 1,
        window=window_words(found), whole=[d.isoformat() for d in found.whole] if found else [],
        kinds=LANES, clocks=CLOCKS, lag=lag, sides=desk.sides is not None, near=nearest(found),
        narrow=tell("timeline.narrow", own.total, window_words(found)) if own.narrow else "",
    )  # fmt: skip


def dumps(spec: Spec, **_: Any) -> str:
    """A specification as JSON, as short as may be: there may be thousands of marks."""
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))


def load_timeline(desk: Desk, db: sqlite3.Connection, filters: Filters) -> Loaded:
    """The events that fit, laid out; days are those of the clock that is asked for."""
    window = load_window(desk, db, replace(filters, lanes="", page=1), timeless=True)
    base = window.filters.base
    asked = Asked(filters.lanes or LANES[0], filters.clock or CLOCKS[0], base.since, base.until)
    published = desk.keep(db, "published", lambda: load_published(db), worded=False)
    sides = desk.keep(db, "sides of outlets", lambda: load_sides(desk, db), worded=False)
    told = load_told(db, window.rows) if count_events(db) > MOST else told_of_all(desk, db)
    found = make_timeline(window.rows, told, asked, published, sides.get)
    if found and window.narrow:
        found = replace(found, before=window.before, after=window.after)
    return found, replace(window, rows=())


def load_published(db: sqlite3.Connection) -> list[str]:
    """The first and the last day of the articles."""
    return [day for day in db.execute("SELECT min(published), max(published) FROM articles").fetchone() if day]


def load_sides(desk: Desk, db: sqlite3.Connection) -> dict[str, str]:
    """The user's side of each outlet that has one."""
    if desk.sides is None:
        return {}
    outlets = name_outlets(load_heads(db))
    own = take_sides(outlets, desk.sides)
    return {name: own[article] for article, name in outlets.items() if article in own}


def told_of_all(desk: Desk, db: sqlite3.Connection) -> Tellings:
    """Of every event each outlet's first telling, kept."""
    return desk.keep(db, "told", lambda: load_told(db), worded=False)


def load_told(db: sqlite3.Connection, rows: Sequence[Row] | None = None) -> Tellings:
    """By event, of some or of all, each outlet's first telling, the first report first."""
    outlets = name_spellings(dict(db.execute(OUTLETS)))
    found: dict[str, dict[str, Told]] = {}
    which = "" if rows is None else f"WHERE p.event IN {IDS}"
    for row in query_rows(db, TOLD.format(which), [] if rows is None else [dump_ids(row["id"] for row in rows)]):
        outlet = outlets.get(row["outlet"])
        key = outlet or row["article"]
        words = str(visible(clip(row["words"] or "", WORDS)))
        found.setdefault(row["event"], {}).setdefault(key, Told(outlet, row["published"], words))
    return {event: list(own.values()) for event, own in found.items()}


def make_picture(
    desk: Desk, db: sqlite3.Connection, found: Timeline | None, filters: Filters, *, title: bool = False
) -> Spec:
    """The picture's specification; empty where there is nothing to show."""
    if found is None:
        return {}
    clashes = contested(desk, db)
    heads = desk.keep(db, "heads", dict[str, str])
    say_lag, say_day = lru_cache(maxsize=None)(tell_lag), lru_cache(maxsize=None)(format_day)

    def head_of(row: Row) -> str:
        if row["id"] not in heads:
            heads[row["id"]] = str(visible(head(row, clashes.get(row["id"], ()))))
        return heads[row["id"]]

    quote = len(found.shown) <= QUOTING
    zoom = PATH + (replace(filters, since="", until="", page=1).query() or "?")
    look = Look(
        describe=lambda p: describe(p, head_of(p.row), say_lag, say_day, quote=quote),
        contested=lambda p: 2 if p.row["id"] in clashes else 1 if p.row["disputed"] else 0,
        lane=name_lane,
        months=[month_name(month, "short") for month in range(1, 13)],
        legend=[(tell(f"timeline.{name}"), q, f, c) for name, q, f, c in LEGEND],
        event="/event/",
        zoom=zoom if zoom.endswith("?") else zoom + "&",
        pile=tell("timeline.more"),
        title=picture_title(found, filters) if title else "",
    )
    return make_timeline_spec(found, look)


def name_lane(lane: Lane, left: int) -> str:
    """A lane's name with its number of events, and how many bars it has no room for."""
    name = str(visible(lane_name(lane)))
    return f"{name} · {len(lane.events)}" + (f" ({count('timeline.bars_left', left)})" if left else "")


def lane_name(lane: Lane) -> str:
    """A lane's name: that of none and of all others in words."""
    if lane.key == OTHERS:
        return count("timeline.other_lanes", int(lane.label))
    return lane.label or tell("timeline.no_lane")


def lane_row(lane: Lane, filters: Filters) -> Row:
    """A lane as a row of the table, with the address of its events alone where a filter names it."""
    kind = filters.lanes or LANES[0]
    field = {"outlet": "outlet", "dyad": "dyad", "type": "type"}.get(kind)
    alone = field and lane.key and lane.key != OTHERS
    facts = [p.row["factuality"] for p in lane.events]
    return {
        "name": lane_name(lane), "events": len(lane.events), "planned": facts.count("future"),
        "disputed": sum(bool(p.row["disputed"]) for p in lane.events),
        "first": format_day(lane.events[0].start), "last": format_day(max(p.end for p in lane.events)),
        "href": PATH + filters.query(**{str(field): lane.key}) if alone else None,
    }  # fmt: skip


def window_words(found: Timeline | None) -> str:
    """The days of the lanes in words."""
    return format_interval(found.window[0].isoformat(), found.window[1].isoformat()) if found else ""


def picture_title(found: Timeline | None, filters: Filters) -> str:
    """What the picture shows, in words."""
    kind, clock = filters.lanes or LANES[0], filters.clock or CLOCKS[0]
    parts = (
        tell("timeline.title"),
        f"{tell('timeline.lanes')}: {tell(f'timeline.lanes_{kind}')}",
        f"{tell('timeline.clock')}: {tell(f'timeline.clock_{clock}')}",
        window_words(found),
        count("timeline.events", len(found.shown) if found else 0),
    )
    return " · ".join(filter(None, parts))


def make_entries(desk: Desk, db: sqlite3.Connection, shown: Sequence[Placed], filters: Filters) -> list[Line]:
    """Events as lines of the list; where days are those of the reports, each says when it was reported too."""
    lines = make_lines(db, [p.row for p in shown])
    if filters.clock != "reported":
        return lines
    return [replace(line, when=when_told(line, p)) for line, p in zip(lines, shown, strict=True)]


def when_told(line: Line, p: Placed) -> str:
    """«17 июня 2025 · сообщили 1 июля 2025 · сообщили через 14 дней»."""
    distance = lag(p)
    parts = (
        line.when or tell("desk.undated"),
        tell("timeline.on_day", format_day(p.reported)) if p.reported and p.start == p.reported else "",
        tell_lag(distance) if distance else "",
    )
    return " · ".join(filter(None, parts))


def tell_lag(days: int) -> str:
    """«сообщили через 3 дня», «объявили за 2 дня»."""
    return count("timeline.after", days) if days > 0 else count("timeline.ahead", -days)


def nearest(found: Timeline | None) -> str:
    """How many days pass until the first report of half the events that have both days: «половина — в тот же день»."""
    lags = sorted(d for p in found.shown if (d := lag(p)) is not None and d >= 0) if found else []
    if not lags:
        return ""
    middle = lags[len(lags) // 2]
    return tell("timeline.same_day", len(lags)) if middle == 0 else count("timeline.half", middle, len(lags))


def export_rows(found: Timeline | None, filters: Filters) -> list[Row]:
    """What fits, with the day of the first report; what has no day comes last, unless days are asked for."""
    if found is None:
        return []
    rows = [p.row | {"reported": p.reported, "days_to_report": lag(p)} for p in placed_rows(found, filters)]
    return rows if filters.since or filters.until else [*rows, *(row | EMPTY for row in found.undated)]


EMPTY: dict[str, Any] = {"reported": None, "days_to_report": None}


def placed_rows(found: Timeline, filters: Filters) -> Sequence[Placed]:
    """The events of the window, or of all times where no days are asked for."""
    return found.shown if filters.since or filters.until else found.placed


ROUTES = [Route(PATH, timeline), Route(PATH + ".{form:form}", timeline), Route(PATH + ".{form:picture}", timeline)]
