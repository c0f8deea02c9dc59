"""The list of events a page at a time: the same lines as of all events, whatever is asked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import sample_records as sample
from svod.present.web import event_sheet, listing
from svod.present.web.desk import Desk
from svod.present.web.event_list import event_rows, involved_of
from svod.present.web.filters import Filters, parse_filters
from svod.store.lists import fill_lists, forget_lists

ASKED: list[dict[str, Any]] = [
    {}, {"dyad": "XAR-XNI"}, {"country": "XAR"}, {"type": "CONSULT"}, {"since": "2025-10", "until": "2025-12"},
    {"outlet": "вестник"}, {"place": "XAR"}, {"speaker": "иванов"}, {"words": "переговоры"},
    *({"only": only} for only in ("several", "disputed", "contradict", "future", "undated", "unplaced")),
]  # fmt: skip


def every_page(desk: Desk, asked: dict[str, Any]) -> tuple[list[str], int]:
    """The ids of all pages one after the other, and the number that each page gives."""
    with desk.read() as db:
        sheets = [event_sheet.event_sheet(desk, db, parse_filters(asked), "/events")]
        for page in range(2, sheets[0].pages + 1):
            sheets.append(event_sheet.event_sheet(desk, db, parse_filters(asked | {"page": str(page)}), "/events"))
    assert len({sheet.total for sheet in sheets}) == 1
    return [row["id"] for sheet in sheets for row in sheet.rows], sheets[0].total


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(map(str, asked.values())) or "all")
def test_pages_are_the_list(
    desk: Desk, path: Path, asked: dict[str, Any], kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        fill_lists(db) if kept else forget_lists(db)
    monkeypatch.setattr(listing, "ROWS", 2)
    monkeypatch.setattr(event_sheet, "ROWS", 2)
    with desk.read() as db:
        wanted = [row["id"] for row in event_rows(desk, db, parse_filters(asked))]
    assert every_page(desk, asked) == (wanted, len(wanted))


@pytest.mark.parametrize("kept", [True, False])
def test_what_an_actor_does(desk: Desk, path: Path, kept: bool) -> None:
    veller, samovit = sample.ACCOUNTS.actors
    with closing(sqlite3.connect(path)) as db, db:  # an event of one by name, and all of a state's
        db.execute(
            "UPDATE parties SET mention = ? WHERE event = ? AND ordinal = 0", (veller.chains[0], sample.TALKS.id)
        )
        db.execute("UPDATE actors SET entity = 'state' WHERE id = ?", (samovit.id,))
        fill_lists(db) if kept else forget_lists(db)
    with desk.read() as db:
        assert set(involved_of(desk, db)) == {veller.id, samovit.id}
        for actor in (veller.id, samovit.id):
            wanted = [row["id"] for row in event_rows(desk, db, Filters(actor=actor))]
            assert every_page(desk, {"actor": actor}) == (wanted, len(wanted))


def test_a_page_too_far_is_the_last(desk: Desk) -> None:
    with desk.read() as db:
        sheet = event_sheet.event_sheet(desk, db, parse_filters({"page": "999"}), "/events")
    assert sheet.page == sheet.pages
    assert len(sheet.rows) == len(sample.ACCOUNTS.events)
