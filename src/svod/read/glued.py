"""Words that a page has glued together by losing a space or a link: «Песковзаявил», «заявилаАнкара», «АрменииИван».

In comes one word, out come the places inside it where another begins; its characters stay as they are. Only what the
dictionary does not know is cut, and only into parts that it knows: a form of a verb of saying and its neighbours
(`speech.toml`), or what a capital inside the word sets apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from svod.letters import load_letters
from svod.packs import Pack
from svod.read.lemmas import analyser

TAGS = {"Name", "Surn", "Patr", "Geox"}
SHORTEST = 5  # letters of a form of saying; «рёк» and «мол» stand inside too many words
SHORT = 3

Forms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """What glued words look like."""

    glued: re.Pattern[str]  # where a capitalised word begins inside one in lower case: no name is written so
    names: re.Pattern[str]
    initials: re.Pattern[str]
    word: re.Pattern[str]


@lru_cache(maxsize=1)
def load_patterns() -> Patterns:
    """Compile the patterns from the letters of the languages."""
    letters = load_letters()
    small, capital = letters.small, letters.capital
    name = f"([{capital}][{small}]{{2,}})"
    return Patterns(
        re.compile(f"(?<=[{letters.every_small}]{{3}})(?=[{letters.every_capital}][{letters.every_small}]{{2}})"),
        re.compile(name + name),
        re.compile(f"([{capital}]{{2,5}}){name}"),
        re.compile(f"[{capital}{small}]{{7,40}}"),
    )


@lru_cache(maxsize=8)
def forms_of_saying(pack: Pack) -> Forms:
    """The finite forms, third person and past, of the pack's verbs of saying."""
    lemmas = {lemma for entry in pack.tables["speech"]["verbs"] for lemma in entry["lemmas"]}
    return frozenset(form for lemma in sorted(lemmas) for form in finite(lemma) if len(form) >= SHORTEST)


def finite(lemma: str) -> Iterator[str]:
    """The past and third-person forms of a verb."""
    for reading in analyser().parse(lemma):
        if reading.tag.POS == "INFN" and reading.normal_form == lemma:
            for form in reading.lexeme:
                if form.tag.POS == "VERB" and ("past" in form.tag or "3per" in form.tag):
                    yield form.word
            return


@lru_cache(maxsize=32_768)
def inner_starts(word: str, forms: Forms) -> tuple[int, ...]:
    """Where further words begin inside a word; () for nearly all."""
    if word[0] in "–—" and len(word) > 2 and word[1:].isalpha():
        return (1, *(1 + k for k in inner_starts(word[1:], forms)))
    if (
        word[0].islower()
        and not word.islower()
        and (places := [m.start() for m in load_patterns().glued.finditer(word)])
    ):
        edges = [0, *places, len(word)]
        return tuple(k for a, b in pairwise(edges) for k in (a, *nested(word, a, b, forms)) if k)
    if len(word) < 6 or not word.isalpha() or (not forms and word[1:].islower()) or known(word):
        return ()
    return said(word, forms) or capitals(word, forms)


def nested(word: str, start: int, end: int, forms: Forms) -> list[int]:
    """The places inside a part of a word, counted in the whole."""
    return [start + k for k in inner_starts(word[start:end], forms)]


def capitals(word: str, forms: Forms) -> tuple[int, ...]:
    """«АрменииИван», «ООНПетров»: two names, or initials and a word; «АвтоМост» is one name and stays."""
    if match := load_patterns().names.fullmatch(word):
        at = match.start(2)
        return (at,) if is_name(match[1]) and is_name(match[2]) else ()
    if match := load_patterns().initials.match(word):
        at = match.start(2)
        tail = word[at:]
        abbreviation = any("Abbr" in r.tag for r in analyser().parse(match[1].lower()))
        inside = nested(word, at, len(word), forms)
        if abbreviation and known(match[1]) and (inside or (known(tail) and match.end() == len(word))):
            return (at, *inside)
    return ()


def said(word: str, forms: Forms) -> tuple[int, ...]:
    """The places around a form of saying when what stands before and after it are words too; the longest form wins."""
    if not load_patterns().word.fullmatch(word):
        return ()
    low = word.lower()
    found: list[tuple[int, tuple[int, ...]]] = []
    for i in range(len(low) - SHORTEST + 1):
        for j in range(i + SHORTEST, len(low) + 1):
            surname = not i and len(low) - j < SHORT and word[0].isupper()  # «Заявилов» is one
            if low[i:j] in forms and whole(low[:i]) and whole(low[j:]) and not governs(low[:i]) and not surname:
                found.append((j - i, tuple(k for k in (i, j) if 0 < k < len(low))))
    return max(found)[1] if found else ()


def whole(part: str) -> bool:
    """True for a word of the dictionary, or nothing; of one letter only prepositions and conjunctions."""
    if len(part) > 1 or not part:
        return not part or known(part)
    return any(r.tag.POS in ("PREP", "CONJ") for r in analyser().parse(part))


def governs(part: str) -> bool:
    """True for a preposition: none stands before a verb, but many begin one («под» + «писала»)."""
    return bool(part) and any(r.tag.POS == "PREP" for r in analyser().parse(part))


def is_name(part: str) -> bool:
    """True for a form of a person's or a place's name that the dictionary has."""
    return known(part) and any(TAGS & r.tag.grammemes for r in analyser().parse(part.lower()))


def known(word: str) -> bool:
    """True when the dictionary has the word in this form."""
    return analyser().knows(word.lower())
