"""Scenes, units and drafts: what the finders of quotes pass to one another.

A unit is a sentence as a reader sees it: sentences inside one pair of quotation marks belong together with the words
around the marks, and photo credits, headlines and addresses run into a sentence by a careless page are cut off. A draft
is a quote before its speaker is resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from svod.extract.quote_cues import Cue, Lexicon
from svod.extract.quote_marks import Stretch
from svod.read import Reading, Token

DASHES = frozenset({"—", "–", "-", "―"})
MARKS = frozenset('«»„“”"‹›')
WORD = r"[A-ZА-ЯЁ«\"][\w.«»\"-]*"
CREDIT = re.compile(
    rf"(?:{WORD} (?:{WORD} )?(?:\(\w+\) )?)?\((?:Фото|Видео|Скриншот|Photo)\b[^()\n]{{0,120}}\)"
    rf"|\bФото: [^.\n/]{{2,60}} ?/ ?(?:РИА Новости|(?:[A-Z][\w.]*(?: |$))+|{WORD} ?)(?=[А-ЯЁ«])"
)
# an address on its own after a sentence or a section's name: a leftover of the page, not a source
ADDRESS = re.compile(
    r"(?:\b[А-ЯЁ][а-яё]+[ \xa0]|(?<=[.!?»\"][ \xa0]))[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,6}(?=[ \xa0][А-ЯЁ«\"]|$)"
)
OPENING = ("ADJ", "ADP", "NOUN", "DET", "PRON", "ADV", "NUM", "SCONJ", "CCONJ", "VERB")


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
    unit: Unit
    cue: Cue | None = None
    source: tuple[int, int] | None = None  # tokens that name the source, where the finder knows them
    carriers: tuple[tuple[int, int], ...] = ()  # tokens that name who carried the words


def find_units(scene: Scene) -> list[Unit]:
    """Divide the article into units."""
    units: list[Unit] = []
    outer = [s for s in scene.stretches if s.depth == 0]
    k = 0
    for sentence in scene.reading.sentences:
        while k < len(outer) and outer[k].closed <= sentence.start:
            k += 1
        joins = k < len(outer) and outer[k].start < sentence.start < outer[k].closed and units
        if joins and "\n" not in scene.reading.text[outer[k].start : sentence.start]:
            units[-1] = Unit(units[-1].first, sentence.last)
        else:
            units.append(Unit(sentence.first, sentence.last))
    cuts = seams(scene, outer)
    return [part for unit in units for part in cut_unit(unit, cuts)]


def cut_unit(unit: Unit, cuts: list[int]) -> list[Unit]:
    """Cut a unit at token indices."""
    edges = [unit.first, *(c for c in cuts if unit.first < c < unit.last), unit.last]
    return [Unit(a, b) for a, b in pairwise(edges)]


def seams(scene: Scene, outer: list[Stretch]) -> list[int]:
    """Tokens at which a new unit begins though the segmenter saw no sentence end."""
    reading, tokens = scene.reading, scene.reading.tokens
    found: set[int] = set()
    for credit in CREDIT.finditer(reading.text):
        span = reading.within(credit.start(), credit.end())
        found.update((span.start, span.stop))
    quoted = {k for s in outer for k in reading.within(s.start, s.end)}
    for a, b in pairwise(tokens):
        if a.i in quoted and b.i in quoted:
            continue
        if ends_sentence(reading, a.i):
            found.add(b.i)
    for address in ADDRESS.finditer(reading.text):
        span = reading.within(address.start(), address.end())
        found.update((span.start, span.stop))
    heads = {c.head for c in scene.cues}
    found.update(n.last for n in reading.names if runs_on(reading, n.kind, n.first, n.last, heads))
    found.update(c.last for c in scene.cues if loses_source(scene, c))
    return sorted(found)


def ends_sentence(reading: Reading, i: int) -> bool:
    """True when token i is a full stop that no abbreviation explains and a new sentence follows."""
    a, b, before = reading.tokens[i], reading.tokens[i + 1], reading.tokens[i - 1]
    if a.text not in (".", "!", "?", "…") or b.start == a.end:
        return False
    if a.text == "." and before.text.isalpha() and len(before.text) <= 2:
        return False
    return b.text[:1].isupper() or b.text in '«"„“'


def runs_on(reading: Reading, kind: str, first: int, last: int, heads: set[int]) -> bool:
    """True when a speaker's name is followed by the next sentence without a full stop: «заявил Петров В городе …»."""
    if kind != "PER" or last >= len(reading.tokens):
        return False
    after = reading.tokens[last]
    if not after.text[:1].isupper() or after.text.isupper() or after.upos not in OPENING:
        return False
    if any(n.first <= last < n.last for n in reading.names) and after.upos not in ("ADP", "PRON", "DET", "ADJ"):
        return False
    said = any(k in heads for k in range(max(0, first - 12), first))
    return said and reading.tokens[first].sentence == after.sentence


def loses_source(scene: Scene, cue: Cue) -> bool:
    """True when the outlet's link was lost after a cue of carrying and the next sentence follows: «…, пишет Семь …»."""
    tokens = scene.reading.tokens
    verb = tokens[cue.head]
    if verb.lemma not in scene.lexicon.carry or verb.feat("Tense") != "Pres" or cue.last >= len(tokens):
        return False
    after = tokens[cue.last]
    if after.sentence != verb.sentence or not after.text[:1].isupper() or after.text.isupper():
        return False
    name = next((n for n in scene.reading.names if n.first <= after.i < n.last), None)
    if name is not None and name.kind == "PER":
        follows = tokens[name.last : name.last + 4]
        return any(t.feat("VerbForm") == "Fin" for t in follows) and not any(t.text in ",.—–-" for t in follows)
    if after.upos == "PROPN" or name is not None:
        return False
    rest = tokens[cue.last : cue.last + 12]
    return tokens[cue.first - 1].text == "," and any(t.feat("VerbForm") == "Fin" and t.upos == "VERB" for t in rest)


def predicate(token: Token) -> bool:
    """True for a finite verb or a short form."""
    return token.feat("VerbForm") == "Fin" or token.feat("Variant") == "Short"


def institution(scene: Scene, token: Token) -> bool:
    """True for a place that speaks: «в министерстве», «в Кремле»."""
    if token.feat("Case") != "Loc" or not any(c.lemma in ("в", "на") for c in scene.reading.kids(token.i, "case")):
        return False
    named = any(n.first <= token.i < n.last for n in scene.reading.names)
    return named or token.lemma in scene.lexicon.institutions or token.lemma in scene.lexicon.documents


def nobody(scene: Scene, cue: Cue) -> bool:
    """True for a bare plural, «его попросили выйти»: an event, and nobody's words."""
    reading = scene.reading
    verb = reading.tokens[cue.head]
    if verb.upos != "VERB" or verb.feat("VerbForm") != "Fin" or verb.rel.startswith(("conj", "acl")):
        return False
    if verb.feat("Number") != "Plur" or reading.kids(verb.i, "nsubj"):
        return False
    return not any(
        institution(scene, t) or t.lemma in scene.words("there") for t in reading.kids(verb.i, "obl", "advmod")
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
