"""What records rest on: whole sentences with the exact characters marked, of members for what is joined."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import sample_records as sample
from svod.errors import UsageError
from svod.present.evidence import Mark, find_passages, find_sentences, join_stretches, passages_of
from svod.store import open_store

TEXT = "Первое предложение. Второе идёт за ним. Третье стоит рядом.\n\nЧетвёртое уже в другом абзаце."


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    store = open_store(tmp_path / "svod.db")
    sample.save_all(store)
    yield store
    store.close()


def marks(*words: str) -> list[Mark]:
    return [Mark("whole", TEXT.index(w), TEXT.index(w) + len(w), w) for w in words]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["Второе"], ["Второе идёт за ним."]),
        (["Первое", "Третье"], ["Первое предложение.", "Третье стоит рядом."]),
        (["Первое", "Второе"], ["Первое предложение. Второе идёт за ним."]),
        (["ним. Третье"], ["Второе идёт за ним. Третье стоит рядом."]),
        (["рядом.\n\nЧетвёртое"], ["Третье стоит рядом.\n\nЧетвёртое уже в другом абзаце."]),
        ([], []),
    ],
)
def test_sentences_side_by_side_are_one_stretch(words: list[str], found: list[str]) -> None:
    stretches = join_stretches(TEXT, marks(*words), find_sentences(TEXT))
    assert [TEXT[start:end] for start, end in stretches] == found


def test_a_quote_rests_on_its_words(db: sqlite3.Connection) -> None:
    (passage,) = find_passages(db, sample.READY.id)
    assert passage.text == sample.GOLOS.split("\n")[1]
    assert [mark.words for mark in passage.main] == ["Мы готовы к переговорам", "Всё будет сделано"]
    assert [mark.role for mark in passage.marks] == ["content", "cue", "speaker", "content"]
    assert (passage.outlet, passage.title, passage.url) == (sample.A.outlet, sample.A.title, sample.A.url)


def test_an_event_rests_on_its_tellings(db: sqlite3.Connection) -> None:
    told = list(find_passages(db, sample.TALKS.id))
    assert {p.record for p in told} == set(sample.TALKS.mentions)
    assert {p.article for p in told} == {sample.A.id, sample.B.id, sample.D.id}


def test_an_account_rests_on_its_own_article(db: sqlite3.Connection) -> None:
    row = {"id": sample.ACCOUNTS.comparisons[0].id, "slot": "place", "article": sample.B.id}
    (passage,) = passages_of(db, row)
    assert (passage.article, [m.words for m in passage.main]) == (sample.B.id, ["Порт-Лаэне"])
    assert len(list(find_passages(db, row["id"]))) == 2


def test_an_actor_rests_on_all_mentions(db: sqlite3.Connection) -> None:
    (veller,) = (a for a in sample.ACCOUNTS.actors if a.name == "Йон Веллер")
    assert [p.main[0].words for p in find_passages(db, veller.id)] == ["Йон Веллер", "Веллер"]


def test_what_rests_on_nothing(db: sqlite3.Connection) -> None:
    assert list(find_passages(db, "E-0000")) == list(find_passages(db, "a-0000")) == []
    with pytest.raises(UsageError, match="a count"):
        list(passages_of(db, {"dyad": "RUS,AZE", "events": 3}))
