"""Every table and column is explained, and the page in docs/ says what the schema says."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from svod.store import open_store
from svod.store.dictionary import Table, format_dictionary, parse_schema
from svod.store.migrations import read_schema

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
SHADOWS = ("articles_search_", "sqlite_")


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]


@pytest.mark.parametrize("table", list(parse_schema(read_schema())), ids=lambda t: t.name)
def test_every_column_is_explained(table: Table) -> None:
    db = open_store(Path(":memory:"))
    actual = columns_of(db, table.name)
    db.close()
    assert [c.name for c in table.columns] == actual
    assert table.meaning
    assert all(c.meaning for c in table.columns)


def test_every_table_is_explained() -> None:
    db = open_store(Path(":memory:"))
    query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    actual = {name for (name,) in db.execute(query) if not name.startswith(SHADOWS)}
    db.close()
    assert {t.name for t in parse_schema(read_schema())} == actual


def test_tables_are_strict() -> None:
    db = open_store(Path(":memory:"))
    loose = [
        row[1]
        for row in db.execute("PRAGMA table_list")
        if row[2] == "table" and not row[5] and row[1] != "sqlite_schema"
    ]
    db.close()
    assert [name for name in loose if not name.startswith(SHADOWS)] == []


def test_the_page_is_up_to_date() -> None:
    wanted = format_dictionary(read_schema())
    assert PAGE.read_text("utf-8") == wanted, "python -m svod.store.dictionary > docs/data-dictionary.md"
