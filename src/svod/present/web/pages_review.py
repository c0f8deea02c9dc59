"""The review queue: what waits for a person, kind by kind, each item with its words, its score and what to do.

In: requests. Out: pages, or the queue as a file. What people decide is taken by `review_verdicts.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from svod.ontology import load_ontology
from svod.present.report_words import type_label
from svod.present.web.desk import Desk
from svod.present.web.filters import Filters, known, parse_filters
from svod.present.web.form_fields import parse_numbers
from svod.present.web.layout import desk_of, show
from svod.present.web.listing import ROWS, Sheet, make_sheet, save
from svod.present.web.review_cards import KEYS, make_card, make_row
from svod.present.web.review_items import KINDS, Item, count_items, find_items
from svod.present.web.review_verdicts import ALLOWED
from svod.store import find_states, load_decisions

FEW = 5  # of each kind where no kind is asked for
MOST_NAMES = 2000  # offered as speakers


def review(request: Request) -> Response:
    """The queue."""
    filters, desk = parse_filters(request.query_params), desk_of(request)
    known(filters.kind, KINDS, "kind")
    with desk.read() as db:
        waiting = {kind: count_items(desk, db, kind) for kind in KINDS}
        if form := request.path_params.get("form"):
            wanted = (item for kind in ([filters.kind] if filters.kind else KINDS) for item in find_items(db, kind))
            return save((make_row(db, item) for item in wanted), KEYS, "review", form)
        sheet = make_queue(desk, db, filters, waiting)
        cards = [make_card(db, item) for item in sheet.rows]
        return show(
            request, "review.html", here="review", sheet=sheet, cards=cards, scripts=("review",), kind=filters.kind,
            tabs=list(waiting.items()), allowed=ALLOWED, done=find_done(request, db),
            names=load_names(desk, db) if any(needs_names(c.item) for c in cards) else [],
            types=[(t, type_label(t)) for t in load_ontology().types], total=sum(waiting.values()),
        )  # fmt: skip


def make_queue(desk: Desk, db: sqlite3.Connection, filters: Filters, waiting: Mapping[str, int]) -> Sheet:
    """A page of one kind, or the first of each."""

    def part(kind: str, first: int, limit: int) -> list[Item]:
        key = ("review", kind, first, limit)
        return desk.keep(db, key, lambda: find_items(db, kind, first, limit), worded=False)

    own = Filters(kind=filters.kind, page=filters.page)
    if not filters.kind:
        return make_sheet([item for kind in KINDS if waiting[kind] for item in part(kind, 0, FEW)], "/review", own)
    sheet = make_sheet(range(waiting[filters.kind]), "/review", own)
    return replace(sheet, rows=part(filters.kind, sheet.first - 1, ROWS))


def needs_names(item: Item) -> bool:
    """True where a speaker may be named."""
    return "speaker" in ALLOWED[item.kind]


def load_names(desk: Desk, db: sqlite3.Connection) -> list[str]:
    """The people there are."""

    def load() -> list[str]:
        query = "SELECT DISTINCT name FROM actors WHERE entity = 'person' ORDER BY name LIMIT ?"
        return [name for (name,) in db.execute(query, (MOST_NAMES,))]

    return desk.keep(db, "people", load, worded=False)


def find_done(request: Request, db: sqlite3.Connection) -> list[dict[str, Any]]:
    """What was decided just now, as the address says."""
    given = request.query_params.get("done", "")
    if not given:
        return []
    numbers, decisions = set(parse_numbers(given)), load_decisions(db)
    states = find_states(db, decisions)
    return [{"number": d.number, "verdict": d.verdict, "value": d.value, "state": states[d.number]}
            for d in decisions if d.number in numbers]  # fmt: skip


ROUTES: list[Any] = [Route("/review", review), Route("/review.{form:form}", review)]
