"""`svod commitments` on the packaged sample: rows, one whole, what is due on a day, a calendar."""

from __future__ import annotations

import json
import sqlite3
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svod.flow import AddOptions, add
from svod.packs import read_actors_file
from svod.present.cli import app
from svod.store import open_store

run = CliRunner()


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, read and related."""
    path = tmp_path_factory.mktemp("commitments") / "svod.db"
    store = open_store(path)
    with as_file(files("svod") / "sample") as folder:
        add([folder], store, AddOptions(actors=(read_actors_file(folder / "actors.toml"),)))
    store.close()
    return path


def rows(db: Path, *options: str) -> list[dict[str, object]]:
    result = run.invoke(app, ["commitments", "--db", str(db), "--json", *options])
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout))


def test_every_follow_up_is_a_row_and_is_shown_whole(db: Path) -> None:
    found = rows(db)
    with sqlite3.connect(db) as store:
        assert len(found) == store.execute("SELECT count(*) FROM follow_ups").fetchone()[0] > 0
    for row in found:
        assert row["words"]
        card = json.loads(run.invoke(app, ["commitments", str(row["id"]), "--db", str(db), "--json"]).stdout)
        assert card["told"]
        shown = run.invoke(app, ["show", str(row["id"]), "--db", str(db)])
        assert shown.exit_code == 0
        assert str(row["kind"]) in shown.stdout


def test_what_is_due_depends_on_the_day_asked_about(db: Path) -> None:
    dated = [row for row in rows(db) if row["end"] and row["status"] == "open"]
    for row in dated:
        later, on = rows(db, "--as-of", "2035-01-01"), rows(db, "--as-of", str(row["end"]), "--due", "0")
        assert next(r for r in later if r["id"] == row["id"])["stands"] in ("overdue", "expired")
        assert row["id"] in [r["id"] for r in on]
    assert rows(db, "--as-of", "1990-01-01", "--overdue") == []


def test_filters_narrow_and_wrong_words_are_refused(db: Path) -> None:
    assert {row["kind"] for row in rows(db, "--kind", "demand")} <= {"demand"}
    assert rows(db, "--until", "1990") == []
    assert run.invoke(app, ["commitments", "--db", str(db), "--kind", "wish"]).exit_code != 0


def test_the_calendar_is_the_same_every_time(db: Path, tmp_path: Path) -> None:
    files_ = [tmp_path / "a.ics", tmp_path / "b.ics"]
    for out in files_:
        assert run.invoke(app, ["commitments", "--db", str(db), "--ical", str(out)]).exit_code == 0
    first, second = (out.read_bytes() for out in files_)
    assert first == second
    assert first.count(b"BEGIN:VEVENT") == len([r for r in rows(db) if r["end"]])
