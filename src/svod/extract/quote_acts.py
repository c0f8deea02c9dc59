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
CLAUSES = ("acl", "advcl", "ccomp", "csubj")
FACTUAL = ("outlet", "document", "unknown")


@dataclass(frozen=True, slots=True)
class Marker:
    """Word patterns in a row that speak for an act."""

    act: str
    weight: int
    patterns: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Markers:
    """All markers, filed under their first word, or under its first letters where any ending is taken.

    Compared by identity, so that functions can cache by it.
    """

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
    if future(scene, words) and not scheduled(scene, speaker, words):
        scores["forecast"] += STRONG
    given = draft.cue.act if draft.cue else NEUTRAL
    if given == "demand" and offers(scene, draft, words, pack):
        return "promise"
    if given == "demand" and told_as_fact(scene, draft):
        given = NEUTRAL
    if given == "promise":
        return "threaten" if scores["threaten"] >= STRONG else given
    if given == "forecast":
        warns = draft.cue is not None and scene.reading.tokens[draft.cue.head].lemma in scene.words("warning")
        return "threaten" if warns and scores["threaten"] >= STRONG else given
    if given == "assess" and draft.rule in ("small", "quoted object"):
        return given
    if given == "assess":
        return next((a for a in ("forecast", "demand", "accuse") if scores[a] >= STRONG), given)
    if given != NEUTRAL:
        return given
    return by_content(scene, draft, speaker, scores, markers.leans)


def told_as_fact(scene: Scene, draft: Draft) -> bool:
    """True for «настаивает, что невиновен»: with «что», not «чтобы», nothing is asked for."""
    first = scene.reading.within(*draft.parts[0]).start
    said = scene.reading.tokens[first - 1].text.lower() if first else ""
    return draft.rule == "that" and draft.cue is not None and "wish" in draft.cue.takes and said in scene.words("that")


def scheduled(scene: Scene, speaker: Speaker, words: list[Token]) -> bool:
    """True for «в город прибудут послы» of an outlet or a paper: what is planned is told as a fact."""
    token = main_predicate(scene, words)
    planned = token is not None and token.lemma in scene.words("schedule") | scene.words("be")
    tells = speaker.type in ("outlet", "document") or speaker.span is None
    return planned and tells and not any(t.text.lower() in scene.words("if") for t in words)


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
        if scores[best] >= 2 * STRONG or coming:
            return best
        return "assess" if opinion >= 2 * STRONG else NEUTRAL
    if scores[best] >= STRONG and not (long and scores[best] <= opinion):
        return best
    return "assess" if opinion >= STRONG else NEUTRAL


def score_acts(scene: Scene, words: list[Token], markers: Markers) -> dict[str, int]:
    """How much the words speak for each act: each marker counts once."""
    found: dict[Marker, int] = {}
    for at, token in enumerate(words):
        for m in filed_under(markers, token.lemma, scene.reading.lowers[token.i]):
            if matches(words, at, m.patterns, scene.words("not")):
                found[m] = max(found.get(m, 0), weigh(scene, words, at, m))
    scores = dict.fromkeys(markers.acts, 0)
    for m, weight in found.items():
        scores[m.act] += weight
    return scores


@lru_cache(maxsize=65_536)
def filed_under(markers: Markers, *forms: str) -> tuple[Marker, ...]:
    """The markers that may begin with a word of these forms."""
    by_word = (m for f in forms for m in markers.by_word.get(f, ()))
    return tuple(dict.fromkeys((*by_word, *(m for f in forms for m in markers.by_letters.get(f[:LETTERS], ())))))


def weigh(scene: Scene, words: list[Token], at: int, marker: Marker) -> int:
    """A blame counts in full in the main clause, as what is said of somebody; «мы должны» asks nobody."""
    token = words[at]
    if marker.act in ("accuse", "demand") and aside_of(scene, words, token):
        return min(marker.weight, WEAK)
    if marker.act == "promise" and lifeless(scene, token):
        return 0
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


def lifeless(scene: Scene, token: Token) -> bool:
    """True for «поставки обеспечат тепло»: things promise nothing."""
    subjects = scene.reading.kids(token.i, "nsubj")
    return any(
        t.upos == "NOUN" and t.feat("Animacy") == "Inan" and t.lemma not in scene.words("bodies") for t in subjects
    )


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


def matches(words: list[Token], at: int, marker: tuple[str, ...], negations: frozenset[str]) -> bool:
    """True when the marker's patterns fit the words from `at` on, in dictionary form or as written."""
    if at + len(marker) > len(words):
        return False
    if marker[0] not in negations and at and words[at - 1].text.lower() in negations:
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


def future(scene: Scene, words: list[Token]) -> bool:
    """True when the main predicate speaks of what is to come."""
    token = main_predicate(scene, words)
    if token is None:
        return False
    coming = token.feat("Aspect") == "Perf" and token.feat("Tense") == "Pres"
    helped = any(t.text.lower() in scene.words("will") for t in scene.reading.kids(token.i, "aux", "cop"))
    return coming or token.feat("Tense") == "Fut" or token.text.lower() in scene.words("will") or helped


def main_predicate(scene: Scene, words: list[Token]) -> Token | None:
    """The first predicate that no other word of the content governs in a clause of its own, else the first of all."""
    inside = {t.i for t in words}
    found = [t for t in words if predicate(t) or t.lemma in scene.words("be")]
    for t in found:
        chain = [t, *(a for a in scene.reading.ancestors(t.i) if a.i in inside)]
        if not any(a.rel.split(":")[0] in CLAUSES for a in chain if a.head in inside):
            return t
    return found[0] if found else None
