"""What a person decides at the desk: the same rows in the log as on the command line, and what follows from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_client import Client

import sample_records as sample
from svod.present.web.desk import Desk
from svod.store import Decision, load_decisions, open_store


def decided(path: Path) -> list[Decision]:
    db = open_store(path)
    found = list(load_decisions(db))
    db.close()
    return found


def event_of(client: Client, telling: str) -> str:
    """The event that a telling belongs to."""
    return str(client.page(f"/event/{telling}").xpath("//article[contains(@class, 'one')]/@id")[0])


def related(desk: Desk) -> None:
    """Wait until everything is related by all decisions."""
    desk.relater.finish()
    assert desk.relater.failed is None
    assert not desk.relater.pending


def test_two_events_become_one_and_two_again(client: Client, desk: Desk, path: Path) -> None:
    client.submit("relate")
    related(desk)
    assert event_of(client, sample.MET_A.id) != event_of(client, sample.EXPEL.id)
    place = client.submit("decide", verdict="same", a=event_of(client, sample.MET_A.id),
                          b=event_of(client, sample.EXPEL.id), by="Мария", note="одно дело")  # fmt: skip
    assert place == "/decided/2"
    related(desk)
    assert event_of(client, sample.MET_A.id) == event_of(client, sample.EXPEL.id)
    words = client.words(place)
    assert "одно и то же" in words
    assert "одно дело" in words
    assert "всё уже сопоставлено" in words
    assert client.fill(place, "Отменить") == "/decided/2"
    related(desk)
    assert event_of(client, sample.MET_A.id) != event_of(client, sample.EXPEL.id)
    assert "отменено" in client.words(place)
    assert [d.verdict for d in decided(path)] == ["different", "same", "undo"]


def test_reports_are_set_apart_and_put_back(client: Client, desk: Desk, path: Path) -> None:
    client.submit("decide", verdict="same", a=sample.MET_A.id, b=sample.EXPEL.id)
    related(desk)
    together = event_of(client, sample.EXPEL.id)
    place = client.fill(f"/event/{together}", "Отделить отмеченные", apart=[sample.EXPEL.id], by="Лука")
    related(desk)
    assert event_of(client, sample.MET_A.id) != event_of(client, sample.EXPEL.id)
    made = [d for d in decided(path) if d.verdict == "different" and d.by == "Лука"]
    assert place == f"/decided/{','.join(str(d.number) for d in made)}"
    assert all(sample.EXPEL.id in (d.a, d.b) for d in made)
    numbers = ",".join(str(d.number) for d in made)
    client.submit("undo", number=numbers)
    related(desk)
    assert event_of(client, sample.MET_A.id) == event_of(client, sample.EXPEL.id)


def test_a_wrong_speaker_is_put_right_at_once(client: Client, desk: Desk) -> None:
    place = client.fill(f"/record/{sample.SHOT.id}", "Исправить говорящего", value="Самовит", by="Мария")
    assert "1–2 из 2" in client.words("/quotes?speaker=Самовит")
    assert "говорящего указал человек" in client.words("/quotes")
    assert "Лука Самовит" in client.words(place)
    client.fill(f"/record/{sample.SHOT.id}", "Кто сказал, узнать нельзя")
    assert "неизвестно кто" in client.words("/quotes")
    assert "заменено поздним" in client.words("/log")


def test_a_wrong_type_is_put_right(client: Client, desk: Desk) -> None:
    client.fill(f"/record/{sample.TOOK.id}", "Исправить вид", value="ACCUSE")
    related(desk)
    assert "1–1 из 1" in client.words("/events?type=ACCUSE")
    client.fill(f"/record/{sample.TOOK.id}", "Исправить вид", value="none")
    related(desk)
    assert "Ничего не найдено" in client.words("/events?type=ACCUSE")
    assert "вообще не событие" in client.words("/log")


def test_a_note_stands_where_its_record_is_shown(client: Client, desk: Desk) -> None:
    client.fill(f"/record/{sample.SHOT.id}", "Записать заметку", value="<b>спросить</b> автора", by="Мария")
    client.fill(f"/article/{sample.A.id}", "Записать заметку", value="другой заголовок в печати")
    assert "«<b>спросить</b> автора», Мария" in client.words(f"/record/{sample.SHOT.id}")
    assert "другой заголовок" in client.words(f"/article/{sample.A.id}")


@pytest.mark.parametrize(("what", "fields"), [
    ("decide", {"verdict": "same", "a": sample.MET_A.id}),
    ("decide", {"verdict": "same", "a": sample.MET_A.id, "b": sample.MET_A.id}),
    ("decide", {"verdict": "same", "a": sample.MET_A.id, "b": sample.SHOT.id}),
    ("decide", {"verdict": "same", "a": sample.MET_A.id, "b": "E-0000000000000000"}),
    ("decide", {"verdict": "erase", "a": sample.MET_A.id}),
    ("decide", {"verdict": "wrong-type", "a": sample.MET_A.id, "value": "WAR"}),
    ("decide", {"verdict": "wrong-speaker", "a": sample.SHOT.id}),
    ("decide", {"verdict": "note", "a": sample.SHOT.id}),
    ("split", {"event": sample.TALKS.id}),
    ("split", {"event": sample.TALKS.id, "apart": [sample.MET_A.id, sample.MET_B.id, sample.MET_D.id]}),
    ("undo", {"number": "x"}), ("undo", {}),
])  # fmt: skip
def test_a_decision_that_means_nothing_is_not_written(
    client: Client, path: Path, what: str, fields: dict[str, str]
) -> None:
    before = decided(path)
    answer = client.submit(what, status=400, **fields)
    assert "не поняты" in answer
    assert decided(path) == before


def test_what_the_store_refuses_is_said(client: Client, path: Path) -> None:
    assert "База этого не сделала" in client.submit("undo", status=409, number="99")
    assert "База этого не сделала" in client.submit("decide", status=409, verdict="note", a=sample.SHOT.id, value="x",
                                                    by="machine:1")  # fmt: skip
    client.submit("undo", number="1")
    assert "База этого не сделала" in client.submit("undo", status=409, number="1")


def test_a_failed_relating_is_told_and_repeated(client: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path, desk.path = desk.path, desk.path.with_name("gone.db")
    desk.relater.ask()
    desk.relater.finish()
    desk.path = path
    assert "Сопоставить заново не удалось" in client.get("/log").text
    client.fill("/log", "Сопоставить заново")
    related(desk)
    assert "не удалось" not in client.get("/log").text
