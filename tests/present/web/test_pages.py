"""Each page of the desk on the hand-made records: what it shows, what it leads to, what it exports."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from desk_client import Client

import sample_records as sample
from svod.records import Quotation, Variant
from svod.store import open_store, save_accounts

TEMPLATES = Path(__file__).parents[3] / "src" / "svod" / "present" / "templates" / "web"
START = ("/", "/events", "/quotes", "/search", "/log", f"/event/{sample.TALKS.id}", f"/article/{sample.A.id}",
         f"/record/{sample.READY.id}", f"/record/{sample.MET_B.id}")  # fmt: skip


@pytest.mark.parametrize("address", START)
def test_no_link_leads_nowhere(client: Client, address: str) -> None:
    """Every address within the desk that a page names is answered, and every anchor is there."""
    for link in sorted(set(client.page(address).xpath("//a/@href | //link/@href"))):
        if link.startswith(("http", "data:")):
            continue
        answer = client.get(link, follow_redirects=True) if not link.startswith("#") else client.get(address)
        assert answer.status_code == 200, link
        anchor = (str(answer.url.fragment) if answer.history else link.partition("#")[2]) or link.partition("#")[2]
        if anchor and "html" in answer.headers["content-type"]:
            assert f'id="{anchor}"' in answer.text, link


@pytest.mark.parametrize("address", START)
def test_a_page_can_be_walked_by_landmarks(client: Client, address: str) -> None:
    page = client.page(address)
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]
    assert page.xpath("/html/@lang") == ["ru"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for named in page.xpath("//@aria-labelledby"):
        assert named in ids
    fields = page.xpath("//input[not(@type='hidden')] | //select")
    assert all(f.xpath("ancestor::label") or page.xpath(f"//label[@for='{f.get('id')}']") for f in fields)


def test_the_brief_says_what_is_new_disputed_and_to_be_looked_at(client: Client) -> None:
    words = client.words("/")
    assert "Новое" in words
    assert "противоречие: как долго, где" in words
    assert "no text in it" in words
    assert "4 статьи" in words


def test_events_are_filtered_by_the_address_alone(client: Client) -> None:
    assert "1–3 из 3" in client.words("/events")
    assert "1–1 из 1" in client.words("/events?dyad=XAR-XNI&only=contradict")
    assert "1–1 из 1" in client.words("/events?words=ракетой+сбит")
    assert "1–1 из 1" in client.words("/events?only=future")
    assert "Ничего не найдено" in client.words("/events?since=2030")
    page = client.page("/events?type=CONSULT&since=2025-10&outlet=Вестник")
    assert page.xpath("//select[@name='type']/option[@selected]/@value") == ["CONSULT"]
    assert page.xpath("//input[@name='since']/@value") == ["2025-10"]
    onward = page.xpath("//header//nav//a/@href")
    assert "/quotes?since=2025-10&outlet=%D0%92%D0%B5%D1%81%D1%82%D0%BD%D0%B8%D0%BA" in onward


def test_a_list_exports_what_it_shows(client: Client) -> None:
    for name, query, number in (("events", "?only=contradict", 1), ("events", "", 3), ("quotes", "?act=promise", 1),
                                ("search", "?words=ракетой", 1), ("search", "", 4), ("log", "", 1)):  # fmt: skip
        (csv_link, _, lines_link) = client.page(f"/{name}{query}").xpath("//a[@download]/@href")
        table = list(csv.DictReader(io.StringIO(client.get(csv_link).text.lstrip("\ufeff"))))
        lines = [json.loads(line) for line in client.get(lines_link).text.splitlines()]
        assert len(table) == len(lines) == number
        assert list(table[0]) == list(lines[0])


def test_an_event_has_its_accounts_side_by_side(client: Client) -> None:
    page = client.page(f"/event/{sample.TALKS.id}")
    heads = ["".join(th.itertext()).split() for th in page.xpath("//thead//th")]
    assert ["Где", "противоречит"] in heads
    assert ["Когда", "совпадает"] in heads
    cells = page.xpath("//td[contains(@class, 'v-contradict')]//a")
    assert {"Кестрене", "Порт-Лаэне"} <= {"".join(c.itertext()) for c in cells}
    assert "перепечатано: golos-copy" in client.words(f"/event/{sample.TALKS.id}")
    only = client.page(f"/event/{sample.TALKS.id}?only=differ").xpath("//thead//th")
    assert len(only) == 3
    assert "same day +2,0" in client.words(f"/event/{sample.TALKS.id}")
    assert "Изданий без статей тех дней" in client.words(f"/event/{sample.TALKS.id}?absent=1")
    rows = [json.loads(line) for line in client.get(f"/event/{sample.TALKS.id}.jsonl").text.splitlines()]
    assert {row["slot"] for row in rows} == {"place", "duration", "time", "outcome"}
    assert client.page(f"/event/{sample.MET_B.id}").xpath("//article/@id")[0] == sample.TALKS.id
    assert "соединили или разделили" in client.words("/event/E-0000000000000000", 404)


def test_the_ledger_shows_who_cut_what(client: Client, path: Path) -> None:
    words = client.words("/quotes")
    assert "обещает" in words
    assert "Лука Самовит Республика" not in words
    assert "1–1 из 1" in client.words("/quotes?speaker=Веллера")
    page = client.page("/quotes?words=переговоры")
    (link,) = page.xpath("//blockquote/p/a/@href")
    assert link == f"/article/{sample.A.id}#{sample.READY.id}"


def test_a_quotation_in_two_mouths_is_told(client: Client, path: Path) -> None:
    variants = (Variant((sample.READY.id,), "base", ()), Variant((sample.SHOT.id,), "altered", ()))
    quotation = Quotation("Q-1", "Лука Самовит", None, ("Йон Веллер", "Лука Самовит"), sample.READY.id, variants, 2)
    db = open_store(path)
    save_accounts(db, replace(sample.ACCOUNTS, quotations=(quotation,)))
    db.close()
    assert "отданы разным людям: Йон Веллер, Лука Самовит" in client.words("/quotes")
    assert "слова изменены" in client.words("/quotes?only=several")
    assert "Йон Веллер или Лука Самовит" in client.words("/")


def test_the_reader_marks_every_record_and_any_characters(client: Client) -> None:
    page = client.page(f"/article/{sample.A.id}#{sample.READY.id}")
    assert page.xpath(f"//a[@id='{sample.READY.id}']")
    text = "".join("".join(p.itertext()) for p in page.xpath("//article/p"))
    assert text == sample.A.text.replace("\n", "")
    (sheet,) = page.xpath("//link[starts-with(@href, '/marks-')]/@href")
    assert ".a1:target" in client.get(sheet).text
    start = sample.A.text.index("Беседа")
    page = client.page(f"/article/{sample.A.id}?at={start}-{start + 6}")
    assert page.xpath(f"//a[@id='x-{sample.A.id}-{start}-{start + 6}']")
    assert "".join(page.xpath("//*[contains(@class, 'here')]//text()")) == "Беседа"
    for at in ("0-999999", "9-3", "x", "-1-5", "1-1"):
        assert client.page(f"/article/{sample.A.id}?at={at}").xpath("//*[contains(@class, 'here')]") == []


def test_search_marks_the_words_in_any_form(client: Client) -> None:
    page = client.page("/search?words=переговорам")
    assert "переговоры" in page.xpath("//mark/text()")
    assert client.words("/search?words=%22провели+переговоры%22").startswith("Статьи")


def test_a_record_stands_in_its_words(client: Client) -> None:
    page = client.page(f"/record/{sample.TOOK.id}")
    assert page.xpath("//mark/text()") == ["сбили"]
    (link,) = [a for a in page.xpath("//p[@class='by']/a/@href") if "at=" in a]
    start, end = map(int, re.search(r"at=(\d+)-(\d+)", link).groups())  # type: ignore[union-attr]
    assert sample.B.text[start:end] == "сбили"


@pytest.mark.parametrize("address", ["/event/x", "/article/a-0", "/record/E-1", "/record/q-0", "/go/zz", "/decided/999",
                                     "/events.pdf", "/article/../../etc/passwd"])  # fmt: skip
def test_what_is_not_there_is_said_to_be_so(client: Client, address: str) -> None:
    assert "Такого здесь нет" in client.words(address, 404)


def test_an_empty_database_has_all_pages(tmp_path: Path) -> None:
    from svod.present.web.app import make_app
    from svod.present.web.desk import Desk

    open_store(tmp_path / "empty.db").close()
    with Client(make_app(Desk(tmp_path / "empty.db", "x"))) as client:
        for address in ("/", "/events", "/quotes", "/search", "/log", "/events.csv", "/search?words=а"):
            assert client.get(address).status_code == 200
