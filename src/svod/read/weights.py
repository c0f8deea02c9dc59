"""The slovnet news models and navec's word vectors, read from the files that ship inside the natasha wheel.

In: natasha's data folder. Out: the heads and layers of the three models, one vocabulary for all of them, the vectors.
slovnet's own API reads a vocabulary of 250,000 words once a model, and navec works out at once what only a comparison
of words needs; here each is read once, and what reading asks for only.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
NAMES = ("morph", "syntax", "ner")
GZIP_HEADER = 10  # bytes; they hold the hour at which a file was packed


@dataclass(frozen=True, slots=True)
class Vectors:
    """navec's word vectors: each is put together from `codes` as its row of `indexes` says."""

    indexes: NDArray[np.uint8]  # words × parts
    codes: Floats  # parts × codes × numbers in a part
    counts: NDArray[np.uint32]  # how often each word stood in the texts that navec learned from

    def of(self, words: Ints) -> Floats:
        """The vectors of words by their numbers in the vocabulary."""
        parts, codes, size = self.codes.shape
        places = self.indexes[words] + np.arange(parts) * codes
        found: Floats = self.codes.reshape(-1, size).take(places.ravel(), 0)
        return found.reshape(len(words), parts * size)

    def commonest(self, size: int) -> Ints:
        """The numbers of the commonest words."""
        found: Ints = np.argsort(-self.counts.astype(np.int64), kind="stable")[:size]
        return found


@dataclass(frozen=True, slots=True)
class Weights:
    """All that is read from the files. `models` and `tags` are in the order of NAMES."""

    models: tuple[Any, ...]
    words: Any  # slovnet's vocabularies: encode an item, decode a number
    shapes: Any
    tags: tuple[Sequence[str], ...]
    vectors: Vectors


def load_weights(folder: Path) -> Weights:
    """Read the models; raises ValueError where they do not share one vocabulary."""
    from slovnet.const import REL, SHAPE, TAG, WORD
    from slovnet.exec.model import NER, Morph, Syntax
    from slovnet.exec.pack import Pack, vocab_name

    models, tags, vocabularies = [], [], set()
    for name, kind in zip(NAMES, (Morph, Syntax, NER), strict=True):
        with Pack(folder / "model" / f"slovnet_{name}_news_v1.tar") as pack:
            pack.load_meta().check_protocol()
            model = pack.load_model(kind)
            models.append(model.inject_arrays(dict(pack.load_arrays(model.weights))))
            tags.append(pack.load_vocab(REL if name == "syntax" else TAG).items)
            vocabularies.add(tuple(pack.read(vocab_name(x))[GZIP_HEADER:] for x in (WORD, SHAPE)))
            if name == NAMES[-1]:
                words, shapes = pack.load_vocab(WORD), pack.load_vocab(SHAPE)
    if len(vocabularies) > 1:
        raise ValueError("the slovnet models do not share one vocabulary; natasha's data has changed")
    return Weights(tuple(models), words, shapes, tuple(tags), load_vectors(folder))


def load_vectors(folder: Path) -> Vectors:
    """Read navec's file: sizes, then indexes, then codes, and the words' counts from the head of its vocabulary."""
    from navec.tar import Tar

    with Tar(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar") as tar:
        data = tar.load("pq.bin").read()
        words, _, parts, codes = (int(n) for n in np.frombuffer(data, np.uint32, 4))
        with gzip.open(tar.load("vocab.bin")) as vocabulary:
            counts = np.frombuffer(vocabulary.read(4 * (1 + words)), np.uint32)[1:]
    indexes = np.frombuffer(data, np.uint8, words * parts, 16)
    return Vectors(
        indexes.reshape(words, parts),
        np.frombuffer(data, np.float32, offset=16 + words * parts).reshape(parts, codes, -1),
        counts,
    )


def model_folder() -> Path:
    """The data folder of the installed natasha wheel, found without importing it."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the slovnet models ship inside natasha: pip install 'natasha>=1.6,<2'")
    return Path(next(iter(spec.submodule_search_locations))) / "data"
