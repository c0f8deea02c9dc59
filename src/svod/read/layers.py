"""The arithmetic of the slovnet models, laid out for whole articles: convolutions without padding, heads, relations.

In: the weights of the models, and an article's distinct words with their order. Out: scores. All three models are run
as one stack; weights are put in the order in which they are multiplied once, when the models are loaded, and so is what
the first layer makes of the commonest words. Nothing is kept from one article to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svod.read.weights import Vectors

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
REACH = 3  # words to either side that a word's vector depends on: three convolutions of width three
COMMON = 8000  # words whose first layer is computed at the start: 74 MB that spare 7 of 10 of its products
TO_NEXT, TO_ITSELF, TO_PREVIOUS = range(3)  # what a word gives to the sums of the next word, its own, the one before


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in order, as numbers of distinct words, and where sentences end among them.

    `ids` and `shapes` are of the distinct words; `ends` are the places of words after which another sentence begins.
    """

    ids: Ints
    shapes: Ints
    numbers: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class Layer:
    """One convolution of width three in every model, cut at zero, then its normalisation as one product and one sum."""

    taps: Floats  # models × in × (3 · out)
    bias: Floats  # models × 1 × out
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, layers: Sequence[Any]) -> Layer:
        """The same layer of each slovnet model."""
        taps = np.stack([layer.conv.weight.array.transpose(1, 2, 0) for layer in layers])  # theirs: out × in × 3
        norms = [layer.norm for layer in layers]
        scale = np.stack([n.weight.array / n.std.array for n in norms])
        shift = np.stack([n.bias.array for n in norms]) - np.stack([n.mean.array for n in norms]) * scale
        bias = np.stack([layer.conv.bias.array for layer in layers])
        return cls(taps.reshape(*taps.shape[:2], -1), bias[:, None], scale[:, None], shift[:, None])

    def run(self, x: Floats, ends: Ints, apart: int) -> Floats:
        """The layer over models × words × in; the first `apart` models see nothing across the ends of sentences."""
        given = np.matmul(x, self.taps).reshape(*x.shape[:2], 3, -1)
        given[:apart, ends, TO_NEXT] = 0
        given[:apart, ends + 1, TO_PREVIOUS] = 0
        sums = given[:, :, TO_ITSELF].copy()
        sums[:, 1:] += given[:, :-1, TO_NEXT]
        sums[:, :-1] += given[:, 1:, TO_PREVIOUS]
        return self.finish(sums)

    def finish(self, sums: Floats) -> Floats:
        """Bias, cut and normalisation of the sums, in place."""
        sums += self.bias
        np.maximum(sums, 0, out=sums)
        sums *= self.scale
        sums += self.shift
        return sums


class Encoder:
    """The convolutional encoders of several models, run side by side; the first layer sees each distinct word once.

    The first `apart` models read sentence by sentence, the others the whole article as one sequence.
    """

    def __init__(self, models: Sequence[Any], vectors: Vectors, common: Ints, apart: int) -> None:
        self._first, *self._rest = [
            Layer.of(layers) for layers in zip(*(m.encoder.layers for m in models), strict=True)
        ]
        self._models, self._apart, self._vectors = len(models), apart, vectors
        shapes = np.stack([m.emb.shape.weight.array for m in models])
        depth = self._first.taps.shape[1] - shapes.shape[2]  # of the word vectors
        self._weight = side_by_side(self._first.taps[:, :depth])
        self._shapes = side_by_side(shapes @ self._first.taps[:, depth:])
        self._table = vectors.of(common) @ self._weight
        self._places = np.full(len(vectors.indexes), -1)
        self._places[common] = np.arange(len(common))

    def run(self, words: Words) -> Floats:
        """The vectors of words, models × words × 64."""
        given, numbers = self._give(words), words.numbers
        sums = given[numbers, TO_ITSELF]
        ends = words.ends
        before = given[numbers[:-1], TO_NEXT]
        before[ends, : self._apart] = 0
        after = given[numbers[1:], TO_PREVIOUS]
        after[ends, : self._apart] = 0
        sums[1:] += before
        sums[:-1] += after
        x = self._first.finish(sums.transpose(1, 0, 2))
        for layer in self._rest:
            x = layer.run(x, ends, self._apart)
        return x

    def _give(self, words: Words) -> Floats:
        """What each distinct word gives to its neighbours and itself in the first layer: words × 3 × models × width."""
        places = self._places[words.ids]
        given, rare = self._table[places], places < 0
        given[rare] = self._vectors.of(words.ids[rare]) @ self._weight
        given += self._shapes[words.shapes]
        result: Floats = given.reshape(len(given), 3, self._models, -1)
        return result


def side_by_side(weights: Floats) -> Floats:
    """Weights of models × in × (3 · out) as one matrix of in × (3 · models · out)."""
    models, height, _ = weights.shape
    return np.moveaxis(weights.reshape(models, height, 3, -1), 0, 2).reshape(height, -1)


def project(linear: Any, x: Floats) -> Floats:
    """One linear layer."""
    result: Floats = x @ linear.weight.array + linear.bias.array
    return result


def find_heads(scorer: Any, x: Floats, sizes: Sequence[int]) -> Ints:
    """The head of each word in its sentence, counted from 1; 0 is the root."""
    rooted = np.concatenate((scorer.root.array.reshape(1, -1), x))
    governed = project(scorer.head.proj, rooted).clip(0) @ scorer.kernel.array
    governing = project(scorer.tail.proj, rooted).clip(0)
    found, at = [], 1
    for size in sizes:
        own = slice(at, at + size)
        candidates = np.concatenate((governing[:1], governing[own]))
        found.append((governed[own] @ candidates.T).argmax(-1))
        at += size
    return np.concatenate(found)


def find_rels(scorer: Any, x: Floats, heads: Ints, sizes: Sequence[int]) -> Ints:
    """The relation id of each word to its head; each head's side is computed once, however many words it governs."""
    offset = np.repeat(np.cumsum([0, *sizes[:-1]]), sizes)
    index = np.where(heads == 0, 0, heads + offset)  # rows of `rooted`
    rooted = np.concatenate((scorer.root.array.reshape(1, -1), x))
    distinct, numbers = np.unique(index, return_inverse=True)
    hidden = scorer.kernel.array.shape[0]
    governing = (project(scorer.head.proj, rooted[distinct]).clip(0) @ scorer.kernel.array).reshape(
        len(distinct), -1, hidden
    )
    governed = project(scorer.tail.proj, x).clip(0)
    scores = np.matmul(governing[numbers], governed[:, :, None])[:, :, 0]
    result: Ints = scores.argmax(-1)
    return result


def best_path(emissions: Floats, transitions: Floats) -> list[int]:
    """The tags of the best path through a conditional random field (Viterbi), one a word.

    Not word by word: the best ways over each two neighbouring steps are joined to the best ways over one longer step,
    all at once, until one step leads from the first word to the last. Then, back down, each step's middle is chosen.
    """
    tags = len(transitions)
    steps = transitions[:, :, None] + emissions[1:].T[None]  # from × to × step
    stay = np.where(np.eye(tags, dtype=bool), 0, -np.inf).astype(np.float32)[:, :, None]
    joined: list[Floats] = []
    while steps.shape[2] != 1:
        if steps.shape[2] % 2 or not steps.size:
            steps = np.concatenate((steps, stay), axis=2)
            continue
        joined.append(steps)
        first, second = steps[:, :, ::2], steps[:, :, 1::2]
        steps = reduce(np.maximum, (first[:, middle, None] + second[None, middle] for middle in range(tags)))
    path = np.array(divmod(int((emissions[0][:, None] + steps[:, :, 0]).argmax()), tags))
    for steps in reversed(joined):
        firsts = np.arange(0, steps.shape[2], 2)
        path = path[: len(firsts) + 1]  # without the step that only stays
        middles = (steps[path[:-1], :, firsts] + steps[:, path[1:], firsts + 1].T).argmax(1)
        path = np.append(np.stack((path[:-1], middles), axis=1).ravel(), path[-1])
    return [int(tag) for tag in path[: len(emissions)]]
