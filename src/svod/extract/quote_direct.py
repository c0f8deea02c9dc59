"""Direct speech: stretches in quotation marks that are somebody's words, and their cues.

A scene and its units in, drafts out. Titles, names and scare quotes are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from svod.extract.quote_cues import Cue
from svod.extract.quote_extents import that_mark
from svod.extract.quote_marks import Stretch
from svod.extract.quote_units import DASHES, MARKS, Draft, Scene, Unit, predicate

AFTER = re.compile(r"(?:[,.!?…]*[ \xa0]*|,[ \xa0]*\n+[ \xa0]*)[—–―-][ \xa0]*")
COMMA = re.compile(r"[,!?…][ \xa0]*")
INSIDE = re.compile(r"[,.!?…][ \xa0]*\n?[ \xa0]*[—–―-][ \xa0]*")
LABEL = 14  # tokens of a speaker before a colon
GAP = 40  # blanks at most between a colon and opening marks
WINDOW = 14  # tokens after closing marks within which a cue must come
Parts = tuple[tuple[int, int], ...]


def direct_drafts(scene: Scene, units: list[Unit]) -> list[Draft]:
    """Find direct speech among the outermost stretches, halves of one broken quote joined."""
    drafts: list[Draft] = []
    last: Stretch | None = None
    for s in scene.stretches:
        unit = unit_at(scene, units, s) if s.depth == 0 else None
        if unit is None:
            continue
        if drafts and last and second_half(scene, drafts[-1], last, s):
            old = drafts[-1]
            drafts[-1] = Draft((*old.parts, *split_paragraphs(scene, s)), old.kind, old.rule, old.unit, old.cue)
            last = s
            continue
        draft = speech(scene, s, unit)
        if draft:
            drafts.append(draft)
            last = s
    return drafts


def unit_at(scene: Scene, units: list[Unit], s: Stretch) -> Unit | None:
    """The unit that holds a stretch."""
    tokens = scene.reading.tokens
    n = bisect_right(units, s.start, key=lambda u: tokens[u.first].start) - 1
    return units[n] if n >= 0 and s.start < tokens[units[n].last - 1].end else None


def second_half(scene: Scene, draft: Draft, last: Stretch, s: Stretch) -> bool:
    """True for the second pair of marks of «…», — сказал он. — «…»."""
    between = scene.reading.text[last.closed : s.opened]
    if draft.cue is None or not AFTER.match(between) or "\n" in between or len(between) > 160:
        return False
    return bool(re.search(r"[.,][ \xa0]*[—–―-][ \xa0]*$", between)) and draft.rule == "words, then cue"


def speech(scene: Scene, s: Stretch, unit: Unit) -> Draft | None:
    """A draft where the stretch is speech, None where it is a title, a name or scare quotes."""
    text = scene.reading.text
    parts, inner_cue = split_by_cue(scene, s)
    if inner_cue:
        return Draft(parts, "direct", "broken by its cue", unit, inner_cue)
    parts = split_paragraphs(scene, s)
    if stands_alone(scene, s, unit):
        after = cue_after(scene, s)
        if after is not None:
            last = scene.reading.sentences[scene.reading.tokens[after.first].sentence].last
            return Draft(parts, "direct", "words, then cue", Unit(unit.first, max(unit.last, last)), after)
    before = cue_before(scene, s, unit)
    if before is not None:
        return Draft(parts, "direct", "cue, colon, words", with_cue(scene, unit, before), before)
    words = [t for t in (scene.reading.tokens[k] for k in scene.reading.within(s.start, s.end)) if t.upos != "PUNCT"]
    verbal = any(predicate(t) for t in words)
    if not words or not verbal:
        return None
    opens = not any(c.isalpha() for c in text[scene.reading.tokens[unit.first].start : s.opened])
    dash = AFTER.match(text, s.closed)
    if opens and dash and any(d in dash[0] for d in DASHES) and len(words) >= 5 and words[0].text[:1].isupper():
        other = verb_after(scene, dash.end(), unit)
        source = name_after(scene, dash.end(), unit) if other is None else None
        return Draft(parts, "direct", "words, dash", unit, other, source)
    if text[max(0, s.opened - GAP) : s.opened].rstrip().endswith(":") and words[0].text[:1].isupper():
        return after_colon(scene, s, unit, parts)
    first, last = scene.reading.tokens[unit.first].start, scene.reading.tokens[unit.last - 1].end
    around = text[first : s.opened] + text[s.closed : last]
    alone = not any(c.isalpha() for c in around)
    if (alone and len(words) >= 4) or (len({t.sentence for t in words}) > 1 and len(words) >= 8):
        return Draft(parts, "direct", "words alone", unit)
    return None


def after_colon(scene: Scene, s: Stretch, unit: Unit, parts: Parts) -> Draft:
    """Words after a colon without a cue: «Эксперт Петров: «…»», «Петров связал это с условием: «…»»."""
    tokens = scene.reading.tokens
    colon = scene.reading.within(max(0, s.opened - 1), s.opened).start
    while colon > 0 and tokens[colon].text != ":":
        colon -= 1
    sentence = scene.reading.sentences[tokens[colon].sentence]
    first = max(sentence.first, unit.first) if unit.first < colon else sentence.first
    verbs = [t for t in tokens[first:colon] if t.feat("VerbForm") == "Fin" and t.upos == "VERB"]
    if not verbs and first < colon and any(t.feat("Case") == "Nom" for t in tokens[first:colon]):
        names = any(first <= n.first < colon and n.kind in ("PER", "ORG") for n in scene.reading.names)
        short = colon - first <= LABEL and tokens[first].text not in MARKS
        return Draft(parts, "direct", "colon, words", unit, None, (first, colon) if names and short else None)
    return Draft(parts, "direct", "colon, words", unit)


def verb_after(scene: Scene, at: int, unit: Unit) -> Cue | None:
    """A verb after the dash that the pack does not list: «…», — так обосновал решение [посол]."""
    tokens = scene.reading.tokens
    first = scene.reading.within(at, at + 1).start
    for token in tokens[first : min(first + 6, unit.last)]:
        if token.text in (",", ".", ":") or token.text in MARKS:
            return None
        if token.feat("VerbForm") == "Fin" and token.upos == "VERB":
            after = tokens[token.i + 1 : min(token.i + 8, unit.last)]
            speaker = any(t.feat("Case") == "Nom" and (t.feat("Animacy") == "Anim" or t.upos == "PROPN") for t in after)
            return Cue(token.i, token.i + 1, token.i, "assert", frozenset({"direct"}), "verb") if speaker else None
    return None


def name_after(scene: Scene, at: int, unit: Unit) -> tuple[int, int] | None:
    """The name that follows the dash: «…», — капитан Иван Петров."""
    for n in scene.reading.names:
        if at <= n.start < scene.reading.tokens[unit.last - 1].end and n.kind == "PER":
            return n.first, n.last
    return None


def stands_alone(scene: Scene, s: Stretch, unit: Unit) -> bool:
    """True when the stretch is its own sentence, not the end of one: «… «на законных основаниях», — сказал он»."""
    head = scene.reading.text[scene.reading.tokens[unit.first].start : s.opened].rstrip(" \xa0")
    if not any(c.isalpha() for c in head) or head.endswith(":"):
        return True
    words = scene.reading.text[s.start : s.end].split()
    verbal = any(predicate(scene.reading.tokens[k]) for k in scene.reading.within(s.start, s.end))
    return scene.reading.text[s.start].isupper() and (len(words) >= 6 or (len(words) >= 4 and verbal))


def cue_after(scene: Scene, s: Stretch) -> Cue | None:
    """The cue that follows closing marks: «…», — сказал он; «…», сообщил он."""
    text, tokens = scene.reading.text, scene.reading.tokens
    rest = AFTER.match(text, s.closed) or COMMA.match(text, s.closed)
    if rest is None or rest.end() >= len(text):
        return None
    start = scene.reading.within(rest.end(), rest.end() + 1).start
    for cue in scene.cues_in(start, start + WINDOW):
        if "direct" in cue.takes:
            between = text[rest.end() : tokens[cue.first].start]
            if re.search(r"[.!?:;]\s|\n", between):
                return None
            dashed = any(d in rest[0] for d in DASHES)
            at_once = len(between.split()) <= 2 and tokens[cue.head].feat("VerbForm") != "Conv"
            return cue if dashed or at_once else None
    return None


def cue_before(scene: Scene, s: Stretch, unit: Unit) -> Cue | None:
    """The cue before a colon and opening marks: сказал: «…»."""
    text, tokens = scene.reading.text, scene.reading.tokens
    before = text[max(0, s.opened - GAP) : s.opened]
    if not before.rstrip().endswith(":"):
        return None
    colon = s.opened - len(before) + len(before.rstrip(": \xa0\n"))
    last = scene.reading.within(colon - 1, colon).start
    first = home_of(scene, s, unit, last).first
    found = None
    for cue in scene.cues_in(first, last + 1):
        if "direct" in cue.takes and tokens[cue.first].end <= s.opened:
            own = that_mark(scene, Unit(first, last + 1), cue) is not None
            found = cue if not own or cue.first >= unit.first else found
    return found


def with_cue(scene: Scene, unit: Unit, cue: Cue) -> Unit:
    """The unit, with the sentence of a cue that stands before it."""
    if cue.first >= unit.first:
        return unit
    return Unit(scene.reading.sentences[scene.reading.tokens[cue.first].sentence].first, unit.last)


def home_of(scene: Scene, s: Stretch, unit: Unit, colon: int) -> Unit:
    """The unit of what introduces the words: the sentence before where these stand on a line of their own."""
    apart = "\n" in scene.reading.text[scene.reading.tokens[colon].end : s.opened]
    sentence = scene.reading.sentences[scene.reading.tokens[colon].sentence]
    return Unit(sentence.first, unit.last) if apart and sentence.first < unit.first else unit


def split_by_cue(scene: Scene, s: Stretch) -> tuple[Parts, Cue | None]:
    """The parts of a stretch without the cue inside it: «…, — сказал он. — …»."""
    text, tokens = scene.reading.text, scene.reading.tokens
    start, end = s.start, trim_end(text, s.start, s.end)
    parts: list[tuple[int, int]] = []
    first_cue = None
    inside = scene.reading.within(start, end)
    for cue in scene.cues_in(inside.start, inside.stop):
        at = tokens[cue.first].start
        if not start <= at < end or "direct" not in cue.takes:
            continue
        dash = None
        for match in INSIDE.finditer(text, max(start, at - 90), at):
            dash = match
        if dash is None or re.search(r"[.!?,:]", text[dash.end() : at]):
            continue
        close = INSIDE.search(text, at, end)
        parts.append((start, trim_end(text, start, dash.start() + 1)))
        first_cue = first_cue or cue
        start = close.end() if close else end
        if not close:
            break
    if start < end:
        parts.append((start, end))
    return tuple(part for p in parts for part in lines(text, *p)), first_cue


def split_paragraphs(scene: Scene, s: Stretch) -> Parts:
    """One part per paragraph."""
    return lines(scene.reading.text, s.start, s.end)


def lines(text: str, start: int, end: int) -> Parts:
    """The lines of text[start:end] that hold words, without marks and blanks at their edges."""
    found = []
    at = start
    for line in text[start:end].split("\n"):
        a, b = at, at + len(line)
        while a < b and (text[a].isspace() or text[a] in '«"„>'):
            a += 1
        b = trim_end(text, a, b) if b == end else len(text[:b].rstrip())
        if a < b:
            found.append((a, b))
        at += len(line) + 1
    return tuple(found)


def trim_end(text: str, start: int, end: int) -> int:
    """Leave the final comma or full stop of quoted words out."""
    while end > start and text[end - 1] in ",. \xa0\n":
        end -= 1
    return end
