"""The words that a copy changed, as the report shows them: lines with marks, whole paragraphs folded.

In come an article and one that copies it; out comes a `ChangesView`. Long runs that both have are shown by their ends,
and of many changes the first `MOST`: both texts stand whole in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from svod.present.report_accounts import clip
from svod.present.report_text import paragraphs
from svod.present.report_variants import Run
from svod.present.report_words import counted
from svod.records import Article
from svod.relate.reprint_changes import Change, count_words, find_changes

MOST = 60  # blocks and changes of one pair that are shown
KEPT_ENDS = 8  # words at each end of a long run that both have
LONG, LONG_ENDS = 40, 12  # words of one change beyond which only its ends are shown, and how many at each
PARAGRAPHS, PARAGRAPH = 5, 400  # of those folded so many are shown, each by so many characters


@dataclass(frozen=True, slots=True)
class Block:
    """A line of runs (kind ""), or whole paragraphs that only the base ("out") or only the copy ("in") has."""

    kind: str
    runs: tuple[Run, ...] = ()
    paragraphs: tuple[str, ...] = ()
    count: int = 0  # of paragraphs, those not shown among them
    words: int = 0


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What a copy did to its source, in words counted and shown."""

    base: str
    kept: int
    out: int
    added: int
    changed: int
    blocks: tuple[Block, ...]
    more: int  # changes that are not shown

    @property
    def same(self) -> bool:
        """True when no word was left out, added or changed."""
        return not (self.out or self.added or self.changed)


def make_changes(base: Article, other: Article, lemmas: Sequence[Sequence[str]] = ((), ())) -> ChangesView:
    """Compare two texts word by word."""
    changes = [hang_marks(c, base.text, other.text) for c in find_changes(base, other, lemmas)]
    shown = changes[:MOST]
    out, added, changed = (count_words(changes, kind) for kind in ("left out", "added", "changed"))
    return ChangesView(
        base.id, count_words(changes, "equal"), out, added, changed,
        tuple(make_blocks(shown, base.text, other.text, len(changes))) if out or added or changed else (),
        sum(c.kind not in ("equal", "form") for c in changes[MOST:]),
    )  # fmt: skip


def hang_marks(change: Change, base: str, other: str) -> Change:
    """A change with the marks that open its first words, «"Газпром», and without those that open the next one's."""
    a, b = open_at(base, change.base_start), open_at(base, change.base_end)
    c, d = open_at(other, change.start), open_at(other, change.end)
    return Change(change.kind, a, b, c, d, base[a:b], other[c:d])


def open_at(text: str, at: int) -> int:
    """Where the marks begin that stand between a space and a word."""
    start = at
    while start and not (text[start - 1].isspace() or text[start - 1].isalnum()):
        start -= 1
    return start if start == 0 or text[start - 1].isspace() else at


def make_blocks(changes: Iterable[Change], base: str, other: str, total: int) -> Iterator[Block]:
    """Changes as lines, broken where the copy ends a paragraph and where whole ones were left out or added."""
    line: list[Run] = []
    for number, change in enumerate(changes):
        for piece in cut_change(change, base, other, (number == 0, number == total - 1)):
            if isinstance(piece, Block):
                yield from close_line(line)
                yield piece
            else:
                line.append(piece)
                if piece.text.endswith("\n") and piece.css != "out":
                    yield from close_line(line)
    yield from close_line(line)


def close_line(line: list[Run]) -> Iterator[Block]:
    """The runs so far as a line; the list is emptied."""
    runs = tuple(Run(r.css, r.text.strip(), r.space) for r in line if r.text.strip())
    if runs:
        yield Block("", runs)
    line.clear()


def cut_change(change: Change, base: str, other: str, edges: tuple[bool, bool]) -> Iterator[Run | Block]:
    """One run of words as it looks; `edges` tell whether the texts begin or end with it."""
    if change.kind == "equal":
        yield from show_kept(change.words, edges)
    elif change.kind == "form":
        yield make_run("form", change.words)
    else:
        yield from cut_side("out", base, change.base_start, change.base_end)
        yield from cut_side("in", other, change.start, change.end)


def show_kept(words: str, edges: tuple[bool, bool]) -> Iterator[Run]:
    """What both have: as much as leads to a change and follows one."""
    own = words.split()
    head, tail = 0 if edges[0] else KEPT_ENDS, 0 if edges[1] else KEPT_ENDS
    if len(own) <= head + tail + KEPT_ENDS:
        for line in words.splitlines(keepends=True):
            yield make_run("", line)
        return
    if head:
        yield Run("", " ".join(own[:head]), True)
    yield Run("gap", counted(len(own) - head - tail, "word"), True)
    if tail:
        yield Run("", " ".join(own[-tail:]) + ("\n" if words.endswith("\n") else ""), True)


def cut_side(css: str, text: str, start: int, end: int) -> Iterator[Run | Block]:
    """One side of a change: the paragraphs that are whole within it as a block, what stands around them as runs."""
    whole = [p for p in paragraphs(text) if p[0] < end and p[1] > start and is_whole(text, p, (start, end))]
    if not whole:
        yield from show_change(css, text[start:end])
        return
    first, last = whole[0][0], whole[-1][1]
    yield from show_change(css, text[start:first])
    shown = tuple(clip(text[a:b], PARAGRAPH) for a, b in whole[:PARAGRAPHS])
    yield Block(css, (), shown, len(whole), len(text[first:last].split()))
    yield from show_change(css, text[last:end])


def is_whole(text: str, paragraph: tuple[int, int], run: tuple[int, int]) -> bool:
    """True when no letter of a paragraph stands outside a run."""
    outside = text[paragraph[0] : max(paragraph[0], run[0])] + text[min(paragraph[1], run[1]) : paragraph[1]]
    return not any(c.isalnum() for c in outside)


def show_change(css: str, words: str) -> Iterator[Run]:
    """The words that only one side has; many by their ends."""
    own = words.split()
    if len(own) > LONG:
        gap = f" … ({counted(len(own) - 2 * LONG_ENDS, 'word')}) … "
        words = " ".join(own[:LONG_ENDS]) + gap + " ".join(own[-LONG_ENDS:]) + words[len(words.rstrip()) :]
    if any(c.isalnum() for c in words):
        yield make_run(css, words)


def make_run(css: str, words: str) -> Run:
    """Words of one look, with the white space within them as it is read; what is struck out touches nothing."""
    end = "\n" if "\n" in words[len(words.rstrip()) :] else ""
    return Run(css, " ".join(words.split()) + end, css == "out" or words[-1:].isspace())
