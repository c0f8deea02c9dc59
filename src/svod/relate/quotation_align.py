"""Two wordings in, the differences between them word by word out.

    fuller   Мы готовы к переговорам без всяких условий
    other    Мы готовы к переговору          …           уже завтра
             ├── equal ─┤├ form ─┤├─── left out ────┤├── added ──┤

A word of the same dictionary form is the same word, in another form. The runs that come out join to the texts they were
made from, both sides. What a difference means for the sense is not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from svod.records import Edit
from svod.relate.quotation_words import Word, Wording, count_letters

KEPT = ("equal", "form")
Row = tuple[str, int | None, int | None]  # kind, place in the base, place in the variant
Run = tuple[str, list[int], list[int]]  # kind, places in the base, places in the variant


@dataclass(frozen=True, slots=True)
class Measure:
    """What two wordings have in common: letters, and their share of the wording that it is the greater share of."""

    letters: int
    share: float


def align(base: Wording, other: Wording) -> tuple[Edit, ...]:
    """The runs of words in which a wording keeps to its base or departs from it."""
    runs = join_runs(drop_islands(list(match_words(base.words, other.words)), base.words))
    ours = cut_text(base, [places for _, places, _ in runs])
    theirs = cut_text(other, [places for _, _, places in runs])
    return tuple(Edit(kind, a, b) for (kind, _, _), a, b in zip(runs, ours, theirs, strict=True))


def match(base: Sequence[Word], other: Sequence[Word]) -> SequenceMatcher[str]:
    """The words of both sides matched in order."""
    return SequenceMatcher(None, *make_keys(base, other), autojunk=False)


def match_words(base: Sequence[Word], other: Sequence[Word]) -> Iterator[Row]:
    """Every word of both sides once, paired where they are the same word."""
    for tag, a, b, c, d in match(base, other).get_opcodes():
        if tag == "equal":
            for i, j in zip(range(a, b), range(c, d), strict=True):
                yield ("equal" if base[i].form == other[j].form else "form"), i, j
        else:
            kind = {"replace": "changed", "delete": "left out", "insert": "added"}[tag]
            yield from ((kind, i, None) for i in range(a, b))
            yield from ((kind, None, j) for j in range(c, d))


def make_keys(base: Sequence[Word], other: Sequence[Word]) -> tuple[list[str], list[str]]:
    """What words are matched by: dictionary forms, and one key for a form that was read as two different words."""
    read_as: dict[str, str] = {}
    key: dict[str, str] = {}

    def find(lemma: str) -> str:
        while lemma in key:
            lemma = key[lemma]
        return lemma

    for word in (*base, *other):
        if read_as.setdefault(word.form, word.lemma) != word.lemma:
            a, b = sorted((find(read_as[word.form]), find(word.lemma)))
            if a != b:
                key[b] = a
    if not key:  # no form was read as two words: by far the most
        return [w.lemma for w in base], [w.lemma for w in other]
    return [find(w.lemma) for w in base], [find(w.lemma) for w in other]


def join_runs(rows: Iterable[Row]) -> list[Run]:
    """Neighbouring words of one kind as one run."""
    runs: list[Run] = []
    for kind, same in groupby(rows, key=lambda row: row[0]):
        group = list(same)
        runs.append((kind, [i for _, i, _ in group if i is not None], [j for _, _, j in group if j is not None]))
    return runs


def drop_islands(rows: Sequence[Row], words: Sequence[Word]) -> list[Row]:
    """The rows with what is kept by chance made part of the change around it: a lone short word between changes."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row[0] in KEPT)]
    found: list[Row] = []
    for n, group in enumerate(groups):
        kept = group[0][0] in KEPT
        island = kept and 0 < n < len(groups) - 1 and sum(len(words[i].form) for _, i, _ in group if i is not None) <= 3
        if kept and not island:
            found += group
        else:
            found += [("changed", i, None) for _, i, _ in group if i is not None]
            found += [("changed", None, j) for _, _, j in group if j is not None]
    return name_changes(found)


def name_changes(rows: Sequence[Row]) -> list[Row]:
    """Changes named by which sides they have: words of the base only are left out, of the variant only are added."""
    found: list[Row] = []
    for kept, same in groupby(rows, key=lambda row: row[0] in KEPT):
        group = list(same)
        if not kept:
            sides = any(i is not None for _, i, _ in group), any(j is not None for _, _, j in group)
            kind = {(True, True): "changed", (True, False): "left out", (False, True): "added"}[sides]
            group = [(kind, i, j) for _, i, j in sorted(group, key=lambda row: row[2] is not None)]
        found += group
    return found


def cut_text(wording: Wording, runs: Sequence[Sequence[int]]) -> list[str]:
    """The characters of each run up to the next one's first word; they join to the whole text."""
    filled = [n for n, places in enumerate(runs) if places]
    cuts = [wording.words[runs[n][0]].start for n in filled[1:]]
    pieces = [""] * len(runs)
    for n, start, end in zip(filled, [0, *cuts], [*cuts, len(wording.text)], strict=True):
        pieces[n] = wording.text[start:end]
    return pieces


def measure(a: Wording, b: Wording) -> Measure:
    """How much two wordings have in common in one order, as the greater share of the two."""
    if [w.form for w in a.words] == [w.form for w in b.words]:
        return Measure(a.letters, 1.0)
    same = match(a.words, b.words).get_matching_blocks()
    ours = sum(count_letters(a.words[i : i + size]) for i, _, size in same)
    theirs = sum(count_letters(b.words[j : j + size]) for _, j, size in same)
    return Measure(min(ours, theirs), max(ours / max(1, a.letters), theirs / max(1, b.letters)))


def covered(base: Wording, other: Wording) -> set[int]:
    """Which words of the base stand in a wording too."""
    same = match(base.words, other.words).get_matching_blocks()
    return {place for start, _, size in same for place in range(start, start + size)}
