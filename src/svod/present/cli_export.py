"""The commands `svod export records|quotations|csv|xlsx|plover|timex`.

In: a database. Out: a file or a folder, or stdout with `-o -`. The rows come from `export` and `export_files`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from svod.present.cli_options import DEFAULT_DB, Db, note, opened
from svod.present.export import (
    export_plover,
    export_records,
    format_line,
    load_names,
    plover_notes,
    record_rows,
)  # fmt: skip
from svod.present.export_files import export_csv
from svod.present.export_quotations import export_quotations, quotation_rows
from svod.present.plover import plover_rows
from svod.present.timex import export_timex
from svod.present.workbook import export_workbook

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The database as files for other programs.")
Out = Annotated[Path, typer.Option("--out", "-o", help="The file to write; - prints.", metavar="FILE")]
STDOUT = Path("-")


@app.command("records")
def records(out: Out, db: Db = DEFAULT_DB) -> None:
    """All records with their spans, as JSON Lines.

    A line an article with all that was found in it, then a line an event. Spans are [start, end) in code points.
    """
    with opened(db) as store:
        if out == STDOUT:
            sys.stdout.writelines(format_line(row) for row in record_rows(store, load_names(store)))
            return
        done = export_records(store, out)
    for remark in done.notes:
        note(remark)
    print(f"{out}: {done.rows} lines")


@app.command("plover")
def plover(
    out: Out,
    db: Db = DEFAULT_DB,
    events: Annotated[bool, typer.Option("--events", help="One record an event, not one a telling.")] = False,
    undated: Annotated[
        bool, typer.Option("--undated", help="Also what has no day, which PLOVER requires: date is null there.")
    ] = False,
) -> None:
    """Every telling of an event, or every event, as a PLOVER record.

    JSON Lines. Tellings of one event share event_id: count these, not the lines, or reprints count as events.
    docs/formats.md lists the fields.
    """
    with opened(db) as store:
        if out == STDOUT:
            for remark in plover_notes(store, events=events, undated=undated):
                note(remark)
            sys.stdout.writelines(format_line(row) for row in plover_rows(store, events=events, undated=undated))
            return
        done = export_plover(store, out, events=events, undated=undated)
    for remark in done.notes:
        note(remark)
    print(f"{out}: {done.rows} lines")


@app.command("quotations")
def quotations(out: Out, db: Db = DEFAULT_DB) -> None:
    """The same words in several articles, every wording word by word.

    JSON Lines, one a quotation: its variants with what each keeps, inflects, leaves out, adds and changes.
    """
    with opened(db) as store:
        if out == STDOUT:
            sys.stdout.writelines(format_line(row) for row in quotation_rows(store))
            return
        done = export_quotations(store, out)
    print(f"{out}: {done.rows} lines")


@app.command("csv")
def csv(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.", metavar="FOLDER")],
    db: Db = DEFAULT_DB,
) -> None:
    """Every table and view as CSV for spreadsheets.

    UTF-8 with a byte order mark; an empty cell is an unknown value; nothing in a cell is run as a formula.
    """
    with opened(db) as store:
        files = export_csv(store, out)
    print(f"{out}: {len(files)} files")


@app.command("xlsx")
def xlsx(out: Out, db: Db = DEFAULT_DB) -> None:
    """Every table and view as one workbook, a sheet each.

    Text stays text, numbers are numbers, an empty cell is an unknown value. What a sheet cannot hold, more than
    1,048,574 rows or 32,767 characters in a cell, it says; svod export csv has all of it.
    """
    with opened(db) as store:
        left = export_workbook(store, out)
    for name, rows in left.items():
        note(f"{name}: {rows} rows did not fit into a sheet; svod export csv has all of them")
    print(f"{out}: open it in a spreadsheet")


@app.command("timex")
def timex(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.", metavar="FOLDER")],
    db: Db = DEFAULT_DB,
) -> None:
    """Every article with its times marked as TIMEX3.

    TimeML, one XML file an article; the day of publication is the document's creation time.
    """
    with opened(db) as store:
        done = export_timex(store, out)
    for remark in done.notes:
        note(remark)
    print(f"{out}: {done.rows} files")
