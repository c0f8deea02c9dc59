"""What commands share: options, opening the database, the console, the clock.

In: words of the command line. Out: checked values. The clock is read here and nowhere else.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.present.messages import LANGUAGES
from svod.present.tables import Form
from svod.store import open_store

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
CODE = re.compile(r"[A-Z]{3}|IGO:\S+")

Db = Annotated[Path, typer.Option("--db", help="The database, one file.", metavar="FILE")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, whole records.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV, whole records.")]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", min=0, help="At most this many rows; 0 for all. A table has 100 unless told.", metavar="NUMBER"
    ),
]

Since = Annotated[
    str | None, typer.Option("--since", help="From this day on: 2025-10-09, 2025-10 or 2025.", metavar="DAY")
]
Until = Annotated[str | None, typer.Option("--until", help="Up to and with this day.", metavar="DAY")]
Dyad = Annotated[
    str | None,
    typer.Option("--dyad", help="Between these two, as RUS,AZE (ISO 3166 alpha-3, or IGO:EU).", metavar="A,B"),
]
Country = Annotated[
    str | None, typer.Option("--country", help="With this state or organisation, as RUS.", metavar="CODE")
]
Outlet = Annotated[
    str | None, typer.Option("--outlet", help="Told by an outlet whose name has these letters in it.", metavar="NAME")
]
Speaker = Annotated[
    str | None,
    typer.Option("--speaker", help="On the word of somebody whose name has these letters in it.", metavar="NAME"),
]
SidesFile = Annotated[
    Path | None,
    typer.Option("--sides", help="Your own sides: outlets.toml with [sides] and lists of outlets.", metavar="FILE"),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", help="The language of the pages: ru, en or uk. Articles stay as they are.", metavar="LANG"),
]

DEFAULT_DB = Path("svod.db")


def rows_wanted(limit: int | None, form: Form, usual: int = 100) -> int | None:
    """How many rows to give: what was asked for, else a table is kept short and programs get all."""
    if limit is None:
        return usual if form is Form.TABLE else None
    return limit or None


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[sqlite3.Connection]:
    """An open database, closed at the end."""
    db = open_store(path, create=create)
    try:
        yield db
    finally:
        db.close()


def choose_form(as_json: bool, as_csv: bool) -> Form:
    """The form that the options ask for."""
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude one another", "choose one of them")
    return Form.JSON if as_json else Form.CSV if as_csv else Form.TABLE


def parse_day(value: str | None, option: str, *, last: bool = False) -> str | None:
    """The first (or last) day of a day, a month or a year: "2025-10" → "2025-10-01"."""
    if value is None:
        return None
    given = DAY.fullmatch(value)
    if given is None:
        raise UsageError(f"{option} {value!r} is no day", "write 2025-10-09, 2025-10 or 2025")
    year, month, day = given.groups()
    month = month or ("12" if last else "01")
    try:
        end = monthrange(int(year), int(month))[1] if last else 1
        return date(int(year), int(month), int(day or end)).isoformat()
    except ValueError as err:  # of which no month at all is one
        raise UsageError(f"{option} {value!r} is no day of the calendar", "write 2025-10-09, 2025-10 or 2025") from err


def parse_dyad(value: str | None) -> tuple[str, str] | None:
    """Two codes: "rus,aze" → ("RUS", "AZE")."""
    if value is None:
        return None
    parts = [parse_code(p, "--dyad") for p in value.split(",")]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        raise UsageError(f"--dyad {value!r} is no pair", "write two codes with a comma: --dyad RUS,AZE")
    return parts[0], parts[1]


def parse_code(value: str | None, option: str) -> str | None:
    """One code, in upper case: "rus" → "RUS"."""
    if value is None:
        return None
    code = value.strip().upper()
    if not CODE.fullmatch(code):
        raise UsageError(f"{option} {value!r} is no code", "codes are ISO 3166 alpha-3 as RUS, or IGO:EU and the like")
    return code


def parse_lang(value: str | None) -> str | None:
    """A language that pages can be in."""
    if value is not None and value not in LANGUAGES:
        raise UsageError(f"--lang {value!r} is not known", f"one of {', '.join(LANGUAGES)}")
    return value


def now() -> datetime:
    """The moment, read once a command."""
    return datetime.now(UTC).replace(microsecond=0)


def note(message: str) -> None:
    """Say something beside the result, on stderr."""
    print(message, file=sys.stderr)
