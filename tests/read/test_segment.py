"""Words are razdel's own tokens, found with fewer questions: on any text the same ones."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from razdel import tokenize

from svod.read.glued import inner_starts
from svod.read.segment import split_words

MARKS = "-–—_.,:;!?…/\\()[]«»„“”\"'’%№*+=@~^<>|&$°\u0301é ду\xa0\t"
PIECES = st.one_of(
    st.sampled_from(
        ["Мы", "ё", "NATO", "B", "yahoo", "кто", "то", "2", "45", "1,5", "...", "?!", "--", ":-)", "))", "Δ"]
    ),
    st.sampled_from(MARKS),
)


def both_ways(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where words stand: as we find them, and where razdel's tokens are asked of the whole text at once."""
    ours = [(w.start, w.end) for w in split_words(text, 0, frozenset())]
    theirs = []
    for token in tokenize(text):
        inner = inner_starts(token.text, frozenset()) if len(token.text) > 2 else ()
        edges = (token.start, *(token.start + k for k in inner), token.stop)
        theirs += list(pairwise(edges))
    return ours, theirs


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=500, deadline=None)
def test_words_are_those_of_razdel(text: str) -> None:
    ours, theirs = both_ways(text)
    assert ours == theirs


@given(st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_words_of_any_text_are_those_of_razdel(text: str) -> None:
    ours, theirs = both_ways(text)
    assert ours == theirs
