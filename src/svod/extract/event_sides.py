"""Who: the fillers of a frame's slots as parties with name, code and the characters they rest on.

A filler is looked up among the article's mentions; a common noun («журналисты Sputnik», «российские силовики») takes
its code from what qualifies it. What has no name, no code and is no person or body is no party.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from svod.extract.event_frames import Frame
from svod.extract.event_frames import frame as frame_of
from svod.extract.event_phrases import nominative, phrase
from svod.extract.event_scene import Scene
from svod.extract.letters import plain
from svod.read import Token
from svod.read.reading import ROOT
from svod.records import Mention, Party

ENTITIES = {"PER": "person", "ORG": "organization"}
QUALIFIERS = ("amod", "acl", "nmod", "appos", "det", "flat", "conj")


class Side(NamedTuple):
    """A party, what kind of actor it is, and the characters [start, end) that name it.

    `basis` says whence it, or the state of a party that the clause names, is known: "clause" its own clause, "speaker"
    who speaks in the first person, "setting" where the event is or what the article is about, "telling" another
    telling, "pair" an article about two states, "passage" the article as the learned model reads it.
    """

    party: Party
    entity: str
    token: int
    start: int
    end: int
    chain: str | None = None
    basis: str = "clause"


def settled_party(side: Side) -> Party:
    """The party of a side with the basis it is known by: of a named one whose state is lent "coded"."""
    coded = side.basis in ("setting", "passage") and side.entity != "state"
    return Party(side.party.name, side.party.code, side.party.mention, "coded" if coded else side.basis)


def find_sides(scene: Scene, frame: Frame, slots: Iterable[str], *, union: bool = False) -> tuple[Side, ...]:
    """The parties in the first of `slots` that has any (in all of them with `union`), each once."""
    found: list[Side] = []
    for slot in slots:
        if slot == "host" and len(found) > 1:
            break
        for filler in frame.slots.get(slot, ()):
            sides = list(resolve(scene, filler, adjective=slot in ("adj", "poss")))
            found += sides if slot != "host" else [s for s in sides if not stands_for(s, found)]
        if found and not union:
            break
    return unique(found)


def stands_for(side: Side, found: Iterable[Side]) -> bool:
    """True for a seat or state of somebody who is there himself: «Мишустин принял в Кремле»."""
    return side.entity in ("place", "state", "organization") and any(
        s.party.code and s.party.code == side.party.code for s in found
    )


def unique(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Each party once: by chain where there is one, else by name and code."""
    seen: set[tuple[str, str | None]] = set()
    kept = []
    for side in sides:
        key = (side.party.name.casefold(), side.party.code)
        if key not in seen and not (side.chain and ("#" + side.chain, None) in seen):
            kept.append(side)
        seen.add(key)
        if side.chain:
            seen.add(("#" + side.chain, None))
    return tuple(kept)


def resolve(scene: Scene, i: int, *, adjective: bool = False) -> Iterator[Side]:
    """The parties that token i stands for, with those coordinated to it."""
    word = scene.reading.tokens[i]
    if adjective:
        yield from adjective_side(scene, word)
        return
    yield from one(scene, counted(scene, antecedent(scene, i)))
    for other in scene.reading.kids(i, "conj"):
        if other.upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"):
            yield from resolve(scene, other.i)


def antecedent(scene: Scene, i: int) -> int:
    """The noun a relative pronoun stands for: «журналисты, которых задержали» → «журналисты»."""
    word = scene.reading.tokens[i]
    if not scene.book.has("relative_pronouns", word.lemma):
        return i
    for above in scene.reading.ancestors(i):
        if above.rel == "acl:relcl" or above.rel == "acl":
            return above.head if above.head != ROOT else i
        if above.sentence != word.sentence:
            break
    return i


def counted(scene: Scene, i: int) -> int:
    """The people a measure counts: «ряд политиков», «сотни жителей» → «политиков», «жителей»."""
    for _ in range(3):
        below = [k for k in scene.reading.kids(i, "nmod", "obl") if k.feat("Case") == "Gen"]
        if not below or not scene.book.has("measures", scene.reading.tokens[i].lemma):
            break
        i = below[0].i
    return i


def adjective_side(scene: Scene, word: Token) -> Iterator[Side]:
    """The actor an adjective or possessive names: «российский удар», «его визит»."""
    for mention in scene.at[word.i]:
        if mention.kind in ("adjective", "pronoun") and called(scene, mention) and mention.entity != "place":
            yield side_of(scene, mention, word.i)


def one(scene: Scene, i: int) -> Iterator[Side]:
    """The party at one token: a mention where there is one, else its noun phrase."""
    word = scene.reading.tokens[i]
    mention = best_mention(scene, word)
    several = word.feat("Number") == "Plur" or any(m.kind == "group" for m in scene.at[i])
    rows = in_row(scene, i) if several and word.upos in ("NOUN", "PROPN") else []
    if len(rows) > 1:
        yield from (side_of(scene, m, i) for m in named_in_turn(scene, rows))
        return
    if mention is not None:
        side = side_of(scene, mention, i)
        if side.party.code is None:
            inner = [q for q in qualifiers(scene, i) if q.code and q is not mention]
            if inner and mention.kind != "name":
                side = Side(Party(side.party.name, inner[0].code, mention.id), side.entity, i, side.start, side.end)
        if side.entity != "place" or side.party.code:
            yield side
        return
    for kid in scene.reading.kids(i, "appos", "flat"):
        named = best_mention(scene, kid)
        if named is not None and named.kind == "name" and named.entity == "person":
            yield side_of(scene, named, i)
            return
    grouped = any(m.kind == "group" and m.code for m in scene.at[i])
    for name in scene.reading.names if not grouped else ():
        if name.first <= i < name.last and name.kind in ENTITIES:
            text = scene.text(name.start, name.end)
            yield Side(Party(text, None, None), ENTITIES[name.kind], i, name.start, name.end)
            return
    if word.upos in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "VERB"):
        yield from phrase_sides(scene, word)


def best_mention(scene: Scene, word: Token) -> Mention | None:
    """The mention that names what the token heads; an adjective inside the phrase does not."""
    known = [m for m in scene.at[word.i] if called(scene, m) and m.kind not in ("adjective", "group")]
    headed = [m for m in known if heads(scene, m, word)]
    coded = [m for m in headed or known if m.code]
    return next(iter(coded or headed or known), None)


def heads(scene: Scene, mention: Mention, word: Token) -> bool:
    """True when a mention's words hang from this one: «министра», not «Японию», in «министра Индии в Японию»."""
    span = mention.evidence[0].span
    inside = scene.reading.within(span.start, span.end)
    return next((i for i in inside if scene.reading.tokens[i].head not in inside), -1) == word.i


def called(scene: Scene, mention: Mention) -> str:
    """What a mention is called: its name, else the words of its chain; empty where there are none."""
    return mention.name or scene.names.get(mention.chain, "")


def side_of(scene: Scene, mention: Mention, i: int) -> Side:
    """A side from a mention that is called something."""
    span = mention.evidence[0].span
    return Side(
        Party(called(scene, mention), mention.code, mention.id), mention.entity, i, span.start, span.end, mention.chain
    )


def qualifiers(scene: Scene, i: int, *, beside: Container[Mention] = ()) -> list[Mention]:
    """The coded mentions that qualify a noun, nearest first: «граждане России», «азербайджанская полиция»."""
    found: list[Mention] = []
    stack = [k.i for k in scene.reading.kids(i, *QUALIFIERS)]
    while stack:
        k = stack.pop(0)
        found += [m for m in scene.at[k] if m.code and m not in found and m not in beside][:1]
        verbal = scene.reading.tokens[k].feat("VerbForm") == "Part"
        stack += [x.i for x in scene.reading.kids(k, *QUALIFIERS, *(("iobj",) if verbal else ()))]
    return found


def phrase_sides(scene: Scene, word: Token) -> Iterator[Side]:
    """The party a common noun names, coded by its qualifiers; several codes («лидеры двух стран») give several."""
    inner = [*(m for m in scene.at[word.i] if m.kind == "group" and m.code), *qualifiers(scene, word.i)]
    codes = list(dict.fromkeys(m.code for m in inner))
    body = word.feat("Animacy") == "Anim" or scene.book.has("bodies", word.lemma)
    if not body and (not codes or scene.book.has("no_bodies", word.lemma)):
        return
    if word.upos in ("PRON", "DET") or scene.book.has("no_bodies", word.lemma):
        return
    seat = scene.book.has("seats", word.lemma) and inner and inner[0].entity == "state"
    if seat or (not body and inner[0].entity in ("state", "organization", "outlet", "person")):
        yield side_of(scene, inner[0], word.i)
        return
    if not body and plain(word.lemma).endswith(tuple(scene.book.lists["abstract_endings"])):
        return
    start, end = phrase(scene.reading, word)
    name = nominative(scene.reading, start, end, scene.book.numerals)
    yield Side(Party(name, codes[0] if codes else None, None), "group", word.i, start, end)


def in_row(scene: Scene, i: int) -> list[Mention]:
    """The states of several codes that own one plural noun: «президенты [России] и [Азербайджана]»."""
    whole = set(scene.at[i])
    parts = {m.code: m for m in reversed(qualifiers(scene, i, beside=whole))}
    rows = sorted(parts.values(), key=lambda m: m.evidence[0].span.start)
    spans = [m.evidence[0].span for m in rows]
    heads = [scene.reading.tokens[scene.reading.within(s.start, s.end)[0]] for s in spans if s.end > s.start]
    return rows if len(rows) > 1 and any(t.rel == "conj" for t in heads) else []


def named_in_turn(scene: Scene, rows: list[Mention]) -> list[Mention]:
    """The people named after the states that they act for: «президенты Чили и Перу [Борич] и [Хери]»."""
    people: list[Mention] = []
    at = scene.reading.within(rows[-1].evidence[0].span.start, len(scene.reading.text))
    start = rows[-1].evidence[0].span.end
    for token in (scene.reading.tokens[i] for i in at):
        if token.start < start or token.upos == "CCONJ" or token.text == ",":
            continue
        person = next((m for m in scene.at[token.i] if m.kind == "name" and m.entity == "person"), None)
        if person is None or len(people) == len(rows):
            break
        people.append(person)
        start = person.evidence[0].span.end
    if len(people) != len(rows):
        return rows
    return [replace(p, code=p.code or row.code) for p, row in zip(people, rows)]


def owners(scene: Scene, frame: Frame, slots: Iterable[str]) -> tuple[Side, ...]:
    """Who stands behind the things in `slots`: the doer of a deed, the owner of a policy («осудил удар Ливии»)."""
    for slot in slots:
        for filler in frame.slots.get(slot, ()):
            word = scene.reading.tokens[filler]
            if word.upos != "NOUN" or best_mention(scene, word) is not None:
                continue
            inner = frame_of(scene.reading, filler, scene.book, noun=True)
            rules = scene.book.nouns.get(plain(word.lemma), ())
            order = rules[0].actor(True) if rules else ("adj", "Gen")
            sides = tuple(
                s for s in find_sides(scene, inner, order) if s.party.code or s.entity in ("person", "organization")
            )
            if sides:
                return sides
    return ()


def is_collective(scene: Scene, side: Side) -> bool:
    """True for «стороны», «президенты» without a state: partners that were named before."""
    word = scene.reading.tokens[side.token]
    verb = scene.reading.tokens[word.head] if word.rel == "nsubj" else word  # a capital may hide the plural
    several = "Plur" in (word.feat("Number"), verb.feat("Number"))
    return side.party.code is None and several and scene.book.has("partners", word.lemma)


def spread(scene: Scene, sides: Iterable[Side], known: dict[str, str]) -> tuple[Side, ...]:
    """Give a common noun the code that the same noun has elsewhere: «больница» after «больница в Киеве»."""
    found = []
    for side in sides:
        alone = side.entity == "group" and " " not in side.party.name
        code = known.get(plain(scene.reading.tokens[side.token].lemma)) if alone else None
        fill = side.party.code is None and code is not None
        coded = Party(side.party.name, code, side.party.mention)
        found.append(side._replace(party=coded, basis="setting") if fill else side)
    return tuple(found)
