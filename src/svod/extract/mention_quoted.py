"""What of an article stands in quotation marks as somebody's words, and who speaks them as far as the marks' edges say.

In: a scene. Out: `Quoted`. Names and titles in marks are no words; whose the words are for good, `quotes` finds out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from svod.extract.mention_found import Found, Scene
from svod.extract.mention_pronouns import speaks
from svod.extract.quote_marks import find_stretches

NEAR = 14  # tokens between the marks and who speaks


@dataclass(frozen=True, slots=True)
class Quoted:
    """Tokens in marks, sentences that are all in marks, and the stretches as tokens [first, last)."""

    tokens: frozenset[int]
    sentences: frozenset[int]
    stretches: tuple[tuple[int, int], ...]


def find_quoted(scene: Scene) -> Quoted:
    """The words in quotation marks that are said: those with a verb among them."""
    reading = scene.reading
    said: dict[int, list[tuple[int, int]]] = {0: [], 1: []}
    for stretch in find_stretches(reading.text):
        inside = reading.within(stretch.opened, stretch.closed)
        if stretch.depth in said and any(reading.tokens[i].upos in ("VERB", "AUX") for i in inside):
            said[stretch.depth].append((inside.start, inside.stop))
    stretches = [p for whole in said[0] for p in taken_apart(whole, said[1])]
    tokens = frozenset(i for a, b in stretches for i in range(a, b))
    sentences = frozenset(
        s.i for s in reading.sentences if all(i in tokens or not is_word(scene, i) for i in range(s.first, s.last))
    )
    return Quoted(tokens, sentences, tuple(sorted(stretches)))


def taken_apart(whole: tuple[int, int], inner: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A stretch, or, where several people speak inside it because a mark was forgotten, those inside it."""
    own = [s for s in inner if whole[0] <= s[0] and s[1] <= whole[1]]
    return own if len(own) > 1 else [whole]


def is_word(scene: Scene, i: int) -> bool:
    """True of a token that is no mark."""
    return scene.reading.tokens[i].text[:1].isalnum()


def find_speakers(scene: Scene, found: Sequence[Found], quoted: Quoted) -> dict[int, int]:
    """By the first token of what is said, the number of the person who says it by a verb of speech at its edge."""
    speakers: dict[int, int] = {}
    starts = [a for a, _ in quoted.stretches]
    for k, item in enumerate(found):
        if item.entity != "person" or item.kind != "name" or not speaks(scene, item):
            continue
        n = bisect_right(starts, item.head)
        for first, last in quoted.stretches[max(0, n - 1) : n + 1]:
            if 0 <= item.head - last < NEAR or 0 < first - item.head < NEAR:
                speakers.setdefault(first, k)
    return speakers


def stretch_at(quoted: Quoted, i: int) -> int | None:
    """The first token of what is said where token i stands, None outside of it."""
    n = bisect_right(quoted.stretches, (i, len(quoted.tokens) + i)) - 1
    return quoted.stretches[n][0] if n >= 0 and i < quoted.stretches[n][1] else None
