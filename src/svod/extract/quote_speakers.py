"""Who said it: the words that name the source, and the mention they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from svod.extract.quote_cues import Cue, Lexicon
from svod.extract.quote_units import Draft, noun_phrase
from svod.read import Reading, Token
from svod.records import Mention


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it. `span` are the characters that name the source."""

    span: tuple[int, int] | None
    name: str | None
    type: str
    mention: str | None = None
    code: str | None = None
    role: str | None = None


NOBODY = Speaker(None, None, "unknown")


def find_speaker(reading: Reading, draft: Draft, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Speaker:
    """Resolve the source of a draft."""
    span = source_span(reading, draft.cue, lexicon) if draft.cue else None
    if span is None:
        return NOBODY
    return resolve(reading, span, mentions, lexicon)


def source_span(reading: Reading, cue: Cue, lexicon: Lexicon) -> tuple[int, int] | None:
    """Tokens that name the source of a cue."""
    if cue.kind == "frame":
        return frame_source(reading, cue)
    verb = reading.tokens[cue.head]
    for token in (verb, *governors(reading, verb)):
        subject = next(iter(reading.kids(token.i, "nsubj")), None)
        if subject is not None:
            return noun_phrase(reading, subject.i)
        place = place_source(reading, token)
        if place is not None:
            return place
    return None


def governors(reading: Reading, verb: Token) -> list[Token]:
    """The verbs whose subject a gerund, a participle or a coordinated verb shares."""
    found = []
    while verb.head >= 0 and verb.rel.split(":")[0] in ("conj", "advcl", "acl", "xcomp", "parataxis"):
        verb = reading.tokens[verb.head]
        found.append(verb)
    return found


def place_source(reading: Reading, verb: Token) -> tuple[int, int] | None:
    """«в МИД сообщили», «говорится в сообщении ведомства»."""
    for token in reading.kids(verb.i, "obl", "nmod"):
        if token.feat("Case") == "Loc" and any(c.lemma in ("в", "на") for c in reading.kids(token.i, "case")):
            return noun_phrase(reading, token.i)
    return None


def frame_source(reading: Reading, cue: Cue) -> tuple[int, int] | None:
    """«по словам [министра]», «по [его] мнению»."""
    for k in range(cue.first + 1, cue.head):
        if reading.tokens[k].lemma in ("он", "она", "они", "его", "её", "ее", "их"):
            return k, k + 1
    owner = next((t for t in reading.kids(cue.head, "nmod") if t.i > cue.head), None)
    return noun_phrase(reading, owner.i) if owner else None


def resolve(reading: Reading, span: tuple[int, int], mentions: tuple[Mention, ...], lexicon: Lexicon) -> Speaker:
    """The mention that the source's words belong to, or their own words where there is none."""
    start, end = reading.tokens[span[0]].start, reading.tokens[span[1] - 1].end
    touching = [m for m in mentions if m.evidence[0].span.start < end and start < m.evidence[0].span.end and m.name]
    best = sorted(touching, key=lambda m: (m.entity != "person", m.evidence[0].span.start))
    if best:
        m = best[0]
        kind = m.entity if m.entity in ("person", "organization", "outlet", "group") else "organization"
        role = m.roles[0].title if m.roles else None
        return Speaker((start, end), m.name, kind, m.id, m.code, role)
    return by_names(reading, span)


def by_names(reading: Reading, span: tuple[int, int]) -> Speaker:
    """Without mentions: the model's names, the fullest form of a surname in the article."""
    start, end = reading.tokens[span[0]].start, reading.tokens[span[1] - 1].end
    inside = [n for n in reading.names if n.start < end and start < n.end]
    person = next((n for n in inside if n.kind == "PER"), None)
    if person:
        words = reading.text[person.start : person.end]
        last = words.split()[-1][:5]
        full = [reading.text[n.start : n.end] for n in reading.names if n.kind == "PER"]
        longest = next((f for f in full if " " in f and f.split()[-1].startswith(last)), words)
        return Speaker((start, end), longest, "person")
    if inside:
        return Speaker((start, end), reading.text[inside[0].start : inside[0].end], "organization")
    return Speaker((start, end), None, "unknown")
