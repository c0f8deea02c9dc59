"""Decisions on the command line: what they change, what log and undo say, what outlives a new reading."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from test_cli import bad, call, good, rows

import sample_records as sample
from svod.store import load_findings, open_store, save_findings

SVOD = [sys.executable, "-c", "from svod.present.cli import main; main()"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of the sample."""
    path = tmp_path / "svod.db"
    db = open_store(path)
    sample.save_all(db)
    db.close()
    return path


def states(path: Path) -> list[tuple[int, str, str]]:
    """Number, verdict and state of every decision."""
    return [(r["number"], r["verdict"], r["state"]) for r in rows("log", "--db", path)]


def quote_row(path: Path, id_: str = sample.SHOT.id) -> dict[str, object]:
    """A quote as `svod quotes` has it."""
    return next(r for r in rows("quotes", "--db", path) if r["id"] == id_)


def test_a_wrong_speaker_is_another_everywhere(path: Path) -> None:
    printed = good("judge", sample.SHOT.id, "wrong-speaker", "Лука Самовит", "--by", "Мария", "--db", path)
    assert "wrong-speaker → Лука Самовит, by Мария" in printed
    assert (quote_row(path)["speaker"], quote_row(path)["speaker_code"]) == ("Лука Самовит", "XAR")
    db = open_store(path)
    (found,) = load_findings(db, [sample.B.id])
    stored = db.execute("SELECT speaker FROM quotes WHERE id = ?", (sample.SHOT.id,)).fetchone()
    db.close()
    (quote,) = found.quotes
    assert (quote.speaker, quote.speaker_type, quote.speaker_mention) == ("Лука Самовит", "person", sample.SAMOVIT.id)
    assert quote.according_to == ("Вестник", "Лука Самовит")
    assert quote.origin.extractor == "person"
    took = next(e for e in found.events if e.id == sample.TOOK.id)
    assert took.according_to == ("Лука Самовит",)
    assert stored == ("Йон Веллер",)  # what was found is never edited
    assert "by person: decision 2" in good("show", sample.SHOT.id, "--db", path)
    assert [r["id"] for r in rows("quotes", "--speaker", "Самовит", "--db", path)] == [sample.READY.id, sample.SHOT.id]


def test_a_speaker_by_id_by_a_new_name_and_nobody(path: Path) -> None:
    good("judge", sample.SHOT.id, "wrong-speaker", sample.SAMOVIT.id, "--db", path)
    assert quote_row(path)["speaker"] == "Лука Самовит"
    good("judge", sample.SHOT.id, "wrong-speaker", "Олма Реш", "--db", path)
    assert (quote_row(path)["speaker"], quote_row(path)["speaker_code"]) == ("Олма Реш", None)
    good("judge", sample.SHOT.id, "wrong-speaker", "--db", path)
    assert quote_row(path)["speaker"] is None
    assert [s for _, _, s in states(path)] == ["in force", "replaced", "replaced", "in force"]
    good("undo", "--db", path)
    assert quote_row(path)["speaker"] == "Олма Реш"
    good("undo", "3", "2", "--db", path)
    assert quote_row(path)["speaker"] == "Йон Веллер"


def test_a_wrong_type_is_another_and_no_event_is_none(path: Path) -> None:
    good("judge", sample.TOOK.id, "wrong-type", "accuse", "--db", path)
    assert [r["type"] for r in rows("events", "--db", path)].count("ACCUSE") == 1
    good("judge", sample.TOOK.id, "wrong-type", "--note", "пересказ", "--db", path)
    assert {r["type"] for r in rows("events", "--db", path)} == {"CONSULT", "SANCTION"}
    good("undo", "--db", path)
    assert [r["type"] for r in rows("events", "--db", path)].count("ACCUSE") == 1
    assert "no type of event" in bad("judge", sample.TOOK.id, "wrong-type", "TALKING", "--db", path)[0]


def test_the_type_of_an_event_is_that_of_its_tellings(path: Path) -> None:
    event = next(r["id"] for r in rows("events", "--db", path) if r["type"] == "CONSULT")
    good("judge", event, "wrong-type", "AGREE", "--db", path)
    assert {r["type"] for r in rows("events", "--db", path)} == {"AGREE", "SANCTION", "ASSAULT"}


def test_a_note_is_shown_with_what_it_is_about(path: Path) -> None:
    good("judge", sample.EXPEL.id, "note", "ждём ответа", "--by", "Олег", "--db", path)
    event = next(r["id"] for r in rows("events", "--db", path) if r["type"] == "SANCTION")
    for id_ in (sample.EXPEL.id, event):
        assert "by Олег (ждём ответа)" in good("show", id_, "--db", path)
    assert "a note needs words" in bad("judge", sample.EXPEL.id, "note", "--db", path)[0]


def test_log_as_table_json_and_csv(path: Path) -> None:
    good("judge", sample.MET_A.id, sample.MET_B.id, "different", "--note", "два дня", "--by", "Мария", "--db", path)
    good("undo", "2", "--by", "Олег", "--note", "ошибка", "--db", path)
    printed = good("log", "--db", path)
    assert "undone" in printed
    assert "3 decisions" in printed
    last = rows("log", "--db", path)[-1]
    assert (last["verdict"], last["undoes"], last["by"], last["note"]) == ("undo", 2, "Олег", "ошибка")
    assert list(csv.DictReader(io.StringIO(good("log", "--csv", "--db", path))))[1]["state"] == "undone"
    assert [r["number"] for r in rows("log", "--state", "in force", "--db", path)] == [1]
    assert "--state" in bad("log", "--state", "odd", "--db", path)[0]


def test_what_undo_refuses(path: Path) -> None:
    assert "no decision 7" in bad("undo", "7", "--db", path)[0]
    good("undo", "--db", path)
    assert "undone already" in bad("undo", "1", "--db", path)[0]
    assert "itself undoes" in bad("undo", "2", "--db", path)[0]
    assert "nothing to undo" in bad("undo", "--db", path)[0]


def test_the_same_decision_twice_is_one(path: Path) -> None:
    words = ("judge", sample.MET_A.id, sample.MET_B.id, "same", "--by", "Мария", "--db", path)
    good(*words)
    assert "says so already" in call(*words).stderr
    assert len(states(path)) == 2


def test_an_orphan_is_listed_and_comes_back(path: Path) -> None:
    good("judge", sample.SHOT.id, "wrong-speaker", "Олма Реш", "--db", path)
    db = open_store(path)
    (found,) = load_findings(db, [sample.B.id])
    save_findings(db, replace(found, quotes=(), events=found.events[:1]), "another")
    db.close()
    assert states(path) == [(1, "different", "orphaned"), (2, "wrong-speaker", "orphaned")]
    assert "самолёт сбили ракетой" in rows("log", "--state", "orphaned", "--db", path)[1]["a_words"]
    db = open_store(path)
    save_findings(db, sample.FINDINGS[1], "the first again")
    db.close()
    assert [s for _, _, s in states(path)] == ["in force", "in force"]
    assert quote_row(path)["speaker"] == "Олма Реш"


def test_two_who_decide_at_once_lose_nothing(path: Path) -> None:
    runs = [
        subprocess.Popen(
            [*SVOD, "judge", a.id, "note", f"{who} {n}", "--by", who, "--db", str(path)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for n in range(2)
        for who, a in (("Мария", sample.MET_A), ("Олег", sample.MET_B))
    ]  # fmt: skip
    for run in runs:
        _, errors = run.communicate()
        assert run.returncode == 0, errors.decode()
    log = rows("log", "--db", path)
    assert [r["number"] for r in log] == [1, 2, 3, 4, 5]
    assert sorted(r["note"] for r in log[1:]) == ["Мария 0", "Мария 1", "Олег 0", "Олег 1"]


def test_json_of_log_is_whole(path: Path) -> None:
    (row,) = json.loads(good("log", "--json", "--db", path))
    assert {"made", "by", "state", "kind", "a", "b", "value", "code", "a_words", "undoes"} <= row.keys()


def test_two_who_judge_at_once_end_as_one_who_judged_both(path: Path, tmp_path: Path) -> None:
    once = tmp_path / "once.db"
    once.write_bytes(path.read_bytes())
    words = [
        ("judge", sample.MET_A.id, sample.EXPEL.id, "same", "--by", "Мария"),
        ("judge", sample.MET_A.id, sample.MET_B.id, "different", "--by", "Олег"),
        ("judge", sample.SHOT.id, "wrong-speaker", "Олма Реш", "--by", "Анна"),
    ]
    runs = [subprocess.Popen([*SVOD, *w, "--db", str(path)], stdout=subprocess.DEVNULL) for w in words]
    assert [run.wait() for run in runs] == [0, 0, 0]
    for w in words:
        good(*w, "--db", once)
    both = [good("export", "records", "-o", "-", "--db", p) for p in (path, once)]
    assert both[0] == both[1]
    assert len(states(path)) == 4


def test_the_table_of_quotes_says_who_named_the_speaker(path: Path) -> None:
    good("judge", sample.SHOT.id, "wrong-speaker", "Олма Реш", "--by", "Мария", "--db", path)
    printed = call("quotes", "--db", path, columns=200).stdout
    assert "Олма Реш (by Мария)" in printed


def test_show_says_why_an_actor_is_one_and_what_is_open(path: Path) -> None:
    good("judge", sample.SAMOVIT.id, sample.VELLER_A.id, "same", "--by", "Мария", "--note", "одно лицо", "--db", path)
    actor = next(r for r in rows("actors", "--db", path) if "Лука Самовит" in r["names"])
    printed = good("show", actor["id"], "--db", path)
    assert "same, by Мария: " in printed
    assert "(одно лицо)" in printed
    assert "Вестник 2025-10-10" in printed
    assert "surname alone +0.0" in printed
    good("undo", "--db", path)
    good("judge", sample.VELLER_A.id, sample.VELLER_B.id, "different", "--db", path)
    assert len([r for r in rows("actors", "--db", path) if r["entity"] == "person"]) == 3


def test_a_surname_is_whose_it_is_and_an_unknown_name_is_kept_and_said(path: Path) -> None:
    assert "→ Лука Самовит" in good("judge", sample.SHOT.id, "wrong-speaker", "самовит", "--db", path)
    done = call("judge", sample.SHOT.id, "wrong-speaker", 'Олма "Птица" Реш', "--db", path)
    assert '→ Олма "Птица" Реш' in done.stdout
    assert "the name is kept as written" in done.stderr
    assert quote_row(path)["speaker"] == 'Олма "Птица" Реш'


def test_a_verdict_on_the_wrong_kind_of_record_says_so(path: Path) -> None:
    error, hint = bad("judge", sample.SHOT.id[:8], "wrong-type", "ACCUSE", "--db", path)
    assert "is of the wrong kind: quote" in error
    assert "event mention" in hint


def test_show_of_an_actor_says_as_what_and_when(path: Path) -> None:
    actor = next(r for r in rows("actors", "--db", path) if "Лука Самовит" in r["names"])
    assert "as президент: 2025-10-09 (1 article)" in good("show", actor["id"], "--db", path)


def test_a_person_has_checked_it(path: Path) -> None:
    assert "right, by Мария" in good("judge", sample.SHOT.id, "right", "--by", "Мария", "--db", path)
    good("judge", sample.TALKS.id, "right", "--db", path)
    told = [r["a"] for r in rows("log", "--db", path) if r["verdict"] == "right"]
    assert sorted(told) == sorted([sample.SHOT.id, *sample.TALKS.mentions])
    good("judge", sample.SHOT.id, "wrong-speaker", "Лука Самовит", "--db", path)
    assert states(path)[1] == (2, "right", "replaced")  # what is mended was not right
    assert "no comparison" in "".join(bad("judge", sample.SHOT.id, "wrong", "--db", path))


def test_who_takes_no_part_is_left_out(path: Path) -> None:
    assert "takes no part" in "".join(bad("judge", sample.MET_A.id, "wrong-side", "Никто", "--db", path))
    good("judge", sample.MET_A.id, "wrong-side", "Йон Веллер", "--db", path)
    good("judge", sample.MET_A.id, "wrong-side", "Лука Самовит", "--db", path)
    db = open_store(path)
    (found,) = load_findings(db, [sample.A.id])
    db.close()
    assert found.events[0].actors == ()
    good("undo", "--db", path)
    db = open_store(path)
    (found,) = load_findings(db, [sample.A.id])
    db.close()
    assert [p.name for p in found.events[0].actors] == ["Лука Самовит"]
