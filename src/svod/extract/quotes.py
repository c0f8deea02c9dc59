"""Quotes: who says what. A reading with its mentions and times in, quotes with their evidence out.

Direct speech is found by its marks (`quote_direct`) and layout (`quote_dialogue`), indirect speech by its cue
(`quote_frames`, `quote_asides`); the source is found (`quote_sources`) and resolved to a mention (`quote_speakers`),
and the act is read from cue and content (`quote_acts`). How the words came (`quote_chains`) is told outermost first.
"""

from __future__ import annotations

from svod.extract.quote_acts import find_act
from svod.extract.quote_carriers import find_carriers
from svod.extract.quote_chains import Told, make_chain, time_of, touches, wider
from svod.extract.quote_context import settle_speakers
from svod.extract.quote_cues import Cue, find_cues, load_lexicon
from svod.extract.quote_dialogue import dialogue_drafts
from svod.extract.quote_direct import direct_drafts
from svod.extract.quote_extents import within_relative
from svod.extract.quote_frames import indirect_drafts
from svod.extract.quote_labels import label_of
from svod.extract.quote_marks import find_stretches
from svod.extract.quote_seams import find_units
from svod.extract.quote_sources import find_source
from svod.extract.quote_speakers import NOBODY, known, resolve_speaker
from svod.extract.quote_tellers import is_own
from svod.extract.quote_units import Draft, Scene, Unit, institution
from svod.ids import make_id
from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, Mention, Origin, Quote, TimeRef
from svod.spans import make_evidence


def find_quotes(
    article: Article, reading: Reading, mentions: tuple[Mention, ...], times: tuple[TimeRef, ...], pack: Pack
) -> tuple[Quote, ...]:
    """Find who says what, with act and the outlet it was said to."""
    scene = make_scene(reading, pack)
    told = []
    for draft in find_drafts(scene):
        source = find_source(scene, draft)
        told.append(Told(draft, resolve_speaker(scene, source, mentions) if source else NOBODY))
    told = [t for t in told if t.speaker.name or not repeated(t.draft, told)]
    settled = [t._replace(speaker=known(t.speaker, mentions)) for t in settle_speakers(scene, told)]
    told = find_carriers(scene, settled, mentions)
    told = [t for t in told if not any(repeats(scene, t, o) for o in told)]
    return tuple(make_quote(article, scene, t, told, times, pack) for t in told)


def make_scene(reading: Reading, pack: Pack) -> Scene:
    """Find cues and quotation marks."""
    lexicon = load_lexicon(pack)
    return Scene(reading, lexicon, tuple(find_stretches(reading.text)), tuple(find_cues(reading, lexicon)))


def find_drafts(scene: Scene) -> list[Draft]:
    """Find direct, then indirect speech; a cue introduces once, and inside direct speech only what it says in full."""
    units = find_units(scene)
    direct = direct_drafts(scene, units)
    spoken = tuple(p for d in direct for p in d.parts)
    direct += [d for d in dialogue_drafts(scene, units) if not any(touches(p, spoken) for p in d.parts)]
    taken = [p for d in direct for p in d.parts if d.kind == "direct"]
    used = {d.cue.first for d in direct if d.cue}
    inside = {k for p in taken for k in scene.reading.within(*p)}
    free = [c for c in scene.cues if c.first not in used and c.first not in inside]
    nested = [c for c in scene.cues if c.first not in used and c.first in inside and reports(scene, c)]
    drafts = direct + indirect_drafts(scene, units, free) + indirect_drafts(scene, inner_units(scene, taken), nested)
    unique = {(d.parts, d.cue.first if d.cue else -1): d for d in drafts if d.parts}  # marks with no words say nothing
    return sorted(unique.values(), key=lambda d: (d.parts, d.rule))


def repeated(draft: Draft, told: list[Told]) -> bool:
    """True when another draft has told the same words already: «…, отметил он. Об этом было заявлено …»."""
    if draft.rule != "about this":
        return False
    others = (o.draft for o in told if o.draft.rule not in ("about this", "that", "infinitive"))
    return any(all(touches(p, draft.parts) for p in o.parts) for o in others)


def repeats(scene: Scene, inner: Told, outer: Told) -> bool:
    """True for a judgement found once more inside other words of the same speaker, or of nobody."""
    if inner is outer or inner.draft.rule not in ("small", "quoted object", "that") or not wider(outer, inner):
        return False
    if inner.speaker.span is None:
        if inner.draft.rule == "that":
            return goes_on_feeling(scene, inner, outer)
        cue = inner.draft.cue
        return cue is None or not within_relative(scene, cue)  # «компании, которые восприняли письмо как …»
    named = inner.speaker.name is not None and inner.speaker.name == outer.speaker.name
    return named and inner.draft.rule != "that"


def goes_on_feeling(scene: Scene, inner: Told, outer: Told) -> bool:
    """True for the second cue of «отметил, что тоже сожалеет, что …»: one and the same speaker."""
    first = scene.reading.within(*outer.draft.parts[0]).start
    return inner.draft.cue is not None and inner.draft.cue.first - first <= 2


def reports(scene: Scene, cue: Cue) -> bool:
    """True when a cue inside somebody's words has a source of its own there: «мы слышали, министр заявил, что …»."""
    verb = scene.reading.tokens[cue.head]
    if "that" not in cue.takes or not (verb.feat("VerbForm") == "Fin" or verb.feat("Variant") == "Short"):
        return False
    subjects = scene.reading.kids(cue.head, "nsubj")
    if any(t.lemma in scene.words("speaker_itself") for t in subjects):
        return False
    if any(institution(scene, t) for t in scene.reading.kids(cue.head, "obl")):
        return True
    return any(t.upos in ("NOUN", "PROPN") or t.lemma in scene.words("personal") for t in subjects)


def inner_units(scene: Scene, taken: list[tuple[int, int]]) -> list[Unit]:
    """The sentences of words already found."""
    found = []
    for start, end in taken:
        inside = scene.reading.within(start, end)
        if not inside:
            continue
        sentences = (scene.reading.tokens[k].sentence for k in (inside.start, inside.stop - 1))
        for sentence in scene.reading.sentences[slice(next(sentences), next(sentences) + 1)]:
            first, last = max(sentence.first, inside.start), min(sentence.last, inside.stop)
            if first < last:
                found.append(Unit(first, last))
    return found


def make_quote(
    article: Article, scene: Scene, told: Told, others: list[Told], times: tuple[TimeRef, ...], pack: Pack
) -> Quote:
    """Put a draft and its speaker together as a record."""
    draft, speaker = told.draft, told.speaker
    source = speaker.name or label_of(scene, speaker)
    own = told.via is not None and source is not None and is_own(article, told.via, pack)
    evidence = [make_evidence("content", article, *part) for part in draft.parts]
    if speaker.span:
        evidence.append(make_evidence("speaker", article, *speaker.span))
    if draft.cue:
        tokens = scene.reading.tokens
        evidence.append(make_evidence("cue", article, tokens[draft.cue.first].start, tokens[draft.cue.last - 1].end))
    if told.via_span:
        evidence.append(make_evidence("via", article, *told.via_span))
    return Quote(
        id=make_id("q", article.id, draft.parts, draft.cue.first if draft.cue else None),
        article=article.id,
        kind=draft.kind,
        speaker=speaker.name,
        speaker_type=speaker.type,
        speaker_mention=speaker.mention,
        speaker_code=speaker.code,
        speaker_role=speaker.role,
        act=find_act(scene, draft, speaker, pack),
        via=told.via,
        according_to=make_chain(told, others, source, own=own),
        said=time_of(scene, draft, times),
        evidence=tuple(evidence),
        origin=Origin("quotes", draft.rule, pack.version),
    )
