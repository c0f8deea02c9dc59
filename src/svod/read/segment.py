"""Sentences and words of a text with their offsets, by razdel.

A line break always ends a sentence. Where a page has lost its spaces or its furniture runs into the text, the sentence
also ends where `svod.read.seams` says, and words that are glued together are cut as `svod.read.glued` says: such pages
are common, razdel leaves them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from svod.packs import Pack
from svod.read.glued import Forms, forms_of_saying, inner_starts
from svod.read.seams import Seams, find_cuts, seams_of

CHUNK = re.compile(r"\S+")
# at its edge a mark by which razdel joins words or numbers, one of them beyond the space: «кто -то», «5, 6»
HANGING = re.compile(r"^[-‑–—−_.,/\\].|.[-‑–—−_]$|\d[.,/\\]$")
LONGEST = 300  # words; a longer "sentence" is a list or a broken page, and is cut so that parsing stays linear

Piece = tuple[int, int, str]  # start, end, text


class Word(NamedTuple):
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
    for match in CHUNK.finditer(sentence):
        at = base + match.start()
        for start, end, text in words_of(match[0], forms) or words_among(sentence, match, forms):
            yield Word(at + start, at + end, text)


@lru_cache(maxsize=32_768)
def words_of(chunk: str, forms: Forms) -> tuple[Piece, ...]:
    """The words of what stands between two spaces; () where what stands beyond them matters."""
    return () if HANGING.search(chunk) else cut(chunk, forms)


def words_among(sentence: str, match: re.Match[str], forms: Forms) -> tuple[Piece, ...]:
    """The words of a chunk where they depend on its neighbours: on the kind of the nearest characters."""
    return cut(match[0], forms, sentence[: match.start()].rstrip()[-1:], sentence[match.end() :].lstrip()[:1])


def cut(chunk: str, forms: Forms, before: str = "", after: str = "") -> tuple[Piece, ...]:
    """Where razdel's tokens of a chunk stand, those that are words glued together cut."""
    from razdel import tokenize

    at = len(before) + 1
    pieces: list[tuple[int, int]] = []
    for token in tokenize(f"{before} {chunk} {after}"):
        if at <= token.start < at + len(chunk):
            inner = inner_starts(token.text, forms) if len(token.text) > 2 else ()
            pieces += pairwise((token.start - at, *(token.start - at + k for k in inner), token.stop - at))
    return tuple((start, end, chunk[start:end]) for start, end in pieces)
