"""The relationship index in the desk: pairs, one pair's lines over time, what each outlet and side makes of it.

In: requests. Out: a page whose every number leads to its events; the same as CSV, JSON lines, SVG and PNG. The numbers
are those of `svod index`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from svod.present.charts_index import Axis, draw_index, draw_tellers
from svod.present.index_figures import make_figure, make_periods, make_tellers, shown_periods
from svod.present.index_tables import POINT_KEYS, line_rows
from svod.present.messages import tell
from svod.present.relations import Grounds, load_dealings, load_pair
from svod.present.report_words import code_label, country, format_interval, phrase
from svod.present.web.choices import load_choices
from svod.present.web.desk import Desk
from svod.present.web.event_list import lines_of
from svod.present.web.filters import Filters, parse_filters
from svod.present.web.grounds import events_of, grounds_of, sided_of
from svod.present.web.layout import desk_of, show, word
from svod.present.web.listing import KINDS as FORMS
from svod.present.web.listing import save
from svod.present.web.pictures import Picture, send_picture
from svod.records import Event
from svod.relate.index import DyadIndex, find_index, rank_dyads
from svod.relate.periods import Period
from svod.relate.tallies import IndexOptions
from svod.store.lists import listed

PATH, OUTLETS, SIDES = "/index", "/index-outlets", "/index-sides"
PAIR_KEYS = ("dyad", "events", "start", "end")
QUADS = ("quad1", "quad2", "quad3", "quad4")
UNLIKE = "unlike"  # what a teller does not tell as fact
ALL = "all"  # the whole time, where a point is asked for
MOST_PAIRS = 60  # listed in the page
Dyad = tuple[str, str]
DAYS = """
    SELECT f.value, min(o.start), max(o.start) FROM event_facets AS f CROSS JOIN event_places AS o ON o.place = f.place
    WHERE f.facet = 'pair' AND o.start IS NOT NULL AND o.factuality = 'actual' GROUP BY f.value"""


@dataclass(frozen=True, slots=True)
class View:
    """What one pair's page is made of: its index by outlets, by sides where there are any, how many articles when."""

    filters: Filters
    outlets: DyadIndex
    sides: DyadIndex | None
    articles: dict[str, int]
    sideless: tuple[str, ...]

    @property
    def names(self) -> tuple[str, str]:
        """The two sides in words."""
        a, b = self.outlets.dyad
        return country(a) or a, country(b) or b

    @property
    def axis(self) -> Axis:
        """The time of its pictures."""
        grain = self.outlets.options.grain
        return Axis(shown_periods(self.outlets, self.articles), grain, self.articles, self.lead)

    def lead(self, period: Period, kind: str, teller: str | None) -> str:
        """The page with the events of one point below the picture."""
        return self.where(at=period.start, kind=kind, teller=teller)

    def where(self, **asked: str | None) -> str:
        """The page with some events listed."""
        query = self.filters.query(kind="")
        more = urlencode([(name, value) for name, value in asked.items() if value])
        return f"{PATH}{query}{'&' if query else '?'}{more}#points"


def index(request: Request) -> Response:
    """The index of a pair, or the pairs there are; as a page or a file."""
    filters, desk, form = parse_filters(request.query_params), desk_of(request), request.path_params.get("form")
    with desk.read() as db:
        dyad = filters.base.dyad
        if dyad is None or dyad[0] == dyad[1]:
            return list_pairs(request, desk, db, filters)
        view, name = load_view(desk, db, dyad, filters), "-".join(("index", *dyad))
        if form in ("svg", "png"):
            return send_picture(draw_index(view.outlets, view.axis), name, form)
        if form:
            found = [view.outlets, *([view.sides] if view.sides else [])]
            return save(point_rows(found), POINT_KEYS, name, form)
        return show_pair(request, desk, db, view)


def tellers(request: Request) -> Response:
    """The lines of outlets, or of the sides of the press, as a picture."""
    filters, desk, form = parse_filters(request.query_params), desk_of(request), request.path_params["form"]
    with desk.read() as db:
        if filters.base.dyad is None:
            raise HTTPException(404, word("not_found"))
        view = load_view(desk, db, filters.base.dyad, filters)
        found = view.sides if request.url.path.startswith(SIDES) else view.outlets
        spec = draw_tellers(found, view.axis) if found else None
        if spec is None:
            raise HTTPException(404, tell("index.nothing"))
        return send_picture(spec, "index-tellers", form)


def point_rows(found: Iterable[DyadIndex]) -> list[dict[str, Any]]:
    """Every point as `svod index --csv` has it; the whole stands once."""
    rows: list[dict[str, Any]] = []
    for one in found:
        rows += [row for line in one.lines if not rows or line.teller is not None for row in line_rows(line, one)]
    return rows


def list_pairs(request: Request, desk: Desk, db: sqlite3.Connection, filters: Filters) -> Response:
    """The pairs that most happens between."""
    rows = desk.keep(db, "pairs", lambda: load_pairs(desk, db), worded=False)
    if form := request.path_params.get("form"):
        if form not in FORMS:
            raise HTTPException(404, tell("index.nothing"))
        return save(rows, PAIR_KEYS, "pairs", form)
    pairs = [
        row
        | {"names": [country(c) or c for c in row["dyad"].split("-")], "href": PATH + filters.query(dyad=row["dyad"]),
           "span": format_interval(row["start"], row["end"])}
        for row in rows[:MOST_PAIRS]
    ]  # fmt: skip
    return show(
        request, "index.html", here="index", filters=filters, choices=load_choices(desk, db), names=(), pairs=pairs,
        save=save_links(PATH, filters),
    )  # fmt: skip


def load_pairs(desk: Desk, db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every pair with the number of its dated events and their days, as they are kept for lists where they are."""
    if not listed(db):
        return pair_rows(events_of(desk, db))
    days = {pair: ends for pair, *ends in db.execute(DAYS)}
    return [
        {"dyad": f"{a}-{b}", "events": n, "start": days[f"{a} {b}"][0], "end": days[f"{a} {b}"][1]}
        for (a, b), n in load_dealings(db)
    ]


def pair_rows(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Every pair with the number of its dated events and their days."""
    days: dict[Dyad, list[str]] = {}
    for event in events:
        codes = sorted({p.code for p in (*event.actors, *event.recipients) if p.code})
        for pair in ((a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]):
            if event.start and event.factuality == "actual":
                days.setdefault(pair, []).append(event.start)
    return [
        {"dyad": f"{a}-{b}", "events": n, "start": min(days[a, b])[:10], "end": max(days[a, b])[:10]}
        for (a, b), n in rank_dyads(events)
    ]


def save_links(path: str, filters: Filters) -> list[tuple[str, str]]:
    """The forms in which a list may be saved, with their addresses."""
    return [(form, f"{path}.{form}{filters.query()}") for form in FORMS]


def load_view(desk: Desk, db: sqlite3.Connection, dyad: Dyad, filters: Filters) -> View:
    """One pair's index, kept until the database changes."""
    base, grain = filters.base, filters.grain or "month"
    options = IndexOptions(grain, base.since, base.until)
    grounds, own = grounds_of(desk, db), sided_of(desk, db)
    outlets = desk.keep(
        db, ("index", dyad, options), lambda: make_index(desk, db, dyad, (grounds, options)), worded=False
    )
    articles = desk.keep(db, ("articles", grain), lambda: grounds.count_articles(grain), worded=False)
    if own is None:
        return View(filters, outlets, None, articles, ())
    sides = desk.keep(db, ("sides", dyad, options), lambda: make_index(desk, db, dyad, (own, options)), worded=False)
    return View(filters, outlets, sides, articles, own.sideless)


def make_index(desk: Desk, db: sqlite3.Connection, dyad: Dyad, asked: tuple[Grounds, IndexOptions]) -> DyadIndex:
    """The index of a pair by those who tell."""
    grounds, options = asked
    events, sources = desk.keep(db, ("pair", dyad), lambda: load_pair(db, dyad, grounds), worded=False)
    return find_index(dyad, events, replace(sources, tellers=grounds.tellers), options)


def show_pair(request: Request, desk: Desk, db: sqlite3.Connection, view: View) -> Response:
    """The page of one pair."""
    whole, f = view.outlets.line(None).total, view.filters
    title = tell("index.picture", tell("index.between", *view.names))
    spec = draw_index(view.outlets, view.axis)
    o = view.outlets.options
    return show(
        request, "index.html", here="index", filters=f, choices=load_choices(desk, db), names=view.names,
        scripts=("vega",), total=make_figure(whole, view.where(at=ALL)), lent=whole.lent if whole else 0,
        lent_days=whole.lent_days if whole else 0, save=save_links(PATH, f),
        picture=Picture("index", title, spec, PATH, f), rows=make_periods(view.outlets, view.articles, view.lead),
        at=find_at(request, desk, db, view), left=left_out(view), method=phrase("index_method", o.draws, o.seed),
        outlets=teller_rows(view.outlets, view), outlets_picture=picture_of(view.outlets, view, OUTLETS),
        sides=teller_rows(view.sides, view) if view.sides else (), sideless=view.sideless,
        sides_picture=picture_of(view.sides, view, SIDES) if view.sides else None,
    )  # fmt: skip


def picture_of(found: DyadIndex, view: View, path: str) -> Picture | None:
    """The picture of those who tell; None where there is but one."""
    spec = draw_tellers(found, view.axis)
    title = tell("index.tellers_picture", tell("index.between", *view.names))
    return Picture(path.strip("/"), title, spec, path, view.filters) if spec else None


def teller_rows(found: DyadIndex, view: View) -> list[dict[str, Any]]:
    """Those who tell anything, who tells most first."""
    rows = make_tellers(found, lambda kind, name: view.where(at=ALL, kind=kind, teller=name))
    return [
        row | {"href": view.where(left=UNLIKE, teller=row["name"])}
        for row in rows
        if row["figures"][0] or row["unlike"]
    ]


def left_out(view: View) -> list[tuple[str, int, str]]:
    """Why events do not count: in words, how many, where they are listed."""
    left = view.outlets.left
    return [(code_label("left", reason), len(ids), view.where(left=reason)) for reason, ids in left.items()]


def find_at(request: Request, desk: Desk, db: sqlite3.Connection, view: View) -> dict[str, Any] | None:
    """The events of the point, or of the reason, that the address names."""
    query = request.query_params
    at, left, teller, kind = (query.get(name, "") for name in ("at", "left", "teller", "kind"))
    if not at and left not in (UNLIKE, *view.outlets.left):
        return None
    found = view.sides if view.sides and teller in view.sides.tellers else view.outlets
    if left:
        ids = found.line(teller).unlike if left == UNLIKE else found.left.get(left, ())
        why = (
            tell("index.unlike_title", teller) if left == UNLIKE else f"{tell('index.left')} {code_label('left', left)}"
        )
        return {"title": why, "lines": lines_of(db, ids), "close": PATH + view.filters.query(kind="")}
    period = next((p for p in found.periods if p.start == at), None)
    if period is None and at != ALL:
        return None
    when = format_interval(period.start, period.end) if period else tell("index.all_time")
    names = [n for n in (teller, kind_label(kind, view) if kind or not teller else "") if n]
    return {
        "title": tell("index.at_title", when, ", ".join(names)),
        "lines": lines_of(db, events_at(found, period, kind, teller or None)),
        "close": PATH + view.filters.query(kind=""),
    }


def kind_label(kind: str, view: View) -> str:
    """«дела», «слова сотрудничества», «Россия → Азербайджан»; «всё» for anything else."""
    if kind in ("there", "back"):
        return tell("index.towards", *(view.names if kind == "there" else view.names[::-1]))
    if kind in ("words", "deeds"):
        return code_label("kinds", kind)
    return tell(f"index.quad_{kind[4:]}") if kind in QUADS else code_label("kinds", "all")


def events_at(found: DyadIndex, period: Period | None, kind: str, teller: str | None) -> Sequence[str]:
    """The events of a point, or of the whole time: of a line, or of a quad class."""
    if kind in QUADS:
        return [t.event for t in found.counted if period in (None, t.period) and t.quad == int(kind[4:])]
    way = kind if kind in ("there", "back") else "both"
    line = found.line(teller, way, kind if kind in ("words", "deeds") else "all")
    if period is None:
        return line.total.events if line.total else ()
    return next((p.events for p in line.points if p.period == period), ())


ROUTES = [
    Route(PATH, index),
    Route(PATH + ".{form:form}", index),
    Route(PATH + ".{form:picture}", index),
    Route(OUTLETS + ".{form:picture}", tellers),
    Route(SIDES + ".{form:picture}", tellers),
]
