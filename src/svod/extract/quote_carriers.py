"""Carriers: the outlet or agency that brought somebody's words. What was told in, the same with `via` filled in out.

«…, передает агентство» around another's words, «сказал в беседе с газетой …», «источник агентства», and what the same
person says further on: an interview goes on until another outlet is named.
"""

from __future__ import annotations

from svod.extract.quote_chains import Told, touches
from svod.extract.quote_nearby import outside
from svod.extract.quote_sources import Source
from svod.extract.quote_speakers import Speaker, characters, resolve_speaker
from svod.extract.quote_units import MARKS, Scene, noun_phrase
from svod.read import Token
from svod.records import Mention

FAR = 1500  # characters over which an unnamed source goes on speaking to the same outlet
AROUND = ("aside", "according to", "about this")  # frames that may only carry another's words
TALK = 6  # tokens between «в беседе» and the outlet


def find_carriers(scene: Scene, told: list[Told], mentions: tuple[Mention, ...]) -> list[Told]:
    """Fill in who carried the words, and drop what only carries."""
    told = [relayed(scene, t, mentions) for t in told]
    told = [of_outlet(scene, t, mentions) for t in drop_carriers(scene, told, mentions)]
    return spread(scene, told, talks(scene, mentions))


def drop_carriers(scene: Scene, told: list[Told], mentions: tuple[Mention, ...]) -> list[Told]:
    """Turn «…, передает агентство» around somebody else's words into their carrier; name other carriers."""
    around = [o for o in told if o.draft.rule in AROUND]
    kept = [t for t in told if t.draft.rule not in AROUND or not any(carries(scene, t, other) for other in told)]
    result = []
    for t in kept:
        outer = next((o for o in around if carries(scene, o, t) and o.speaker.span), None)
        if outer is not None:
            own = outer.via is None
            t = t._replace(
                via=outer.speaker.name if own else outer.via,
                via_span=outer.speaker.span if own else outer.via_span,
            )
        elif t.draft.cue is not None:
            t = said_to(scene, t, mentions)
        result.append(t)
    return result


def carries(scene: Scene, outer: Told, inner: Told) -> bool:
    """True when the outer quote only carries the inner one, whose cue it holds."""
    if outer is inner or outer.draft.rule not in AROUND or inner.draft.cue is None or outer.draft.cue is None:
        return False
    if inner.draft.rule == "about this" and outer.draft.rule == "aside" and inner.draft.parts == outer.draft.parts:
        return outer.speaker.type == "outlet"
    at = scene.reading.tokens[inner.draft.cue.first].start
    if not any(a <= at < b for a, b in outer.draft.parts):
        return False
    if outer.speaker.span is None and scene.reading.tokens[outer.draft.cue.head].lemma in scene.lexicon.carry:
        return True  # the outlet's link is lost
    if (
        outer.via is None
        and outer.speaker.type != "outlet"
        and not is_agency(scene, outer)
        and not titled(scene, outer)
    ):
        return False
    if inner.draft.cue.act != "assert" and inner.draft.rule == "that":
        return False  # the outlet tells of a fear or a hope: both speak
    inside = sum(b - a for a, b in inner.draft.parts)
    return inside * 10 >= 4 * sum(b - a for a, b in outer.draft.parts) or inner.draft.rule in ("aside", "about this")


def titled(scene: Scene, told: Told) -> bool:
    """True for «…, пишет «Маяк»»: an unknown name in marks that carries words is an outlet's."""
    cue, span = told.draft.cue, told.speaker.span
    if cue is None or span is None or scene.reading.tokens[cue.head].lemma not in scene.lexicon.carry:
        return False
    return scene.reading.text[span[0]] in MARKS and scene.reading.text[span[1] - 1] in MARKS


def is_agency(scene: Scene, told: Told) -> bool:
    """True when the cue is one of carrying: «передает …»."""
    cue = told.draft.cue
    return cue is not None and scene.reading.tokens[cue.head].lemma in scene.words("carrying")


def said_to(scene: Scene, told: Told, mentions: tuple[Mention, ...]) -> Told:
    """«рассказал газете …», «в беседе с …»: an outlet in the cue's clause that is not the speaker."""
    cue = told.draft.cue
    if cue is None or told.speaker.type == "outlet":
        return told
    first = scene.reading.tokens[told.draft.unit.first].start
    near = characters(scene, (max(told.draft.unit.first, cue.first - 12), min(told.draft.unit.last, cue.last + 14)))
    for m in (m for m in mentions if m.entity == "outlet" and m.name is not None):
        span = (m.evidence[0].span.start, m.evidence[0].span.end)
        if not max(first, near[0]) <= span[0] < near[1]:
            continue
        if touches(span, told.draft.parts) or in_title(span, mentions):
            continue
        if speaks_itself(scene, told, span):
            own = (min(span[0], (told.speaker.span or span)[0]), max(span[1], (told.speaker.span or span)[1]))
            return told._replace(speaker=Speaker(own, m.name, "outlet", m.id, m.code))
        if told.speaker.span is None or not touches(span, (told.speaker.span,)):
            return told._replace(via=m.name, via_span=span)
    return told


def in_title(span: tuple[int, int], mentions: tuple[Mention, ...]) -> bool:
    """True for the outlet in somebody's title: «главный редактор «Маяка» Пётр Петров»."""
    return any(
        r.evidence.span.start <= span[0] and span[1] <= r.evidence.span.end
        for m in mentions
        if m.entity == "person"
        for r in m.roles
    )


def speaks_itself(scene: Scene, told: Told, outlet: tuple[int, int]) -> bool:
    """True where the outlet is the source and the tree did not see it: «телеграм-канал «Маяк» сообщил»."""
    cue, speaker = told.draft.cue, told.speaker
    if cue is None or speaker.type in ("person", "group"):
        return False
    at = scene.reading.within(*outlet)
    tokens = scene.reading.tokens
    if speaker.span is None:
        carries = tokens[cue.head].lemma in scene.lexicon.carry
        return carries and (0 <= at.start - cue.last <= 2 or 0 <= cue.first - at.stop <= 2)
    words = scene.reading.within(*speaker.span)
    title = any(tokens[k].lemma in scene.lexicon.outlets for k in words)
    beside = touches(outlet, (speaker.span,)) or all(t.text in MARKS for t in tokens[words.stop : at.start])
    return title and speaker.type in ("outlet", "organization", "unknown") and at.start >= words.start and beside


def relayed(scene: Scene, told: Told, mentions: tuple[Mention, ...]) -> Told:
    """«сообщает «Маяк» со ссылкой на мэрию»: the town hall speaks, «Маяк» carries; unnamed sources stay behind it."""
    cue, outlet = told.draft.cue, told.speaker
    if cue is None or outlet.type != "outlet" or outlet.name is None or told.via is not None:
        return told
    tokens = scene.reading.tokens
    for k in range(max(told.draft.unit.first, cue.first - 12), min(told.draft.unit.last - 2, cue.last + 10)):
        if tokens[k].lemma not in scene.words("referring") or tokens[k + 1].text.lower() not in scene.words(
            "referred_to"
        ):
            continue
        head = next((t for t in tokens[k + 2 : k + 7] if t.upos in ("NOUN", "PROPN", "X")), None)
        if head is None or touches((head.start, head.end), told.draft.parts):
            return told
        phrase = noun_phrase(scene.reading, head.i)
        words = (max(k + 2, phrase[0]), phrase[1])
        speaker = resolve_speaker(scene, referred(scene, head, words), mentions)
        if speaker.name == outlet.name or (speaker.name is None and not speaks_unnamed(scene, head)):
            return told
        return told._replace(speaker=speaker, via=outlet.name, via_span=outlet.span)
    return told


def speaks_unnamed(scene: Scene, head: Token) -> bool:
    """True for «со ссылкой на источники», «на врача»: somebody without a name, whose words the outlet carries."""
    return head.lemma in scene.words("anonymous") or head.feat("Animacy") == "Anim"


def referred(scene: Scene, head: Token, words: tuple[int, int]) -> Source:
    """What «со ссылкой на» names: a source, or a document with its issuer."""
    if head.lemma not in scene.lexicon.documents:
        return Source(words, head.i)
    owner = next((t for t in scene.reading.kids(head.i, "nmod") if t.feat("Case") == "Gen" and t.i > head.i), None)
    return Source(words, head.i, noun_phrase(scene.reading, owner.i) if owner else None, document=True)


def of_outlet(scene: Scene, told: Told, mentions: tuple[Mention, ...]) -> Told:
    """«источник «Маяка» сообщил»: an unnamed source of an outlet speaks through it."""
    span = told.speaker.span
    if told.via is not None or told.speaker.name is not None or span is None:
        return told
    tokens = [scene.reading.tokens[k] for k in scene.reading.within(*span)]
    if not any(t.lemma in scene.words("anonymous") for t in tokens[:4]):
        return told
    for m in mentions:
        own = (m.evidence[0].span.start, m.evidence[0].span.end)
        if m.entity == "outlet" and m.name and touches(own, (span,)) and own != span:
            return told._replace(via=m.name, via_span=own)
    return told


def talks(scene: Scene, mentions: tuple[Mention, ...]) -> list[tuple[int, str, str]]:
    """Where a person is said to have talked to an outlet: place, person, outlet."""
    found = []
    outlets = [m for m in mentions if m.entity == "outlet" and m.name and m.kind == "name"]
    for m in outlets:
        at = scene.reading.within(m.evidence[0].span.start, m.evidence[0].span.end).start
        sentence = scene.reading.sentences[scene.reading.tokens[at].sentence]
        before = scene.reading.tokens[max(sentence.first, at - TALK) : at]
        if not any(t.lemma in scene.words("talking") for t in before):
            found += told_to(scene, m, at, mentions)
            continue
        people = {
            p.name
            for p in mentions
            if p.entity == "person" and p.name and inside(scene, p, sentence.first, sentence.last)
        }
        if len(people) == 1 and m.name:
            found.append((m.evidence[0].span.start, next(iter(people)) or "", m.name))
    return found


def told_to(scene: Scene, outlet: Mention, at: int, mentions: tuple[Mention, ...]) -> list[tuple[int, str, str]]:
    """«сообщила Петрова радио «Маяк»», «Петрова подтвердила РБК»: the outlet follows verb and person at once."""
    tokens = scene.reading.tokens
    while at and (tokens[at - 1].text in MARKS or tokens[at - 1].lemma in scene.lexicon.outlets):
        at -= 1
    spoken = {k: c for c in scene.cues for k in (c.last,) if c.kind == "verb" and "direct" in c.takes}
    for p in mentions:
        if p.entity != "person" or p.name is None or outlet.name is None or p.kind == "pronoun":
            continue
        here = scene.reading.within(p.evidence[0].span.start, p.evidence[0].span.end)
        after_name = here.stop == at and any(here.start - 12 <= c.head < here.start for c in spoken.values())
        after_verb = at in spoken and here.stop == spoken[at].first
        if (after_name or after_verb) and tokens[here.start].feat("Case") != "Gen" and p.kind == "name":
            return [(p.evidence[0].span.start, p.name, outlet.name)]
    return []


def inside(scene: Scene, mention: Mention, first: int, last: int) -> bool:
    """True when a mention stands among tokens [first, last)."""
    tokens = scene.reading.tokens
    return tokens[first].start <= mention.evidence[0].span.start < tokens[last - 1].end


def spread(scene: Scene, told: list[Told], talked: list[tuple[int, str, str]]) -> list[Told]:
    """Give what a person says elsewhere in the article the outlet named with that person's other words."""
    known = [(t.draft.parts[0][0], t.speaker.name, t.via) for t in told if t.via and t.speaker.name]
    known = sorted({*((a, n, v) for a, n, v in known if n and v), *talked})
    result: list[Told] = []
    for t in told:
        at = t.draft.parts[0][0]
        if t.via is None and t.speaker.name and t.speaker.type == "person" and not elsewhere(scene, t):
            own = [(a, v) for a, n, v in known if n == t.speaker.name and v != n]
            near = max((x for x in own if x[0] <= at), default=min(own, default=None))
            t = t._replace(via=near[1]) if near else t
        elif t.via is None and unnamed(scene, t):
            last = next((o for o in reversed(result) if unnamed(scene, o) and o.draft.parts[0][0] <= at), None)
            if last is not None and last.via and at - last.draft.parts[-1][1] < FAR:
                t = t._replace(via=last.via)
        result.append(t)
    return result


def elsewhere(scene: Scene, told: Told) -> bool:
    """True for words of another occasion: «ранее он говорил, что …», «сам министр заявил …»."""
    cue = told.draft.cue
    if cue is None:
        return False
    before = scene.reading.tokens[max(told.draft.unit.first, cue.first - 8) : cue.last + 2]
    clause = scene.reading.tokens[max(told.draft.unit.first, cue.first - 8) : cue.first]
    dated = [t for t in clause if t.lemma in scene.words("months") and t.feat("Case") == "Loc"]
    other_day = any(outside(told.draft, t) and scene.reading.kids(t.i, "case") for t in dated)
    return other_day or any(t.text.lower() in scene.words("elsewhere") for t in before)


def unnamed(scene: Scene, told: Told) -> bool:
    """True for the words of a source, an official or an expert without a name."""
    if told.speaker.name is not None or told.speaker.span is None:
        return False
    tokens = [scene.reading.tokens[k] for k in scene.reading.within(*told.speaker.span)]
    return any(t.lemma in scene.words("anonymous") | scene.words("personal") for t in tokens[:4])
