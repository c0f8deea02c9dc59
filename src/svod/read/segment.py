"""Sentences and words of a text with their offsets, by razdel.

A line break always ends a sentence. Where a page has lost its spaces or its furniture runs into the text, the sentence
also ends where `svod.read.seams` says, and words that are glued together are cut as `svod.read.glued` says: such pages
are common, razdel leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from svod.packs import Pack
from svod.read.glued import Forms, forms_of_saying, inner_starts
from svod.read.seams import Seams, find_cuts, seams_of

WORDS, OPENING, CLOSING = ("RU", "LAT"), frozenset('«(„“"'), frozenset(',.:;?…»)”"')
LONGEST = 300  # words; a longer "sentence" is a list or a broken page, and is cut so that parsing stays linear


@dataclass(frozen=True, slots=True)
class Word:
    """Characters [start, end) of one word or mark."""

    start: int
    end: int
    text: str


def split_sentences(text: str, pack: Pack | None = None) -> Iterator[tuple[Word, ...]]:
    """Yield the words of each sentence; between them they hold every character that is not white space.

    A pack adds what its words tell of seams in the text.
    """
    from razdel import sentenize

    seams = seams_of(pack) if pack else None
    forms = forms_of_saying(pack) if pack else frozenset()
    at = 0
    for line in text.split("\n"):
        for first, last in pieces(line, seams):
            for sentence in sentenize(line[first:last]):
                words = tuple(split_words(sentence.text, at + first + sentence.start, forms))
                for k in range(0, len(words), LONGEST):
                    yield words[k : k + LONGEST]
        at += len(line) + 1


def pieces(line: str, seams: Seams | None) -> Iterator[tuple[int, int]]:
    """The stretches of a line between its cuts."""
    return ((a, b) for a, b in pairwise(find_cuts(line, seams)) if line[a:b].strip())


def split_words(sentence: str, base: int, forms: Forms) -> Iterator[Word]:
    """The words of one sentence that begins at offset `base` of the text."""
    for at, until in find_tokens(sentence):
        token = sentence[at:until]
        if not (inner := inner_starts(token, forms) if len(token) > 2 else ()):
            yield Word(base + at, base + until, token)
            continue
        for start, end in pairwise((0, *inner, len(token))):
            yield Word(base + at + start, base + at + end, token[start:end])


def find_tokens(sentence: str) -> Iterator[tuple[int, int]]:
    """Where razdel's tokens stand: its atoms and rules, asked only where two atoms touch, and seldom do they."""
    from razdel.segmenters.tokenize import ATOM, TokenSplit, tokenize

    atoms: list[Any] = []  # read when first needed
    start, end, kind = 0, 0, ""
    for number, match in enumerate(ATOM.finditer(sentence)):
        (first, last), before, kind = match.span(), kind, match.lastgroup or ""
        if first == end and number and not plainly_apart(before, kind, sentence[first - 1], sentence[first]):
            atoms = atoms or list(tokenize.split.atoms(sentence))
            split = TokenSplit(atoms[max(0, number - 3) : number], "", atoms[number : number + 3])
            split.buffer = sentence[start:end]
            if tokenize.join(split):
                end = last
                continue
        if end:
            yield start, end
        start, end = first, last
    if end:
        yield start, end


def plainly_apart(before: str, kind: str, left: str, right: str) -> bool:
    """True for a word and a mark that no rule of razdel joins: most atoms that touch."""
    return (before in WORDS and right in CLOSING) or (kind in WORDS and left in OPENING)
