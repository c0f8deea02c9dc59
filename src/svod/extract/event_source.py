"""On whose word an event stands, beyond the quotes: «пригрозил санкциями», «сообщил о задержании».

Goes in: a scene and the drafts of one article. Comes out: the same drafts with the sources that their governors give.
The quotes' own chains are the business of `svod.extract.quotes`.
"""

from __future__ import annotations

from collections.abc import Sequence

from svod.extract.event_context import Draft
from svod.extract.event_frames import frame
from svod.extract.event_phrases import nominative
from svod.extract.event_scene import Scene
from svod.extract.event_sides import find_sides
from svod.extract.event_when import opens_clause
from svod.extract.event_words import is_light, preposition
from svod.extract.letters import plain
from svod.read import Token
from svod.records import Quote

SPEAKING = ("THREATEN", "DENY")  # what is threatened or denied stands on the word of those who do
# done by speaking: telling of them adds no source
OWN = ("AGREE", "CONCEDE", "SUPPORT", "REJECT", "REQUEST", "ACCUSE", "ACKNOWLEDGE", *SPEAKING)
HIGH = 5
NAMING = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X")  # what a source can be called by


def attribute(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Give each event the one who threatens with it, denies it or reports it."""
    spoken = {d.match.trigger: d for d in drafts if d.type in SPEAKING}
    return [d._replace(sources=find_sources(scene, d, spoken)) for d in drafts]


def vouchers(scene: Scene, quote: Quote | None) -> tuple[str, ...]:
    """On whose word a quote stands; where its speaker has no name the words that say so: «источник в правительстве».

    Nothing only where there is no quote or it names nobody: then the article itself vouches.
    """
    if quote is None or quote.according_to:
        return quote.according_to if quote else ()
    spans = [e.span for e in quote.evidence if e.role == "speaker"]
    inside = scene.reading.within(spans[0].start, spans[0].end) if spans else range(0)
    while inside and scene.reading.tokens[inside[0]].upos in ("ADP", "PUNCT"):  # «[в] заявлении говорится»
        inside = inside[1:]
    word = next((scene.reading.tokens[i] for i in inside if scene.reading.tokens[i].head not in inside), None)
    if word is None or word.upos not in NAMING or word.feat("Person") in ("1", "2") or in_time(scene, word):
        return ()
    if word.upos == "PRON":
        return (plain(word.lemma),)
    start = scene.reading.tokens[inside[0]].start
    name = nominative(scene.reading, start, spans[0].end, scene.book.numerals).strip('«»“”„" ')
    first = scene.reading.tokens[inside[0]]
    return (name if first.upos in ("PROPN", "X") or first.text.isupper() else name[:1].lower() + name[1:],)


def in_time(scene: Scene, word: Token) -> bool:
    """True for a word of a time: «на утро 25 марта» is nobody's word."""
    return any(t.evidence[0].span.start <= word.start < t.evidence[0].span.end for t in scene.times)


def reports(scene: Scene, verb: Token, word: Token) -> bool:
    """True for a verb that tells of the word: «сообщил о [задержании]», not «сообщил во время [визита]»."""
    about = preposition(scene.reading, word, scene.book)
    told = about in scene.book.lists["reported_prepositions"] or (not about and not is_light(verb, scene.book))
    return told and verb.upos == "VERB" and scene.book.has("reporting", verb.lemma)


def find_sources(scene: Scene, draft: Draft, spoken: dict[int, Draft]) -> tuple[str, ...]:
    """The names of those whose speech act or report governs the event; empty where nobody's does."""
    word = scene.reading.tokens[draft.match.trigger]
    for n, head in enumerate(scene.reading.ancestors(word.i)):
        if n == HIGH or opens_clause(word):
            break
        above = spoken.get(head.i)
        if above is not None and not above.match.noun and above.quote is draft.quote:
            return tuple(s.party.name for s in above.actors[:1])
        if draft.type not in OWN and reports(scene, head, word):
            sides = find_sides(scene, frame(scene.reading, head.i, scene.book, noun=False), ("subject",))
            return tuple(s.party.name for s in sides[:1])
        word = head
    return ()
