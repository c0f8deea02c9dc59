"""The brief: what is new, what became of commitments, what one teller of several reports, what contradicts, what waits.

In: a request. Out: a page of short lists, each number of which leads to the whole. "Now" is the last article's day.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from svod.present.cli_rows import Row, problem_rows, query_rows
from svod.present.commitment_rows import SETTLED
from svod.present.paging import IDS, among, dump_ids
from svod.present.relations import find_tellers, load_heads
from svod.present.report_words import format_day
from svod.present.web.commitment_board import find_lying, latest_first, make_board
from svod.present.web.desk import Desk
from svod.present.web.event_list import Line, contested, lines_of
from svod.present.web.filters import Filters
from svod.present.web.layout import desk_of, show
from svod.present.web.pages_commitments import load_cards
from svod.present.web.review_items import KINDS, count_items
from svod.relate.periods import shift
from svod.store import find_states, load_decisions

NEWS = 7  # days before the last article that count as new
SOON = 14  # days within which a deadline is near
AFTER = 3  # days after the first report within which others would tell it too
FEW = 12  # lines of each part
FEWER = 6  # commitments of each part
SINCE = "(a.published IS NULL) = 0 AND a.published >= ?"  # as the index articles_by_day has it
WRITTEN = f"""
    SELECT DISTINCT a.id, substr(a.published, 1, 10) AS day, m.code FROM articles AS a
    JOIN mentions AS m ON m.article = a.id WHERE {SINCE} AND m.code IS NOT NULL"""
TOLD = f"""
    SELECT DISTINCT p.event, m.article FROM articles AS a JOIN event_mentions AS m ON m.article = a.id
    JOIN event_parts AS p ON p.event_mention = m.id WHERE {SINCE}"""
NEW = f"""
    SELECT n.event, (
        SELECT min(substr(a.published, 1, 10)) FROM event_parts AS p
        JOIN event_mentions AS m ON m.id = p.event_mention JOIN articles AS a ON a.id = m.article
        WHERE p.event = n.event)
    FROM (SELECT DISTINCT event FROM ({TOLD})) AS n"""  # what the last days tell, with the day of the first report
MOVED = f"SELECT DISTINCT x.follow_up FROM articles AS a JOIN changes AS x ON x.article = a.id WHERE {SINCE}"
ABOUT = f"SELECT id, start, end, voices, codes, factuality FROM readable_events WHERE id IN {IDS}"
DISPUTED = f"SELECT id FROM events WHERE id IN {IDS} ORDER BY voices DESC, id"
COUNTS = """
    SELECT (SELECT count(*) FROM articles), (SELECT count(DISTINCT outlet) FROM articles),
           (SELECT count(*) FROM events), (SELECT count(*) FROM events WHERE voices > 1),
           (SELECT count(*) FROM quotes)"""


@dataclass(frozen=True, slots=True)
class Lone:
    """An event that one teller reports, and the others who wrote of the same sides in those days."""

    line: Line
    teller: str
    others: tuple[str, ...]


def brief(request: Request) -> Response:
    """The page."""
    desk = desk_of(request)
    with desk.read() as db:
        shown = desk.keep(db, "brief", lambda: find_parts(desk, db))
        return show(request, "brief.html", here="brief", sided=bool(desk.sides), filters=Filters(), **shown)


def find_parts(desk: Desk, db: sqlite3.Connection) -> dict[str, Any]:
    """All that the page shows."""
    last = (db.execute("SELECT max(published) FROM articles").fetchone()[0] or "")[:10]
    since, clashes = week_before(last), contested(desk, db)
    new = find_new(load_told(db, since), since) if last else []
    disputed = db.execute(DISPUTED, (dump_ids(clashes),)).fetchall()
    return {
        "counts": count_all(db, clashes), "since": since, "last": last, "since_words": format_day(since),
        "last_words": format_day(last), "new": lines_of(db, ids_of(new[:FEW])), "fresh": len(new),
        "newest": sum(row["first"] == last for row in new), "disputes": len(disputed),
        "disputed": lines_of(db, [id_ for (id_,) in disputed[:FEW]]), "lone": find_lone(desk, db, new, since),
        "pledges": find_pledges(db, since, last), "review": find_review(desk, db),
    }  # fmt: skip


def week_before(last: str) -> str:
    """The first day that counts as new; "" where no article has a day."""
    return shift(last, -NEWS) if last else ""


def load_told(db: sqlite3.Connection, since: str) -> list[Row]:
    """Events first told since a day, each with that day as `first`."""
    told = {event: first for event, first in db.execute(NEW, (since,)) if first >= since}
    return [row | {"first": told[row["id"]]} for row in query_rows(db, ABOUT, (dump_ids(told),))]


def find_new(rows: Iterable[Row], since: str) -> list[Row]:
    """Those that happened and are not recalled from long before: told by most, then the latest, first."""
    early = shift(since, -NEWS)
    new = [row for row in rows if row["factuality"] == "actual" and (row["end"] or since) >= early]
    new.sort(key=lambda row: (row["first"], row["id"]), reverse=True)
    return sorted(new, key=lambda row: (-row["voices"], not row["start"], -len((row["codes"] or "").split(", "))))


def ids_of(rows: Iterable[Row]) -> list[str]:
    """Their ids."""
    return [row["id"] for row in rows]


def count_all(db: sqlite3.Connection, clashes: dict[str, list[str]]) -> list[tuple[int, str, str]]:
    """The numbers of the head: how many, of what, where they are."""
    articles, outlets, events, several, quotes = db.execute(COUNTS).fetchone()
    return [
        (articles, "article", "/search"), (outlets, "outlet", "/search"), (events, "event", "/events"),
        (several, "several_outlets", "/events?only=several"),
        (quotes, "quote", "/quotes"), (sum(map(len, clashes.values())), "contradiction", "/events?only=contradict"),
    ]  # fmt: skip


def find_pledges(db: sqlite3.Connection, since: str, last: str) -> dict[str, Any]:
    """Commitments that reports of the last days changed, those whose day is near, and those whose day has passed."""
    if not last:
        return {name: (0, []) for name in ("moved", "due", "late")}
    board = make_board(db, Filters(), last)
    moved = among("f.id", [id_ for (id_,) in db.execute(MOVED, (since,))])
    near = (f"NOT (f.status IN {IDS}) AND f.end BETWEEN ? AND ?", [dump_ids(SETTLED), last, shift(last, SOON)])
    found = {
        "moved": find_lying(db, board, moved),
        "due": find_lying(db, board, near),
        "late": latest_first(find_lying(db, board, among("f.lies", ["overdue"]))),
    }
    found["moved"].sort(key=lambda row: (row.column not in SETTLED, row.id))
    return {name: (len(own), load_cards(db, [x.id for x in own[:FEWER]], last)) for name, own in found.items()}


def find_lone(desk: Desk, db: sqlite3.Connection, rows: Sequence[Row], since: str) -> list[Lone]:
    """New events between named sides that one teller alone reports while others wrote of those sides."""
    tellers = desk.keep(db, "tellers", lambda: load_tellers(desk, db), worded=False)
    told: dict[str, set[str]] = defaultdict(set)
    for event, article in db.execute(TOLD, (since,)):
        told[event].add(tellers.get(article, ""))
    written = load_written(db, since, tellers)
    found = []
    for row in rows:
        codes, own = set((row["codes"] or "").split(", ")) - {""}, told.get(row["id"], set())
        if len(codes) < 2 or len(own) != 1 or own == {""}:
            continue
        others = find_others(codes, written, row["first"]) - own
        if others:
            found.append((row["id"], next(iter(own)), tuple(sorted(others))))
    found.sort(key=lambda x: (-len(x[2]), x[0]))
    lines = lines_of(db, [id_ for id_, _, _ in found[:FEW]])
    return [Lone(line, teller, others) for line, (_, teller, others) in zip(lines, found, strict=False)]


def load_tellers(desk: Desk, db: sqlite3.Connection) -> Mapping[str, str]:
    """By article its outlet under one name, or the user's side of it."""
    return find_tellers(load_heads(db), desk.sides)[0]


def load_written(db: sqlite3.Connection, since: str, tellers: Mapping[str, str]) -> list[tuple[str, str, set[str]]]:
    """Of each recent article its day, its teller and the states it names."""
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in query_rows(db, WRITTEN, (since,)):
        codes[row["id"], row["day"]].add(row["code"])
    return [(day, tellers[id_], named) for (id_, day), named in codes.items() if id_ in tellers]


def find_others(codes: set[str], written: Sequence[tuple[str, str, set[str]]], first: str) -> set[str]:
    """The tellers of articles of those days that name all of the states."""
    last = shift(first, AFTER)
    return {teller for day, teller, named in written if first <= day <= last and codes <= named}


def find_review(desk: Desk, db: sqlite3.Connection) -> dict[str, Any]:
    """What a person should look at: how many of each kind, words given to different people, orphans, problems."""
    clashing = query_rows(
        db,
        "SELECT q.base AS id, q.clash AS clash, r.words AS words FROM quotations AS q"
        " JOIN readable_quotes AS r ON r.id = q.base WHERE q.clash <> '[]' ORDER BY q.voices DESC, q.id LIMIT 12",
    )
    decisions = load_decisions(db)
    states = find_states(db, decisions)
    return {
        "waiting": [(kind, n) for kind in KINDS if (n := count_items(desk, db, kind))],
        "clashing": clashing,
        "orphans": [d for d in decisions if states[d.number] == "orphaned"],
        "problems": problem_rows(db)[:FEW],
    }
