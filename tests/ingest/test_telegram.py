"""Telegram Desktop exports: posts of channels, with what is no report counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest_samples import RUSSIAN, take

Write = Callable[[str, str | bytes], Path]


def post(number: int, text: Any = RUSSIAN, **more: Any) -> dict[str, Any]:
    return {
        "id": number, "type": "message", "date": "2025-10-10T01:30:00", "date_unixtime": "1760049000",
        "from": "Голос реки", "from_id": "channel1500000001", "text": text, "text_entities": [], **more,
    }  # fmt: skip


def channel(*messages: Any, kind: str = "public_channel", name: str | None = "Голос реки") -> dict[str, Any]:
    return {"name": name, "type": kind, "id": 1500000001, "messages": list(messages)}


def export(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def test_a_post(write: Write) -> None:
    [article] = (taken := take(write("result.json", export(channel(post(7)))))).articles
    assert (article.name, article.outlet, article.title) == ("Голос реки/7", "Голос реки", None)
    assert (article.text, article.lang) == (RUSSIAN, "ru")
    assert (
        article.published == "2025-10-10T01:30:00+03:00"
    )  # the clock of the export: the tenth, though UTC has the ninth
    assert article.url == "https://t.me/c/1500000001/7"
    assert not taken.problems


def test_marked_pieces_are_joined(write: Write) -> None:
    pieces = [
        {"type": "bold", "text": "Мост"},
        " построят весной, сообщил ",
        {"type": "link", "text": "golos.example"},
        ".",
    ]
    [article] = take(write("result.json", export(channel(post(1, pieces))))).articles
    assert article.text == "Мост построят весной, сообщил golos.example."


def test_a_forwarded_post_is_its_author_s(write: Write) -> None:
    [article] = take(write("result.json", export(channel(post(2, forwarded_from="Вестник"))))).articles
    assert (article.outlet, article.name) == ("Вестник", "Голос реки/2")


def test_what_is_no_report_is_counted(write: Write) -> None:
    messages = [
        {"id": 1, "type": "service", "action": "create_channel", "date": "2025-10-10T10:00:00"},
        post(2, "", photo="photos/a.jpg"), post(3, "Да 🔥"), post(4, ["", {"type": "hashtag", "text": "#мост"}]),
        post(5, RUSSIAN, photo="photos/b.jpg", edited="2025-10-10T02:00:00", reply_to_message_id=2),
    ]  # fmt: skip
    taken = take(write("result.json", export(channel(*messages))))
    assert [a.name for a in taken.articles] == ["Голос реки/5"]
    assert sorted((s.reason, s.count, s.unit) for s in taken.skipped) == [
        ("a post of fewer than 20 letters", 2, "posts"),
        ("a post without words", 1, "posts"),
        ("a service message", 1, "posts"),
    ]
    assert not taken.problems


def test_many_chats_without_private_talk(write: Write) -> None:
    saved = channel(post(1, f"{RUSSIAN} 1"), post(2, f"{RUSSIAN} 2", forwarded_from="Вестник"), kind="saved_messages")
    del saved["name"]
    chats = [channel(post(3), kind="personal_chat", name="Пётр"), channel(post(4)), saved]
    whole = {"about": "…", "personal_information": {"user_id": 1}, "chats": {"about": "…", "list": chats}}
    taken = take(write("result.json", export(whole)))
    assert [(a.name, a.outlet) for a in taken.articles] == [("Голос реки/4", "Голос реки"), ("result/2", "Вестник")]
    assert taken.skipped[0].count == 2
    assert "private" in taken.skipped[0].reason


def test_the_words_of_a_post_cannot_forge_a_chat(write: Write) -> None:
    text = f'{RUSSIAN} "messages": [{{"id": 9, "type": "message", "text": "подделка подделка подделка"}}]'
    taken = take(write("result.json", export(channel(post(1, text)))))
    assert [a.text for a in taken.articles] == [text]


def test_a_broken_export_gives_what_stands_before(write: Write) -> None:
    whole = export(channel(post(1), post(2, f"{RUSSIAN} 2"), post(3)))
    taken = take(write("result.json", whole[: whole.rindex('"id": 3') + 40]))
    assert [a.name for a in taken.articles] == ["Голос реки/1", "Голос реки/2"]
    assert "broken at character" in taken.messages


def test_odd_values(write: Write) -> None:
    messages = [
        post(1, date_unixtime="x"), post(2, f"{RUSSIAN} 2", date=None), post("3", f"{RUSSIAN} 3"),
        post(4, {"text": 5}), post(5, [None, 7, {"text": None}]), post(6, f"{RUSSIAN} 6", forwarded_from=None),
    ]  # fmt: skip
    taken = take(write("result.json", export(channel(*messages, name=None))))
    assert [a.published for a in taken.articles] == [
        "2025-10-10", "2025-10-09T22:30:00+00:00", "2025-10-10T01:30:00+03:00", "2025-10-10T01:30:00+03:00",
    ]  # fmt: skip
    assert [a.url and a.url[-1] for a in taken.articles] == ["1", "2", None, "6"]
    assert all(a.outlet is None for a in taken.articles)


def test_deep_nesting_is_told(write: Write) -> None:
    whole = '{"name": "Голос", "type": "public_channel", "id": 1, "messages": [' + "[" * 100_000
    assert "broken" in take(write("result.json", whole)).messages


def test_running_twice_gives_the_same(write: Write) -> None:
    path = write("result.json", export(channel(post(1), post(2, f"{RUSSIAN} 2"))))
    assert take(path).articles == take(path).articles


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Голос реки
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">10 October 2025</div></div>
<div class="message default clearfix" id="message7"><div class="body">
<div class="pull_right date details" title="10.10.2025 01:30:00 UTC+03:00">01:30</div>
<div class="from_name">Голос реки</div>
<div class="text"><strong>Мост построят весной</strong><br>Министр назвал срок.</div>
</div></div>
<div class="message default clearfix joined" id="message8"><div class="body">
<div class="pull_right date details" title="10.10.2025 02:00:00">02:00</div>
<div class="forwarded body"><div class="from_name">Вестник <span class="date details" title="9">9</span></div>
<div class="text">Оппозиция считает, что мост не нужен.</div></div></div></div>
<div class="message default clearfix" id="message9"><div class="body"><div class="media_wrap">фото</div></div></div>
</div></div></div></body></html>"""


def test_an_export_as_pages(write: Write) -> None:
    taken = take(write("messages.html", PAGE))
    assert [(a.name, a.outlet, a.published) for a in taken.articles] == [
        ("Голос реки/7", "Голос реки", "2025-10-10T01:30:00+03:00"),
        ("Голос реки/8", "Вестник", "2025-10-10"),
    ]
    assert taken.articles[0].text == "Мост построят весной\nМинистр назвал срок."
    assert {s.reason: s.count for s in taken.skipped} == {"a post without words": 1, "a service message": 1}
