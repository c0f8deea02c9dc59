"""The pack's `forms.toml` compiled: endings and small words by which names and unknown words change their form.

In: a pack. Out: a `Grammar`, made once per pack; a pack without the table has none of them. Reads no texts and asks no
dictionary: what the dictionary knows of a word is in `mention_forms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from svod.packs import Pack

CONSONANT = "consonant"  # the row for words whose last letter is no vowel
NOTHING = "-"  # an ending that is none
LONGEST = 3  # letters of an ending

Row = TypeVar("Row")


@dataclass(frozen=True, eq=False)
class Grammar:
    """Endings of a language. Compared by identity, so that functions can cache by it."""

    lists: Mapping[str, tuple[str, ...]]  # endings and words by what they show: «oblique», «particles»
    vowels: frozenset[str]
    particles: frozenset[str]
    nouns: Mapping[str, Mapping[str, str]]  # end of the nominative → case → what stands for it
    surnames: Mapping[str, Mapping[str, tuple[str, ...]]]  # gender → end of the nominative → what may stand for it
    undo: Mapping[tuple[str, str], tuple[tuple[str, tuple[str, ...]], ...]]  # gender, case → end → ends of nominatives
    given: Mapping[str, Mapping[str, str]]  # case → end of an unknown given name → that of its nominative
    compounds: Mapping[str, str]  # end of an adjective → that which it has as the first part of a compound

    def ends(self, word: str, kind: str) -> bool:
        """True when a folded word has one of the endings of a kind."""
        return word.endswith(self.lists.get(kind, ()))

    def row(self, table: Mapping[str, Row], word: str) -> tuple[str, Row] | None:
        """The table's longest ending that a folded word has, with its row; the row of consonants where none fits."""
        for n in range(min(LONGEST, len(word)), 0, -1):
            if word[-n:] in table:
                return word[-n:], table[word[-n:]]
        return ("", table[CONSONANT]) if CONSONANT in table and word[-1:] not in self.vowels else None


@lru_cache(maxsize=8)
def compile_grammar(pack: Pack) -> Grammar:
    """Compile a pack's `forms.toml`."""
    table: Mapping[str, Any] = pack.tables.get("forms", {})
    lists = {kind: tuple(ends) for kind, ends in table.get("lists", {}).items()}
    undo = {
        (gender, case): tuple(sorted(((end, split(to)) for end, to in rows.items()), key=lambda row: -len(row[0])))
        for gender, cases in table.get("undo", {}).items()
        for case, rows in cases.items()
    }
    return Grammar(
        lists,
        frozenset(lists.get("vowels", ())),
        frozenset(lists.get("particles", ())),
        table.get("nouns", {}),
        {g: {end: split(to) for end, to in rows.items()} for g, rows in table.get("surnames", {}).items()},
        undo,
        table.get("given", {}),
        table.get("compounds", {}),
    )


def split(ends: str) -> tuple[str, ...]:
    """The endings of a row, written with spaces between them."""
    return tuple("" if end == NOTHING else end for end in ends.split())
