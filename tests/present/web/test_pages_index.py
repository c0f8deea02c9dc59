"""The index in the desk: pairs, lines whose every number leads to its events, outlets and sides, files of it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from desk_client import TOKEN, Client

import sample_records as sample
from svod.present.web.app import make_app
from svod.present.web.desk import Desk

PAIR = "/index?dyad=XAR-XNI"


def test_without_a_pair_the_pairs_are_listed(client: Client) -> None:
    page = client.page("/index")
    (row,) = page.xpath("//main//tbody/tr")
    assert row.xpath(".//a/@href") == ["/index?dyad=XAR-XNI"]
    assert row.xpath("string(td[1])") == "1"
    rows = list(csv.DictReader(io.StringIO(client.get("/index.csv").text.lstrip("\ufeff"))))
    assert rows == [{"dyad": "XAR-XNI", "events": "1", "start": "2025-10-09", "end": "2025-10-09"}]


def test_every_number_of_a_pair_leads_to_its_events(client: Client) -> None:
    page = client.page(PAIR)
    links = [x for x in page.xpath("//main//table//a/@href") if x.startswith("/index")]
    assert len(links) > 5
    for link in links:
        listed = client.page(link)
        assert listed.xpath("//section[@id='points']//ol/li//a[@class='self']/@href") == [f"/event/{sample.TALKS.id}"]


def test_the_page_says_what_its_numbers_are(client: Client) -> None:
    words = client.words(PAIR)
    assert "1 событие, в среднем +4,0." in words
    assert "log2(1 + число независимых голосов)" in words
    assert "Не вошло: планы: 1" in words
    left = client.page(PAIR + "&left=future").xpath("//section[@id='points']//a[@class='self']/@href")
    assert left == [f"/event/{sample.EXPULSION.id}"]
    assert client.page(PAIR + "&left=nonsense").xpath("//section[@id='points']") == []
    assert client.page(PAIR + "&at=nonsense").xpath("//section[@id='points']") == []


def test_the_picture_is_the_numbers(client: Client) -> None:
    page = client.page(PAIR)
    spec = json.loads(page.xpath("string(//script[@id='spec-index'])"))
    dots = next(d["values"] for d in spec["data"] if d["name"] == "dots")
    assert all(d["href"].startswith("/index?dyad=XAR-XNI&at=2025-10-01") for d in dots)
    for link in page.xpath("//figcaption//a/@href"):
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer.content[:4] in (b"<svg", b"\x89PNG")


def test_what_is_saved_is_what_is_shown(client: Client) -> None:
    lines = [json.loads(x) for x in client.get("/index.jsonl?dyad=XAR-XNI").text.splitlines()]
    whole = [x for x in lines if x["teller"] is None and x["way"] == "both" and x["kind"] == "all"]
    assert [x["events"] for x in whole] == [[sample.TALKS.id]] * 2  # the month, and the whole time
    assert {x["teller"] for x in lines} == {None, "Голос Ардалии", "Вестник"}


def test_periods_and_days_are_asked_in_the_address(client: Client) -> None:
    assert "at=2025-10-06" in client.get(PAIR + "&grain=week").text
    assert "Событий, которые вошли бы в индекс, нет." in client.words(PAIR + "&since=2030")
    assert client.get(PAIR + "&grain=year").status_code == 400
    assert client.get("/index-outlets.svg?dyad=XAR-XQQ").status_code == 404


def test_an_unknown_pair_or_one_side_twice_is_no_fault(client: Client) -> None:
    assert "Событий, которые вошли бы в индекс, нет." in client.words("/index?dyad=QQQ-WWW")
    assert client.page("/index?dyad=XAR-XAR").xpath("//main//tbody/tr")


def test_the_user_s_sides_have_lines_of_their_own(desk: Desk) -> None:
    own = Desk(desk.path, TOKEN, sides={"одни": ("Голос Ардалии",), "другие": ("Вестник",)})
    with Client(make_app(own)) as client:
        page = client.page(PAIR)
        assert page.xpath("//section[@aria-labelledby='sides-h']//tbody//th/text()") == ["другие", "одни"]
        assert "Без стороны: 1 Хроника." in client.words(PAIR)
        assert client.get("/index-sides.png?dyad=XAR-XNI").content[:4] == b"\x89PNG"
        link = page.xpath("//section[@aria-labelledby='sides-h']//td/a/@href")[0]
        assert client.page(link).xpath("//section[@id='points']//a[@class='self']/@href")


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_it_speaks_other_languages(client: Client, lang: str) -> None:
    client.cookies.set("svod_lang", lang)
    text = " ".join(
        client.page(PAIR).xpath("//main//h2//text() | //main//th//text() | //main//p[@class='note']//text()")
    )
    foreign = "[А-Яа-я]" if lang == "en" else "[ыэъё]"
    assert not re.search(foreign, re.sub("Голос Ардалии|Вестник", "", text)), text
