"""How common words are in the news of a language: `background.tsv` of its pack in, the weight of a word out.

A word is known by its beginning, so that inflection does not count, and counted by the weeks of news in which it was
written: what one story repeats for days is not common for that. The counts are fixed, so that no collection weighs its
words by what else it holds. Made by `tools/make_background.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from svod.relate.words import STEM, WORD, fold

SHORT = 3  # letters of a word that is passed over; numbers of two digits count
FEWEST = 3  # weeks below which a word is not listed
UNLISTED = 1  # weeks that it counts as having


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """In how many weeks of news each word was written, and what that makes it weigh."""

    weeks: int
    weights: Mapping[str, float]  # of the words listed
    rare: float  # of any other

    def weigh(self, word: str) -> float:
        """How much a word says: the rarer, the more."""
        return self.weights.get(word, self.rare)


def make_background(weeks: int, counts: Mapping[str, int]) -> Background:
    """The background of some counts by word."""

    def weight(count: float) -> float:
        return math.log((weeks + 1) / (count + 0.5))

    return Background(weeks, {word: weight(count) for word, count in sorted(counts.items())}, weight(UNLISTED))


@lru_cache(maxsize=8)
def load_background(lang: str | None) -> Background | None:
    """The background of a language, None where its pack has none."""
    item = files("svod").joinpath("lang", lang or "-", "background.tsv")
    return parse_background(item.read_text("utf-8")) if item.is_file() else None


def parse_background(text: str) -> Background:
    """The background that a file holds: of how many weeks, then of each number of weeks the words it is of."""
    (_, weeks), *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return make_background(int(weeks), {word: int(count) for count, words in rows for word in words.split()})


def format_background(weeks: Mapping[str, int], of: int) -> str:
    """The file of some counts, words that are in few weeks and numbers left out."""
    rows: dict[int, list[str]] = {}
    for word, count in sorted(weeks.items()):
        if count >= FEWEST and not word.isdigit():
            rows.setdefault(count, []).append(word)
    lines = [f"weeks\t{of}", *(f"{count}\t{' '.join(rows[count])}" for count in sorted(rows, reverse=True))]
    return "".join(line + "\n" for line in lines)


def count_weeks(texts: Iterable[tuple[str, str]]) -> tuple[dict[str, int], int]:
    """In how many weeks each word was written, of texts with their week by any name; and how many weeks there are."""
    seen: dict[str, set[str]] = {}
    for week, text in texts:
        seen.setdefault(week, set()).update(words_of(text))
    return dict(Counter(word for words in seen.values() for word in words)), len(seen)


def words_of(text: str) -> list[str]:
    """The beginnings of a text's words, and its numbers."""
    return [word for _, word in place_words(text)]


def place_words(text: str) -> Iterator[tuple[int, str]]:
    """The same with where each word begins."""
    found = list(WORD.finditer(text))
    for match, word in zip(found, fold("\n".join(m[0] for m in found)).split("\n"), strict=True) if found else ():
        if len(word) >= SHORT or (len(word) > 1 and word.isdigit()):
            yield match.start(), word[:STEM]
