"""How far an event is fact: actual, future, hypothetical or negated, read from the words that govern its trigger.

Goes in: a scene, the trigger and its light words. Comes out: one of the four. Judges grammar, not truth: what a
quoted speaker states as fact is actual, and stands on the speaker's word.
"""

from __future__ import annotations

from svod.extract.event_rules import plain
from svod.extract.event_scene import Scene
from svod.read import Token
from svod.read.reading import ROOT

CLAUSES = ("ccomp", "advcl", "acl", "csubj", "parataxis", "root", "conj")
HIGH = 6  # how far up the tree a governor may colour the trigger


def find_status(scene: Scene, i: int, light: tuple[int, ...]) -> str:
    """The factuality of the event whose trigger is token i, carried by `light` words, nearest first."""
    for here in (i, *light):
        own = own_status(scene, scene.reading.tokens[here])
        if own:
            return own
    return governed_status(scene, scene.reading.tokens[light[-1] if light else i])


def own_status(scene: Scene, word: Token) -> str | None:
    """What the word itself and its particles say: negation, future, conditional, «предстоящий», «якобы»."""
    book = scene.book
    kids = scene.reading.kids(word.i)
    lemmas = {plain(k.lemma) for k in kids} | {plain(k.text) for k in kids}
    if lemmas & book.lists["negations"] and negates(scene, word):
        return "negated"
    if any(k.rel == "case" and book.has("without", k.text) for k in kids):
        return "negated"
    if lemmas & book.lists["conditional_words"] or word.feat("Mood") in ("Cnd", "Imp"):
        return "hypothetical"
    if lemmas & book.lists["doubt_words"]:
        return "hypothetical"
    if lemmas & book.lists["future_words"]:
        return "future"
    if word.upos in ("VERB", "AUX") and word.feat("VerbForm") != "Inf":
        if word.feat("Tense") == "Fut" or any(k.upos == "AUX" and k.feat("Tense") == "Fut" for k in kids):
            return "future"
    if word.feat("VerbForm") == "Inf" and any(
        k.upos == "AUX" and plain(k.lemma) in book.lists["be"] and k.feat("Tense") == "Fut" for k in kids
    ):
        return "future"
    return None


def negates(scene: Scene, word: Token) -> bool:
    """True unless the negation belongs to a contrast: «не только задержали»."""
    for kid in scene.reading.kids(word.i):
        if plain(kid.text) in scene.book.lists["negations"]:
            after = scene.reading.tokens[kid.i + 1] if kid.i + 1 < len(scene.reading.tokens) else None
            if after is None or not scene.book.has("not_negations", after.text):
                return True
    return False


def governed_status(scene: Scene, word: Token) -> str:
    """What the governors say: «может задержать», «потребовал освободить», «если ударят», «планы визита»."""
    book = scene.book
    for _ in range(HIGH):
        if word.head == ROOT:
            break
        head = scene.reading.tokens[word.head]
        rel = word.rel.split(":")[0]
        if rel in CLAUSES and word.feat("VerbForm") != "Inf" and word.upos in ("VERB", "AUX", "ADJ"):
            return clause_status(scene, word, head)
        verdict = colour(scene, word, head)
        if verdict:
            return verdict
        inherits = word.feat("VerbForm") == "Inf" or rel == "conj" or book.has("light_nouns", head.lemma)
        if head.upos in ("VERB", "AUX", "ADJ", "ADV") and not inherits:
            return inherited(scene, word, head)
        if head.upos in ("VERB", "AUX"):
            own = own_status(scene, head)
            if own:
                return own
        word = head
    return "actual"


def clause_status(scene: Scene, word: Token, head: Token) -> str:
    """A finite clause: hypothetical under «если» and «чтобы», negated under «опроверг, что»; else a fact."""
    marks = {plain(k.lemma) for k in scene.reading.kids(word.i, "mark")}
    if marks & scene.book.lists["conditional_words"]:
        return "hypothetical"
    if word.rel.startswith(("ccomp", "csubj")):
        return colour(scene, word, head) or "actual"
    if word.rel == "conj" and word.upos == "VERB":
        return clause_status(scene, head, scene.reading.tokens[head.head]) if head.head != ROOT else "actual"
    return "actual"


def colour(scene: Scene, word: Token, head: Token) -> str | None:
    """What a governor makes of what it governs, by the pack's lists; its own negation turns it round."""
    book = scene.book
    finite = word.upos == "VERB" and word.feat("VerbForm") == "Fin"
    for status in ("negated", "hypothetical", "future"):
        if book.has(f"makes_{status}", head.lemma) and not (finite and status != "negated"):
            if status == "negated" and negated(scene, head):
                return "hypothetical" if book.has("doubt_when_negated", head.lemma) else "actual"
            if status != "negated" and governs(scene, word, head):
                return status
            if status == "negated":
                return status
    return None


def negated(scene: Scene, word: Token) -> bool:
    """True when the word has a negation of its own."""
    return any(plain(k.text) in scene.book.lists["negations"] for k in scene.reading.kids(word.i)) and negates(
        scene, word
    )


def governs(scene: Scene, word: Token, head: Token) -> bool:
    """True where the word is what the governor is about: its infinitive, its object, «о», «к», «на» and a case."""
    if word.feat("VerbForm") == "Inf" or word.rel.split(":")[0] in ("xcomp", "obj", "ccomp", "csubj", "iobj"):
        return True
    cases = {plain(k.text) for k in scene.reading.kids(word.i, "case")}
    if word.rel.split(":")[0] in ("obl", "nmod"):
        return not cases or bool(cases & scene.book.lists["content_prepositions"])
    return word.rel.startswith("nsubj") and head.upos in ("ADJ", "ADV", "VERB")


def inherited(scene: Scene, word: Token, head: Token) -> str:
    """What a noun takes from the verb it stands under: «на саммите обсудят» is a summit to come."""
    rel = word.rel.split(":")[0]
    own = own_status(scene, head)
    if own == "future" and (rel == "nsubj" or rel == "obl"):
        return own
    if own == "hypothetical" and rel == "nsubj":
        return own
    if head.feat("VerbForm") == "Inf" and rel in ("nsubj", "obj"):
        return "actual"
    return "actual"
