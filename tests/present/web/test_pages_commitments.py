"""The board and the list of commitments: each in its column on the day asked about, with its words and its history."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk_client import Client
from pledged import BOTH, EXPEL, TALK, save_pledges

import sample_records as sample
from svod.present.commitment_rows import status_on
from svod.store.lists import forget_lists


@pytest.fixture
def pledges(client: Client, path: Path) -> Client:
    """A desk that has commitments."""
    save_pledges(path)
    return client


def columns(page: object) -> dict[str, list[str]]:
    """By column the words of its cards."""
    found = {}
    for column in page.xpath("//section[contains(@class, 'column')]"):  # type: ignore[attr-defined]
        (name,) = [c.removeprefix("s-") for c in column.get("class").split() if c.startswith("s-")]
        found[name] = ["".join(p.itertext()) for p in column.xpath(".//p[@class='said']")]
    return found


def test_each_lies_in_its_column(pledges: Client) -> None:
    assert columns(pledges.page("/commitments")) == {
        "due": ["вышлет двух дипломатов"], "overdue": ["Мы готовы к переговорам"], "disputed": ["Всё будет сделано"],
    }  # fmt: skip
    words = pledges.words("/commitments")
    assert "октябрь 2025 остался 21 день" in words
    assert "не позже 8" in words
    assert "прошло 2 дня" in words


def test_a_day_knows_nothing_of_what_was_told_later(pledges: Client) -> None:
    assert columns(pledges.page("/commitments?as_of=2025-10-09")) == {
        "due": ["вышлет двух дипломатов"], "overdue": ["Мы готовы к переговорам"], "fulfilled": ["Всё будет сделано"],
    }  # fmt: skip
    assert columns(pledges.page("/commitments?as_of=2025-10-08"))["due"] == ["Мы готовы к переговорам",
                                                                             "вышлет двух дипломатов"]  # fmt: skip
    assert columns(pledges.page("/commitments?as_of=2025-10-01")) == {}
    assert status_on("open", [], "2025-01-01") == "open"


@pytest.mark.parametrize(
    ("query", "number"),
    [("kind=threat", 1), ("country=XNI", 2), ("dyad=XAR-XNI", 2), ("speaker=Веллер", 1), ("outlet=Хроника", 1),
     ("words=переговоры", 1), ("standing=disputed", 1), ("standing=broken", 0), ("since=2025-10-08", 0),
     ("until=2025-10-07", 3)],
)  # fmt: skip
def test_the_bar_filters_board_list_and_files(pledges: Client, query: str, number: int) -> None:
    cards = pledges.page(f"/commitments?{query}").xpath("//li[contains(@class, 'pledge')]")
    assert len(cards) == number
    assert len(pledges.page(f"/commitments?look=list&{query}").xpath("//li[contains(@class, 'pledge')]")) == number
    assert len(pledges.get(f"/commitments.jsonl?{query}").text.splitlines()) == number


def test_files_are_those_of_the_command(pledges: Client) -> None:
    row = json.loads(pledges.get("/commitments.jsonl?kind=threat").text)
    assert (row["stands"], row["words"], row["end"]) == ("due", "вышлет двух дипломатов", "2025-10-31")
    answer = pledges.get("/commitments.ics?kind=threat")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20251031" in answer.text
    assert answer.text.count("BEGIN:VEVENT") == 1


def test_one_has_its_terms_and_the_evidence_of_each_step(pledges: Client) -> None:
    page = pledges.page(f"/commitment/{BOTH.id}")
    steps = page.xpath("//ol[@class='steps']/li")
    assert [step.xpath("string(.//b)") for step in steps] == ["Исполнено", "Не исполнено"]
    (link,) = steps[1].xpath(".//p[@class='told']/a/@href")
    lit = "".join(pledges.page(link).xpath("//*[contains(@class, 'here')]//text()"))
    assert lit == "беседа заняла около часа"
    assert f"/record/{sample.MET_B.id}" in steps[1].xpath(".//a/@href")
    assert "то же событие +1.0" in pledges.words(f"/commitment/{BOTH.id}")
    assert "По чьим словам Голос Ардалии → Лука Самовит" in pledges.words(f"/commitment/{TALK.id}")
    assert "чтобы" not in pledges.words(f"/commitment/{EXPEL.id}")
    pledges.page("/commitment/F-0", 404)


def test_no_link_leads_nowhere(pledges: Client) -> None:
    for address in ("/commitments", "/commitments?look=list", f"/commitment/{BOTH.id}"):
        page = pledges.page(address)
        assert len(page.xpath("//h1")) == 1
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for link in sorted(set(page.xpath("//main//a/@href"))):
            assert pledges.get(link, follow_redirects=True).status_code == 200, link


@pytest.mark.parametrize("query", ["kind=wish", "standing=lost", "as_of=never", "look=tower"])
def test_what_means_nothing_is_refused(pledges: Client, query: str) -> None:
    pledges.page(f"/commitments?{query}", 400)


def test_it_speaks_three_languages(pledges: Client) -> None:
    assert "Overdue" in pledges.words("/commitments?lang=en")
    assert "Прострочено" in pledges.words("/commitments?lang=uk")


@pytest.mark.parametrize("query", ["", "?look=list", "?standing=overdue", "?as_of=2025-10-09", "?outlet=Хроника"])
def test_a_database_whose_lists_are_not_kept_has_the_same_pages(pledges: Client, path: Path, query: str) -> None:
    kept = pledges.get(f"/commitments{query}").text
    with closing(sqlite3.connect(path)) as db, db:
        forget_lists(db)
    assert pledges.get(f"/commitments{query}").text == kept
