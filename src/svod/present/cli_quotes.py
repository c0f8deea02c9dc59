"""The command `svod quotes`: who said what, who carries it, how the wording differs, and citations for print.

In: options. Out: a table, cards of variants, JSON, CSV or citations on stdout. What fits is worked out in `quote_rows`,
how a citation is written in `citations`.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

import typer

from svod.errors import UsageError
from svod.present.citations import format_bibtex, format_markdown, make_csl
from svod.present.cli_options import (
    DEFAULT_DB,
    Country,
    Csv,
    Db,
    Json,
    Limit,
    Outlet,
    Since,
    Until,
    choose_form,
    note,
    opened,
    parse_code,
    parse_day,
    parse_dyad,
    rows_wanted,
)  # fmt: skip
from svod.present.cli_rows import Row
from svod.present.cli_tables import ACTS, Acts, dictionary_forms, known
from svod.present.cli_variants import write_variants
from svod.present.paging import Page
from svod.present.quote_page import Found, find_fitting, read_quotations, read_quotes, walk_leaders
from svod.present.quote_rows import QuoteChoice, cite_quote, variant_rows
from svod.present.tables import Column, Form, Listing, clean, escape, make_console, write_listing

KINDS = ("direct", "indirect", "mixed")
KEYS = (
    "id", "published", "outlet", "speaker", "speaker_role", "speaker_code", "act", "words", "cue", "via", "kind",
    "article", "article_name", "title", "url", "actor", "quotation", "voices", "outlets", "speaker_by",
)  # fmt: skip


class Style(StrEnum):
    """Formats of citations."""

    BIBTEX = "bibtex"
    CSL = "csl"
    MD = "md"


Who = Annotated[
    str | None,
    typer.Option(
        "--speaker", help="Said by: a name or a part of it, in any case form, or an actor's id.", metavar="NAME"
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="direct, indirect or mixed; may be given again.", metavar="KIND"),
]
About = Annotated[
    str | None,
    typer.Option("--dyad", help="One side on the other: the speaker is of one, the words name the other.",
                 metavar="A,B"),
]  # fmt: skip
Words = Annotated[
    str | None,
    typer.Option("--words", "-w", help='With these words in any form; "side by side"; begin*.', metavar="WORDS"),
]
Thing = Annotated[
    str | None,
    typer.Option("--about", help="Of this infrastructure, route or site: a part of its name.", metavar="THING"),
]
Several = Annotated[bool, typer.Option("--several", help="Only what two outlets and more carry.")]
Variants = Annotated[
    bool, typer.Option("--variants", help="Every outlet's wording of a quotation, word by word: who cut what.")
]
Cite = Annotated[
    Style | None, typer.Option("--format", help="Citations for print: bibtex, csl (CSL-JSON) or md.", metavar="FORMAT")
]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Leave out so many from the beginning.", metavar="NUMBER")]


def quotes(
    db: Db = DEFAULT_DB, speaker: Who = None, country: Country = None, dyad: About = None, outlet: Outlet = None,
    since: Since = None, until: Until = None, act: Acts = None, kind: Kinds = None, words: Words = None,
    about: Thing = None, several: Several = False, variants: Variants = False, cite: Cite = None, limit: Limit = None,
    offset: Offset = 0, as_json: Json = False, as_csv: Csv = False,
) -> None:  # fmt: skip
    """Who said what, who carries it, in which wording.

    The same words in several articles are one row: "told by" counts the outlets, a reprint family once. "when" is the
    day of the first article, "for" the state or organisation spoken for, "act" what the speaker does with the words.
    JSON, CSV and citations have every quote by itself.
    """
    form = choose_form(as_json, as_csv)
    if cite and (form is not Form.TABLE or variants):
        raise UsageError("--format excludes --json, --csv and --variants", "choose one of them")
    if variants and form is Form.CSV:
        raise UsageError("variants are a tree and do not fit into CSV", "choose --json, or svod export csv")
    choice = QuoteChoice(
        speaker, parse_code(country, "--country"), parse_dyad(dyad), outlet, known(act, ACTS, "--act"),
        known(kind, KINDS, "--kind"), parse_day(since, "--since"), parse_day(until, "--until", last=True), words,
        several, about or None,
    )  # fmt: skip
    with opened(db) as store:
        found = find_fitting(store, choice, dictionary_forms)
        if not found.total:
            note(nothing_found(store, choice) + (clean(f" --about {about}") if about else ""))
        if cite:
            return write_citations(store, read_quotes(store, found, (offset, limit or None)), cite)
        if variants:
            return show_variants(store, found, (offset, limit), form)
        wanted = rows_wanted(limit, form)
        if form is Form.TABLE:
            return write_rows(read_quotations(store, found, (offset, wanted)), offset, form)
        return write_rows(Page(list(read_quotes(store, found, (offset, wanted))), found.total), offset, form)


def write_rows(page: Page, offset: int, form: Form) -> None:
    """Print quotations as a table, or quotes one by one for programs."""
    shown = [table_cells(row) for row in page.rows] if form is Form.TABLE else page.rows
    columns = (
        Column("published", "when"), Column("speaker", "who", 3), Column("speaker_code", "for"), Column("act", "act"),
        Column("words", "words", 6), Column("voices", "told by", right=True), Column("outlets", "outlet", 2),
        Column("id", "id"),
    )  # fmt: skip
    if page.total and offset >= page.total:
        note(f"--offset {offset} leaves out all {page.total}")
    left = max(0, page.total - offset - len(shown))
    write_listing(Listing("quotes", columns, shown, KEYS, left), form, sys.stdout)


def table_cells(row: Row) -> Row:
    """A quotation as the table shows it: the day alone, a word for an unknown speaker, the role in brackets."""
    who = row["speaker"] or "(unknown)"
    role = f" ({row['speaker_role']})" if row["speaker"] and row["speaker_role"] else ""
    person = f" (by {row['speaker_by']})" if row.get("speaker_by") else ""
    return row | {"published": (row["published"] or "")[:10], "speaker": who + role + person}


def show_variants(db: sqlite3.Connection, quotes: Found, part: tuple[int, int | None], form: Form) -> None:
    """Print the variants of the quotations among the quotes."""
    offset, limit = part
    wanted = [quotation for _, quotation in walk_leaders(db, quotes) if quotation]
    shown = wanted[offset:][: rows_wanted(limit, form, 20)]
    found = variant_rows(db, shown)
    if form is Form.JSON:
        print(escape(json.dumps(found, ensure_ascii=False, indent=1)))
    else:
        write_variants(found, max(0, len(wanted) - offset - len(shown)), make_console(sys.stdout))


def write_citations(db: sqlite3.Connection, rows: Iterable[Row], style: Style) -> None:
    """Print a citation for every quote."""
    cited = [cite_quote(db, row["article"], row["id"]) for row in rows]
    if style is Style.CSL:
        items: list[dict[str, Any]] = [make_csl(c) for c in cited]
        print(escape(json.dumps(items, ensure_ascii=False, indent=1)))
        return
    write = format_bibtex if style is Style.BIBTEX else format_markdown
    for number, citation in enumerate(cited):
        print(("\n" if number else "") + "\n".join(clean(line) for line in write(citation).split("\n")))


def nothing_found(db: sqlite3.Connection, choice: QuoteChoice) -> str:
    """Why there is nothing to show, and what there is."""
    (count,) = db.execute("SELECT count(*) FROM quotes").fetchone()
    if not count:
        return "the database holds no quotes: svod add PATH reads articles"
    asked = [
        f"--{name} {value}"
        for name, value in (
            ("speaker", choice.speaker), ("country", choice.country), ("dyad", ",".join(choice.dyad or ())),
            ("outlet", choice.outlet), ("act", ", ".join(choice.acts)), ("kind", ", ".join(choice.kinds)),
            ("since", choice.since), ("until", choice.until), ("words", choice.words),
            ("several", "" if choice.several else None),
        )
        if value or (value == "" and name == "several")
    ]  # fmt: skip
    return clean(f"none of {count} quotes fits {' '.join(asked)}".replace("  ", " ").rstrip())
