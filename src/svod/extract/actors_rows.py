"""One form of a phrase of the lexicon as a row, and rows laid out for looking up what begins at a word of a text.

In: rows. Out: the same by kind, by count of words and by the words themselves. What they mean is said by `Entry`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


Forms = tuple[tuple[int, Mapping[tuple[str, ...], tuple[Row, ...]]], ...]  # by count of words, by those after the first


@dataclass(frozen=True, slots=True)
class Beginning:
    """The rows that begin with one word, the longest first: names, heads of phrases, and of these the institutions."""

    names: Forms
    heads: Forms
    bodies: Forms


def make_beginning(rows: Iterable[Row]) -> Beginning:
    """Lay out the rows of one first word."""
    rows = tuple(rows)
    heads = [r for r in rows if r.entry.kind in HEADS]
    bodies = [r for r in heads if r.entry.kind == "institution"]
    return Beginning(make_forms(r for r in rows if r.entry.kind not in HEADS), make_forms(heads), make_forms(bodies))


def make_forms(rows: Iterable[Row]) -> Forms:
    """Rows by how many words they have, the longest first, and by the words after the first."""
    found: dict[int, dict[tuple[str, ...], tuple[Row, ...]]] = {}
    for row in rows:
        same = found.setdefault(len(row.words), {})
        same[row.words[1:]] = (*same.get(row.words[1:], ()), row)
    return tuple(sorted(found.items(), reverse=True))
