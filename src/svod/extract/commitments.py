"""Commitments, demands, threats, forecasts and plans, as one article tells them, each resting on its words.

In: an article with its reading, mentions, times, quotes and events. Out: `Commitment` records in text order: who binds
himself or asks whom, to what, by when, on what condition, on whose word. What a quote and an event tell is one.
A pack without commitments.toml has none. Does not say what came of them: that needs other articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from svod.extract.commitment_acts import find_told
from svod.extract.commitment_plans import find_plans
from svod.extract.commitment_quotes import cue_words, find_quoted
from svod.extract.commitment_scene import Draft, Stage, make_stage
from svod.extract.commitment_terms import find_condition, find_term
from svod.extract.event_scene import Scene
from svod.ids import make_id
from svod.records import Commitment, EventMention, Evidence, Origin
from svod.spans import make_evidence

ACTS = {"promise": ("AGREE", "THREATEN"), "demand": ("REQUEST",), "threat": ("THREATEN", "AGREE"), "plan": ("AGREE",)}
TO_COME = ("future", "hypothetical", "negated")


def find_commitments(scene: Scene, events: tuple[EventMention, ...]) -> tuple[Commitment, ...]:
    """Find what is promised, demanded, threatened, foreseen and planned."""
    if "commitments" not in scene.pack.tables:
        return ()
    stage = make_stage(scene, events)
    quoted = settle(list(find_quoted(stage)))
    cues = {t.i for d in quoted if d.quote for t in cue_words(stage, d.quote)}
    told = [d for d in find_told(stage, cues) if not repeats(d, quoted)]
    drafts = [tie(stage, d) for d in (*quoted, *told)]
    held = {e.id for d in drafts for e in (*inside(stage, d), *((d.event,) if d.event else ()))}
    drafts += [d for d in find_plans(stage, held) if not repeats(d, drafts)]
    drafts = once(stage, same_plans(stage, sorted(drafts, key=lambda d: (d.parts, d.kind, d.rule))))
    return tuple(make_commitment(stage, d, drafts) for d in drafts)


def settle(drafts: list[Draft]) -> list[Draft]:
    """Of a quote in another's words the inner one says whose it is: «МИД призывает …», read out by its press office."""
    return [d for d in drafts if not any(o is not d and within(o, d) and o.kind == d.kind for o in drafts)]


def within(inner: Draft, outer: Draft) -> bool:
    """True when most words of one draft stand among those of another that begins before it."""
    shared = sum(max(0, min(b, y) - max(a, x)) for a, b in outer.parts for x, y in inner.parts)
    return outer.parts[0] < inner.parts[0] and 2 * shared > sum(y - x for x, y in inner.parts)


def repeats(draft: Draft, others: Sequence[Draft]) -> bool:
    """True when the words of a draft overlap those of a commitment found before."""
    return any(x < b and a < y for o in others for a, b in o.parts for x, y in draft.parts)


def same_plans(stage: Stage, drafts: Sequence[Draft]) -> list[Draft]:
    """Of several tellings of one dated plan the first: of one kind, with the same states and days."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for draft in drafts:
        when = draft.when
        key: tuple[object, ...] = (draft.parts,)
        if (
            draft.kind == "plan"
            and when is not None
            and when.start is not None
            and when.when_basis in ("said", "telling")
        ):
            key = (
                when.type,
                when.start,
                when.end,
                *sorted({p.code or p.name for p in (*when.actors, *when.recipients)}),
            )
        kept += [draft] if key not in seen else []
        seen.add(key)
    return kept


def once(stage: Stage, drafts: Sequence[Draft]) -> list[Draft]:
    """What a page prints twice in the same words is one commitment, and so is what two rules find in one place."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for draft in drafts:
        words = tuple(stage.scene.text(a, b) for a, b in draft.parts)
        keys = {(draft.kind, draft.holder and draft.holder.name, words), (draft.kind, draft.parts)}
        kept += [draft] if not keys & seen else []
        seen |= keys
    return kept


def tie(stage: Stage, draft: Draft) -> Draft:
    """The draft with the event of the act itself: the one at its cue, else the one its main words are."""
    if draft.event is not None:
        return draft
    spans = [draft.cue.span] if draft.cue else []
    at = [i for s in spans for i in stage.scene.reading.within(s.start, s.end)]
    for i in (*at, draft.root):
        event = stage.triggers.get(i)
        if event is not None and event.type in ACTS.get(draft.kind, ()) and event.factuality == "actual":
            return replace(draft, event=event)
    return draft


def inside(stage: Stage, draft: Draft) -> tuple[EventMention, ...]:
    """The events to come among the words of a draft, in text order."""
    found = []
    for event in stage.events:
        at = event.evidence[0].span.start
        if event.factuality in TO_COME and event is not draft.event and any(a <= at < b for a, b in draft.parts):
            found.append(event)
    return tuple(sorted(found, key=lambda e: e.evidence[0].span.start))


def make_commitment(stage: Stage, draft: Draft, drafts: Sequence[Draft]) -> Commitment:
    """The record of a draft."""
    article = stage.scene.article
    term = find_term(stage, draft)
    condition = find_condition(stage, draft, alone(stage, draft, drafts))
    evidence = [make_evidence("content", article, a, b) for a, b in draft.parts]
    evidence += [replace(e, role=role) for role, e in (("speaker", draft.said), ("cue", draft.cue)) if e is not None]
    if condition is not None:
        evidence.append(make_evidence("condition", article, *condition))
    if term.span is not None:
        evidence.append(make_evidence("deadline", article, *term.span))
    about = [e for e in inside(stage, draft) if not covers(condition, e.evidence[0])]
    return Commitment(
        make_id("k", article.id, draft.kind, draft.parts),
        article.id,
        draft.kind,
        draft.holder,
        draft.addressees,
        term.start,
        term.end,
        term.edtf,
        term.time.id if term.time else None,
        draft.negated,
        draft.according_to,
        draft.quote.id if draft.quote else None,
        draft.event.id if draft.event else None,
        tuple(e.id for e in about),
        tuple(evidence),
        Origin("commitments", draft.rule, stage.scene.pack.version),
    )


def covers(span: tuple[int, int] | None, words: Evidence) -> bool:
    """True when characters hold the words."""
    return span is not None and span[0] <= words.span.start < span[1]


def alone(stage: Stage, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """True when no other commitment stands in the sentences of a draft."""

    def numbers(d: Draft) -> set[int]:
        return {stage.token(i).sentence for a, b in d.parts for i in stage.scene.reading.within(a, b)}

    mine = numbers(draft)
    return not any(o is not draft and mine & numbers(o) for o in drafts)
