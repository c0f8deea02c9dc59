"""Who could stand on an event's sides: the states and organisations of one article, by code, and where each stands.

Goes in: a scene. Comes out: a `Cast`, made once for the article. Puts nobody on any side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from svod.extract.event_scene import Scene
from svod.records import Mention

FEW = 5  # mentions of states: a text with no more says little about who is meant where nobody is named


class Standing(NamedTuple):
    """One mention that acts for a state or an organisation, at the token that heads it."""

    token: int
    sentence: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Cast:
    """The codes of an article, most mentioned first, with their share of all coded mentions and every standing.

    In a short text a share says little, so it is reckoned as if a few more mentions were nobody's.
    """

    total: int
    rank: Mapping[str, int]
    share: Mapping[str, float]
    standings: Mapping[str, tuple[Standing, ...]]  # in text order
    tokens: Mapping[str, tuple[int, ...]]  # of the standings, to look up which are near
    present: Mapping[int, frozenset[str]]  # the codes of each sentence


def make_cast(scene: Scene) -> Cast:
    """Gather the codes of an article."""
    standings: dict[str, list[Standing]] = {}
    present: dict[int, set[str]] = {}
    for mention in scene.mentions:
        head = head_of(scene, mention) if mention.code else None
        if head is None or mention.code is None:
            continue
        standings.setdefault(mention.code, []).append(Standing(head, scene.reading.tokens[head].sentence, mention))
        present.setdefault(scene.reading.tokens[head].sentence, set()).add(mention.code)
    count = Counter({code: len(found) for code, found in standings.items()})
    ranked = sorted(count, key=lambda c: (-count[c], c))
    total = sum(count.values())
    ordered = {code: tuple(sorted(found, key=lambda s: s.token)) for code, found in standings.items()}
    return Cast(
        total,
        {code: n for n, code in enumerate(ranked)},
        {code: count[code] / (total + FEW) for code in ranked},
        ordered,
        {code: tuple(s.token for s in found) for code, found in ordered.items()},
        {number: frozenset(codes) for number, codes in present.items()},
    )


def head_of(scene: Scene, mention: Mention) -> int | None:
    """The token that heads a mention's words."""
    span = mention.evidence[0].span
    inside = scene.reading.within(span.start, span.end)
    return next((i for i in inside if scene.reading.tokens[i].head not in inside), inside[0] if inside else None)
