"""Two articles in, the words out that one keeps of the other, leaves out, adds and changes, with their places in both.

The alignment is that of quotations (`svod.relate.quotation_align`). Computed on demand, stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from svod.records import Article
from svod.relate.quotation_align import KEPT, align
from svod.relate.quotation_words import Tokens, Wording, count_letters


@dataclass(frozen=True, slots=True)
class Change:
    """One run of words: characters [base_start, base_end) of the base, [start, end) of the other text.

    Kinds are those of `Edit`: equal, form, left out, added, changed.
    """

    kind: str
    base_start: int
    base_end: int
    start: int
    end: int
    base: str
    words: str


def find_changes(base: Article, other: Article, lemmas: Sequence[Sequence[str]] = ((), ())) -> tuple[Change, ...]:
    """The runs of words of two texts in order; `lemmas` are the dictionary forms of both, where they are known."""
    found = []
    at, place = 0, 0
    for edit in align(read_words(base.text, lemmas[0]), read_words(other.text, lemmas[1])):
        ends = at + len(edit.base), place + len(edit.words)
        found.append(Change(edit.kind, at, ends[0], place, ends[1], edit.base, edit.words))
        at, place = ends
    return tuple(found)


def read_words(text: str, lemmas: Sequence[str]) -> Wording:
    """A whole text as a wording."""
    words = tuple(Tokens(text, lemmas).find_words(0, len(text)))
    return Wording(text, words, count_letters(words))


def count_words(changes: Iterable[Change], kind: str) -> int:
    """How many words are kept (kind "equal"), left out, added or changed; of what was changed, those of the base."""
    kinds = KEPT if kind == "equal" else (kind,)
    return sum(len((c.words if kind == "added" else c.base).split()) for c in changes if c.kind in kinds)
