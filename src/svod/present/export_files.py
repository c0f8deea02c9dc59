"""Writing files whole, and tables as CSV that a spreadsheet opens without running anything.

In: rows. Out: files. A file is written beside its place and then moved there, so a kill or a full disk leaves the old
one or none.
"""

from __future__ import annotations

import csv
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from svod.errors import UsageError

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # what a spreadsheet takes for the beginning of a formula
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
INTERNAL = ("meta",)  # tables that hold nothing to read


@contextmanager
def written(out: Path) -> Iterator[TextIO]:
    """A file to write to that takes its place only when all is written. Raises UsageError when it cannot be."""
    with finished(out) as part, part.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def finished(out: Path) -> Iterator[Path]:
    """The path of a draft that takes its place only when all is written. Raises UsageError when it cannot be."""
    spare_databases(out)
    part = out.with_name(f".{out.name}.part")
    try:
        yield part
        os.replace(part, out)
    except OSError as err:
        raise UsageError(f"{out}: {err.strerror}", "give -o a file in a folder that exists and can be written") from err
    finally:
        part.unlink(missing_ok=True)


def spare_databases(out: Path) -> None:
    """Raise UsageError where a file to be written over is a database: it may be the very one that is read."""
    if out.is_file():
        with out.open("rb") as file:
            if file.read(16) == b"SQLite format 3\0":
                raise UsageError(f"{out} is a database and is not written over", "give -o another name")


def export_csv(db: sqlite3.Connection, out: Path) -> list[Path]:
    """Write every table and every view as CSV into the folder `out`; returns the files, sorted by name."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise UsageError(f"{out}: {err.strerror}", "give -o a folder that can be written") from err
    files = []
    for table in table_names(db):
        cursor = db.execute(select_table(db, table))
        columns = [column[0] for column in cursor.description]
        file = out / f"{table}.csv"
        with written(file) as handle:
            handle.write("\ufeff")  # by this mark spreadsheets see that it is UTF-8
            write_csv(handle, columns, cursor)
        files.append(file)
    return files


def table_names(db: sqlite3.Connection) -> list[str]:
    """The tables and views that are there to be read, by name."""
    shadow = "articles_search%"
    query = (
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE ? ORDER BY name"
    )
    return [row[0] for row in db.execute(query, (shadow,)) if row[0] not in INTERNAL]


def select_table(db: sqlite3.Connection, table: str) -> str:
    """A query for a table in the order of its key, without the number of arrival; views come in their own order."""
    columns = db.execute(f'PRAGMA table_info("{table}")').fetchall()
    names = [row[1] for row in columns]
    key = [row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]]
    if table == "articles":
        names, key = [n for n in names if n != "number"], ["id"]
    if table == "problems":
        key = names
    order = f" ORDER BY {', '.join(key)}" if key else ""
    return f'SELECT {", ".join(names)} FROM "{table}"{order}'


def write_csv(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as CSV (RFC 4180)."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)


def safe_cell(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: «=1+1» → «'=1+1»; numbers stay as they are."""
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
