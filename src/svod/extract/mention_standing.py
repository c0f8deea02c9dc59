"""How a mention stands in its sentence: what it is subject of, whether it speaks, how prominent it is.

In: a scene and the token of a mention's head. Out: a `Standing`, worked out once for each token that is asked for.
"""

from __future__ import annotations

from svod.extract.mention_found import Scene, Standing
from svod.read.reading import ROOT, Token

SUBJECT = 3.0  # points for a subject and for X in «по мнению X»
ASIDE = 1.5  # the same for the subject of a subordinate clause


def find_standing(scene: Scene, i: int) -> Standing:
    """How the mention whose head is token i stands in its sentence."""
    if i not in scene.standings:
        scene.standings[i] = make_standing(scene, i)
    return scene.standings[i]


def make_standing(scene: Scene, i: int) -> Standing:
    """Read it off the tree."""
    tokens, lists = scene.reading.tokens, scene.lexicon.words
    top = tokens[i]
    while top.rel in ("appos", "flat:name") and top.head != ROOT:
        top = tokens[top.head]
    governed = top.head != ROOT
    above = tokens[top.head] if governed else top
    subject = is_subject(top)
    verb = top.head if subject and governed else None
    subordinate = verb is not None and tokens[verb].rel in ("acl:relcl", "acl", "advcl")
    named = above.lemma in lists["speech_nouns"]
    speaks = named or (subject and (above.lemma in lists["speech"] or above.lemma in lists["telling"]))
    prominent = is_subject(tokens[i]) or (named and governed) or is_above_subject(scene, i, top)
    return Standing(top, verb, subordinate, speaks, (ASIDE if subordinate else SUBJECT) if prominent else 0.0)


def is_above_subject(scene: Scene, i: int, top: Token) -> bool:
    """True of a name in apposition to a subject: «президент и лидер партии | Ильхам Алиев | заявил»."""
    if top.i != i and top.rel == "conj" and top.head != ROOT and top.feat("Case") == "Nom":
        top = scene.reading.tokens[top.head]
    return top.i != i and is_subject(top)


def is_subject(token: Token) -> bool:
    """True of the subject of an active or a passive verb."""
    return token.rel.split(":")[0] == "nsubj"
