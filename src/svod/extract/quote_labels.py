"""What to call a source without a name: its own words in the nominative, «украинский чиновник», «источник агентства».

A scene and a speaker in, words out. They stand in the chain that words came through, so that what a nameless source
says is not taken for the article's own word; `Quote.speaker` stays unknown.
"""

from __future__ import annotations

from itertools import pairwise

from svod.extract.mention_forms import to_nominative
from svod.extract.quote_speakers import Speaker
from svod.extract.quote_units import MARKS, Scene
from svod.read import Token

LONGEST = 8  # tokens
PART = {"ADJ": "ADJF", "DET": "ADJF", "NUM": "ADJF", "VERB": "ADJF", "NOUN": "NOUN"}


def label_of(scene: Scene, speaker: Speaker) -> str | None:
    """The words that name a nameless person or group, None where there are none but a pronoun."""
    if speaker.name is not None or speaker.span is None or speaker.type not in ("person", "group"):
        return None
    words = [scene.reading.tokens[k] for k in scene.reading.within(*speaker.span)]
    stop = next((n for n, t in enumerate(words) if t.upos == "PUNCT" and t.text not in MARKS), len(words))
    words = words[:stop][:LONGEST]
    head = next((n for n, t in enumerate(words) if t.upos in ("NOUN", "PROPN")), None)
    if head is None or any(t.upos in ("PRON", "ADP", "PUNCT") for t in words[:head]):
        return None
    if words[head].lemma in scene.lexicon.documents and words[head].feat("Animacy") != "Anim":
        return None
    speaks = scene.words("anonymous") | scene.lexicon.institutions | scene.lexicon.outlets
    if words[head].feat("Animacy") != "Anim" and words[head].lemma not in speaks:
        return None
    while words[-1].upos in ("PUNCT", "ADP", "CCONJ") and words[-1].text not in MARKS:
        words.pop()
    counted = any(t.rel.endswith("gov") for t in words[:head])  # «несколько стран» stands as it is
    forms = [nominative(t) if n <= head and not counted else t.text for n, t in enumerate(words)]
    text = scene.reading.text
    gaps = [text[a.end : b.start] for a, b in pairwise(words)]
    joined = "".join(part for pair in zip(forms, [*gaps, ""], strict=True) for part in pair)
    return joined[:1].lower() + joined[1:] if not joined[:2].isupper() else joined


def nominative(token: Token) -> str:
    """A word of the phrase before its head, or the head, in the nominative of its number."""
    part = PART.get(token.upos)
    if part is None:
        return token.text
    return to_nominative(token.text, token.feat("Case"), token.feat("Number"), token.feat("Gender"), part)
