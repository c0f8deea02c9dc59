"""Units and drafts: what the finders of quotes pass to one another.

A unit is a sentence as a reader sees it: sentences that stand inside one pair of quotation marks belong together with
the words around the marks. A draft is a quote before its speaker is resolved.
"""

from __future__ import annotations

from dataclasses import dataclass

from svod.extract.quote_cues import Cue
from svod.extract.quote_marks import Stretch
from svod.read import Reading

DASHES = frozenset({"—", "–", "-", "―"})
MARKS = frozenset('«»„“”"‹›')


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens [first, last)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Reported words and what introduces them; parts are characters, the rest are tokens."""

    parts: tuple[tuple[int, int], ...]
    kind: str
    rule: str
    cue: Cue | None = None
    source: tuple[int, int] | None = None  # tokens that name the source
    unit: Unit | None = None


def find_units(reading: Reading, stretches: list[Stretch]) -> list[Unit]:
    """Join the sentences that one outermost stretch runs over."""
    units: list[Unit] = []
    outer = [s for s in stretches if s.depth == 0]
    k = 0
    for sentence in reading.sentences:
        while k < len(outer) and outer[k].closed <= sentence.start:
            k += 1
        joins = k < len(outer) and outer[k].start < sentence.start < outer[k].closed and units
        if joins and "\n" not in reading.text[outer[k].start : sentence.start]:
            units[-1] = Unit(units[-1].first, sentence.last)
        else:
            units.append(Unit(sentence.first, sentence.last))
    return units


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
        last += 1
    while last > head and reading.tokens[last].upos in ("PUNCT", "CCONJ") and reading.tokens[last].text not in '»"“”':
        last -= 1
    return first, last + 1
