"""Quotation marks in pairs, and what becomes of those without a partner."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.extract.quote_marks import find_stretches


def drawn(text: str) -> list[str]:
    """The words of each stretch, outermost first."""
    return [text[s.start : s.end] for s in find_stretches(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Он сказал: «Да».", ["Да"]),
        ('Он сказал: "Да".', ["Да"]),
        ("Он сказал: „Да“.", ["Да"]),
        ("Он сказал: “Да”.", ["Да"]),
        ("«Завод «Север» стоит», — сказал он.", ["Завод «Север» стоит", "Север"]),
        ('"Завод "Север" стоит", - сказал он.', ['Завод "Север" стоит', "Север"]),
        ("«Завод „Север“ стоит».", ["Завод „Север“ стоит", "Север"]),
        ("Завод «Север стоит.", []),
        ("Завод Север» стоит.", []),
        ("", []),
        ("«»", []),
    ],
)
def test_pairs(text: str, words: list[str]) -> None:
    assert drawn(text) == words


def test_one_closing_mark_for_two() -> None:
    assert drawn("«Не продан завод «Север», — сказал он.") == ["Не продан завод «Север»", "Север"]


def test_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = "Он сказал: «Мы вернёмся.\nПорт стоит на берегу."
    assert drawn(text) == ["Мы вернёмся."]


def test_missing_closing_mark_inside_a_sentence_counts_for_nothing() -> None:
    text = "Завод «Север стоит. Суд «Юг» идёт. " * 50
    assert set(drawn(text)) == {"Юг"}


def test_missing_opening_mark_before_a_cue() -> None:
    assert drawn("Был дождь. Мы готовы», — сказал он.") == ["Мы готовы"]


def test_words_over_paragraphs() -> None:
    text = "Он написал: «Раз.\nДва.\nТри»."
    assert drawn(text) == ["Раз.\nДва.\nТри"]


def test_depth_counts_nesting() -> None:
    stretches = find_stretches("«А «Б» В» «Г»")
    assert [s.depth for s in stretches] == [0, 1, 0]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='аБ «»„“”" .,—\n', max_size=60))
def test_any_text_is_survived(text: str) -> None:
    for s in find_stretches(text):
        assert 0 <= s.opened <= s.start < s.end <= s.closed <= len(text)
