"""Sentences and words of a text with their offsets, by razdel.

A line break always ends a sentence. Where a page has lost its spaces («сообщил министр.Позднее», «заявилаАнкара»), the
sentence ends after the mark and the word is cut before its capital: such pages are common, razdel leaves them glued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 300  # words; a longer "sentence" is a list or a broken page, and is cut so that parsing stays linear
# a lower-case word of three letters or more, an end mark, and at once a capitalised word; «им.Ленина» stays whole
LOST_SPACE = re.compile(r"(?<=[а-яёіїєґ]{3}[.!?…])(?=[«\"„]?[А-ЯЁІЇЄҐ][а-яёіїєґ])")
# a word that begins in lower case and has a capitalised one inside: no name is written so
GLUED = re.compile(r"(?<=[а-яёіїєґ]{3})(?=[А-ЯЁІЇЄҐ][а-яёіїєґ]{2})")


@dataclass(frozen=True, slots=True)
class Word:
    """Characters [start, end) of one word or mark."""

    start: int
    end: int
    text: str


def split_sentences(text: str) -> Iterator[tuple[Word, ...]]:
    """Yield the words of each sentence; between them they hold every character that is not white space."""
    from razdel import sentenize

    at = 0
    for line in text.split("\n"):
        for piece in pieces(line):
            for sentence in sentenize(line[slice(*piece)]):
                words = tuple(split_words(sentence.text, at + piece[0] + sentence.start))
                for first in range(0, len(words), LONGEST):
                    yield words[first : first + LONGEST]
        at += len(line) + 1


def pieces(line: str) -> Iterator[tuple[int, int]]:
    """The stretches of a line between lost spaces."""
    cuts = [0, *(m.start() for m in LOST_SPACE.finditer(line)), len(line)]
    return ((a, b) for a, b in pairwise(cuts) if a < b)


def split_words(sentence: str, base: int) -> Iterator[Word]:
    """The words of one sentence that begins at offset `base` of the text."""
    from razdel import tokenize

    for token in tokenize(sentence):
        cuts = [0, len(token.text)]
        if token.text[0].islower():
            cuts[1:1] = [m.start() for m in GLUED.finditer(token.text)]
        for start, end in pairwise(cuts):
            yield Word(base + token.start + start, base + token.start + end, token.text[start:end])
