"""The reader: every kind of record has its look and its switch, and is decided about from beside the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_client import Client
from pledged import BOTH, save_pledges

import sample_records as sample
from svod.present.web.desk import Desk


@pytest.fixture
def reader(client: Client, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A desk with commitments, at which nothing is related anew."""
    save_pledges(path)
    monkeypatch.setattr(desk.relater, "ask", lambda *_: None)
    return client


ADDRESS = f"/article/{sample.A.id}"


def test_each_kind_has_a_look_and_a_switch(reader: Client) -> None:
    page = reader.page(ADDRESS)
    switches = {i.get("id"): "checked" in i.attrib for i in page.xpath("//input[@type='checkbox']")}
    assert switches == {"see-quotes": True, "see-events": True, "see-commitments": True, "see-times": False,
                        "see-names": False}  # fmt: skip
    for css, words in (("q", "Мы готовы к переговорам"), ("t", "встретились"), ("km", "Всё будет сделано"),
                       ("tm", "9 октября"), ("nm", "Лука Самовит")):  # fmt: skip
        marked = page.xpath(f"//article//*[contains(concat(' ', @class, ' '), ' {css} ')]")
        assert words in "".join("".join(m.itertext()) for m in marked), css
    text = "".join("".join(p.itertext()) for p in page.xpath("//article/p"))
    assert text == sample.A.text.replace("\n", "")


def test_every_record_stands_beside_the_text_once(reader: Client) -> None:
    listed = reader.page(ADDRESS).xpath("//ol[@class='records']/li/@data-light")
    assert len(listed) == len(set(listed))
    assert {sample.READY.id, sample.MET_A.id, BOTH.id} <= set(listed)


@pytest.mark.parametrize(
    ("key", "record", "said"),
    [("a", sample.MET_A.id, "проверено"), ("a", sample.READY.id, "проверено"), ("r", sample.MET_A.id, "не событие"),
     ("r", sample.READY.id, "неизвестно кто")],
)  # fmt: skip
def test_one_key_decides_and_leads_back(reader: Client, key: str, record: str, said: str) -> None:
    page = reader.page(ADDRESS)
    (button,) = page.xpath(f"//li[@data-light='{record}']//button[@data-key='{key}']")
    (form,) = button.xpath("ancestor::form")
    fields = {name: value for name, value in form.fields.items() if value is not None}
    place = reader.submit("decide", **{k: v for k, v in fields.items() if k != "token"})
    assert place.startswith(ADDRESS + "?done=")
    words = reader.words(place)
    assert "Записано:" in words
    assert (said in words) or (key == "r" and record == sample.MET_A.id)
    assert reader.fill(place, "Отменить u") == place.partition("?")[0] + place[place.index("?") :]
    assert "проверено" not in reader.words(ADDRESS)


def test_ids_lead_to_their_words(reader: Client) -> None:
    for id_ in (sample.SAMOVIT.id, sample.DAY_A.id, sample.READY.id):
        answer = reader.get(f"/go/{id_}", follow_redirects=True)
        assert f'id="{id_}"' in answer.text
    assert reader.get(f"/go/{BOTH.id}").headers["location"] == f"/commitment/{BOTH.id}"
