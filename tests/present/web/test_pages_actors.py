"""Actors in the desk: the list, a profile whose every line leads to characters, joining and parting."""

from __future__ import annotations

import csv
import io
import json

import pytest
from desk_client import Client

import sample_records as sample
from svod.present.web.desk import Desk

SAMOVIT = next(a for a in sample.ACCOUNTS.actors if a.name == "Лука Самовит")
VELLER = next(a for a in sample.ACCOUNTS.actors if a.name == "Йон Веллер")

NUMBERS = [("Йон Веллер", "0", "2"), ("Лука Самовит", "1", "1")]


def test_the_list_is_searched_and_filtered(client: Client) -> None:
    assert client.page("/actors").xpath("//main//tbody//th/a/text()") == ["Йон Веллер", "Лука Самовит"]
    assert client.page("/actors?words=веллера").xpath("//main//tbody//th/a/text()") == ["Йон Веллер"]
    assert client.page("/actors?country=XAR").xpath("//main//tbody//th/a/text()") == ["Лука Самовит"]
    assert "Ничего не найдено" in client.words("/actors?kind=state")
    rows = list(csv.DictReader(io.StringIO(client.get("/actors.csv?kind=person").text.lstrip("\ufeff"))))
    assert [(r["name"], r["quotes"], r["articles"]) for r in rows] == NUMBERS


def test_every_name_leads_to_its_characters(client: Client) -> None:
    page = client.page(f"/actor/{VELLER.id}")
    links = page.xpath("//section[@aria-labelledby='called-h']//a/@href")
    assert len(links) == 2
    shown = [client.words(link.partition("#")[0]) for link in links]
    assert sorted("«Йон Веллер»" in words for words in shown) == [False, True]
    assert all("Отмечены знаки, на которые ведёт ссылка: «" in words for words in shown)


def test_offices_are_told_with_their_days_and_words(client: Client) -> None:
    (office,) = client.page(f"/actor/{SAMOVIT.id}").xpath("//section[@aria-labelledby='roles-h']//details")
    assert "президент" in office.xpath("string(summary)")
    assert "9\u00a0октября\u00a02025" in office.xpath("string(summary)")
    assert "«Президент Ардалии»" in office.xpath("string()")
    assert sample.A.id in office.xpath(".//a/@href")[0]


def test_quotes_and_why_are_there(client: Client) -> None:
    words = client.words(f"/actor/{SAMOVIT.id}")
    assert "Мы готовы к переговорам" in words
    assert "ничего не соединялось" in words
    assert "События" not in words.split("Почему это одно лицо")[1]


def test_a_profile_is_saved_whole(client: Client) -> None:
    rows = [json.loads(x) for x in client.get(f"/actor/{SAMOVIT.id}.jsonl").text.splitlines()]
    assert [(r["what"], r["name"]) for r in rows] == [("mention", "Лука Самовит"), ("office", "президент")]
    assert rows[0]["words"] == sample.A.text[rows[0]["start"] : rows[0]["end"]]


def test_who_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/actor/A-0000000000000000").status_code == 404
    assert client.get("/actor/A-0000000000000000.csv").status_code == 404


def names(client: Client) -> list[str]:
    return list(client.page("/actors").xpath("//main//tbody//th/a/text()"))


def test_a_person_parts_an_actor_and_takes_it_back(client: Client, desk: Desk) -> None:
    to = client.fill(f"/actor/{VELLER.id}", "Отделить", apart=[sample.VELLER_B.id], by="Ольга", note="однофамилец")
    assert to.startswith("/decided/")
    assert "однофамилец" in client.words(to)
    desk.relater.finish()
    assert sorted(names(client)) == ["Веллер", "Йон Веллер", "Лука Самовит"]
    assert "Ольга" in client.words(client.page("/actors?words=Йон").xpath("//tbody//th/a/@href")[0])
    client.fill(to, "Отменить")
    desk.relater.finish()
    assert sorted(names(client)) == ["Йон Веллер", "Лука Самовит"]


def test_a_person_joins_two_actors(client: Client, desk: Desk) -> None:
    client.fill(f"/actor/{SAMOVIT.id}", "Одно лицо", b=VELLER.id, by="Ольга")
    desk.relater.finish()
    assert len(names(client)) == 1


def test_parting_nothing_or_all_is_refused(client: Client) -> None:
    for apart in ([], [sample.VELLER_A.id, sample.VELLER_B.id], ["m-unknown"]):
        assert "nothing to part" in client.submit("part", status=400, actor=VELLER.id, apart=apart, by="Ольга")


@pytest.mark.parametrize("address", [f"/actor/{SAMOVIT.id}", "/actors", "/network", "/matrix", "/index?dyad=XAR-XNI"])
def test_pages_are_walked_by_landmarks(client: Client, address: str) -> None:
    page = client.page(address)
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(named in ids for named in page.xpath("//@aria-labelledby"))
    fields = page.xpath("//input[not(@type='hidden')] | //select")
    assert all(f.xpath("ancestor::label") or page.xpath(f"//label[@for='{f.get('id')}']") for f in fields)
    for link in sorted({x for x in page.xpath("//main//a/@href") if not x.startswith("http")}):
        assert client.get(link, follow_redirects=True).status_code == 200, link
