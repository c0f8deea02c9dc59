"""The map of the desk: hand-made records whose places are given points."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk_client import TOKEN, Client

import sample_records as sample
from svod.present.atlas import atlas_text
from svod.present.web.app import make_app
from svod.present.web.desk import Desk
from svod.records import Location
from svod.store import open_store, save_findings

KESTREN = Location("Кестрен", "XAR", "settlement", 41.5, 44.25, "pack")
STATE = Location("Нимория", "XNI", "state", 40.0, 47.5, "pack")


def place(path: Path) -> None:
    """Put one telling into a town and one only into a state."""
    db = open_store(path)
    for article, mention, where in ((sample.A, sample.MET_A, KESTREN), (sample.C, sample.EXPEL, STATE)):
        findings = next(f for f in sample.FINDINGS if f.article == article.id)
        own = replace(mention, place=where.name, location=where)
        save_findings(db, replace(findings, events=(own,)), sample.VERSION + where.name)
    db.close()


@pytest.fixture
def placed(path: Path) -> Iterator[Client]:
    """The desk over records that have places."""
    place(path)
    with Client(make_app(Desk(path, TOKEN))) as client:
        yield client


def drawn(page: Any) -> list[dict[str, Any]]:
    spec = json.loads(page.xpath("string(//script[@id='spec-map'])"))
    return next(list(d["values"]) for d in spec["data"] if d["name"] == "rows")


def test_without_points_the_map_says_so(client: Client) -> None:
    words = client.words("/map")
    assert "Ни у одного из этих событий нет места с координатами" in words
    assert "Места без координат" in words
    assert "2 события без места" in words


def test_every_place_leads_to_its_events_and_no_others(placed: Client) -> None:
    page = placed.page("/map")
    rows = [json.loads(line) for line in placed.get("/map.jsonl").text.splitlines()]
    links = page.xpath("//table[contains(@class, 'places')]//th/a/@href")
    assert len(rows) == len(links) == 2
    for row, link in zip(rows, links, strict=True):
        listed = [json.loads(x) for x in placed.get(link.replace("/events?", "/events.jsonl?")).text.splitlines()]
        assert [e["id"] for e in listed] == row["ids"]
    assert {point["h"] for point in drawn(page)} == set(links)


def test_a_state_is_drawn_apart_from_a_town(placed: Client) -> None:
    shapes = {point["w"]: point["s"] for point in drawn(placed.page("/map"))}
    assert sorted(shapes.values()) == [0, 2]
    assert shapes["Кестрен"] == 0
    assert "страна в целом" in placed.words("/map")


def test_borders_are_named_or_said_to_be_missing(placed: Client) -> None:
    words = placed.words("/map")
    if atlas_text() is None:
        assert "Карты-основы нет" in words
        assert placed.get("/map/atlas.js").status_code == 404
    else:
        assert "Чьи это границы" in words
        assert "Это взгляд атласа, не наш" in placed.get("/map").text
        assert placed.get("/map/atlas.js").text.startswith("window.svodData={countries:")


@pytest.mark.parametrize("query", ["", "?lang=en", "?lang=uk&dyad=XAR-XNI", "?place=@XNI", "?outlet=Вестник",
                                   "?since=2030", "?only=unplaced", "?place=Кестрен"])  # fmt: skip
def test_every_question_has_a_page_and_files(placed: Client, query: str) -> None:
    page = placed.page("/map" + query)
    assert len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//main//a[@download]/@href"):
        assert placed.get(link).status_code == 200


def test_only_unplaced_lists_what_has_no_place(placed: Client) -> None:
    ids = {json.loads(x)["id"] for x in placed.get("/events.jsonl?only=unplaced").text.splitlines()}
    assert sample.SHOOTING.id in ids
    assert sample.TALKS.id not in ids


def test_nothing_of_the_page_asks_a_network(placed: Client) -> None:
    assert "http" not in "".join(placed.page("/map").xpath("//main//script/@src"))
