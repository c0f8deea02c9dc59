"""Quotation marks: every stretch of text that stands in them, whatever their typography, balanced or not.

In comes a text, out come stretches, outermost and nested. What a stretch is (speech, title, scare quotes) is decided
elsewhere. A mark without its partner never reaches beyond its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

CLOSERS = {"»": "«", "”": "“", "›": "‹"}
OPENERS = frozenset("«„“‹")
REACH = 2500  # characters that a stretch with a borrowed closing mark may run


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters [start, end) between marks; `opened` and `closed` are the outer edges, marks included."""

    opened: int
    start: int
    end: int
    closed: int
    depth: int = 0
    open_end: bool = False  # the closing mark is missing: the words go on in the next paragraph


def find_stretches(text: str) -> list[Stretch]:
    """Find every stretch in quotation marks, sorted by place, with its depth of nesting."""
    found: list[Stretch] = []
    at = 0
    for paragraph in text.split("\n"):
        found += paragraph_stretches(text, at, at + len(paragraph))
        at += len(paragraph) + 1
    found.sort(key=lambda s: (s.opened, -s.closed))
    return with_depth(found)


def paragraph_stretches(text: str, start: int, end: int) -> list[Stretch]:
    """Pair the marks of text[start:end] with a stack; marks left over are mended or dropped."""
    found: list[Stretch] = []
    stack: list[int] = []
    for i in range(start, end):
        turn = direction(text, i, [text[k] for k in stack])
        if turn > 0:
            stack.append(i)
        elif turn < 0:
            match = next((k for k in reversed(stack) if pairs(text[k], text[i])), None)
            if match is not None:
                del stack[stack.index(match) :]
                found.append(Stretch(match, match + 1, i, i + 1))
    for left in stack:
        mended = mend(text, left, end, found)
        if mended:
            found.append(mended)
            break
    return [s for s in found if s.start < s.end]


def direction(text: str, i: int, stack: list[str]) -> int:
    """1 where a mark opens, -1 where it closes, 0 where there is none."""
    mark = text[i]
    if mark == "“":
        return -1 if "„" in stack else 1
    if mark in OPENERS:
        return 1
    if mark == "”" and "“" not in stack and "„" in stack:
        return -1
    if mark in CLOSERS:
        return -1
    if mark != '"':
        return 0
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    opens = before in " \t\n\xa0([«„—–-" and after not in " \t\n\xa0.,;:!?)"
    if not opens and not before.isspace():
        return -1 if '"' in stack else (1 if after.isalnum() else -1)
    return 1 if opens or '"' not in stack else -1


def pairs(opening: str, closing: str) -> bool:
    """True when the two marks belong together."""
    if opening == "„":
        return closing in '“”"'
    return opening == (CLOSERS.get(closing) or closing)


def mend(text: str, left: int, end: int, found: list[Stretch]) -> Stretch | None:
    """Close an opening mark that has no partner: by a nested mark that cue or paragraph end follows, or not at all."""
    inside = [s for s in found if left < s.opened and s.closed - left < REACH]
    for inner in sorted(inside, key=lambda s: s.closed):
        rest = text[inner.closed : inner.closed + 4].lstrip(",.!?… \xa0")
        if inner.closed >= end or (rest[:1] in ("—", "–", "-") and text[inner.closed : inner.closed + 1] in ",.!?… "):
            return Stretch(left, left + 1, inner.closed, inner.closed)
    begins = left == 0 or text[left - 1] == "\n" or text[:left].rstrip(" \xa0")[-1:] in (":", "\n")
    if begins and end - left < REACH and text[end : end + 1]:
        return Stretch(left, left + 1, end, end, open_end=True)
    return None


def with_depth(found: list[Stretch]) -> list[Stretch]:
    """Set each stretch's depth: how many others it stands in. Stretches are sorted by place, the longer first."""
    outer: list[Stretch] = []
    result = []
    for s in found:
        outer = [o for o in outer if o.closed > s.opened]
        result.append(Stretch(s.opened, s.start, s.end, s.closed, len(outer), s.open_end))
        outer.append(s)
    return result
