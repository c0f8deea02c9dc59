"""How words and lemmas are written in the packs' lists: lower case, ё as е. Nothing else is normalised here.

Which letters count as one is said by the packs' `letters.toml`.
"""

from __future__ import annotations

from functools import lru_cache

from svod import letters


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """A word as rules and word lists keep it: «Пройдёт» is «пройдет»."""
    return letters.plain(word.lower())
