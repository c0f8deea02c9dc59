"""The report's section on coverage: events against outlets, who told first, copied, kept silent, cannot be asked.

In comes the report's index of records; out go a matrix of the events told most, a table of outlets, and for every event
who else there was to tell it. The standings are `svod.relate.coverage`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from svod.present.report_index import Index
from svod.present.report_words import code_label, format_day, phrase
from svod.relate.coverage import (
    RECENT,
    WINDOW,
    Cell,
    Collected,
    EventCoverage,
    Holdings,
    TellerCoverage,
    collect,
    cover_events,
    cover_tellers,
)
from svod.relate.outlets import name_outlets

LEAST = 2  # outlets that tell an event in texts of their own
MOST_EVENTS, MOST_TELLERS = 40, 16  # rows and columns of the matrix


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One outlet and one event: its standing, in words, and where its words are."""

    standing: str  # first | tied | told | copied | alike | silent | missing
    title: str
    href: str | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One event with its cells in the order of the columns."""

    id: str
    told: int
    collected: int
    first: str | None
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Who else there was to tell an event."""

    silent: tuple[tuple[str, str | None], ...]  # outlet, link to something like it that it tells
    missing: int


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The section, and by event who did not tell it."""

    tellers: tuple[TellerCoverage, ...]
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    events: int  # that the numbers are of
    lonely: int  # events left out, since fewer outlets tell them
    recalled: int
    note: str
    absent: Mapping[str, Absent]


def make_coverage(index: Index, tellers: Mapping[str, str] | None = None) -> CoverageView:
    """The coverage of all events by outlets, or by the user's sides."""
    collected = collect_index(index, tellers)
    rows = cover_events(index.accounts.events, collected)
    news = [r for r in rows if not r.recalled and len(r.having("told")) >= LEAST]
    recalled = sum(r.recalled for r in rows)
    told = sum(bool(r.having("told") or r.having("copied")) for r in rows)
    found = [t for t in cover_tellers(news, collected) if t.told + t.copied + t.silent]
    most = sorted(news, key=lambda r: (-len(r.having("told")), r.first or "9999", r.event.id))[:MOST_EVENTS]
    columns = choose_columns(most)
    return CoverageView(
        tuple(found), columns, tuple(make_row(r, columns) for r in most), len(news),
        told - len(news) - recalled, recalled, phrase("coverage_note", WINDOW, RECENT),
        {r.event.id: make_absent(r) for r in rows if not r.recalled},
    )  # fmt: skip


def choose_columns(rows: Sequence[EventCoverage]) -> tuple[str, ...]:
    """Those who tell most of these events."""
    counts = Counter(c.teller for r in rows for c in r.cells if c.standing in ("told", "copied"))
    return tuple(sorted(counts, key=lambda t: (-counts[t], t))[:MOST_TELLERS])


def collect_index(index: Index, tellers: Mapping[str, str] | None) -> Collected:
    """The report's records, put where coverage asks for them."""
    articles = tuple(index.articles.values())
    codes = {f.article: frozenset(m.code for m in f.mentions if m.code) for f in index.findings.values()}
    accounts = index.accounts
    holdings = Holdings(articles, accounts.events, accounts.reprints, index.events, codes)
    return collect(holdings, name_outlets(articles) if tellers is None else tellers)


def make_row(row: EventCoverage, columns: Sequence[str]) -> MatrixRow:
    """One event of the matrix."""
    cells = {c.teller: c for c in row.cells}
    return MatrixRow(
        row.event.id, len(row.having("told")), row.collected, format_day(row.first) if row.first else None,
        tuple(make_cell(cells.get(name), row) for name in columns),
    )  # fmt: skip


def make_cell(cell: Cell | None, row: EventCoverage) -> MatrixCell:
    """One cell; a link leads to the outlet's own words, or to the event like this one that it tells."""
    if cell is None:
        return MatrixCell("missing", code_label("standings", "missing"), None)
    standing = cell.standing
    if standing == "told" and cell.teller in row.leaders and len(row.having("told")) > 1:
        standing = "first" if len(row.leaders) == 1 else "tied"
    if standing == "silent" and cell.alike:
        return MatrixCell("alike", code_label("standings", "alike"), f"#{cell.alike[0]}")
    title = code_label("standings", standing) + (f": {cell.source}" if cell.source else "")
    return MatrixCell(standing, title, f"#{cell.mentions[0]}" if cell.mentions else None)


def make_absent(row: EventCoverage) -> Absent:
    """The silent outlets of an event, those that may tell it after all with a link, and how many are not collected."""
    silent = sorted(row.having("silent"), key=lambda c: (bool(c.alike), c.teller))
    return Absent(tuple((c.teller, f"#{c.alike[0]}" if c.alike else None) for c in silent), row.missing)
