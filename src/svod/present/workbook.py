"""Tables as a workbook (XLSX), a sheet each, that a spreadsheet opens without running or fetching anything.

In: tables of rows. Out: a file, the same bytes for the same rows. Text stays text: nothing in it becomes a formula, a
link or a number. What a sheet cannot hold is said in its last row: Excel has room for 1,048,576 rows, and for 32,767
characters in a cell.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from svod.present.export_files import finished, select_table, table_names

MOST_ROWS = 1_048_576 - 2  # of a sheet, beside its head and a row that says what is left out
LONGEST = 32_767  # characters of a cell
CUT = " […]"
NAMELESS = re.compile(r"[\[\]:*?/\\]")  # what the name of a sheet may not hold
ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold at all
SAMPLE = 60  # rows that the widths of columns are taken from
NARROW, WIDE = 8, 60  # characters
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  every workbook says so, that the same rows give the same bytes
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its columns, its rows; rows are read once."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def write_workbook(out: IO[bytes] | str, tables: Iterable[Table]) -> dict[str, int]:
    """Write the tables; gives by name how many rows of a table did not fit, where any did not."""
    from xlsxwriter import Workbook

    book = Workbook(out, OPTIONS)
    book.set_properties({"created": MADE})
    head, left, taken = book.add_format({"bold": True, "bottom": 1}), {}, set[str]()
    for table in tables:
        name = name_sheet(table.name, taken)
        if over := write_sheet(book.add_worksheet(name), table, head):
            left[table.name] = over
    if not taken:
        book.add_worksheet("empty")
    book.close()
    return left


def name_sheet(name: str, taken: set[str]) -> str:
    """A name for a sheet: at most 31 characters, no two alike, none that a spreadsheet refuses."""
    plain = NAMELESS.sub("-", name).strip("'")[:31] or "sheet"
    chosen, number = plain, 2
    while chosen.casefold() in taken | {"history"}:
        chosen, number = f"{plain[:28]}-{number}", number + 1
    taken.add(chosen.casefold())
    return chosen


def write_sheet(sheet: Any, table: Table, head: Any) -> int:
    """Fill a sheet; gives how many rows did not fit."""
    rows = iter(table.rows)
    first = list(islice(rows, SAMPLE))
    for column, name in enumerate(table.columns):
        longest = max((len(show(row[column])) for row in first), default=0)
        sheet.set_column(column, column, min(max(longest, len(name), NARROW), WIDE) + 1)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, head)
    number, every = 0, chain(first, rows)
    for number, row in enumerate(islice(every, MOST_ROWS), 1):
        for column, value in enumerate(row):
            write_cell(sheet, number, column, value)
    if number and table.columns:
        sheet.autofilter(0, 0, number, len(table.columns) - 1)
    over = sum(1 for _ in every)
    if over:
        sheet.write_string(number + 1, 0, f"[{over} more rows do not fit into a sheet: save as CSV]")
    return over


def write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    """One value by its own type; an unknown value is an empty cell."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, show(value))


def show(value: Any) -> str:
    """A value as text: a list with commas between, a long text cut where the cell ends."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    text = ILLEGAL.sub("\ufffd", text)
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def export_workbook(db: sqlite3.Connection, out: Path) -> dict[str, int]:
    """Write every table and view of a database as one workbook; gives by table how many rows did not fit."""
    with finished(out) as part:
        return write_workbook(str(part), database_tables(db))


def database_tables(db: sqlite3.Connection) -> Iterator[Table]:
    """The tables and views, each in the order of its key."""
    for name in table_names(db):
        cursor = db.execute(select_table(db, name))
        yield Table(name, [column[0] for column in cursor.description], cursor)
