"""The article reader, one record by itself, and the way from a record's id to its words.

In: requests. Out: pages; `/go/ID` leads to the article with the record's words lit.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from svod.ontology import load_ontology
from svod.present.citations import format_bibtex, format_markdown, make_csl
from svod.present.cli_rows import query_rows
from svod.present.quote_rows import cite_quote
from svod.present.report_articles import ArticleView, Spot, make_article, make_spots, make_word_spots
from svod.present.report_words import format_day, quad, type_label
from svod.present.tables import escape
from svod.present.web.layout import address, desk_of, mark_sheet, show, word
from svod.present.web.pages_event import decided_on, index_of
from svod.present.web.pages_review import find_done
from svod.present.web.reader import HIDDEN, LOOKS, list_records, make_more_spots
from svod.records import Event, Evidence, Span
from svod.store.accounts import load_events, load_reprints
from svod.store.search import widen_left, widen_right

AT = re.compile(r"(\d{1,9})-(\d{1,9})")
PLACES = {"e": "event_mentions", "q": "quotes", "m": "mentions", "t": "times"}
FIRST = "SELECT article FROM reprint_articles WHERE reprints = ? ORDER BY ordinal LIMIT 1"  # of a family
SIDES = """
    SELECT p.side, p.name, p.code, p.basis IN ('setting', 'pair', 'passage') AS lent FROM corrected_parties AS p
    WHERE p.event = ? ORDER BY p.side, p.ordinal"""
AROUND = 220  # characters of context of one record

TOLD = """
    SELECT DISTINCT p.event FROM event_mentions AS m JOIN event_parts AS p ON p.event_mention = m.id
    WHERE m.article = ?"""


def article(request: Request) -> Response:
    """An article with the words of every record marked; `at` lights any stretch of its characters."""
    desk, id_ = desk_of(request), request.path_params["id"]
    with desk.read() as db:
        if db.execute("SELECT 1 FROM articles WHERE id = ?", (id_,)).fetchone() is None:
            raise HTTPException(404, word("no_article"))
        view, marked = make_reader(db, id_, request.query_params.get("at", ""))
        return show(
            request, "article.html", here="articles", a=view, marks=mark_sheet(view.spots), marked=marked,
            records=list_records(db, id_), decisions=decided_on(db, {id_}), looks=[(x, x not in HIDDEN) for x in LOOKS],
            done=find_done(request, db), scripts=("review",),
        )  # fmt: skip


def make_reader(db: sqlite3.Connection, id_: str, at: str) -> tuple[ArticleView, str | None]:
    """The article with its spots, and the words at the characters asked for."""
    events = load_events(db, [event for (event,) in db.execute(TOLD, (id_,))])
    family = {a for f in load_reprints(db, [id_]) for a in f.articles}
    index = index_of(db, sorted({id_, *family, *tellers(db, events)}), events)
    clusters = {mention: e.id for e in events for mention in e.mentions}
    spots = [*make_spots(id_, index, clusters), *make_word_spots(index).get(id_, ())]
    spots += make_more_spots(index.findings[id_]) if id_ in index.findings else []
    asked = AT.fullmatch(at)
    text = index.articles[id_].text
    if not asked or not int(asked[1]) < int(asked[2]) <= len(text):
        return make_article(index.articles[id_], spots, index), None
    start, end = int(asked[1]), int(asked[2])
    spot = f"x-{id_}-{start}-{end}"
    words = Evidence("telling", Span(id_, start, end), text[start:end])
    spots = [s for s in spots if s.id != spot] + [Spot(spot, (words,), "here", None, "")]
    return make_article(index.articles[id_], spots, index), text[start:end]


def tellers(db: sqlite3.Connection, events: tuple[Event, ...]) -> set[str]:
    """The articles that tell these events: an index must know them all."""
    ids = [m for e in events for m in e.mentions]
    found: set[str] = set()
    for n in range(0, len(ids), 500):
        part = ids[n : n + 500]
        marks = ", ".join("?" * len(part))
        found |= {row[0] for row in db.execute(f"SELECT article FROM event_mentions WHERE id IN ({marks})", part)}
    return found


def go(request: Request) -> Response:
    """Lead to the words of a record, whatever its kind."""
    id_ = request.path_params["id"]
    table = PLACES.get(id_.split("-")[0])
    with desk_of(request).read() as db:
        row = table and db.execute(f"SELECT article FROM {table} WHERE id = ?", (id_,)).fetchone()
        family = db.execute(FIRST, (id_,)).fetchone()
    if family:
        return RedirectResponse(f"/article/{family[0]}", 303)
    if row:
        return RedirectResponse(f"/article/{row[0]}#{id_}", 303)
    if id_.split("-")[0] in ("F", "k") and "-" in id_:
        return RedirectResponse(f"/commitment/{id_}", 303)
    if id_.split("-")[0] in ("E", "a") and "-" in id_:
        return RedirectResponse(address(id_), 303)
    raise HTTPException(404, word("no_record"))


def record(request: Request) -> Response:
    """One telling or quote in its sentence, what was decided about it, and the forms to decide."""
    desk, id_ = desk_of(request), request.path_params["id"]
    kind = id_.split("-")[0]
    with desk.read() as db:
        row = find_record(db, id_) if kind in ("e", "q") else None
        if row is None:
            raise HTTPException(404, word("no_record"))
        names = [n for (n,) in db.execute("SELECT DISTINCT name FROM actors WHERE entity = 'person' ORDER BY name")]
        return show(
            request, "record.html", r=row, kind=kind, decisions=decided_on(db, {id_}), names=names[:2000],
            types=[(t, type_label(t)) for t in load_ontology().types], here="", scripts=("cite",),
            sides=query_rows(db, SIDES, (id_,)), cited=cite_forms(db, row) if kind == "q" else [],
        )  # fmt: skip


def cite_forms(db: sqlite3.Connection, row: Mapping[str, object]) -> list[tuple[str, str]]:
    """A quote's citation in the three forms that are copied: Markdown, BibTeX, CSL-JSON."""
    found = cite_quote(db, str(row["article"]), str(row["id"]))
    csl = json.dumps([make_csl(found)], ensure_ascii=False)
    return [("Markdown", format_markdown(found)), ("BibTeX", format_bibtex(found)), ("CSL-JSON", escape(csl))]


def find_record(db: sqlite3.Connection, id_: str) -> dict[str, object] | None:
    """A telling or quote with its words in context and where it comes from."""
    view = "readable_event_mentions" if id_.startswith("e-") else "readable_quotes"
    rows = query_rows(db, f"SELECT * FROM {view} WHERE id = ?", (id_,))
    if not rows:
        return None
    table = PLACES[id_[0]]
    role = "trigger" if id_[0] == "e" else "content"
    start, end = db.execute(
        "SELECT min(start), max(end) FROM evidence WHERE record = ? AND part = 'whole' AND role = ?", (id_, role)
    ).fetchone()
    (text,) = db.execute("SELECT text FROM articles WHERE id = ?", (rows[0]["article"],)).fetchone()
    columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    rule = "rule" if "rule" in columns else "NULL"
    (by,) = db.execute(f"SELECT {rule} FROM {table} WHERE id = ?", (id_,)).fetchone()
    return rows[0] | {
        "before": text[widen_left(text, max(0, start - AROUND)) : start], "it": text[start:end],
        "after": text[end : widen_right(text, min(len(text), end + AROUND))],
        "day": format_day(rows[0]["published"]), "rule": by, "start_at": start, "end_at": end,
        "quad": quad(rows[0].get("type") or ""),
    }  # fmt: skip
