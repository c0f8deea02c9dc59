"""Where another telling begins: the same speaker goes on, or somebody else takes the turn. A scene and two cues in."""

from __future__ import annotations

from svod.extract.quote_cues import Cue
from svod.extract.quote_units import Scene


def coordinate(scene: Scene, cue: Cue, other: Cue) -> bool:
    """True when another cue goes on after this one: «заявил, что …, и подчеркнул, что …»."""
    a, b = scene.reading.tokens[cue.head], scene.reading.tokens[other.head]
    before = scene.reading.tokens[before_adverbs(scene, cue.last, other.first) - 1].text.lower()
    calls = before == "," and "as" in other.takes and not scene.reading.kids(b.i, "nsubj")  # «…, расценил его как …»
    if b.upos != "VERB" or a.i == b.i or not (calls or before in scene.words("join") | scene.words("then")):
        return False
    return all(a.feat(f) == b.feat(f) for f in ("VerbForm", "Tense", "Number", "Gender"))


def turns_to_another(scene: Scene, cue: Cue, other: Cue, start: int) -> int | None:
    """The «а» from which somebody else speaks: «заявил, что …, | а посол сказал: …», None where nobody else does."""
    tokens = scene.reading.tokens
    a, b = tokens[cue.head], tokens[other.head]
    if other.kind != "verb" or other.act != "assert" or "direct" not in other.takes or cue.kind == "frame":
        return None
    if a.feat("Tense") != b.feat("Tense") or b.feat("VerbForm") != "Fin" or a.feat("VerbForm") != "Fin":
        return None
    for k in range(other.first - 1, start, -1):
        if tokens[k].feat("VerbForm") == "Fin":
            return None
        if tokens[k].text == ",":
            turn = tokens[k + 1].text.lower() in scene.words("while")
            named = any(t.feat("Case") in ("Nom", None) and t.upos in ("NOUN", "PROPN") for t in tokens[k + 2 : b.i])
            return k + 1 if turn and named else None
    return None


def before_adverbs(scene: Scene, start: int, end: int) -> int:
    """The end of the words before a verb's adverbs: «и | бездоказательно обвинил»."""
    while end - 1 > start and scene.reading.tokens[end - 1].upos in ("ADV", "PART"):
        end -= 1
    return end
