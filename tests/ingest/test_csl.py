"""JSON files: CSL-JSON of Zotero with its attachments, lists of records, and what is neither."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ingest_samples import RUSSIAN, take

Write = Callable[[str, str | bytes], Path]
ITEM = {
    "id": "golos2025", "type": "article-newspaper", "title": "Мост будет", "container-title": "Голос",
    "issued": {"date-parts": [[2025, "10", 10]]}, "URL": "https://golos.example/most", "language": "ru-RU",
    "abstract": RUSSIAN,
}  # fmt: skip


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_an_abstract(write: Write) -> None:
    [article] = (taken := take(write("zotero.json", dump([ITEM])))).articles
    assert (article.name, article.title, article.outlet, article.published, article.lang, article.url) == (
        "golos2025", "Мост будет", "Голос", "2025-10-10", "ru", "https://golos.example/most",
    )  # fmt: skip
    assert article.text == RUSSIAN
    assert not taken.problems


def test_an_attached_page(write: Write) -> None:
    page = (
        "<html><head><meta property='article:published_time' content='2025-10-10T12:30:00+03:00'></head><body><article>"
        f"<h1>Мост</h1><p>{RUSSIAN} Полностью.</p></article></body></html>"
    )
    write("files/7/most.html", page)
    item = {**ITEM, "attachments": [{"path": "files/7/none.pdf"}, {"path": "files/7/most.html"}]}
    [article] = (taken := take(write("zotero.json", dump({"items": [item]})))).articles
    assert article.text == f"{RUSSIAN} Полностью."
    assert (article.outlet, article.published) == ("Голос", "2025-10-10T12:30:00+03:00")
    assert not taken.problems


def test_a_note_without_zotero_s_own_fields(write: Write) -> None:
    item = {key: value for key, value in ITEM.items() if key != "abstract"}
    item["note"] = f"Section: Политика\nPMID: 7\n<p>{RUSSIAN}</p>"
    assert take(write("zotero.json", dump([item]))).articles[0].text == RUSSIAN


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "file:///etc/hostname", "link.txt"])
def test_files_elsewhere_are_not_read(write: Write, tmp_path: Path, name: str) -> None:
    write("secret.txt", "Тайна. " + RUSSIAN)
    path = write("list/zotero.json", dump([{**ITEM, "file": name}]))
    (path.parent / "link.txt").symlink_to(tmp_path / "secret.txt")
    taken = take(path)
    assert [a.text for a in taken.articles] == [RUSSIAN]
    assert "outside the folder" in taken.messages


def test_problems_of_items(write: Write) -> None:
    items = [
        {"id": "a", "type": "book", "title": "x"},
        {**ITEM, "id": "b", "file": "b.html"},
        {"id": "c", "type": 5},
        7,
    ]
    taken = take(write("zotero.json", dump(items)))
    assert [a.name for a in taken.articles] == ["b"]
    assert "item a: neither" in taken.messages
    assert "item b: its file 'b.html': no such file" in taken.messages
    assert "item c: neither" in taken.messages


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2025, 10, 10]]}, "2025-10-10"), ({"date-parts": [["2025", "1", "2"]]}, "2025-01-02"),
        ({"raw": "10 октября 2025"}, "2025-10-10"), ("2025-10-10", "2025-10-10"), ({"date-parts": [[2025, 10]]}, None),
        ({"date-parts": []}, None), ({"date-parts": 7}, None), (None, None), ({"date-parts": [[2025, 13, 40]]}, None),
    ],
)  # fmt: skip
def test_days(write: Write, issued: Any, published: str | None) -> None:
    assert take(write("zotero.json", dump([{**ITEM, "issued": issued}]))).articles[0].published == published


def test_a_list_of_records_is_read_where_it_is_named(write: Write) -> None:
    path = write("in/news.json", dump([{"text": RUSSIAN, "date": "2025-10-10"}, {"text": 5}]))
    taken = take(path)
    assert [a.name for a in taken.articles] == ["news#1"]
    assert "text is int" in taken.messages
    assert [s.reason for s in take(path.parent).skipped] == ["not an article file (.json)"]


@pytest.mark.parametrize("text", ['{"a": 1}', "[]", '"x"', "{", "[" * 99_999, "1e999999", "null"])
def test_other_json_is_told_where_it_is_named(write: Write, text: str) -> None:
    taken = take(path := write("in/a.json", text))
    assert not taken.articles
    assert "JSON" in taken.messages
    assert not take(path.parent).problems
