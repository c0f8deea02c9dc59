"""Tables, comma-, semicolon-, tab- or bar-separated, with a line of column names: drafts and broken rows out.

Columns are found by our field names or by the caller's mapping. A row with too few or too many cells, or with a
quotation mark that never closes, is told by its line and left out; reading goes on at the next line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from svod.errors import InputError
from svod.ingest.drafts import FIELDS, Broken, Draft
from svod.ingest.fields import Place, make_draft

DELIMITERS = (",", ";", "\t", "|")
CELL_LIMIT = 2**31 - 1
MOST_RESTARTS = 200  # each one may read to the end of the file


def parse_table(text: str, path: str, stem: str, *, columns: Mapping[str, str]) -> Iterator[Draft | Broken]:
    """Read the rows of a table, one article each. Raises InputError where there is no column for the text."""
    lines = split_lines(text)
    head, delimiter, start = read_head(lines, columns)
    check_text_column(head, columns, path)
    for first, end, cells in read_rows(lines, start, delimiter):
        if isinstance(cells, str):
            yield Broken(f"line {first + 1}: {cells}; the row was left out")
        elif len(cells) != len(head):
            count = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
            yield Broken(f"line {first + 1}: {count} where the head has {len(head)}; the row was left out")
        else:
            raw = "".join(lines[first:end]).encode("utf-8", "surrogatepass")
            yield make_draft(dict(zip(head, cells, strict=True)), columns, Place(path, stem, first + 1, raw))


def split_lines(text: str) -> list[str]:
    """Part a text into lines that keep their ends."""
    return list(io.StringIO(text, newline=""))


def read_head(lines: Sequence[str], columns: Mapping[str, str]) -> tuple[list[str], str, int]:
    """Return the column names, the delimiter that makes most of them known ones, and the index of the next line."""
    known = {columns.get(field, field).casefold() for field in FIELDS}
    start = next((index for index, line in enumerate(lines) if line.strip("\ufeff \t\r\n")), 0)
    best: tuple[tuple[int, int], list[str], str, int] | None = None
    for delimiter in DELIMITERS:
        for _, end, cells in read_rows(lines, start, delimiter):
            if isinstance(cells, list):
                names = [cell.strip("\ufeff \t\r\n") for cell in cells]
                score = (sum(name.casefold() in known for name in names), len(names))
                if best is None or score > best[0]:
                    best = score, names, delimiter, end
            break
    return best[1:] if best else ([], ",", 0)


def check_text_column(head: Sequence[str], columns: Mapping[str, str], path: str) -> None:
    """Refuse a table without the columns that are needed. Raises InputError with the columns found."""
    names = {name.casefold() for name in head}
    for field, column in {"text": "text", **columns}.items():
        if column.strip().casefold() not in names:
            found = ", ".join(head[:20]) or "none"
            raise InputError(
                f"{path}: no column {column!r} for the {field}",
                f"columns found: {found}; name the right one: --column {field}=COLUMN",
            )


def read_rows(lines: Sequence[str], start: int, delimiter: str) -> Iterator[tuple[int, int, list[str] | str]]:
    """Yield each row from lines[start] on as (its first line, the line after it, its cells or what is wrong)."""
    csv.field_size_limit(CELL_LIMIT)
    at, restarts = start, 0
    while at < len(lines):
        reader = csv.reader(lines[at:], delimiter=delimiter, strict=True)
        first, base = at, at
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield first, base + reader.line_num, cells
                first = base + reader.line_num
            return
        except csv.Error as error:
            yield first, first + 1, explain(error)
        at, restarts = first + 1, restarts + 1
        if restarts == MOST_RESTARTS:
            yield at, at, f"{restarts} broken rows: the rest of the file was not read"
            return


def explain(error: csv.Error) -> str:
    """Say in plain words what the parser means."""
    message = str(error)
    if "unexpected end of data" in message:
        return "a quotation mark is opened and never closed"
    if "expected after" in message:
        return 'a quotation mark inside a cell is not doubled ("" stands for ")'
    return message
