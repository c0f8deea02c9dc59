"""Runs that are stopped, lose a process or meet another run: nothing is lost, nothing hangs, nothing is left behind.

A run that was stopped and called again leaves the same file, byte for byte, as one that nobody disturbed, with any
number of processes: articles are stored as they come, findings by the article's id, each in a transaction of its own,
and no clock, counter or chance goes into a row. The bytes may differ only where a run has written something else on the
way: of an article that killed its process twice, of two runs at once, of files that were added in other steps.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile import SAMPLE, SVOD, call, content
from svod.ingest import make_article
from svod.packs import Pack
from svod.work import Reader, examine_all

NEWS = [str(path) for path in sorted(SAMPLE.glob("*.txt"))[:8]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of an undisturbed run."""
    db = tmp_path_factory.mktemp("whole") / "svod.db"
    assert call("add", *NEWS, "--db", db).exit_code == 0
    return db


@contextlib.contextmanager
def adding(db: Path) -> Iterator[subprocess.Popen[str]]:
    """A `svod add` of some articles with two processes, in a group of its own, as a terminal starts it."""
    command = [*SVOD, "add", *NEWS, "--jobs", "2", "--db", str(db)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as process:
        yield process


def wait_until_read(process: subprocess.Popen[str], db: Path, articles: int) -> None:
    """Wait until so many articles are read, or the process has ended."""
    while process.poll() is None:
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as it,
        ):
            if it.execute("SELECT count(*) FROM analyses").fetchone()[0] >= articles:
                return
        time.sleep(0.005)


def children(pid: int) -> list[int]:
    """The processes that a process has started, those of its pool only."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def is_running(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the processes of a pool")
@pytest.mark.parametrize(
    ("stop", "after"), [(signal.SIGKILL, 3), (signal.SIGTERM, 4), (signal.SIGINT, 1), (signal.SIGINT, 6)]
)
def test_stopped_with_two_processes_it_goes_on(whole: Path, tmp_path: Path, stop: signal.Signals, after: int) -> None:
    db = tmp_path / "svod.db"
    with adding(db) as process:
        wait_until_read(process, db, after)
        pool = children(process.pid)
        if stop is signal.SIGINT:
            os.killpg(process.pid, stop)  # as Ctrl-C does: to every process of the group
        else:
            process.send_signal(stop)
        _, errors = process.communicate(timeout=60)
    if stop is signal.SIGINT and process.returncode:
        assert process.returncode == 130
        assert [line.partition(":")[0] for line in errors.splitlines()] == ["error", "hint"]
    end = time.monotonic() + 20
    while any(map(is_running, pool)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_running, pool)), "processes were left behind"
    assert call("add", *NEWS, "--db", db).exit_code == 0
    assert_same_file(db, whole)


def test_any_number_of_processes_leaves_the_same_file(whole: Path, tmp_path: Path) -> None:
    with adding(tmp_path / "svod.db") as process:
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert_same_file(tmp_path / "svod.db", whole)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the processes of a pool")
def test_a_killed_worker_loses_nothing(whole: Path, tmp_path: Path) -> None:
    with adding(tmp_path / "svod.db") as process:
        wait_until_read(process, tmp_path / "svod.db", 2)
        for worker in children(process.pid):
            os.kill(worker, signal.SIGKILL)
        out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert "8 read" in out
    assert_same_file(tmp_path / "svod.db", whole)


def exported(db: Path, out: Path) -> bytes:
    """All records of a database as `svod export records` writes them."""
    assert call("export", "records", "-o", out, "--db", db).exit_code == 0
    return out.read_bytes()


def assert_same_file(db: Path, whole: Path) -> None:
    """Hold a database to another, row by row so that a difference is seen, then byte by byte."""
    assert tables(db) == tables(whole)
    assert hashlib.blake2b(db.read_bytes()).hexdigest() == hashlib.blake2b(whole.read_bytes()).hexdigest()


def tables(db: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, sorted."""
    with contextlib.closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as it:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'articles_search%' ORDER BY name"
        return {name: sorted(it.execute(f"SELECT * FROM {name}"), key=repr) for (name,) in it.execute(query).fetchall()}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the processes of a pool")
@pytest.mark.parametrize("seed", range(3))
def test_killed_again_and_again_it_ends_where_an_undisturbed_run_does(whole: Path, tmp_path: Path, seed: int) -> None:
    db, chance = tmp_path / "svod.db", random.Random(seed)
    for read in sorted(chance.choices(range(len(NEWS) + 1), k=3)):  # while it starts, takes in, reads, relates
        with adding(db) as process:
            wait_until_read(process, db, read)
            time.sleep(chance.uniform(0, 0.5))
            if chance.random() < 0.3:  # a process of its pool goes first
                for worker in children(process.pid)[:1]:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(worker, signal.SIGKILL)
                time.sleep(chance.uniform(0, 0.2))
            process.kill()
            process.communicate(timeout=60)
    assert call("add", *NEWS, "--db", db).exit_code == 0
    assert_same_file(db, whole)
    assert exported(db, tmp_path / "killed.jsonl") == exported(whole, tmp_path / "whole.jsonl")


class Deadly(Reader):
    """A reader whose process is killed by an article called "deadly", as the system kills one for want of memory."""

    __slots__ = ()

    def pack(self, lang: str | None) -> Pack | None:
        if lang == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return None


def test_an_article_that_kills_its_process_is_told_and_the_others_are_read() -> None:
    langs = ["aa", "deadly", "bb", *["cc"] * 12, "deadly", "dd"]
    articles = [make_article(f"{i}", f"текст {i}", lang=lang) for i, lang in enumerate(langs)]
    found = list(examine_all(articles, Deadly(), jobs=2))
    assert [f.article for f in found] == [a.id for a in articles]
    killed = [f for f in found if f.skipped == ("killed",)]
    assert [f.article for f in killed] == [a.id for a in articles if a.lang == "deadly"]
    assert "was killed twice" in killed[0].problems[0].message


def test_two_runs_at_once_end_where_one_does(whole: Path, tmp_path: Path) -> None:
    db = tmp_path / "svod.db"
    command = [*SVOD, "add", *NEWS, "--db", str(db)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [run.communicate(timeout=180) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], ended
    assert content(db) == content(whole)
