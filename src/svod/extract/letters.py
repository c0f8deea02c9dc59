"""How words and lemmas are written in the packs' lists: lower case, ё as е. Nothing else is normalised here."""

from __future__ import annotations


def plain(word: str) -> str:
    """A word as rules and word lists keep it: «Пройдёт» is «пройдет»."""
    return word.lower().replace("ё", "е")
