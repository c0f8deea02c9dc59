"""Actors in the desk: all of them as a list, each with its names, offices, events, quotes and why its mentions are one.

In: requests. Out: pages whose every line leads to characters, and the same as files; forms by which a person joins or
parts actors, as `svod judge` does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from svod.present.actor_profile import (
    NAMES,
    ROLES,
    Called,
    find_decisions,
    find_joins,
    find_names,
    find_roles,
    find_tenures,
)
from svod.present.actor_rows import ENTITIES, KEYS, Sides, actor_rows, load_spoken
from svod.present.cli_rows import Row, query_rows
from svod.present.index_words import write_score
from svod.present.messages import known, tell
from svod.present.quote_rows import make_finder
from svod.present.report_words import act_label, country, format_day
from svod.present.spoken import speak_state
from svod.present.web.choices import load_choices
from svod.present.web.desk import Desk
from svod.present.web.event_list import Line, all_rows, involved_of, make_lines
from svod.present.web.filters import Filters, parse_filters
from svod.present.web.inflections import query_forms
from svod.present.web.layout import address, desk_of, show, word
from svod.present.web.listing import KINDS as FORMS
from svod.present.web.listing import make_sheet, save
from svod.present.web.pages_network import relations_of

PATH = "/actors"
FEW = 10  # events of each kind, quotes, names shown at once
PLACES = 6  # of one name or office shown
WORDS = 12  # different words of one name
PROFILE_KEYS = ("what", "name", "words", "day", "code", "outlet", "article", "start", "end", "record")


def spoken_of(desk: Desk, db: sqlite3.Connection) -> Mapping[str, list[str]]:
    """By actor its quotes, kept."""
    return desk.keep(db, "spoken", lambda: load_spoken(db), worded=False)


def all_actors(desk: Desk, db: sqlite3.Connection) -> list[Row]:
    """Every actor, kept."""
    return desk.keep(db, "actors", lambda: actor_rows(db, involved_of(desk, db), spoken_of(desk, db)), worded=False)


def actors(request: Request) -> Response:
    """The actors that fit, page by page, or whole as a file."""
    filters, desk = parse_filters(request.query_params), desk_of(request)
    with desk.read() as db:
        rows = [row for row in all_actors(desk, db) if fits(row, filters)]
        if filters.words:
            forms = query_forms(filters.words)
            finds = make_finder(filters.words, forms)
            rows = [row for row in rows if finds(" ".join((row["name"], *row["names"])))]
        if form := request.path_params.get("form"):
            return save(rows, KEYS, "actors", form)
        sheet = make_sheet(rows, PATH, filters)
        lines = [
            row | {"name": spoken_name(row), "country": country(row["code"]), "others": other_names(row)}
            for row in sheet.rows
        ]
        return show(
            request, "actors.html", here="actors", filters=filters, sheet=sheet, lines=lines, entities=ENTITIES,
            choices=load_choices(desk, db),
        )  # fmt: skip


def fits(row: Row, filters: Filters) -> bool:
    """True for an actor of the kind and state asked for."""
    return (not filters.kind or row["entity"] == filters.kind) and filters.base.country in (None, row["code"])


def spoken_name(row: Row) -> str:
    """An actor's name; of a state in the language spoken."""
    return speak_state(row["name"]) if row["entity"] == "state" else row["name"]


def other_names(row: Row) -> str:
    """Some names besides the first."""
    return ", ".join([n for n in row["names"] if n != row["name"]][:4])


def actor(request: Request) -> Response:
    """One actor, or all that its profile rests on as a file."""
    desk, id_ = desk_of(request), request.path_params["id"]
    with desk.read() as db:
        row = next((row for row in all_actors(desk, db) if row["id"] == id_), None)
        if row is None:
            raise HTTPException(404, tell("actors.none"))
        mentions, roles = query_rows(db, NAMES, (id_,)), query_rows(db, ROLES, (id_,))
        if form := request.path_params.get("form"):
            sides = involved_of(desk, db).get(id_, {})
            return save(profile_rows(desk, db, (mentions, roles), sides), PROFILE_KEYS, id_, form)
        return show_actor(request, desk, db, row, mentions, roles)


def show_actor(
    request: Request, desk: Desk, db: sqlite3.Connection, row: Row, mentions: list[Row], roles: list[Row]
) -> Response:
    """The page of an actor."""
    id_, sides = row["id"], involved_of(desk, db).get(row["id"], {})
    joins, open_ = find_joins(db, id_, mentions)
    sheet = make_sheet(first_places(mentions), f"/actor/{id_}", parse_filters(request.query_params))
    acting, acted = ([e for e, s in sides.items() if s in (side, "both")] for side in ("actor", "recipient"))
    return show(
        request, "actor.html", here="actors", a=row | {"name": spoken_name(row)}, country=country(row["code"]),
        names=[show_called(c) for c in find_names(mentions)], roles=[show_called(c) for c in find_roles(roles)],
        tenures=find_tenures(db, row["name"]) if row["entity"] == "person" else (),
        joins=[(show_reasons(j.reasons), j.number, [place_of(m) for m in j.example]) for j in joins],
        open=[(o, show_reasons(o.reasons)) for o in open_], decisions=find_decisions(db, mentions),
        acting=latest(desk, db, acting), acted=latest(desk, db, acted), numbers=(len(acting), len(acted)),
        quotes=find_quotes(db, spoken_of(desk, db).get(id_, ())), relations=relations_of(desk, db, row),
        sheet=sheet, apart=[place_of(row | {"mention": row["chain"]}) for row in sheet.rows],
        save=[(f, f"/actor/{id_}.{f}") for f in FORMS],
    )  # fmt: skip


def show_called(called: Called) -> dict[str, Any]:
    """A name or an office as the page shows it: its different words, and the places of each."""
    words: dict[str, list[Row]] = {}
    for place in called.places:
        words.setdefault(place["words"], []).append(place)
    shown = sorted(words, key=lambda w: (-len(words[w]), w))[:WORDS]
    days = " – ".join(dict.fromkeys(format_day(d) for d in (called.first, called.last) if d))
    return {
        "name": called.name, "country": country(called.code), "n": len(called.places), "articles": called.articles,
        "days": days, "more": len(words) - len(shown),
        "words": [(w, len(words[w]), [place_of(p) for p in words[w][:PLACES]]) for w in shown],
    }  # fmt: skip


def place_of(place: Row) -> dict[str, str]:
    """Where words stand: outlet, day, the address that lights them."""
    spot = f"x-{place['article']}-{place['start']}-{place['end']}"
    return {
        "outlet": place["outlet"] or word("no_outlet"), "day": format_day(place["published"]), "href": address(spot),
        "words": place["words"], "mention": place.get("mention", ""),
    }  # fmt: skip


def show_reasons(reasons: Iterable[tuple[str, float]]) -> str:
    """«то же полное имя +3,0, то же государство +1,0»."""
    return ", ".join(f"{known('actors.r_' + slug(name)) or name} {write_score(weight)}" for name, weight in reasons)


def slug(name: str) -> str:
    """A reason's name as the key of its words."""
    return name.replace("'", "").replace(",", "").replace(" ", "_")


def first_places(mentions: Iterable[Row]) -> list[Row]:
    """For each article the first mention of each chain: what may be parted from the rest."""
    first: dict[str, Row] = {}
    for row in mentions:
        first.setdefault(row["chain"], row)
    return list(first.values())


def latest(desk: Desk, db: sqlite3.Connection, events: Sequence[str]) -> list[Line]:
    """The latest of some events as lines."""
    wanted = set(events)
    rows = [row for row in all_rows(desk, db) if row["id"] in wanted]
    dated = [row for row in rows if row["start"]][::-1]
    return make_lines(db, [*dated, *(row for row in rows if not row["start"])][:FEW])


def find_quotes(db: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """The latest quotes, as lines."""
    import json

    rows = query_rows(
        db, "SELECT q.id, q.article FROM corrected_quotes AS q JOIN articles AS a ON a.id = q.article"
        " WHERE q.id IN (SELECT value FROM json_each(?)) ORDER BY a.published IS NULL, a.published DESC, q.id LIMIT ?",
        (json.dumps(list(ids)), FEW),
    )  # fmt: skip
    found = []
    for row in rows:
        (full,) = query_rows(db, "SELECT * FROM readable_quotes WHERE id = ?", (row["id"],))
        found.append(full | {"day": format_day(full["published"]), "act_label": act_label(full["act"])})
    return found


def profile_rows(
    desk: Desk, db: sqlite3.Connection, places: tuple[list[Row], list[Row]], sides: Sides
) -> Iterable[dict[str, Any]]:
    """What the profile rests on: every mention, every office, every event with the side."""
    for what, rows in zip(("mention", "office"), places, strict=True):
        for row in rows:
            yield row | {"what": what, "name": row.get("title", row.get("name")), "day": row["published"],
                         "record": row.get("mention")}  # fmt: skip
    for row in all_rows(desk, db):
        if row["id"] in sides:
            yield {"what": f"event as {sides[row['id']]}", "name": row["label"], "day": row["start"],
                   "record": row["id"], "outlet": row["outlets"]}  # fmt: skip


ROUTES = [
    Route(PATH, actors),
    Route(PATH + ".{form:form}", actors),
    Route("/actor/{id}.{form:form}", actor),
    Route("/actor/{id}", actor),
]
