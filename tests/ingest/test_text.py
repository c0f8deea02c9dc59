"""Text files: header form, one-line form, bare."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_samples import RUSSIAN, take

from svod.ingest import make_article
from svod.ingest.drafts import Draft
from svod.ingest.text import format_text, parse_text

SHARED = Path(__file__).parents[3] / "shared"
Write = Callable[[str, str | bytes], Path]


def parse(text: str) -> Draft:
    return parse_text(text, "имя", "имя.txt", text.encode("utf-8", "surrogatepass"))


def test_header(write: Write) -> None:
    head = "date: 2025-10-10\noutlet: golos.example\nurl: https://golos.example/a\ntitle: Мост: начало\nlang: ru\n"
    [article] = take(write("2025_most.txt", f"{head}\n{RUSSIAN}\n\n  Вторая часть. \n\n")).articles
    assert article.name == "2025_most"
    assert (article.published, article.outlet, article.lang) == ("2025-10-10", "golos.example", "ru")
    assert (article.url, article.title) == ("https://golos.example/a", "Мост: начало")
    assert article.text == f"{RUSSIAN}\n\n  Вторая часть. "


@pytest.mark.parametrize(
    ("text", "date", "body"),
    [
        ("date: 2025-10-10\n\n\n\nТекст.\n", "2025-10-10", "\n\nТекст.\n"),
        ("Date:2025-10-10\nАвтор: кто-то\n\nТекст.", "2025-10-10", "Текст."),
        ("date: 2025-10-10\r\nlang: ru\r\n\r\nТекст.\r\nЕщё.", "2025-10-10", "Текст.\nЕщё."),
        ("Автор: кто-то\ndate: 2025-10-10\n\nТекст.", "2025-10-10", "Текст."),
        (" date 2025-10-10 Текст: да.\n\nЕщё.", "2025-10-10", "Текст: да.\n\nЕщё."),
        ("date 2025-10-10\nТекст.", "2025-10-10", "Текст."),
        ("Министр: мост нужен.\n\nТекст.", None, "Министр: мост нужен.\n\nТекст."),
        ("date завтра, сказал министр", None, "date завтра, сказал министр"),
        ("http://golos.example/\n\nТекст.", None, "http://golos.example/\n\nТекст."),
        ("Текст.", None, "Текст."),
        ("", None, ""),
    ],
)
def test_forms(text: str, date: str | None, body: str) -> None:
    draft = parse(text)
    assert (draft.date, draft.text, draft.remarks) == (date, body, ())


def test_header_without_a_blank_line() -> None:
    draft = parse("date: 2025-10-10\nlang: ru\nМинистры договорились.\n\nЕщё.")
    assert draft.text == "Министры договорились.\n\nЕщё."
    assert "line 3" in draft.remarks[0]


def test_a_header_and_no_text(write: Write) -> None:
    taken = take(write("a.txt", "date: 2025-10-10\n\n \n"))
    assert not taken.articles
    assert "no text" in taken.messages


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30).map(str.strip)


@given(text=st.text(st.characters(codec="utf-8")), fields=st.fixed_dictionaries({}, optional=dict.fromkeys(
    ("outlet", "url", "title", "lang"), LINES)))  # fmt: skip
def test_round_trip(text: str, fields: dict[str, str]) -> None:
    draft = Draft("имя", make_article("имя", text).text, "имя.txt", b"", date="2025-10-10", **fields)
    again = parse(format_text(draft))
    assert make_article("имя", again.text).text == draft.text
    assert {key: getattr(again, key) for key in fields} == fields


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is not here")
def test_gold_texts_keep_their_characters() -> None:
    taken = take(*sorted((SHARED / "gold").glob("*/")))
    assert not taken.problems
    stems = {path.stem: path for path in (SHARED / "gold").glob("*/*/*.txt")}
    assert sorted(article.name for article in taken.articles) == sorted(stems)
    for article in taken.articles:
        body = stems[article.name].read_text("utf-8").partition("\n\n")[2].rstrip("\n")
        assert article.text == body.replace("\u00ad", "")


@pytest.mark.skipif(not (SHARED / "corpus" / "seeds").is_dir(), reason="../shared/corpus/seeds is not here")
def test_seeds_have_their_dates() -> None:
    taken = take(SHARED / "corpus" / "seeds")
    assert not taken.problems
    assert {(a.published or "")[:2] for a in taken.articles} == {"20"}
    assert not any(a.text.startswith("date") for a in taken.articles)
