"""What stands around a mention of an event in, how much of it another mention's surroundings share out.

A word that is rare in the news weighs more (`background.py`). Words of the sentence alone say less: what «санкции» are
meant is told before or after.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from svod.relate.stories import Story
from svod.relate.words import STEM, fold

AROUND = 200  # characters before the event's word, and after it


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The words around one mention, its own word left out, and what they weigh together."""

    words: frozenset[str]
    weight: float


def make_passage(story: Story, at: int, trigger: str) -> Passage:
    """The words of an article around an offset."""
    first, last = bisect_left(story.words, (at - AROUND,)), bisect_left(story.words, (at + AROUND,))
    words = frozenset(word for _, word in story.words[first:last]) - {fold(trigger)[:STEM]}
    return Passage(words, math.fsum(story.weights[w] for w in words))


def share_passages(a: Passage, b: Passage, story: Story) -> float:
    """How much two passages share, by weight in the story of one, of the one that weighs less: 0..1."""
    few = min(a.weight, b.weight)
    return math.fsum([story.weights[w] for w in a.words & b.words]) / few if few else 0.0
