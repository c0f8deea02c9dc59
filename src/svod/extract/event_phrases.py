"""What to call a party that has no name: its noun phrase, short and in the nominative.

Goes in: a reading and a noun, or characters. Comes out: the characters of the phrase, or its words. Knows no mentions
and decides nothing about who is a party.
"""

from __future__ import annotations

from collections.abc import Mapping

from svod.extract.mention_forms import to_nominative
from svod.read import Reading, Token

LONG = 6  # words: a longer phrase is cut to its head and first genitive
QUOTES = '«»“”„"'
PAIRS = (("«", "»"), ("„", "“"), ("“", "”"))
PARTS = ("amod", "nmod", "nummod", "det", "flat", "fixed", "case", "appos")


def phrase(reading: Reading, word: Token) -> tuple[int, int]:
    """Characters of the noun phrase: the noun with its adjectives, numerals and genitives, no clauses."""
    inside = members(reading, word, PARTS)
    first, last = stretch(reading, word.i, inside)
    if sum(reading.tokens[i].upos != "PUNCT" for i in range(first, last + 1)) > LONG:
        own = members(reading, word, ("amod", "nummod", "det", "flat", "fixed"))
        below = [k for k in reading.kids(word.i, "nmod") if k.i in inside and k.i > word.i][:1]
        for kid in below:
            own |= members(reading, kid, ("amod", "nummod", "det", "flat"))
        first, last = stretch(reading, word.i, own)
    return reading.tokens[first].start, closed(reading, reading.tokens[first].start, reading.tokens[last].end)


def members(reading: Reading, word: Token, rels: tuple[str, ...]) -> set[int]:
    """The words of a phrase by what hangs from its head: no participles, nothing behind a preposition."""
    found, stack = {word.i}, [word.i]
    while stack:
        for kid in reading.kids(stack.pop(), *rels):
            if kid.rel == "case" and kid.i < word.i:
                continue
            if kid.feat("VerbForm") == "Part" or (kid.rel == "nmod" and reading.kids(kid.i, "case")):
                continue
            found.add(kid.i)
            stack.append(kid.i)
    return found


def stretch(reading: Reading, i: int, inside: set[int]) -> tuple[int, int]:
    """The unbroken run of a phrase around its head: a comma or a dash ends it, quotation marks do not."""
    first = last = i
    while first - 1 in inside or (quoting(reading, first - 1) and first - 2 in inside):
        first -= 1
    while last + 1 in inside or (quoting(reading, last + 1) and last + 2 in inside):
        last += 1
    return first, last


def quoting(reading: Reading, i: int) -> bool:
    """True for a quotation mark."""
    return 0 <= i < len(reading.tokens) and reading.tokens[i].text in QUOTES


def closed(reading: Reading, start: int, end: int) -> int:
    """The end of a phrase with the mark that closes a name in quotation marks: «телеканал «Восток»»."""
    text = reading.text[start:end]
    after = reading.text[end : end + 1]
    opened = any(text.count(a) > text.count(b) and after == b for a, b in PAIRS)
    return end + 1 if opened or (after == '"' and text.count('"') % 2) else end


def shorten(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Characters of a phrase, cut to its head's own phrase where it is long."""
    inside = reading.within(start, end)
    if len(inside) <= LONG:
        return start, end
    head = next((i for i in inside if reading.tokens[i].head not in inside), inside[0])
    return phrase(reading, reading.tokens[head])


def nominative(reading: Reading, start: int, end: int, numerals: Mapping[str, str]) -> str:
    """A phrase in the nominative: its head and what agrees with it; genitives stay («граждане России»).

    Counted people keep their genitive, and their number changes: «двух журналистов» → «двое журналистов».
    """
    inside = reading.within(start, end)
    head = next((i for i in inside if reading.tokens[i].head not in inside), inside[0])
    counted = bool(reading.kids(head, "nummod"))
    people = reading.tokens[head].feat("Animacy") == "Anim" and reading.tokens[head].feat("Case") in ("Gen", "Acc")
    made, last = "", start
    for i in inside:
        token = reading.tokens[i]
        word = token.text
        if not counted and (i == head or (token.head == head and token.rel in ("amod", "det"))):
            part = "NOUN" if token.upos in ("NOUN", "PROPN") else "ADJF"
            word = to_nominative(word, token.feat("Case"), token.feat("Number"), token.feat("Gender"), part)
        if people and token.rel == "nummod" and token.head == head:
            word = numerals.get(word.lower(), word)
        made += reading.text[last : token.start] + word
        last = token.end
    return " ".join((made + reading.text[last : closed(reading, start, last)]).split())
