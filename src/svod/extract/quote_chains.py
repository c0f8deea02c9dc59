"""How words came to the article: who carried them, whose words stand inside whose, and when they were said."""

from __future__ import annotations

from dataclasses import dataclass, replace

from svod.extract.quote_speakers import Speaker, characters
from svod.extract.quote_units import Draft, Scene
from svod.records import Mention, TimeRef


@dataclass(frozen=True, slots=True)
class Told:
    """A draft with its speaker, and the outlet or agency that carried the words."""

    draft: Draft
    speaker: Speaker
    via: str | None = None
    via_span: tuple[int, int] | None = None


def drop_carriers(scene: Scene, told: list[Told], mentions: tuple[Mention, ...]) -> list[Told]:
    """Turn «…, передает агентство» around somebody else's words into their carrier; name other carriers."""
    kept = [t for t in told if not any(carries(scene, t, other) for other in told)]
    result = []
    for t in kept:
        outer = next((o for o in told if carries(scene, o, t) and o.speaker.span), None)
        if outer is not None:
            t = replace(t, via=outer.speaker.name, via_span=outer.speaker.span)
        elif t.draft.cue is not None:
            t = said_to(scene, t, mentions)
        result.append(t)
    return result


def carries(scene: Scene, outer: Told, inner: Told) -> bool:
    """True when the outer quote only carries the inner one, whose cue it holds."""
    if outer is inner or outer.draft.rule not in ("aside", "according to", "about this") or inner.draft.cue is None:
        return False
    at = scene.reading.tokens[inner.draft.cue.first].start
    if not any(a <= at < b for a, b in outer.draft.parts):
        return False
    if outer.speaker.type != "outlet" and not is_agency(scene, outer):
        return False
    if inner.draft.cue.act != "assert" and inner.draft.rule == "that":
        return False  # the outlet tells of a fear or a hope: both speak
    inside = sum(b - a for a, b in inner.draft.parts)
    return inside * 10 >= 4 * sum(b - a for a, b in outer.draft.parts) or inner.draft.rule in ("aside", "about this")


def is_agency(scene: Scene, told: Told) -> bool:
    """True when the cue is one of carrying: «передает …»."""
    cue = told.draft.cue
    return cue is not None and scene.reading.tokens[cue.head].lemma in scene.words("carrying")


def said_to(scene: Scene, told: Told, mentions: tuple[Mention, ...]) -> Told:
    """«рассказал газете …», «в беседе с …»: an outlet in the cue's clause that is not the speaker."""
    cue = told.draft.cue
    if cue is None or told.speaker.type == "outlet":
        return told
    tokens = scene.reading.tokens
    near = characters(scene, (max(told.draft.unit.first, cue.first - 12), min(told.draft.unit.last, cue.last + 14)))
    for m in mentions:
        span = (m.evidence[0].span.start, m.evidence[0].span.end)
        if (
            m.entity != "outlet"
            or m.name is None
            or not near[0] <= span[0] < near[1]
            or touches(span, told.draft.parts)
        ):
            continue
        if (told.speaker.span and touches(span, (told.speaker.span,))) or span[0] < tokens[told.draft.unit.first].start:
            continue
        return replace(told, via=m.name, via_span=span)
    return told


def touches(span: tuple[int, int], parts: tuple[tuple[int, int], ...]) -> bool:
    """True when a span shares characters with any of the parts."""
    return any(a < span[1] and span[0] < b for a, b in parts)


def make_chain(told: Told, others: list[Told]) -> tuple[str, ...]:
    """The names the words came through, outermost first: carrier, those whose words they stand in, speaker."""
    outer = [o for o in others if o is not told and o.speaker.name and wider(o, told)]
    names = [o.speaker.name for o in sorted(outer, key=lambda o: o.draft.parts)]
    chain: list[str] = []
    for name in (told.via, *names, told.speaker.name):
        if name and name not in chain:
            chain.append(name)
    return tuple(chain)


def wider(a: Told, b: Told) -> bool:
    """True when all of b's words stand among a's, which are more."""
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
