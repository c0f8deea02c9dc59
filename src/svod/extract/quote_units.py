"""Scenes, units and drafts: what the finders of quotes pass to one another.

A unit is a sentence as a reader sees it (`quote_seams`). A draft is a quote before its speaker is resolved.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from svod.extract.quote_cues import Cue, Lexicon
from svod.extract.quote_marks import Stretch
from svod.read import Reading, Token

DASHES = frozenset({"—", "–", "-", "―"})
MARKS = frozenset('«»„“”"‹›')


@dataclass(frozen=True, slots=True)
class Scene:
    """What every finder looks at."""

    reading: Reading
    lexicon: Lexicon
    stretches: tuple[Stretch, ...]
    cues: tuple[Cue, ...]

    def words(self, name: str) -> frozenset[str]:
        """A group of the pack's function words."""
        return self.lexicon.words[name]

    def cues_in(self, first: int, last: int) -> tuple[Cue, ...]:
        """The cues that begin among tokens [first, last); cues stand in text order."""
        low = bisect_left(self.cues, first, key=lambda c: c.first)
        return self.cues[low : bisect_left(self.cues, last, lo=low, key=lambda c: c.first)]

    def stretches_in(self, start: int, end: int) -> tuple[Stretch, ...]:
        """The stretches that open among characters [start, end); they stand in text order."""
        low = bisect_left(self.stretches, start, key=lambda s: s.opened)
        return self.stretches[low : bisect_left(self.stretches, end, lo=low, key=lambda s: s.opened)]


class Unit(NamedTuple):
    """Tokens [first, last)."""

    first: int
    last: int


class Draft(NamedTuple):
    """Reported words and what introduces them; parts are characters, the rest are tokens."""

    parts: tuple[tuple[int, int], ...]
    kind: str
    rule: str
    unit: Unit
    cue: Cue | None = None
    source: tuple[int, int] | None = None  # tokens that name the source, where the finder knows them
    carriers: tuple[tuple[int, int], ...] = ()  # tokens that name who carried the words


def predicate(token: Token) -> bool:
    """True for a finite verb or a short form."""
    return token.feat("VerbForm") == "Fin" or token.feat("Variant") == "Short"


def institution(scene: Scene, token: Token) -> bool:
    """True for a place that speaks: «в министерстве», «в Кремле»."""
    if token.feat("Case") != "Loc" or not any(
        c.lemma in scene.words("located") for c in scene.reading.kids(token.i, "case")
    ):
        return False
    named = any(n.first <= token.i < n.last for n in scene.reading.names)
    return named or token.lemma in scene.lexicon.institutions or token.lemma in scene.lexicon.documents


def nobody(scene: Scene, cue: Cue) -> bool:
    """True for a bare plural, «его попросили выйти»: an event, and nobody's words."""
    reading = scene.reading
    verb = reading.tokens[cue.head]
    if verb.upos != "VERB" or verb.feat("VerbForm") != "Fin" or verb.rel.startswith(("conj", "acl")):
        return False
    subjects = reading.kids(verb.i, "nsubj")
    if verb.feat("Number") != "Plur" or any(t.feat("Number") != "Sing" or len(reading.kids(t.i)) for t in subjects):
        return False
    places = [*reading.kids(verb.i, "obl", "advmod")]
    over = after_day(scene, cue.last)
    places += reading.tokens[over : over + 4] if over > cue.last else []
    return not any(institution(scene, t) or t.lemma in scene.words("there") for t in places)


def after_day(scene: Scene, at: int) -> int:
    """The token after a day set off by commas, else `at`: «сообщили | в воскресенье, 12 мая, | в ведомстве»."""
    tokens = scene.reading.tokens
    for k in range(at, min(at + 4, len(tokens) - 4)):
        if tokens[k].text == ",":
            day = tokens[k + 1].text.isdigit() and tokens[k + 2].upos == "NOUN" and tokens[k + 3].text == ","
            return k + 4 if day else at
    return at


def ends_phrase(reading: Reading, i: int) -> bool:
    """True when a full stop after token i ends the sentence: not of «ООО», «И. Петров», «Маяк.ру»."""
    stop, after = reading.tokens[i + 1], reading.tokens[i + 2] if i + 2 < len(reading.tokens) else None
    return len(reading.tokens[i].text) > 3 and (after is None or after.start > stop.end)


def noun_phrase(reading: Reading, head: int) -> tuple[int, int]:
    """Tokens [first, last) of the phrase that `head` governs, relative clauses and asides left out."""
    inside = {head}
    stack = [head]
    while stack:
        for k in reading.kids(
            stack.pop(), "amod", "det", "nmod", "flat", "appos", "nummod", "compound", "case", "conj", "cc", "punct"
        ):
            inside.add(k.i)
            stack.append(k.i)
    first = last = head
    while first - 1 in inside and reading.tokens[first - 1].text not in (",", *DASHES):
        first -= 1
    while last + 1 in inside and reading.tokens[last + 1].text not in (",", ":", "(", *DASHES):
        if reading.tokens[last + 1].text == "." and ends_phrase(reading, last):
            break
        last += 1
    while last > head and reading.tokens[last].upos in ("PUNCT", "CCONJ") and reading.tokens[last].text not in '»"“”':
        last -= 1
    return first, last + 1
