"""Titles tied to a name a few words off: «лидер партии, проповедник Иван Рогов», «Рогов назначен послом».

In: a scene and an article's mentions. Out: the same with those titles' offices given to their people, and which title
is whose. Titles right beside a name are `mention_offices`' business.
"""

from __future__ import annotations

from collections.abc import Sequence

from svod.extract.mention_found import Found, Scene
from svod.read import Token

APART = 12  # tokens between a title and its name


def attach_apposed(scene: Scene, found: Sequence[Found]) -> tuple[list[Found], dict[int, int]]:
    """Give people the titles in apposition to their names; returns them, and for each such title its name's number."""
    made, whose = list(found), {}
    by_first = {f.first: k for k, f in enumerate(found) if f.person is not None}
    for i, item in enumerate(found):
        if item.kind != "role" or item.entity != "person":
            continue
        first = apposed(scene, item)
        held = first if first >= 0 else predicated(scene, item)
        if held in by_first and not within_title(found[by_first[held]], item):
            k = whose[i] = by_first[held]
            if first >= 0 or is_present(scene, item):
                made[k] = made[k]._replace(offices=(*made[k].offices, *item.offices))
    return made, whose


def within_title(person: Found, item: Found) -> bool:
    """True of the president in «спецпредставитель президента Марк Стоун»."""
    return any(o.start < item.start and item.end <= o.end for o in person.offices)


def predicated(scene: Scene, item: Found) -> int:
    """The first token of the name that the title is said of: «Рогов назначен послом», «Рогов — посол»; -1 for none."""
    tokens, reading = scene.reading.tokens, scene.reading
    token = tokens[item.head]
    verb = token.i if token.feat("Case") == "Nom" or copula(scene, item) else token.head
    if verb != token.i and not (
        token.feat("Case") == "Ins" and verb >= 0 and tokens[verb].lemma in scene.lexicon.words["becoming"]
    ):
        return -1
    if any(k.lemma in scene.lexicon.words["not"] for k in reading.kids(verb, "advmod")):
        return -1
    subjects = (scene.people.get(k.i) for k in reading.kids(verb, "nsubj") if k.i < token.i)
    return next((s for s in subjects if s is not None), -1)


def is_present(scene: Scene, item: Found) -> bool:
    """False of an office held once: «был министром»."""
    verb = copula(scene, item) or scene.reading.tokens[scene.reading.tokens[item.head].head]
    return not (verb.lemma in scene.lexicon.words["having_been"] and verb.feat("Tense") == "Past")


def copula(scene: Scene, item: Found) -> Token | None:
    """The «был» of «Рогов был канцлером», where the title is the predicate itself."""
    beside = scene.reading.kids(item.head, "cop")
    return next((k for k in beside if k.lemma in scene.lexicon.words["having_been"]), None)


def apposed(scene: Scene, item: Found) -> int:
    """The first token of the name that the title explains or is explained by, -1 where there is none."""
    tokens, reading = scene.reading.tokens, scene.reading
    token = tokens[item.head]
    beside = [token.head] if token.rel in ("appos", "flat:name") else []
    for above in (item.head, *beside):
        beside += [k.i for k in reading.kids(above, "appos", "flat:name") if k.i > above]
    for i in beside:
        first = scene.people.get(i)
        if first is None or tokens[first].feat("Case") != token.feat("Case") or abs(i - item.head) > APART:
            continue
        if not any(stands_between(scene, k) for k in range(min(i, item.head) + 1, max(i, item.head))):
            return first
    return -1


def stands_between(scene: Scene, i: int) -> bool:
    """True of what no apposition runs over: a colon, a finite verb."""
    token = scene.reading.tokens[i]
    return token.text in ":;" or (token.upos == "VERB" and token.feat("VerbForm") == "Fin")
