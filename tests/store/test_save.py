"""The database refuses what is not so, and a kill leaves whole articles only."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import sample_records as sample
from svod.errors import StoreError
from svod.records import Evidence, Findings, Judgement, Problem, Span
from svod.store import (
    analysed,
    load_accounts,
    load_article,
    load_findings,
    load_judgements,
    load_problems,
    open_store,
    save_accounts,
    save_article,
    save_findings,
    save_judgement,
    save_problem,
    settle_problems,
    transaction,
)  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_store(tmp_path / "svod.db")
    yield connection
    connection.close()


@pytest.mark.parametrize("change", [
    lambda e: replace(e, text=e.text.replace("переговорам", "переговоры")),
    lambda e: replace(e, span=Span(e.span.article, e.span.start + 1, e.span.end + 1)),
    lambda e: replace(e, span=Span("a-unknown", e.span.start, e.span.end)),
    lambda e: Evidence("content", Span(e.span.article, 5, 5), ""),
    lambda e: replace(e, role="\ud800"),
])  # fmt: skip
def test_findings_with_other_words_are_refused_whole(
    db: sqlite3.Connection, change: Callable[[Evidence], Evidence]
) -> None:
    save_article(db, sample.A)
    bad = replace(sample.READY, evidence=(change(sample.READY.evidence[0]),))
    doubt = Problem(sample.A.id, "times", "a doubt")
    assert save_findings(db, Findings(sample.A.id, (sample.SAMOVIT,), quotes=(bad,), problems=(doubt,)), "1")
    (kept,) = load_findings(db)
    assert kept.skipped == ("failed",)
    assert kept.problems[0] == doubt
    assert kept.problems[1].stage == "store"
    for table in ("mentions", "quotes", "evidence", "roles"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert save_findings(db, sample.FINDINGS[0], "2")
    assert list(load_findings(db)) == [sample.FINDINGS[0]]


def test_two_records_of_one_id_are_refused(db: sqlite3.Connection) -> None:
    save_article(db, sample.A)
    with transaction(db):  # inside another transaction, which keeps the rest
        save_findings(db, Findings(sample.A.id, times=(sample.DAY_A, sample.DAY_A)), "1")
        save_article(db, sample.B)
    (kept,) = load_findings(db)
    assert "times.id" in kept.problems[0].message
    assert kept.times == ()
    assert load_article(db, sample.B.id) == sample.B


def test_findings_of_an_article_that_is_not_there(db: sqlite3.Connection) -> None:
    with pytest.raises(StoreError):
        save_findings(db, sample.FINDINGS[0], "1")


def test_evidence_cannot_be_changed_into_other_words(db: sqlite3.Connection) -> None:
    sample.save_all(db)
    with pytest.raises(sqlite3.IntegrityError, match="not the characters"):
        db.execute("UPDATE evidence SET text = 'нечто' WHERE role = 'cue'")


def test_the_text_of_an_article_is_fixed(db: sqlite3.Connection) -> None:
    sample.save_all(db)
    with pytest.raises(sqlite3.IntegrityError, match="fixed for ever"):
        db.execute("UPDATE articles SET text = 'иное' WHERE id = ?", (sample.A.id,))
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(
            "INSERT OR REPLACE INTO articles (id, name, raw_sha256, text) VALUES (?, 'x', 'x', 'x')", (sample.A.id,)
        )
    assert load_article(db, sample.A.id) == sample.A


def test_text_that_no_file_can_hold_is_refused_with_its_name(db: sqlite3.Connection) -> None:
    with pytest.raises(StoreError, match="a-lone"):
        save_article(db, replace(sample.A, id="a-lone", text="\ud800"))
    with pytest.raises(StoreError, match="CHECK"):
        save_article(db, replace(sample.A, id="a-nul", text="a\0b"))


def test_offsets_count_code_points(db: sqlite3.Connection) -> None:
    text = "😀 й и\u0306 é 𐍈 конец"
    article = replace(sample.A, id="a-wide", text=text)
    at = text.index("конец")
    time = replace(
        sample.LONG, article=article.id, evidence=(Evidence("whole", Span(article.id, at, len(text)), "конец"),)
    )
    save_article(db, article)
    assert save_findings(db, Findings(article.id, times=(time,)), "1")


def test_problems_are_noted_once_and_go_when_an_article_is_read(db: sqlite3.Connection) -> None:
    save_article(db, sample.A)
    crash = Problem(sample.A.id, "quotes", "not extracted: ValueError: x")
    doubt = Problem(sample.A.id, "ingest", "date in the future")
    file = Problem("x/broken.html", "ingest", "no text in it")
    assert [save_problem(db, p) for p in (crash, crash, doubt, file)] == [True, False, True, True]
    assert load_problems(db) == tuple(sorted((crash, doubt, file), key=lambda p: (p.article, p.stage)))
    save_findings(db, Findings(sample.A.id), "1")
    assert set(load_problems(db)) == {doubt, file}


@pytest.mark.parametrize(
    ("path", "given", "gone"),
    [
        ("x/broken.html", "x/broken.html", True),
        ("x/broken.html", "x", True),
        ("x/broken.html", "x/", True),
        ("x/broken.html", "x/*.html", True),
        ("x/y/broken.html", "x", True),
        ("x/news.jsonl:3", "x/news.jsonl", True),
        ("x/broken.html", "x/other.html", False),
        ("xy/broken.html", "x", False),
        ("x/broken.html", "*.txt", False),
    ],
)
def test_problems_of_files_go_when_a_run_no_longer_meets_them(
    db: sqlite3.Connection, path: str, given: str, gone: bool
) -> None:
    save_article(db, sample.A)
    file, article = Problem(path, "ingest", "no text in it"), Problem(sample.A.id, "ingest", "date in the future")
    for problem in (file, article):
        save_problem(db, problem)
    settle_problems(db, [given], [file])
    assert file in load_problems(db)
    settle_problems(db, [given], [])
    assert (file not in load_problems(db)) == gone
    assert article in load_problems(db)


def test_peoples_judgements_survive(db: sqlite3.Connection) -> None:
    sample.save_all(db)
    save_accounts(db, replace(sample.ACCOUNTS, judgements=()))
    assert load_judgements(db) == (sample.DIFFERENT,)
    changed = replace(sample.DIFFERENT, verdict="same")
    save_judgement(db, changed, "2025-10-12T10:00:00+00:00")
    assert load_judgements(db) == (changed,)
    other = replace(changed, by="Олег", verdict="unsure")
    save_judgement(db, other, "2025-10-11T10:00:00+00:00")
    assert load_judgements(db) == (changed, other)
    assert load_accounts(db).judgements == ()


@pytest.mark.parametrize("by", ["machine:2", ""])
def test_a_person_has_a_name(db: sqlite3.Connection, by: str) -> None:
    with pytest.raises(StoreError):
        save_judgement(db, Judgement("event", "e-1", "e-2", "same", 0.0, (), by), "2025-10-12")


def test_a_transaction_is_all_or_nothing(db: sqlite3.Connection) -> None:
    def interrupted() -> None:
        with transaction(db):
            save_article(db, sample.A)
            save_findings(db, sample.FINDINGS[0], "1")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert load_article(db, sample.A.id) is None


def test_a_full_disk_loses_nothing_stored(db: sqlite3.Connection) -> None:
    save_article(db, sample.A)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full") as caught:
        save_article(db, replace(sample.B, text="слово " * 100_000))
    assert caught.value.hint
    assert load_article(db, sample.A.id) == sample.A
    db.execute("PRAGMA max_page_count = 1000000")
    assert save_article(db, sample.B)


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import sample_records as sample
from svod.store import open_store, save_article, save_findings
db = open_store(Path(sys.argv[1]))
for article, found in zip(sample.ARTICLES, sample.FINDINGS):
    save_article(db, article)
    if article is sample.B:
        db.execute("PRAGMA cache_size = 1")
        db.set_progress_handler(lambda: os.kill(os.getpid(), signal.SIGKILL), int(sys.argv[3]))
    save_findings(db, found, "1")
"""


@pytest.mark.parametrize("steps", [50, 400, 1500])
def test_a_kill_leaves_whole_articles(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "svod.db"
    folder = str(Path(sample.__file__).parent)
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), folder, str(steps)], check=False)
    assert done.returncode == -signal.SIGKILL
    db = open_store(path)
    assert list(load_findings(db)) == [sample.FINDINGS[0]]
    assert analysed(db) == {sample.A.id: "1"}
    assert load_article(db, sample.B.id) == sample.B
    assert save_findings(db, sample.FINDINGS[1], "1")
    assert [f.article for f in load_findings(db)] == sorted([sample.A.id, sample.B.id])
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    assert os.listdir(tmp_path) == ["svod.db"]
