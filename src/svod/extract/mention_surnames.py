"""The case forms of surnames: those by which «Алиев» is met again as «Алиева», «Алиевым».

In: a surname in the nominative and the gender, if known. Out: folded forms. The way back is in `names`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from svod.extract.mention_forms import fold, readings

VOWELS_FIXED = "еиоуыэюё"


def fits_gender(reading: Any, gender: str | None) -> bool:
    """True when a reading may be of this gender."""
    return gender is None or reading.tag.gender in (gender, None) or "GNdr" in reading.tag


@lru_cache(maxsize=20_000)
def surname_forms(surname: str, gender: str | None) -> frozenset[str]:
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
        forms |= masculine_forms(word)
    if gender != "masc":
        forms |= feminine_forms(word)
    return frozenset(forms)


def masculine_forms(word: str) -> set[str]:
    """Forms by ending: «Трамп», «Меркурий», «Качча», «Зеленский»."""
    stem, last = word[:-1], word[-1]
    if word.endswith(("ий", "ый", "ой")):
        base = word[:-2]
        return {base + e for e in ("ого", "ому", "им", "ым", "ом")} | {stem + e for e in ("я", "ю", "ем", "е", "и")}
    if last in "йь":
        return {stem + e for e in ("я", "ю", "ем", "е")}
    if last == "а":
        return {stem + e for e in ("ы", "и", "е", "у", "ой")}
    if last == "я":
        return {stem + e for e in ("и", "е", "ю", "ей")}
    if last in VOWELS_FIXED or word.endswith(("ых", "их")):
        return set()
    return {word + e for e in ("а", "у", "ом", "ем", "ым", "е")}


def feminine_forms(word: str) -> set[str]:
    """Forms by ending: «Захарова», «Подольская», «Вайделя»; the rest do not decline."""
    stem, last = word[:-1], word[-1]
    if word.endswith(("ая", "яя")):
        return {word[:-2] + e for e in ("ой", "ую", "ей", "юю")}
    if last == "а":
        return {stem + e for e in ("ы", "и", "е", "у", "ой", "ей")}
    if last == "я":
        return {stem + e for e in ("и", "е", "ю", "ей")}
    return set()
