"""A page of actors has the counts that reading everything gives, whether they are kept or made."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest

from hostile import SAMPLE, call
from svod.present.actor_page import ActorChoice, find_actors
from svod.present.actor_rows import actor_rows, load_involved, load_spoken
from svod.store import open_store
from svod.store.lists import forget_lists, listed


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("page") / "svod.db"
    call("add", *sorted(SAMPLE.glob("*.txt")), "--actors", SAMPLE / "actors.toml", "--db", path)
    with contextlib.closing(open_store(path)) as db:
        yield db


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(
    "choice", [ActorChoice(), ActorChoice("XAR"), ActorChoice(entities=("person", "organization")), ActorChoice("XXX")]
)
def test_a_page_is_cut_out_of_all_that_fit(story: sqlite3.Connection, kept: bool, choice: ActorChoice) -> None:
    every = [
        row
        for row in actor_rows(story, load_involved(story), load_spoken(story))
        if choice.country in (None, row["code"]) and (not choice.entities or row["entity"] in choice.entities)
    ]
    story.execute("BEGIN")
    if not kept:
        forget_lists(story)
    assert listed(story) == kept
    assert find_actors(story, choice, first=3, limit=5, order="events").rows == every[3:8]
    met = sorted(every, key=lambda row: (-row["mentions"], row["name"], row["id"]))
    page = find_actors(story, choice, first=0, limit=None)
    assert page.rows == met
    assert page.total == len(met)
    story.execute("ROLLBACK")
