"""What stands around a mention of an event in, how much of it another mention's surroundings share out.

A word that is rare in the news weighs more (`background.py`). Words of the sentence alone say less: what «санкции» are
meant is told before or after.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cached_property

from svod.relate.stories import Story
from svod.relate.words import STEM, fold

AROUND = 200  # characters before the event's word, and after it


class Passage:
    """The words around one mention, made when they are first asked for."""

    def __init__(self, story: Story, at: int, trigger: str) -> None:
        self.story, self.at, self.trigger = story, at, trigger

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the article around the mention, its own word left out."""
        words = self.story.words
        first, last = bisect_left(words, (self.at - AROUND,)), bisect_left(words, (self.at + AROUND,))
        return frozenset(word for _, word in words[first:last]) - {fold(self.trigger)[:STEM]}

    @cached_property
    def weight(self) -> float:
        """What they weigh together."""
        return math.fsum(self.story.weights[w] for w in self.words)


def make_passage(story: Story, at: int, trigger: str) -> Passage:
    """The words of an article around an offset."""
    return Passage(story, at, trigger)


def share_passages(a: Passage, b: Passage, story: Story) -> float:
    """How much two passages share, by weight in the story of one, of the one that weighs less: 0..1."""
    few = min(a.weight, b.weight)
    return math.fsum([story.weights[w] for w in a.words & b.words]) / few if few else 0.0
