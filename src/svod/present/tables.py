"""Rows as a table that fits the terminal, as JSON or as CSV, with nothing in them that a terminal would obey.

In: columns and rows (dicts). Out: text on a stream. Chooses and computes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from svod.present.export_files import write_csv

Row = Mapping[str, Any]
# characters that move the cursor, colour, hide or reorder text: shown as �
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# those that JSON may hold unescaped although a terminal obeys them
UNESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
READABLE = 18  # characters that the main column must get; where it cannot, rows become cards
WORD = 14  # characters of a word that is not broken in any column: "participants,"
GAP = 2  # spaces between columns
SHORT = 10  # characters of an id in a table: enough to name a record, see `svod show`


class Form(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the terminal table: which key of the rows, under which heading, how wide in relation."""

    key: str
    heading: str
    ratio: int = 0  # 0: never broken; the highest: the main column
    right: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What to show: all rows go into JSON and CSV whole, the table has the columns named here."""

    noun: str  # what a row is, plural: "events"
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    keys: tuple[str, ...]  # of JSON and CSV, in order
    left_out: int = 0  # rows beyond the limit


def write_listing(listing: Listing, form: Form, out: TextIO) -> None:
    """Write rows in one of the three forms."""
    if form is Form.JSON:
        lines = [escape(json.dumps({k: row.get(k) for k in listing.keys}, ensure_ascii=False)) for row in listing.rows]
        out.write("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n")
    elif form is Form.CSV:
        write_csv(out, listing.keys, ([flat(row.get(k)) for k in listing.keys] for row in listing.rows))
    else:
        write_table(listing, make_console(out))


def write_table(listing: Listing, console: Console) -> None:
    """Write rows as a table no wider than the console, and how many there are."""
    if not listing.rows:
        console.print(f"no {listing.noun}")
        return None
    widths = share_widths(listing, console.width)
    if widths is None:
        return write_cards(listing, console)
    table = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for column in listing.columns:
        table.add_column(
            column.heading,
            width=widths[column.key],
            justify="right" if column.right else "left",
            overflow="fold",
            no_wrap=not column.ratio,
        )
    for row in listing.rows:
        table.add_row(*(make_cell(column.key, row.get(column.key)) for column in listing.columns))
    console.print(table)
    return say_count(listing, console)


def share_widths(listing: Listing, width: int) -> dict[str, int] | None:
    """The width of each column, by its key; None where the short ones leave the long ones less than can be read."""
    natural = {c.key: natural_width(listing, c) for c in listing.columns}
    long = [c for c in listing.columns if c.ratio]
    widths = natural | {c.key: min(natural[c.key], WORD) for c in long}
    for _ in range(width - GAP * len(listing.columns) - sum(widths.values())):
        growing = [c for c in long if widths[c.key] < natural[c.key]]
        if growing:
            widths[min(growing, key=lambda c: widths[c.key] / c.ratio).key] += 1
    main = max(long, key=lambda c: c.ratio)
    return widths if widths[main.key] >= min(READABLE, natural[main.key]) else None


def natural_width(listing: Listing, column: Column) -> int:
    """How wide a column is when nothing in it is broken."""
    return max([len(column.heading), *(make_cell(column.key, row.get(column.key)).cell_len for row in listing.rows)])


def write_cards(listing: Listing, console: Console) -> None:
    """Write rows one below the other, for narrow terminals: the short columns on a line, the long ones beneath."""
    for row in listing.rows:
        short = [make_short(c, row) for c in listing.columns if not c.ratio]
        console.print(Text("  ").join(cell for cell in short if cell.plain))
        shown = ""
        for column in listing.columns:
            cell = make_cell(column.key, row.get(column.key))
            if column.ratio and cell.plain not in ("", shown):
                console.print(Padding(cell, (0, 0, 0, 2), expand=False))
                shown = cell.plain
    say_count(listing, console)


def make_short(column: Column, row: Row) -> Text:
    """A short cell of a card; a number says what it counts: «told by 2»."""
    cell = make_cell(column.key, row.get(column.key))
    return Text(f"{column.heading} {cell.plain}") if column.right and cell.plain else cell


def say_count(listing: Listing, console: Console) -> None:
    """Say how many rows there are, and how many more."""
    console.print(Text(f"\n{count(len(listing.rows), listing.noun)}{more(listing.left_out)}", style="dim"))


def count(number: int, noun: str) -> str:
    """A number of things: "1 event", "2 events"."""
    return f"{number} {noun.removesuffix('s') if number == 1 else noun}"


def more(number: int) -> str:
    """How to see what the limit left out."""
    return f", {number} more with --limit 0" if number else ""


def make_cell(key: str, value: Any) -> Text:
    """One cell: text without control characters on one line; ids in short."""
    if isinstance(value, Text):
        return value
    text = one_line("" if value is None else str(flat(value)))
    if key == "id":
        return Text(text[:SHORT], style="dim")
    return Text(text, style="bold red" if text == "contradict" else "")


def make_console(out: TextIO, width: int | None = None) -> Console:
    """A console that prints text as it is: no markup, no emoji codes, no guessing at numbers."""
    return Console(file=out, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def flat(value: Any) -> Any:
    """A cell for tables and CSV: lists with commas between."""
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    return clean(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """Text that a terminal only shows: «\\x1b[31m» → «�[31m»."""
    return HIDDEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Text on one line, without control characters."""
    return clean(re.sub(r"[\s\u2028\u2029]+", " ", text).strip())


def escape(line: str) -> str:
    """JSON with the characters escaped that a terminal obeys; it reads back the same."""
    return UNESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", line)
