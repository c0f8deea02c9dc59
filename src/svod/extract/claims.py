"""Claims of one article: that a state of affairs is or is not, on whose word, each resting on its words.

In: an article with its reading, mentions, times, quotes and events. Out: `Claim` records in text order: a crisis
between two states asserted by the author, denied by a president; guilt, evidence, a threat. A pack without claims.toml
has none. What happens is an event, what is bound to come a commitment; who is right is nobody's business here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from svod.extract.claim_sides import lend, make_draft
from svod.extract.claim_stance import ASKED, find_stance
from svod.extract.claim_words import Draft, Stage, make_stage
from svod.extract.event_scene import Scene, quote_at
from svod.extract.event_source import vouchers
from svod.ids import make_id
from svod.read import Token
from svod.records import Claim, EventMention, Evidence, Origin, Party, Quote, TimeRef
from svod.spans import make_evidence

FREE = ("evidence", "threat")  # need be nobody's, if it is known whom they concern
INDIRECT = ("indirect", "mixed")


def find_claims(scene: Scene, events: tuple[EventMention, ...]) -> tuple[Claim, ...]:
    """Find what is said to be and not to be."""
    if "claims" not in scene.pack.tables:
        return ()
    stage = make_stage(scene, events)
    drafts = share_sides(list(find_drafts(stage)))
    return tuple(make_claim(stage, d) for d in drafts if concerns(d))


def find_drafts(stage: Stage) -> Iterator[Draft]:
    """The drafts in text order."""
    for token in (stage.token(i) for i in stage.scene.having(stage.words.telling)):
        sense = stage.sense(token)
        if sense is None:
            continue
        quote = quote_at(stage.scene, token.start)
        if quote is not None and quote.act in ASKED:
            continue
        stance = find_stance(stage, token, sense)
        if stance is not None and quote is not None and stance.teller is None:
            stance_ = denied_quote(stage, quote)
            if stance_ is not None:
                if stance.polarity != "asserted":
                    continue
                stance = replace(stance, polarity="denied", rule="denied words", cue=stance_)
        if stance is not None and (stance.polarity == "denied" or not stage.words.has("noun_forms.denied", token)):
            draft = make_draft(stage, token, sense, stance)
            bare = sense.topic.key == "evidence" and not draft.about and draft.holder is None
            between = sense.topic.shape == "between"
            yield (
                replace(draft, about=lend(stage, replace(draft, mutual=draft.mutual or bare)))
                if between or bare
                else draft
            )


def denied_quote(stage: Stage, quote: Quote) -> Token | None:
    """The verb of «опроверг, что …», which says of the clause that it is not so."""
    if quote.kind not in INDIRECT:
        return None
    cue = next((e for e in quote.evidence if e.role == "cue"), None)
    inside = stage.scene.reading.within(cue.span.start, cue.span.end) if cue else range(0)
    return next((stage.token(i) for i in inside if stage.words.has("says.deny", stage.token(i))), None)


def share_sides(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a bare «кризис» the sides that the article gives it elsewhere, where these are always the same two."""
    known: dict[str, set[frozenset[str]]] = {}
    for d in drafts:
        codes = frozenset(p.code for p in d.about if p.code)
        if d.sense.topic.shape == "between" and len(codes) > 1 and not d.scope:
            known.setdefault(d.sense.topic.key, set()).add(codes)
    made = []
    for d in drafts:
        sets = known.get(d.sense.topic.key, set())
        codes = frozenset(p.code for p in d.about if p.code)
        between = d.sense.topic.shape == "between" and not d.scope and not d.strange
        bare = between and len(codes) < 2 and (d.mutual or not codes)
        if bare and len(sets) == 1 and codes <= (both := next(iter(sets))):
            full = next(o for o in drafts if {p.code for p in o.about if p.code} == both)
            d = replace(d, about=tuple(replace(p, mention=None, basis="passage") for p in full.about))
        made.append(d)
    return made


def concerns(draft: Draft) -> bool:
    """True where it is known whom it is about: without that it can be set beside nothing."""
    if draft.sense.topic.shape == "of" and draft.sense.topic.key not in FREE:
        return draft.holder is not None
    return draft.holder is not None or bool(draft.about)


def make_claim(stage: Stage, draft: Draft) -> Claim:
    """The record of a draft."""
    article, token, stance = stage.scene.article, draft.token, draft.stance
    quote = quote_at(stage.scene, token.start)
    sentence = stage.scene.reading.sentences[token.sentence]
    evidence = [
        make_evidence("trigger", article, token.start, token.end),
        make_evidence("whole", article, sentence.start, sentence.end),
    ]
    if stance.cue is not None and stance.cue.i != token.i:
        evidence.append(make_evidence("cue", article, stance.cue.start, stance.cue.end))
    evidence += [*said_by(quote), *draft.words]
    time = find_time(stage, token)
    if time is not None:
        evidence.append(replace(time.evidence[0], role="time"))
    return Claim(
        make_id("s", article.id, draft.sense.topic.key, token.start, token.end),
        article.id,
        draft.sense.topic.key,
        draft.sense.topic.family,
        draft.holder,
        draft.about,
        draft.scope,
        stance.polarity,
        find_tense(stage, draft),
        time.start if time else None,
        time.end if time else None,
        time.id if time else None,
        find_source(stage, draft, quote),
        quote.id if quote else None,
        tuple(evidence),
        Origin("claims", stance.rule, stage.scene.pack.version),
    )


def said_by(quote: Quote | None) -> list[Evidence]:
    """The words that name the speaker."""
    return [e for e in quote.evidence if e.role == "speaker"][:1] if quote else []


def find_source(stage: Stage, draft: Draft, quote: Quote | None) -> tuple[str, ...]:
    """On whose word it stands: the quote's chain, then the one who denies, confirms or accuses."""
    chain = vouchers(stage.scene, quote)
    told = [name for p in draft.tellers if (name := called(p)) and name not in chain[-1:]]
    return (*chain, *told)


def called(party: Party) -> str:
    """The name of a party."""
    return party.name


def find_time(stage: Stage, token: Token) -> TimeRef | None:
    """The days that its own words give: «кризис 2008 года»."""
    first, last = stage.scene.reading.subtree(token.i)
    for time in stage.scene.times:
        span = time.evidence[0].span
        inside = stage.scene.reading.within(span.start, span.end)
        if time.kind == "date" and time.start and inside and first <= inside[0] and inside[-1] < last:
            below = stage.token(inside[0]).head
            if token.i in (below, stage.token(below).head if below >= 0 else -1):
                return time
    return None


def find_tense(stage: Stage, draft: Draft) -> str:
    """was, is or will, by the verb that says it."""
    head = draft.stance.head
    if head is None or draft.stance.teller is not None:
        return "is"
    forms = [head, *stage.kids(head, "cop", "aux")]
    if any(t.feat("Tense") == "Fut" for t in forms):
        return "will"
    past = any(t.feat("Tense") == "Past" and t.feat("Aspect") == "Imp" for t in forms)
    return "was" if past else "is"
