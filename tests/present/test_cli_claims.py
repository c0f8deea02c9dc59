"""`svod claims`, and claims and disputes in show, explain, compare and the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svod.flow import AddOptions, add
from svod.present.cli import app
from svod.store import open_store

run = CliRunner()
ASSERTED = "Президенты Чили и Перу встретились в Лиме 3 мая. Встречу ускорил кризис в отношениях Чили и Перу.\n"
DENIED = (
    "Президенты Чили и Перу провели в Лиме переговоры 3 мая. "
    "Между Чили и Перу не было никакого кризиса, заявил президент Перу Пабло Ривас.\n"
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, one of which asserts what the other's president denies."""
    folder = tmp_path_factory.mktemp("claims")
    for name, day, text in (("golos", "2024-05-04", ASSERTED), ("vestnik", "2024-05-06", DENIED)):
        (folder / f"{name}.txt").write_text(f"date: {day}\noutlet: {name}\nlang: ru\n\n{text}", "utf-8")
    path = folder / "svod.db"
    store = open_store(path)
    add([folder / "golos.txt", folder / "vestnik.txt"], store, AddOptions())
    store.close()
    return path


def printed(db: Path, *words: str) -> str:
    result = run.invoke(app, [*words, "--db", str(db)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_rows_are_whole(db: Path) -> None:
    rows = json.loads(printed(db, "claims", "--json"))
    assert [(r["topic"], r["polarity"], r["codes"], r["verdict"]) for r in rows] == [
        ("crisis", "asserted", ["CHL", "PER"], "contradict"),
        ("crisis", "denied", ["CHL", "PER"], "contradict"),
    ]
    assert rows[1]["according_to"] == ["Пабло Ривас"]


def test_filters_narrow(db: Path) -> None:
    for options, count in (
        (("--disputed",), 2), (("--says", "denied"), 1), (("--topic", "war"), 0), (("--dyad", "CHL,PER"), 2),
        (("--dyad", "CHL,BOL"), 0), (("--since", "2024-05-05"), 1), (("--until", "2024-05-05"), 1),
    ):  # fmt: skip
        assert len(json.loads(printed(db, "claims", "--json", *options))) == count, options


def test_a_topic_that_no_pack_knows_is_refused(db: Path) -> None:
    result = run.invoke(app, ["claims", "--topic", "weather", "--db", str(db)])
    assert result.exit_code != 0


def test_a_dispute_is_shown_with_both_answers_underlined(db: Path) -> None:
    row = json.loads(printed(db, "claims", "--disputed", "--json"))[0]
    shown = printed(db, "show", row["dispute"])
    assert "one says that it is so, the other that it is not" in shown
    assert "asserted by the article itself" in shown
    assert "denied by Пабло Ривас" in shown
    assert shown.count("trigger") == 2
    assert json.loads(printed(db, "show", row["dispute"], "--json"))["verdict"] == "contradict"


def test_a_claim_says_which_rule_found_it(db: Path) -> None:
    row = json.loads(printed(db, "claims", "--says", "denied", "--json"))[0]
    assert "found by claims, rule there is none" in printed(db, "explain", row["id"])


def test_the_event_shows_the_question(db: Path) -> None:
    rows = [r for r in json.loads(printed(db, "compare", "--json", "--verdict", "contradict")) if r["slot"] == "claim"]
    assert {r["value"] for r in rows} == {"crisis: asserted", "crisis: denied"}
    out = db.parent / "report.html"
    printed(db, "report", "-o", str(out))
    page = out.read_text("utf-8")
    assert "Есть ли кризис" in page
    assert "кризис: нет" in page
