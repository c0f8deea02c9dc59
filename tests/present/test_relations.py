"""What the index rests on is loaded alike, whether all of it or only what two sides share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import sample_records as sample
from svod.errors import UsageError
from svod.present.relations import load_dealings, load_grounds, load_material, load_modes, load_pair, load_tellings
from svod.relate.index import find_index, rank_dyads
from svod.relate.tallies import IndexOptions
from svod.store import open_store
from svod.store.load import load_event_mentions

PAIR = ("XAR", "XNI")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    store = open_store(tmp_path / "s.db")
    sample.save_all(store)
    yield store
    store.close()


def test_two_sides_alone_give_what_all_give(db: sqlite3.Connection) -> None:
    material, grounds = load_material(db), load_grounds(db)
    events, sources = load_pair(db, PAIR, grounds)
    codes = {e.id: {p.code for p in (*e.actors, *e.recipients)} for e in material.holdings.events}
    assert [e.id for e in events] == [id_ for id_, own in codes.items() if set(PAIR) <= own]
    assert sources.mentions == {m: material.holdings.mentions[m] for e in events for m in e.mentions}
    whole = find_index(PAIR, material.holdings.events, material.sources, IndexOptions())
    assert find_index(PAIR, events, sources, IndexOptions()) == whole
    assert load_pair(db, ("XAR", "XQQ"), grounds)[0] == ()


def test_pairs_that_are_kept_are_those_counted(db: sqlite3.Connection) -> None:
    assert tuple(load_dealings(db)) == rank_dyads(load_material(db).holdings.events)
    assert load_dealings(db)


def test_tellings_are_those_of_the_store_without_details(db: sqlite3.Connection) -> None:
    full = [m for a in sample.ARTICLES for m in load_event_mentions(db, a.id)]
    light = load_tellings(db)
    assert light == {m.id: replace(m, details=(), contexts=(), location=None, evidence=m.evidence[:1]) for m in full}
    assert list(load_tellings(db, [sample.MET_B.id])) == [sample.MET_B.id]


def test_modes_are_by_event(db: sqlite3.Connection) -> None:
    modes = load_modes(db)
    assert [(t.article, t.type, t.mode) for t in modes[sample.TALKS.id]] == [
        (m.article, m.type, m.mode) for m in sorted((sample.MET_A, sample.MET_B, sample.MET_D), key=lambda m: m.id)
    ]


def test_articles_are_counted_by_period(db: sqlite3.Connection) -> None:
    grounds = load_grounds(db)
    assert grounds.count_articles("month") == {"2025-10-01": 3}
    assert grounds.count_articles("day") == {"2025-10-09": 1, "2025-10-10": 2}
    assert grounds.voices[sample.D.id] == grounds.voices[sample.A.id]  # a copy speaks with its source's voice


def test_sides_that_fit_no_article_are_refused(db: sqlite3.Connection) -> None:
    with pytest.raises(UsageError, match="no article is of the outlet"):
        load_grounds(db, {"одни": ("Никто",)})
    assert load_grounds(db, {"одни": ("Вестник",)}).sideless == ("Голос Ардалии", "Хроника")
