"""Exports hold what the records hold, say nothing unknown, and are there whole or not at all."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import sample_records as sample
from svod.errors import UsageError
from svod.present.export import export_plover, export_records
from svod.present.export_files import export_csv, safe_cell, written
from svod.store import open_store, save_article

SCORER = Path(__file__).parents[3] / "shared" / "gold" / "score.py"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_store(tmp_path / "svod.db")
    sample.save_all(connection)
    yield connection
    connection.close()


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def words(row: dict[str, Any], spans: list[list[int]]) -> list[str]:
    return [row["text"][slice(*s)] for s in spans]


def test_records_of_an_article(db: sqlite3.Connection, tmp_path: Path) -> None:
    done = export_records(db, tmp_path / "out.jsonl")
    rows = rows_of(tmp_path / "out.jsonl")
    assert done.rows == len(rows) == 7
    assert done.notes == ()
    assert [r.get("article") for r in rows if r["kind"] == "article"] == ["golos", "golos-copy", "khronika", "vestnik"]
    golos = rows[0]
    assert golos["text"] == sample.A.text
    (quote,) = golos["quotes"]
    assert words(golos, quote["content"]) == ["Мы готовы к переговорам", "Всё будет сделано"]
    assert words(golos, [quote["speaker"], quote["cue"]]) == ["Самовит", "заявил"]
    assert (quote["kind"], quote["name"], quote["act"]) == ("direct", "Лука Самовит", "promise")
    (time,) = golos["times"]  # the duration beside it is no date
    assert words(golos, [time["span"]]) == ["9 октября"]
    assert (time["start"], time["end"], time["grain"]) == ("2025-10-09", "2025-10-09", "day")
    (event,) = golos["events"]
    assert words(golos, [event["trigger"]]) == ["встретились"]
    assert event["actors"] == [{"name": "Лука Самовит", "code": "XAR"}, {"name": "Йон Веллер", "code": "XNI"}]
    assert event["recipients"] == []
    assert (event["type"], event["place"], event["factuality"]) == ("CONSULT", "Кестрен", "actual")


def test_records_of_an_event(db: sqlite3.Connection, tmp_path: Path) -> None:
    export_records(db, tmp_path / "out.jsonl")
    events = [r for r in rows_of(tmp_path / "out.jsonl") if r["kind"] == "event"]
    assert [e["id"] for e in events] == [e.id for e in sample.ACCOUNTS.events]
    talks = events[2]
    assert sorted(m["article"] for m in talks["mentions"]) == ["golos", "golos-copy", "vestnik"]
    slots = {s["slot"]: s for s in talks["slots"]}
    assert set(slots) == {"place", "duration", "time"}  # in "outcome" only one article speaks
    assert slots["place"]["verdict"] == "contradict"
    assert [v["value"] for v in slots["place"]["values"]] == ["Кестрен", "Порт-Лаэн"]
    assert slots["time"]["values"][1] == {"article": "vestnik", "value": "2025-10-09", "span": None}


def test_articles_of_one_name_are_told_apart(db: sqlite3.Connection, tmp_path: Path) -> None:
    save_article(db, replace(sample.C, id="a-zzz", text="Другой текст."))
    done = export_records(db, tmp_path / "out.jsonl")
    names = [r["article"] for r in rows_of(tmp_path / "out.jsonl") if r["kind"] == "article"]
    assert names[2:4] == ["khronika", "khronika~2"]
    assert len(set(names)) == len(names)
    assert "khronika~2" in done.notes[0]


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer of ../shared/gold is not here")
def test_the_scorer_reads_the_export(db: sqlite3.Connection, tmp_path: Path) -> None:
    export_records(db, tmp_path / "out.jsonl")
    gold = [r for r in rows_of(tmp_path / "out.jsonl") if r["kind"] == "article"]
    for row in gold:
        row["chars"] = len(row["text"])
    story = {"kind": "story", "story": "s", "articles": [g["article"] for g in gold], "events": []}
    lines = [json.dumps(row, ensure_ascii=False) for row in [*gold, story]]
    (tmp_path / "gold.jsonl").write_text("\n".join(lines), "utf-8")
    call = [sys.executable, str(SCORER), str(tmp_path / "gold.jsonl"), str(tmp_path / "out.jsonl"), "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    for key in ("quotes.strict", "quotes.said_by", "times.value", "events.found", "events.dyad", "events.source"):
        assert figures[key]["f1"] == 1.0, key
    assert done.stderr == ""


def test_csv_of_every_table(db: sqlite3.Connection, tmp_path: Path) -> None:
    files = export_csv(db, tmp_path / "csv")
    names = {f.stem for f in files}
    assert {"articles", "quotes", "events", "evidence", "readable_events", "judgements"} <= names
    assert not any(n.startswith(("articles_search", "sqlite_", "meta")) for n in names)
    with (tmp_path / "csv" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["name"]: r["title"] for r in rows}["vestnik"] == "'=Переговоры в Порт-Лаэне"
    assert {r["name"]: r["text"] for r in rows}["golos"] == sample.A.text
    with (tmp_path / "csv" / "readable_quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {r["words"] for r in csv.DictReader(file)} == {
            "Мы готовы к переговорам … Всё будет сделано",
            "самолёт сбили ракетой",
        }


def test_exports_do_not_depend_on_the_order_of_storing(tmp_path: Path) -> None:
    written_bytes = []
    for step in (1, -1):
        db = open_store(tmp_path / f"{step}.db")
        for article in sample.ARTICLES[::step]:
            save_article(db, article)
        sample.save_all(db)
        out = tmp_path / f"out{step}"
        export_csv(db, out)
        export_records(db, out / "records.jsonl")
        export_plover(db, out / "plover.jsonl")
        db.close()
        written_bytes.append({f.name: f.read_bytes() for f in sorted(out.iterdir())})
    assert written_bytes[0] == written_bytes[1]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("+7 (495)", "'+7 (495)"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
        ("\n=1", "'\n=1"), ("＝1+1", "'＝1+1"), ("＠SUM(A1)", "'＠SUM(A1)"),
        ("\r=x", "'\r=x"), ("-2.5", "-2.5"), ("+3", "+3"), (-2, -2), (None, None), ("— да", "— да"), ("", ""),
    ],
)  # fmt: skip
def test_cells_are_no_formulas(cell: object, safe: object) -> None:
    assert safe_cell(cell) == safe


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("earlier")

    def fail() -> None:
        with written(out) as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert out.read_text() == "earlier"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_file_that_cannot_be_written(db: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        export_records(db, tmp_path / "nowhere" / "out.jsonl")
    assert caught.value.hint
    (tmp_path / "file").touch()
    with pytest.raises(UsageError):
        export_csv(db, tmp_path / "file" / "folder")
