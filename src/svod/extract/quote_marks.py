"""Quotation marks: every stretch of text that stands in them, whatever their typography, balanced or not.

In comes a text, out come stretches, outermost and nested. What a stretch is (speech, title, scare quotes) is decided
elsewhere. A mark without its partner is mended where the layout tells how, else it counts for nothing: it never
swallows the text after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

CLOSERS = {"»": "«", "”": "“", "›": "‹"}
OPENERS = frozenset("«„“‹")
REACH = 2500  # characters that a stretch with a missing mark may run inside one paragraph
FAR = 12000  # characters that it may run over several
SENTENCE_END = re.compile(r"[.!?…]+(?=\s+[A-ZА-ЯЁ])")
CUE_FOLLOWS = re.compile(r"[,.!?…]*[ \xa0]*(?:[—–―]|-[ \xa0])")
HEADINGS = "#>*-—–"  # what opens a line that goes on with nobody's words


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters [start, end) between marks; `opened` and `closed` are the outer edges, marks included."""

    opened: int
    start: int
    end: int
    closed: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The marks of text[start:end]: pairs, openings without an end, ends without an opening."""

    start: int
    end: int
    pairs: tuple[Stretch, ...]
    left: tuple[int, ...]
    orphans: tuple[int, ...]


def find_stretches(text: str) -> list[Stretch]:
    """Find every stretch in quotation marks, sorted by place, with its depth of nesting."""
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(pair_marks(text, at, at + len(line)))
        at += len(line) + 1
    found = {s for p in paragraphs for s in p.pairs}
    for n, p in enumerate(paragraphs):
        found.update(filter(None, [mend_end(text, paragraphs, n)] if p.left else []))
        found.update(filter(None, [mend_start(text, p, i, found) for i in p.orphans]))
    found = {s for s in found if text[s.start : s.end].strip()}
    return with_depth(sorted(found, key=lambda s: (s.opened, -s.closed)))


def pair_marks(text: str, start: int, end: int) -> Paragraph:
    """Pair the marks of one paragraph with a stack."""
    pairs: list[Stretch] = []
    orphans: list[int] = []
    stack: list[int] = []
    for i in range(start, end):
        turn = direction(text, i, [text[k] for k in stack])
        if turn > 0:
            stack.append(i)
        elif turn < 0:
            match = next((k for k in reversed(stack) if belongs(text[k], text[i])), None)
            if match is None:
                orphans.append(i)
            else:
                del stack[stack.index(match) :]
                pairs.append(Stretch(match, match + 1, i, i + 1))
    return Paragraph(start, end, tuple(s for s in pairs if s.start < s.end), tuple(stack), tuple(orphans))


def direction(text: str, i: int, stack: list[str]) -> int:
    """1 where a mark opens, -1 where it closes, 0 where there is none."""
    mark = text[i]
    if mark == "“":
        return -1 if "„" in stack else 1
    if mark in OPENERS:
        return 1
    if mark in CLOSERS:
        return -1
    if mark != '"':
        return 0
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    if before in " \t\n\xa0([«„—–-" and after not in " \t\n\xa0.,;:!?)":
        return 1
    if before.isspace() or '"' in stack:
        return -1 if '"' in stack else 1
    return 1 if after.isalnum() else -1


def belongs(opening: str, closing: str) -> bool:
    """True when the two marks belong together."""
    if opening == "„":
        return closing in '“”"'
    return opening == (CLOSERS.get(closing) or closing)


def mend_end(text: str, paragraphs: list[Paragraph], n: int) -> Stretch | None:
    """Close the outermost opening that has no partner: by a nested mark, by a later paragraph, or by the paragraph."""
    p = paragraphs[n]
    left = p.left[0]
    for inner in sorted((s for s in p.pairs if left < s.opened), key=lambda s: s.closed):
        if inner.closed - left < REACH and (inner.closed >= p.end or CUE_FOLLOWS.match(text, inner.closed)):
            return Stretch(left, left + 1, inner.closed, inner.closed)
    before = text[p.start : left].rstrip(" \xa0>—–-")
    if before and not before.endswith(":"):
        return None
    if (
        n
        and not before
        and paragraphs[n - 1].left
        and not text[paragraphs[n - 1].start : paragraphs[n - 1].left[0]].strip()
    ):
        return None  # one of several paragraphs that each open: the first has taken it along
    for later in paragraphs[n + 1 :]:
        starts = later.pairs and later.pairs[0].opened == later.start
        if later.end - left > FAR or starts or text[later.start] in HEADINGS:
            break
        if later.orphans:
            return Stretch(left, left + 1, later.orphans[0], later.orphans[0] + 1)
    end = p.end
    if end - left > REACH:
        stop = SENTENCE_END.search(text, left, end)
        end = stop.end() if stop else end
    return Stretch(left, left + 1, end, end) if end - left <= REACH else None


def mend_start(text: str, p: Paragraph, closing: int, found: set[Stretch]) -> Stretch | None:
    """Open what has only an end, «Мы готовы», — сказал он», at the start of its sentence."""
    if not CUE_FOLLOWS.match(text, closing + 1) or any(s.opened < closing < s.closed for s in found):
        return None
    start = p.start
    for stop in SENTENCE_END.finditer(text, p.start, closing):
        start = stop.end()
    while start < closing and text[start].isspace():
        start += 1
    inside = any(start < s.opened < closing for s in found)
    return Stretch(start, start, closing, closing + 1) if start < closing and not inside else None


def with_depth(found: list[Stretch]) -> list[Stretch]:
    """Set each stretch's depth: how many others it stands in. Stretches are sorted by place, the longer first."""
    outer: list[Stretch] = []
    result = []
    for s in found:
        outer = [o for o in outer if o.closed > s.opened]
        result.append(replace(s, depth=len(outer)))
        outer.append(s)
    return result
