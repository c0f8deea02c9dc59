"""Sentences and words of a text with their offsets, by razdel; a line break always ends a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 300  # words; a longer "sentence" is a list or a broken page, and is cut so that parsing stays linear


@dataclass(frozen=True, slots=True)
class Word:
    """Characters [start, end) of one word or mark."""

    start: int
    end: int
    text: str


def split_sentences(text: str) -> Iterator[tuple[Word, ...]]:
    """Yield the words of each sentence; between them they hold every character that is not white space."""
    from razdel import sentenize, tokenize

    at = 0
    for line in text.split("\n"):
        for sentence in sentenize(line):
            base = at + sentence.start
            words = tuple(Word(base + t.start, base + t.stop, t.text) for t in tokenize(sentence.text))
            for first in range(0, len(words), LONGEST):
                yield words[first : first + LONGEST]
        at += len(line) + 1
