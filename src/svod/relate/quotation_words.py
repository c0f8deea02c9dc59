"""The words of quotes, ready to be compared: where each stands, how it is written, what its dictionary form is.

In: findings and the articles they were found in. Out: a `Wording` for each quote that is asked for. Dictionary forms
are those that reading an article has found; where there are none, a word is its own. Nothing is judged here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from svod.read.segment import split_sentences
from svod.records import Evidence, Quote
from svod.relate.shelf import Shelf
from svod.relate.words import fold

BETWEEN = " … "  # stands between the parts of a quote that its cue breaks
WORD = re.compile(r"[^\W_]+")  # the parts of «поток-2» are words, since others write «поток — 2»


@dataclass(frozen=True, slots=True)
class Word:
    """Characters [start, end) of a wording's text; `form` is it folded, `lemma` its dictionary form."""

    start: int
    end: int
    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one quote, or of several of one article one after the other."""

    text: str
    words: tuple[Word, ...]
    letters: int  # of all its words: how long it is


def contents(quote: Quote) -> list[Evidence]:
    """The parts of a quote's words, in order."""
    return [e for e in quote.evidence if e.role == "content"]


def said(quote: Quote) -> str:
    """The words of a quote as printed, its parts joined."""
    return BETWEEN.join(e.text for e in contents(quote))


class Tokens:
    """The tokens of a text with their dictionary forms, to be looked up by place."""

    def __init__(self, text: str, lemmas: Sequence[str]) -> None:
        self.tokens = [token for sentence in split_sentences(text) for token in sentence]
        self.starts = [token.start for token in self.tokens]
        self.lemmas = lemmas if len(lemmas) == len(self.tokens) else [token.text for token in self.tokens]

    def find_words(self, start: int, end: int) -> Iterator[Word]:
        """The words that lie in [start, end); marks are left out, and a word that is cut at the edge."""
        first = max(0, bisect_right(self.starts, start) - 1)
        for number in range(first, bisect_left(self.starts, end)):
            token = self.tokens[number]
            for at, until, form, lemma in find_parts(token.text, self.lemmas[number]):
                if start <= token.start + at and token.start + until <= end:
                    yield Word(token.start + at, token.start + until, form, lemma)


@lru_cache(maxsize=50_000)
def find_parts(token: str, lemma: str) -> tuple[tuple[int, int, str, str], ...]:
    """The words in a token: where each begins and ends in it, it folded, and its dictionary form."""
    parts, stems = list(WORD.finditer(token)), WORD.findall(lemma)
    known = len(stems) == len(parts)
    return tuple(
        (part.start(), part.end(), form := fold(part[0]), fold(stems[n]) if known else form)
        for n, part in enumerate(parts)
    )


def make_wording(quote: Quote, tokens: Tokens) -> Wording:
    """The words of a quote, counted from the beginning of its own text."""
    found: list[Word] = []
    at = 0
    for part in contents(quote):
        shift = at - part.span.start
        words = tokens.find_words(part.span.start, part.span.end)
        found += [Word(w.start + shift, w.end + shift, w.form, w.lemma) for w in words]
        at += len(part.text) + len(BETWEEN)
    return Wording(said(quote), tuple(found), count_letters(found))


def join_wordings(wordings: Sequence[Wording]) -> Wording:
    """Several wordings one after the other."""
    words, at = [], 0
    for wording in wordings:
        words += [replace(w, start=w.start + at, end=w.end + at) for w in wording.words]
        at += len(wording.text) + len(BETWEEN)
    return Wording(BETWEEN.join(w.text for w in wordings), tuple(words), count_letters(words))


def count_letters(words: Iterable[Word]) -> int:
    """How long words are together."""
    return sum(len(w.form) for w in words)


class Wordings(dict[str, Wording]):
    """The wordings of quotes by id; an article is cut into words when one of its quotes is first asked for."""

    def __init__(self, shelf: Shelf, homes: Mapping[str, str]) -> None:
        super().__init__()
        self.shelf, self.homes = shelf, homes

    def __missing__(self, quote: str) -> Wording:
        article = self.homes[quote]
        findings = self.shelf[article]
        tokens = Tokens(self.shelf.articles[article].text, findings.lemmas)
        self.update({q.id: make_wording(q, tokens) for q in findings.quotes})
        return self[quote]
