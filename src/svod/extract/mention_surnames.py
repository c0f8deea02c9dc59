"""The case forms of surnames: those by which «Алиев» is met again as «Алиева», «Алиевым».

In: a surname in the nominative, the gender, if known, and the pack's endings. Out: folded forms. The way back is in
`names`. The dictionary is pymorphy3's, and so are the names of cases and genders.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from svod.extract.grammar import Grammar
from svod.extract.mention_forms import fold, readings


def fits_gender(reading: Any, gender: str | None) -> bool:
    """True when a reading may be of this gender."""
    return gender is None or reading.tag.gender in (gender, None) or "GNdr" in reading.tag


@lru_cache(maxsize=4_000)  # 1 KiB each
def surname_forms(surname: str, gender: str | None, grammar: Grammar) -> frozenset[str]:
    """The folded forms that a surname (or a lone name) may be met in."""
    word = fold(surname)
    forms = {word}
    if word.isascii() or not word[-1:].isalpha():
        return frozenset(forms)
    for r in readings(surname):
        named = "nomn" in r.tag and r.tag.POS == "NOUN" and {"Surn", "Name"} & r.tag.grammemes and "plur" not in r.tag
        if named and fits_gender(r, gender):
            forms |= {fold(x.word) for x in r.lexeme if "sing" in x.tag or "Fixd" in x.tag}
    if gender != "femn":
        forms |= by_ending(word, "masculine", grammar)
    if gender != "masc":
        forms |= by_ending(word, "feminine", grammar)
    return frozenset(forms)


def by_ending(word: str, gender: str, grammar: Grammar) -> set[str]:
    """Forms by ending: «Трамп», «Меркурий», «Зеленский»; «Захарова», «Подольская», «Вайделя»."""
    row = grammar.row(grammar.surnames.get(gender, {}), word)
    return set() if row is None else {word[: len(word) - len(row[0])] + end for end in row[1]}
