"""Workbooks, read back by another program: text stays text, numbers are numbers, the same rows give the same bytes."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

import sample_records as sample
import svod.present.workbook as workbook
from svod.present.cli import app
from svod.present.export_files import table_names
from svod.present.workbook import Table, export_workbook, name_sheet, write_workbook
from svod.store import open_store

NASTY = (
    "=1+1", "+7", "-2", "@SUM(A1)", "=HYPERLINK(\"http://a.example\")", "http://a.example/?q=1", "mailto:a@b.example",
    "internal:Sheet1!A1", "{=1}", "007", "1e5", "2025-10-09", "TRUE", "a\tb\nc", "\x00\x07\x1b[31m", "_x0041_",
    "\u202eabc", "<b>&amp;", " край ", "😀", "'", "#N/A",
)  # fmt: skip


def read_back(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def make(*tables: Table) -> bytes:
    out = io.BytesIO()
    write_workbook(out, tables)
    return out.getvalue()


def test_text_stays_text() -> None:
    data = make(Table("t", ["words"], [[words] for words in NASTY]))
    rows = read_back(data)["t"][1:]
    from openpyxl.utils.escape import unescape

    assert [unescape(str(row[0])) for row in rows] == list(NASTY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        assert not any("rels/sheet" in name or "external" in name.lower() for name in archive.namelist())


def test_values_keep_their_types() -> None:
    table = Table("t", list("abcdef"), [[1, -2.5, True, None, "", ("x", "y")], [2**40, 0, False, "1", [], []]])
    rows = read_back(make(table))["t"]
    assert rows[1] == (1, -2.5, True, None, None, "x, y")
    assert rows[2][:4] == (2**40, 0, False, "1")


def test_what_no_cell_can_hold() -> None:
    rows = read_back(make(Table("t", ["a"], [["я" * 40_000], ["\ud800x\uffff"], [float("nan")]])))["t"]
    assert len(str(rows[1][0])) == 32_767
    assert str(rows[1][0]).endswith("[…]")
    assert rows[2][0] == "\ufffdx\ufffd"


def test_the_same_rows_give_the_same_bytes() -> None:
    tables = [Table("t", ["a"], [["я"], [1]])]
    assert make(*tables) == make(*tables)


def test_what_does_not_fit_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    out = io.BytesIO()
    assert write_workbook(out, [Table("t", ["a"], ([n] for n in range(10)))]) == {"t": 7}
    rows = read_back(out.getvalue())["t"]
    assert [row[0] for row in rows[1:4]] == [0, 1, 2]
    assert "7 more rows" in str(rows[4][0])


def test_names_of_sheets() -> None:
    taken: set[str] = set()
    names = [name_sheet(n, taken) for n in ("a/b", "A-B", "x" * 40, "x" * 40, "", "History")]
    assert names == ["a-b", "A-B-2", "x" * 31, "x" * 28 + "-2", "sheet", "History-2"]
    assert list(read_back(make())) == ["empty"]
    assert read_back(make(Table("none", ["a", "b"], []))) == {"none": [("a", "b")]}


def test_the_whole_database(tmp_path: Path) -> None:
    """A sheet for every table and view, with all its rows."""
    path, out = tmp_path / "s.db", tmp_path / "книга.xlsx"
    db = open_store(path)
    sample.save_all(db)
    assert export_workbook(db, out) == {}
    sheets = read_back(out.read_bytes())
    assert list(sheets) == table_names(db)
    for name, rows in sheets.items():
        assert len(rows) - 1 == db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0], name
    db.close()
    result = CliRunner().invoke(app, ["export", "xlsx", "--db", str(path), "-o", str(tmp_path / "2.xlsx")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "2.xlsx").read_bytes() == out.read_bytes()
    assert not list(tmp_path.glob(".*part"))


def test_a_database_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    db = open_store(path)
    with pytest.raises(Exception, match="not written over"):
        export_workbook(db, path)
    db.close()
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
