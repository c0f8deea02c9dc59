"""One form of a phrase of the lexicon as a row, and rows laid out for looking up what begins at a word of a text.

In: rows. Out: the same by kind, by count of words and by the words themselves. What they mean is said by `Entry`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

HEADS = frozenset({"title", "institution", "group", "medium"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase of the pack means. `kind`: name, adjective, capital, metonym, demonym, institution, title, group,
    medium, place."""

    kind: str
    entity: str
    name: str
    code: str | None = None
    sector: str | None = None
    office: str | None = None
    of: tuple[str, ...] = ()
    anonymous: bool = False
    form: str = ""  # the name as this row words it: «Штаты», «Би-би-си»


@dataclass(frozen=True, slots=True)
class Row:
    """One form of a phrase: folded words, how each must be written, and what it means."""

    words: tuple[str, ...]
    shapes: tuple[str, ...]  # "A" all capitals, "a" any, "X" first letter capital
    entry: Entry
    case: str
    number: str


class Alike(NamedTuple):
    """Rows of the same words that mean the same and are written alike; they differ in case or number."""

    shapes: tuple[str, ...]
    entry: Entry
    rows: tuple[Row, ...]


Forms = tuple[tuple[int, Mapping[tuple[str, ...], tuple[Alike, ...]]], ...]  # by count, by the words after the first


@dataclass(frozen=True, slots=True)
class Beginning:
    """The rows that begin with one word, the longest first: names, heads of phrases, and of these the institutions."""

    names: Forms
    heads: Forms
    bodies: Forms


def make_beginning(rows: Sequence[Row]) -> Beginning:
    """Lay out the rows of one first word."""
    heads = [r for r in rows if r.entry.kind in HEADS]
    bodies = [r for r in heads if r.entry.kind == "institution"]
    return Beginning(make_forms(r for r in rows if r.entry.kind not in HEADS), make_forms(heads), make_forms(bodies))


def make_forms(rows: Iterable[Row]) -> Forms:
    """Rows by how many words they have, the longest first, and by the words after the first."""
    found: dict[int, dict[tuple[str, ...], list[Row]]] = {}
    for row in rows:
        found.setdefault(len(row.words), {}).setdefault(row.words[1:], []).append(row)
    return tuple(
        (count, {words: join_alike(same) for words, same in by_words.items()})
        for count, by_words in sorted(found.items(), reverse=True)
    )


def join_alike(rows: Iterable[Row]) -> tuple[Alike, ...]:
    """Rows of the same words, those that stand together and differ in case or number alone joined."""
    groups = groupby(rows, key=lambda r: (r.shapes, r.entry))
    return tuple(Alike(shapes, entry, tuple(same)) for (shapes, entry), same in groups)
