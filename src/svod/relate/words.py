"""Words of names and sentences made comparable across reports.

In goes text, out go folded words, stems and yes-or-no comparisons. No language's dictionary is used: inflection is met
by comparing beginnings of words, which serves every language that inflects at the end; which letters count as one is
said by `letters.toml` of the packs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from svod.letters import load_letters

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
STEM = 5  # letters: long enough to tell words apart, short enough to meet «встреча», «встретились»
APOSTROPHES = {ord(mark): "'" for mark in "’ʼ`"}


def fold(text: str) -> str:
    """Lower case, ё as е: «Семён» and «Семен» are one."""
    return text.casefold().translate(folded_letters())


@lru_cache(maxsize=1)
def folded_letters() -> Mapping[int, str]:
    """What letters and apostrophes count as."""
    letters = load_letters()
    return {**letters.alike, **letters.confused, **APOSTROPHES}


def without_signs(word: str) -> str:
    """A folded word without soft signs: «пашиньян» → «пашинян»."""
    return word.translate(load_letters().silent)


def find_words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=200_000)
def stems(text: str) -> frozenset[str]:
    """Beginnings of the words of four letters or more: «переговоры в Баку» → {"перег", "баку"}."""
    return frozenset(w[:STEM] for w in find_words(text) if len(w) >= 4)


@lru_cache(maxsize=200_000)
def same_word(a: str, b: str) -> bool:
    """True for forms of one word or words of one root: «задержание», «задержали»; not «отставка», «отстаивать»."""
    a, b = fold(a), fold(b)
    shared = shared_beginning(soften(a), soften(b))
    return a == b or (shared >= 4 and shared * 3 >= min(len(a), len(b)) * 2 and min(len(a), len(b)) - shared <= 4)


@lru_cache(maxsize=100_000)
def soften(word: str) -> str:
    """A folded word with the consonants that change before endings made one: «выплатила», «выплачивает»."""
    return word.translate(load_letters().softened)


def shared_beginning(a: str, b: str) -> int:
    """How many letters two words have in common from the start."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


@lru_cache(maxsize=200_000)
def nearly(a: str, b: str) -> bool:
    """True when two words differ in at most one letter changed, added or left out: «Асия» and «Азия»."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = shared_beginning(a, b)
    return a[at + 1 :] == b[at + 1 :] if len(a) == len(b) else a[at:] == b[at + 1 :]
