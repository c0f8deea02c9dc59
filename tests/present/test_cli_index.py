"""`svod index` and `svod coverage` on the sample of the tests: numbers with their n, their events, what is left out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from test_cli import bad, good, rows

import sample_records as sample
from svod.store import open_store

PAIR = ("--dyad", "XAR,XNI")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "svod.db"
    db = open_store(path)
    sample.save_all(db)
    db.close()
    return path


@pytest.fixture
def sides(tmp_path: Path) -> Path:
    path = tmp_path / "outlets.toml"
    path.write_text('[sides]\n"свои" = ["Голос Ардалии"]\n"чужие" = ["Вестник"]\n', "utf-8")
    return path


def data(*words: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(good("index", *words, "--json"))
    return found


def test_without_a_pair_the_pairs_are_listed(database: Path) -> None:
    assert rows("index", "--db", database) == [{"dyad": "XAR,XNI", "events": 1}]
    assert "XAR,XNI" in good("index", "--db", database)


def test_the_table_has_n_under_every_number(database: Path) -> None:
    page = good("index", "--db", database, *PAIR, columns=120)
    assert "2025-10" in page
    assert "+4.0 n=1" in page
    assert "left out: 1 planned" in page
    assert "svod events --dyad XAR,XNI --since 2025-10-01 --until 2025-10-31" in page
    assert "Вестник" in page.split("as it tells them")[1]


def test_every_point_has_its_events(database: Path) -> None:
    found = data("--db", database, *PAIR)
    assert found["left_out"] == {"future": [sample.EXPULSION.id]}
    assert found["events"][sample.TALKS.id]["score"] == 4.0
    for point in found["points"]:
        assert point["n"] == len(point["events"])
        assert (point["value"] is None) == (point["n"] == 0)
    whole = [p for p in found["points"] if p["teller"] is None and (p["way"], p["kind"]) == ("both", "all")]
    assert [p["events"] for p in whole] == [[sample.TALKS.id]] * 2  # the month, and the whole time
    assert (found["seed"], found["draws"], found["weight"]) == (1, 1000, "voices")


def test_csv_has_a_row_for_each_point(database: Path) -> None:
    table = list(csv.DictReader(io.StringIO(good("index", "--db", database, *PAIR, "--csv"))))
    assert {r["teller"] for r in table} == {"", "Голос Ардалии", "Вестник"}
    assert {r["way"] for r in table} == {"both", "XAR > XNI", "XNI > XAR"}
    assert table[0]["events"] == sample.TALKS.id


def test_weeks_days_and_an_empty_stretch(database: Path) -> None:
    assert "2025-10-06" in good("index", "--db", database, *PAIR, "--by", "week")
    assert "2025-10-09" in good("index", "--db", database, *PAIR, "--by", "day")
    assert "no event that counts" in good("index", "--db", database, *PAIR, "--since", "2030")


def test_sides_have_lines_and_what_has_none_is_said(database: Path, sides: Path) -> None:
    page = good("index", "--db", database, *PAIR, "--sides", sides)
    assert "свои" in page
    assert "without a side: Хроника" in page
    assert data("--db", database, *PAIR, "--sides", sides)["without_side"] == ["Хроника"]


def test_a_narrow_terminal_leaves_out_the_directions(database: Path) -> None:
    page = good("index", "--db", database, *PAIR, columns=80)
    assert "XAR > XNI" not in page
    assert max(len(line) for line in page.splitlines() if "svod events" not in line) <= 80  # a command stays whole


def test_wrong_words_are_errors(database: Path, sides: Path) -> None:
    assert "is one side twice" in bad("index", "--db", database, "--dyad", "XAR,xar")[0]
    assert "--by 'year' is not known" in bad("index", "--db", database, *PAIR, "--by", "year")[0]
    assert "--weight 'much' is not known" in bad("index", "--db", database, *PAIR, "--weight", "much")[0]
    sides.write_text('[sides]\n"свои" = ["Неведомый"]\n', "utf-8")
    error, hint = bad("index", "--db", database, *PAIR, "--sides", sides)
    assert "no article is of the outlet 'Неведомый'" in error
    assert "Вестник" in hint
    assert "no article is of the outlet" in bad("coverage", "--db", database, "--sides", sides)[0]


def test_coverage_of_events(database: Path) -> None:
    (talks,) = rows("coverage", "--db", database)
    assert (talks["id"], talks["told"], talks["led_by"]) == (
        sample.TALKS.id, ["Вестник", "Голос Ардалии"], ["Голос Ардалии"],
    )  # fmt: skip
    assert (talks["silent"], talks["not_collected"], talks["collected"], talks["tellers"]) == ([], ["Хроника"], 2, 3)
    assert talks["tellings"] == {"Вестник": [sample.MET_B.id], "Голос Ардалии": [sample.MET_A.id]}


def test_coverage_of_outlets(database: Path) -> None:
    table = {r["teller"]: r for r in rows("coverage", "--db", database, "--by", "outlet")}
    assert (table["Голос Ардалии"]["led"], table["Голос Ардалии"]["shared"]) == (1, 1)
    assert (table["Вестник"]["led"], table["Вестник"]["told"]) == (0, 1)
    assert table["Хроника"]["not_collected"] == 1
    assert list(csv.DictReader(io.StringIO(good("coverage", "--db", database, "--by", "outlet", "--csv"))))


def test_coverage_says_what_it_leaves_out(database: Path) -> None:
    page = good("coverage", "--db", database, columns=120)
    assert "1 of 1" in page
    assert "left out: events told by fewer than 2 outlets in texts of their own: 2" in page
    assert "articles without a day, in no window: 1" in page
    assert "articles without an outlet, left out: 1" in page
    assert len(rows("coverage", "--db", database, "--least", "1")) == 3
    assert rows("coverage", "--db", database, "--dyad", "XAR,XLE") == []
    assert good("coverage", "--db", database, "--outlet", "Голос", "--by", "outlet").count("Голос Ардалии") == 1
