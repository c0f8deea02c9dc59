"""When and where an event is, from its clause and its sentence; what is not said stays unknown.

Goes in: a scene and the trigger with its light words. Comes out: a TimeRef, or a place with its characters.
"""

from __future__ import annotations

from typing import NamedTuple

from svod.extract.event_scene import Scene
from svod.read import Token
from svod.read.reading import ROOT
from svod.records import TimeRef


class Place(NamedTuple):
    """Where: the nominative where it is known, the state it lies in, and the characters."""

    name: str
    code: str | None
    start: int
    end: int


def clause_head(scene: Scene, i: int) -> int:
    """The predicate of the clause that token i stands in."""
    tokens = scene.reading.tokens
    word = tokens[i]
    while word.head != ROOT and not opens_clause(word):
        word = tokens[word.head]
    return word.i


def opens_clause(word: Token) -> bool:
    """True for the word that heads a clause of its own."""
    rel = word.rel.split(":")[0]
    if rel in ("ccomp", "advcl", "parataxis", "csubj", "root"):
        return word.upos in ("VERB", "AUX", "ADJ", "NOUN", "ADV", "PROPN")
    if rel == "acl":
        return word.feat("VerbForm") != "Inf"
    return rel == "conj" and word.upos in ("VERB", "AUX") and word.feat("VerbForm") != "Inf"


def find_time(scene: Scene, i: int, light: tuple[int, ...]) -> TimeRef | None:
    """The date of the event: bound to the trigger, else in its clause, else the only one of its sentence before it."""
    word = scene.reading.tokens[i]
    here = scene.dates_of.get(word.sentence, ())
    if not here:
        return None
    ranked = sorted((distance(scene, i, light, k), abs(k - i), n) for n, (_, k) in enumerate(here))
    rank, _, n = ranked[0]
    return here[n][0] if rank < FAR else None


FAR = 3
LINKS = 4  # how many words may stand between a time and its event


def distance(scene: Scene, i: int, light: tuple[int, ...], k: int) -> int:
    """0: the time depends on the trigger or its light words; 1: same clause; 2: the governing clause; 3: elsewhere."""
    carriers = {i, *light, *told_of(scene, i)}
    path = path_up(scene, k)
    if any(above in carriers for above in path[1 : LINKS + 1]):
        return 0
    if bounded(scene.reading.tokens[path[-1]]):
        return FAR
    mine, its = clause_head(scene, i), clause_head(scene, k)
    if mine == its:
        return 1
    if its in [t.i for t in scene.reading.ancestors(mine)] and scene.reading.tokens[mine].rel in (
        "acl", "acl:relcl", "advcl", "conj",
    ):  # fmt: skip
        return 2
    return FAR


def told_of(scene: Scene, i: int) -> list[int]:
    """The verbs that only say of a noun that it was: «разговор, который состоялся накануне», «достигнутых в мае»."""
    if scene.reading.tokens[i].upos != "NOUN":
        return []
    kids = [k for k in scene.reading.kids(i, "acl", "acl:relcl", "amod") if k.upos in ("VERB", "ADJ")]
    return [k.i for k in kids if any(scene.book.has(name, k.lemma) for name in ("being_verbs", "light_verbs"))]


def path_up(scene: Scene, k: int) -> list[int]:
    """Token k and what it hangs from, up to the head of its clause or its infinitive.

    «христианка, которая в 2010 году была приговорена» ends at «приговорена», «договорились встретиться в июне» at
    «встретиться»: what they hang from has no part in the time.
    """
    tokens = scene.reading.tokens
    path = [k]
    while tokens[path[-1]].head != ROOT:
        word = tokens[path[-1]]
        if len(path) > 1 and (opens_clause(word) or bounded(word)):
            break
        path.append(word.head)
    return path


def bounded(word: Token) -> bool:
    """True for what keeps a time to itself inside a clause: a participle before its noun, the content of an act."""
    rel = word.rel.split(":")[0]
    if rel == "amod":
        return word.feat("VerbForm") == "Part"
    return rel in ("xcomp", "csubj", "acl", "nmod") and word.feat("VerbForm") == "Inf"


def find_place(scene: Scene, i: int, light: tuple[int, ...]) -> Place | None:
    """The place of the event: a name in the locative that the trigger, its light words or its clause governs."""
    word = scene.reading.tokens[i]
    best: tuple[int, int, Token] | None = None
    for token in scene.places_of.get(word.sentence, ()):
        if within_thing(scene, token, {i, *light}):
            continue
        rank = (distance(scene, i, light, token.i), abs(token.i - i), token)
        if rank[0] < 2 and (best is None or rank[:2] < best[:2]):
            best = rank
    return None if best is None else make_place(scene, best[2])


def within_thing(scene: Scene, token: Token, carriers: set[int]) -> bool:
    """True for the place of something the clause speaks of: «извинился за трагедию под Киевом»."""
    head = scene.reading.tokens[token.head] if token.head != ROOT else token
    if not token.rel.startswith("nmod") or head.upos != "NOUN" or head.i in carriers:
        return False
    preps = {k.text.lower() for k in scene.reading.kids(head.i, "case")}
    return not preps & scene.book.lists["place_prepositions"]


def is_locative(scene: Scene, token: Token) -> bool:
    """True for a name of a place in the locative or genitive with a preposition of place: «в Баку», «у Минска»."""
    return token.i in scene.locatives


def make_place(scene: Scene, token: Token) -> Place:
    """A place from its token: the mention's name where there is one, else the dictionary form of its words."""
    for mention in scene.at[token.i]:
        if mention.entity in ("state", "place") and mention.name:
            span = mention.evidence[0].span
            same = mention.kind in ("name", "metonym")
            text = mention.name if same else scene.text(span.start, span.end)
            return Place(text, mention.code, span.start, span.end)
    for name in scene.reading.names:
        if name.first <= token.i < name.last:
            return Place(scene.text(name.start, name.end), None, name.start, name.end)
    return Place(token.text, None, token.start, token.end)
