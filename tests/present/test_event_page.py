"""A page of events is cut out of all that fit: the same rows and the same number as reading everything gives."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import SAMPLE, call
from svod.present import telling_page
from svod.present.cli_rows import Choice, query_rows
from svod.present.cli_tables import dictionary_forms
from svod.present.event_page import count_undated, find_page
from svod.present.event_rows import EventChoice, chosen_events, chosen_tellings
from svod.present.telling_page import find_tellings
from svod.store import open_store
from svod.store.lists import forget_lists, listed

CODES = ("XAR", "XNI", "RUS")
BASES = st.builds(
    Choice,
    dyad=st.none() | st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)),
    country=st.none() | st.sampled_from(CODES),
    since=st.none() | st.sampled_from(("2024-05-14", "2024-06-01", "2031-01-01")),
    until=st.none() | st.sampled_from(("2024-05-15", "2024-06-20", "1999-12-31")),
    types=st.sampled_from(((), (), ("CONSULT",), ("ACCUSE", "DENY"))),
    outlet=st.none() | st.sampled_from(("а", "вест", "нет такого")),
    speaker=st.none() | st.sampled_from(("а", "министр", "Самовита")),
)
CHOICES = st.builds(
    EventChoice,
    base=BASES,
    modes=st.sampled_from(((), (), ("visit",))),
    quads=st.sampled_from(((), (), (1,), (3, 4))),
    contexts=st.sampled_from(((), (), ("military",), ("diplomatic", "economic"))),
    factualities=st.sampled_from(((), (), ("actual",), ("future", "negated"))),
    place=st.none() | st.sampled_from(("Кестрен", "XNI", "а")),
    source=st.none() | st.sampled_from(("-", "а")),
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("page") / "svod.db"
    call("add", *sorted(SAMPLE.glob("*.txt")), "--actors", SAMPLE / "actors.toml", "--db", path)
    with contextlib.closing(open_store(path)) as db:
        yield db


@settings(max_examples=80, deadline=None)
@given(choice=CHOICES, first=st.integers(0, 8), limit=st.none() | st.integers(0, 30))
def test_a_page_is_cut_out_of_all_that_fit(
    story: sqlite3.Connection, choice: EventChoice, first: int, limit: int | None
) -> None:
    every = chosen_events(story, choice, dictionary_forms)
    for ready in (True, False):  # both ways: by what is kept for lists, and where that holds no more
        with holding(story, ready):
            page = find_page(story, choice, dictionary_forms, first=first, limit=limit)
        assert page.total == len(every)
        assert page.rows == every[first:][:limit]
    whenever = replace(choice, base=replace(choice.base, since=None, until=None))
    undated = [row for row in chosen_events(story, whenever, dictionary_forms) if row["start"] is None]
    assert count_undated(story, choice, dictionary_forms) == len(undated)


@settings(max_examples=60, deadline=None)
@given(choice=CHOICES, first=st.integers(0, 8), limit=st.none() | st.integers(0, 30), corrected=st.booleans())
def test_a_page_of_tellings_is_cut_out_of_all_that_fit(
    story: sqlite3.Connection, choice: EventChoice, first: int, limit: int | None, corrected: bool
) -> None:
    with holding(story, not corrected):
        if corrected:
            correct(story)
        every = chosen_tellings(story, choice, dictionary_forms)
        page = find_tellings(story, choice, dictionary_forms, first=first, limit=limit)
        assert page.total == len(every)
        assert page.rows == every[first:][:limit]
        whenever = replace(choice, base=replace(choice.base, since=None, until=None))
        undated = [row for row in chosen_tellings(story, whenever, dictionary_forms) if row["start"] is None]
        assert telling_page.count_undated(story, choice, dictionary_forms) == len(undated)


def correct(db: sqlite3.Connection) -> None:
    """Somebody says of tellings that one is none, one of another type, one without its first side."""
    query = (
        "SELECT m.id, min(p.name) FROM event_mentions AS m JOIN parties AS p ON p.event = m.id GROUP BY m.id LIMIT 3"
    )
    verdicts = (("wrong-type", None), ("wrong-type", "AID"), ("wrong-side", ""))
    for (id_, name), (verdict, value) in zip(db.execute(query).fetchall(), verdicts, strict=True):
        db.execute(
            "INSERT INTO decisions (made, by, verdict, kind, a, value)"
            " VALUES ('2031-01-01T00:00', 'x', ?, 'event_mention', ?, ?)",
            (verdict, id_, name if value == "" else value),
        )


@contextlib.contextmanager
def holding(db: sqlite3.Connection, ready: bool) -> Iterator[None]:
    """Inside the block, what is kept for lists holds, or does not."""
    db.execute("BEGIN")
    if not ready:
        forget_lists(db)
    try:
        yield
    finally:
        db.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("choice", "index"),
    [
        (EventChoice(Choice(country="XAR")), "SEARCH f USING PRIMARY KEY (facet=? AND value=?)"),
        (EventChoice(Choice(since="2024-05-14")), "USING COVERING INDEX events_by_last_day"),
        (EventChoice(quads=(4,)), "USING COVERING INDEX events_by_type"),
    ],
)
def test_the_indexes_are_used(story: sqlite3.Connection, choice: EventChoice, index: str) -> None:
    asked: list[str] = []
    story.set_trace_callback(asked.append)
    find_page(story, choice, dictionary_forms, first=0, limit=100)
    story.set_trace_callback(None)
    plans = [row["detail"] for query in asked for row in query_rows(story, f"EXPLAIN QUERY PLAN {query}")]
    assert any(index in step for step in plans), plans
    assert not any(re.match(r"SCAN (e|events|p|m|q)\b", step) for step in plans), plans


def test_the_sample_has_what_is_asked_for(story: sqlite3.Connection, tmp_path: Path) -> None:
    assert listed(story)
    for choice in (EventChoice(), EventChoice(Choice(dyad=("XAR", "XNI"))), EventChoice(contexts=("military",))):
        assert find_page(story, choice, dictionary_forms, first=0, limit=1).rows, choice
