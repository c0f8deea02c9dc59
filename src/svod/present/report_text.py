"""Cutting a text where evidence begins and ends, so that overlapping evidence can be shown and linked to.

In come a text and parts of it that are to be marked; out go flat pieces, each knowing every part that covers it:

    text     Баку выразил решительный протест Москве
    part 1   ├──────────────────────────────────────┤     the sentence of an event
    part 2                ├──────────────────┤            its trigger
    part 3        ├──────────────────┤                    a quote that begins before and ends within
    pieces   └─1─┘└─1,3──┘└─1,2,3────┘└─1,2──┘└──1────┘

Flat pieces need no nesting, so overlaps of any shape are right by construction. Offsets are code points, which is what
Python strings are indexed by; no escaping is done here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from svod.spans import trim

STRONG, NEAR, WIDE = 0, 1, 2  # how much a part says of its record: the words themselves, who and when, the sentence
LETTERS = {STRONG: "k", NEAR: "j", WIDE: "w"}


@dataclass(frozen=True, slots=True)
class Part:
    """Characters [start, end) of a text that belong to record number `owner` of that text."""

    start: int
    end: int
    owner: int
    level: int  # STRONG, NEAR or WIDE
    css: str = ""  # how it looks also when nobody points at it
    href: str | None = None  # where its words lead


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that all have the same marks. `anchors` are (id, owner) of the records that begin here."""

    text: str
    css: str = ""
    href: str | None = None
    anchors: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph's pieces; `anchors` are those of records that run on into the next ones."""

    anchors: tuple[tuple[str, int], ...]
    pieces: tuple[Piece, ...]


def cut(text: str, start: int, end: int, parts: Iterable[Part]) -> tuple[Piece, ...]:
    """Cut text[start:end] at every edge of the parts; the pieces join back to exactly text[start:end]."""
    inside = sorted((p for p in parts if p.start < end and p.end > start), key=lambda p: (p.start, p.end, p.owner))
    edges = {start, end} | {e for p in inside for e in (p.start, p.end) if start < e < end}
    pieces, active, following = [], [], 0
    for a, b in pairwise(sorted(edges)):
        while following < len(inside) and inside[following].start <= a:
            active.append(inside[following])
            following += 1
        active = [p for p in active if p.end > a]
        pieces.append(make_piece(text[a:b], active))
    return tuple(pieces)


def make_piece(text: str, active: Sequence[Part]) -> Piece:
    """One piece with the classes of all parts over it: `k3 j5 t` and the link of the most telling one."""
    best: dict[int, Part] = {}
    for part in active:
        if part.owner not in best or part.level < best[part.owner].level:
            best[part.owner] = part
    marks = [f"{LETTERS[part.level]}{owner}" for owner, part in sorted(best.items())]
    looks = sorted({word for part in active for word in part.css.split()})
    links = sorted((p.level, p.end - p.start, p.owner, p.href) for p in active if p.href)
    return Piece(text, " ".join([*marks, *looks]), links[0][3] if links and not text.isspace() else None)


def cut_paragraphs(text: str, parts: Sequence[Part], ids: Mapping[int, str]) -> tuple[Paragraph, ...]:
    """Cut a whole text, one paragraph for each line that is not blank; `ids` gives the anchor of each owner.

    An anchor stands before all that it lights up, so that a style sheet can find its words among what follows it: on
    the first piece of its record or, where that runs over several paragraphs, before the first of them.
    """
    bounds = list(paragraphs(text))
    extents: dict[int, tuple[int, int]] = {}
    for part in parts:
        start, end = extents.get(part.owner, (part.start, part.end))
        extents[part.owner] = min(start, part.start), max(end, part.end)
    inner: dict[int, list[tuple[int, str, int]]] = {}
    outer: dict[int, list[tuple[str, int]]] = {}
    for owner, (start, end) in sorted(extents.items()):
        home = next((i for i, (_, last) in enumerate(bounds) if last > start), len(bounds) - 1)
        if bounds and bounds[home][0] <= start and end <= bounds[home][1]:
            inner.setdefault(home, []).append((start, ids[owner], owner))
        elif bounds:
            outer.setdefault(home, []).append((ids[owner], owner))
    return tuple(
        Paragraph(tuple(outer.get(i, ())), with_anchors(cut(text, start, end, parts), start, inner.get(i, ())))
        for i, (start, end) in enumerate(bounds)
    )


def with_anchors(pieces: tuple[Piece, ...], start: int, anchors: Sequence[tuple[int, str, int]]) -> tuple[Piece, ...]:
    """Hang each anchor on the piece that holds its offset."""
    placed, at = [], start
    for piece in pieces:
        here = tuple((id_, owner) for offset, id_, owner in anchors if at <= offset < at + len(piece.text))
        placed.append(Piece(piece.text, piece.css, piece.href, here) if here else piece)
        at += len(piece.text)
    return tuple(placed)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the lines of a text that are not blank, without the white space around them."""
    start = 0
    for line in text.split("\n"):
        a, b = trim(text, start, start + len(line))
        if a < b:
            yield a, b
        start += len(line) + 1


def window(text: str, bounds: tuple[int, int], focus: tuple[int, int], limit: int) -> tuple[int, int]:
    """Shrink bounds to about `limit` characters around focus, at the edges of words; whole when it is short."""
    start, end = bounds
    if end - start <= limit:
        return bounds
    room = max(limit - (focus[1] - focus[0]), 0)
    left = max(start, focus[0] - room // 2, start if focus[1] - start <= limit else 0)
    if focus[1] - start <= limit * 2 // 3:
        left = start
    right = min(end, max(focus[1], left + limit))
    while left > start and not text[left - 1].isspace():
        left -= 1
    while right < end and not text[right].isspace():
        right += 1
    return left, right
