"""One page of the articles, or all of them for a file: those found by words, best first, or all, the newest first.

In: a desk's connection and filters. Out: rows, each with a stretch of its text in which the words are marked. Only the
articles of the page are read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from svod.present.cli_rows import Row, query_rows
from svod.present.cli_tables import make_search_row
from svod.present.paging import IDS, LATEST, Term, among, dump_ids, find_outlets, make_where
from svod.present.web.desk import Desk
from svod.present.web.filters import Filters
from svod.present.web.inflections import query_forms
from svod.present.web.layout import emphasised
from svod.present.web.listing import ROWS, Sheet, make_sheet
from svod.store.load import load_article
from svod.store.search import Hit, make_hits, rank_articles

MOST = 400  # articles found by words
DATED: Term = ("(a.published IS NULL) = 0", ())  # as the index articles_by_day has it
UNDATED: Term = ("(a.published IS NULL) = 1", ())
ROW = f"""
    SELECT id, published, outlet, title, substr(text, 1, 200) AS snippet, name AS article_name, url FROM articles
    WHERE id IN {IDS}"""


def article_sheet(desk: Desk, db: sqlite3.Connection, filters: Filters) -> Sheet:
    """The page that is asked for."""
    asked = filters.query(page=1)
    if filters.words:
        found = desk.keep(db, ("found", asked), lambda: find_worded(db, filters), worded=False)
        sheet = make_sheet(found, "/search", filters)
        key = ("hits", asked, sheet.page)
        return replace(sheet, rows=desk.keep(db, key, lambda: load_worded(db, sheet.rows, filters)))
    dated, undated = (
        desk.keep(db, ("articles of", asked, term), lambda term=term: count(db, filters, term), worded=False)  # type: ignore[misc]
        for term in (DATED, UNDATED)
    )
    sheet = make_sheet(range(dated + undated), "/search", filters)
    return replace(sheet, rows=load_rows(db, find_part(db, filters, sheet.first - 1, dated)))


def all_articles(db: sqlite3.Connection, filters: Filters) -> list[Row]:
    """All that fit."""
    if filters.words:
        return load_worded(db, find_worded(db, filters), filters)
    return load_rows(db, find_ids(db, filters, DATED) + find_ids(db, filters, UNDATED))


def ask(db: sqlite3.Connection, filters: Filters) -> list[Term]:
    """What is asked of articles, words aside."""
    base = filters.base
    terms: list[Term] = []
    if base.outlet is not None:
        terms.append(among("a.outlet", find_outlets(db, base.outlet)))
    if base.since is not None:
        terms.append(("a.published >= ?", [base.since]))
    if base.until is not None:
        terms.append(("a.published <= ?", [base.until + LATEST]))
    return terms


def count(db: sqlite3.Connection, filters: Filters, dated: Term) -> int:
    """How many fit, with a day or without."""
    where, values = make_where([dated, *ask(db, filters)])
    return int(db.execute(f"SELECT count(*) FROM articles AS a{where}", values).fetchone()[0])


def find_part(db: sqlite3.Connection, filters: Filters, first: int, dated: int) -> list[str]:
    """The ids of a page of all that fit, the newest first, those without a day last."""
    found = find_ids(db, filters, DATED, (first, ROWS)) if first < dated else []
    if len(found) < ROWS:
        found += find_ids(db, filters, UNDATED, (max(0, first - dated), ROWS - len(found)))
    return found


def find_ids(db: sqlite3.Connection, filters: Filters, dated: Term, part: tuple[int, int] = (0, -1)) -> list[str]:
    """The ids at a part (first, limit) of those with a day, the newest first, or of those without."""
    where, values = make_where([dated, *ask(db, filters)])
    query = f"SELECT a.id FROM articles AS a{where} ORDER BY a.published DESC, a.id LIMIT ? OFFSET ?"
    return [id_ for (id_,) in db.execute(query, (*values, part[1], part[0]))]


def load_rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """Articles by id, in this order, with their beginning."""
    rows = {row["id"]: row | {"marked": row["snippet"] + " …"} for row in query_rows(db, ROW, [dump_ids(ids)])}
    return [rows[id_] for id_ in ids]


def find_worded(db: sqlite3.Connection, filters: Filters) -> list[str]:
    """The ids of the articles that have the words and fit else, best first."""
    ids = rank_articles(db, filters.words, query_forms(filters.words))
    if terms := ask(db, filters):
        where, values = make_where([*terms, (f"a.id IN {IDS}", [dump_ids(ids)])])
        fitting = {id_ for (id_,) in db.execute(f"SELECT a.id FROM articles AS a{where}", values)}
        ids = [id_ for id_ in ids if id_ in fitting]
    return ids[:MOST]


def load_worded(db: sqlite3.Connection, ids: Sequence[str], filters: Filters) -> list[Row]:
    """Articles by id, in this order, each with the place that fits."""
    articles = [article for id_ in ids if (article := load_article(db, id_)) is not None]
    return [make_row(hit) for hit in make_hits(articles, filters.words, query_forms(filters.words))]


def make_row(hit: Hit) -> Row:
    """An article that was found, its words marked."""
    text = hit.article.text[hit.snippet.start : hit.snippet.end]
    marked = emphasised(text, hit.snippet.start, [(s.start, s.end) for s in hit.words])
    return make_search_row(hit) | {"marked": marked}
