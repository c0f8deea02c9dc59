"""Two articles in, whether they tell one story out: a level above reprints, by the words that are rare around them.

A word weighs by how few articles of the collection have it (`Background`), by its beginning, so that inflection does
not count. Named features, a readable table of weights, a judgement with its reasons. Whoever uses it should know that
it is wrong about one pair in six of those that people were asked about: it proposes, it does not join.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from svod.learned import Model
from svod.records import Article, Judgement, Reason
from svod.relate.words import STEM, WORD, fold

SHORT = 3  # letters of a word that is passed over; numbers of two digits count
UNSURE = 1.0  # log-odds around nothing within which nothing is said
RULE = "machine:stories-1"
# trained and measured by eval/stories.py on other people's judgements of pairs of reports
WEIGHTS = Model("stories", -4.25, {"headline told": 4.31, "words": 0.19, "names": 3.37, "numbers": 0.44})


@dataclass(frozen=True, slots=True)
class Background:
    """How many articles of a collection have each word."""

    articles: int
    counts: Mapping[str, int]

    def weight(self, word: str) -> float:
        """How much a word says: the rarer, the more."""
        return math.log((self.articles + 1) / (self.counts.get(word, 0) + 0.5))


def make_background(articles: Iterable[Article]) -> Background:
    """The background that a collection makes of itself."""
    counts: Counter[str] = Counter()
    number = 0
    for article in articles:
        number += 1
        counts.update(set(words_of(f"{article.title or ''}\n{article.text}")))
    return Background(number, counts)


def words_of(text: str) -> list[str]:
    """The beginnings of a text's words, and its numbers."""
    found = WORD.findall(fold(text))
    return [w[:STEM] for w in found if len(w) >= SHORT or (w.isdigit() and len(w) > 1)]


def same_story(a: Article, b: Article, background: Background) -> Judgement:
    """Whether two articles tell one story, with the reasons."""
    features = compare_stories(a, b, background)
    odds = WEIGHTS.odds(features)
    verdict = "same" if odds > UNSURE else "different" if odds < -UNSURE else "unsure"
    first, second = sorted((a.id, b.id))
    reasons: tuple[Reason, ...] = WEIGHTS.reasons(features)
    return Judgement("story", first, second, verdict, round(odds, 3), reasons, RULE)


def compare_stories(a: Article, b: Article, background: Background) -> dict[str, float]:
    """The features, each 0..1.

    headline told: how much of either headline the other article tells; words: the cosine of both; names and numbers:
    the shares that both have of the one who has fewer.
    """
    wholes = [f"{x.title or ''}\n{x.text}" for x in (a, b)]
    ours, theirs = (words_of(text) for text in wholes)
    heads = [words_of(x.title or x.text[:100]) for x in (a, b)]
    told = (part(heads[0], theirs, background) + part(heads[1], ours, background)) / 2
    return {
        "headline told": told,
        "words": cosine(weigh(ours, background), weigh(theirs, background)),
        "names": overlap_share(*(find_capitals(text) for text in wholes)),
        "numbers": overlap_share({w for w in ours if w.isdigit()}, {w for w in theirs if w.isdigit()}),
    }


def part(words: Iterable[str], other: Iterable[str], background: Background) -> float:
    """How much of some words another text has, by weight."""
    own, have = sorted(set(words)), set(other)
    whole = math.fsum(background.weight(w) for w in own)
    return math.fsum(background.weight(w) for w in own if w in have) / whole if whole > 0 else 0.0


def weigh(words: Iterable[str], background: Background) -> dict[str, float]:
    """Each word's weight in a text."""
    return {w: (1 + math.log(n)) * background.weight(w) for w, n in sorted(Counter(words).items())}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How alike two weighings are, 0..1."""
    lengths = math.sqrt(math.fsum(v * v for v in a.values()) * math.fsum(v * v for v in b.values()))
    return math.fsum(v * b[w] for w, v in a.items() if w in b) / lengths if lengths else 0.0


def find_capitals(text: str) -> set[str]:
    """The beginnings of words written with a capital within a sentence."""
    found = set()
    for match in WORD.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()].rstrip('«"“„(')[-2:]
        if (
            len(match[0]) >= SHORT
            and match[0][0].isupper()
            and len(before) == 2
            and before[1] == " "
            and before[0] not in ".!?…"
        ):
            found.add(fold(match[0])[:STEM])
    return found


def overlap_share(a: set[str], b: set[str]) -> float:
    """How much of the smaller set the larger has."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
