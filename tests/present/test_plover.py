"""PLOVER records of hand-made findings, and what the check says of records that do not keep to the manual."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import sample_records as sample
from svod.present.cli import app
from svod.present.export import export_plover
from svod.present.plover import plover_rows
from svod.present.plover_check import check_file, check_row
from svod.records import Detail, Findings, Location
from svod.store import open_store, save_accounts, save_article, save_findings

HERE = Location("Кестрен", "XNI", "settlement", 51.5, 12.25, "geonames:77")
COUNTED = (
    Detail("count", "двое", 2.0, 2.0, sample.find("detail", sample.B, "ракетой"), "killed"),
    Detail("count", "до 5 млн долларов", None, 5e6, sample.find("detail", sample.B, "самолёт"), "money:USD"),
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The hand-made findings with a point, counts and a mention behind an actor."""
    store = open_store(tmp_path / "svod.db")
    met = sample.MET_A
    actors = (replace(met.actors[0], mention=sample.SAMOVIT.id), *met.actors[1:])
    changed = {met.id: replace(met, actors=actors, location=HERE)}
    changed[sample.TOOK.id] = replace(sample.TOOK, details=COUNTED)
    for article in sample.ARTICLES:
        save_article(store, article)
    for found in sample.FINDINGS:
        events = tuple(changed.get(e.id, e) for e in found.events)
        save_findings(store, replace(found, events=events), "test")
    save_accounts(store, sample.ACCOUNTS)
    yield store
    store.close()


def by_id(db: sqlite3.Connection, **how: bool) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in plover_rows(db, undated=True, **how)}


def test_a_telling(db: sqlite3.Connection) -> None:
    rows = by_id(db)
    assert len(rows) == 5
    met = rows[sample.MET_A.id]
    samovit, veller = met["source"]
    assert samovit == {
        "code": "XAR", "actor_text": "Лука Самовит", "sector": "GOV", "office": "президент",
        "identifier_text": "Лука Самовит", "actor_id": sample.ACCOUNTS.actors[1].id,
    }  # fmt: skip
    assert veller == {"code": "XNI", "actor_text": "Йон Веллер"}
    assert (met["event"], met["mode"], met["quad_code"], met["event_scale"]) == (["CONSULT"], ["visit"], 1, 4.0)
    assert (met["date"], met["event_text"], met["recipient"]) == ("2025-10-09", ["встретились"], [])
    assert met["event_loc"] == {
        "name": "Кестрен", "latitude": 51.5, "longitude": 12.25, "cc3": "XNI", "kind": "settlement", "geonameid": 77,
    }  # fmt: skip
    assert (met["event_id"], met["link"], met["independent_voices"]) == (sample.TALKS.id, sample.TALKS.id, 2)


def test_a_telling_without_a_day_on_somebodys_word(db: sqlite3.Connection) -> None:
    shot = by_id(db)[sample.TOOK.id]
    assert (shot["date"], shot["speech_act"], shot["according_to"]) == (None, "accuse", ["Йон Веллер"])
    assert shot["spans"][0]["role"] == "trigger"
    assert shot["context"] == ["military"]
    assert shot["size_info"] == {"dead": 2}
    assert [(m["unit"], m["low"], m["high"]) for m in shot["magnitude"]] == [
        ("killed", 2, 2),
        ("money:USD", None, 5000000),
    ]


def test_what_is_no_fact_has_the_manuals_special_mode(db: sqlite3.Connection) -> None:
    expelled = by_id(db)[sample.EXPEL.id]
    assert (expelled["mode"], expelled["factuality"]) == (["future"], "future")


def test_an_event_has_all_that_its_tellings_say(db: sqlite3.Connection) -> None:
    rows = by_id(db, events=True)
    assert list(rows) == [e.id for e in sample.ACCOUNTS.events]
    talks = rows[sample.TALKS.id]
    assert talks["mentions"] == list(sample.TALKS.mentions)
    assert set(talks["event_text"]) == {"встретились", "переговоры"}
    assert talks["disputed"] == ["duration", "place"]
    assert talks["event_loc"]["latitude"] == 51.5
    assert len(talks["citations"]) == 3
    assert talks["source"][0]["office"] == "президент"


def test_what_has_no_day_is_left_out_unless_asked_for(db: sqlite3.Connection, tmp_path: Path) -> None:
    done = export_plover(db, tmp_path / "dated.jsonl")
    assert done.rows == 3
    assert "2 tellings without a day" in done.notes[0]
    assert check_file(tmp_path / "dated.jsonl") == []
    assert export_plover(db, tmp_path / "all.jsonl", undated=True).rows == 5
    assert {c.split(": ")[1] for c in check_file(tmp_path / "all.jsonl")} == {"date is missing"}
    assert export_plover(db, tmp_path / "events.jsonl", events=True).rows == 1
    assert check_file(tmp_path / "events.jsonl") == []


@pytest.mark.parametrize("events", [[], ["--events"]])
def test_the_command(db: sqlite3.Connection, tmp_path: Path, events: list[str]) -> None:
    out = tmp_path / "plover.jsonl"
    call = ["export", "plover", "-o", str(out), "--db", str(tmp_path / "svod.db"), *events]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 0, done.output
    assert "without a day left out" in done.stderr
    assert check_file(out) == []


def good_row() -> dict[str, Any]:
    """The simplest record of the manual."""
    return {
        "id": "1", "date": "2016-07-24", "source": [{"code": "USA"}], "recipient": [{"code": "CAN"}],
        "event": ["CONSULT"], "quad_code": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({}, None),
        ({"id": None}, "id is missing"),
        ({"target": []}, "target is no field"),
        ({"date": "24.07.2016"}, "no day"),
        ({"enddate": "2016-07-01"}, "before date"),
        ({"event": "CONSULT"}, "must be lists"),
        ({"event": ["CHAT"]}, "'CHAT' is not in the ontology"),
        ({"mode": ["arrest"]}, "mode 'arrest'"),
        ({"mode": ["visit", "negation"]}, None),
        ({"context": ["weather"]}, "context 'weather'"),
        ({"quad_code": 4}, "quad_code 4"),
        ({"event_scale": 11.0}, "beyond"),
        ({"factuality": "maybe"}, "factuality 'maybe'"),
        ({"source": {"code": "USA"}}, "must be a list"),
        ({"source": [{"code": "IGO:EU"}]}, "no code of three letters"),
        ({"source": [{"code": "USA", "sector": "HLH"}]}, "sector 'HLH'"),
        ({"source": [{"code": "USA", "name": "x"}]}, "name is no field of an actor"),
        ({"event_loc": {"latitude": 1.0}}, "go together"),
        ({"event_loc": {"latitude": 91.0, "longitude": 0.0}}, "not on the earth"),
        ({"size_info": {"lost": 1}}, "lost is no field"),
        ({"spans": [{"role": "trigger", "start": 4, "end": 4}]}, "empty or backwards"),
    ],
)
def test_the_check_complains(change: dict[str, Any], complaint: str | None) -> None:
    found = check_row(good_row() | change)
    assert (found == []) if complaint is None else any(complaint in c for c in found), found


def test_the_check_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "plover.jsonl"
    file.write_text(json.dumps(good_row()) + "\n{oops\n[]\n", "utf-8")
    assert [c.split(":")[1] for c in check_file(file)] == ["2", "3"]


def test_nothing_found_is_an_empty_file(tmp_path: Path) -> None:
    store = open_store(tmp_path / "svod.db")
    save_article(store, sample.A)
    save_findings(store, Findings(sample.A.id), "test")
    assert list(plover_rows(store)) == list(plover_rows(store, events=True)) == []
    store.close()
