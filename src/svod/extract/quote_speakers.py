"""Who said it: the mention that a source's words belong to, and who carried the words.

A scene, drafts and mentions in, speakers out. Where no mention fits, the article's names as the model tags them serve.
"""

from __future__ import annotations

from dataclasses import dataclass

from svod.extract.quote_sources import Source
from svod.extract.quote_units import Scene
from svod.records import Mention

PERSONAL = ("он", "она", "они", "его", "её", "ее", "их", "ему", "ей", "им", "них", "него", "неё")


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


def resolve_speaker(scene: Scene, source: Source, mentions: tuple[Mention, ...]) -> Speaker:
    """The speaker that a source's words mean."""
    span = characters(scene, source.words)
    inner = characters(scene, source.issuer) if source.issuer else span
    speaker = by_mention(scene, inner, mentions) or by_names(scene, source.issuer or source.words)
    kind = speaker.type
    words = [scene.reading.tokens[k] for k in range(*(source.issuer or source.words))]
    if source.document and speaker.name is None:
        kind = "document"
    elif kind in ("unknown", "organization") and any(t.lemma in scene.lexicon.outlets for t in words):
        kind = "outlet" if not any(t.lemma in ("источник", "собеседник") for t in words) else "person"
    elif kind == "unknown" and words:
        nouns = [t for t in words if t.upos in ("NOUN", "PRON")]
        plural = bool(nouns) and nouns[0].feat("Number") == "Plur"
        kind = "group" if plural else ("person" if nouns and nouns[0].feat("Animacy") == "Anim" else "organization")
    return Speaker(span, speaker.name, kind, speaker.mention, speaker.code, speaker.role)


def characters(scene: Scene, words: tuple[int, int]) -> tuple[int, int]:
    """Tokens as characters."""
    return scene.reading.tokens[words[0]].start, scene.reading.tokens[words[1] - 1].end


def by_mention(scene: Scene, span: tuple[int, int], mentions: tuple[Mention, ...]) -> Speaker | None:
    """The mention in the words that names the source best: a person first, then what stands first."""
    start, end = span
    touching = [m for m in mentions if m.evidence[0].span.start < end and start < m.evidence[0].span.end]
    usable = [m for m in touching if m.kind != "adjective" or len(touching) == 1]
    if not usable:
        return None
    best = min(usable, key=lambda m: (m.name is None, m.entity != "person", m.evidence[0].span.start))
    kind = {"person": "person", "outlet": "outlet", "group": "group"}.get(best.entity, "organization")
    role = next((r.title for m in usable for r in m.roles), None)
    return Speaker(span, best.name, kind, best.id, best.code, role)


def by_names(scene: Scene, words: tuple[int, int]) -> Speaker:
    """Without mentions: the model's names, in the fullest form that the article has of them."""
    reading = scene.reading
    start, end = characters(scene, words)
    inside = [n for n in reading.names if n.start < end and start < n.end]
    person = next((n for n in inside if n.kind == "PER"), None)
    if person is None:
        if reading.tokens[words[0]].text.lower() in PERSONAL:
            return last_person(scene, start)
        if not inside:
            return Speaker((start, end), None, "unknown")
        return Speaker((start, end), reading.text[inside[0].start : inside[0].end], "organization")
    stem = reading.text[person.start : person.end].split()[-1][:5]
    full = [reading.text[n.start : n.end] for n in reading.names if n.kind == "PER"]
    longest = next((f for f in full if " " in f and f.split()[-1].startswith(stem)), None)
    return Speaker((start, end), longest or reading.text[person.start : person.end], "person")


def last_person(scene: Scene, before: int) -> Speaker:
    """The last person named before a pronoun."""
    earlier = [n for n in scene.reading.names if n.kind == "PER" and n.end <= before]
    if not earlier:
        return NOBODY
    name = earlier[-1]
    return by_names(scene, (name.first, name.last))
