"""How words and lemmas are written in the packs' lists: lower case, ё as е. Nothing else is normalised here.

Which letters count as one is said by the packs' `letters.toml`.
"""

from __future__ import annotations

from functools import lru_cache

from svod.letters import load_letters


@lru_cache(maxsize=32_768)
def plain(word: str) -> str:
    """A word as rules and word lists keep it: «Пройдёт» is «пройдет»."""
    word = word.lower()
    for letter, one in alike():
        word = word.replace(letter, one)  # they are few, so that this is far quicker than `str.translate`
    return word


@lru_cache(maxsize=1)
def alike() -> tuple[tuple[str, str], ...]:
    """Small letters with what they count as."""
    return tuple((chr(code), one) for code, one in load_letters().alike.items() if chr(code).islower())
