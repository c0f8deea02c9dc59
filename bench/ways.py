"""Four ways to read articles, each measured in a process of its own: what `reading.py` starts.

usage: python bench/ways.py WAY ARTICLES.json

In: a way by name, and articles as a JSON list of texts. Out: one line of JSON: seconds to load, seconds of wall clock
and of the processor for each article in turn, words where the way gives them, peak memory in KiB. Nothing is read twice
in one process, so no memory of an earlier round helps; one text of other words goes first, so that loading is not
counted with reading.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from svod.ingest import make_article

WARM = "Министры двух соседних стран встретились вчера в столице и договорились о новой дороге через горы."
Way = Callable[[str], int]  # the words of a text; 0 where they are not given


def natasha_pipeline() -> Way:
    """natasha as its README shows it: segments, morphology, syntax, names, lemmas."""
    from natasha import (  # type: ignore[import-untyped]
        Doc,
        MorphVocab,
        NewsEmbedding,
        NewsMorphTagger,
        NewsNERTagger,
        NewsSyntaxParser,
        Segmenter,
    )

    segmenter, vocab, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    morph, syntax, ner = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def run(text: str) -> int:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        for token in doc.tokens:
            token.lemmatize(vocab)
        doc.parse_syntax(syntax)
        doc.tag_ner(ner)
        return len(doc.tokens)

    return run


def slovnet_api() -> Way:
    """slovnet as its README shows it: razdel's segments, then morphology, syntax and names; no lemmas."""
    from navec import Navec
    from razdel import sentenize, tokenize
    from slovnet import NER, Morph, Syntax

    from svod.read.weights import model_folder

    folder = model_folder()
    navec = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    morph = Morph.load(folder / "model" / "slovnet_morph_news_v1.tar").navec(navec)
    syntax = Syntax.load(folder / "model" / "slovnet_syntax_news_v1.tar").navec(navec)
    ner = NER.load(folder / "model" / "slovnet_ner_news_v1.tar").navec(navec)

    def run(text: str) -> int:
        sentences = [[t.text for t in tokenize(s.text)] for s in sentenize(text)]
        list(morph.map(sentences)), list(syntax.map(sentences)), ner(text)
        return sum(map(len, sentences))

    return run


def svod_read() -> Way:
    """Svod's reading: all that natasha's pipeline gives."""
    from svod.packs import load_pack
    from svod.read import load_engine, read

    pack = load_pack("ru")
    load_engine()
    return lambda text: len(read(make_article("bench", text, lang="ru"), pack).tokens)


def svod_analyse() -> Way:
    """Svod's whole analysis: reading, then mentions, times, quotes, events, commitments, claims."""
    from svod.analyse import analyse
    from svod.packs import load_pack
    from svod.read import load_engine

    pack = load_pack("ru")
    load_engine()

    def run(text: str) -> int:
        analyse(make_article("bench", text, published="2025-10-09", lang="ru"), pack)
        return 0

    return run


WAYS: dict[str, Callable[[], Way]] = {
    "natasha": natasha_pipeline,
    "slovnet": slovnet_api,
    "read": svod_read,
    "analyse": svod_analyse,
}


def peak_memory() -> int:
    """The most memory that this process has held, in KiB; /proc's, since getrusage counts who started it too."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Measure one way."""
    way, source = sys.argv[1:]
    texts = json.loads(Path(source).read_text("utf-8"))
    begun = time.process_time()
    run = WAYS[way]()
    run(WARM)
    loaded, words = time.process_time() - begun, 0
    wall, cpu = [], []
    for text in texts:
        at, spent = time.perf_counter(), time.process_time()
        words += run(text)
        wall.append(time.perf_counter() - at)
        cpu.append(time.process_time() - spent)
    print(json.dumps({"load": loaded, "wall": wall, "cpu": cpu, "words": words, "peak": peak_memory()}))


if __name__ == "__main__":
    main()
