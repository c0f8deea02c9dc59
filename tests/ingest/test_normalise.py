"""Text is made clean once, and cleaning what is clean changes nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.ingest import make_article, normalise
from svod.ingest.normalise import normalise_line

ANYTHING = st.text(st.characters(codec=None, categories=None)) | st.text(
    st.sampled_from("аБ \r\n\t\0\x0b\x85\x7f\u00ad\ufeff\ud83d\ude00\udc00и\u0306é\u0301\u200b\u2028")
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("да\r\nнет\rвсё\n\n", "да\nнет\nвсё"),
        ("и\u0306од", "йод"),
        ("до\u00adро\u00adга", "дорога"),
        ("\ufeffда\0 нет", "да нет"),
        ("да\x0bнет\x85\x1b", "да нет  "),
        ("\ud83d\ude00 и \ud83d", "😀 и \ufffd"),
        ("  два  пробела\xa0и\u200bноль\t", "  два  пробела\xa0и\u200bноль\t"),
        ("\n\nсначала строки", "\n\nсначала строки"),
    ],
)
def test_normalise(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@given(ANYTHING)
def test_clean_text_stays(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ANYTHING)
def test_articles_hold_no_forbidden_characters(text: str) -> None:
    kept = make_article("имя", text).text
    assert not set(kept) & {"\0", "\r", "\u00ad", "\ufeff"}
    assert all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") for char in kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert not kept.endswith("\n")


@pytest.mark.parametrize(("raw", "line"), [(" Голос \n дня ", "Голос дня"), ("-", None), ("", None), (None, None)])
def test_normalise_line(raw: str | None, line: str | None) -> None:
    assert normalise_line(raw) == line
