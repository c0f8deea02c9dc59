"""Search finds every form of a word, and takes any text for a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sample_records as sample
from svod.records import Findings
from svod.store import open_store, save_article, save_findings, search

FORMS = {
    "переговорам": ("переговоры",), "переговоров": ("переговоры",), "переговоры": ("переговоры",),
    "самолетом": ("самолёт",), "самолет": ("самолёт",), "сбили": ("сбить",), "сбит": ("сбить",),
    "дипломатов": ("дипломат",), "дипломаты": ("дипломат",), "беседы": ("беседа",), "беседа": ("беседа",),
}  # fmt: skip


def forms(word: str) -> tuple[str, ...]:
    return FORMS.get(word, ())


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = open_store(tmp_path_factory.mktemp("search") / "svod.db")
    sample.save_all(connection)
    yield connection
    connection.close()


def names(db: sqlite3.Connection, query: str) -> set[str]:
    return {hit.article.name for hit in search(db, query, forms=forms)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("переговоров", {"golos", "golos-copy", "vestnik"}),
        ("ПЕРЕГОВОРЫ", {"golos", "golos-copy", "vestnik"}),
        ("самолет", {"vestnik"}),
        ("самолёт", {"vestnik"}),
        ("Самолётом", {"vestnik"}),
        ("самолетом сбит", {"vestnik"}),
        ("самолет дипломаты", set()),
        ("дипломаты", {"khronika"}),
        ("всё", {"golos", "golos-copy"}),
        ("все", {"golos", "golos-copy"}),
        ("диплом*", {"khronika"}),
        ("диплом", set()),
        ("«готовы к переговорам»", {"golos", "golos-copy"}),
        ("“готовы к переговорам”", {"golos", "golos-copy"}),
        ('"к готовы"', set()),
        ("Порт-Лаэне", {"vestnik"}),
        ("беседы", {"golos", "golos-copy", "vestnik"}),
        ("перегово\u0301рам", {"golos", "golos-copy", "vestnik"}),
        ("", set()),
        ("…—!", set()),
    ],
)
def test_every_form_of_a_word(db: sqlite3.Connection, query: str, expected: set[str]) -> None:
    assert names(db, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "a AND",
        "NOT",
        "text:x",
        "(",
        "x NEAR y",
        "-x",
        "^x",
        "{a b}: c",
        "*",
        "'; DROP TABLE articles",
        "\0",
        "a\0b",
    ],
)
def test_any_text_is_a_query(db: sqlite3.Connection, query: str) -> None:
    assert names(db, query) == set()


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=20) | st.lists(st.sampled_from(['"', "*", "AND", "все", "(", ":", "^", "«", "»"])).map(" ".join)
)
def test_any_text_at_all(db: sqlite3.Connection, query: str) -> None:
    search(db, query, forms=forms)


def test_snippets_are_the_articles_characters(db: sqlite3.Connection) -> None:
    (hit,) = search(db, "самолетом ракетой", forms=forms)
    text = hit.article.text
    assert [text[w.start : w.end] for w in hit.words] == ["самолёт", "ракетой"]
    assert hit.snippet.start <= hit.words[0].start
    assert hit.words[-1].end <= hit.snippet.end
    assert text[hit.snippet.start : hit.snippet.end].endswith("ракетой.")


def test_a_snippet_of_a_title_is_the_beginning(db: sqlite3.Connection) -> None:
    hits = {h.article.name: h for h in search(db, "встреча")}
    assert hits["golos-copy"].words == ()
    assert hits["golos-copy"].snippet.start == 0


def test_the_limit_keeps_the_best(tmp_path: Path) -> None:
    db = open_store(tmp_path / "svod.db")
    for i in range(30):
        save_article(db, replace(sample.A, id=f"a-{i:02}", text="слово " * (30 - i) + "прочее " * i))
    assert [h.article.id for h in search(db, "слово", limit=2)] == ["a-00", "a-01"]
    db.close()


def test_the_index_follows_the_lemmas(tmp_path: Path) -> None:
    db = open_store(tmp_path / "svod.db")
    save_article(db, sample.A)
    save_findings(db, Findings(sample.A.id, lemmas=("ель",)), "1")
    assert search(db, "ёлка", forms=lambda word: ("ель",))
    save_findings(db, Findings(sample.A.id, lemmas=("сосна",)), "2")
    assert not search(db, "ёлка", forms=lambda word: ("ель",))
    db.execute("INSERT INTO articles_search (articles_search) VALUES ('integrity-check')")
    db.close()
