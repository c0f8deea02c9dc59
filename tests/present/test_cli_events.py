"""`svod events`: every filter on hand-made findings, what is said where nothing fits, infrastructure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_cli import bad, call, good, rows

import sample_records as sample
from svod.ids import make_id
from svod.records import Actor, Evidence, Findings, Location, Mention
from svod.store import open_store, save_accounts, save_article, save_findings

HERE = Location("Кестрен", "XNI", "settlement", 51.5, 12.25, "geonames:77")


def thing() -> Mention:
    """Infrastructure named in the sentence and the quote about the aircraft."""
    words = sample.find("whole", sample.B, "самолёт")
    id_ = make_id("m", sample.B.id, "thing")
    return Mention(
        id_, sample.B.id, "name", "infrastructure", "Северный мост", None, id_, (), (words,), sample.origin("mentions")
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("events") / "svod.db"
    db = open_store(path)
    sentence = Evidence("whole", sample.SHOT.evidence[0].span, sample.SHOT.evidence[0].text)
    changed = {
        sample.MET_A.id: replace(sample.MET_A, location=HERE),
        sample.TOOK.id: replace(sample.TOOK, evidence=(*sample.TOOK.evidence, sentence)),
    }
    for article in sample.ARTICLES:
        save_article(db, article)
    for found in sample.FINDINGS:
        events = tuple(changed.get(e.id, e) for e in found.events)
        mentions = (*found.mentions, thing()) if found.article == sample.B.id else found.mentions
        save_findings(db, replace(found, events=events, mentions=mentions), "test")
    bridge = Actor(make_id("A", "мост"), "Северный мост", "infrastructure", None, ("Северный мост",), (thing().id,))
    save_accounts(db, replace(sample.ACCOUNTS, actors=(*sample.ACCOUNTS.actors, bridge)))
    db.close()
    return path


FILTERS = [
    ([], 3, 5),
    (["--dyad", "XAR,XNI"], 2, 4),
    (["--country", "XNI"], 2, 4),
    (["--type", "consult"], 1, 3),
    (["--mode", "visit"], 1, 3),
    (["--mode", "phone"], 0, 0),
    (["--quad", "1"], 1, 3),
    (["--quad", "4"], 2, 2),
    (["--quad", "1", "--quad", "4"], 3, 5),
    (["--context", "military"], 1, 1),
    (["--context", "legal"], 0, 0),
    (["--factuality", "future"], 1, 1),
    (["--factuality", "actual"], 2, 4),
    (["--place", "кестр"], 1, 2),
    (["--place", "порт"], 1, 1),
    (["--place", "XNI"], 1, 1),
    (["--place", "RUS"], 0, 0),
    (["--about", "северного моста"], 2, 2),
    (["--about", "мост"], 2, 2),
    (["--about", "канал"], 0, 0),
    (["--outlet", "вестн"], 2, 2),
    (["--outlet", "хроника", "--mode", "visit"], 0, 0),  # told by others
    (["--speaker", "Веллера"], 1, 1),
    (["--speaker", "Самовит"], 0, 0),
    (["--on-word-of", "веллер"], 1, 1),
    (["--on-word-of", "-"], 2, 4),
    (["--since", "2025-10-09"], 1, 3),
    (["--until", "2025-09"], 0, 0),
    (["--limit", "1"], 1, 1),
    (["--offset", "1"], 2, 4),
    (["--offset", "1", "--limit", "1"], 1, 1),
    (["--offset", "9"], 0, 0),
]


@pytest.mark.parametrize(("options", "events", "tellings"), FILTERS)
def test_filters(database: Path, options: list[str], events: int, tellings: int) -> None:
    assert len(rows("events", "--db", database, *options)) == events
    assert len(rows("events", "--mentions", "--db", database, *options)) == tellings


def test_an_event_has_its_class_score_contexts_and_point(database: Path) -> None:
    (row,) = rows("events", "--type", "CONSULT", "--db", database)
    assert (row["quad"], row["score"], row["modes"], row["contexts"]) == (1, 4.0, ["visit"], [])
    assert (row["state"], row["latitude"], row["longitude"]) == ("XNI", 51.5, 12.25)
    (shot,) = rows("events", "--type", "ASSAULT", "--db", database)
    assert (shot["contexts"], shot["latitude"]) == (["military"], None)


def test_a_telling_has_its_sentence_and_its_event(database: Path) -> None:
    (row,) = rows("events", "--mentions", "--type", "ASSAULT", "--db", database)
    assert (row["event"], row["according_to"]) == (sample.SHOOTING.id, ["Йон Веллер"])
    assert (row["trigger_words"], row["outlet"]) == ("сбили", "Вестник")
    table = good("events", "--mentions", "--db", database, columns=160)
    assert "on whose word" in table
    assert table.rstrip().endswith("5 tellings")


def test_csv_has_the_same_columns(database: Path) -> None:
    first = good("events", "--csv", "--db", database).splitlines()[0].lstrip("\ufeff")
    assert first.split(",")[-3:] == ["state", "latitude", "longitude"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--mode", "phone"], "none of 3 events fits --mode phone"),
        (["--about", "канал"], "named here: Северный мост"),
        (["--outlet", "хроника", "--mode", "visit"], "none of 3 events fits all of --outlet хроника --mode visit"),
        (["--mentions", "--place", "RUS"], "none of 5 tellings fits --place RUS"),
        (["--dyad", "XAR,RUS"], "fits --dyad XAR,RUS"),
    ],
)
def test_nothing_found_says_why(database: Path, options: list[str], words: str) -> None:
    done = call("events", "--db", database, *options)
    assert done.exit_code == 0
    assert words in done.stderr


def test_an_empty_database_says_so(tmp_path: Path) -> None:
    db = open_store(tmp_path / "svod.db")
    save_article(db, sample.A)
    save_findings(db, Findings(sample.A.id), "test")
    db.close()
    assert "holds no events: svod add" in call("events", "--db", tmp_path / "svod.db").stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--mode", "fly"], "fly"),
        (["--quad", "5"], "5"),
        (["--context", "weather"], "weather"),
        (["--factuality", "maybe"], "maybe"),
        (["--place", " "], "--place"),
        (["--on-word-of", ""], "--on-word-of"),
        (["--offset", "-1"], "--offset"),
    ],
)
def test_what_cannot_be_asked_is_refused(database: Path, options: list[str], words: str) -> None:
    assert words in bad("events", "--db", database, *options)[0]


def test_the_order_is_that_of_time_and_stays(database: Path) -> None:
    def ids(*options: str) -> list[Any]:
        return [row["id"] for row in rows("events", "--mentions", "--db", database, *options)]

    assert ids() == ids()
    assert ids("--limit", "2") + ids("--offset", "2") == ids()


def test_quotes_about_a_thing(database: Path) -> None:
    assert [row["id"] for row in rows("quotes", "--about", "мост", "--db", database)] == [sample.SHOT.id]
    assert "--about канал" in call("quotes", "--about", "канал", "--db", database).stderr


def test_infrastructure_says_how_much_is_told_of_it(database: Path) -> None:
    actors = rows("actors", "--db", database)
    assert {a["entity"]: (a["quotes"], a["events"]) for a in actors} == {
        "infrastructure": (1, 2),
        "person": (None, None),
    }
    table = good("actors", "--type", "infrastructure", "--db", database, columns=140)
    assert "tellings" in table
    assert "tellings" not in good("actors", "--db", database, columns=140)


def test_a_hostile_name_is_only_shown(tmp_path: Path) -> None:
    db = open_store(tmp_path / "svod.db")
    sample.save_all(db)
    db.close()
    done = call("events", "--place", "\x1b[31mX", "--db", tmp_path / "svod.db")
    assert "\x1b" not in done.stderr
