"""Making drafts: tokens become characters, and the words in quotation marks decide the kind."""

from __future__ import annotations

from svod.extract.quote_cues import Cue
from svod.extract.quote_units import DASHES, Draft, Scene, Unit, predicate
from svod.read import Reading


def has_words(reading: Reading, first: int, last: int) -> bool:
    """True when tokens [first, last) hold more than function words."""
    return any(t.upos not in ("PUNCT", "CCONJ", "PART", "ADP", "SCONJ") for t in reading.tokens[first:last])


def make_draft(scene: Scene, unit: Unit, cue: Cue | None, parts: list[tuple[int, int]], rule: str) -> Draft | None:
    """Turn token ranges into characters, without punctuation at their edges."""
    tokens = scene.reading.tokens
    spans = []
    for first, last in parts:
        while first < last and tokens[first].text in (",", ":", ";", ".", ")", *DASHES):
            first += 1
        while last > first and tokens[last - 1].text in (",", ":", ";", ".", "(", *DASHES):
            last -= 1
        last = before_brackets(scene, first, last)
        if has_words(scene.reading, first, last):
            spans.append((tokens[first].start, tokens[last - 1].end))
    if not spans:
        return None
    words = sum(quoted_words(scene, *span) for span in spans)
    return Draft(tuple(spans), "mixed" if words else "indirect", rule, unit, cue)


def before_brackets(scene: Scene, first: int, last: int) -> int:
    """Leave the writer's remark in brackets at the end out: «порт закрыт (позднее его открыли)»."""
    tokens = scene.reading.tokens
    if last <= first or tokens[last - 1].text != ")":
        return last
    opening = next((k for k in range(last - 1, first, -1) if tokens[k].text == "("), first)
    inside = tokens[opening + 1 : last - 1]
    return opening if opening > first and len(inside) >= 3 and any(predicate(t) for t in inside) else last


def quoted_words(scene: Scene, start: int, end: int) -> int:
    """How many words of characters [start, end) stand in quotation marks and are not a title."""
    count = 0
    for s in scene.stretches_in(start, end):
        if s.depth:
            continue
        words = scene.reading.text[s.start : s.end].split()
        tokens = [scene.reading.tokens[k] for k in scene.reading.within(s.start, s.end)]
        speech = len(words) >= 4 and any(predicate(t) for t in tokens)
        if words and (words[0][:1].islower() or speech):
            count += len(words)
    return count
