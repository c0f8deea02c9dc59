"""What is loaded around some events gives the same coverage of them as everything there is."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest

from hostile import SAMPLE, call
from svod.present.coverage_around import collect_around
from svod.present.relations import load_material, load_some_events
from svod.relate.coverage import collect, cover_event
from svod.store import open_store


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("page") / "svod.db"
    call("add", *sorted(SAMPLE.glob("*.txt")), "--actors", SAMPLE / "actors.toml", "--db", path)
    with contextlib.closing(open_store(path)) as db:
        yield db


@pytest.mark.parametrize("many", [1, 7, 1000])
def test_what_is_around_is_all_that_is_asked(story: sqlite3.Connection, many: int) -> None:
    material = load_material(story)
    every = collect(material.holdings, material.tellers)
    events = material.holdings.events
    assert load_some_events(story, [e.id for e in events]) == events
    for at in range(0, len(events), many):
        around = collect_around(story, events[at : at + many])
        for event in events[at : at + many]:
            assert cover_event(event, around) == cover_event(event, every)
