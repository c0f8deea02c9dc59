"""What speaks for a state's standing on a side of an event: named features of one (event, side, code).

Goes in: a scene, its cast, and its tellings, each as its own clause has it and as the rules complete it. Comes out: the
features that `sides_learned` weighs; `eval/learn_sides.py` trains on the very same. Decides nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from svod.extract.event_cast import FEW, Cast, Standing
from svod.extract.event_context import Draft
from svod.extract.event_scene import Scene
from svod.extract.event_setting import find_setting
from svod.extract.event_sides import Side
from svod.extract.event_when import is_locative
from svod.extract.event_words import preposition
from svod.extract.sides_way import climb, way
from svod.records import Mention

Features = dict[str, float]
ACTOR, RECIPIENT, BOTH = "actor", "recipient", "both"
FAR = 60  # tokens: beyond that all is equally far
LITTLE = 0.2  # a share of the mentions that does not yet make a state one the article is about
LEADING = 4  # the codes an article names most may stand on a side wherever they are named


@dataclass(frozen=True, slots=True)
class Telling:
    """One event: what its own clause says, and what the rules make of it with the rest of the article."""

    own: Draft
    full: Draft


@dataclass(frozen=True)
class Stage:
    """One article's tellings, laid out for asking who stands on which side."""

    scene: Scene
    cast: Cast
    home: Mention | None
    tellings: tuple[Telling, ...]

    @cached_property
    def own_codes(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The codes of both sides of each telling, by its own clause."""
        return tuple((coded(t.own.actors), coded(t.own.recipients)) for t in self.tellings)

    @cached_property
    def codes_by_type(self) -> Mapping[str, set[str]]:
        """The codes on any side of the tellings of each type, by their own clauses."""
        found: dict[str, set[str]] = {}
        for telling, sides in zip(self.tellings, self.own_codes):
            found.setdefault(telling.own.type, set()).update(*sides)
        return found


def coded(sides: Sequence[Side]) -> frozenset[str]:
    """The codes on a side."""
    return frozenset(s.party.code for s in sides if s.party.code)


def roles(telling: Telling) -> tuple[str, ...]:
    """The sides of an event: of talks and treaties there is one."""
    return (BOTH,) if telling.own.match.rule.symmetric else (ACTOR, RECIPIENT)


def sides_of(draft: Draft, role: str) -> tuple[Side, ...]:
    """The parties of a draft in a role."""
    return draft.recipients if role == RECIPIENT else draft.actors


def other(role: str) -> str:
    """The opposite role; talks have none but themselves."""
    return {ACTOR: RECIPIENT, RECIPIENT: ACTOR}.get(role, BOTH)


def candidates(stage: Stage, n: int) -> tuple[str, ...]:
    """The codes that may stand on a side: of its parties, the sentences around, the same kind, and the leading ones."""
    telling, cast = stage.tellings[n], stage.cast
    number = stage.scene.reading.tokens[telling.own.match.trigger].sentence
    found = set[str]().union(*(cast.present.get(k, frozenset()) for k in (number - 1, number, number + 1)))
    found.update(code for code, rank in cast.rank.items() if rank < LEADING)
    found |= stage.codes_by_type[telling.own.type]
    found |= coded(telling.full.actors) | coded(telling.full.recipients)
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Others:
    """One side of the other tellings of a type: how many fill it, how often with each code, with which by its rule."""

    filled: int
    codes: Mapping[str, int]
    same_rule: frozenset[str]


class View:
    """One telling, with what is the same for every code asked about."""

    def __init__(self, stage: Stage, n: int) -> None:
        self.stage, self.n = stage, n
        self.own, self.full = stage.tellings[n].own, stage.tellings[n].full
        tokens = stage.scene.reading.tokens
        self.trigger = tokens[self.own.match.trigger]
        here = find_setting(stage.scene, self.own.match.trigger, self.own.match.frame.light, stage.home)
        self.setting = here.code if here else None
        self.home = stage.home.code if stage.home else None
        self.speaker = self.own.quote.speaker_code if self.own.quote else None
        self.up = climb(stage.scene, self.trigger.i)
        kind = self.own.match.rule.type
        self.alike = [k for k, t in enumerate(stage.tellings) if k != n and t.own.match.rule.type == kind]
        self.stated = {role: coded(sides_of(self.own, role)) for role in (ACTOR, RECIPIENT, BOTH)}
        self.given = {role: coded(sides_of(self.full, role)) for role in (ACTOR, RECIPIENT, BOTH)}
        self.regardless: dict[str, Features] = {}  # by code: what holds on whichever side

    def general(self, role: str) -> Features:
        """What holds for the telling and the side, whoever is asked about."""
        rule, match = self.own.match.rule, self.own.match
        mine, full = self.stated[role], self.given[role]
        found: Features = {f"type {rule.type}": 1.0, f"mode {rule.mode}": 1.0, f"told as {self.own.status}": 1.0}
        found[f"trigger is {self.trigger.rel.partition(':')[0]}"] = 1.0
        flags = {
            "noun": match.noun,
            "clause names nobody": not mine,
            "nobody is found": not full,
            "party without a state": bool(sides_of(self.own, role)) and not mine,
            "filled by somebody unknown": ("recipient" if role == RECIPIENT else "actor") in self.own.closed,
            "in a quote": self.own.quote is not None,
            "one state in the article": len(self.stage.cast.rank) == 1 and self.stage.cast.total > FEW,
            "two states in the article": len(self.stage.cast.rank) == 2 and self.stage.cast.total > FEW,
        }
        found.update({name: 1.0 for name, holds in flags.items() if holds})
        found["states in the article"] = min(10, len(self.stage.cast.rank)) / 10
        found["states on the side"] = float(min(3, len(full)))
        return found

    def features(self, role: str, code: str) -> Features:
        """All that speaks for or against one code on one side."""
        if code not in self.regardless:
            self.regardless[code] = {**dict(self.place(code)), **dict(self.elsewhere(code))}
        return {**dict(self.said(role, code)), **dict(self.weight(role, code)), **self.regardless[code]}

    def said(self, role: str, code: str) -> Iterator[tuple[str, float]]:
        """What the clause and the rules say."""
        rule = self.own.match.rule
        kind = rule.type
        own, theirs = self.stated[role], self.stated[other(role)]
        whole, across = self.given[role], self.given[other(role)]
        if code in own:
            yield "clause names it here", 1.0
            yield f"clause names it here {kind}", 1.0
            yield f"clause names it here {rule.id}", 1.0
            yield f"clause names it here {rule.mode}", 1.0
        else:
            yield f"clause does not name it here {rule.id}", 1.0
        if code in whole:
            yield "rules put it here", 1.0
            yield f"rules put it here {kind}", 1.0
            if code not in own:
                yield "lent", 1.0
                yield f"lent {kind}", 1.0
        for side in sides_of(self.full, role):
            if side.party.code == code:
                yield f"by {side.basis}", 1.0
                yield f"by {side.basis} {kind}", 1.0
                yield f"as {side.entity}", 1.0
        if role != BOTH:
            if code in theirs:
                yield "clause names it across", 1.0
            if code in across:
                yield "rules put it across", 1.0
                if code not in whole:
                    yield "rules put it only across", 1.0
            if theirs - {code}:
                yield "another stands across", 1.0
        if own - {code}:
            yield "clause names another here", 1.0
        if whole - {code}:
            yield "rules put another here", 1.0

    def weight(self, role: str, code: str) -> Iterator[tuple[str, float]]:
        """How much the article is about it, and where the event and its words are at home."""
        kind, cast = self.own.match.rule.type, self.stage.cast
        nobody = not self.stated[role]
        share, rank = cast.share.get(code, 0.0), cast.rank.get(code, 99)
        yield "share of mentions", share
        if nobody:
            yield "share where the clause names nobody", share
        if rank < 3 and share > LITTLE:
            yield f"named most, place {rank + 1}", 1.0
            if nobody:
                yield f"named most, place {rank + 1}, clause names nobody", 1.0
            if rank < 2 and nobody:
                yield f"named most, place {rank + 1}, clause names nobody {kind}", 1.0
            if rank == 0:
                yield f"named most {self.own.match.rule.mode} {nobody}", 1.0
        if code.startswith("IGO"):
            yield "organisation of states", 1.0
        if code == self.setting:
            yield "where it happens", 1.0
            yield f"where it happens {kind}", 1.0
            yield f"where it happens {self.own.match.rule.id}", 1.0
        if code == self.home:
            yield "what the article is about", 1.0
        if code == self.speaker:
            yield "speaker", 1.0
            yield f"speaker {kind}", 1.0
            if nobody:
                yield "speaker where the clause names nobody", 1.0

    def place(self, code: str) -> Iterator[tuple[str, float]]:
        """Where its mentions stand as the trigger sees them."""
        standings = self.stage.cast.standings.get(code, ())
        here = [s for s in standings if s.sentence == self.trigger.sentence]
        before = [s for s in standings if s.sentence == self.trigger.sentence - 1]
        nearest = min(standings, key=lambda s: (abs(s.token - self.trigger.i), s.token), default=None)
        near = abs(nearest.token - self.trigger.i) if nearest else 999
        yield "distance", min(FAR, near) / FAR
        yield "distance, log", math.log1p(min(999, near)) / 5
        yield "mentions in the sentence", float(min(3, len(here)))
        yield "mentions in the sentence before", float(min(2, len(before)))
        if standings and standings[0].token < self.trigger.i:  # they are in text order
            yield "named before", 1.0
        if standings and standings[0].sentence <= 1:
            yield "in the opening", 1.0
        if any(self.stage.scene.reading.tokens[s.token].rel.startswith("nsubj") for s in before):
            yield "subject of the sentence before", 1.0
        if here:
            yield "in the sentence", 1.0
            yield from self.standing(here)
        elif nearest:
            yield f"nearest is {nearest.mention.kind}", 1.0
            yield f"nearest is {nearest.mention.entity}", 1.0

    def standing(self, here: Sequence[Standing]) -> Iterator[tuple[str, float]]:
        """The way through the tree from the trigger to the nearest mention in its sentence."""
        scene, kind = self.stage.scene, self.own.match.rule.type
        words = scene.reading.tokens
        if any(is_locative(scene, words[s.token]) for s in here):
            yield "place in the sentence", 1.0
        if any(words[s.token].rel.startswith("nsubj") for s in here):
            yield "a subject in the sentence", 1.0
        ways = [(way(scene, self.up, s.token), s) for s in here]
        known = [(len(w[0]) + len(w[1]), n, w, s) for n, (w, s) in enumerate(ways) if w is not None]
        if not known:
            return
        cost, _, (up, down), found = min(known, key=lambda k: k[:2])
        word = words[found.token]
        case, prep = word.feat("Case"), preposition(scene.reading, word, scene.book)
        first = down[0] if down else "self"
        yield "way " + "^".join(up[:3]) + ">" + ">".join(down[:3]), 1.0
        yield "steps", cost / 5
        yield "steps up", len(up) / 5
        yield f"down {first}", 1.0
        yield f"down {first} {kind}", 1.0
        yield f"up {up[0] if up else '-'} down {first} {case}", 1.0
        yield f"case {case}", 1.0
        yield f"a {found.mention.kind}", 1.0
        yield f"a {found.mention.entity}", 1.0
        yield f"with {prep}+{case}", 1.0
        yield f"with {prep}+{case} {kind}", 1.0
        if is_locative(scene, word):
            yield "place", 1.0
            yield f"place {kind}", 1.0
        if found.token > self.trigger.i:
            yield "after the trigger", 1.0
        if abs(found.token - self.trigger.i) <= 2:
            yield "beside the trigger", 1.0
        if word.head == self.trigger.i:
            yield "hangs from the trigger", 1.0

    def elsewhere(self, code: str) -> Iterator[tuple[str, float]]:
        """On which side the article's other tellings of this type have it, by their own clauses."""
        kind = self.own.match.rule.type
        for name, rest in self.others:
            if code in rest.codes:
                yield f"{name} elsewhere", rest.codes[code] / rest.filled
                yield f"{name} elsewhere {kind}", 1.0
            if code in rest.same_rule:
                yield f"{name} by the same rule", 1.0

    @cached_property
    def others(self) -> tuple[tuple[str, Others], ...]:
        """The article's other tellings of this type, for each side."""
        tellings, rule = self.stage.tellings, self.own.match.rule
        found = []
        for name, at in (("actor", 0), ("recipient", 1)):
            sides = {k: self.stage.own_codes[k][at] for k in self.alike if self.stage.own_codes[k][at]}
            same_rule = [codes for k, codes in sides.items() if tellings[k].own.match.rule.id == rule.id]
            count = Counter(code for codes in sides.values() for code in codes)
            found.append((name, Others(len(sides), count, frozenset().union(*same_rule))))
        return tuple(found)
