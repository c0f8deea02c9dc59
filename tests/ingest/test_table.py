"""Tables: delimiters, mappings, broken rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import take

from svod.errors import InputError
from svod.ingest import Options, ingest

Write = Callable[[str, str | bytes], Path]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters(write: Write, mark: str, end: str) -> None:
    rows = [["date", "text", "outlet"], ["2025-10-10", f'"Раз{mark} ""два"".{end}Три."', "Голос"], ["", "Текст.", ""]]
    first, second = take(write("a.csv", end.join(mark.join(row) for row in rows) + end)).articles
    assert (first.text, first.outlet, first.published) == (f'Раз{mark} "два".\nТри.', "Голос", "2025-10-10")
    assert (first.name, second.name) == ("a#2", "a#4")


def test_a_text_with_more_commas_than_the_head_has_semicolons(write: Write) -> None:
    [article] = take(write("a.csv", "date;text\n2025-10-10;Раз, два, три, четыре.\n")).articles
    assert article.text == "Раз, два, три, четыре."


def test_mapping(write: Write) -> None:
    path = write("a.csv", "День,Тело\n2025-10-10,Текст.\n")
    [article] = take(path, options=Options(columns={"text": "тело", "date": "День"})).articles
    assert (article.text, article.published) == ("Текст.", "2025-10-10")


@pytest.mark.parametrize("options", [Options(), Options(columns={"text": "статья"})])
def test_no_column_for_the_text_in_a_named_file(write: Write, options: Options) -> None:
    with pytest.raises(InputError) as caught:
        ingest([write("a.csv", "day,body\n1,2\n")], options)
    assert "day, body" in caught.value.hint
    assert "--column text=" in caught.value.hint


def test_no_column_for_the_text_in_a_folder(write: Write) -> None:
    path = write("a.csv", "day,body\n1,2\n")
    write("b.txt", " date 2025-10-10 Министры договорились построить мост через реку.")
    taken = take(path.parent)
    assert len(taken.articles) == 1
    assert "day, body" in taken.messages


def test_broken_rows_are_told_and_the_others_read(write: Write) -> None:
    rows = [
        "date,text",
        "2025-10-10,Раз.",
        "2025-10-10,Два,лишнее",
        "одна",
        '2025-10-10,"Не закрыто',
        "2025-10-10,Шесть.",
    ]
    taken = take(write("a.csv", "\n".join(rows)))
    assert [article.text for article in taken.articles] == ["Раз.", "Шесть."]
    assert [problem.message.partition(":")[0] for problem in taken.problems if "left out" in problem.message] == [
        f"line {n}" for n in (3, 4, 5)
    ]


def test_many_broken_rows_end_in_time(write: Write) -> None:
    taken = take(write("a.csv", "date,text\n" + '2025-10-10,"Не закрыто\n' * 5000))
    assert "not read" in taken.messages


def test_a_cell_of_a_million_characters(write: Write) -> None:
    [article] = take(write("a.csv", "date,text\n2025-10-10," + "мост " * 200_000)).articles
    assert len(article.text) == 1_000_000


def test_windows_1251(write: Write) -> None:
    text = "Министры двух стран договорились построить мост."
    [article] = take(write("a.csv", f"date;text\n2025-10-10;{text}\n".encode("windows-1251"))).articles
    assert article.text == text
