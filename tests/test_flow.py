"""The whole way on the sample: the same bytes in any order and under any hash seed; killed and resumed; run twice."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import signal
import sqlite3
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

from svod.analyse import analyse
from svod.errors import PackError
from svod.flow import AddOptions, Summary, add
from svod.packs import ActorsFile, Pack, load_pack, read_actors_file
from svod.records import Article, Findings
from svod.store import load_accounts, load_articles, load_findings, open_store
from svod.work import Reader, examine

SAMPLE = Path(str(files("svod"))) / "sample"
ACTORS = (ActorsFile("actors.toml", (SAMPLE / "actors.toml").read_text("utf-8")),)


def run(db: Path, paths: list[Path], jobs: int = 1) -> Summary:
    with contextlib.closing(open_store(db)) as store:
        return add(paths, store, AddOptions(jobs=jobs, actors=ACTORS))


def content(db: Path) -> list[object]:
    """All that a database holds, in the store's own order."""
    with contextlib.closing(open_store(db)) as store:
        return [list(load_articles(store)), list(load_findings(store)), load_accounts(store)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("flow") / "svod.db"
    summary = run(db, [SAMPLE])
    assert summary.added == 13
    assert not summary.problems
    return db


def all_findings(db: Path) -> list[Findings]:
    with contextlib.closing(open_store(db)) as store:
        return list(load_findings(store))


def test_evidence_is_the_text(whole: Path) -> None:
    with contextlib.closing(open_store(whole)) as store:
        texts = {a.id: a.text for a in load_articles(store)}
        seen = 0
        for findings in load_findings(store):
            for record in (*findings.mentions, *findings.times, *findings.quotes, *findings.events):
                assert record.evidence
                for evidence in record.evidence:
                    assert texts[evidence.span.article][evidence.span.start : evidence.span.end] == evidence.text
                    seen += 1
    assert seen > 300


def test_every_kind_is_found(whole: Path) -> None:
    found = all_findings(whole)
    for kind, least in (("mentions", 150), ("times", 20), ("quotes", 25), ("events", 50)):
        assert sum(len(getattr(f, kind)) for f in found) >= least, kind


def test_running_twice_writes_nothing(whole: Path) -> None:
    before = whole.read_bytes()
    summary = run(whole, [SAMPLE])
    assert (summary.added, summary.already, summary.read, summary.related) == (0, 13, 0, False)
    assert whole.read_bytes() == before


def test_order_and_jobs_change_nothing(whole: Path, tmp_path: Path) -> None:
    paths = sorted(SAMPLE.glob("*.txt"), reverse=True)
    run(tmp_path / "other.db", paths, jobs=2)
    assert content(tmp_path / "other.db") == content(whole)


def test_piece_by_piece_is_the_same(whole: Path, tmp_path: Path) -> None:
    for path in sorted(SAMPLE.glob("*.txt")):
        run(tmp_path / "other.db", [path])
    assert content(tmp_path / "other.db") == content(whole)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seed_changes_nothing(whole: Path, tmp_path: Path, seed: str) -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import test_flow as t;"
        "t.run(Path(sys.argv[2]), [t.SAMPLE])"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path / "other.db")]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert content(tmp_path / "other.db") == content(whole)


@pytest.mark.parametrize("wait", [0.3, 2.0, 2.6])
def test_killed_and_resumed(whole: Path, tmp_path: Path, wait: float) -> None:
    """SIGKILL at some moment; what is stored is whole articles, and the next run ends where an undisturbed one does."""
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import test_flow as t;"
        "print('go', flush=True); t.run(Path(sys.argv[2]), [t.SAMPLE])"
    )
    db = tmp_path / "killed.db"
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(db)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
    run(db, [SAMPLE])
    assert content(db) == content(whole)


def test_an_unrelated_article_changes_nothing_about_the_others(whole: Path, tmp_path: Path) -> None:
    db = tmp_path / "more.db"
    db.write_bytes(whole.read_bytes())
    (tmp_path / "x.txt").write_text("date: 2011-02-03\noutlet: Поле\n\nКорова дала молоко.\n", "utf-8")
    run(db, [tmp_path / "x.txt"])
    with contextlib.closing(open_store(db)) as more, contextlib.closing(open_store(whole)) as less:
        assert set(load_accounts(less).events) <= set(load_accounts(more).events)
        assert set(load_accounts(less).comparisons) <= set(load_accounts(more).comparisons)


def test_text_without_pack_is_kept(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(
        "date: 2024-01-01\nlang: en\n\nThe ministers met in the capital on Monday and talked for two hours.\n", "utf-8"
    )
    db = tmp_path / "svod.db"
    run(db, [tmp_path / "en.txt"])
    assert all_findings(db)[0].skipped == ("no language pack for en",)


def test_too_long_text_is_kept_and_said() -> None:
    article = Article("a-1", "x", None, None, None, "ru", None, "а" * 1_000_001, "")
    findings = examine(article, Reader())
    assert findings.skipped == ("too long",)
    assert "1,000,001" in findings.problems[0].message


def test_partial_pack_says_what_it_skips(pack: Pack) -> None:
    partial = dataclasses.replace(pack, supports=("times",))
    article = Article("a-1", "x", None, None, "2024-05-16", "ru", None, "Послы встретились во вторник.", "")
    findings = analyse(article, partial)
    assert findings.skipped == ("mentions", "quotes", "events")
    assert len(findings.times) == 1
    assert findings.events == ()


def test_actors_file_is_remembered(tmp_path: Path) -> None:
    db = tmp_path / "svod.db"
    run(db, [SAMPLE / "2024-06-22_meridian_sammit.txt"])
    with contextlib.closing(open_store(db)) as store:
        add([SAMPLE / "2024-06-22_golos_sammit.txt"], store, AddOptions())
        codes = {p.code for f in load_findings(store) for e in f.events for p in e.actors}
    assert {"XAR", "XNI"} <= codes


@pytest.mark.parametrize(
    "toml", ["[[state]\n", "[[planet]]\nname = 'Марс'\n", "[[state]]\ncode = 'XAA'\n", "state = 3\n"]
)
def test_wrong_actors_file_is_refused(tmp_path: Path, toml: str) -> None:
    (tmp_path / "bad.toml").write_text(toml, "utf-8")
    with pytest.raises(PackError, match=r"bad\.toml"):
        read_actors_file(tmp_path / "bad.toml")
    with pytest.raises(PackError):
        read_actors_file(tmp_path / "absent.toml")
    with pytest.raises(PackError):
        load_pack("xx")


def test_store_refuses_words_that_are_not_the_articles(whole: Path, tmp_path: Path) -> None:
    db = tmp_path / "copy.db"
    db.write_bytes(whole.read_bytes())
    with contextlib.closing(open_store(db)) as store, pytest.raises(sqlite3.IntegrityError):
        store.execute("UPDATE evidence SET text = 'выдумка' WHERE role = 'trigger'")
