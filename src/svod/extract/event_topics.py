"""What an event is about: the contexts of the ontology, from the words around its trigger.

Goes in: a scene and a trigger. Comes out: contexts, each with the word it rests on, most words first. A context holds
where one of its words stands in the trigger's sentence, or two in the sentences beside it. Judges no event by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from svod.errors import PackError
from svod.extract.details_spot import within
from svod.extract.event_scene import Scene
from svod.extract.letters import plain
from svod.ontology import load_ontology
from svod.packs import Pack
from svod.records import Context
from svod.spans import make_evidence

MOST = 3  # contexts of one event
BESIDE = 1  # sentences before and after
ENOUGH = 2  # words of them where the sentence itself holds none


@lru_cache(maxsize=8)
def compile_contexts(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """The contexts of each lemma, in the order of the ontology; PackError where one is not in the ontology."""
    table = pack.tables.get("contexts", {}).get("context", {})
    known = load_ontology().contexts
    if wrong := sorted(set(table) - set(known)):
        raise PackError(f"lang/{pack.lang}/contexts.toml: {wrong[0]!r} is no context", f"contexts: {', '.join(known)}")
    found: dict[str, tuple[str, ...]] = {}
    for name in known:
        for lemma in sorted({plain(w) for w in str(table.get(name, "")).split()}):
            found[lemma] = (*found.get(lemma, ()), name)
    return found


@lru_cache(maxsize=8)
def load_topical(pack: Pack) -> frozenset[str]:
    """The lemmas that speak for any context."""
    return frozenset(compile_contexts(pack))


def find_contexts(scene: Scene, trigger: int) -> tuple[Context, ...]:
    """The contexts of an event, at most three, each resting on its word nearest to the trigger."""
    words = compile_contexts(scene.pack)
    sentence = scene.reading.tokens[trigger].sentence
    hits: dict[str, list[tuple[bool, int, int]]] = {}
    for i in within(scene.having(load_topical(scene.pack)), around(scene, sentence)):
        token = scene.reading.tokens[i]
        for name in words[plain(token.lemma)]:
            hits.setdefault(name, []).append((token.sentence != sentence, abs(i - trigger), i))
    held = {name: sorted(group) for name, group in hits.items() if not min(group)[0] or len(group) >= ENOUGH}
    if not held:
        return ()
    order = list(load_ontology().contexts)
    ranked = sorted(held, key=lambda n: (held[n][0][0], -len(held[n]), held[n][0][1], order.index(n)))
    return tuple(context(scene, name, held[name][0][2]) for name in ranked[:MOST])


def around(scene: Scene, sentence: int) -> range:
    """The tokens of a sentence and of those beside it."""
    sentences = scene.reading.sentences
    first, last = max(0, sentence - BESIDE), min(len(sentences) - 1, sentence + BESIDE)
    return range(sentences[first].first, sentences[last].last)


def context(scene: Scene, name: str, i: int) -> Context:
    """One context with its word."""
    token = scene.reading.tokens[i]
    return Context(name, make_evidence("context", scene.article, token.start, token.end))
