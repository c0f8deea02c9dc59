"""The notation of patterns: their text in, their parts out. Matches nothing itself.

A pattern is written as it is read (`lang/ru/times.toml` shows many):

    в [ {day:d} {month:m} {year:y}? ]      literal words; {parts} with the name they are kept under; optional parts
    {day} ( - | по ) {day:last}            alternatives; `-` is any dash
    {hh} ~ : ~ {mm}                        `~`: no white space between
    {unit=month}                           a word of a table with one value only
    \\( {yyyy} \\)                           brackets of the text

What stands outside [ ] is context: it must be there, but is not part of the expression. A {part} is a word of one of
the pack's tables, a number (`n d mo yyyy yy hh mm`), `any` word, a phrase, or all rules that carry that label. A
pattern never runs over a line's end unless it names {line}.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from svod.extract.letters import plain

PIECE = re.compile(r"\\[()]|\{[^}]*\}|[()|?*\[\]~]|[^\s()|?*\[\]{}~]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a pattern: op is word, kind, ref, seq, alt, opt, many, glue, open or close."""

    op: str
    text: str = ""
    name: str = ""
    value: str = ""
    parts: tuple[Part, ...] = ()


def parse_pattern(text: str) -> Part:
    """Read a pattern. Raises ValueError where brackets do not pair."""
    pieces = PIECE.findall(text)
    part, rest = parse_alternatives(pieces, 0)
    if rest != len(pieces):
        raise ValueError(f"unpaired bracket in {text!r}")
    return part


def parse_alternatives(pieces: Sequence[str], at: int) -> tuple[Part, int]:
    """Read alternatives up to a closing bracket or the end."""
    options: list[list[Part]] = [[]]
    while at < len(pieces) and pieces[at] != ")":
        piece = pieces[at]
        at += 1
        if piece == "|":
            options.append([])
        elif piece in "?*":
            options[-1].append(Part("opt" if piece == "?" else "many", parts=(options[-1].pop(),)))
        elif piece == "(":
            inner, at = parse_alternatives(pieces, at)
            if at == len(pieces):
                raise ValueError("a ( without its )")
            options[-1].append(inner)
            at += 1
        else:
            options[-1].append(parse_piece(piece))
    made = [o[0] if len(o) == 1 else Part("seq", parts=tuple(o)) for o in options]
    return (made[0] if len(made) == 1 else Part("alt", parts=tuple(made))), at


def parse_piece(piece: str) -> Part:
    """Read one word, mark or {part}."""
    if piece in "[]~":
        return Part({"[": "open", "]": "close", "~": "glue"}[piece])
    if piece == "-":
        return Part("kind", "dash")
    if not piece.startswith("{"):
        return Part("word", plain(piece.removeprefix("\\")))
    inner, _, name = piece[1:-1].partition(":")
    kind, _, value = inner.partition("=")
    return Part("kind", kind, name or ("" if value else kind), value)
