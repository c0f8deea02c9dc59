"""The way through the tree from an event's trigger to a mention: up to a common word, and down.

In: a scene and its tokens. Out: the relations on the way, as `sides_features` names them. Weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from svod.extract.event_scene import Scene

DEEP = 12  # steps up a tree


def climb(scene: Scene, i: int) -> Mapping[int, tuple[str, ...]]:
    """The tokens above one, each with the relations on the way up."""
    found: dict[int, tuple[str, ...]] = {}
    rels: tuple[str, ...] = ()
    while i >= 0 and i not in found and len(rels) < DEEP:
        found[i] = rels
        rels = (*rels, scene.reading.tokens[i].rel.partition(":")[0])
        i = scene.reading.tokens[i].head
    return found


def way(scene: Scene, up: Mapping[int, tuple[str, ...]], i: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The relations from a token up to a common word and down to another; None where they do not meet."""
    down: list[str] = []
    while i not in up:
        word = scene.reading.tokens[i]
        rel = word.rel.partition(":")[0]
        down.append(rel + ":pass" if word.rel.endswith(":pass") else rel)
        i = word.head
        if i < 0 or len(down) > DEEP:
            return None
    return up[i], tuple(reversed(down))
