"""Parentheses: clauses whose source stands beside them. «По словам министра, …», «…, сообщает агентство», «Об этом …».

A reading, its units and cues in, drafts out.
"""

from __future__ import annotations

from svod.extract.quote_cues import Cue
from svod.extract.quote_extents import (
    aside_end,
    aside_start,
    clause_end,
    clause_start,
    content_end,
    goes_on,
    has_words,
    make_draft,
    that_mark,
)
from svod.extract.quote_units import MARKS, Draft, Unit, noun_phrase
from svod.read import Reading


def parenthesis(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«По словам министра, …», «…, по данным агентства, …»."""
    if cue.kind != "frame":
        return None
    return around(reading, unit, cue, cues, (cue.first, frame_end(reading, unit, cue)), "according to")


def frame_end(reading: Reading, unit: Unit, cue: Cue) -> int:
    """The token after the frame and its source."""
    last = max(cue.last, noun_phrase(reading, cue.head)[1])
    for k in range(last, min(unit.last, last + 25)):
        if reading.tokens[k].text == "," and not goes_on(reading, k + 1, unit.last):
            return k
        if reading.tokens[k].upos == "VERB" and reading.tokens[k].feat("VerbForm") == "Fin":
            return last
    return last


def aside(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«…, сообщает агентство», «как заявил министр, …»."""
    if "aside" not in cue.takes or that_mark(reading, unit, cue, cues) is not None:
        return None
    first = aside_start(reading, unit, cue)
    if first is None:
        return None
    return around(reading, unit, cue, cues, (first, aside_end(reading, unit, cue)), "aside")


def around(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue], hole: tuple[int, int], rule: str) -> Draft | None:
    """The clause that a parenthesis at tokens `hole` interrupts: before it, after it, or both."""
    tokens = reading.tokens
    end = content_end(reading, unit)
    parts: list[tuple[int, int]] = []
    first = unit.first if hole[1] >= end else clause_start(reading, unit, hole[0])
    last = hole[0]
    while last > first and tokens[last - 1].upos in ("PUNCT", "CCONJ", "SCONJ") and tokens[last - 1].text not in MARKS:
        last -= 1
    if has_words(reading, first, last):
        parts.append((first, last))
    if hole[1] < end:
        parts.append((hole[1], clause_end(reading, unit, cue, cues, hole[1])))
    return make_draft(reading, unit, cue, parts, rule) if parts else None


def about_this(reading: Reading, unit: Unit, before: Unit | None, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«… Об этом сообщило ведомство»: the sentence before is what was said."""
    if before is None or "that" not in cue.takes or that_mark(reading, unit, cue, cues) is not None:
        return None
    tokens = reading.tokens
    found = any(
        tokens[k].text.lower() == "этом" and tokens[k - 1].text.lower() in ("об", "о")
        for k in range(unit.first + 1, min(unit.last, unit.first + 4))
    )
    if not found or cue.first - unit.first > 12:
        return None
    return make_draft(reading, before, cue, [(before.first, content_end(reading, before))], "about this")
