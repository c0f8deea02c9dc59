"""The command `svod commitments`: who promised, demanded, threatened, foresaw or planned what, and what came of it.

In: options, or one id. Out: a table, a card, JSON or CSV on stdout, or a calendar of deadlines. What fits is worked out
in `commitment_rows`. Time is not the clock's: what is due depends on `--as-of`.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.present.cli_find import find_id
from svod.present.cli_options import (
    DEFAULT_DB,
    Csv,
    Db,
    Dyad,
    Json,
    Limit,
    Since,
    Until,
    choose_form,
    note,
    opened,
    parse_day,
    parse_dyad,
    rows_wanted,
)  # fmt: skip
from svod.present.cli_tables import known
from svod.present.commitment_page import Wanted, commitment_rows, find_commitments
from svod.present.commitment_rows import KINDS, commitment_card, latest_day, load_rows, write_card
from svod.present.export_files import spare_databases
from svod.present.tables import Column, Form, Listing, clean, escape, write_listing

KEYS = (
    "id", "kind", "status", "stands", "holder", "holder_code", "to", "to_codes", "words", "condition", "deadline",
    "edtf", "start", "end", "made", "voices", "according_to", "outlet", "published", "article", "article_name", "title",
    "url", "quote", "commitment",
)  # fmt: skip
COLUMNS = (
    Column("stands", "stands"), Column("kind", "kind"), Column("holder", "by", 1), Column("addressees", "to", 1),
    Column("words", "words", 3), Column("edtf", "deadline"), Column("made", "made"),
    Column("voices", "told by", right=True), Column("id", "id"),
)  # fmt: skip

Id = Annotated[str | None, typer.Argument(help="One commitment, whole: its id or the beginning of it.", metavar="ID")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="As things stood on this day; else that of the latest article.", metavar="DAY"),
]
Due = Annotated[
    int | None, typer.Option("--due", min=0, help="Unsettled, deadline within so many days.", metavar="DAYS")
]
Overdue = Annotated[bool, typer.Option("--overdue", help="Unsettled, deadline past.")]
Open = Annotated[bool, typer.Option("--open", help="Unsettled.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="promise, demand, threat, forecast or plan; may be given again.", metavar="KIND"),
]
Holder = Annotated[str | None, typer.Option("--holder", help="By somebody with these letters in the name.",
                                            metavar="NAME")]  # fmt: skip
To = Annotated[str | None, typer.Option("--to", help="To somebody with these letters in the name.", metavar="NAME")]
Ical = Annotated[
    Path | None, typer.Option("--ical", help="Write the deadlines as a calendar (iCalendar).", metavar="FILE")
]


def commitments(
    id_: Id = None, db: Db = DEFAULT_DB, as_of: AsOf = None, due: Due = None, overdue: Overdue = False,
    open_: Open = False, kind: Kinds = None, holder: Holder = None, to: To = None, dyad: Dyad = None,
    since: Since = None, until: Until = None, ical: Ical = None, limit: Limit = None, as_json: Json = False,
    as_csv: Csv = False,
) -> None:  # fmt: skip
    """Promises, demands, threats, forecasts and plans, and what came of each.

    "stands" is how it stands on the day asked about: open, due, overdue (expired, of what nobody owes), or as later
    articles settle it: fulfilled, broken, withdrawn, disputed. --since and --until ask for the day it was made.
    """
    form = choose_form(as_json, as_csv)
    with opened(db) as store:
        day = parse_day(as_of, "--as-of", last=True) or latest_day(store)
        wanted = Wanted(
            day, due, overdue, open_, known(kind, KINDS, "--kind"), holder, to, parse_dyad(dyad),
            parse_day(since, "--since"), parse_day(until, "--until", last=True),
        )  # fmt: skip
        if id_:
            return show_one(store, find_id(store, id_, ("F",)), day, form)
        if not as_of and day:
            note(f"as of {day}, the day of the latest article; --as-of DAY asks about another")
        if ical:
            return write_calendar(ical, commitment_rows(store, wanted))
        page = find_commitments(store, wanted, first=0, limit=rows_wanted(limit, form))
    shown = [row | {"addressees": ", ".join(row["to"])} for row in page.rows]
    left = page.total - len(shown)
    return write_listing(Listing("commitments", COLUMNS, shown, KEYS, left), form, sys.stdout)


def show_one(db: sqlite3.Connection, id_: str, day: str, form: Form) -> None:
    """Print one commitment with every telling and its history."""
    if form is Form.CSV:
        raise UsageError("one commitment is a tree and does not fit into CSV", "choose --json")
    card = commitment_card(db, load_rows(db, [id_], day)[0])
    if form is Form.JSON:
        print(escape(json.dumps(card, ensure_ascii=False, indent=1)))
    else:
        print("\n".join(clean(line) for line in write_card(card)))


def write_calendar(out: Path, rows: list[dict[str, object]]) -> None:
    """Write the deadlines of the rows to a file."""
    spare_databases(out)
    from svod.present.ical import format_calendar  # what it needs of relating is heavy

    out.write_bytes(format_calendar(rows).encode("utf-8"))
    print(f"{out}: {sum(bool(row['end']) for row in rows)} deadlines")
