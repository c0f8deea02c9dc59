"""Plans: events announced for a day to come, or that their doer is going to do: «прибудет в Баку на следующей неделе».

In: a stage. Out: one draft per clause that tells of future events, its words the clause. Events that a quote or word
binds somebody to already are left out by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.commitment_quotes import is_future
from svod.extract.commitment_scene import Draft, Stage
from svod.extract.event_scene import quote_at
from svod.extract.event_source import vouchers
from svod.extract.event_when import clause_head
from svod.extract.times import parse_day
from svod.read import Token
from svod.read.reading import ROOT
from svod.records import EventMention, Evidence, Party
from svod.spans import trim

TYPES = ("CONSULT", "AGREE", "COOPERATE", "AID", "RETREAT", "SANCTION", "MOBILIZE", "PROTEST")
KNOWN = ("clause", "coded", "speaker", "telling")
APART = ("advcl", "acl", "acl:relcl", "csubj")


def find_plans(stage: Stage, held: set[str]) -> Iterator[Draft]:
    """The plans of an article, in text order; events in `held` belong to other commitments."""
    told: set[int] = set()
    for event in stage.events:
        if event.factuality != "future" or event.type not in TYPES or event.id in held:
            continue
        at = stage.scene.reading.within(event.evidence[0].span.start, event.evidence[0].span.end)
        head = stage.token(clause_head(stage.scene, at.start))
        if head.i in told or not announced(stage, event, stage.token(at.start), head):
            continue
        draft = read_plan(stage, event, head)
        if draft is not None:
            told.add(head.i)
            yield draft


def announced(stage: Stage, event: EventMention, trigger: Token, head: Token) -> bool:
    """True for an event with a day to come, or one that a doer of its clause will do in so many words."""
    doers = [p for p in event.actors if p.basis in KNOWN and p.code]
    published = parse_day(stage.scene.article.published)
    dated = event.when_basis in ("said", "telling") and event.start is not None and event.end is not None
    if dated and published is not None:
        begun = (event.start or "") <= published.isoformat() and head.feat("Tense") == "Past" and head.i != trigger.i
        own = event.type == "CONSULT" and event.when_basis == "said" and trigger.head == head.i
        firm = doers or (own and trigger.rel == "nsubj" and is_future(stage, head))
        return bool(firm) and (event.end or "") >= published.isoformat() and not begun
    told = trigger.i == head.i and is_future(stage, head) and not conditional(stage, head)
    return bool(doers) and told and in_clause(stage, event, head)


def in_clause(stage: Stage, event: EventMention, head: Token) -> bool:
    """True when the words that name the doer stand in the event's own sentence."""
    sentence = stage.scene.reading.sentences[head.sentence]
    spans = [e.span for e in event.evidence if e.role == "actor"][:1]
    known = event.actors[0].basis in ("clause", "speaker") and event.actors[0].code
    return bool(known) and all(sentence.start <= s.start < sentence.end for s in spans)


def conditional(stage: Stage, head: Token) -> bool:
    """True in a clause that only says when, if or which: «когда [договорятся]», «если [подпишут]»."""
    word = head
    while True:
        if word.rel in APART:
            return True
        if word.head == ROOT:
            return False
        word = stage.token(word.head)


def read_plan(stage: Stage, event: EventMention, head: Token) -> Draft | None:
    """The draft of a clause that tells of an event to come."""
    span = clause_words(stage, head, event)
    quote = quote_at(stage.scene, event.evidence[0].span.start)
    doers = [p for p in event.actors if p.basis in KNOWN and p.code]
    if span is None:
        return None
    others = (*event.actors, *event.recipients)
    holder = doers[0] if doers else None
    return Draft(
        "plan",
        (span,),
        head.i,
        holder,
        tuple(p for p in others if holder and p is not holder and p.code != holder.code and p.basis in KNOWN),
        words_for(event, holder),
        None,
        None,
        None,
        vouchers(stage.scene, quote) or event.according_to,
        False,
        "event to come",
        event,
    )


def words_for(event: EventMention, holder: Party | None) -> Evidence | None:
    """The words of the event that name its holder: those of its first actor."""
    words = next((e for e in event.evidence if e.role == "actor"), None)
    return words if holder and event.actors[0] is holder else None


def clause_words(stage: Stage, head: Token, event: EventMention) -> tuple[int, int] | None:
    """The characters of a clause: its subtree in the sentence, cut to the quote it stands in, asides left out."""
    reading = stage.scene.reading
    sentence = reading.sentences[head.sentence]
    first, last = reading.subtree(head.i)
    first, last = max(first, sentence.first), min(last, sentence.last)
    trigger = event.evidence[0].span
    for kid in reading.kids(head.i, "parataxis", "advcl"):
        low, high = reading.subtree(kid.i)
        if low > head.i and not low <= reading.within(trigger.start, trigger.end).start < high:
            last = min(last, low)
    while first < last and stage.token(first).upos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    while last - 1 > first and stage.token(last - 1).upos in ("PUNCT", "CCONJ", "SCONJ"):
        last -= 1
    start, end = stage.token(first).start, stage.token(last - 1).end
    quote = quote_at(stage.scene, trigger.start)
    for part in (e.span for e in quote.evidence if e.role == "content") if quote else ():
        if part.start <= trigger.start < part.end:
            start, end = max(start, part.start), min(end, part.end)
    start, end = trim(stage.scene.article.text, start, end)
    return (start, end) if start <= trigger.start < end else None
