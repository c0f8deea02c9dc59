"""What a hostile, clumsy or unlucky user hands in, end to end: an `error:` with its hint, or a listed Problem, and
nothing stored is lost.

Strange texts are in `test_bad_texts.py`, actors files in `test_bad_actors.py`, kills and two runs at once in
`test_stopped.py`. What stands elsewhere: any bytes in any format, encodings, dates, NUL and lone surrogates in
`ingest/test_ingest.py`, `test_encoding.py`, `test_dates.py`, `test_jsonl.py`; broken tables, pages and feeds in
`ingest/test_table.py`, `test_html.py`, `test_feed.py`; links, pipes and globs in `ingest/test_walk.py`; a read-only
folder and a database in use in `store/test_database.py`; a full disk in `present/test_cli_flow.py`; formulas in
`present/test_cli.py`; markup in every field and Chromium's silence about it in `present/test_report*.py`.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from hostile import SVOD, TEXT, call, refused, rows, write
from svod.flow import AddOptions, add
from svod.store import load_articles, load_findings, load_problems, open_store

SCRIPT = "<script>alert(1)</script>"
ESCAPES = "\x1b[2J\x1b]0;title\x07 \x9b31m \u202eкрасный\u202c"


# ------------------------------------------------------------------------------------------------- one bad folder


def fill(folder: Path) -> None:
    """Everything that can be wrong with a file, and one good article last."""
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "mixed.txt").write_bytes(f"date: 2024-01-01\nlang: ru\n\n{TEXT}".encode() + TEXT.encode("cp1251")[:9])
    (folder / "nul.txt").write_bytes(f"date: 2024-01-02\nlang: ru\n\n{TEXT}\0".encode())
    write(folder / "nodate.txt", lang="ru", outlet="Окно")
    write(folder / "future.txt", date="2999-01-01", lang="ru")
    write(folder / "when.txt", date="31 февраля 0000 года", lang="ru")
    write(folder / "lies.txt", f"{TEXT} {TEXT} {TEXT}", date="2024-01-03", lang="en")
    write(folder / "packless.txt", "Nazirlər paytaxtda görüşdülər.", date="2024-01-04", lang="az")
    write(folder / "marks.txt", "«" * 2000 + TEXT + "“„»" * 50, date="2024-01-05", lang="ru")
    write(folder / "long.txt", "а " * 200_000, date="2024-01-06", lang="ru")
    lone = {
        "name": "=1+1",
        "date": "2024-01-07",
        "lang": "ru",
        "text": "Путин\ud800 сказал: «Да».",
        "outlet": "\udfff@SUM",
    }
    (folder / "lines.jsonl").write_text(json.dumps(lone) + '\n{"text":\n[1]\n{"text": 5}\n')
    (folder / "rows.csv").write_text(f'date,text\n2024-01-08,"{TEXT}"\n2024-01-08,a,b,c\n2024-01-08,"open\n', "utf-8")
    (folder / "page.html").write_text(f"<html><p>{TEXT} Конец.<div><b><table><tr>{SCRIPT}", "utf-8")
    (folder / "feed.xml").write_text("<rss version='2.0'><channel><item><title>x", "utf-8")
    live = {"url": "javascript:alert(1)", "outlet": "<img src=x onerror=alert(2)>", "title": f"{ESCAPES} {SCRIPT}"}
    write(folder / "live.txt", f"{SCRIPT} {TEXT} {ESCAPES} {TEXT}", date="2024-01-09", lang="ru", **live)
    write(folder / "zz-good.txt", date="2024-01-10", lang="ru", outlet="Вестник")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of a folder of bad files, which one command added."""
    place = tmp_path_factory.mktemp("bad")
    fill(place / "news")
    done = call("add", place / "news", "--db", place / "svod.db")
    assert done.exit_code == 1, done.output
    assert "14 articles added" in done.stdout
    return place / "svod.db"


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("empty.txt", "the file is empty"),
        ("binary.txt", "binary data"),
        ("mixed", "wrong or mixed encoding"),
        ("nul", "1 NUL characters"),
        ("nodate", "no date: relative times stay unplaced"),
        ("future", "lies in the future"),
        ("when", "unreadable date"),
        ("lies", "the file says lang: en, but the text is ru"),
        ("packless", "no language pack for az: kept, not extracted"),
        ("long", "longer than 300,000: kept, not extracted"),
        ("=1+1", "lone surrogates"),
        ("lines.jsonl", "line 2: not JSON"),
        ("lines.jsonl", "line 3: not an object"),
        ("lines.jsonl", "line 4: text is int"),
        ("rows.csv", "line 3: 4 cells"),
        ("rows.csv", "line 4: a quotation mark is opened and never closed"),
        ("page", "no date"),
        ("feed.xml", "the feed is broken"),
    ],
)
def test_what_is_wrong_is_listed(bad: Path, about: str, words: str) -> None:
    found = [p for p in rows("problems", "--db", bad) if words in p["message"]]
    assert any(about in (p["article_name"] or p["article"]) for p in found), found


def test_nothing_fails_in_reading_and_the_good_article_is_read(bad: Path) -> None:
    stages = {p["stage"] for p in rows("problems", "--db", bad)}
    assert stages == {"ingest", "read"}
    quotes = [q for q in rows("quotes", "--db", bad) if q["article_name"] == "zz-good"]
    assert [q["words"] for q in quotes] == ["Мы готовы к переговорам"]


def test_relative_times_without_a_date_stay_unplaced(bad: Path) -> None:
    with contextlib.closing(open_store(bad)) as store:
        names = {a.id: a.name for a in load_articles(store)}
        times = {names[f.article]: f.times for f in load_findings(store)}
    assert [(t.evidence[0].text, t.start) for t in times["nodate"]] == [("вторник", None)]
    assert [t.start for t in times["when"]] == [None]
    assert [t.start for t in times["zz-good"]] == ["2024-01-09"]


def test_the_same_folder_again_writes_nothing(bad: Path) -> None:
    before = bad.read_bytes()
    assert "0 articles added, 14 already there, 0 read" in call("add", bad.parent / "news", "--db", bad).stdout
    assert bad.read_bytes() == before


@pytest.mark.parametrize("command", ["events", "quotes", "actors", "compare", "reprints", "problems"])
@pytest.mark.parametrize("columns", [20, 80])
def test_no_command_sends_a_terminal_what_it_obeys(bad: Path, command: str, columns: int) -> None:
    for words in ([], ["--csv"], ["--json"]):
        printed = call(command, "--db", bad, *words, columns=columns).stdout
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)


def test_nothing_of_a_text_is_alive_in_the_report(bad: Path, tmp_path: Path) -> None:
    call("report", "-o", tmp_path / "story.html", "--db", bad)
    page = (tmp_path / "story.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert SCRIPT not in page
    assert "<img src=x" not in page
    assert not re.search(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", page, re.IGNORECASE)
    assert "\x1b" not in page


def test_no_cell_of_an_export_is_a_formula(bad: Path, tmp_path: Path) -> None:
    assert call("export", "csv", "-o", tmp_path / "tables", "--db", bad).exit_code == 0
    seen = 0
    for table in sorted((tmp_path / "tables").glob("*.csv")):
        for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")):
            assert not [cell for cell in row if re.match(r"[=@\t\r]|[+-](?![\d.]+$)", cell)]
            seen += sum("=1+1" in cell for cell in row)
    assert seen


# ------------------------------------------------------------------------------------------------- files and names


@pytest.mark.parametrize(
    "name",
    ["new\nline", "-dash", "inv\udcff\udcfealid", "а" * 120, "\x1b[31mred", "=1+1", "a b'c\"d", "$(x)`y`"],
)
def test_any_name_of_a_file(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    write(folder / f"{name}.txt", lang="ru")
    write(folder / f"{name}.png")
    (folder / f"{name}2.txt").write_bytes(b"")
    done = call("add", folder, "--db", tmp_path / "svod.db")
    assert done.exit_code == 1
    assert "1 article added" in done.stdout
    assert "\x1b" not in done.stdout
    assert "1 article added" in call("add", folder / f"{name}.txt", "--db", tmp_path / "one.db").stdout
    assert call("report", "-o", tmp_path / "story.html", "--db", tmp_path / "svod.db").exit_code == 0
    done = call("add", folder, "--db", tmp_path / "svod.db")
    assert "0 articles added, 1 already there" in done.stdout
    assert len(rows("problems", "--db", tmp_path / "svod.db")) == 2


def test_one_article_under_many_names_is_one(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", date="2024-01-01", outlet="Окно", lang="ru", url="https://a.example/1")
    write(tmp_path / "two.txt", date="2024-01-01", outlet="Окно", lang="ru", url="https://a.example/2?utm=x")
    (tmp_path / "link.txt").symlink_to(one)
    (tmp_path / "loop").symlink_to(tmp_path)
    paths = [one, one, tmp_path / "link.txt", tmp_path, f"{tmp_path}/*.txt", tmp_path / "." / "two.txt"]
    assert "1 article added, 1 already there, 1 read" in call("add", *paths, "--db", tmp_path / "svod.db").stdout


def test_a_repaired_file_is_no_problem_any_more(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_bytes(b"")
    (tmp_path / "news" / "b.txt").write_bytes(b"")
    write(tmp_path / "news" / "c.txt", date="2024-01-01", lang="ru")
    assert "2 problems" in call("add", tmp_path / "news", "--db", tmp_path / "svod.db").stdout
    write(tmp_path / "news" / "a.txt", date="2024-01-02", lang="ru")
    assert "1 problem:" in call("add", tmp_path / "news" / "a.txt", "--db", tmp_path / "svod.db").stdout
    write(tmp_path / "news" / "b.txt", date="2024-01-03", lang="ru")
    assert "problem" not in call("add", tmp_path / "news", "--db", tmp_path / "svod.db").stdout


def test_a_language_given_later_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Ок, 5.", date="2024-01-01", lang="xx")
    call("add", tmp_path / "a.txt", "--db", tmp_path / "svod.db")
    assert "1 read" in call("add", tmp_path / "a.txt", "--lang", "ru", "--db", tmp_path / "svod.db").stdout


def test_problems_are_told_by_name(tmp_path: Path) -> None:
    printed = call("add", write(tmp_path / "visit.txt", lang="ru"), "--db", tmp_path / "svod.db").stdout
    assert "  visit: ingest: no date" in printed


# ------------------------------------------------------------------------------------------------- the database


@pytest.mark.parametrize("command", ["add", "quotes", "report", "export"])
@pytest.mark.parametrize("kind", ["folder", "text", "truncated", "newer", "inside a file", "no such folder"])
def test_what_is_no_database_of_ours(bad: Path, tmp_path: Path, kind: str, command: str) -> None:
    path = tmp_path / "svod.db"
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("hello")
    elif kind == "truncated":
        path.write_bytes(bad.read_bytes()[:20_000])
    elif kind == "newer":
        path.write_bytes(bad.read_bytes())
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 99")
    elif kind == "inside a file":
        path = write(tmp_path / "a.txt") / "svod.db"
    else:
        path = tmp_path / "nowhere" / "svod.db"
    before = path.read_bytes() if path.is_file() else None
    words: dict[str, list[str | Path]] = {
        "add": ["add", write(tmp_path / "b.txt")],
        "quotes": ["quotes"],
        "report": ["report", "-o", tmp_path / "story.html"],
        "export": ["export", "records", "-o", tmp_path / "out.jsonl"],
    }
    assert str(path) in refused(*words[command], "--db", path)
    assert before is None or path.read_bytes() == before
    assert not (tmp_path / "story.html").exists()
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("words", [["report"], ["export", "records"], ["export", "plover"]])
def test_the_database_is_never_written_over(bad: Path, tmp_path: Path, words: list[str]) -> None:
    path = tmp_path / "svod.db"
    path.write_bytes(bad.read_bytes())
    call(*words, "-o", path, "--db", path)
    assert path.read_bytes() == bad.read_bytes()


# ------------------------------------------------------------------------------------------------- odd surroundings


@pytest.mark.parametrize("encoding", ["ascii", "cp866"])
@pytest.mark.parametrize("words", [["quotes"], ["problems"], ["quotes", "--csv"]])
def test_a_terminal_that_lacks_the_letters(bad: Path, words: list[str], encoding: str) -> None:
    surroundings = {k: v for k, v in os.environ.items() if k != "LANG" and not k.startswith("LC_")}
    surroundings["PYTHONIOENCODING"] = encoding
    done = subprocess.run([*SVOD, *words, "--db", str(bad)], capture_output=True, env=surroundings, check=False)
    assert done.returncode == 0, done.stderr


def test_without_a_locale(bad: Path) -> None:
    surroundings = {k: v for k, v in os.environ.items() if k != "LANG" and not k.startswith("LC_")}
    command = [*SVOD, "quotes", "--db", str(bad)]
    done = subprocess.run(command, capture_output=True, env={**surroundings, "LC_ALL": "C"}, check=True)
    assert "Мы готовы" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "words", [["quotes"], ["problems", "--json"], ["export", "records", "-o", "-"], ["add", "NEWS"]]
)
def test_output_into_a_pipe_that_closes_is_no_error(bad: Path, words: list[str]) -> None:
    command = [*SVOD, *(str(bad.parent / "news") if word == "NEWS" else word for word in words), "--db", str(bad)]
    read, write_end = os.pipe()
    os.close(read)
    with os.fdopen(write_end, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == ""


def test_problems_of_a_run_are_named(tmp_path: Path) -> None:
    with contextlib.closing(open_store(tmp_path / "svod.db")) as store:
        summary = add([write(tmp_path / "visit.txt", lang="ru")], store, AddOptions())
        assert [summary.names[p.article] for p in summary.problems] == ["visit"]
        assert load_problems(store) == summary.problems
