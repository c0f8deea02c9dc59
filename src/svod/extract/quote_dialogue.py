"""Words without quotation marks that layout sets apart: dialogue dashes, «Вопрос: …», «И.Петров: …», headlines.

A scene and its units in, drafts out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from svod.extract.quote_chains import touches
from svod.extract.quote_cues import Cue
from svod.extract.quote_direct import lines, trim_end
from svod.extract.quote_drafts import make_draft
from svod.extract.quote_extents import content_end
from svod.extract.quote_interview import interview_drafts, interviewed
from svod.extract.quote_units import DASHES, MARKS, Draft, Scene, Unit, predicate
from svod.letters import load_letters

DASH = re.compile(r"^[ \xa0]*[—–―-][ \xa0]+", re.M)
GAP = re.compile(r"<(?:…|\.\.\.)>")
SHORTEST = 15  # characters of a turn; what is shorter may be a list or a score
LONGEST = 4000  # characters of an answer after its first paragraph
HEADINGS = "#>*•"
TURN = re.compile(r"[,.!?…][ \xa0]*[—–―-][ \xa0]*")


@lru_cache(maxsize=1)
def speaks() -> re.Pattern[str]:
    """The pattern of who speaks in a transcript: «И. Петров: Мы …»."""
    letters = load_letters()
    capital, initial = f"[{letters.capital}]", rf"[{letters.capital}]\.[ \xa0]?"
    return re.compile(
        rf"(?:(?<=\s)|^)({initial}(?:{initial})?{capital}[{letters.small}-]+):[ \xa0](?=[{letters.capital}«])", re.M
    )


def dialogue_drafts(scene: Scene, units: list[Unit]) -> list[Draft]:
    """Find all of them."""
    answers = interview_drafts(scene, units)
    said = tuple(p for d in answers for p in d.parts)
    turns = turn_drafts(scene, units)
    spoken = [d.parts[0][0] for d in turns]
    labels = [d for d in label_drafts(scene, units) if d.parts and d.parts[0][0] not in spoken]
    rest = [*dash_drafts(scene, units), *turns, *labels, *headline_drafts(scene, units)]
    return [*answers, *(d for d in rest if not any(touches(p, said) for p in d.parts))]


def dash_drafts(scene: Scene, units: list[Unit]) -> list[Draft]:
    """«— Мост откроют осенью, — ответил он. — Раньше не успеть»: paragraphs that open with a dash."""
    text = scene.reading.text
    drafts = []
    turns = [(m.end(), text.find("\n", m.end())) for m in DASH.finditer(text)]
    spans = [(a, b if b >= 0 else len(text)) for a, b in turns]
    asks = [text[a:b].rstrip().endswith("?") for a, b in spans]
    asked = any(asks)
    guest = interviewed(scene, spans[0][0]) if sum(asks) > 1 else None
    for n, (start, end) in enumerate(spans):
        parts, cue = broken(scene, start, end)
        spoken = cue is not None or (asked and text[start:end].rstrip()[-1:] in ".!?…")
        unit = unit_from(scene, units, start)
        if spoken and unit and parts:
            later = spans[n + 1][0] if asked and n + 1 < len(spans) else end
            source = guest if cue is None and not asks[n] else None
            drafts.append(Draft((*parts, *goes_on(text, end, later)), "direct", "dialogue", unit, cue, source))
    return drafts


def goes_on(text: str, end: int, later: int) -> tuple[tuple[int, int], ...]:
    """The paragraphs of an answer between its first and the next turn of an interview; the last answer is one."""
    stop = text.rfind("\n", end, later)
    between = text[end:stop] if stop > end else ""
    asks = text[max(0, end - 3) : end].rstrip()[-1:] == "?"
    headed = any(line.lstrip()[:1] in HEADINGS for line in between.split("\n") if line.strip())
    return () if asks or headed or len(between) > LONGEST else lines(text, end, stop)


def unit_from(scene: Scene, units: list[Unit], start: int) -> Unit | None:
    """The first unit that ends after a character."""
    n = bisect_right(units, start, key=lambda u: scene.reading.tokens[u.last - 1].end)
    return units[n] if n < len(units) else None


def broken(scene: Scene, start: int, end: int) -> tuple[tuple[tuple[int, int], ...], Cue | None]:
    """The parts of text[start:end] around the cue that a dash sets apart."""
    text, tokens = scene.reading.text, scene.reading.tokens
    inside = scene.reading.within(start, end)
    for cue in scene.cues_in(inside.start, inside.stop):
        at = tokens[cue.first].start
        if not start < at < end or "direct" not in cue.takes:
            continue
        turn = None
        for match in TURN.finditer(text, start, at):
            turn = match
        if turn is None or at - turn.end() > 40 or re.search(r"[.!?,:]", text[turn.end() : at]):
            continue
        back = TURN.search(text, at, end)
        parts = [*lines(text, start, trim_end(text, start, turn.start() + 1))]
        if back:
            parts += lines(text, back.end(), end)
        return tuple(parts), cue
    return lines(text, start, end), None


def turn_drafts(scene: Scene, units: list[Unit]) -> list[Draft]:
    """«И.Петров: Уважаемые коллеги! …»: the turns of a transcript, each until the next or the paragraph's end."""
    reading, drafts = scene.reading, []
    turns = list(speaks().finditer(reading.text))
    for n, turn in enumerate(turns):
        line = reading.text.find("\n", turn.end())
        end = len(reading.text) if line < 0 else line
        if n + 1 < len(turns):
            end = min(end, turns[n + 1].start())
        gap = GAP.search(reading.text, turn.end(), end)
        parts = lines(reading.text, turn.end(), gap.start() if gap else end)
        parts = tuple((a, trim_end(reading.text, a, b)) for a, b in parts)
        source = reading.within(turn.start(1), turn.end(1))
        unit = unit_from(scene, units, turn.start(1))
        if unit and parts and parts[0][1] - parts[0][0] >= SHORTEST:
            drafts.append(Draft(parts, "direct", "turn", unit, None, (source.start, source.stop)))
    return drafts


def label_drafts(scene: Scene, units: list[Unit]) -> list[Draft]:
    """«Ответ: …», «И.Петров: …»: a paragraph that opens with who speaks and a colon; a headline «Петров: …»."""
    drafts = []
    text, tokens = scene.reading.text, scene.reading.tokens
    labelled = [(unit, colon) for unit in units if (colon := label(scene, unit)) is not None]
    for n, (unit, colon) in enumerate(labelled):
        end = text.find("\n", tokens[unit.first].start)
        end = len(text) if end < 0 else end
        later = tokens[labelled[n + 1][0].first].start if len(labelled) > 2 and n + 1 < len(labelled) else end
        parts = (*lines(text, tokens[colon + 1].start, end), *goes_on(text, end, later))
        noun = colon - 1
        if scene.reading.tokens[noun].lemma in scene.lexicon.direct_nouns:
            cue = Cue(noun, noun + 1, noun, "assert", frozenset({"direct"}), "noun")
            drafts.append(Draft(parts, "direct", "label", unit, cue))
        else:
            kind = "direct" if end > scene.reading.tokens[unit.last - 1].end else "indirect"
            drafts.append(Draft(parts, kind, "label", unit, None, (unit.first, colon)))
    return drafts


def label(scene: Scene, unit: Unit) -> int | None:
    """The colon after the name or noun that opens a paragraph, None where the unit opens otherwise."""
    reading = scene.reading
    first = unit.first + (reading.tokens[unit.first].text in MARKS)
    if first >= unit.last:
        return None
    head = reading.tokens[first]
    at = reading.tokens[unit.first].start
    if reading.text[reading.text.rfind("\n", 0, at) + 1 : at].strip(" \xa0*"):
        return None
    for k in range(first + 1, min(first + 7, unit.last - 2)):
        token = reading.tokens[k]
        if token.text == ":":
            named = any(n.first == first and n.last == k and n.kind == "PER" for n in reading.names)
            noun = head.lemma in scene.lexicon.direct_nouns and k == first + 1
            quoted = reading.tokens[k + 1].text in MARKS
            end = reading.text.find("\n", token.end)
            line = reading.within(token.end, end if end > token.end + 1 else len(reading.text))
            spoken = any(predicate(reading.tokens[i]) for i in line)
            return k if (named or noun) and spoken and not quoted else None
        if token.text in (",", *DASHES) or predicate(token):
            return None
    return None


def headline_drafts(scene: Scene, units: list[Unit]) -> list[Draft]:
    """«Порт закроют осенью — МИД»: a headline that ends with its source."""
    drafts = []
    for unit in units:
        tokens = scene.reading.tokens
        end = unit.last
        if end - unit.first < 5 or tokens[end - 1].text in (".", "!", "?", "…"):
            continue
        dash = next((k for k in range(end - 1, max(unit.first, end - 6), -1) if tokens[k].text in DASHES), None)
        if dash is None or not any(predicate(t) for t in tokens[unit.first : dash]):
            continue
        named = any(n.first == dash + 1 and n.last == end for n in scene.reading.names)
        if not named or content_end(scene.reading, unit) != end:
            continue
        draft = make_draft(scene, unit, None, [(unit.first, dash)], "headline")
        if draft:
            drafts.append(Draft(draft.parts, draft.kind, draft.rule, unit, None, (dash + 1, end)))
    return drafts
