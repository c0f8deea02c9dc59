"""Quotation marks: every stretch of text that stands in them, whatever their typography, balanced or not.

In comes a text, out come stretches, outermost and nested. What a stretch is (speech, title, scare quotes) is decided
elsewhere. A mark without its partner is mended where the layout tells how, else it counts for nothing: it never
swallows the text after it. The work grows with the text's length, however many marks it has.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import heappop, heappush

from svod.letters import load_letters

CLOSERS = frozenset("»”›")
OPENED_BY = {"»": "«", "”": "“„", "›": "‹", "“": "„", '"': '"„'}  # what each closing mark may end
OPENERS = frozenset("«„“‹")
REACH = 2500  # characters that a stretch with a missing mark may run inside one paragraph
SURE = 400  # the same after a colon
FAR = 12000  # characters that it may run over several
CUE_FOLLOWS = re.compile(r"[,.!?…]*[ \xa0]*(?:[—–―]|-[ \xa0])")
ANY_MARK = re.compile(r'[«»„“”‹›"]')
DASHES = "-—–"
HEADINGS = "#>*" + DASHES  # what opens a line that goes on with nobody's words


@dataclass(frozen=True, slots=True)
class Edges:
    """Where sentences end and begin, in the letters of the languages."""

    sentence_end: re.Pattern[str]
    astray: re.Pattern[str]  # after a mark at a line's start: what is left of a name that the page lost


@lru_cache(maxsize=1)
def load_edges() -> Edges:
    """Compile the patterns."""
    letters = load_letters()
    return Edges(
        re.compile(rf"[.!?…]+(?=\s+[A-Z{letters.capital}])"),
        re.compile(rf"[ \xa0]+[{letters.small}]"),
    )


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


@dataclass(frozen=True, slots=True)
class Pairs:
    """Where stretches open, sorted, and how far those opened up to there reach."""

    opened: list[int]
    reach: list[int]

    def covers(self, at: int) -> bool:
        """True when a character stands inside a stretch."""
        n = bisect_left(self.opened, at)
        return n > 0 and self.reach[n - 1] > at

    def opens_between(self, start: int, end: int) -> bool:
        """True when a stretch opens among characters (start, end)."""
        n = bisect_right(self.opened, start)
        return n < len(self.opened) and self.opened[n] < end


@lru_cache(maxsize=2)  # mentions and quotes ask of one text
def find_stretches(text: str) -> tuple[Stretch, ...]:
    """Find every stretch in quotation marks, sorted by place, with its depth of nesting."""
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(pair_marks(text, at, at + len(line)))
        at += len(line) + 1
    found = {s for p in paragraphs for s in p.pairs}
    ends = later_ends(text, paragraphs)
    found.update(s for n, p in enumerate(paragraphs) if p.left and (s := mend_end(text, paragraphs, n, ends[n])))
    pairs = index_pairs(found)
    found.update(s for p in paragraphs if p.orphans for s in mend_starts(text, p, pairs))
    found = {s for s in found if text[s.start : s.end].strip()}
    return tuple(with_depth(sorted(found, key=lambda s: (s.opened, -s.closed))))


def pair_marks(text: str, start: int, end: int) -> Paragraph:
    """Pair the marks of one paragraph with a stack; an opening left behind by a pair around it counts for nothing."""
    pairs: list[Stretch] = []
    orphans: list[int] = []
    stack: list[int] = []
    open_now: Counter[str] = Counter()
    for mark in ANY_MARK.finditer(text, start, end):
        i = mark.start()
        turn = direction(text, i, open_now)
        if turn > 0:
            stack.append(i)
            open_now[text[i]] += 1
        elif not any(open_now[o] for o in OPENED_BY[text[i]]):
            orphans.append(i)
        else:
            while True:
                match = stack.pop()
                open_now[text[match]] -= 1
                if text[match] in OPENED_BY[text[i]]:
                    break
            pairs.append(Stretch(match, match + 1, i, i + 1))
    return Paragraph(start, end, tuple(s for s in pairs if s.start < s.end), tuple(stack), tuple(orphans))


def direction(text: str, i: int, open_now: Counter[str]) -> int:
    """1 where a mark opens, -1 where it closes; `open_now` counts the marks that wait for their end."""
    mark = text[i]
    if mark == "“":
        return -1 if open_now["„"] else 1
    if mark in OPENERS:
        return 1
    if mark in CLOSERS:
        return -1
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    if before in " \t\n\xa0([«„—–-" and after not in " \t\n\xa0.,;:!?)":
        return 1
    if before.isspace() or open_now['"']:
        return -1 if open_now['"'] else 1
    return 1 if after.isalnum() else -1


def later_ends(text: str, paragraphs: list[Paragraph]) -> list[int | None]:
    """For each paragraph, the closing mark without an opening that ends what it leaves open, None where there is none.

    A heading, a list or a paragraph that opens with a pair of its own comes between and ends the search.
    """
    ends: list[int | None] = [None] * len(paragraphs)
    coming: int | None = None
    for n in range(len(paragraphs) - 1, -1, -1):
        ends[n] = coming
        p = paragraphs[n]
        starts = bool(p.pairs) and p.pairs[0].opened == p.start
        goes_on = text[p.start] in DASHES and p.orphans  # «…, — сказал он.⏎— …»: the mark it closes stands before
        if starts or (text[p.start] in HEADINGS and not goes_on):
            coming = None
        elif p.orphans:
            coming = p.orphans[0]
    return ends


def mend_end(text: str, paragraphs: list[Paragraph], n: int, later: int | None) -> Stretch | None:
    """Close the outermost opening that has no partner: by a nested mark, by a later paragraph, or by the paragraph."""
    p = paragraphs[n]
    left = p.left[0]
    for inner in p.pairs:
        beyond = left < inner.opened and inner.closed - left < REACH
        if beyond and (inner.closed >= p.end or CUE_FOLLOWS.match(text, inner.closed)):
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
    if not before and load_edges().astray.match(text, left + 1):
        return None
    if later is not None and later - left <= FAR:
        return Stretch(left, left + 1, later, later + 1)
    inner_ends = [s.closed for s in p.pairs if s.opened > left and load_edges().sentence_end.match(text, s.closed)]
    if inner_ends and inner_ends[-1] - left <= REACH:  # «…: «Мы за «Маяк». Порт закрыт»: one mark closes both
        return Stretch(left, left + 1, inner_ends[-1], inner_ends[-1])
    end = p.end
    if end - left > (SURE if before else REACH):  # «сказал: «…» and no end: the rest may be the writer's
        stop = load_edges().sentence_end.search(text, left, end)
        end = stop.end() if stop else end
    return Stretch(left, left + 1, end, end) if end - left <= REACH else None


def mend_starts(text: str, p: Paragraph, pairs: Pairs) -> list[Stretch]:
    """Open what has only an end, «Мы готовы», — сказал он», at the start of its sentence."""
    stops = [p.start, *(m.end() for m in load_edges().sentence_end.finditer(text, p.start, p.end))]
    found = []
    for closing in p.orphans:
        if not CUE_FOLLOWS.match(text, closing + 1) or pairs.covers(closing):
            continue
        start = stops[bisect_right(stops, closing) - 1]
        while start < closing and text[start].isspace():
            start += 1
        if start < closing and not pairs.opens_between(start, closing):
            found.append(Stretch(start, start, closing, closing + 1))
    return found


def index_pairs(found: set[Stretch]) -> Pairs:
    """Index stretches by where they open."""
    opened, reach = [], []
    far = 0
    for s in sorted(found, key=lambda s: (s.opened, s.closed)):
        far = max(far, s.closed)
        opened.append(s.opened)
        reach.append(far)
    return Pairs(opened, reach)


def with_depth(found: list[Stretch]) -> list[Stretch]:
    """Set each stretch's depth: how many others it stands in. Stretches are sorted by place, the longer first."""
    ends: list[int] = []
    result = []
    for s in found:
        while ends and ends[0] <= s.opened:
            heappop(ends)
        result.append(replace(s, depth=len(ends)))
        heappush(ends, s.closed)
    return result
