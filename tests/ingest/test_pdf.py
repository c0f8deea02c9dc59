"""PDF files: paragraphs of lines, whole words, no heads and feet; and what is told where there is no text."""

from __future__ import annotations

import builtins
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ingest_samples import take
from pdf_samples import make_pdf

from svod.ingest import Options
from svod.ingest.pdf import drop_edges, join_lines

Write = Callable[[str, str | bytes], Path]
needs_pypdf = pytest.mark.skipif(
    importlib.util.find_spec("pypdf") is None, reason='PDF needs pypdf: pip install "svod[documents]"'
)
LINES = [
    "Министры двух стран договорились построить мост через погранич-",
    "ную реку, сообщила пресс-служба правительства. Деньги на строи-",
    "тельство уже выделены.",
    "«Мы начнём весной», — сказал министр транспорта Северо-",
    "Восточного округа. Рабочие наняты в обеих столицах, а северо-",
    "западный берег готов.",
]
TEXT = (
    "Министры двух стран договорились построить мост через пограничную реку, сообщила пресс-служба правительства."
    " Деньги на строительство уже выделены.\n"
    "«Мы начнём весной», — сказал министр транспорта Северо-Восточного округа. Рабочие наняты в обеих столицах,"
    " а северо-западный берег готов."
)


def test_lines_become_paragraphs() -> None:
    assert join_lines(LINES) == TEXT


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["догово-", "рились о мосте"], "договорились о мосте"),
        (["кто-", "то сказал"], "кто-то сказал"),
        (["на мес-", "то встречи"], "на место встречи"),
        (["из-", "за реки"], "из-за реки"),
        (["какой-", "нибудь мост"], "какой-нибудь мост"),
        (["вице-", "премьер сказал"], "вице-премьер сказал"),
        (["эк-", "сперт и экс-", "перт"], "эксперт и эксперт"),
        (["Нагорно-", "Речной край"], "Нагорно-Речной край"),
        (["мост —", "дорога"], "мост — дорога"),
        (["в 2020-", "2025 годах"], "в 2020- 2025 годах"),
    ],
)
def test_words_at_a_line_s_end(lines: list[str], whole: str) -> None:
    assert join_lines(lines) == whole


def test_heads_and_feet_go() -> None:
    words = ("мост", "река", "берег", "порт")
    pages = [["Голос, 10 октября", *(f"{word} {n}" for n in words), f"стр. {at}"] for at, word in enumerate(words, 1)]
    assert drop_edges(pages) == [page[1:-1] for page in pages]


def test_page_numbers_go() -> None:
    assert drop_edges([["Мост построят.", "1"], ["Деньги есть.", "— 2 —"]]) == [["Мост построят."], ["Деньги есть."]]
    assert drop_edges([["2025"]]) == [["2025"]]


@needs_pypdf
def test_a_file(write: Write) -> None:
    data = make_pdf([LINES], "/Title (Bridge) /CreationDate (D:20251010120000+03'00') /Producer (Layout 5)")
    [article] = (taken := take(write("most.pdf", data))).articles
    assert (article.name, article.title, article.text) == ("most", "Bridge", TEXT)
    assert article.published == "2025-10-10"
    assert "the day this PDF was made" in taken.messages


@needs_pypdf
def test_a_page_printed_by_a_browser_is_not_dated_by_that(write: Write) -> None:
    data = make_pdf([LINES], "/CreationDate (D:20251010120000) /Producer (Skia/PDF m140) /Title (most.docx)")
    taken = take(write("most.pdf", data))
    assert (taken.articles[0].published, taken.articles[0].title) == (None, None)
    dated = take(write("most.pdf", data), options=Options(date="2025-10-09", outlet="Голос"))
    assert (dated.articles[0].published, dated.articles[0].outlet) == ("2025-10-09", "Голос")
    assert not dated.problems


@needs_pypdf
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (make_pdf([[], []]), "no text layer"),
        (b"%PDF-1.7\nbroken", "a broken PDF"),
        (make_pdf([LINES])[:-400], ""),
        (make_pdf([["Мост"]] * 401), "401 pages"),
        (b"no PDF", "a broken PDF"),
    ],
)
def test_what_cannot_be_read_is_told(write: Write, data: bytes, told: str) -> None:
    taken = take(write("a.pdf", data))
    assert taken.problems
    assert told in taken.messages
    assert "cannot be read as" not in taken.messages


@needs_pypdf
def test_a_bomb_is_refused(write: Write) -> None:
    taken = take(write("a.pdf", make_pdf([["Мост"]], raw_stream=b" " * (200 << 20))))
    assert not taken.articles
    assert taken.problems


@needs_pypdf
def test_pages_of_nothing_but_drawing_are_not_read_for_minutes(write: Write) -> None:
    drawing = b"0 0 m 1 1 l S\n" * (1 << 20)
    assert "more drawing" in take(write("a.pdf", make_pdf([["Мост"]] * 3, raw_stream=drawing))).messages


def test_without_the_library_its_name_is_told(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "pypdf":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert 'pip install "svod[documents]"' in take(write("a.pdf", make_pdf([LINES]))).messages
