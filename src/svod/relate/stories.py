"""Two articles in, whether they tell one story out, by the words that are rare in the news of their language.

`make_story` says once what an article is compared by, `compare_stories` compares two. Named features, a readable table
of weights, a judgement with its reasons. It is wrong about one pair in six of those that people were asked about, so it
joins nothing by itself: event pairs that rest on nobody named count it (`levels_news.py`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from svod.learned import Model
from svod.records import Article, Judgement, Reason
from svod.relate.background import SHORT, load_background, make_background, place_words, words_of
from svod.relate.words import STEM, WORD, fold, stems

UNSURE = 1.0  # log-odds around nothing within which nothing is said
HEADLINE = 100  # characters that stand for a headline where there is none
OPENING = 600  # characters that tell what an article is about: headline and first paragraphs
RULE = "machine:stories-2"
# trained and measured by eval/stories.py on other people's judgements of pairs of reports
WEIGHTS = Model("stories", -4.48, {"headline told": 4.24, "words": 0.54, "names": 3.34, "numbers": 0.39})
UNKNOWN = make_background(1, {})  # of a language without a background: all words weigh the same


class Story:
    """What one article is compared by, each part made when it is first asked for; equal to itself alone."""

    def __init__(self, article: Article) -> None:
        self.article, self.lang = article.id, article.lang
        self.source = article
        self.background = load_background(article.lang)
        self.known = self.background is not None  # whether its language has a background

    @cached_property
    def words(self) -> tuple[tuple[int, str], ...]:
        """The words of the text, with where they begin."""
        return tuple(place_words(self.source.text))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word of headline and text is there."""
        return Counter([*words_of(self.source.title or ""), *(word for _, word in self.words)])

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each of these words says, however often it is there."""
        weigh = (self.background or UNKNOWN).weigh
        return {word: weigh(word) for word in sorted(self.counts)}

    @cached_property
    def told(self) -> Mapping[str, float]:
        """The same by how often it is there."""
        return {word: (1 + math.log(self.counts[word])) * weight for word, weight in self.weights.items()}

    @cached_property
    def length(self) -> float:
        """The length of `told`."""
        return math.sqrt(math.fsum(v * v for v in self.told.values()))

    @cached_property
    def headline(self) -> frozenset[str]:
        """The words of the headline, or of where it would be."""
        return frozenset(words_of(self.source.title or "") or words_of(self.source.text[:HEADLINE]))

    @cached_property
    def opening(self) -> frozenset[str]:
        """Stems of headline and first paragraphs."""
        return stems(f"{self.source.title or ''} {self.source.text[:OPENING]}")

    @cached_property
    def names(self) -> frozenset[str]:
        """The beginnings of names in headline and text."""
        return frozenset(find_capitals(f"{self.source.title or ''}\n{self.source.text}"))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of headline and text."""
        return frozenset(w for w in self.counts if w.isdigit())


def make_story(article: Article) -> Story:
    """What an article is compared by."""
    return Story(article)


def same_story(a: Story, b: Story) -> Judgement:
    """Whether two articles tell one story, with the reasons."""
    features = compare_stories(a, b)
    odds = WEIGHTS.odds(features)
    verdict = "same" if odds > UNSURE else "different" if odds < -UNSURE else "unsure"
    first, second = sorted((a.article, b.article))
    reasons: tuple[Reason, ...] = WEIGHTS.reasons(features)
    return Judgement("story", first, second, verdict, round(odds, 3), reasons, RULE)


def story_odds(a: Story, b: Story) -> float:
    """The log-odds that two articles tell one story."""
    return WEIGHTS.odds(compare_stories(a, b))


def compare_stories(a: Story, b: Story) -> dict[str, float]:
    """The features, each 0..1.

    headline told: how much of either headline the other article tells; words: the cosine of both; names and numbers:
    the shares that both have of the one who has fewer.
    """
    return {
        "headline told": (told_part(a.headline, a, b) + told_part(b.headline, b, a)) / 2,
        "words": cosine(a, b),
        "names": overlap_share(a.names, b.names),
        "numbers": overlap_share(a.numbers, b.numbers),
    }


def told_part(words: Iterable[str], own: Story, other: Story) -> float:
    """How much of some words of an article another one has, by weight."""
    whole = math.fsum(own.weights.get(w, 0.0) for w in words)
    return math.fsum(own.weights.get(w, 0.0) for w in words if w in other.weights) / whole if whole > 0 else 0.0


def cosine(a: Story, b: Story) -> float:
    """How alike the words of two articles are, 0..1."""
    few, many = (a.told, b.told) if len(a.told) <= len(b.told) else (b.told, a.told)
    lengths = a.length * b.length
    return math.fsum(few[w] * many[w] for w in few.keys() & many.keys()) / lengths if lengths else 0.0


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


def overlap_share(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the smaller set the larger has."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
