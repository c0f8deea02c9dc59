"""The lists: events, who said what, articles found by words.

In: requests. Out: pages, or the same rows as CSV and JSON lines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from svod.present.cli_events import EVENT_KEYS
from svod.present.cli_quotes import KEYS as QUOTE_KEYS
from svod.present.cli_rows import Row
from svod.present.quote_page import count_quotations, find_fitting, read_quotations
from svod.present.quote_rows import Forms, make_variants, quote_rows
from svod.present.report_words import act_label, country, format_day
from svod.present.web.article_sheet import all_articles, article_sheet
from svod.present.web.choices import load_choices
from svod.present.web.desk import Desk
from svod.present.web.event_list import event_rows, make_lines
from svod.present.web.event_sheet import event_sheet
from svod.present.web.event_sources import load_quoted, show_wording
from svod.present.web.filters import Filters, parse_filters
from svod.present.web.inflections import query_forms
from svod.present.web.layout import desk_of, show
from svod.present.web.ledger import tell_more
from svod.present.web.listing import ROWS, Sheet, make_sheet, save

SEARCH_KEYS = ("id", "published", "outlet", "title", "snippet", "article_name", "url")


def events(request: Request) -> Response:
    """The events that fit, page by page, or whole as a file."""
    filters, desk = parse_filters(request.query_params), desk_of(request)
    with desk.read() as db:
        if form := request.path_params.get("form"):
            return save(event_rows(desk, db, filters), EVENT_KEYS, "events", form)
        sheet = event_sheet(desk, db, filters, "/events")
        return show(
            request, "events.html", here="events", filters=filters, sheet=sheet,
            lines=make_lines(db, sheet.rows), choices=load_choices(desk, db),
        )  # fmt: skip


def quotes(request: Request) -> Response:
    """Who said what, page by page, or every quote as a file."""
    filters, desk = parse_filters(request.query_params), desk_of(request)
    forms = query_forms(filters.words, filters.speaker)
    with desk.read() as db:
        if form := request.path_params.get("form"):
            return save(quote_rows(db, filters.quotes, forms), QUOTE_KEYS, "quotes", form)
        sheet = quote_sheet(desk, db, filters, forms)
        return show(
            request, "quotes.html", here="quotes", filters=filters, sheet=sheet, choices=load_choices(desk, db),
            entries=[make_entry(row, variants) for row, variants in with_variants(db, tell_more(db, sheet.rows))],
        )  # fmt: skip


def quote_sheet(desk: Desk, db: sqlite3.Connection, filters: Filters, forms: Forms) -> Sheet:
    """The page of quotations that is asked for, the latest first; which quotes fit is kept."""
    fitting = desk.keep(db, ("quotes", filters.query(page=1)), lambda: find_fitting(db, filters.quotes, forms))
    total = desk.keep(db, ("quotations", filters.query(page=1)), lambda: count_quotations(db, fitting))
    sheet = make_sheet(range(total), "/quotes", filters)
    return replace(sheet, rows=read_quotations(db, fitting, (sheet.first - 1, ROWS), newest=True).rows)


def with_variants(db: sqlite3.Connection, rows: Sequence[Row]) -> list[tuple[Row, list[Row]]]:
    """Each row with the other wordings of its quotation."""
    quotations, known = load_quoted(db, {row["quotation"] for row in rows if row["quotation"]})
    found = []
    for row in rows:
        quotation = quotations.get(row["quotation"]) if row["quotation"] else None
        trees = make_variants(quotation, known)["variants"] if quotation else []
        clash = {"clash": quotation.clash if quotation else ()}
        found.append((row | clash, [v for v in trees if row["id"] not in v["quotes"]]))
    return found


def make_entry(row: Row, variants: list[Row]) -> Row:
    """A quotation as the page shows it."""
    return row | {
        "day": format_day(row["published"]), "act_label": act_label(row["act"]),
        "variants": [show_wording(v) for v in variants], "country": country(row["speaker_code"]),
    }  # fmt: skip


def articles(request: Request) -> Response:
    """Articles found by words in any form; all of them, the newest first, where no words are given."""
    filters, desk = parse_filters(request.query_params), desk_of(request)
    with desk.read() as db:
        if form := request.path_params.get("form"):
            return save(all_articles(db, filters), SEARCH_KEYS, "articles", form)
        sheet = article_sheet(desk, db, filters)
        lines = [row | {"day": format_day(row["published"])} for row in sheet.rows]
        return show(
            request, "search.html", here="articles", filters=filters, sheet=sheet, lines=lines,
            choices=load_choices(desk, db),
        )  # fmt: skip
