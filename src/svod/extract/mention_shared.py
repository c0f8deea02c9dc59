"""One office or group of several states: «президенты Чили и Перу», «чилийские и перуанские дипломаты».

In: a scene and the tokens of a phrase. Out: the tokens of the same phrase with the states beside it. Such a group acts
for no one state.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.mention_found import Hit, Scene

MARKS = (",",)


def share(scene: Scene, hit: Hit, first: int, last: int) -> tuple[int, int] | None:
    """Tokens [first, last) grown over the states in a row with the one inside; None where that stands alone."""
    head = next((i for i in range(hit.first, hit.last) if scene.reading.tokens[i].upos != "ADJ"), hit.first)
    if hit.number != "plur" and scene.reading.tokens[head].feat("Number") != "Plur":
        return None
    left = min(before(scene, first, head), default=first)
    right = max(after(scene, head, last), default=last)
    return (left, right) if (left, right) != (first, last) else None


def before(scene: Scene, first: int, head: int) -> Iterator[int]:
    """The adjectives of states in a row before the one that begins the phrase."""
    while is_state(scene, first, "adjective") and first < head and links(scene, first - 1):
        if not is_state(scene, first - 2, "adjective"):
            return
        first -= 2
        yield first


def after(scene: Scene, head: int, last: int) -> Iterator[int]:
    """Where the names of states in a row after the phrase end: each a conjunct of one in it or before."""
    row = {i for i in range(head, last) if is_state(scene, i, "name")}
    while row and links(scene, last) and is_state(scene, last + 1, "name"):
        token = scene.reading.tokens[last + 1]
        if token.rel != "conj" or token.head not in row:
            return
        row.add(token.i)
        last = scene.hits[last + 1].last
        yield last


def links(scene: Scene, i: int) -> bool:
    """True for «и» and a comma."""
    tokens = scene.reading.tokens
    return 0 <= i < len(tokens) and (tokens[i].upos == "CCONJ" or tokens[i].text in MARKS)


def is_state(scene: Scene, i: int, kind: str) -> bool:
    """True where a state stands by its name or its adjective."""
    hit = scene.hits.get(i)
    return hit is not None and bool(hit.entry.code) and hit.entry.kind == kind and hit.entry.entity == "state"
