"""Units: sentences as a reader sees them. A scene in, units out.

Sentences inside one pair of quotation marks belong together with the words around the marks. Photo credits, headlines
and addresses run into a sentence by a careless page are cut off, and so is the next sentence where a full stop or the
source's link was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from svod.extract.quote_cues import Cue
from svod.extract.quote_marks import Stretch
from svod.extract.quote_units import MARKS, Scene, Unit
from svod.letters import load_letters
from svod.read import Reading

LONG = 6  # words in marks that are no name
ENDS = (".", "!", "?", "…")  # that a sentence ends with
OPENING = ("ADJ", "ADP", "NOUN", "DET", "PRON", "ADV", "NUM", "SCONJ", "CCONJ", "VERB")


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What a page leaves in its text."""

    credit: re.Pattern[str]
    address: re.Pattern[str]  # on its own after a sentence or a section's name: no source
    dateline: re.Pattern[str]  # «Москва. 1 ноября. INTERFAX.RU - », «14:54, 2 Ноябрь, 2018 »


@lru_cache(maxsize=8)
def load_leftovers(marked: frozenset[str], lines: frozenset[str], agencies: frozenset[str]) -> Leftovers:
    """Compile the patterns; `marked` stand in brackets, `lines` without, before names that end with an agency's."""
    letters = load_letters()
    small, capital = letters.small, letters.capital
    word, name = rf"[A-Z{capital}«\"][\w.«»\"-]*", f"[{capital}][{small}]+"
    in_brackets, alone, named = ("|".join(sorted(words)) for words in (marked, lines, agencies))
    return Leftovers(
        re.compile(
            rf"(?:{word} (?:{word} )?(?:\(\w+\) )?)?\((?:{in_brackets})\b[^()\n]{{0,120}}\)"
            rf"|\b(?:{alone}): [^.\n/]{{2,60}} ?/ ?(?:{named}|(?:[A-Z][\w.]*(?: |$))+|{word} ?)(?=[{capital}«])"
        ),
        re.compile(
            rf"(?:\b{name}[ \xa0]|(?<=[.!?»\"][ \xa0]))[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{{2,6}}"
            rf"(?=[ \xa0][A-Z{capital}«\"]|$)"
        ),
        re.compile(
            r"^(?:\d{1,2}:\d{2},? ?\d{1,2} \w+,? \d{4}\.? "
            rf"|[{capital}][{capital}{small}-]+(?: [{capital}][{small}-]+)?[,.] \d{{1,2}} [{small}]{{3,9}}\.?"
            r"(?: \d{4})?,?[ \xa0]*(?:[-–—/][ \xa0]*)?"
            rf"(?:[A-Z{capital}][\w.]+(?: {name})?(?:,(?: {name}){{2}})?[ \xa0]?)?[-–—/.]+[ \xa0]*)",
            re.M,
        ),
    )


def find_units(scene: Scene) -> list[Unit]:
    """Divide the article into units."""
    units: list[Unit] = []
    outer = [s for s in scene.stretches if s.depth == 0]
    k = 0
    for sentence in scene.reading.sentences:
        while k < len(outer) and outer[k].closed <= sentence.start:
            k += 1
        if units and goes_on_next_line(scene, units[-1], sentence.first):
            units[-1] = Unit(units[-1].first, sentence.last)
            continue
        joins = k < len(outer) and outer[k].start < sentence.start < outer[k].closed and units
        if joins and "\n" not in scene.reading.text[outer[k].start : sentence.start]:
            units[-1] = Unit(units[-1].first, sentence.last)
        else:
            units.append(Unit(sentence.first, sentence.last))
    cuts = seams(scene, outer)
    return [part for unit in units for part in cut_unit(unit, cuts)]


def goes_on_next_line(scene: Scene, unit: Unit, first: int) -> bool:
    """True when a line breaks before the source: «…, сказал⏎капитан Петров», «…, пишет⏎Reuters.»."""
    reading, tokens = scene.reading, scene.reading.tokens
    gap = reading.text[tokens[unit.last - 1].end : tokens[first].start]
    if gap.strip(" \xa0") != "\n" or not scene.cues_in(unit.last - 1, unit.last) or first + 1 >= len(tokens):
        return False
    foreign = tokens[first].text.isascii() and any(t.text in (".", ",") for t in tokens[first + 1 : first + 4])
    return tokens[first].text[:1].islower() or foreign


def cut_unit(unit: Unit, cuts: list[int]) -> list[Unit]:
    """Cut a unit at token indices."""
    edges = [unit.first, *(c for c in cuts if unit.first < c < unit.last), unit.last]
    return [Unit(a, b) for a, b in pairwise(edges)]


def seams(scene: Scene, outer: list[Stretch]) -> list[int]:
    """Tokens at which a new unit begins though the segmenter saw no sentence end."""
    reading, tokens = scene.reading, scene.reading.tokens
    found: set[int] = set()
    leftovers = load_leftovers(*(scene.words(w) for w in ("credits", "credit_lines", "credited")))
    marks = (f for w in (*scene.words("credits"), *scene.words("credit_lines")) for f in (f"({w}", f"{w}: "))
    credited = any(form in reading.text for form in marks)  # a plain search is far quicker than the pattern
    for credit in leftovers.credit.finditer(reading.text) if credited else ():
        span = reading.within(credit.start(), credit.end())
        found.update((span.start, span.stop))
    captions = [w for w in sorted(scene.words("captions")) if f"{w}:" in reading.text]
    labels = "|".join(captions)
    for label in re.finditer(rf"(?<=[^\n(/])[ \xa0](?=(?:{labels}):[ \xa0])", reading.text) if captions else ():
        found.add(reading.within(label.end(), label.end() + 1).start)
    found.update(rubric_edges(scene))
    quoted = {k for s in outer for k in reading.within(s.start, s.end)}
    for i in (t.i for t in tokens[:-1] if t.text in ENDS):
        if not (i in quoted and i + 1 in quoted) and ends_sentence(reading, i):
            found.add(i + 1)
    datelines = (leftovers.dateline.match(reading.text, start) for start in line_starts(reading.text))
    found.update(reading.within(d.end(), d.end() + 1).start for d in datelines if d)
    for address in leftovers.address.finditer(reading.text):
        span = reading.within(address.start(), address.end())
        found.update((span.start, span.stop))
    found.update(k for s in outer for k in seams_of(scene, s))
    heads = {c.head for c in scene.cues}
    found.update(n.last for n in reading.names if runs_on(reading, n.kind, n.first, n.last, heads))
    found.update(c.last for c in scene.cues if loses_source(scene, c))
    found.update(k for c in scene.cues for k in nameless_outlet(scene, c))
    return sorted(found)


def line_starts(text: str) -> Iterator[int]:
    """Where the lines of a text begin."""
    start = 0
    while start >= 0:
        yield start
        start = text.find("\n", start) + 1 or -1


def rubric_edges(scene: Scene) -> set[int]:
    """Tokens around a section's name that a page set between two sentences: «… закрыт | Политика | В порту …»."""
    tokens, rubrics = scene.reading.tokens, scene.words("rubrics")
    found: set[int] = set()
    for token in tokens[1:-1]:
        if token.text not in rubrics:
            continue
        before, after = tokens[token.i - 1], tokens[token.i + 1]
        if not after.text[:1].isupper() or after.text in MARKS:
            continue
        ends = before.text[-1:].isalnum() and (before.text[:1].islower() or before.upos in ("PROPN", "NUM"))
        if ends or before.text in (*MARKS, ")") or before.text.isdigit():
            found.update((token.i, after.i))
    return found


def ends_sentence(reading: Reading, i: int) -> bool:
    """True when token i is a full stop that no abbreviation explains and a new sentence follows."""
    a, b, before = reading.tokens[i], reading.tokens[i + 1], reading.tokens[i - 1]
    if a.text not in ENDS or (b.start == a.end and before.text not in MARKS):
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


def seams_of(scene: Scene, s: Stretch) -> list[int]:
    """Tokens around quotation marks where a new sentence begins: «…по радио.«Мы …», «… не в столице" Ранее …»."""
    reading, text = scene.reading, scene.reading.text
    opening, after = reading.within(s.opened, s.opened + 1), reading.within(s.closed, s.closed + 2)
    found = [k for k in opening if reading.tokens[k].start == s.opened and text[max(0, s.opened - 1)] in ".!?"]
    for k in after:
        token = reading.tokens[k]
        if token.start <= s.closed or not token.text[:1].isupper() or "\n" in text[s.closed : token.start]:
            continue
        least = 2 if token.feat("Case") == "Nom" else 3
        phrase = text[s.start].islower() and len(text[s.start : s.end].split()) >= least
        named = any(n.first <= k < n.last for n in reading.names) or token.upos == "PROPN"
        if opens_sentence(scene, k) or (phrase and (not named or between_verbs(scene, opening.start, k))):
            found.append(k)
    return found


def between_verbs(scene: Scene, opening: int, after: int) -> bool:
    """True when a finite verb stands before the quoted words and another after them: «назвал «…» Франция закрыла …»."""
    tokens = scene.reading.tokens
    before, rest = tokens[max(0, opening - 12) : opening], tokens[after : after + 12]
    start = next((n for n in range(len(before), 0, -1) if before[n - 1].text in (".", "!", "?")), 0)
    end = next((n for n, t in enumerate(rest) if t.text in (".", "!", "?", ",")), len(rest))
    return all(any(t.feat("VerbForm") == "Fin" for t in part) for part in (before[start:], rest[:end]))


def opens_sentence(scene: Scene, k: int) -> bool:
    """True for a capitalised word that only opens sentences: «Ранее», «Напомним», «Хотя»."""
    token = scene.reading.tokens[k]
    return token.text[:1].isupper() and not token.text.isupper() and token.text.lower() in scene.words("openers")


def loses_source(scene: Scene, cue: Cue) -> bool:
    """True when the outlet's link was lost after a cue of carrying and the next sentence follows: «…, пишет Семь …»."""
    tokens = scene.reading.tokens
    verb = tokens[cue.head]
    if cue.kind == "frame" or cue.last >= len(tokens) or "aside" not in cue.takes:
        return False
    after = tokens[cue.last]
    if after.sentence != verb.sentence or (after.text[:1].isdigit() and numbered(scene, cue, after.i)):
        return after.sentence == verb.sentence
    if after.text in MARKS:
        return verb.lemma in scene.lexicon.carry and verb.feat("Tense") == "Pres" and speech_at(scene, after.start)
    if not after.text[:1].isupper() or after.text.isupper():
        return False
    if opens_sentence(scene, after.i):
        return True
    name = next((n for n in scene.reading.names if n.first <= after.i < n.last), None)
    if verb.lemma not in scene.lexicon.carry or verb.feat("Tense") != "Pres":
        return False
    if name is not None and name.kind == "PER":
        follows = tokens[name.last : name.last + 4]
        return any(t.feat("VerbForm") == "Fin" for t in follows) and not any(t.text in ",.—–-" for t in follows)
    if after.upos == "PROPN" or name is not None:
        return False
    rest = tokens[cue.last : cue.last + 12]
    return tokens[cue.first - 1].text == "," and any(t.feat("VerbForm") == "Fin" and t.upos == "VERB" for t in rest)


def speech_at(scene: Scene, opened: int) -> bool:
    """True when whole sentences stand in the marks that open here: no outlet's name."""
    text = scene.reading.text
    found = (s for s in scene.stretches_in(opened, opened + 1))
    return any(text[s.start].isupper() and len(text[s.start : s.end].split()) >= LONG for s in found)


def numbered(scene: Scene, cue: Cue, k: int) -> bool:
    """True when a number after a cue of carrying opens the next sentence: «об этом пишет | 30 мая суд решил …»."""
    verb = scene.reading.tokens[cue.head]
    rest = scene.reading.tokens[k : k + 12]
    goes_on = next((n for n, t in enumerate(rest) if t.text in (".", "!", "?")), len(rest))
    finite = any(t.feat("VerbForm") == "Fin" or t.feat("Variant") == "Short" for t in rest[:goes_on])
    return finite and verb.lemma in scene.lexicon.carry and verb.feat("Tense") == "Pres"


def nameless_outlet(scene: Scene, cue: Cue) -> list[int]:
    """The token after an outlet whose name was lost: «…, пишет в субботу газета | Источники в порту говорят …»."""
    reading, tokens = scene.reading, scene.reading.tokens
    for k in range(cue.last, min(cue.last + 5, len(tokens) - 1)):
        noun, after = tokens[k], tokens[k + 1]
        if noun.text[:1].isupper() or noun.upos == "PUNCT":
            return []
        if noun.lemma not in scene.lexicon.outlets or noun.feat("Case") != "Nom" or noun.feat("Number") == "Plur":
            continue
        lost = after.text[:1].isupper() and not after.text.isupper() and after.upos in (*OPENING, "PROPN")
        named = any(n.first <= after.i < n.last for n in reading.names) or after.text.isascii()
        verb = any(t.feat("VerbForm") == "Fin" for t in tokens[k + 2 : k + 12])
        return [after.i] if lost and not named and verb and after.sentence == noun.sentence else []
    return []
