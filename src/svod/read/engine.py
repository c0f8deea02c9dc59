"""The slovnet news models for Russian, run together over whole articles.

In: the words of each sentence. Out: morphological tags, heads, relations and name tags, one a word.

slovnet runs each model over padded batches. Here an article is one flat sequence: what a word gives to its neighbours
is dropped where a sentence ends, which is all that keeps sentences apart, so there is no padding; the three models run
as one, and the first layer is computed once per distinct word. Tags, heads and relations are those of slovnet's own API
(`tests/read/test_engine.py` compares them).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from svod.letters import plain
from svod.read.layers import COMMON, REACH, Encoder, Floats, Ints, Words, best_path, find_heads, find_rels, project
from svod.read.weights import load_weights, model_folder

BLOCK = 512  # words that the models see at once, or one sentence; bounds memory and fits caches, changes nothing
FORMS = 32_768  # words whose numbers are kept at hand


@dataclass(frozen=True, slots=True)
class Tags:
    """What the models say of one sentence; `heads` count words from 0, -1 is the root."""

    morph: tuple[str, ...]  # "NOUN|Case=Nom|…"
    heads: tuple[int, ...]
    rels: tuple[str, ...]
    names: tuple[str, ...]  # "O", "B-PER", "I-PER", …


class Engine:
    """The three models, loaded once per process; immutable after that."""

    def __init__(self, folder: Path | None = None) -> None:
        from threadpoolctl import ThreadpoolController

        weights = load_weights(folder or model_folder())
        self._vocabulary, self._shapes, self._tags = weights.words, weights.shapes, weights.tags
        morph, syntax, ner = weights.models
        self._morph, self._head, self._rel, self._ner = morph.head, syntax.head, syntax.rel, ner.head
        self._threads = ThreadpoolController()
        self._known = lru_cache(FORMS)(self._look_up)
        with self._one_thread():
            common = np.append(weights.vectors.commonest(COMMON), weights.words.unk_id)
            self._encoder = Encoder(weights.models, weights.vectors, common, apart=2)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tags]:
        """Morphology, syntax and names of each sentence of an article; names are read as one sequence."""
        sizes = [len(s) for s in sentences]
        if not sum(sizes):
            return [Tags((), (), (), ()) for _ in sizes]
        words, stops = [w for s in sentences for w in s], np.cumsum(sizes)
        morph, heads, rels, emissions = [], [], [], []
        with self._one_thread():
            for first, last, own in blocks(sizes):
                x = self._encode(words, stops, first, last)
                morph.append(project(self._morph.proj, x[0]).argmax(-1))
                heads.append(find_heads(self._head, x[1], own))
                rels.append(find_rels(self._rel, x[1], heads[-1], own))
                emissions.append(project(self._ner.proj, x[2]))
            names = best_path(np.concatenate(emissions), self._ner.crf.transitions.array)
        found = [
            decode(self._tags[0], np.concatenate(morph).tolist()),
            tuple((np.concatenate(heads) - 1).tolist()),
            decode(self._tags[1], np.concatenate(rels).tolist()),
            decode(self._tags[2], names),
        ]
        return [Tags(*(x[stop - size : stop] for x in found)) for stop, size in zip(stops.tolist(), sizes, strict=True)]

    def _encode(self, words: Sequence[str], stops: Ints, first: int, last: int) -> Floats:
        """The vectors of words first to last, models × words × 64; words beside them are looked at, too."""
        begin, end = max(0, first - REACH), min(len(words), last + REACH)
        forms = {w: i for i, w in enumerate(dict.fromkeys(words[begin:end]))}
        known = np.array([self._known(w) for w in forms])
        ends = np.unique(stops - 1 - begin)
        x = self._encoder.run(
            Words(
                known[:, 0],
                known[:, 1],
                np.array([forms[w] for w in words[begin:end]]),
                ends[(ends >= 0) & (ends < end - begin - 1)],
            )
        )
        return x[:, first - begin : last - begin]

    def _look_up(self, word: str) -> tuple[int, int]:
        """A word's number in the vocabulary, and its shape's.

        One that is unknown with ё is looked up with е («пройдёт» as «пройдет»).
        """
        from slovnet.shape import word_shape

        low, unknown = word.lower(), self._vocabulary.unk_id
        found = self._vocabulary.encode(low)
        if found == unknown and (other := plain(low)) != low:
            found = self._vocabulary.encode(other)
        return found, self._shapes.encode(word_shape(word))

    def _one_thread(self) -> Any:
        """One thread for products of matrices: they are small, and more threads only wait for one another."""
        return self._threads.limit(limits=1, user_api="blas")


def decode(tags: Sequence[str], numbers: Sequence[int]) -> tuple[str, ...]:
    """Tags by their numbers."""
    return tuple(map(tags.__getitem__, numbers))


def blocks(sizes: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    """Group whole sentences into blocks of about BLOCK words: first word, last word, the sentences' sizes."""
    first = last = 0
    own: list[int] = []
    for size in sizes:
        own.append(size)
        last += size
        if last - first >= BLOCK:
            yield first, last, own
            first, own = last, []
    if last > first:
        yield first, last, own
