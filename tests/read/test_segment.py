"""Tokens are razdel's own, found with fewer questions: on any text the same ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from razdel import tokenize

from svod.read.segment import find_tokens

MARKS = "-–—_.,:;!?…/\\()[]«»„“”\"'’%№*+=@~^<>|&$°\u0301é ду\xa0\t"
PIECES = st.one_of(
    st.sampled_from(
        ["Мы", "ё", "NATO", "B", "yahoo", "кто", "то", "2", "45", "1,5", "...", "?!", "--", ":-)", "))", "Δ"]
    ),
    st.sampled_from(MARKS),
)


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=500, deadline=None)
def test_tokens_are_those_of_razdel(text: str) -> None:
    assert [(start, end) for start, end in find_tokens(text)] == [(t.start, t.stop) for t in tokenize(text)]


@given(st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_tokens_of_any_text_are_those_of_razdel(text: str) -> None:
    assert [text[start:end] for start, end in find_tokens(text)] == [t.text for t in tokenize(text)]
