"""The words of a query in every form they have, so that a list is searched without parsing each of its words.

In: what was asked. Out: a function as the search of the store and the rows take it: forms of the words asked, nothing
for all others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from svod.letters import load_letters
from svod.present.quote_rows import WORD
from svod.store.search import fold

MOST = 12  # words of a query; further ones stand as they are


def query_forms(*asked: str) -> Callable[[str], Collection[str]]:
    """The forms of the words asked: («Пескову») gives for «песков» nothing, for «пескову» «песков», «пескова» …"""
    words = list(dict.fromkeys(word for text in asked for word in WORD.findall(fold(text))))[:MOST]
    known = {word: inflect(word) for word in words}
    return lambda word: known.get(fold(word), ())


@lru_cache(maxsize=2_000)
def inflect(word: str) -> Collection[str]:
    """All forms of all words that this may be a form of, its dictionary form first."""
    from svod.read.lemmas import analyser

    if not set(load_letters().small) & set(word):  # no word of the dictionary's language
        return ()
    return tuple(dict.fromkeys(str(form.word) for p in analyser().parse(word) for form in p.lexeme))
