"""Letters that count as one: every pack's `letters.toml` in, tables for comparing words out.

Serves where words of several languages meet: search, comparison of reports, the report. Knows no word; what a word is
and where it ends is its users' business.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from svod.packs import load_table


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters by what they count as, in lower case, all languages together; for `str.translate` by code point."""

    alike: Mapping[int, str]  # written one for the other at will, both cases
    confused: Mapping[int, str]
    softened: Mapping[int, str]
    silent: Mapping[int, str]  # left out: each stands for nothing
    weak: str  # a stem does not end with these
    small: str  # the alphabets, to stand between the brackets of a pattern
    capital: str
    every_small: str  # with letters of neighbouring languages
    every_capital: str


@lru_cache(maxsize=1)
def load_letters() -> Letters:
    """Read the letters of every language."""
    tables = load_table("letters")
    alike, confused, softened = (
        str.maketrans(dict(ChainMap(*(dict(t.get(name, {})) for t in tables))))
        for name in ("alike", "confused", "softened")
    )
    capitals = {ord(chr(code).upper()): letter.upper() for code, letter in alike.items()}
    silent = str.maketrans(dict.fromkeys((x for t in tables for x in t.get("silent", ())), ""))
    weak, small, neighbours = (
        "".join(x for t in tables for x in t.get(name, ())) for name in ("weak", "alphabet", "neighbours")
    )
    every = small + neighbours
    return Letters(alike | capitals, confused, softened, silent, weak, small, small.upper(), every, every.upper())


def plain(text: str) -> str:
    """The text with letters that are written for one another at will as one: ё as е; й and ї keep their marks."""
    return text.translate(load_letters().alike)
