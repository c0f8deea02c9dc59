"""One article's tellings laid out for asking which states stand on which side of each.

Goes in: a scene, its cast, and its tellings, each as its own clause has it and as the rules complete it. Comes out: a
`Stage`, and small questions to it. Weighs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from svod.extract.event_cast import Cast
from svod.extract.event_context import Draft
from svod.extract.event_scene import Scene
from svod.extract.event_sides import Side
from svod.records import Mention

ACTOR, RECIPIENT, BOTH = "actor", "recipient", "both"
LEADING = 4  # the codes an article names most may stand on a side wherever they are named


class Telling(NamedTuple):
    """One event: what its own clause says, and what the rules make of it with the rest of the article."""

    own: Draft
    full: Draft


@dataclass(slots=True)
class Tally:
    """One side of many tellings: how many fill it, and how often with each code."""

    filled: int = 0
    codes: Counter[str] = field(default_factory=Counter)


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
    def tallies(self) -> Mapping[tuple[str, str], tuple[Tally, Tally]]:
        """Who stands on both sides of the tellings of each type, and of each rule, by their own clauses."""
        found: dict[tuple[str, str], tuple[Tally, Tally]] = {}
        for telling, sides in zip(self.tellings, self.own_codes):
            rule = telling.own.match.rule
            for group in (("type", rule.type), ("rule", rule.id)):
                for tally, codes in zip(found.setdefault(group, (Tally(), Tally())), sides):
                    tally.filled += bool(codes)
                    tally.codes.update(codes)
        return found

    @cached_property
    def candidates(self) -> tuple[tuple[str, ...], ...]:
        """For each telling the codes that may stand on a side.

        Those of its parties, of the sentences around, of the same kind, and the ones that lead the article.
        """
        tokens, cast = self.scene.reading.tokens, self.cast
        leading = [code for code, rank in cast.rank.items() if rank < LEADING]
        found = []
        for telling in self.tellings:
            number = tokens[telling.own.match.trigger].sentence
            near = (cast.present.get(k, frozenset()) for k in (number - 1, number, number + 1))
            alike = (tally.codes for tally in self.tallies["type", telling.own.type])
            sides = coded(telling.full.actors), coded(telling.full.recipients)
            found.append(tuple(sorted({*leading}.union(*near, *alike, *sides))))
        return tuple(found)


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
