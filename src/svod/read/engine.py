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

from svod.letters import plain
from svod.read.layers import REACH, Encoder, Layout, Words, best_path, find_heads, find_rels, project


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
        from threadpoolctl import ThreadpoolController

        folder = folder or model_folder()
        navec = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        load = {"morph": Morph, "syntax": Syntax, "ner": NER}
        api = {k: c.load(folder / "model" / f"slovnet_{k}_news_v1.tar").navec(navec) for k, c in load.items()}
        self._morph, self._syntax, self._ner = (api[k].infer for k in ("morph", "syntax", "ner"))
        self._encode = {k: Encoder(api[k].infer.model) for k in load}
        self._words = self._morph.encoder.words_vocab
        self._shapes = self._morph.encoder.shapes_vocab
        for other in (self._syntax.encoder, self._ner.encoder):
            if other.words_vocab.items != self._words.items or other.shapes_vocab.items != self._shapes.items:
                raise ValueError("the slovnet models do not share one vocabulary; natasha's data has changed")
        self._threads = ThreadpoolController()

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tags]:
        """Morphology and syntax of each sentence of an article."""
        sizes = [len(s) for s in sentences]
        if not sum(sizes):
            return [Tags((), (), ()) for _ in sizes]
        layout, words = Layout.of(sizes), self._look_up([w for s in sentences for w in s])
        with self._one_thread():
            encoded = self._encode["morph"].run(words, layout)
            morph = project(self._morph.model.head.proj, encoded).argmax(-1)
            encoded = self._encode["syntax"].run(words, layout)
            heads = find_heads(self._syntax.model.head, encoded, sizes)
            rels = find_rels(self._syntax.model.rel, encoded, heads, sizes)
        tag, rel = self._morph.decoder.tags_vocab.decode, self._syntax.decoder.rels_vocab.decode
        found, at = [], 0
        for size in sizes:
            own = slice(at, at + size)
            above = (heads[own] - 1).tolist()
            found.append(Tags(tuple(map(tag, morph[own])), tuple(above), tuple(map(rel, rels[own]))))
            at += size
        return found

    def name_tags(self, words: Sequence[str], block: int = 4096) -> tuple[str, ...]:
        """BIO name tags ("O", "B-PER", …) of an article's words, read as one sequence, `block` words at a time."""
        if not words:
            return ()
        known, emissions = self._look_up(words), []
        with self._one_thread():
            for first in range(0, len(words), block):
                seen = max(0, first - REACH), min(len(words), first + block + REACH)
                x = self._encode["ner"].run(known.part(*seen), Layout.of([seen[1] - seen[0]]))
                emissions.append(project(self._ner.model.head.proj, x[first - seen[0] :][:block]))
            best = best_path(np.concatenate(emissions), self._ner.model.head.crf.transitions.array)
        return tuple(map(self._ner.decoder.tags_vocab.decode, best))

    def _one_thread(self) -> Any:
        """One thread for products of matrices: they are small, and more threads only wait for one another."""
        return self._threads.limit(limits=1, user_api="blas")

    def _word_id(self, word: str) -> int:
        """A word's number; one that is unknown with ё is looked up with е («пройдёт» as «пройдет»)."""
        found = self._words.encode(word)
        if found == self._words.unk_id and (other := plain(word)) != word:
            found = self._words.encode(other)
        return int(found)

    def _look_up(self, words: Sequence[str]) -> Words:
        """Number the distinct words and look their embeddings up once; all three models share word vectors."""
        from slovnet.shape import word_shape

        forms = dict.fromkeys(words)
        number = {w: i for i, w in enumerate(forms)}
        word_id = np.array([self._word_id(w.lower()) for w in forms])
        shape_id = np.array([self._shapes.encode(word_shape(w)) for w in forms])
        vectors = self._morph.model.emb.word(word_id)
        return Words(vectors, shape_id, np.array([number[w] for w in words]))


def model_folder() -> Path:
    """The data folder of the installed natasha wheel, found without importing it."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the slovnet models ship inside natasha: pip install 'natasha>=1.6,<2'")
    return Path(next(iter(spec.submodule_search_locations))) / "data"
