"""Names of persons, states and organisations in, yes-or-no comparisons out. Nothing here looks at texts or codes."""

from __future__ import annotations

from functools import lru_cache

from svod.relate.actor_tables import load_tables
from svod.relate.words import find_words, nearly, stems, without_signs


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The name as one compares it: folded, its words parted by single spaces."""
    return " ".join(find_words(name))


@lru_cache(maxsize=100_000)
def surname(name: str) -> str:
    """The last word of a person's name without soft signs: «Пашиньян» and «Пашинян» meet."""
    words = find_words(name)
    return without_signs(words[-1]) if words else ""


@lru_cache(maxsize=200_000)
def same_person(a: str, b: str) -> bool:
    """True when two names can be one person's: surnames alike, given names equal, initialled, misspelt or left out.

    «В. Путин» and «Владимир Путин»; «Асия Биби» and «Азия Биби»; not «Ильхам Алиев» and «Гейдар Алиев».
    """
    if key(a) == key(b):
        return True
    first, second = find_words(a), find_words(b)
    if not first or not second:
        return False
    if surname(a) == surname(b):
        return same_given(first[:-1], second[:-1])
    close = nearly(surname(a), surname(b)) and min(len(surname(a)), len(surname(b))) >= 5
    return close and bool(first[:-1]) and first[:-1] == second[:-1]


def same_given(a: list[str], b: list[str]) -> bool:
    """True when given names (and patronymics) can be the same; an empty list fits any."""
    for x, y in zip(a, b, strict=False):
        initial = len(x) == 1 or len(y) == 1
        if not (x[0] == y[0] if initial else x == y or (nearly(x, y) and min(len(x), len(y)) >= 4)):
            return False
    return True


@lru_cache(maxsize=200_000)
def similar_names(a: str, b: str) -> bool:
    """True when names of institutions, states or groups share what tells them apart: «МИД России», «российский МИД»."""
    if key(a) == key(b):
        return True
    first, second = telling_stems(a), telling_stems(b)
    shared = first & second
    return bool(shared) and len(shared) * 2 >= min(len(first), len(second))


@lru_cache(maxsize=100_000)
def telling_stems(name: str) -> frozenset[str]:
    """Stems of the words of a name that tell it from others: «суд Пакистана» → {"пакис"}."""
    return stems(name) - common_stems()


@lru_cache(maxsize=1)
def common_stems() -> frozenset[str]:
    """Stems of the words that name a kind of institution, not which one: they alone make no two names one."""
    return stems(" ".join(sorted(load_tables().institutions)))
