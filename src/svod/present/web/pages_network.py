"""Who acts on whom in the desk: states or persons as a network and as a matrix, every edge and cell with its events.

In: requests. Out: pages with a picture and a table that says the same, and the same as files. What is counted is what
the relationship index counts: distinct events, told as fact, with a day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from svod.present.actor_rows import load_owners
from svod.present.charts_matrix import draw_matrix
from svod.present.charts_network import Node, draw_network, find_periods
from svod.present.cli_rows import Row
from svod.present.index_words import write_score
from svod.present.messages import count, tell
from svod.present.paging import IDS, dump_ids
from svod.present.relations import load_modes
from svod.present.report_words import country, format_interval
from svod.present.web.choices import load_choices
from svod.present.web.desk import Desk
from svod.present.web.event_list import lines_of
from svod.present.web.event_window import MOST as MOST_EVENTS
from svod.present.web.event_window import SHOWN, count_events
from svod.present.web.filters import Filters, parse_filters
from svod.present.web.grounds import events_of, grounds_of
from svod.present.web.layout import desk_of, show
from svod.present.web.listing import KINDS as FORMS
from svod.present.web.listing import make_sheet, save
from svod.present.web.pictures import Picture, send_picture
from svod.present.web.recent_deeds import Deeds, load_recent
from svod.records import Party
from svod.relate.network import Deed, Edge, find_deeds, find_edges, rank_nodes, within
from svod.relate.periods import shift
from svod.store.lists import listed

NETWORK, MATRIX = "/network", "/matrix"
KEYS = ("source", "target", "source_name", "target_name", "n", "mean", "voices", "events")
MOST = {"states": 16, "persons": 18}  # nodes of a picture
MOST_CELLS = 16  # rows and columns of the matrix
MOST_ROWS = 60  # edges of the table
MOST_ARROWS = 70  # of a picture
BEFORE = 366  # days before the first article from which the slider goes month by month


@dataclass(frozen=True, slots=True)
class Web:
    """What is shown: nodes with their names, the events between them, the edges of these."""

    filters: Filters
    nodes: tuple[str, ...]
    names: Mapping[str, str]
    deeds: tuple[Deed, ...]
    edges: tuple[Edge, ...]
    hidden: int  # who else acts or is acted on
    since: str = ""  # the days to which it is narrowed, where there is more than it can show
    until: str = ""

    @property
    def narrow(self) -> str:
        """What is left out, in words."""
        return tell("network.narrow", format_interval(self.since, self.until)) if self.since else ""

    def lead(self, path: str, source: str, target: str) -> str:
        """The page with the events of one edge below the picture."""
        return f"{path}{self.filters.query(edge=f'{source},{target}')}#edge"


def deeds_of(desk: Desk, db: sqlite3.Connection, level: str) -> tuple[Deed, ...]:
    """All events that count, at one level, kept."""
    return desk.keep(db, ("deeds", level), lambda: load_deeds(desk, db, level), worded=False)


def read_deeds(desk: Desk, db: sqlite3.Connection, filters: Filters) -> Deeds:
    """The events that count: all, or of a database of very many those of the days asked for or of the latest."""
    level = filters.level or "states"
    if count_events(db) <= MOST_EVENTS or not listed(db):
        return Deeds(deeds_of(desk, db, level))
    own = Filters(level=level, country=filters.country, actor=filters.actor, since=filters.since, until=filters.until)
    return desk.keep(db, ("deeds", own), lambda: load_recent(desk, db, own, SHOWN), worded=False)


def load_deeds(desk: Desk, db: sqlite3.Connection, level: str) -> tuple[Deed, ...]:
    """All events that count: between states and bodies by their codes, between persons by who they are."""
    grounds, events = grounds_of(desk, db), events_of(desk, db)
    told = desk.keep(db, "modes", lambda: load_modes(db), worded=False)
    if level == "states":
        return find_deeds(events, told, grounds.voices, lambda p: p.code)
    persons = {a for (a,) in db.execute("SELECT id FROM actors WHERE entity = 'person'")}
    owners = {chain: actor for chain, actor in load_owners(db).items() if actor in persons}
    chains = dict(db.execute("SELECT id, chain FROM mentions WHERE entity = 'person'"))

    def person(party: Party) -> str | None:
        return owners.get(chains.get(party.mention or "", ""))

    return find_deeds(events, told, grounds.voices, person)


def load_web(desk: Desk, db: sqlite3.Connection, filters: Filters, most: int) -> Web:
    """The nodes with most events and all between them, as asked."""
    level, base = filters.level or "states", filters.base
    read = read_deeds(desk, db, filters)
    deeds = within(read.found, base.since, base.until)
    if base.country or filters.actor:
        centre = filters.actor or base.country or ""
        deeds = tuple(d for d in deeds if any(centre in pair for pair in d.pairs))
    ranked = [node for node, _ in rank_nodes(deeds)]
    edge = tuple(filters.edge.split(",")) if filters.edge.count(",") == 1 else ()
    shown = frozenset([*ranked[:most], *(n for n in edge if n in ranked)])
    edges = tuple(e for e in find_edges(deeds) if e.source in shown and e.target in shown)
    met = {end for e in edges for end in (e.source, e.target)}
    nodes = tuple(n for n in ranked if n in met)
    return Web(
        filters, nodes, name_nodes(db, nodes, level), deeds, edges, len(ranked) - len(nodes), read.since, read.until
    )


def name_nodes(db: sqlite3.Connection, nodes: Sequence[str], level: str) -> dict[str, str]:
    """What nodes are called."""
    if level == "states":
        return {code: country(code) or code for code in nodes}
    query = f"SELECT id, name FROM actors WHERE entity = 'person' AND id IN {IDS}"
    names = dict(db.execute(query, (dump_ids(nodes),)))
    return {id_: names.get(id_, id_) for id_ in nodes}


def network(request: Request) -> Response:
    """The network as a page or a file."""
    filters, desk, form = parse_filters(request.query_params), desk_of(request), request.path_params.get("form")
    with desk.read() as db:
        web = load_web(desk, db, filters, MOST[filters.level or "states"])
        if form in FORMS:
            return save_edges(web, "network", form)
        nodes = tuple(Node(n, web.names[n], node_href(n, filters)) for n in web.nodes)
        inner = [d for d in web.deeds if any({*pair} <= set(web.nodes) for pair in d.pairs)]
        periods = find_periods(inner, first_day(db))
        drawn = web.edges[:MOST_ARROWS]
        spec = draw_network(nodes, drawn, inner, periods, lambda a, b: web.lead(NETWORK, a, b))
        if form:
            return send_picture(spec, "network", form)
        return show(
            request, "network.html", here="actors", scripts=("vega", "actors"), matrix=None,
            picture=Picture("network", tell("network.picture"), spec, NETWORK, filters),
            periods=periods, faint=len(web.edges) - len(drawn), **common(desk, db, web, NETWORK),
        )  # fmt: skip


def matrix(request: Request) -> Response:
    """The matrix as a page or a file."""
    filters, desk, form = parse_filters(request.query_params), desk_of(request), request.path_params.get("form")
    with desk.read() as db:
        web = load_web(desk, db, filters, MOST_CELLS)
        if form in FORMS:
            return save_edges(web, "matrix", form)
        if form:
            spec = draw_matrix(web.nodes, web.names, web.edges, lambda a, b: web.lead(MATRIX, a, b))
            return send_picture(spec, "matrix", form)
        return show(
            request, "network.html", here="actors", matrix=make_cells(web), picture=None, periods=(), faint=0,
            **common(desk, db, web, MATRIX),
        )  # fmt: skip


def save_edges(web: Web, name: str, form: str) -> Response:
    """Every edge as a file."""
    if web.narrow:  # a file that leaves out most of what is asked for would deceive
        raise HTTPException(413, web.narrow)
    return save(edge_rows(web), KEYS, name, form)


def common(desk: Desk, db: sqlite3.Connection, web: Web, path: str) -> dict[str, Any]:
    """What both pages show."""
    f = web.filters
    files = [(form, f"{form}{f.query()}") for form in FORMS]
    return {
        "narrow": web.narrow,
        "filters": f, "choices": load_choices(desk, db), "names": web.names, "nodes": web.nodes, "hidden": web.hidden,
        "edge": find_edge(desk, db, web, path), "save": files, "total": len(web.deeds), "path": path,
        "rows": [show_edge(e, web) for e in web.edges[:MOST_ROWS]], "more": max(0, len(web.edges) - MOST_ROWS),
    }  # fmt: skip


def first_day(db: sqlite3.Connection) -> str:
    """The day from which the slider goes month by month."""
    (first,) = db.execute("SELECT substr(min(published), 1, 10) FROM articles WHERE published <> ''").fetchone()
    return shift(first, -BEFORE) if first else ""


def node_href(node: str, filters: Filters) -> str:
    """Where a node leads: a person's profile, the actors of a state."""
    if filters.level == "persons":
        return f"/actor/{node}"
    return f"/actors?country={node}"


def edge_rows(web: Web) -> list[Row]:
    """Every edge between the nodes as a row."""
    return [
        {"source": e.source, "target": e.target, "source_name": web.names[e.source],
         "target_name": web.names[e.target], "n": e.n, "mean": e.mean, "voices": e.voices, "events": list(e.events)}
        for e in web.edges
    ]  # fmt: skip


def show_edge(edge: Edge, web: Web) -> dict[str, Any]:
    """An edge as the table has it."""
    return {
        "source": web.names[edge.source], "target": web.names[edge.target], "n": edge.n, "voices": edge.voices,
        "mean": write_score(edge.mean), "step": step_of(edge.mean),
        "network": web.lead(NETWORK, edge.source, edge.target), "matrix": web.lead(MATRIX, edge.source, edge.target),
    }  # fmt: skip


def make_cells(web: Web) -> list[tuple[str, list[dict[str, Any] | None]]]:
    """The matrix: a row for each that acts, a cell for each acted on."""
    known = {(e.source, e.target): e for e in web.edges}
    found = []
    for a in web.nodes:
        cells = [show_edge(known[a, b], web) if (a, b) in known else None for b in web.nodes]
        found.append((web.names[a], cells))
    return found


def step_of(mean: float) -> str:
    """How hostile or friendly, in five steps: the class of a cell."""
    return "s" + str(sum(mean > limit for limit in (-5, -1.5, 1.5, 5)))


def find_edge(desk: Desk, db: sqlite3.Connection, web: Web, path: str) -> dict[str, Any] | None:
    """The events of the edge that the address names, the latest first."""
    ends = tuple(web.filters.edge.split(","))
    edge = next((e for e in web.edges if (e.source, e.target) == ends), None)
    if edge is None:
        return None
    back = next((e for e in web.edges if (e.target, e.source) == ends), None)
    sheet = make_sheet(edge.events[::-1], path, web.filters)
    return show_edge(edge, web) | {
        "lines": lines_of(db, sheet.rows), "sheet": sheet, "events": count("network.events", edge.n),
        "back": show_edge(back, web) if back else None, "pair": ends,
    }  # fmt: skip


def relations_of(desk: Desk, db: sqlite3.Connection, actor: Row) -> list[dict[str, Any]] | None:
    """An actor's relations: with whom, what it did and what was done to it, the most events first.

    None where it has more events than are counted at once.
    """
    level = "persons" if actor["entity"] == "person" else "states"
    node = actor["id"] if level == "persons" else actor["code"]
    if not node or actor["entity"] not in ("person", "state"):
        return []
    asked = Filters(level="persons", actor=node) if level == "persons" else Filters(country=node)
    read = read_deeds(desk, db, asked)
    if read.since:  # a part of its relations would pass for all
        return None
    deeds = tuple(d for d in read.found if any(node in pair for pair in d.pairs))
    edges = {(e.source, e.target): e for e in find_edges(deeds) if node in (e.source, e.target)}
    others: dict[str, int] = {}
    for (a, b), edge in edges.items():
        others[b if a == node else a] = others.get(b if a == node else a, 0) + edge.n
    ranked = sorted(others, key=lambda o: (-others[o], o))[:MOST_CELLS]
    filters = Filters(level=level if level == "persons" else "", actor=node if level == "persons" else "",
                      country=node if level == "states" else "")  # fmt: skip
    web = Web(filters, (), name_nodes(db, [node, *ranked], level), (), (), 0)
    return [
        {"name": web.names[o], "href": f"/actor/{o}" if level == "persons" else f"/index?dyad={node}-{o}",
         "there": show_edge(edges[node, o], web) if (node, o) in edges else None,
         "back": show_edge(edges[o, node], web) if (o, node) in edges else None}
        for o in ranked
    ]  # fmt: skip


ROUTES = [
    Route(NETWORK, network),
    Route(NETWORK + ".{form:form}", network),
    Route(NETWORK + ".{form:picture}", network),
    Route(MATRIX, matrix),
    Route(MATRIX + ".{form:form}", matrix),
    Route(MATRIX + ".{form:picture}", matrix),
]
