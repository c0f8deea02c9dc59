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
LETTERS = 3  # of a word that may end in any way; no such pattern is shorter
ORDER = ("apologise", "acknowledge", "refuse", "deny", "threaten", "demand", "promise", "praise", "accuse", "forecast")
MINOR = ("nmod",)
FACTUAL = ("outlet", "document", "unknown")


@dataclass(frozen=True, slots=True)
class Marker:
    """Word patterns in a row that speak for an act."""

    act: str
    weight: int
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Markers:
    """All markers, filed under their first word, or under its first letters where any ending is taken."""

    acts: tuple[str, ...]
    by_word: dict[str, tuple[Marker, ...]]
    by_letters: dict[str, tuple[Marker, ...]]
    leans: frozenset[str]  # cues that lean to an opinion


@lru_cache(maxsize=8)
def load_markers(pack: Pack) -> Markers:
    """Compile `[content]` of speech.toml."""
    content = pack.tables["speech"]["content"]
    by_word: dict[str, tuple[Marker, ...]] = {}
    by_letters: dict[str, tuple[Marker, ...]] = {}
    for act, table in content.items():
        for weight, key in ((STRONG, "strong"), (WEAK, "weak")):
            for words in table.get(key, ()):
                marker = Marker(act, weight, tuple(words.split()))
                first = marker.patterns[0]
                into, name = (by_letters, first[:LETTERS]) if first.endswith("*") else (by_word, first.lstrip("="))
                into[name] = (*into.get(name, ()), marker)
    return Markers(tuple(content), by_word, by_letters, frozenset(content["assess"].get("leans", ())))


def find_act(scene: Scene, draft: Draft, speaker: Speaker, pack: Pack) -> str:
    """The speech act of a draft."""
    markers = load_markers(pack)
    words = [t for part in draft.parts for t in (scene.reading.tokens[k] for k in scene.reading.within(*part))]
    scores = score_acts(scene, words, markers)
    if future(words):
        scores["forecast"] += STRONG
    given = draft.cue.act if draft.cue else NEUTRAL
    if given == "demand" and offers(scene, draft, words, pack):
        return "promise"
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
    return by_content(scene, draft, speaker, scores, markers.leans)


def offers(scene: Scene, draft: Draft, words: list[Token], pack: Pack) -> bool:
    """True for «предложил помочь»: what is offered is the speaker's own doing."""
    lemma = scene.reading.tokens[draft.cue.head].lemma if draft.cue else ""
    table = pack.tables["speech"]["offers"]
    return lemma in table["cues"] and bool(words) and words[0].lemma in table["lemmas"]


def by_content(scene: Scene, draft: Draft, speaker: Speaker, scores: dict[str, int], leans: frozenset[str]) -> str:
    """The act that the words themselves make."""
    long = sum(b - a for a, b in draft.parts) > 350
    best = max(ORDER, key=lambda a: (scores[a], -ORDER.index(a)))
    opinion = scores["assess"]
    if draft.cue and scene.reading.tokens[draft.cue.head].lemma in leans and speaker.type not in FACTUAL:
        opinion += 1
    lemma = scene.reading.tokens[draft.cue.head].lemma if draft.cue else ""
    if speaker.type in FACTUAL or lemma in scene.lexicon.carry:
        coming = scores["forecast"] >= STRONG and best == "forecast"
        return best if scores[best] >= 2 * STRONG or coming else NEUTRAL
    if scores[best] >= STRONG and not (long and scores[best] <= opinion):
        return best
    return "assess" if opinion >= STRONG else NEUTRAL


def score_acts(scene: Scene, words: list[Token], markers: Markers) -> dict[str, int]:
    """How much the words speak for each act: each marker counts once."""
    found: dict[Marker, int] = {}
    for at, token in enumerate(words):
        forms = {token.lemma, token.text.lower()}
        filed = [m for f in forms for m in markers.by_word.get(f, ())]
        filed += [m for f in forms for m in markers.by_letters.get(f[:LETTERS], ())]
        for m in filed:
            if matches(words, at, m.patterns):
                found[m] = max(found.get(m, 0), weigh(scene, words, at, m))
    return {act: sum(w for m, w in found.items() if m.act == act) for act in markers.acts}


def weigh(scene: Scene, words: list[Token], at: int, marker: Marker) -> int:
    """A blame counts in full in the main clause, as what is said of somebody; «мы должны» asks nobody."""
    token = words[at]
    if marker.act == "accuse" and aside_of(scene, words, token):
        return min(marker.weight, WEAK)
    before = words[max(0, at - 3) : at]
    if (
        marker.act == "apologise"
        and token.feat("VerbForm") == "Inf"
        and not any(t.feat("Person") == "1" for t in before)
    ):
        return 0  # «мы требуем извиниться»
    if (
        marker.act == "demand"
        and token.upos != "VERB"
        and any(t.lemma in scene.words("speaker_itself") for t in before)
    ):
        return 0
    return marker.weight


def aside_of(scene: Scene, words: list[Token], token: Token) -> bool:
    """True for a word in a subordinate clause, or one that only describes: «атака террористов», «из-за обвинений»."""
    inside = {t.i for t in words}
    if token.rel in MINOR:
        return True
    for above in scene.reading.ancestors(token.i):
        if above.i not in inside:
            break
        if above.rel.startswith(("acl", "advcl")):
            return True
    return token.rel.startswith(("acl", "advcl"))


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
    if pattern.startswith("="):
        return word == pattern[1:]
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
