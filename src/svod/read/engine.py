"""The slovnet news models for Russian, run together over whole articles.

In: the words of each sentence. Out: one morphological tag, head and relation a word, and name tags over the article.

The weights are the ones that ship inside the natasha wheel; they are read from its folder without importing natasha.
slovnet runs each model over padded batches. Here an article is one flat sequence: sentences stand side by side with one
zero row between them, which is all a convolution of width three needs to see nothing of its neighbours, so there is no
padding, and the first layer is computed once per distinct word. Tags, heads and relations are those of slovnet's own
API (`tests/read/test_engine.py` compares them).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svod.letters import plain

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Tags:
    """What the models say of one sentence; `heads` count words from 0, -1 is the root."""

    morph: tuple[str, ...]  # "NOUN|Case=Nom|…"
    heads: tuple[int, ...]
    rels: tuple[str, ...]


class Engine:
    """The three models, loaded once per process; immutable after that."""

    def __init__(self, folder: Path | None = None) -> None:
        from navec import Navec
        from slovnet.api import NER, Morph, Syntax

        folder = folder or model_folder()
        navec = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        load = {"morph": Morph, "syntax": Syntax, "ner": NER}
        api = {k: c.load(folder / "model" / f"slovnet_{k}_news_v1.tar").navec(navec) for k, c in load.items()}
        self._morph, self._syntax, self._ner = (api[k].infer for k in ("morph", "syntax", "ner"))
        self._words = self._morph.encoder.words_vocab
        self._shapes = self._morph.encoder.shapes_vocab
        for other in (self._syntax.encoder, self._ner.encoder):
            if other.words_vocab.items != self._words.items or other.shapes_vocab.items != self._shapes.items:
                raise ValueError("the slovnet models do not share one vocabulary; natasha's data has changed")

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tags]:
        """Morphology and syntax of each sentence of an article."""
        sizes = [len(s) for s in sentences]
        if not sum(sizes):
            return [Tags((), (), ()) for _ in sizes]
        layout = Layout.of(sizes)
        distinct = self._distinct([w for s in sentences for w in s])
        tags = self._morph.decoder.tags_vocab
        morph = project(self._morph.model.head.proj, encode(self._morph.model, distinct, layout)).argmax(-1)
        encoded = encode(self._syntax.model, distinct, layout)
        heads = find_heads(self._syntax.model.head, encoded, sizes)
        rels = find_rels(self._syntax.model.rel, encoded, heads, sizes)
        names = self._syntax.decoder.rels_vocab
        found, at = [], 0
        for size in sizes:
            part = slice(at, at + size)
            found.append(
                Tags(
                    tuple(tags.decode(i) for i in morph[part]),
                    tuple(int(h) - 1 for h in heads[part]),
                    tuple(names.decode(i) for i in rels[part]),
                )
            )
            at += size
        return found

    def name_tags(self, words: Sequence[str]) -> tuple[str, ...]:
        """BIO name tags ("O", "B-PER", …) of an article's words, read as one sequence."""
        if not words:
            return ()
        emissions = project(
            self._ner.model.head.proj, encode(self._ner.model, self._distinct(words), Layout.of([len(words)]))
        )
        best = self._ner.model.head.crf.decode(emissions[None], np.ones((1, len(words)), dtype=bool))[0]
        return tuple(self._ner.decoder.tags_vocab.decode(i) for i in best)

    def _word_id(self, word: str) -> int:
        """A word's number; one that is unknown with ё is looked up with е («пройдёт» as «пройдет»)."""
        found = self._words.encode(word)
        if found == self._words.unk_id and (other := plain(word)) != word:
            found = self._words.encode(other)
        return int(found)

    def _distinct(self, words: Sequence[str]) -> Distinct:
        """Number the distinct words and look their embeddings up once; all three models share word vectors."""
        from slovnet.shape import word_shape

        forms = dict.fromkeys(words)
        number = {w: i for i, w in enumerate(forms)}
        word_id = np.array([self._word_id(w.lower()) for w in forms])
        shape_id = np.array([self._shapes.encode(word_shape(w)) for w in forms])
        vectors = self._morph.model.emb.word(word_id)
        return Distinct(vectors, shape_id, np.array([number[w] for w in words]))


@dataclass(frozen=True, slots=True)
class Distinct:
    """Vectors (distinct words × 300), shape ids of the distinct words, and each word's number among them."""

    vectors: Floats
    shapes: Ints
    numbers: Ints


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the words of all sentences stand in the flat sequence, one zero row before, between and after."""

    rows: int
    places: Ints

    @classmethod
    def of(cls, sizes: Sequence[int]) -> Layout:
        places = np.concatenate([np.arange(n) for n in sizes]) + np.repeat(
            np.cumsum([0, *(n + 1 for n in sizes[:-1])]) + 1, sizes
        )
        return cls(sum(sizes) + len(sizes) + 1, places)


def model_folder() -> Path:
    """The data folder of the installed natasha wheel, found without importing it."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the slovnet models ship inside natasha: pip install 'natasha>=1.6,<2'")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def encode(model: Any, distinct: Distinct, layout: Layout) -> Floats:
    """Run the convolutional encoder; returns words × hidden."""
    x: Floats | None = None
    for layer in model.encoder.layers:
        weight = layer.conv.weight.array  # filters × in × 3
        if x is None:
            seen = np.concatenate((distinct.vectors, model.emb.shape(distinct.shapes)), axis=-1)
            parts = [(seen @ weight[:, :, k].T)[distinct.numbers] for k in range(3)]
            out = np.zeros((layout.rows + 2, weight.shape[0]), dtype=np.float32)
            for k in range(3):
                out[layout.places + 2 - k] += parts[k]
            out = out[1:-1][layout.places]
        else:
            padded = np.zeros((layout.rows, weight.shape[1]), dtype=np.float32)
            padded[layout.places] = x
            wide = np.concatenate([padded[layout.places + k - 1] for k in range(3)], axis=-1)
            out = wide @ weight.transpose(2, 1, 0).reshape(-1, weight.shape[0])
        out = (out + layer.conv.bias.array).clip(0)
        norm = layer.norm
        x = (out - norm.mean.array) / norm.std.array * norm.weight.array + norm.bias.array
    assert x is not None  # noqa: S101  every model has layers
    return x


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
