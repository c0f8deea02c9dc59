"""Whose a commitment is, and to whom: speakers as holders, those asked, threatened or promised as addressees.

In: a stage and a quote or word. Out: parties, each with the words that name it. Where nobody is named, nobody is put.
"""

from __future__ import annotations

from dataclasses import replace

from svod.extract.commitment_scene import Stage, heads, parties
from svod.extract.event_frames import frame
from svod.extract.event_sides import Side, find_sides
from svod.read import Token
from svod.records import Evidence, Party, Quote
from svod.spans import make_evidence

SUBJECT = ("subject",)
CARRIED = 2  # words that may open a sentence that goes on with the subject of the one before: «А также»


def find_holder(stage: Stage, quote: Quote) -> tuple[Party | None, Evidence | None]:
    """The speaker as holder, with the words that name him."""
    words = next((e for e in quote.evidence if e.role == "speaker"), None)
    if quote.speaker is None and words is not None and quote.according_to and quote.according_to[-1] != quote.via:
        return Party(quote.according_to[-1], quote.speaker_code, quote.speaker_mention, "speaker"), words
    if quote.speaker is not None:
        return Party(quote.speaker, quote.speaker_code, quote.speaker_mention, "speaker"), words
    cue = next((e for e in quote.evidence if e.role == "cue"), None)
    if cue is None:
        return None, words
    for head in heads(stage, cue.span.start, cue.span.end):
        sides = sides_of(stage, head, SUBJECT)
        if not sides and head.upos == "VERB":
            sides = carried(stage, head)
        if sides:
            side = max(sides, key=lambda s: (s.party.code is not None, is_named(stage, s)))
            return side.party, make_evidence("speaker", stage.scene.article, side.start, side.end)
    return None, words


def is_named(stage: Stage, side: Side) -> bool:
    """True for somebody called by his name there: of «правитель [Петров]» the second."""
    return any(m.id == side.party.mention and m.kind == "name" for m in stage.scene.at[side.token])


def sides_of(stage: Stage, word: Token, slots: tuple[str, ...]) -> tuple[Side, ...]:
    """The parties in the slots of a word, first slot first."""
    noun = word.upos in ("NOUN", "PROPN")
    return find_sides(stage.scene, frame(stage.scene.reading, word.i, stage.scene.book, noun=noun), slots)


def carried(stage: Stage, verb: Token) -> tuple[Side, ...]:
    """The subject that a sentence leaves out because the one before has it: «Петров признал … А также обещал …»."""
    reading = stage.scene.reading
    sentence = reading.sentences[verb.sentence]
    if verb.rel != "root" or verb.feat("Tense") != "Past" or verb.i - sentence.first > CARRIED or not verb.sentence:
        return ()
    before = reading.sentences[verb.sentence - 1]
    if "\n" in stage.scene.article.text[before.end : sentence.start]:
        return ()
    root = next((t for t in reading.of(before) if t.rel == "root"), None)
    if root is None or any(root.feat(f) != verb.feat(f) for f in ("Gender", "Number", "Tense")):
        return ()
    return sides_of(stage, root, SUBJECT)


def find_addressees(stage: Stage, quote: Quote, kind: str, main: Token, holder: Party | None) -> tuple[Party, ...]:
    """Who is asked, threatened or promised something: by the event of the cue, by its complements, by «X должен»."""
    if kind == "forecast":
        return ()
    cue = next((e for e in quote.evidence if e.role == "cue"), None)
    found: tuple[Party, ...] = ()
    for head in heads(stage, cue.span.start, cue.span.end) if cue else ():
        event = stage.triggers.get(head.i)
        if event is not None and event.type in ("REQUEST", "THREATEN", "AGREE"):
            found = tuple(p for p in event.recipients if p.basis in ("clause", "coded"))
        if not found and stage.explicit(quote.act, head):
            found = outside(
                quote, sides_of(stage, head, stage.scene.book.addressee if kind == "demand" else stage.words.told)
            )
    if not found and kind == "demand":
        found = parties(sides_of(stage, main, SUBJECT)) if main.feat("VerbForm") != "Inf" else ()
    return others(stage, found, holder)


def others(stage: Stage, found: tuple[Party, ...], holder: Party | None) -> tuple[Party, ...]:
    """The parties that are neither the holder nor the state he acts for."""
    if holder is None:
        return found
    own = {m.id for some in stage.scene.at for m in some if m.entity == "state" and m.code == holder.code}
    return tuple(p for p in found if p.name != holder.name and p.mention not in own)


def outside(quote: Quote, sides: tuple[Side, ...]) -> tuple[Party, ...]:
    """The parties that are not named within the words themselves."""
    inside = [e.span for e in quote.evidence if e.role == "content"]
    return parties([s for s in sides if not any(i.start <= s.start < i.end for i in inside)])


def evidence_of(stage: Stage, role: str, side: Side) -> Evidence:
    """The characters of a side."""
    return make_evidence(role, stage.scene.article, side.start, side.end)


def as_holder(side: Side) -> Party:
    """A side as the holder of what its clause tells."""
    return replace(side.party, basis="clause")
