"""Who acts on whom among very many events: the same as among few where all are read, else those of the latest days."""

from __future__ import annotations

import pytest
from desk_client import Client

from svod.present.web import pages_network
from svod.present.web.desk import Desk

ADDRESSES = ("/network", "/network?level=persons", "/network?country=XAR", "/network?since=2025-10-10", "/matrix")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_large_database_has_the_same_pages(
    client: Client, desk: Desk, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = client.get(address).text
    desk.kept.clear()
    monkeypatch.setattr(pages_network, "MOST_EVENTS", 0)
    assert client.get(address).text == few


@pytest.mark.parametrize("address", ["/network", "/matrix"])
def test_of_more_events_the_latest_days_are_counted_and_said(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_network, "MOST_EVENTS", 0)
    monkeypatch.setattr(pages_network, "SHOWN", 0)
    assert "посчитаны только последние дни" in client.words(address)
    assert client.get(f"{address}.csv").status_code == 413
