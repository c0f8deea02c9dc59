"""Who is meant where the words do not say: «он», «там», «издание», «в сообщении», and quotes with no source at all.

What was told in, the same with speakers filled in out: whoever spoke last goes on speaking until another is named.
"""

from __future__ import annotations

from svod.extract.quote_chains import Told
from svod.extract.quote_speakers import NOBODY, Speaker, last_person
from svod.extract.quote_units import MARKS, Scene

NEAR = 400  # characters over which a speaker is taken over
OPENS = 3  # tokens into its sentence, a frame still opens it
JUST = 60  # the same for a paper of the body that has spoken right before
FAR = 1200  # the same for an outlet or a document named before
SILENT = ("words alone", "colon, words", "words, dash")


def settle_speakers(scene: Scene, told: list[Told]) -> list[Told]:
    """Fill in the speakers that context gives, in text order."""
    result: list[Told] = []
    for t in sorted(told, key=place):
        if t.speaker is NOBODY and t.draft.cue is None and t.draft.rule in SILENT:
            t = silent(scene, t, result)
        elif t.speaker is NOBODY and goes_on(scene, t):
            person = last(t, result, ("person",), NEAR)
            t = t._replace(speaker=person._replace(span=None)) if person is not None else t
        elif quoted_by(scene, t):
            person = last(t, result, ("person",), NEAR)
            carrier = t.speaker
            speaker = person._replace(span=None) if person is not None else Speaker(None, None, "person")
            t = t._replace(speaker=speaker, via=carrier.name, via_span=carrier.span)
        elif t.speaker.span is not None:
            t = t._replace(speaker=meant(scene, t, result))
        result.append(t)
    return sorted(result, key=lambda t: (t.draft.parts, t.draft.rule))


def goes_on(scene: Scene, told: Told) -> bool:
    """True for a sentence that opens with its verb, «Также отметил, что …»: who spoke before goes on."""
    cue = told.draft.cue
    if cue is None or cue.kind not in ("verb", "phrase") or cue.document or told.draft.rule == "about this":
        return False
    verb = scene.reading.tokens[cue.head]
    first = max(told.draft.unit.first, scene.reading.sentences[verb.sentence].first)
    before = scene.reading.tokens[first : cue.first]
    single = verb.feat("VerbForm") == "Fin" and verb.feat("Number") == "Sing" and verb.feat("Gender") != "Neut"
    plain = all(t.upos in ("CCONJ", "ADV", "PART", "PROPN", "PUNCT") and t.text not in MARKS for t in before)
    lower = all(t.text[:1].islower() for t in before[1:])
    return single and plain and lower and len(before) <= OPENS


def quoted_by(scene: Scene, told: Told) -> bool:
    """True for «…», — цитирует агентство»: the agency only carries the words of whoever spoke before."""
    cue = told.draft.cue
    if cue is None or told.speaker.type == "person" or told.speaker.name is None:
        return False
    verb = scene.reading.tokens[cue.head].lemma
    if cue.kind == "phrase" and verb in scene.lexicon.carry:
        return any(t.text.lower() in scene.words("personal") for t in scene.reading.tokens[cue.first : cue.last])
    return verb in scene.words("quoting")


def place(told: Told) -> int:
    """Where a quote begins, or its source where that stands first."""
    first = told.draft.parts[0][0]
    return min(first, told.speaker.span[0]) if told.speaker.span else first


def end_of(told: Told) -> int:
    """Where a quote and its source end."""
    last = told.draft.parts[-1][1]
    return max(last, told.speaker.span[1]) if told.speaker.span else last


def silent(scene: Scene, told: Told, earlier: list[Told]) -> Told:
    """Direct speech without a cue goes on from the quote before it, else belongs to the person last named."""
    start = told.draft.parts[0][0]
    before = next((o for o in reversed(earlier) if o.draft.parts[-1][1] <= start), None)
    if before and start - end_of(before) < NEAR:
        return told._replace(speaker=before.speaker._replace(span=None), via=before.via)
    person = last_person(scene, start)
    near = person.span and start - person.span[1] < NEAR
    return told._replace(speaker=person._replace(span=None)) if near else told


def meant(scene: Scene, told: Told, earlier: list[Told]) -> Speaker:
    """The speaker that a pronoun or a bare noun means."""
    speaker = told.speaker
    if speaker.span is None:
        return speaker
    words = scene.reading.text[slice(*speaker.span)].lower().split()
    bare = nameless(scene, speaker.span)
    if words[0] in scene.words("personal") and len(words) == 1:
        near = just_before(scene, told, earlier)
        cue = told.draft.cue
        if cue and cue.kind == "frame" and near is not None and cue.first - told.draft.unit.first <= OPENS:
            many = words[0] in scene.words("several")
            known = speaker.name is not None and near.name is None and near.type != "outlet"
            if many == (near.type == "group") and not known:
                return near._replace(span=speaker.span)
        known = speaker.name is not None and (speaker.type in ("person", "group") or speaker.code is None)
        types = ("group",) if words[0] in scene.words("several") else ("person",)
        return speaker if known else take_over(speaker, last(told, earlier, types, NEAR))
    if words[-1] in scene.words("there"):
        before = last(told, earlier, ("organization", "document"), NEAR)
        return speaker if speaker.name is not None else take_over(speaker, before)
    writers = speaker.name is None and scene.reading.tokens[scene.reading.within(*speaker.span).start].lemma
    if bare and (speaker.type == "outlet" or (len(words) == 1 and writers in scene.words("writers"))):
        return take_over(speaker, last(told, earlier, ("outlet",), FAR))
    if bare and speaker.type == "document" and speaker.name is None:
        return take_over(speaker, issuer(scene, told, earlier))._replace(type="document")
    back = words[-1] in scene.words("the_body") and len(words) <= 2
    if back and speaker.type == "organization":
        before = last(told, earlier, ("organization",), NEAR)
        alike = before is not None and (before.name or "")[:4] == (speaker.name or "-")[:4]
        return speaker if alike else take_over(speaker, before)
    leads = scene.reading.tokens[scene.reading.within(*speaker.span).start].lemma in scene.words("leaders")
    if bare and leads and speaker.type == "person" and speaker.name is None and len(words) <= 4:
        return take_over(speaker, just_before(scene, told, earlier))
    if bare and speaker.type == "person" and speaker.name is None and len(words) <= 2:
        return take_over(speaker, last(told, earlier, ("person",), NEAR))
    return speaker


def issuer(scene: Scene, told: Told, earlier: list[Told]) -> Speaker | None:
    """Whose paper it is: another paper's named before, or of the body that has just spoken."""
    at = place(told)
    for o in reversed(earlier):
        cue, gap = o.draft.cue, at - end_of(o)
        if gap > FAR:
            return None
        words = scene.reading.within(*o.speaker.span) if o.speaker.span else ()
        body = any(scene.reading.tokens[k].lemma in scene.lexicon.institutions for k in words)
        wrote = body or o.speaker.type == "document" or (cue is not None and cue.document)
        if o.speaker.name and (wrote or (o.speaker.type == "organization" and gap < JUST)):
            return o.speaker
    return None


def just_before(scene: Scene, told: Told, earlier: list[Told]) -> Speaker | None:
    """Who is quoted right before: «по его словам» goes on with that speaker, named or not."""
    at = place(told)
    before = next((o for o in reversed(earlier) if o.draft.parts[-1][1] <= at), None)
    if before is None or at - end_of(before) > NEAR or before.speaker is NOBODY:
        return None
    others = (n for n in scene.reading.names if n.kind == "PER" and end_of(before) <= n.start < at)
    if any(scene.reading.tokens[n.last - 1].text[:4] not in (before.speaker.name or "") for n in others):
        return None  # somebody else was named in between
    return before.speaker if before.speaker.name or before.speaker.span else None


def nameless(scene: Scene, span: tuple[int, int]) -> bool:
    """True when the words hold no name and no title in marks."""
    tokens = [scene.reading.tokens[k] for k in scene.reading.within(*span)]
    if any(n.first <= t.i < n.last for t in tokens for n in scene.reading.names):
        return False
    titled = any(t.text[:1] in '«"„“' or (t.text.isascii() and t.text.isalpha()) for t in tokens)
    return not titled and not any(t.upos == "PROPN" for t in tokens)


def last(told: Told, earlier: list[Told], types: tuple[str, ...], reach: int) -> Speaker | None:
    """The last speaker of one of the types within reach; a named one of another type in between does not end it."""
    at = place(told)
    for o in reversed(earlier):
        if at - end_of(o) > reach:
            return None
        if o.speaker.type in types and o.speaker is not told.speaker:
            return o.speaker
    return None


def take_over(speaker: Speaker, earlier: Speaker | None) -> Speaker:
    """The earlier speaker, at the present words."""
    if earlier is None or earlier.name is None:
        return speaker
    role = speaker.role or earlier.role
    return earlier._replace(span=speaker.span, role=role)
