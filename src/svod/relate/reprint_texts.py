"""Articles in, what their texts are compared by out: runs of words, pairs of long words, the opening, what is quoted.

    runs      four words side by side: broken by every word that an editor changes
    pairs     two long words side by side or with one between, by their beginnings, in their order: most outlive a
              synonym here and there
    opening   the runs of the first words: news stands there, background does not
    told      the runs outside quotation marks: two reports of one statement share its words and are no copies

Nothing depends on what else is in the collection. Which articles are worth comparing: `svod.relate.reprint_sketches`.
Judges nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import TypeVar

from svod.records import Article
from svod.relate.actor_outlets import find_voice
from svod.relate.words import STEM, WORD, fold

SHINGLE = 4  # words
OPENING = 30  # words
LONG = 5  # letters of a word that makes pairs
DAYS = 3  # between an article and its edited copy: later articles repeat their outlet's own background
MARKS = re.compile(r"[«»“”„\"]|\n")
OPENERS, CLOSERS = "«„", "»”"

Shingles = frozenset[tuple[str, ...]]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """What one article is compared by."""

    article: str
    voice: str | None
    day: int | None
    words: int
    runs: Shingles
    told: Shingles
    opening: Shingles
    pairs: Shingles


def make_text(article: Article) -> Text:
    """What an article is compared by."""
    folded = fold(article.text)
    tokens = list(WORD.finditer(folded))
    words = [intern(t[0]) for t in tokens]  # so that runs of two texts are compared by identity
    quoted = find_quoted(article.text, [t.start() for t in tokens]) if len(folded) == len(article.text) else []
    runs = list(side_by_side(words))
    own = runs if True not in quoted else [r for r, q in zip(runs, side_by_side(quoted), strict=True) if not any(q)]
    long = [w[:STEM] for w in words if len(w) >= LONG]
    pairs = frozenset(p for step in (1, 2) for p in zip(long, long[step:], strict=False))
    voice = find_voice(article.outlet) if article.outlet else None
    opening = frozenset(runs[: OPENING - SHINGLE + 1])
    return Text(article.id, voice, published_day(article), len(words), frozenset(runs), frozenset(own), opening, pairs)


def side_by_side(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """Every run of as many neighbours as a shingle has words."""
    return zip(*(items[n:] for n in range(SHINGLE)), strict=False)


def find_quoted(text: str, starts: Sequence[int]) -> list[bool]:
    """For each word whether it stands in quotation marks; marks do not reach over the end of a line."""
    depth = 0
    found: list[bool] = []
    for mark in MARKS.finditer(text):
        found += [depth > 0] * (bisect_left(starts, mark.start()) - len(found))
        depth = step(depth, mark[0])
    return found + [depth > 0] * (len(starts) - len(found))


def step(depth: int, mark: str) -> int:
    """How deep in quotation marks a text is after one more mark."""
    if mark == "\n":
        return 0
    if mark in OPENERS or (mark == "“" and not depth):
        return depth + 1
    if mark == '"':
        return 0 if depth else 1
    return max(0, depth - 1)


def share(a: Shingles, b: Shingles) -> float:
    """How much of the smaller set the larger one holds."""
    return len(a & b) / max(1, min(len(a), len(b)))


def published_day(article: Article) -> int | None:
    """The day of publication as a number, None when unknown."""
    try:
        return date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


class Texts(dict[str, Text]):
    """What articles are compared by, each made when it is first asked for: few of a collection ever are."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        super().__init__()
        self.articles = articles

    def __missing__(self, article: str) -> Text:
        text = self[article] = make_text(self.articles[article])
        return text
