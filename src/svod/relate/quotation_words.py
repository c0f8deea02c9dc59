"""The words of quotes, ready to be compared: where each stands, how it is written, what its dictionary form is.

In: findings and the articles they were found in. Out: a `Wording` for each quote, and the pairs of quotes that share
enough to be worth comparing. Dictionary forms are those that reading an article has found; where there are none, a word
is its own. Nothing is judged here.

Cost grows with the number of pairs that share two neighbouring long words. A pair of words that hundreds of quotes
share pairs only those next to each other, so that no formula («по словам главы») makes the work quadratic.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from svod.read.segment import split_sentences
from svod.records import Article, Evidence, Findings, Quote
from svod.relate.words import STEM, find_words, fold

LEAST_LETTERS, LEAST_SHARE = 16, 0.5  # of stems in common; below that no two quotes are worth comparing
BETWEEN = " … "  # stands between the parts of a quote that its cue breaks
LONG = 4  # letters of a word that helps to find candidates
LONGEST = 1000  # words; longer quotes are misread, and comparing them would cost by the square
CROWD = 40  # quotes that share a pair of words, beyond which only neighbours are compared
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


def make_wordings(
    quotes: Iterable[Quote], articles: Mapping[str, Article], findings: Mapping[str, Findings]
) -> dict[str, Wording]:
    """The wordings of quotes by id; each article is cut into words once."""
    by_article: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_article[quote.article].append(quote)
    made = {}
    for article, own in by_article.items():
        tokens = Tokens(articles[article].text, findings[article].lemmas)
        made.update({quote.id: make_wording(quote, tokens) for quote in own})
    return made


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
            parts = list(WORD.finditer(token.text))
            stems = WORD.findall(self.lemmas[number]) if parts else []
            for n, part in enumerate(parts):
                at, until = token.start + part.start(), token.start + part.end()
                if start <= at and until <= end:
                    form = fold(part[0])
                    yield Word(at, until, form, fold(stems[n]) if len(stems) == len(parts) else form)


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


def find_candidates(quotes: Sequence[Quote]) -> list[tuple[str, str]]:
    """Pairs of quotes with enough words in common, two of them neighbours; the smaller id first, sorted."""
    stems = {q.id: [w[:STEM] for w in find_words(said(q))] for q in sorted(quotes, key=lambda q: q.id)}
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id_, words in stems.items():
        if len(words) > LONGEST:
            continue
        for pair in set(pairwise(w for w in words if len(w) >= LONG)):
            blocks[pair].append(id_)
    found: set[tuple[str, str]] = set()
    for members in blocks.values():
        found.update(combinations(members, 2) if len(members) <= CROWD else near(members))
    bags = {id_: Counter(words) for id_, words in stems.items()}
    sizes = {id_: sum(map(len, words)) for id_, words in stems.items()}
    return sorted((a, b) for a, b in found if enough(bags[a], bags[b], min(sizes[a], sizes[b])))


def enough(a: Mapping[str, int], b: Mapping[str, int], size: int) -> bool:
    """Whether two bags of stems have so much in common that some order of them could make two quotes one."""
    if len(a) > len(b):
        a, b = b, a
    common = sum(min(count, b[stem]) * len(stem) for stem, count in a.items() if stem in b)
    return common >= LEAST_LETTERS and common >= size * LEAST_SHARE


def near(members: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a crowd: each with the first and with those that come next."""
    for i, id_ in enumerate(members[1:], 1):
        for other in {members[0], *members[max(0, i - CROWD // 4) : i]}:
            yield other, id_
