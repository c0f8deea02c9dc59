"""The commands that read articles: add, demo, explain, from files to tables, with the models."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from test_cli import bad, call, good, rows

import sample_records as sample
import svod
from svod.present.plover_check import check_file
from svod.store import open_store

ADD = [sys.executable, "-c", "from svod.present.cli import main; main()", "add"]
SAMPLE = Path(svod.__file__).parent / "sample"
FILES = [str(path) for path in sorted(SAMPLE.glob("*.txt"))[:4]]
TEXT = "Президент Ардалии Лука Самовит прибыл в Кестрен. «Мы готовы к переговорам», — заявил он во вторник."


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one article, added by the command."""
    folder = tmp_path_factory.mktemp("flow")
    (folder / "visit.txt").write_text(f"date: 2025-10-09\noutlet: Вестник\nlang: ru\n\n{TEXT}\n", "utf-8")
    (folder / "beside.json").write_text("{}")
    done = call("add", folder, "--db", folder / "svod.db")
    assert done.exit_code == 0, done.output
    assert "1 article added, 0 already there, 1 read" in done.stdout
    assert "left out: " in done.stdout
    return folder / "svod.db"


def test_what_was_added_is_found(added: Path) -> None:
    (quote,) = rows("quotes", "--db", added)
    assert quote["words"] == "Мы готовы к переговорам"
    assert [r["article_name"] for r in rows("search", "переговоры", "--db", added)] == ["visit"]


def test_adding_again_writes_nothing(added: Path) -> None:
    before = added.read_bytes()
    assert "0 articles added, 1 already there, 0 read" in good("add", added.parent / "visit.txt", "--db", added)
    assert added.read_bytes() == before


def test_nothing_readable(tmp_path: Path) -> None:
    assert "missing" in bad("add", tmp_path / "missing.txt", "--db", tmp_path / "svod.db")[0]


def test_explain_a_quote_and_an_event(added: Path) -> None:
    (quote,) = rows("quotes", "--db", added)
    lines = good("explain", quote["id"], "--db", added).splitlines()
    assert any(line.startswith("found by quotes, rule ") for line in lines)
    assert any(line.startswith("brought in by «заявил»") for line in lines)
    assert any("заявил  ← cue" in line for line in lines)
    lines = good("explain", quote["id"], "--parse", "--db", added).splitlines()
    header = next(i for i, line in enumerate(lines) if line.startswith("#"))
    assert lines[header].split() == ["#", "word", "lemma", "pos", "relation", "features"]
    assert any("заявить" in line and "VERB" in line for line in lines[header:])
    for event in rows("events", "--db", added):
        printed = good("explain", event["id"], "--db", added)
        assert "joined" in printed
        mention = next(line for line in printed.splitlines() if line.startswith("e-"))
        assert "fired: " in good("explain", mention, "--db", added)


def test_columns_of_a_table(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(f'day,body\n2025-10-09,"{TEXT}"\n', "utf-8")
    words = ["--column", "text=body", "--column", "date=day", "--lang", "ru", "--outlet", "Голос"]
    good("add", table, *words, "--db", tmp_path / "svod.db")
    (quote,) = rows("quotes", "--db", tmp_path / "svod.db")
    assert (quote["outlet"], quote["published"]) == ("Голос", "2025-10-09")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the demo fills."""
    folder = tmp_path_factory.mktemp("demo")
    done = call("demo", "--out", folder)
    assert done.exit_code in (0, 1), done.output
    assert f"report: {folder / 'story.html'}" in done.stdout
    assert "try: svod events --db" in done.stdout
    return folder


@pytest.mark.parametrize("events", [[], ["--events"]])
def test_plover_records_of_the_demo_keep_to_the_manual(demo: Path, tmp_path: Path, events: list[str]) -> None:
    out = tmp_path / "plover.jsonl"
    good("export", "plover", "-o", out, "--db", demo / "svod.db", *events)
    assert len(out.read_text("utf-8").splitlines()) > 20
    assert check_file(out) == []


def test_demo_finds_a_story_and_writes_it_once(demo: Path) -> None:
    before = {path.name: path.read_bytes() for path in demo.iterdir()}
    assert set(before) == {"svod.db", "story.html"}
    assert len(rows("events", "--db", demo / "svod.db", "--limit", "0")) > 10
    call("demo", "--out", demo)
    assert {path.name: path.read_bytes() for path in demo.iterdir()} == before


def test_report_is_what_the_demo_wrote(demo: Path, tmp_path: Path) -> None:
    good("report", "-o", tmp_path / "again.html", "--db", demo / "svod.db")
    assert (tmp_path / "again.html").read_bytes() == (demo / "story.html").read_bytes()
    assert "nowhere" in bad("report", "-o", tmp_path / "nowhere" / "x.html", "--db", demo / "svod.db")[0]


def test_a_judgement_parts_what_was_joined_and_lasts(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    path.write_bytes((demo / "svod.db").read_bytes())
    first, second = joined_pair(path)
    assert event_of(path, first) == event_of(path, second)
    assert "nothing changed" not in good("judge", first, second, "different", "--by", "Мария", "--db", path)
    assert event_of(path, first) != event_of(path, second)
    files = sorted(str(file) for file in SAMPLE.glob("*.txt"))
    call("add", *files, "--actors", SAMPLE / "actors.toml", "--db", path)
    assert event_of(path, first) != event_of(path, second)
    good("judge", first, second, "same", "--by", "Мария", "--db", path)
    assert event_of(path, first) == event_of(path, second)


def test_add_says_whose_decisions_no_longer_hold(tmp_path: Path) -> None:
    path, more = tmp_path / "svod.db", tmp_path / "more.txt"
    with closing(open_store(path)) as db:
        sample.save_all(db)
    more.write_text("date: 2025-10-12\noutlet: Голос\n\nСтороны договорились о мосте.\n", encoding="utf-8")
    good("judge", sample.LONG.id, "note", "ждём", "--db", path)
    printed = call("add", more, "--db", path).stdout
    assert "of people no longer hold" in printed
    assert "svod log --state orphaned" in printed
    assert "no longer hold" not in call("add", more, "--db", path).stdout


def joined_pair(path: Path) -> tuple[str, str]:
    """Two event mentions of different articles that are one event."""
    query = """
        SELECT p.event_mention, q.event_mention FROM event_parts AS p
        JOIN event_parts AS q ON q.event = p.event
        JOIN event_mentions AS m ON m.id = p.event_mention JOIN event_mentions AS n ON n.id = q.event_mention
        WHERE m.article < n.article ORDER BY 1, 2"""
    with closing(sqlite3.connect(path)) as db:
        first, second = db.execute(query).fetchone()
    return first, second


def event_of(path: Path, mention: str) -> str:
    """The event that an event mention was joined to."""
    with closing(sqlite3.connect(path)) as db:
        return str(db.execute("SELECT event FROM event_parts WHERE event_mention = ?", (mention,)).fetchone()[0])


def test_two_processes_find_what_one_does(added: Path, tmp_path: Path) -> None:
    one = added.parent / "visit.txt"
    (tmp_path / "second.txt").write_text(one.read_text("utf-8").replace("Вестник", "Голос"), "utf-8")
    command = [*ADD, str(one), str(tmp_path / "second.txt"), "--jobs", "2"]
    subprocess.run([*command, "--db", str(tmp_path / "two.db")], check=True, capture_output=True)
    call("add", one, tmp_path / "second.txt", "--db", tmp_path / "one.db")
    first = good("export", "records", "-o", "-", "--db", tmp_path / "one.db")
    assert first == good("export", "records", "-o", "-", "--db", tmp_path / "two.db")
    assert len([json.loads(line) for line in first.splitlines()]) >= 2


# ---------------------------------------------------------------------------------------- stopped in the middle


def read_so_far(path: Path) -> int:
    """How many articles have been read into a database that another process writes."""
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
        try:
            return int(db.execute("SELECT count(*) FROM analyses").fetchone()[0])
        finally:
            db.close()
    except sqlite3.OperationalError:
        return 0


def run_add(path: Path) -> str:
    """What `svod add` of all files prints, in a process of its own."""
    done = subprocess.run([*ADD, *FILES, "--db", str(path)], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_loses_nothing_and_goes_on(tmp_path: Path, stop: signal.Signals) -> None:
    path = tmp_path / "svod.db"
    with subprocess.Popen([*ADD, *FILES, "--db", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        while run.poll() is None and not (done := read_so_far(path)):
            time.sleep(0.002)
        run.send_signal(stop)
        _, errors = run.communicate()
    if stop is signal.SIGINT and run.returncode != 0:
        assert run.returncode == 130
        assert errors.decode().startswith("error: interrupted\nhint: ")
    kept = read_so_far(path)
    assert kept >= done >= 1
    assert f"{len(FILES) - kept} read" in run_add(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    whole = tmp_path / "whole.db"
    run_add(whole)
    records = [good("export", "records", "-o", "-", "--db", p) for p in (path, whole)]
    assert records[0] == records[1]


FULL = """
import os, resource, sys
from svod.present.cli import app
path, first, *rest = sys.argv[1:]
try:
    app(["add", first, "--db", path])
except SystemExit as done:
    assert not done.code
resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize(path) + 20_000,) * 2)
app(["add", *rest, "--db", path])
"""


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    command = [sys.executable, "-c", FULL, str(path), *FILES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stdout
    error, hint = done.stderr.splitlines()
    assert error.startswith(f"error: {path} cannot ")
    assert hint.startswith("hint: ")
    kept = read_so_far(path)
    assert kept >= 1
    assert f"{len(FILES) - kept} read" in run_add(path)
