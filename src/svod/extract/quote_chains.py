"""How words came to the article: whose words stand inside whose, through whom, and when they were said.

Who carried them is found in `quote_carriers`.
"""

from __future__ import annotations

from typing import NamedTuple

from svod.extract.quote_speakers import Speaker, characters
from svod.extract.quote_units import Draft, Scene
from svod.records import TimeRef


class Told(NamedTuple):
    """A draft with its speaker, and the outlet or agency that carried the words."""

    draft: Draft
    speaker: Speaker
    via: str | None = None
    via_span: tuple[int, int] | None = None


def touches(span: tuple[int, int], parts: tuple[tuple[int, int], ...]) -> bool:
    """True when a span shares characters with any of the parts."""
    return any(a < span[1] and span[0] < b for a, b in parts)


def make_chain(told: Told, others: list[Told], last: str | None, *, own: bool = False) -> tuple[str, ...]:
    """The names the words came through, outermost first: carrier, those whose words they stand in, speaker.

    `last` is the speaker, by name or by description. The article's own outlet is left out: it is the teller.
    """
    outer = [o for o in others if o.speaker.name and o is not told and wider(o, told)]
    names = [o.speaker.name for o in sorted(outer, key=lambda o: o.draft.parts)]
    chain: list[str] = []
    for name in (None if own else told.via, *names, last):
        if name and name not in chain:
            chain.append(name)
    return tuple(chain)


def wider(a: Told, b: Told) -> bool:
    """True when all of b's words stand among a's, which are more."""
    if b.draft.parts[0][0] < a.draft.parts[0][0] or a.draft.parts[-1][1] < b.draft.parts[-1][1]:
        return False
    inside = all(any(x <= p[0] and p[1] <= y for x, y in a.draft.parts) for p in b.draft.parts)
    return inside and sum(y - x for x, y in a.draft.parts) > sum(y - x for x, y in b.draft.parts)


def time_of(scene: Scene, draft: Draft, times: tuple[TimeRef, ...]) -> str | None:
    """The id of the time in the cue's clause, None where there is none."""
    if draft.cue is None:
        return None
    at = scene.reading.tokens[draft.cue.first].start
    edge = characters(scene, (draft.unit.first, draft.unit.last))
    found = [
        (abs(t.evidence[0].span.start - at), t.id)
        for t in times
        if t.kind == "date" and edge[0] <= t.evidence[0].span.start < edge[1]
        if not touches((t.evidence[0].span.start, t.evidence[0].span.end), draft.parts)
    ]
    return min(found)[1] if found and min(found)[0] < 120 else None
