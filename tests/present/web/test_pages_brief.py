"""The brief: what is new, what became of commitments, what one alone tells, what waits; every number leads on."""

from __future__ import annotations

from pathlib import Path

from desk_client import Client
from pledged import save_pledges

import sample_records as sample
from svod.present.web.desk import Desk
from svod.present.web.pages_brief import find_new, find_others


def test_commitments_are_told_in_short(client: Client, path: Path) -> None:
    assert "Обещания Что" not in client.words("/")
    save_pledges(path)
    page = client.page("/")
    titles = [
        " ".join("".join(h.itertext()).split()) for h in page.xpath("//section[@aria-labelledby='pledges-h']//h3")
    ]
    assert titles == ["Что с ними стало за неделю 1", "Просрочено 1"]
    assert "Всё будет сделано" in client.words("/")
    for link in sorted(set(page.xpath("//main//a/@href"))):
        assert client.get(link, follow_redirects=True).status_code == 200, link


def test_what_waits_leads_to_the_queue(client: Client) -> None:
    links = client.page("/").xpath("//section[@aria-labelledby='review-h']//a/@href")
    assert "/review?kind=contradictions" in links


def test_what_is_recalled_is_no_news() -> None:
    rows = [
        {"id": "E-1", "factuality": "actual", "end": "1996-10-01", "start": "1996-10-01", "voices": 9, "codes": ""},
        {"id": "E-2", "factuality": "actual", "end": None, "start": None, "voices": 1, "codes": "XAR"},
        {"id": "E-3", "factuality": "actual", "end": "2025-10-08", "start": "2025-10-08", "voices": 1, "codes": "XAR"},
        {"id": "E-4", "factuality": "future", "end": "2025-10-08", "start": "2025-10-08", "voices": 5, "codes": "XAR"},
        {"id": "E-5", "factuality": "actual", "end": "2025-10-08", "start": "2025-10-08", "voices": 2, "codes": "XAR"},
    ]
    told = [row | {"first": "2025-10-09"} for row in rows]
    assert [row["id"] for row in find_new(told, "2025-10-03")] == ["E-5", "E-3", "E-2"]


def test_who_wrote_of_the_same_sides_in_those_days() -> None:
    written = [("2025-10-09", "A", {"XAR", "XNI"}), ("2025-10-12", "B", {"XAR", "XNI"}), ("2025-10-09", "C", {"XAR"}),
               ("2025-10-13", "D", {"XAR", "XNI"})]  # fmt: skip
    assert find_others({"XAR", "XNI"}, written, "2025-10-09") == {"A", "B"}


def test_one_side_of_several(client: Client, desk: Desk) -> None:
    assert "Только у одного издания" in client.words("/")
    desk.sides = {"свои": ["Голос Ардалии"], "чужие": ["Вестник", "Хроника"]}
    assert "Только у одной стороны" in client.words("/")
    assert sample.TALKS.id not in client.words("/")
