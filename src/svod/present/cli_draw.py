"""Text with the evidence drawn beneath it, for eyes that read a terminal.

In: characters and marks on them. Out: lines no wider than asked for:

    Самовит и Веллер встретились в Кестрене.
    ─actor─   ─actor ──trigger──   ─place──

Offsets are code points; columns are what a terminal makes of them, so that wide and combining characters do not shift
the marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from svod.present.tables import clean

LINE = "─"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of a text and what they are."""

    start: int
    end: int
    label: str


def draw(text: str, marks: Sequence[Mark], width: int = 100) -> list[str]:
    """Lines of the text, each followed by as many lines of marks as overlap on it."""
    lines: list[str] = []
    for start, end in wrap(text, width):
        lines.append(clean(text[start:end]))
        for layer in layers([m for m in marks if m.start < end and m.end > start]):
            lines.append(draw_layer(text, layer, (start, end), width))
    return lines


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Offsets of lines no wider than `width`, broken at white space where there is any."""
    start = 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        end = fit(text, start, stop, width)
        if end < stop and (space := text.rfind(" ", start + 1, end + 1)) > start:
            end = space
        if end > start:
            yield start, end
        start = end + 1 if end < len(text) and text[end] in " \n" else max(end, start + 1)


def fit(text: str, start: int, stop: int, width: int) -> int:
    """The last offset up to which text from `start` fits the width; one character at least."""
    end, used = start, 0
    while end < stop and (used := used + columns(text[end])) <= width:
        end += 1
    return max(end, min(start + 1, stop))


def layers(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Marks put on as few lines as they need not to overlap, the longer ones above."""
    found: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start, m.label)):
        for layer in found:
            if all(mark.end <= other.start or mark.start >= other.end for other in layer):
                layer.append(mark)
                break
        else:
            found.append([mark])
    return [sorted(layer, key=lambda m: m.start) for layer in found]


def draw_layer(text: str, marks: Sequence[Mark], line: tuple[int, int], width: int) -> str:
    """One line of marks beneath characters [start, end); a label too long for its mark stands right of it if it can."""
    start, end = line
    spots = [
        (columns(text[start : max(m.start, start)]), columns(text[max(m.start, start) : min(m.end, end)]))
        for m in marks
    ]
    drawn = ""
    for i, (mark, (left, size)) in enumerate(zip(marks, spots, strict=True)):
        room = spots[i + 1][0] - 1 if i + 1 < len(spots) else width
        drawn = drawn.ljust(left)
        if len(mark.label) <= size:
            drawn += mark.label.center(size, LINE)
        elif left + size + 1 + len(mark.label) <= room:
            drawn += f"{LINE * size} {mark.label}"
        else:
            drawn += LINE * size
    return drawn


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return cell_len(clean(text).replace("\t", " "))
