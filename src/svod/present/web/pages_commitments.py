"""The commitments: a board by how they stand on a day, a list with the evidence of each step, and one by itself.

In: requests. Out: pages, the rows that `svod commitments` prints as files, and a calendar of deadlines. Which
stand how is for `commitment_board.py` to find.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from svod.present.cli_commitments import KEYS
from svod.present.cli_options import parse_day
from svod.present.cli_rows import Row, query_rows
from svod.present.commitment_rows import (
    KINDS,
    commitment_card,
    known_by,
    latest_day,
    load_history,
)
from svod.present.ical import format_calendar
from svod.present.messages import count
from svod.present.report_words import format_day, format_interval
from svod.present.web.choices import load_choices
from svod.present.web.commitment_board import (
    Board,
    Lying,
    count_lying,
    find_lying,
    find_part,
    latest_first,
    load_lying,
    make_board,
    read_lying,
)  # fmt: skip
from svod.present.web.desk import Desk
from svod.present.web.filters import Filters, known, parse_filters
from svod.present.web.layout import desk_of, show, word
from svod.present.web.listing import ROWS, make_sheet, save
from svod.present.web.pages_event import decided_on

BANDS = (  # the board: what is still awaited, what was said again, how it ended
    ("waiting", ("overdue", "due", "open")),
    ("again", ("hardened", "softened", "restated")),
    ("ended", ("disputed", "broken", "withdrawn", "fulfilled", "expired")),
)
COLUMNS = tuple(name for _, names in BANDS for name in names)
FEW = 6  # cards of a column; the list has them all
SPOTS = "SELECT record, article, start, end FROM evidence WHERE part = 'whole' AND role = ? AND record = ?"


@dataclass(frozen=True, slots=True)
class Column:
    """Those that stand alike."""

    name: str
    total: int
    cards: tuple[Row, ...]


def commitments(request: Request) -> Response:
    """The board, the list, or the rows as a file."""
    filters, desk = parse_filters(request.query_params), desk_of(request)
    known(filters.kind, KINDS, "kind")
    known(filters.standing, COLUMNS, "standing")
    with desk.read() as db:
        day, standing = day_of(db, filters), filters.standing
        board = board_of(desk, db, filters, day)
        if form := request.path_params.get("form"):
            return save(read_lying(db, board, standing), KEYS, "commitments", form)
        total = desk.keep(db, ("commitments", asked_of(filters), day, standing),
                          lambda: count_lying(db, board, standing), worded=False)  # fmt: skip
        sheet = make_sheet(range(total), "/commitments", filters)
        common: Row = {"here": "commitments", "filters": filters, "day": day, "last": format_day(day), "kinds": KINDS,
                  "columns": COLUMNS, "choices": load_choices(desk, db)}  # fmt: skip
        if filters.look == "list" or standing:
            sheet = replace(sheet, rows=find_part(db, board, standing, (sheet.first - 1, ROWS)))
            cards = [make_card(db, row, day) for row in sheet.rows]
            return show(request, "commitments_list.html", sheet=sheet, cards=cards, **common)
        bands = desk.keep(db, ("board", asked_of(filters), day), lambda: make_bands(db, board))
        return show(request, "commitments.html", sheet=sheet, bands=bands, **common)


def calendar(request: Request) -> Response:
    """The deadlines of those that fit, as a calendar to subscribe to or to open."""
    filters, desk = parse_filters(request.query_params), desk_of(request)
    with desk.read() as db:
        board = board_of(desk, db, filters, day_of(db, filters))
        text = format_calendar(list(read_lying(db, board, filters.standing)))
    headers = {"content-disposition": 'attachment; filename="svod-commitments.ics"'}
    return Response(text.encode("utf-8", "replace"), media_type="text/calendar; charset=utf-8", headers=headers)


def commitment(request: Request) -> Response:
    """One commitment, by its id or by that of one telling of it, with every telling and its history."""
    desk, given = desk_of(request), request.path_params["id"]
    filters = parse_filters(request.query_params)
    with desk.read() as db:
        row = db.execute("SELECT follow_up FROM follow_up_parts WHERE commitment = ?", (given,)).fetchone()
        id_, day = row[0] if row else given, day_of(db, filters)
        found = known_on(db, id_, latest_day(db))
        if found is None:
            raise HTTPException(404, word("commitments.none"))
        now = known_on(db, id_, day) or found
        card = make_card(db, now, day)
        about = {x["id"] for x in card["told"]} | {x["record"] for x in card["changes"]}
        return show(request, "commitment.html", here="commitments", c=card, day=day, last=format_day(day),
                    filters=filters, decisions=decided_on(db, about))  # fmt: skip


def day_of(db: sqlite3.Connection, filters: Filters) -> str:
    """The day as of which all is told: the one asked for, else that of the latest article."""
    return parse_day(filters.as_of or None, "as-of", last=True) or latest_day(db)


def asked_of(filters: Filters) -> str:
    """What is asked of commitments, how they stand and where they are shown aside."""
    return filters.query(page=1, standing="", look="", as_of="")


def board_of(desk: Desk, db: sqlite3.Connection, filters: Filters, day: str) -> Board:
    """Which commitments fit whatever their standing."""
    return desk.keep(db, ("board of", asked_of(filters), day), lambda: make_board(db, filters, day), worded=False)


def known_on(db: sqlite3.Connection, id_: str, day: str) -> Row | None:
    """A commitment as it stands on a day; None where it was not made by then."""
    rows = load_lying(db, [id_], day)
    return next((row for row in rows if not day or (row["made"] or "")[:10] <= day), None)


def make_bands(db: sqlite3.Connection, board: Board) -> list[tuple[str, list[Column]]]:
    """The board: columns with their first cards; those past their day the latest first, those ended too."""
    lying: dict[str, list[Lying]] = {}
    for row in find_lying(db, board):
        lying.setdefault(row.column, []).append(row)
    for name in ("overdue", "expired", *BANDS[1][1], "fulfilled"):
        lying[name] = latest_first(lying.get(name, []))
    lying["open"] = sorted(lying.get("open", []), key=lambda r: (r.made or "", r.id), reverse=True)
    return [(band, [make_column(db, name, lying.get(name, []), board.day) for name in names]) for band, names in BANDS]


def make_column(db: sqlite3.Connection, name: str, lying: Sequence[Lying], day: str) -> Column:
    """One column."""
    return Column(name, len(lying), tuple(load_cards(db, [row.id for row in lying[:FEW]], day)))


def load_cards(db: sqlite3.Connection, ids: Sequence[str], day: str) -> list[Row]:
    """Some commitments as small cards."""
    history = load_history(db, ids)
    rows = load_lying(db, ids, day)
    return [dress(db, row, known_by(history.get(row["id"], []), day), day) for row in rows]


def make_card(db: sqlite3.Connection, row: Row, day: str) -> Row:
    """A commitment with all that is told of it."""
    card = commitment_card(db, row)
    told = [t | {"day": format_day(t["published"]), "href": place_of(db, t["id"], t["article"])} for t in card["told"]]
    return dress(db, card, known_by(card["changes"], day), day) | {"told": told}


def dress(db: sqlite3.Connection, row: Row, changes: list[Row], day: str) -> Row:
    """A commitment as a page shows it: days in words, where its words stand, its history."""
    steps = [
        c | {"day_words": format_day(c["day"]), "told_on": format_day(c["published"]),
             "href": spot(c["article"], c["start_at"], c["end_at"])}
        for c in changes
    ]  # fmt: skip
    return row | {
        "deadline_words": say_deadline(row), "left": say_left(row, day), "made_words": format_day(row["made"]),
        "href": place_of(db, row["commitment"], row["article"]), "steps": steps,
    }  # fmt: skip


def say_deadline(row: Row) -> str:
    """A deadline in words: «до 1 сентября 2024», «июнь 2024», «не раньше 1 января 2027»."""
    edtf = str(row["edtf"] or "")
    if edtf.startswith("../"):
        return word("commitments.until", format_day(row["end"]))
    if edtf.endswith("/.."):
        return word("commitments.from", format_day(row["start"]))
    hour = f", {edtf[11:16]}" if len(edtf) == 19 and edtf[10] == "T" else ""
    return format_interval(row["start"] or row["end"], row["end"]) + hour if row["end"] else ""


def say_left(row: Row, day: str) -> str:
    """How many days are left, or have passed, where nothing has settled it."""
    if row["column"] not in ("due", "overdue", "expired", "open", *BANDS[1][1]) or not row["end"] or not day:
        return ""
    days = (date.fromisoformat(row["end"][:10]) - date.fromisoformat(day[:10])).days
    return word("commitments.today") if not days else count(f"commitments.{'left' if days > 0 else 'past'}", abs(days))


def place_of(db: sqlite3.Connection, record: str, article: str) -> str:
    """Where the words of a commitment stand; its article where they are in the headline."""
    found = query_rows(db, SPOTS + " AND field = 'text' ORDER BY ordinal", ("content", record))
    found = found or query_rows(db, SPOTS + " AND field = 'text' ORDER BY ordinal", ("cue", record))
    return spot(found[0]["article"], found[0]["start"], found[0]["end"]) if found else f"/article/{article}"


def spot(article: str, start: int, end: int) -> str:
    """The address of characters of an article."""
    return f"/article/{article}?at={start}-{end}#x-{article}-{start}-{end}"


ROUTES: list[Any] = [
    Route("/commitments", commitments),
    Route("/commitments.{form:form}", commitments),
    Route("/commitments.ics", calendar),
    Route("/commitment/{id}", commitment),
]
