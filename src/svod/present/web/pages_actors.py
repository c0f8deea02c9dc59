"""Actors in the desk: all of them as a list, each with its names, offices, events, quotes and why its mentions are one.

In: requests. Out: pages whose every line leads to characters, and the same as files; forms by which a person joins or
parts actors, as `svod judge` does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from svod.present.actor_page import ActorChoice, find_actors
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
from svod.present.actor_rows import ENTITIES, KEYS, Sides, load_sides, load_states
from svod.present.cli_rows import Row, query_rows
from svod.present.index_words import write_score
from svod.present.messages import known, tell
from svod.present.paging import IDS, Term, dump_ids, make_where
from svod.present.quote_page import as_corrected, load_quotes
from svod.present.quote_rows import make_finder
from svod.present.report_words import act_label, country, format_day
from svod.present.spoken import speak_state
from svod.present.web.choices import load_choices
from svod.present.web.desk import Desk
from svod.present.web.event_list import Line, involved_of, lines_of
from svod.present.web.filters import Filters, parse_filters
from svod.present.web.inflections import query_forms
from svod.present.web.layout import address, desk_of, show, word
from svod.present.web.listing import KINDS as FORMS
from svod.present.web.listing import ROWS, Sheet, make_sheet, save
from svod.present.web.pages_network import relations_of
from svod.store.lists import listed
from svod.store.rows import load_names

PATH = "/actors"
FEW = 10  # events of each kind, quotes, names shown at once
PLACES = 6  # of one name or office shown
WORDS = 12  # different words of one name
OF_ACTOR = "SELECT m.id FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain WHERE c.actor = ?"
PROFILE_KEYS = ("what", "name", "words", "day", "code", "outlet", "article", "start", "end", "record")


def actors(request: Request) -> Response:
    """The actors that fit, page by page, or whole as a file."""
    filters, desk = parse_filters(request.query_params), desk_of(request)
    with desk.read() as db:
        choice = desk.keep(db, ("named", filters.query(page=1)), lambda: choose(db, filters))
        if form := request.path_params.get("form"):
            return save(find_actors(db, choice, first=0, limit=None, order="events").rows, KEYS, "actors", form)
        sheet = actor_sheet(db, choice, filters)
        lines = [
            row | {"name": spoken_name(row), "country": country(row["code"]), "others": other_names(row)}
            for row in sheet.rows
        ]
        return show(
            request, "actors.html", here="actors", filters=filters, sheet=sheet, lines=lines, entities=ENTITIES,
            choices=load_choices(desk, db),
        )  # fmt: skip


def choose(db: sqlite3.Connection, filters: Filters) -> ActorChoice:
    """Which actors fit: of a kind, of a state, with the words in one of their names."""
    choice = ActorChoice(filters.base.country, (filters.kind,) if filters.kind else ())
    if not filters.words:
        return choice
    finds = make_finder(filters.words, query_forms(filters.words))
    rows = db.execute("SELECT id, name, names FROM actors")
    return replace(choice, ids=tuple(id_ for id_, name, names in rows if finds(" ".join((name, *load_names(names))))))


def actor_sheet(db: sqlite3.Connection, choice: ActorChoice, filters: Filters) -> Sheet:
    """The page that is asked for; the last one where there are not so many."""
    page = find_actors(db, choice, first=(filters.page - 1) * ROWS, limit=ROWS, order="events")
    sheet = make_sheet(range(page.total), PATH, filters)
    if sheet.page != filters.page:
        page = find_actors(db, choice, first=sheet.first - 1, limit=ROWS, order="events")
    return replace(sheet, rows=page.rows)


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
        found = find_actors(db, ActorChoice(ids=(id_,)), first=0, limit=1).rows
        if not found:
            raise HTTPException(404, tell("actors.none"))
        mentions, roles = query_rows(db, NAMES, (id_,)), query_rows(db, ROLES, (id_,))
        if form := request.path_params.get("form"):
            sides = sides_of(desk, db, id_)
            return save(profile_rows(db, (mentions, roles), sides), PROFILE_KEYS, id_, form)
        return show_actor(request, desk, db, found[0], mentions, roles)


def show_actor(
    request: Request, desk: Desk, db: sqlite3.Connection, row: Row, mentions: list[Row], roles: list[Row]
) -> Response:
    """The page of an actor."""
    id_, sides = row["id"], sides_of(desk, db, row["id"])
    joins, open_ = find_joins(db, id_, mentions)
    sheet = make_sheet(first_places(mentions), f"/actor/{id_}", parse_filters(request.query_params))
    acting, acted = ([e for e, s in sides.items() if s in (side, "both")] for side in ("actor", "recipient"))
    return show(
        request, "actor.html", here="actors", a=row | {"name": spoken_name(row)}, country=country(row["code"]),
        names=[show_called(c) for c in find_names(mentions)], roles=[show_called(c) for c in find_roles(roles)],
        tenures=find_tenures(db, row["name"]) if row["entity"] == "person" else (),
        joins=[(show_reasons(j.reasons), j.number, [place_of(m) for m in j.example]) for j in joins],
        open=[(o, show_reasons(o.reasons)) for o in open_], decisions=find_decisions(db, mentions),
        acting=latest(db, acting), acted=latest(db, acted), numbers=(len(acting), len(acted)),
        quotes=find_quotes(desk, db, id_), relations=relations_of(desk, db, row),
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


def states_of(desk: Desk, db: sqlite3.Connection) -> Mapping[str, str]:
    """By code, the actor that is the state itself."""
    return desk.keep(db, "states", lambda: load_states(db), worded=False)


def sides_of(desk: Desk, db: sqlite3.Connection, actor: str) -> Sides:
    """The events in which an actor takes part, with its side."""
    if not listed(db):
        return involved_of(desk, db).get(actor, {})
    states = states_of(desk, db)
    return desk.keep(db, ("sides of", actor), lambda: load_sides(db, actor, states), worded=False)


def latest(db: sqlite3.Connection, events: Sequence[str]) -> list[Line]:
    """The latest of some events as lines."""
    query = f"SELECT id FROM events WHERE id IN {IDS} ORDER BY start IS NULL, start DESC, "
    places = "CASE WHEN start IS NULL THEN ordinal ELSE -ordinal END LIMIT ?"
    return lines_of(db, [id_ for (id_,) in db.execute(query + places, (dump_ids(events), FEW))])


def find_quotes(desk: Desk, db: sqlite3.Connection, actor: str) -> list[Row]:
    """The latest quotes of an actor and, of a state, of those who speak for it, as lines."""
    codes = [code for code, id_ in states_of(desk, db).items() if id_ == actor]
    spoken = f"q.speaker_mention IN ({OF_ACTOR}) OR q.speaker_code IN {IDS}"
    asked: list[Term] = [("q.speaker IS NOT NULL", []), (spoken, [actor, dump_ids(codes)])]
    where, values = make_where(as_corrected(db, asked))
    rows = db.execute(
        f"SELECT q.id FROM quotes AS q JOIN articles AS a ON a.id = q.article{where}"
        " ORDER BY a.published IS NULL, a.published DESC, q.id LIMIT ?", (*values, FEW),
    )  # fmt: skip
    return [
        full | {"day": format_day(full["published"]), "act_label": act_label(full["act"])}
        for full in load_quotes(db, [id_ for (id_,) in rows])
    ]


def profile_rows(db: sqlite3.Connection, places: tuple[list[Row], list[Row]], sides: Sides) -> Iterable[dict[str, Any]]:
    """What the profile rests on: every mention, every office, every event with the side."""
    for what, rows in zip(("mention", "office"), places, strict=True):
        for row in rows:
            yield row | {"what": what, "name": row.get("title", row.get("name")), "day": row["published"],
                         "record": row.get("mention")}  # fmt: skip
    query = f"SELECT id, label, start, outlets FROM readable_events WHERE id IN {IDS}"
    for row in query_rows(db, query, (dump_ids(sides),)):
        yield {"what": f"event as {sides[row['id']]}", "name": row["label"], "day": row["start"],
               "record": row["id"], "outlet": row["outlets"]}  # fmt: skip


ROUTES = [
    Route(PATH, actors),
    Route(PATH + ".{form:form}", actors),
    Route("/actor/{id}.{form:form}", actor),
    Route("/actor/{id}", actor),
]
