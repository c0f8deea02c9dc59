"""Direct speech: stretches in quotation marks that are somebody's words, and their cues.

A reading, its stretches, units and cues in, drafts out, and the stretches that turned out to be speech. Titles, names
and scare quotes are left alone.
"""

from __future__ import annotations

import re

from svod.extract.quote_cues import Cue, Lexicon
from svod.extract.quote_marks import Stretch
from svod.extract.quote_units import DASHES, Draft, Unit
from svod.read import Reading

AFTER = re.compile(r"[,.!?…]*[ \xa0]*[—–―-][ \xa0]*")
COMMA = re.compile(r"[,!?…][ \xa0]*")
INSIDE = re.compile(r"[,.!?…][ \xa0]*[—–―-][ \xa0]*")
WINDOW = 14  # tokens after closing marks within which a cue must come


def direct_drafts(
    reading: Reading, stretches: list[Stretch], units: list[Unit], cues: list[Cue], lexicon: Lexicon
) -> list[Draft]:
    """Find direct speech among the outermost stretches."""
    drafts = []
    for s in stretches:
        if s.depth:
            continue
        unit = unit_at(reading, units, s)
        if unit is None:
            continue
        draft = speech(reading, s, unit, cues, lexicon)
        if draft:
            drafts.append(draft)
    return drafts


def unit_at(reading: Reading, units: list[Unit], s: Stretch) -> Unit | None:
    """The unit that holds a stretch."""
    for unit in units:
        if reading.tokens[unit.first].start <= s.start < reading.tokens[unit.last - 1].end:
            return unit
    return None


def speech(reading: Reading, s: Stretch, unit: Unit, cues: list[Cue], lexicon: Lexicon) -> Draft | None:
    """A draft where the stretch is speech, None where it is a title, a name or scare quotes."""
    text = reading.text
    parts, inner_cue = split_by_cue(reading, s, cues)
    if inner_cue:
        return Draft(parts, "direct", "broken by its cue", inner_cue, None, unit)
    rest = AFTER.match(text, s.closed) or COMMA.match(text, s.closed)
    after = cue_after(reading, rest.end(), unit, cues) if rest else None
    if (
        after
        and rest
        and stands_alone(reading, s, unit)
        and (any(d in rest[0] for d in DASHES) or close_by(reading, rest.end(), after))
    ):
        return Draft(parts, "direct", "words, then cue", after, None, unit)
    before = cue_before(reading, s, unit, cues)
    if before is not None:
        return Draft(parts, "direct", "cue, colon, words", before, None, unit)
    words = [t for t in (reading.tokens[k] for k in reading.within(s.start, s.end)) if t.upos != "PUNCT"]
    outside = text[reading.tokens[unit.first].start : s.opened] + text[s.closed : reading.tokens[unit.last - 1].end]
    alone = not any(c.isalpha() for c in outside)
    verbal = any(t.feat("VerbForm") == "Fin" or t.feat("Variant") == "Short" for t in words)
    sentences = {t.sentence for t in words}
    if text[: s.opened].rstrip(" \xa0").endswith(":") and verbal and words[0].text[:1].isupper():
        return Draft(parts, "direct", "colon, words", None, None, unit)
    if (alone and verbal and len(words) >= 4) or (len(sentences) > 1 and verbal and len(words) >= 8):
        return Draft(parts, "direct", "words alone", None, None, unit)
    return None


def stands_alone(reading: Reading, s: Stretch, unit: Unit) -> bool:
    """True when the stretch is a sentence of its own, not the end of one: «… «на законных основаниях», — сказал он»."""
    head = reading.text[reading.tokens[unit.first].start : s.opened].rstrip(" \xa0")
    return not any(c.isalpha() for c in head) or reading.text[s.start].isupper() or head.endswith(":")


def close_by(reading: Reading, at: int, cue: Cue) -> bool:
    """True when the cue follows a comma almost at once."""
    verb = reading.tokens[cue.head]
    return len(reading.text[at : reading.tokens[cue.first].start].split()) <= 2 and verb.feat("VerbForm") != "Conv"


def cue_after(reading: Reading, at: int, unit: Unit, cues: list[Cue]) -> Cue | None:
    """The cue that follows closing marks: «…», — сказал он."""
    start = next((t.i for t in reading.tokens[unit.first : unit.last] if t.start >= at), None)
    if start is None:
        return None
    for cue in cues:
        if start <= cue.first < min(unit.last, start + WINDOW) and "direct" in cue.takes:
            between = reading.text[at : reading.tokens[cue.first].start]
            return None if re.search(r"[.!?:;]\s", between) else cue
    return None


def cue_before(reading: Reading, s: Stretch, unit: Unit, cues: list[Cue]) -> Cue | None:
    """The cue before a colon and opening marks: сказал: «…»."""
    if not reading.text[: s.opened].rstrip(" \xa0").endswith(":"):
        return None
    found = None
    for cue in cues:
        if unit.first <= cue.first and reading.tokens[cue.first].end <= s.opened and "direct" in cue.takes:
            found = cue
    return found


def split_by_cue(reading: Reading, s: Stretch, cues: list[Cue]) -> tuple[tuple[tuple[int, int], ...], Cue | None]:
    """The parts of a stretch without the cue inside it: «…, — сказал он. — …»."""
    start, end = s.start, trim_end(reading.text, s.start, s.end)
    parts: list[tuple[int, int]] = []
    first_cue = None
    for cue in cues:
        at = reading.tokens[cue.first].start
        if not start <= at < end or "direct" not in cue.takes:
            continue
        dash = None
        for match in INSIDE.finditer(reading.text, max(start, at - 90), at):
            dash = match
        if dash is None or re.search(r"[.!?,:]", reading.text[dash.end() : at]):
            continue
        close = INSIDE.search(reading.text, at, end)
        parts.append((start, trim_end(reading.text, start, dash.start() + 1)))
        first_cue = first_cue or cue
        start = close.end() if close else end
        if not close:
            break
    if start < end:
        parts.append((start, end))
    return tuple(parts), first_cue


def trim_end(text: str, start: int, end: int) -> int:
    """Leave the final comma or full stop of quoted words out."""
    while end > start and text[end - 1] in ",. \xa0\n":
        end -= 1
    return end
