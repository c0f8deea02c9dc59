"""Units and drafts: what the finders of quotes pass to one another.

A unit is a sentence as a reader sees it: sentences inside one pair of quotation marks belong together with the words
around the marks, and photo credits, headlines and addresses run into a sentence by a careless page are cut off. A draft
is a quote before its speaker is resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from svod.extract.quote_cues import Cue
from svod.extract.quote_marks import Stretch
from svod.read import Reading

DASHES = frozenset({"—", "–", "-", "―"})
MARKS = frozenset('«»„“”"‹›')
CREDIT = re.compile(
    r"\((?:Фото|Видео|Скриншот|Photo)\b[^()\n]{0,120}\)|\bФото:[^.\n/]{2,60}/[ \xa0]?[\w.«»]+(?=[ \xa0][А-ЯЁ])"
)
OPENING = ("ADJ", "ADP", "NOUN", "DET", "PRON", "ADV", "NUM", "SCONJ", "CCONJ", "VERB")


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
    source: tuple[int, int] | None = None  # tokens that name the source, where the finder knows them
    unit: Unit | None = None


def find_units(reading: Reading, stretches: list[Stretch], cues: list[Cue]) -> list[Unit]:
    """Divide the article into units."""
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
    cuts = seams(reading, outer, cues)
    return [part for unit in units for part in cut_unit(unit, cuts)]


def cut_unit(unit: Unit, cuts: list[int]) -> list[Unit]:
    """Cut a unit at token indices."""
    edges = [unit.first, *(c for c in cuts if unit.first < c < unit.last), unit.last]
    return [Unit(a, b) for a, b in pairwise(edges)]


def seams(reading: Reading, outer: list[Stretch], cues: list[Cue]) -> list[int]:
    """Tokens at which a new unit begins though the segmenter saw no sentence end."""
    found: set[int] = set()
    tokens = reading.tokens
    heads = {c.head for c in cues}
    for credit in CREDIT.finditer(reading.text):
        span = reading.within(credit.start(), credit.end())
        found.update((span.start, span.stop))
    for a, b in pairwise(tokens):
        if any(s.start <= a.start and b.end <= s.end for s in outer):
            continue
        spaced = reading.text[a.end : b.start] != ""
        full_stop = (
            a.text in (".", "!", "?", "…") and spaced and (b.text[:1].isupper() or is_address(b.text) or b.text in '«"')
        )
        if full_stop and not (a.text == "." and len(tokens[a.i - 1].text) <= 2):
            found.add(b.i)
    found.update(n.last for n in reading.names if runs_on(reading, n.kind, n.first, n.last, heads))
    return sorted(found)


def is_address(word: str) -> bool:
    """True for «site.com»."""
    return bool(re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,6}", word))


def runs_on(reading: Reading, kind: str, first: int, last: int, heads: set[int]) -> bool:
    """True when a speaker's name is followed by the next sentence without a full stop: «заявил Петров В городе …»."""
    if kind != "PER" or last >= len(reading.tokens):
        return False
    after = reading.tokens[last]
    if not after.text[:1].isupper() or after.text.isupper() or after.upos not in OPENING:
        return False
    if any(n.first <= last < n.last for n in reading.names) and after.upos not in ("ADP", "PRON", "DET"):
        return False
    return (
        any(k in heads for k in range(max(0, first - 12), first)) and reading.tokens[first].sentence == after.sentence
    )


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
