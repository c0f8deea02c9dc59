"""Counted groups: «семь человек», «трое журналистов», «12 местных жителей», and their nominative.

In: a scene and the tokens of a group's phrase. Out: the token of its numeral, and the phrase in the nominative.
"""

from __future__ import annotations

from svod.extract.mention_forms import UD_CASE, inflect, readings
from svod.extract.mention_found import Scene
from svod.read.reading import Token


def numeral_before(scene: Scene, first: int, head: int) -> int | None:
    """The token of the numeral right before a phrase that counts its head, None where there is none."""
    tokens = scene.reading.tokens
    if first == 0:
        return None
    token = tokens[first - 1]
    counts = token.upos == "NUM" or token.text.isdigit()
    tied = token.head == head or tokens[head].head == token.i
    if (
        not counts
        or not tied
        or token.sentence != tokens[head].sentence
        or token.lemma in scene.lexicon.words["no_number"]
    ):
        return None
    return token.i


def counted_name(scene: Scene, first: int, head: int, last: int) -> str:
    """The phrase of a numeral at `first` in the nominative: «пятерых чиновников» → «пятеро чиновников»."""
    tokens = scene.reading.tokens
    number = tokens[first]
    words = [number.text if number.text.isdigit() else nominative_numeral(scene, number)]
    words += [adjective_word(t) for t in tokens[first + 1 : head]]
    words.append(noun_word(scene, tokens[head], few=is_few(scene, number)))
    text = " ".join(words)
    return text + scene.reading.text[tokens[head].end : tokens[last - 1].end]


def is_few(scene: Scene, number: Token) -> bool:
    """True of the numbers that the noun follows in the genitive singular: 2, 3, 4, 22 …"""
    if number.text.isdigit():
        value = int(number.text)
        return value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14)
    return number.lemma in scene.lexicon.words["few"]


def nominative_numeral(scene: Scene, number: Token) -> str:
    """«пятерых» → «пятеро», «двух» → «два» (or «две»)."""
    for reading in readings(number.text):
        if reading.tag.POS == "NUMR":
            plain, feminine = scene.lexicon.words["two"]
            two = number.feat("Gender") == "Fem" and reading.normal_form == plain
            return feminine if two else str(reading.normal_form)
    return number.text.lower()


def adjective_word(token: Token) -> str:
    """An adjective between numeral and noun, in the genitive plural."""
    case = UD_CASE.get(token.feat("Case") or "")
    for reading in readings(token.text):
        if reading.tag.POS in ("ADJF", "PRTF") and (case is None or case in reading.tag):
            return inflect(reading, "gent", "plur") or token.text
    return token.text


def noun_word(scene: Scene, token: Token, *, few: bool) -> str:
    """The counted noun: genitive singular after 2, 3, 4, else genitive plural."""
    if token.lemma in scene.lexicon.words["human"]:
        after_few, after_many = scene.lexicon.words["human_counted"]
        return after_few if few else after_many
    case = UD_CASE.get(token.feat("Case") or "", "gent")
    fitting = [r for r in readings(token.text) if r.tag.POS in ("NOUN", "ADJF", "PRTF")]
    fitting = [r for r in fitting if case in r.tag] or fitting
    if not fitting:
        return token.text.lower()
    plain = fitting[0].tag.POS == "NOUN"
    return inflect(fitting[0], "gent", "sing" if few and plain else "plur") or token.text.lower()
