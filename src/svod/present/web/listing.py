"""A list of rows as a page of it, or whole: CSV and workbooks that no spreadsheet runs, JSON line by line.

In: rows. Out: a `Sheet` for a template, or a file to save. Chooses nothing.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from starlette.responses import Response

from svod.present.export_files import write_csv
from svod.present.tables import escape, flat
from svod.present.web import convertors  # noqa: F401  so that every module of a list has them for its routes
from svod.present.web.filters import Filters
from svod.present.workbook import Table, write_workbook

ROWS = 40  # of a page
MOST = 200_000  # rows of an export
UNNAMEABLE = re.compile(r"[^\w-]+", re.ASCII)
KINDS = {
    "csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list."""

    rows: Sequence[Any]
    total: int
    page: int
    pages: int
    path: str  # the list's address without query
    filters: Filters

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1."""
        return (self.page - 1) * ROWS + 1

    def turn(self, page: int) -> str:
        """The address of another page of it."""
        return self.path + self.filters.query(page=page)

    def save(self, form: str) -> str:
        """The address of all its rows as a file."""
        return f"{self.path}.{form}" + self.filters.query()


def make_sheet(rows: Sequence[Any], path: str, filters: Filters) -> Sheet:
    """The page that is asked for; the last one where there are not so many."""
    pages = max(1, -(-len(rows) // ROWS))
    page = min(filters.page, pages)
    return Sheet(rows[(page - 1) * ROWS : page * ROWS], len(rows), page, pages, path, filters)


def save(rows: Iterable[dict[str, Any]], keys: Sequence[str], name: str, form: str) -> Response:
    """Rows as a file; a workbook of one sheet, or of several by `save_book`."""
    shown = list(islice(rows, MOST))
    if form == "xlsx":
        return save_book([Table(name, keys, [[row.get(k) for k in keys] for row in shown])], name)
    out = io.StringIO(newline="")
    if form == "csv":
        out.write("\ufeff")  # by this mark spreadsheets see that it is UTF-8
        write_csv(out, keys, ([flat(row.get(k)) for k in keys] for row in shown))
    else:
        for row in shown:
            out.write(escape(json.dumps({k: row.get(k) for k in keys}, ensure_ascii=False)) + "\n")
    return attach(out.getvalue().encode("utf-8", "replace"), name, form)


def save_book(tables: Iterable[Table], name: str) -> Response:
    """Tables as a workbook, a sheet each."""
    out = io.BytesIO()
    write_workbook(out, tables)
    return attach(out.getvalue(), name, "xlsx")


def attach(body: bytes, name: str, form: str) -> Response:
    """An answer that a browser saves as a file."""
    return Response(body, media_type=KINDS[form], headers=name_file("attachment", name, form))


def name_file(how: str, name: str, form: str) -> dict[str, str]:
    """The header by which a browser names a file; of a name that may come from a query only what any system takes."""
    return {"content-disposition": f'{how}; filename="svod-{UNNAMEABLE.sub("-", name)}.{form}"'}
