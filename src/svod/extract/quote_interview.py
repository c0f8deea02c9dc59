"""Interviews: the answers between questions, where paragraphs, dashes or labels alone tell who speaks.

A scene and its units in, drafts out: one for each answer, a part for each of its paragraphs, the one interviewed as its
source. Questions are not taken. A text is an interview only when its introduction says so, or when two labels take
turns and one of them asks; an essay with questions of its own stays what it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from svod.extract.quote_direct import lines, trim_end
from svod.extract.quote_units import Draft, Scene, Unit
from svod.letters import load_letters

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
DASH = re.compile(r"[—–-][ \xa0]+")
STOP = re.compile(r"[.!?…][»”\"]?(?=\s|$)")
CLOSES = re.compile(r"[»”\"][,.?!]*[ \xa0]*[—–-][ \xa0]*")  # «…», — сказал он: marks tell who speaks
HEADINGS = "#>•"
FEW, MANY = 2, 3  # turns of a label, and questions without one, that make an interview
LONGEST = 6000  # characters of an answer
INTRODUCTION = 2500  # characters in which somebody is said to have given an interview
SPACES = " \xa0*"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page shows who speaks, in the letters of the languages."""

    label: re.Pattern[str]
    turn: re.Pattern[str]  # within a line whose breaks the page lost


@lru_cache(maxsize=1)
def load_layout() -> Layout:
    """Compile the patterns."""
    capital = load_letters().capital
    return Layout(
        re.compile(
            rf"^[ \xa0*]*([«\"„]?[A-Z{capital}][^:?!\n]{{0,40}}?)\*{{0,2}}[ \xa0]*:\*{{0,2}}[ \xa0]+(?=\S)", re.M
        ),
        re.compile(rf"[ \xa0][—–][ \xa0]+(?=[A-Z{capital}«\"])"),
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """Characters [start, end) that one of the two says."""

    start: int
    end: int
    asks: bool
    source: tuple[int, int] | None = None


def interview_drafts(scene: Scene, units: list[Unit]) -> list[Draft]:
    """Find the answers of an interview in whichever of three layouts it stands."""
    turns = labelled(scene) or asked(scene) or in_one_line(scene)
    text, drafts = scene.reading.text, []
    for turn in turns:
        parts = tuple((after_dash(text, *p), p[1]) for p in lines(text, turn.start, turn.end))
        n = bisect_right(units, turn.start, key=lambda u: scene.reading.tokens[u.last - 1].end)
        if not turn.asks and parts and n < len(units) and turn.end - turn.start <= LONGEST:
            drafts.append(Draft(parts, "direct", "interview", units[n], None, turn.source))
    return drafts


def labelled(scene: Scene) -> list[Turn]:
    """«Маяк: Когда откроют мост? ⏎ Иван Петров: Осенью»: two labels at least take turns, one of them asks."""
    text = scene.reading.text
    found = list(load_layout().label.finditer(text))
    if len(found) <= FEW:
        return []
    ends = [*(m.start() for m in found[1:]), text.find("\n", found[-1].end())]
    counts = Counter(m[1] for m in found)
    spoken = [(m, e if e > m.end() else len(text)) for m, e in zip(found, ends, strict=True) if counts[m[1]] >= FEW]
    questions = Counter(m[1] for m, e in spoken if text[m.end() : e].rstrip(SPACES + "\n").endswith("?"))
    askers = {label for label, n in questions.items() if 2 * n > counts[label]}
    if not askers or len({m[1] for m, _ in spoken} - askers) < 1:
        return []
    guest = interviewed(scene, found[0].start())
    turns = []
    for match, end in spoken:
        source = person_in(scene, match.start(1), match.end(1)) or guest
        turns.append(Turn(match.end(), tidy(text, match.end(), end), match[1] in askers, source))
    return turns


def asked(scene: Scene) -> list[Turn]:
    """A question is a paragraph, the answer the paragraphs up to the next one, with or without a dash at its start."""
    text = scene.reading.text
    paragraphs = [m.span() for m in PARAGRAPH.finditer(text)]
    asks = [n for n, p in enumerate(paragraphs) if is_question(scene, *p)]
    if len(asks) < MANY or all(DASH.match(text, paragraphs[n][0]) for n in asks):
        return []  # dashes on both sides are told by `quote_dialogue`
    guest = interviewed(scene, paragraphs[asks[0]][0])
    if guest is None:
        return []
    turns = []
    for first, last in pairwise((*asks, min(asks[-1] + 2, len(paragraphs)))):
        if first + 1 >= last:
            continue
        answers = paragraphs[first + 1 : last]
        if not any(text[a : a + 2].lstrip()[:1] in HEADINGS for a, _ in answers):
            turns.append(Turn(answers[0][0], answers[-1][1], asks=False, source=guest))
    personal = sum(in_first_person(scene, t) for t in turns)
    marked = any(CLOSES.search(text, t.start, t.end) or scene.stretches_in(t.start, t.start + 1) for t in turns)
    return turns if not marked and 2 * personal >= len(turns) and 2 * len(turns) > len(asks) else []


def after_dash(text: str, start: int, end: int) -> int:
    """Where the words of a paragraph begin that opens with a dash."""
    dash = DASH.match(text, start, end)
    return dash.end() if dash else start


def is_question(scene: Scene, start: int, end: int) -> bool:
    """True for a paragraph that is a question outside of quotation marks."""
    text = scene.reading.text
    return text[start:end].rstrip(SPACES).endswith("?") and not scene.stretches_in(start, start + 2)


def in_one_line(scene: Scene) -> list[Turn]:
    """«— Когда откроют мост? — Осенью. — А паром? — Ходит»: the page has lost its line breaks."""
    text, turns = scene.reading.text, []
    for match in PARAGRAPH.finditer(text):
        cuts = [m for m in load_layout().turn.finditer(text, *match.span()) if not within_marks(scene, m.start())]
        edges = [*cuts, None]
        pieces = [(a.end(), b.start() if b else match.end()) for a, b in pairwise(edges) if a]
        asks = [text[a:b].rstrip(SPACES).endswith("?") for a, b in pieces]
        guest = interviewed(scene, pieces[asks.index(True)][0]) if sum(asks) >= MANY else None
        if guest is None:
            continue
        for n, (start, end) in enumerate(pieces):
            if not asks[n] and n and asks[n - 1]:
                later = next((k for k in range(n, len(pieces)) if asks[k]), len(pieces))
                end = tidy(text, start, pieces[later - 1][1])
                turns.append(Turn(start, end, asks=False, source=guest))
    return turns


def within_marks(scene: Scene, at: int) -> bool:
    """True for a character of words in quotation marks."""
    return any(s.closed > at for s in scene.stretches_in(max(0, at - LONGEST), at))


def tidy(text: str, start: int, end: int) -> int:
    """The end of the last whole sentence of text[start:end]: what follows it is the next question's heading."""
    last = end
    for stop in STOP.finditer(text, start, end):
        last = stop.end()
    return trim_end(text, start, last)


def in_first_person(scene: Scene, turn: Turn) -> bool:
    """True when whoever speaks says «я» or «мы»."""
    return any(scene.reading.tokens[k].feat("Person") == "1" for k in scene.reading.within(turn.start, turn.end))


def interviewed(scene: Scene, before: int) -> tuple[int, int] | None:
    """Tokens of who the introduction says gave the interview: the longest name of the sentence that says so."""
    reading = scene.reading
    for sentence in reading.sentences:
        if sentence.start >= min(before, INTRODUCTION):
            return None
        if any(t.lemma in scene.words("interview") for t in reading.of(sentence)):
            return person_in(scene, sentence.start, min(sentence.end, before))
    return None


def person_in(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """Tokens of the person's name among characters [start, end), the first of the longest."""
    names = [n for n in scene.reading.names if n.kind == "PER" and n.start >= start and n.end <= end]
    best = max(names, key=lambda n: (min(n.last - n.first, 2), -n.start), default=None)
    return (best.first, best.last) if best else None
