"""Sentences and words of a text with their offsets, by razdel.

A line break always ends a sentence. Where a page has lost its spaces or its furniture runs into the text, the sentence
also ends where `svod.read.seams` says, and words that are glued together are cut as `svod.read.glued` says: such pages
are common, razdel leaves them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from svod.packs import Pack
from svod.read.glued import Forms, forms_of_saying, inner_starts
from svod.read.seams import Seams, find_cuts, seams_of

CHUNK = re.compile(r"\S+")
# at its edge a mark by which razdel joins words or numbers, one of them beyond the space: «кто -то», «5, 6»
HANGING = re.compile(r"^[-‑–—−_.,/\\].|.[-‑–—−_]$|\d[.,/\\]$")
WORDS, OPENING, CLOSING = ("RU", "LAT"), frozenset('«(„“"'), frozenset(',.:;?…»)”"')
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
    return () if HANGING.search(chunk) else tuple(unglued(chunk, find_tokens(chunk), forms))


def words_among(sentence: str, match: re.Match[str], forms: Forms) -> Iterator[Piece]:
    """The words of a chunk where they depend on its neighbours: on the kind of the nearest characters."""
    before, after = sentence[: match.start()].rstrip()[-1:], sentence[match.end() :].lstrip()[:1]
    at, until = len(before) + 1, len(before) + 1 + len(match[0])
    tokens = [(x - at, y - at) for x, y in find_tokens(f"{before} {match[0]} {after}") if at <= x < until]
    return unglued(match[0], tokens, forms)


def unglued(chunk: str, tokens: Iterable[tuple[int, int]], forms: Forms) -> Iterator[Piece]:
    """Tokens of a chunk, those that are words glued together cut."""
    for start, end in tokens:
        inner = inner_starts(chunk[start:end], forms) if end - start > 2 else ()
        for x, y in pairwise((start, *(start + k for k in inner), end)) if inner else ((start, end),):
            yield x, y, chunk[x:y]


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
