"""What a speaker does with the words: by cue, then by content.

A scene, a draft and its speaker in, one of the twelve acts out. A cue that says what is done («пообещал», «обвинил»)
decides; after a neutral one («заявил») the words decide, by the pack's markers and the tense of their verbs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from svod.extract.quote_speakers import Speaker
from svod.extract.quote_units import Draft, Scene, predicate
from svod.packs import Pack
from svod.read import Token

NEUTRAL = "assert"
STRONG, WEAK = 3, 1
ORDER = ("apologise", "acknowledge", "refuse", "deny", "threaten", "demand", "promise", "praise", "accuse", "forecast")
FACTUAL = ("outlet", "document", "unknown")


@dataclass(frozen=True, slots=True)
class Markers:
    """What words speak for one act; each marker is a run of word patterns."""

    strong: tuple[tuple[str, ...], ...]
    weak: tuple[tuple[str, ...], ...]
    leans: frozenset[str]


@lru_cache(maxsize=8)
def load_markers(pack: Pack) -> dict[str, Markers]:
    """Compile `[content]` of speech.toml."""
    return {
        act: Markers(
            tuple(tuple(m.split()) for m in table.get("strong", ())),
            tuple(tuple(m.split()) for m in table.get("weak", ())),
            frozenset(table.get("leans", ())),
        )
        for act, table in pack.tables["speech"]["content"].items()
    }


def find_act(scene: Scene, draft: Draft, speaker: Speaker, pack: Pack) -> str:
    """The speech act of a draft."""
    markers = load_markers(pack)
    words = [t for part in draft.parts for t in (scene.reading.tokens[k] for k in scene.reading.within(*part))]
    scores = {act: score_act(words, found) for act, found in markers.items()}
    if future(words):
        scores["forecast"] += STRONG
    given = draft.cue.act if draft.cue else NEUTRAL
    if given == "promise":
        return "threaten" if scores["threaten"] >= STRONG else given
    if given == "forecast":
        return given
    if given == "assess" and draft.rule in ("small", "quoted object"):
        return given
    if given == "assess":
        return next((a for a in ("forecast", "demand", "accuse") if scores[a] >= STRONG), given)
    if given != NEUTRAL:
        return given
    return by_content(scene, draft, speaker, scores, markers["assess"].leans)


def by_content(scene: Scene, draft: Draft, speaker: Speaker, scores: dict[str, int], leans: frozenset[str]) -> str:
    """The act that the words themselves make."""
    long = sum(b - a for a, b in draft.parts) > 350
    best = max(ORDER, key=lambda a: (scores[a], -ORDER.index(a)))
    opinion = scores["assess"]
    if draft.cue and scene.reading.tokens[draft.cue.head].lemma in leans and speaker.type not in FACTUAL:
        opinion += 1
    lemma = scene.reading.tokens[draft.cue.head].lemma if draft.cue else ""
    if speaker.type in FACTUAL or lemma in scene.lexicon.carry:
        return best if scores[best] >= 2 * STRONG else NEUTRAL
    if scores[best] >= STRONG and not (long and scores[best] <= opinion):
        return best
    return "assess" if opinion >= STRONG else NEUTRAL


def score_act(words: list[Token], markers: Markers) -> int:
    """How much the words speak for an act: each marker counts once."""
    strong = sum(any(matches(words, k, m) for k in range(len(words))) for m in markers.strong)
    weak = sum(any(matches(words, k, m) for k in range(len(words))) for m in markers.weak)
    return STRONG * strong + WEAK * weak


def matches(words: list[Token], at: int, marker: tuple[str, ...]) -> bool:
    """True when the marker's patterns fit the words from `at` on, in dictionary form or as written."""
    if at + len(marker) > len(words):
        return False
    if marker[0] != "не" and at and words[at - 1].text.lower() == "не":
        return False  # «не готов» promises nothing
    return all(fits(words[at + n], pattern) for n, pattern in enumerate(marker))


def fits(token: Token, pattern: str) -> bool:
    """True when a word fits a pattern; «*» at its end takes every ending."""
    word = token.text.lower()
    if pattern.endswith("*"):
        return token.lemma.startswith(pattern[:-1]) or word.startswith(pattern[:-1])
    return pattern in (token.lemma, word)


def future(words: list[Token]) -> bool:
    """True when the first predicate speaks of what is to come."""
    for t in words:
        if predicate(t) or t.lemma == "быть":
            coming = t.feat("Aspect") == "Perf" and t.feat("Tense") == "Pres"
            return coming or t.feat("Tense") == "Fut" or t.text.lower() in ("будет", "будут")
    return False
