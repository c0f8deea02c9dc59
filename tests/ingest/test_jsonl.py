"""JSON Lines, and records of named fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import RUSSIAN, take

from svod.errors import UsageError
from svod.ingest import Options, ingest

Write = Callable[[str, str | bytes], Path]


def line(**fields: object) -> str:
    return json.dumps({"date": "2025-10-10", "lang": "ru", "text": RUSSIAN, **fields}, ensure_ascii=False)


def test_records(write: Write) -> None:
    lines = [line(name="мост", outlet="Голос", url="https://golos.example/a", title="Мост"), line(text="Второй."), ""]
    first, second = take(write("дни.jsonl", "\n".join(lines))).articles
    assert (first.name, first.outlet, first.title) == ("мост", "Голос", "Мост")
    assert second.name == "дни#2"
    assert first.raw_sha256 != second.raw_sha256


def test_broken_lines_are_told_and_the_others_read(write: Write) -> None:
    lines = [line(text="Раз."), '{"text": "обры', "[1]", line(text=["не строка"]), '{"date": 1}', line(text="Шесть.")]
    taken = take(write("a.jsonl", "\n".join(lines)))
    assert [article.text for article in taken.articles] == ["Раз.", "Шесть."]
    assert [problem.message.partition(":")[0] for problem in taken.problems] == [f"line {n}" for n in (2, 3, 4, 5)]
    assert "has: date" in taken.messages


def test_hostile_lines(write: Write) -> None:
    lines = ["[" * 100_000, '{"date":' + "9" * 5000 + "}", "\0\0", line(text="Жив.", date=None), "\ufeff"]
    taken = take(write("a.jsonl", "\n".join(lines)))
    assert [article.text for article in taken.articles] == ["Жив."]
    assert len(taken.problems) == 4  # three broken lines, and an article without a date


def test_lone_surrogates_and_nul(write: Write) -> None:
    [article] = (
        taken := take(write("a.jsonl", r'{"text": "Мост \ud800 и\u0000 \ud83d\ude00", "date": "2025-10-10"}'))
    ).articles
    assert article.text == "Мост \ufffd и 😀"
    assert "NUL" in taken.messages
    assert "surrogate" in taken.messages


def test_numbers_serve_as_names_and_dates(write: Write) -> None:
    [article] = take(write("a.jsonl", line(name=17, date=1760088600))).articles
    assert (article.name, article.published) == ("17", "2025-10-10T09:30:00+00:00")


def test_names_are_unique_in_a_file(write: Write) -> None:
    articles = take(write("a.jsonl", "\n".join(line(name="мост", text=f"Текст {n}.") for n in range(3)))).articles
    assert [article.name for article in articles] == ["мост", "мост#2", "мост#3"]


def test_a_column_mapping_serves_json_too(write: Write) -> None:
    path = write("a.jsonl", json.dumps({"Body": RUSSIAN, "day": "2025-10-10"}))
    [article] = take(path, options=Options(columns={"text": "body", "date": "day"})).articles
    assert (article.text, article.published) == (RUSSIAN, "2025-10-10")


def test_a_mapping_of_an_unknown_field_is_wrong_use(write: Write) -> None:
    with pytest.raises(UsageError) as caught:
        ingest([write("a.jsonl", line())], Options(columns={"body": "text"}))
    assert "text" in caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_encodings(write: Write, encoding: str) -> None:
    text = RUSSIAN.replace("«", "'").replace("»", "'").replace("—", "-")
    lines = "\n".join(line(text=f"{text} {n}") for n in range(3))
    taken = take(write("a.jsonl", lines.encode(encoding)))
    assert [article.text for article in taken.articles] == [f"{text} {n}" for n in range(3)]
    assert not taken.problems


def test_ids_do_not_depend_on_order(write: Write) -> None:
    lines = [line(text=f"Текст {n}.") for n in range(5)]
    ids = {article.id for article in take(write("a.jsonl", "\n".join(lines))).articles}
    assert ids == {article.id for article in take(write("b.jsonl", "\n".join(reversed(lines)))).articles}
    assert len(ids) == 5
