"""The timeline of the desk on the hand-made records."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from desk_client import TOKEN, Client

import sample_records as sample
from svod.present.web.app import make_app
from svod.present.web.desk import Desk


def drawn(page: Any) -> dict[str, list[dict[str, Any]]]:
    """The data of the page's picture."""
    spec = json.loads(page.xpath("string(//script[@id='spec-timeline'])"))
    return {d["name"]: d.get("values", []) for d in spec["data"]}


def test_each_outlet_has_its_lane_and_each_mark_its_event(client: Client) -> None:
    page = client.page("/timeline")
    data = drawn(page)
    assert [lane["name"] for lane in data["lanes"]] == ["Вестник · 1", "Голос Ардалии · 1", "не указано · 1"]
    assert {dot["h"] for dot in data["stacked"]} == {sample.TALKS.id}
    assert {dot["c"] for dot in data["stacked"]} == {2}
    assert all("Переговоры" in dot["t"] for dot in data["stacked"])
    assert page.xpath("//ol[@class='lines']//a[@class='self']/@href")[0] == f"/event/{sample.TALKS.id}"


def test_what_has_no_day_is_counted_and_listed(client: Client) -> None:
    page = client.page("/timeline")
    assert "2 события без дня" in client.words("/timeline")
    listed = page.xpath("//section[@aria-labelledby='undated']//a[@class='self']/@href")
    assert set(listed) == {f"/event/{sample.SHOOTING.id}", f"/event/{sample.EXPULSION.id}"}


def test_by_the_day_of_the_report(client: Client) -> None:
    words = client.words("/timeline?clock=reported&since=2025-10-10&until=2025-10-10")
    assert "1 событие без дня" in words  # told by an article without a day
    assert "сообщили 10 октября 2025" in words.replace("\xa0", " ")
    rows = [json.loads(x) for x in client.get("/timeline.jsonl?clock=reported").text.splitlines()]
    assert {(r["id"], r["reported"], r["days_to_report"]) for r in rows} == {
        (sample.TALKS.id, "2025-10-09", 0), (sample.SHOOTING.id, "2025-10-10", None), (sample.EXPULSION.id, None, None),
    }  # fmt: skip


@pytest.mark.parametrize("query", ["?lanes=dyad", "?lanes=actor", "?lanes=type", "?lanes=side", "?dyad=XAR-XNI",
                                   "?since=2030", "?words=no", "?only=contradict&lang=en", "?lang=uk"])  # fmt: skip
def test_every_question_has_a_page_and_files(client: Client, query: str) -> None:
    page = client.page("/timeline" + query)
    assert len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//main//a[@download]/@href"):
        assert client.get(link).status_code == 200


def test_sides_are_the_users(desk: Desk) -> None:
    desk.sides = {"север": ("Голос Ардалии",)}
    with Client(make_app(desk)) as client:
        assert next(lane["name"] for lane in drawn(client.page("/timeline?lanes=side"))["lanes"]) == "север · 1"
        assert "svod serve --sides" not in client.words("/timeline?lanes=side")
    desk.sides = None
    with Client(make_app(Desk(desk.path, TOKEN))) as client:
        assert "svod serve --sides" in client.words("/timeline?lanes=side")


def test_a_file_holds_what_is_shown(client: Client) -> None:
    table = list(csv.DictReader(io.StringIO(client.get("/timeline.csv").text.lstrip("\ufeff"))))
    assert len(table) == 3
    table = list(csv.DictReader(io.StringIO(client.get("/timeline.csv?since=2025-10").text.lstrip("\ufeff"))))
    assert [line["id"] for line in table] == [sample.TALKS.id]


def test_an_actor_and_a_place_narrow_it_down(client: Client) -> None:
    assert "1 событие," in client.words("/timeline?place=Кестрен")
    assert "Ничего не найдено" not in client.words("/timeline?actor=" + sample.ACCOUNTS.actors[0].id)
    assert client.get("/timeline?lanes=nonsense").status_code == 400
