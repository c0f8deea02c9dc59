"""What a picture shows of very many events: the same as of few where they fit, else those of the latest days."""

from __future__ import annotations

from typing import Any

import pytest
from desk_client import Client

import sample_records as sample
from svod.present.web import event_window, pages_map, pages_timeline
from svod.present.web.desk import Desk
from svod.present.web.event_list import event_rows
from svod.present.web.filters import parse_filters
from svod.records import Event

ASKED: list[dict[str, Any]] = [
    {}, {"dyad": "XAR-XNI"}, {"type": "CONSULT"}, {"since": "2025-10", "until": "2025-12"}, {"outlet": "вестник"},
    {"only": "contradict"}, {"only": "undated"},
]  # fmt: skip


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database counts as one that is too large to be held in memory."""
    monkeypatch.setattr(event_window, "MOST", 0)
    monkeypatch.setattr(pages_timeline, "MOST", 0)
    monkeypatch.setattr(pages_map, "MOST_EVENTS", 0)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(map(str, asked.values())) or "all")
def test_events_that_fit_a_picture_are_the_list(desk: Desk, asked: dict[str, Any]) -> None:
    filters = parse_filters(asked)
    with desk.read() as db:
        window = event_window.load_window(desk, db, filters, timeless=False)
        assert list(window.rows) == event_rows(desk, db, filters)
    assert (window.filters, window.narrow) == (filters, False)


@pytest.mark.parametrize("address", ["/timeline", "/timeline?clock=reported", "/timeline?lanes=dyad", "/map"])
def test_a_large_database_has_the_same_pages(
    client: Client, desk: Desk, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = client.get(address).text
    desk.kept.clear()
    for module, name in ((event_window, "MOST"), (pages_timeline, "MOST"), (pages_map, "MOST_EVENTS")):
        monkeypatch.setattr(module, name, 0)
    assert client.get(address).text == few


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("address", "shown"),
    [("/timeline", sample.TALKS), ("/timeline?clock=reported", sample.SHOOTING),
     ("/timeline?until=2025-10-12", sample.TALKS), ("/map", None)],
)  # fmt: skip
def test_of_more_events_the_latest_days_are_shown_and_said(
    client: Client, address: str, shown: Event | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_window, "SHOWN", 1)
    monkeypatch.setattr(event_window, "NARROW", 1)
    assert "Подходит событий: 3" in client.words(address)
    page, _, query = address.partition("?")
    assert client.get(f"{page}.csv?{query}").status_code == 413
    assert shown is None or shown.id in client.get(address).text
