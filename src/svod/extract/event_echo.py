"""A deed told again by a word that only points at it: «решение суда», «это решение».

Goes in: the drafts of an article, each of its own clause. Comes out: drafts for the words that point back, with type,
sides and rule of the deed they point at, the nearest one before of the same doer. What the words themselves tell
(«решение выслать посла», «решение проблемы») points at nothing and is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from svod.extract.event_context import Draft, codes
from svod.extract.event_frames import frame
from svod.extract.event_match import Match
from svod.extract.event_scene import Scene, quote_at
from svod.extract.event_sides import find_sides
from svod.extract.event_status import find_status
from svod.extract.event_words import preposition
from svod.read import Token

TYPES = ("SANCTION", "COERCE", "RETREAT", "REJECT")  # what is decided; talks and statements are not
REACH = 5  # sentences back for a named doer
NEAR = 2  # and for «это решение»


def find_echoes(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of words that point back at one of `drafts`, in text order."""
    taken = {d.match.trigger for d in drafts}
    nouns = scene.book.lists.get("echo_nouns", frozenset())
    pointing = [scene.reading.tokens[i] for i in scene.having(nouns) if i not in taken]
    found = [echo(scene, drafts, token) for token in pointing if not tells(scene, token)]
    return [draft for draft in found if draft is not None]


def tells(scene: Scene, word: Token) -> bool:
    """True where the words around say themselves what was decided: «решение выслать», «решение о визах»."""
    kids = scene.reading.kids(word.i)
    if any(k.upos in ("VERB", "AUX") for k in kids):
        return True
    about = [k for k in kids if preposition(scene.reading, k, scene.book) in scene.book.lists["reported_prepositions"]]
    if any(not scene.book.has("echo_pointers", k.lemma) for k in about):
        return True
    return preposition(scene.reading, word, scene.book) in scene.book.lists["echo_by"]


def echo(scene: Scene, drafts: Sequence[Draft], word: Token) -> Draft | None:
    """The deed that a word points at, told again at that word."""
    seen = frame(scene.reading, word.i, scene.book, noun=True)
    doers = find_sides(scene, seen, ("Gen", "adj"))
    bodies = [scene.reading.tokens[f] for f in seen.slots.get("Gen", ())]
    body = any(scene.book.has("local_bodies", b.lemma) for b in bodies)
    pointed = any(scene.book.has("echo_pointers", k.lemma) for k in scene.reading.kids(word.i))
    if not (codes(doers) or body or (pointed and not bodies)):
        return None
    before = [d for d in drafts if d.match.trigger < word.i and answers(d, codes(doers))]
    if body and not codes(doers):
        ruled = [d for d in before if d.match.rule.by_state and not describes(scene, d)]
        before = ruled[:1]  # a court's decision is the one that the article is about: the first told
    elif before:
        since = word.sentence - scene.reading.tokens[before[-1].match.trigger].sentence
        before = before[-1:] if since <= (NEAR if pointed else REACH) else []
    match = Match(before[0].match.rule, word.i, word.i, True, seen) if before else None
    return told_again(scene, before[0], word, match) if match else None


def answers(draft: Draft, doers: frozenset[str]) -> bool:
    """True for a deed done, of a kind that is decided, by one of `doers` where they are known."""
    fits = not doers or bool(doers & codes(draft.actors))
    return draft.type in TYPES and draft.status in ("actual", "future") and fits


def describes(scene: Scene, draft: Draft) -> bool:
    """True for a deed told as a quality: «[осужденная] за шпионаж учительница»."""
    return scene.reading.tokens[draft.match.token].rel.split(":")[0] in ("amod", "acl")


def told_again(scene: Scene, draft: Draft, word: Token, match: Match) -> Draft:
    """The draft at its new place, on the word of whoever speaks there."""
    status = find_status(scene, word.i, match.frame.light)
    basis = "passage" if draft.time else "none"
    quote = quote_at(scene, word.start)
    return draft._replace(match=match, status=status, basis=basis, quote=quote, sources=())
