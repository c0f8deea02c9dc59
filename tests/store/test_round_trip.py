"""What is stored comes back as it was, in one order, whatever order it was stored in."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import accounts, articles, findings

import sample_records as sample
from svod.records import Accounts, Article, Findings
from svod.store import (
    analysed,
    load_accounts,
    load_article,
    load_articles,
    load_findings,
    load_judgements,
    load_problems,
    open_store,
    save_accounts,
    save_article,
    save_findings,
)  # fmt: skip

many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_store(tmp_path / "svod.db")
    yield connection
    connection.close()


def memory() -> sqlite3.Connection:
    return open_store(Path(":memory:"))


@many
@given(st.data())
def test_findings_come_back(data: st.DataObject) -> None:
    article = data.draw(articles())
    found = data.draw(findings(article))
    db = memory()
    try:
        assert save_article(db, article)
        assert save_findings(db, found, "1")
        assert load_article(db, article.id) == article
        assert list(load_articles(db)) == [article]
        assert list(load_findings(db)) == [found]
        assert analysed(db) == {article.id: "1"}
    finally:
        db.close()


@many
@given(st.data())
def test_accounts_come_back(data: st.DataObject) -> None:
    article = data.draw(articles())
    first, second = data.draw(accounts(article)), data.draw(accounts(article))
    db = memory()
    try:
        save_article(db, article)
        assert save_accounts(db, first)
        assert load_accounts(db) == first
        assert save_accounts(db, second) == (first != second)
        assert load_accounts(db) == second
    finally:
        db.close()


@many
@given(st.data())
def test_another_version_replaces_findings(data: st.DataObject) -> None:
    article = data.draw(articles())
    first, second = data.draw(findings(article)), data.draw(findings(article))
    db = memory()
    try:
        save_article(db, article)
        assert save_findings(db, first, "1")
        assert not save_findings(db, second, "1")
        assert list(load_findings(db)) == [first]
        assert save_findings(db, second, "2")
        assert list(load_findings(db)) == [second]
    finally:
        db.close()


def contents(db: sqlite3.Connection) -> tuple[list[Article], list[Findings], Accounts, object, object]:
    """All that loads give."""
    return (
        list(load_articles(db)),
        list(load_findings(db)),
        load_accounts(db),
        load_judgements(db),
        load_problems(db),
    )


def test_order_of_storing_does_not_matter(tmp_path: Path) -> None:
    dumps = []
    for seed in range(3):
        db = open_store(tmp_path / f"{seed}.db")
        ones = list(zip(sample.ARTICLES, sample.FINDINGS, strict=True))
        random.Random(seed).shuffle(ones)
        for article, found in ones:
            save_article(db, article)
            save_findings(db, found, sample.VERSION)
        sample.save_all(db)
        dumps.append(contents(db))
        db.close()
    assert dumps[0] == dumps[1] == dumps[2]


def test_running_twice_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    sample.save_all(db)
    db.close()
    before = path.read_bytes()
    db = open_store(path)
    for article in sample.ARTICLES:
        assert not save_article(db, article)
    for found in sample.FINDINGS:
        assert not save_findings(db, found, sample.VERSION)
    assert not save_accounts(db, sample.ACCOUNTS)
    assert db.total_changes == 0
    db.close()
    assert path.read_bytes() == before


def test_findings_of_some_articles(db: sqlite3.Connection) -> None:
    sample.save_all(db)
    wanted = [sample.B.id, sample.A.id, "a-unknown"]
    found = [f.article for f in load_findings(db, wanted)]
    assert found == sorted([sample.A.id, sample.B.id])
