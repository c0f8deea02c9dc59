"""Who said it: the mention that a source's words belong to, and who carried the words.

A scene, drafts and mentions in, speakers out. Where no mention fits, the article's names as the model tags them serve.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from svod.extract.quote_roles import find_role
from svod.extract.quote_sources import Source
from svod.extract.quote_units import MARKS, Scene, institution, noun_phrase
from svod.records import Mention

SENT = 60  # tokens back to the sending of a paper


class Speaker(NamedTuple):
    """Who said it. `span` are the characters that name the source."""

    span: tuple[int, int] | None
    name: str | None
    type: str
    mention: str | None = None
    code: str | None = None
    role: str | None = None


NOBODY = Speaker(None, None, "unknown")


def resolve_speaker(scene: Scene, source: Source, mentions: tuple[Mention, ...]) -> Speaker:
    """The speaker that a source's words mean."""
    words = source.issuer or source.words
    head = source.head if source.issuer is None else issuer_head(scene, source.issuer)
    found = jointly(scene, words, head, mentions) or by_mention(scene, words, head, mentions)
    speaker = found or known(by_names(scene, words), mentions)
    if found is None and scene.reading.tokens[source.head].lemma in scene.words("there"):
        speaker = there(scene, source.head, mentions) or speaker
    if source.document and source.issuer is None and found is None and speaker.type == "person":
        speaker = Speaker(None, None, "document")  # «в документе о Петрове»: not Petrov's words
    if source.document and speaker.name is None:
        speaker = sender(scene, source, mentions) or speaker._replace(name=titled(scene, source), type="document")
    return speaker._replace(span=characters(scene, source.words))


def there(scene: Scene, at: int, mentions: tuple[Mention, ...]) -> Speaker | None:
    """«Так в посольстве оценили доклад. [Там] отметили»: the body named last as a place, in the sentence before."""
    tokens = scene.reading.tokens
    for m in reversed([m for m in mentions if m.evidence[0].span.end <= tokens[at].start]):
        head = tokens[scene.reading.within(m.evidence[0].span.start, m.evidence[0].span.end).start]
        if tokens[at].sentence - head.sentence > 1:
            return None
        if m.entity == "organization" and m.name and institution(scene, head):
            return Speaker(None, m.name, "organization", m.id, m.code)
    return None


def sender(scene: Scene, source: Source, mentions: tuple[Mention, ...]) -> Speaker | None:
    """«Петров направил послание. [В послании] говорится»: who has sent, signed or published the paper, right before."""
    tokens = scene.reading.tokens
    paper = tokens[source.head]
    for token in reversed(tokens[max(0, paper.i - SENT) : paper.i]):
        if token.lemma != paper.lemma or paper.sentence - token.sentence not in (1, 2):
            continue
        above = tokens[token.head]
        if token.rel != "obj" or token.head < 0 or above.feat("VerbForm") != "Fin":
            return None
        who = next(iter(scene.reading.kids(above.i, "nsubj")), None)
        found = by_mention(scene, noun_phrase(scene.reading, who.i), who.i, mentions) if who is not None else None
        return found._replace(type="document") if found is not None and found.name is not None else None
    return None


def titled(scene: Scene, source: Source) -> str | None:
    """«свидетельствует [запись саммита]»: a paper that speaks itself, under its own words; a bare «запись» has none."""
    if scene.reading.tokens[source.head].feat("Case") != "Nom" or source.words[1] - source.words[0] < 2:
        return None
    return scene.reading.text[slice(*characters(scene, source.words))]


def jointly(scene: Scene, words: tuple[int, int], head: int, mentions: tuple[Mention, ...]) -> Speaker | None:
    """«Франция и Германия заявили»: several named sources speak as a group under a joint name."""
    listed = (t for t in scene.reading.kids(head, "appos") if t.upos == "PROPN" and words[0] <= t.i < words[1])
    if scene.reading.tokens[head].feat("Number") == "Plur" and (lead := next(listed, None)) is not None:
        words, head = (lead.i, words[1]), lead.i  # «эксперты | Иван Петров и Анна Рогова»
    others = [t for t in scene.reading.kids(head, "conj") if words[0] <= t.i < words[1]]
    links = [k.text for t in others for k in scene.reading.kids(t.i, "cc") if k.i < t.i]
    if not others or not links:
        return None
    starts = [words[0], *(min([t.i, *(k.i for k in scene.reading.kids(t.i) if k.i > head)]) for t in others)]
    found = []
    for (first, last), token in zip(pairwise([*starts, words[1]]), [scene.reading.tokens[head], *others], strict=True):
        one = by_mention(scene, (first, last), token.i, mentions) if first < last else None
        if one is None or one.name is None:
            return None
        found.append(one)
    name = f"{', '.join(s.name or '' for s in found[:-1])} {links[-1]} {found[-1].name}"
    codes, types = {s.code for s in found}, {s.type for s in found}
    kind = "outlet" if types == {"outlet"} else "group"
    return Speaker(None, name, kind, found[0].mention, codes.pop() if len(codes) == 1 else None)


def issuer_head(scene: Scene, words: tuple[int, int]) -> int:
    """The token of a phrase whose head stands outside it."""
    tokens = scene.reading.tokens
    return next((k for k in range(*words) if not words[0] <= tokens[k].head < words[1]), words[0])


def kind_of(scene: Scene, head: int) -> str:
    """What kind of source a bare noun is: person, group, outlet, document, organization."""
    token = scene.reading.tokens[head]
    if token.lemma in scene.words("one_of"):
        return "person"
    if token.lemma in scene.words("anonymous"):
        return "group" if token.feat("Number") == "Plur" else "person"
    if token.feat("Number") == "Plur" and token.upos in ("NOUN", "PRON", "ADJ"):
        return "outlet" if token.lemma in scene.lexicon.outlets and token.feat("Animacy") != "Anim" else "group"
    if token.lemma in scene.lexicon.outlets:
        return "outlet" if token.feat("Animacy") != "Anim" else "person"
    if token.lemma in scene.lexicon.documents:
        return "document"
    if token.upos in ("NOUN", "PRON"):
        return "person" if token.feat("Animacy") == "Anim" or token.upos == "PRON" else "organization"
    return "unknown"


def characters(scene: Scene, words: tuple[int, int]) -> tuple[int, int]:
    """Tokens as characters."""
    return scene.reading.tokens[words[0]].start, scene.reading.tokens[words[1] - 1].end


def by_mention(scene: Scene, words: tuple[int, int], head: int, mentions: tuple[Mention, ...]) -> Speaker | None:
    """The mention that the phrase is about: its person's name, else what stands on its head; never a mere owner.

    «[адвокат] рыбака» is not the fisherman, «[источник] агентства» not the agency: where only the owner has a mention,
    the source stays without a name.
    """
    start, end = characters(scene, words)
    touching = [m for m in mentions if m.evidence[0].span.start < end and start < m.evidence[0].span.end]
    on_head = [m for m in touching if m.kind != "adjective" and on_or_beside(scene, m, head)]
    people = [m for m in touching if m.entity == "person" and m.name and agrees(scene, m, head)]
    best = people[-1] if people else max(on_head, key=fullness, default=None)
    role = find_role([*on_head, *people], best, mentions)
    kind = kind_of(scene, head)
    if best is None or (scene.reading.tokens[head].lemma in scene.words("anonymous") and best.entity != "person"):
        return unnamed(scene, (start, end), head, kind, role)
    many = best.kind == "pronoun" and scene.reading.tokens[head].text.lower() in scene.words("several")
    if many and best.entity == "person":
        return Speaker((start, end), None, "group", best.id, None, role)  # «они» are never one person
    if best.kind in ("pronoun", "role") and best.entity == "person" and chained_to_state(best, mentions):
        return Speaker((start, end), None, "person", best.id, None, role)
    if best.name is None or best.entity in ("place",):
        return Speaker((start, end), best.name, kind, best.id, best.code, role)
    if best.entity == "organization" and best.code is None:
        best = with_state(best, mentions)
    entity = {"person": "person", "outlet": "outlet", "group": "group"}.get(best.entity, "organization")
    if entity == "organization" and kind == "outlet":
        entity = kind
    return Speaker((start, end), best.name, entity, best.id, best.code, role)


def chained_to_state(mention: Mention, mentions: tuple[Mention, ...]) -> bool:
    """True for «она» that the article's chains take for a country: a country does not say «она»."""
    first = next((m for m in mentions if m.id == mention.chain), mention)
    return first.entity in ("state", "place") or any(
        m.entity == "state" and m.name == mention.name and m.name is not None for m in mentions
    )


def with_state(mention: Mention, mentions: tuple[Mention, ...]) -> Mention:
    """A bare institution takes the state named right behind it: «МИД [Франции]»."""
    end = mention.evidence[0].span.end
    for m in mentions:
        if m.entity == "state" and m.code and m.kind == "name" and m.evidence[0].span.start == end + 1:
            return replace(mention, name=f"{mention.name} {m.evidence[0].text}", code=m.code)
    return mention


def unnamed(scene: Scene, span: tuple[int, int], head: int, kind: str, role: str | None) -> Speaker | None:
    """A source without a mention: an institution in the nominative is its own name, people stay without one."""
    token = scene.reading.tokens[head]
    if kind in ("person", "group"):
        return Speaker(span, None, kind, role=role)
    phrase = span[1] - span[0] > token.end - token.start
    title = in_marks(scene, span)
    if (
        title is not None
        and kind in ("outlet", "unknown", "person")
        and (token.text in MARKS or token.feat("Animacy") != "Anim")
    ):
        return Speaker(span, title, "outlet" if kind == "outlet" else "organization")
    latin = [w for w in scene.reading.text[slice(*span)].split() if w.isascii() and any(c.isalpha() for c in w)]
    if latin and kind in ("outlet", "unknown", "organization"):
        return Speaker(span, " ".join(latin).strip('«»"“”'), "outlet" if kind != "organization" else kind)
    if kind == "organization" and phrase and token.feat("Case") == "Nom" and token.lemma in scene.lexicon.institutions:
        return Speaker(span, scene.reading.text[slice(*span)], kind)
    return None


def in_marks(scene: Scene, span: tuple[int, int]) -> str | None:
    """The name in quotation marks that ends a phrase: «газета «Маяк»»."""
    for s in scene.stretches_in(span[0], span[1]):
        if s.closed >= span[1] and scene.reading.text[s.start : s.end].strip()[:1].isupper():
            return scene.reading.text[s.start : s.end].strip()
    return None


def fullness(mention: Mention) -> tuple[bool, int]:
    """Named before nameless, longer before shorter."""
    return mention.name is not None, len(mention.evidence[0].text)


def on_or_beside(scene: Scene, mention: Mention, head: int) -> bool:
    """True when a mention stands on the head, or is its title: «газета «[Маяк]»»."""
    inside = scene.reading.within(mention.evidence[0].span.start, mention.evidence[0].span.end)
    titled = (
        mention.kind == "name" and mention.entity not in ("person", "place", "state") and 0 < inside.start - head <= 2
    )
    titled = titled and kind_of(scene, head) not in ("person", "group")
    between = scene.reading.tokens[head + 1 : inside.start]
    names = scene.reading.tokens[inside.start].feat("Case") != "Gen" or bool(between)
    return head in inside or (titled and names and all(t.text in MARKS for t in between))


def agrees(scene: Scene, mention: Mention, head: int) -> bool:
    """True when a person's name stands on the head or beside it in its case, not under it in the genitive."""
    inside = scene.reading.within(mention.evidence[0].span.start, mention.evidence[0].span.end)
    if head in inside:
        return True
    case = scene.reading.tokens[head].feat("Case")
    names = [scene.reading.tokens[k] for k in inside if scene.reading.tokens[k].upos == "PROPN"]
    beside = [t for t in names if t.head == head and t.rel.startswith(("appos", "flat"))]
    if any(not (case == "Nom" and t.feat("Case") == "Gen") for t in beside):
        return True
    own = [t for t in names[:1] if t.feat("Case") in (case, None)]
    if own and scene.reading.kids(own[0].i, "case") and own[0].i > head:
        return False  # «в документе о Петрове»
    return bool(own) and mention.kind == "name" and not owned_by(scene, own[0].i, head)


def owned_by(scene: Scene, name: int, head: int) -> bool:
    """True when the name is the owner of the head in the genitive: «адвокат Петрова»."""
    token, above = scene.reading.tokens[name], scene.reading.tokens[head]
    under = token.head == head and token.rel == "nmod"
    return under and token.feat("Case") == "Gen" and above.feat("Case") != "Gen"


def by_names(scene: Scene, words: tuple[int, int]) -> Speaker:
    """Without mentions: the model's names, in the fullest form that the article has of them."""
    reading = scene.reading
    start, end = characters(scene, words)
    inside = [n for n in reading.names if n.start < end and start < n.end]
    person = next((n for n in inside if n.kind == "PER"), None)
    if person is None:
        if reading.tokens[words[0]].text.lower() in scene.words("personal"):
            return last_person(scene, start)
        if not inside:
            return Speaker((start, end), None, "unknown")
        return Speaker((start, end), reading.text[inside[0].start : inside[0].end], "organization")
    stem = reading.text[person.start : person.end].split()[-1][:5]
    full = [reading.text[n.start : n.end] for n in reading.names if n.kind == "PER"]
    longest = next((f for f in full if " " in f and f.split()[-1].startswith(stem)), None)
    return Speaker((start, end), longest or reading.text[person.start : person.end], "person")


def known(speaker: Speaker, mentions: tuple[Mention, ...]) -> Speaker:
    """A name as the article's mentions have it, in the nominative and in full: «Павла Рогова» is «Павел Рогов»."""
    if speaker.name is None or speaker.type != "person" or speaker.mention is not None:
        return speaker
    same = (m for m in mentions if m.entity == "person" and m.name and m.evidence[0].text == speaker.name)
    first = next(same, None)
    return speaker if first is None else speaker._replace(name=first.name, mention=first.id, code=first.code)


def last_person(scene: Scene, before: int) -> Speaker:
    """The last person named before a pronoun."""
    earlier = [n for n in scene.reading.names if n.kind == "PER" and n.end <= before]
    if not earlier:
        return NOBODY
    name = earlier[-1]
    return by_names(scene, (name.first, name.last))
