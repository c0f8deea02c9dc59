"""The command line on a real database: what is printed, what fails how, and that nothing in a text is obeyed."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

import sample_records as sample
from svod.present.cli import app, guard
from svod.store import open_store, save_article, save_problem
from svod.store.migrations import VERSION

TABLES = ("events", "quotes", "actors", "compare", "reprints", "problems")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "svod.db"
    db = open_store(path)
    sample.save_all(db)
    db.close()
    return path


def call(*words: str | Path, columns: int = 100) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(app, [str(w) for w in words])


def good(*words: str | Path, columns: int = 100) -> str:
    """What a command that succeeds prints."""
    done = call(*words, columns=columns)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def bad(*words: str | Path) -> tuple[str, str]:
    """The error and the hint of a command that is refused."""
    done = call(*words)
    assert done.exit_code == 2, done.output
    error, hint = done.stderr.splitlines()[-2:]
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    assert "Traceback" not in done.output
    return error, hint


def rows(*words: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(good(*words, "--json"))
    return found


# ------------------------------------------------------------------------------------------------- tables


def test_events(database: Path) -> None:
    table = good("events", "--db", database, columns=140)
    first = next(line for line in table.splitlines() if "CONSULT" in line)
    assert first.startswith("2025-10-09")
    for words in ("Лука Самовит, Йон Веллер", "Кестрен", "actual", "duration, place", sample.TALKS.id[:10]):
        assert words in first
    assert table.rstrip().endswith("3 events")
    row = rows("events", "--db", database)[0]
    assert row["id"] == sample.TALKS.id
    assert row["outlets"] == "Вестник, Голос Ардалии"
    assert (row["voices"], row["articles"], row["codes"]) == (2, 3, "XAR, XNI")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], 3),
        (["--dyad", "XAR,XNI"], 2),
        (["--dyad", "xni,XAR"], 2),
        (["--dyad", "XAR,RUS"], 0),
        (["--country", "XNI"], 2),
        (["--type", "consult"], 1),
        (["--type", "CONSULT", "--type", "SANCTION"], 2),
        (["--since", "2025-10-09"], 1),
        (["--since", "2025-10-10"], 0),
        (["--until", "2025-10-09"], 1),
        (["--until", "2025-10"], 1),
        (["--until", "2025-09"], 0),
        (["--since", "2025", "--until", "2025"], 1),
        (["--outlet", "хроника"], 1),
        (["--outlet", "вестн"], 2),
        (["--speaker", "веллер"], 1),
        (["--limit", "1"], 1),
        (["--limit", "0"], 3),
    ],
)
def test_filters_of_events(database: Path, options: list[str], expected: int) -> None:
    assert len(rows("events", "--db", database, *options)) == expected


def test_events_without_a_date_are_said_to_be_left_out(database: Path) -> None:
    done = call("events", "--db", database, "--since", "2025")
    assert done.stderr == "2 without a date left out\n"


def test_a_table_is_short_and_programs_get_all(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    for i in range(120):
        save_problem(db, replace(sample.FINDINGS[2].problems[0], message=f"doubt {i}"))
    db.close()
    assert "100 problems, 20 more with --limit 0" in good("problems", "--db", path)
    assert "120 problems" in good("problems", "--limit", "0", "--db", path)
    assert len(rows("problems", "--db", path)) == 120
    assert len(rows("problems", "-n", "7", "--db", path)) == 7


def test_quotes(database: Path) -> None:
    table = good("quotes", "--db", database, columns=140)
    assert "Мы готовы к переговорам … Всё будет сделано" in table
    assert [q["speaker"] for q in rows("quotes", "--db", database, "--act", "promise")] == ["Лука Самовит"]
    assert [q["via"] for q in rows("quotes", "--db", database, "--country", "XNI")] == ["Вестник"]
    assert rows("quotes", "--db", database, "--speaker", "ВЕЛЛЕР", "--outlet", "голос") == []


def test_actors(database: Path) -> None:
    first, second = rows("actors", "--db", database)
    assert (first["name"], first["mentions"], first["articles"]) == ("Йон Веллер", 2, 2)
    assert first["names"] == ["Веллер", "Йон Веллер"]
    assert second["code"] == "XAR"
    assert len(rows("actors", "--db", database, "--type", "state")) == 0


def test_compare(database: Path) -> None:
    cards = good("compare", "--db", database)
    assert [line.strip() for line in cards.splitlines()[1:8]] == [
        "not collected for those days: 1 of 3 outlets",
        "place: contradict  (by hand: contradict)",
        "Кестрен",
        "Голос Ардалии 2025-10-09 «Кестрене»",
        "Порт-Лаэн",
        "Вестник 2025-10-10 «Порт-Лаэне»",
        "duration: contradict  (by hand: contradict)",
    ]
    assert "Вестник 2025-10-10, according to Йон Веллер" in cards
    assert "outcome" not in cards
    everything = good("compare", "--db", database, "--all")
    assert "silent: Вестник 2025-10-10" in everything
    assert {r["slot"] for r in rows("compare", "--db", database, "--verdict", "agree")} == {"time"}
    assert len(rows("compare", sample.TALKS.id[:9], "--db", database)) == 8
    assert {(tuple(r["did_not_write"]), r["not_collected"]) for r in rows("compare", "--db", database)} == {((), 1)}
    assert rows("compare", sample.EXPULSION.id, "--db", database) == []


def test_reprints_and_problems(database: Path) -> None:
    assert [r["article_name"] for r in rows("reprints", "--db", database)] == ["golos", "golos-copy"]
    messages = {r["message"] for r in rows("problems", "--db", database)}
    assert messages == {"no publication date", "no text in it"}
    assert "notes/broken.html" in good("problems", "--db", database)


def test_search(database: Path) -> None:
    assert {r["article_name"] for r in rows("search", "переговоров", "--db", database)} == {
        "golos",
        "golos-copy",
        "vestnik",
    }
    assert "самолёт" in good("search", "самолетом", "--db", database)
    assert good("search", "ничегонет", "--db", database).strip() == "no articles"
    assert rows("search", "переговоры", "--outlet", "вестник", "--db", database)[0]["article_name"] == "vestnik"


@pytest.mark.parametrize("command", TABLES)
@pytest.mark.parametrize("columns", [30, 50, 71, 80, 100, 200])
def test_tables_fit_the_terminal(database: Path, command: str, columns: int) -> None:
    for line in good(command, "--db", database, columns=columns).splitlines():
        assert cell_len(line) <= columns, line


@pytest.mark.parametrize("command", [*TABLES, "search"])
def test_csv_and_json_hold_the_same(database: Path, command: str) -> None:
    words = [command, *(["переговоры"] if command == "search" else []), "--db", str(database)]
    as_json = rows(*words)
    as_csv = list(csv.DictReader(io.StringIO(good(*words, "--csv"))))
    assert len(as_csv) == len(as_json) > 0
    assert list(as_csv[0]) == list(as_json[0])


@pytest.mark.parametrize("command", TABLES)
def test_an_empty_database(tmp_path: Path, command: str) -> None:
    path = tmp_path / "svod.db"
    open_store(path).close()
    assert good(command, "--db", path).startswith("no ")
    assert rows(command, "--db", path) == []


# -------------------------------------------------------------------------------------- nothing is obeyed


def test_escape_sequences_are_shown_and_not_sent(database: Path) -> None:
    for words in (
        ["show", sample.C.id], ["show", "khronika", "--json"], ["show", sample.EXPEL.id], ["search", "дипломатов"],
        ["search", "дипломатов", "--json"], ["search", "дипломатов", "--csv"],
    ):  # fmt: skip
        printed = good(*words, "--db", database)
        assert "\x1b" not in printed
        assert "[31m" in printed


def test_json_with_control_characters_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    text = "а\x1b[31m\x9b31m\u202e\u2028\x7f"
    save_article(db, replace(sample.A, text=text, title="\u202eTITLE [bold]x[/bold] :smile:"))
    db.close()
    printed = good("show", sample.A.id, "--db", path, "--json")
    assert json.loads(printed)["text"] == text
    assert not set("\x1b\x9b\u202e\u2028\x7f") & set(printed)
    found = good("search", "bold", "--db", path)
    assert "[bold]x[/bold] :smile:" in found
    assert "\u202e" not in found


def test_no_cell_is_a_formula(database: Path) -> None:
    printed = good("search", "переговоры", "--db", database, "--csv")
    titles = [row["title"] for row in csv.DictReader(io.StringIO(printed))]
    assert "'=Переговоры в Порт-Лаэне" in titles


# ------------------------------------------------------------------------------------------------- show


def test_show_draws_the_evidence(database: Path) -> None:
    lines = good("show", sample.SHOT.id, "--db", database).splitlines()
    assert lines[0] == f"quote {sample.SHOT.id}"
    assert "  speaker: Йон Веллер" in lines
    assert "  said: unknown" in lines
    at = lines.index("По словам Веллера, самолёт сбили ракетой.")
    assert lines[at + 1] == "───cue─── speaker  ───────content───────"


@pytest.mark.parametrize(
    "record",
    [
        sample.A, sample.SAMOVIT, sample.DAY_A, sample.READY, sample.TOOK, sample.TALKS, sample.ACCOUNTS.actors[0],
        sample.ACCOUNTS.reprints[0], sample.ACCOUNTS.comparisons[0],
    ],
    ids=lambda record: type(record).__name__,
)  # fmt: skip
def test_show_every_kind(database: Path, record: Any) -> None:
    printed = good("show", record.id[:12], "--db", database)
    assert record.id in printed.splitlines()[0]
    assert json.loads(good("show", record.id, "--db", database, "--json"))["id"] == record.id
    for line in good("show", record.id, "--db", database, columns=40).splitlines():
        assert cell_len(line) <= 40 or ":" in line or line.startswith(">")  # a citation is to be copied


def test_show_an_event_with_what_each_says(database: Path) -> None:
    lines = good("show", sample.TALKS.id, "--db", database).splitlines()
    at = lines.index("outcome: silent (by hand: silent)")
    assert lines[at + 1 : at + 3] == ["  договорились: Голос Ардалии 2025-10-09", "  (silent): Вестник 2025-10-10"]
    assert lines.count("Беседа длилась более двух часов.") == 0  # a sentence without evidence
    assert sample.MET_B.id in lines


def test_show_by_name_and_by_what_is_not_there(database: Path) -> None:
    assert sample.B.text[:30] in good("show", "vestnik", "--db", database)
    assert "no record E-nothing" in bad("show", "E-nothing", "--db", database)[0]
    assert "no record e-" in bad("show", "e-", "--db", database)[0]


# ------------------------------------------------------------------------------------------------- export, judge


@pytest.mark.parametrize(("kind", "count"), [("records", 7), ("plover", 3)])
def test_export(database: Path, tmp_path: Path, kind: str, count: int) -> None:
    out = tmp_path / "out.jsonl"
    assert good("export", kind, "-o", out, "--db", database) == f"{out}: {count} lines\n"
    assert good("export", kind, "-o", "-", "--db", database) == out.read_text("utf-8")


def test_export_csv(database: Path, tmp_path: Path) -> None:
    good("export", "csv", "-o", tmp_path / "csv", "--db", database)
    assert (tmp_path / "csv" / "readable_events.csv").exists()


def test_a_judgement_is_kept_and_told(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    path.write_bytes(database.read_bytes())
    words = [
        "judge",
        sample.MET_B.id,
        sample.MET_A.id,
        "different",
        "--by",
        "Мария",
        "--note",
        "другой день",
        "--db",
        path,
    ]
    assert "different, by Мария" in good(*words)
    db = sqlite3.connect(path)
    query = "SELECT a, b, verdict, made, note FROM decisions WHERE by = 'Мария' AND number > 1 AND a IN (?, ?)"
    ((a, b, verdict, made, note),) = db.execute(query, (sample.MET_A.id, sample.MET_B.id)).fetchall()
    assert (a, b) == tuple(sorted((sample.MET_A.id, sample.MET_B.id)))
    assert verdict == "different"
    assert made.endswith("+00:00")
    assert note == "другой день"
    db.close()


def test_judging_what_cannot_be_judged(database: Path) -> None:
    assert "one and the same" in bad("judge", sample.MET_A.id, sample.MET_A.id, "same", "--db", database)[0]
    assert "is an event" in bad("judge", sample.MET_A.id, sample.A.id, "same", "--db", database)[0]
    assert "is an event" in bad("judge", sample.MET_A.id, sample.READY.id, "same", "--db", database)[0]
    assert "no record" in bad("judge", sample.MET_A.id, "R-0000", "same", "--db", database)[0]
    bad("judge", sample.MET_A.id, sample.MET_B.id, "perhaps", "--db", database)
    bad("judge", sample.MET_A.id, sample.MET_B.id, "same", "--by", "machine:1", "--db", database)


# ------------------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (["nonsense"], "nonsense"),
        (["events", "--nonsense"], "--nonsense"),
        (["add"], "PATH"),
        (["show"], "ID"),
        (["export", "records"], "--out"),
        (["events", "--json", "--csv"], "--csv"),
        (["events", "--dyad", "RUS"], "RUS"),
        (["events", "--dyad", "RUS,AZE,IRN"], "pair"),
        (["events", "--country", "Russia"], "Russia"),
        (["events", "--type", "WAR"], "WAR"),
        (["events", "--since", "9.10.2025"], "9.10.2025"),
        (["events", "--until", "2025-02-30"], "2025-02-30"),
        (["quotes", "--act", "sing"], "sing"),
        (["compare", "--verdict", "maybe"], "maybe"),
        (["events", "--limit", "-1"], "--limit"),
        (["add", "x.csv", "--column", "body"], "body"),
        (["add", "x.txt", "--jobs", "0"], "--jobs"),
        (["add", "x.txt", "--actors", "missing.toml"], "missing.toml"),
        (["pack", "check", "xx"], "xx"),
    ],
)
def test_wrong_usage(words: list[str], about: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert about in bad(*words)[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [*TABLES, "search", "show", "explain", "report", "export"])
def test_every_command_says_what_is_wrong_with_the_database(tmp_path: Path, command: str) -> None:
    more = {"search": ["x"], "show": ["x"], "explain": ["x"], "export": ["records", "-o", "-"]}.get(command, [])
    assert "no such file" in bad(command, *more, "--db", tmp_path / "svod.db")[0]
    other = tmp_path / "other.db"
    other.write_text("this is no database " * 300)
    assert "not a Svod database" in bad(command, *more, "--db", other)[0]
    newer = tmp_path / "newer.db"
    db = open_store(newer)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    assert "newer Svod" in bad(command, *more, "--db", newer)[0]


def test_a_fault_of_the_database_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    db.execute("DROP VIEW readable_events")
    db.close()
    assert "readable_events" in call("events", "--db", path).stderr
    done = call("events", "--db", path)
    assert (done.exit_code, done.stderr[:7]) == (2, "error: ")
    assert "Traceback" not in done.stderr
    assert "Traceback" in call("--debug", "events", "--db", path).stderr


def test_an_unforeseen_fault_is_one_line_and_a_hint(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    path.write_bytes(database.read_bytes())
    db = sqlite3.connect(path)
    with db:
        db.execute("UPDATE tellings SET according_to = '5'")  # valid JSON, though no list
    db.close()
    error, hint = bad("compare", "--db", path)
    assert error.startswith("error: internal: TypeError: ")
    assert ".py:" in error
    assert "report" in hint


def test_an_interrupted_command_says_that_nothing_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    assert guard(stop, debug=False) == 130
    assert capsys.readouterr().err.startswith("error: interrupted\nhint: ")


# ------------------------------------------------------------------------------------------------- the program


def test_help_names_every_command() -> None:
    printed = good("--help")
    for command in ("add", "explain", "report", "judge", "demo", "export", "pack", *TABLES):
        assert f"  {command} " in printed
    assert good("--version").startswith("svod ")


@pytest.mark.parametrize("words", [[], ["export"], ["pack"]])
def test_a_group_without_a_command_says_what_there_is(words: list[str]) -> None:
    done = call(*words)
    assert done.exit_code == 2
    assert done.stdout.startswith("Usage: svod")
    assert done.stderr == ""


def test_help_loads_nothing_heavy() -> None:
    heavy = ["numpy", "slovnet", "navec", "pymorphy3", "razdel", "trafilatura", "lxml", "feedparser", "babel", "jinja2"]
    code = (
        "import sys\n"
        "from svod.present.cli import app\n"
        "try:\n    app(['--help'], prog_name='svod')\nexcept SystemExit as done:\n    assert not done.code\n"
        f"loaded = [m for m in {heavy!r} if m in sys.modules]\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_terminal_without_cyrillic(database: Path) -> None:
    svod = "from svod.present.cli import main; main()"
    command = [sys.executable, "-c", svod, "show", sample.SHOT.id, "--db", str(database)]
    done = subprocess.run(command, env={"PYTHONIOENCODING": "ascii"}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\u0412\u0435\u043b\u043b\u0435\u0440" in done.stdout


def test_output_that_nobody_reads_to_the_end(database: Path) -> None:
    db = sqlite3.connect(database)
    db.close()
    svod = "from svod.present.cli import main; main()"
    command = [sys.executable, "-c", svod, "events", "--json", "--db", str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.stderr is not None
        assert "Traceback" not in run.stderr.read()


def test_problems_make_exit_code_one(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    save_problem(db, sample.FINDINGS[2].problems[0])
    db.close()
    note = tmp_path / "note.txt"
    note.write_text("date: 2025-10-10\nlang: xx\n\nText in a language without a pack.\n", "utf-8")
    done = call("add", note, "--db", path)
    assert done.exit_code == 1
    assert "no publication date" in done.stdout
