"""The arithmetic of the slovnet models, laid out for whole articles: convolutions without padding, heads, relations.

In: the weights of slovnet's model files, and the distinct words of an article with their order. Out: scores. Weights
are put in the order in which they are multiplied once, when a model is loaded; nothing is cached between articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
REACH = 3  # words to either side that a word's vector depends on: three convolutions of width three


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in order: vectors (distinct words × 300), shape ids of the distinct words, each word's number."""

    vectors: Floats
    shapes: Ints
    numbers: Ints

    def part(self, first: int, last: int) -> Words:
        """Words first to last, of the same distinct words."""
        return Words(self.vectors, self.shapes, self.numbers[first:last])


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the words of all sentences stand among `rows`: one empty row before, between and after the sentences."""

    rows: int
    places: Ints
    empty: Ints

    @classmethod
    def of(cls, sizes: Sequence[int]) -> Layout:
        """The layout of sentences of these many words."""
        starts = np.cumsum([1, *(n + 1 for n in sizes[:-1])])
        places = np.arange(sum(sizes)) + np.repeat(starts - np.cumsum([0, *sizes[:-1]]), sizes)
        rows = sum(sizes) + len(sizes) + 1
        empty = np.setdiff1d(np.arange(rows), places, assume_unique=True)
        return cls(rows, places, empty)


@dataclass(frozen=True, slots=True)
class Convolution:
    """One layer: a convolution of width three, cut at zero, then its normalisation as one product and one sum."""

    taps: tuple[Floats, Floats, Floats]  # in × out, for the word before, the word, the word after
    bias: Floats
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, layer: Any) -> Convolution:
        """A layer of a slovnet encoder."""
        weight, norm = layer.conv.weight.array, layer.norm  # out × in × 3
        scale = norm.weight.array / norm.std.array
        taps = tuple(np.ascontiguousarray(weight[:, :, k].T) for k in range(3))
        return cls(taps, layer.conv.bias.array, scale, norm.bias.array - norm.mean.array * scale)  # type: ignore[arg-type]

    def finish(self, sums: Floats) -> Floats:
        """Bias, cut and normalisation of the sums, in place."""
        sums += self.bias
        np.maximum(sums, 0, out=sums)
        sums *= self.scale
        sums += self.shift
        return sums

    def run(self, rows: Floats) -> Floats:
        """The layer over rows of which the first and the last are empty; these are not in the result."""
        sums = rows[:-2] @ self.taps[0]
        sums += rows[1:-1] @ self.taps[1]
        sums += rows[2:] @ self.taps[2]
        return self.finish(sums)


class Encoder:
    """The convolutional encoder of one model. Its first layer sees each distinct word once."""

    def __init__(self, model: Any) -> None:
        first, *self._rest = [Convolution.of(layer) for layer in model.encoder.layers]
        shapes = model.emb.shape.weight.array
        depth = first.taps[0].shape[0] - shapes.shape[1]  # of the word vectors
        wide = np.concatenate(first.taps, axis=1)
        self._first, self._vectors, self._shapes = first, np.ascontiguousarray(wide[:depth]), shapes @ wide[depth:]

    def run(self, words: Words, layout: Layout) -> Floats:
        """The vectors of words, words × 64."""
        width = len(self._first.bias)
        seen = np.zeros((len(words.vectors) + 1, 3, width), dtype=np.float32)  # its last row is the empty one
        flat = seen[:-1].reshape(len(words.vectors), -1)
        np.matmul(words.vectors, self._vectors, out=flat)
        flat += self._shapes[words.shapes]
        order = np.full(layout.rows, len(words.vectors))
        order[layout.places] = words.numbers
        sums = seen[order[:-2], 0]
        sums += seen[order[1:-1], 1]
        sums += seen[order[2:], 2]
        x = self._first.finish(sums)
        for layer in self._rest:
            rows = np.zeros((layout.rows, x.shape[1]), dtype=np.float32)
            rows[1:-1] = x
            rows[layout.empty] = 0
            x = layer.run(rows)
        return x[layout.places - 1]


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

    Sums are made in slovnet's own order, so that ties fall as they fall there.
    """
    score, back = emissions[0], []
    every = np.arange(len(transitions))
    for emission in emissions[1:]:
        sums = score[:, None] + transitions
        sums += emission
        best = sums.argmax(0)
        score = sums[best, every]
        back.append(best)
    path = [int(score.argmax())]
    for best in reversed(back):
        path.append(int(best[path[-1]]))
    return path[::-1]
