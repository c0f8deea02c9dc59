"""A sentence's parse for eyes: a tree with a phrase a line, or every token in columns.

In: a reading and tokens [first, last). Out: lines. A word without dependants of its own stands in its head's line:

    задержала
      nsubj       Полиция Сербии
      obj         двух журналистов
      obl         в среду
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from svod.present.tables import one_line
from svod.read import Reading, Token

INSIDE = ("case", "det", "amod", "nummod", "aux", "aux:pass", "cop", "mark", "cc", "flat", "fixed", "compound")
INDENT = 2
RELATION = 12  # columns
DEEPEST = 12  # levels that are still indented


def draw_tree(reading: Reading, first: int, last: int, marks: Mapping[int, str], width: int) -> Iterator[str]:
    """The tree of a sentence, a line a phrase, in the order of the text; `marks` names tokens: trigger, actor."""
    inside = range(first, last)
    tops = [t for t in reading.tokens[first:last] if t.head not in inside]
    for top in tops:
        if top.upos != "PUNCT":
            yield from draw_below(reading, top, inside, marks, (0, width))


def draw_below(
    reading: Reading, token: Token, inside: range, marks: Mapping[int, str], place: tuple[int, int]
) -> Iterator[str]:
    """The line of a token with the words that stand in it, then those of its other dependants."""
    depth, width = place
    words = [token]
    below: list[Token] = []
    for kid in reading.kids(token.i):
        if kid.i not in inside or kid.upos == "PUNCT":
            continue
        leaf = not [k for k in reading.kids(kid.i) if k.upos != "PUNCT"]
        (words if leaf and (kid.rel in INSIDE or kid.upos == "PART") and kid.i not in marks else below).append(kid)
    text = one_line(" ".join(t.text for t in sorted(words, key=lambda t: t.i)))
    mark = f"  ← {marks[token.i]}" if token.i in marks else ""
    start = " " * (INDENT * min(depth, DEEPEST)) + token.rel.ljust(RELATION)
    yield (start + text)[: max(20, width - len(mark))] + mark
    for kid in below:
        yield from draw_below(reading, kid, inside, marks, (depth + 1, width))


def parse_table(reading: Reading, first: int, last: int) -> list[str]:
    """The tokens of a sentence in columns: number, word, lemma, part of speech, relation to which word, features."""
    rows = [("#", "word", "lemma", "pos", "relation", "features")]
    for t in reading.tokens[first:last]:
        head = f"{t.rel} → {t.head - first + 1} {reading.tokens[t.head].text}" if t.head >= 0 else t.rel
        feats = " ".join(f"{k}={v}" for k, v in t.feats.items())
        rows.append((str(t.i - first + 1), one_line(t.text), one_line(t.lemma), t.upos, one_line(head), feats))
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    return ["  ".join((*(cell.ljust(w) for cell, w in zip(row, widths)), row[5])).rstrip() for row in rows]
