"""Speed of reading and of the whole analysis, side by side in one run on one core.

usage: python bench/reading.py [FOLDER] [--limit N] [--rounds R]

FOLDER holds article files (default: ../shared/corpus/ru, else the packaged sample). Prints words a second, the
median of R rounds, and the ratio to slovnet's own API. Run it with OPENBLAS_NUM_THREADS=1; the machine is named in
the output.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import time
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from svod.analyse import analyse
from svod.ingest import Options, ingest
from svod.packs import load_pack
from svod.read import load_engine, read
from svod.read.engine import model_folder
from svod.records import Article

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ru"


def slovnet_api(articles: list[Article]) -> Callable[[Article], Any]:
    """slovnet as its documentation shows it: razdel, then morphology, syntax and names, no lemmas."""
    from navec import Navec
    from razdel import sentenize, tokenize
    from slovnet import NER, Morph, Syntax

    folder = model_folder()
    navec = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    kinds = {"morph": Morph, "syntax": Syntax, "ner": NER}
    load = {k: c.load(folder / "model" / f"slovnet_{k}_news_v1.tar").navec(navec) for k, c in kinds.items()}

    def run(article: Article) -> None:
        sentences = [[t.text for t in tokenize(s.text)] for s in sentenize(article.text)]
        list(load["morph"].map(sentences))
        list(load["syntax"].map(sentences))
        load["ner"](article.text)

    return run


def seconds(run: Callable[[Article], Any], articles: list[Article], rounds: int) -> float:
    """The median time of a round over all articles, after one warm-up article."""
    run(articles[0])
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        for article in articles:
            run(article)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with as_file(files("svod") / "sample") as sample:
        folder = options.folder or (CORPUS if CORPUS.is_dir() else sample)
        found = [x for x in ingest([folder], Options()) if isinstance(x, Article) and x.text and x.lang == "ru"]
    articles = found[: options.limit]
    pack = load_pack("ru")
    load_engine()
    words = sum(len(read(a, pack).tokens) for a in articles)
    ways: dict[str, Callable[[Article], Any]] = {
        "slovnet's own API (no lemmas)": slovnet_api(articles),
        "svod read": lambda a: read(a, pack),
        "svod analyse (all of it)": lambda a: analyse(a, pack),
    }
    print(f"{len(articles)} articles, {words:,} words; {platform.machine()}, Python {platform.python_version()}")
    base = 0.0
    for name, run in ways.items():
        took = seconds(run, articles, options.rounds)
        base = base or took
        rate = f"{words / took:10,.0f} words/s   {base / took:5.2f} x   {len(articles) / took:7.1f} articles/s"
        print(f"{name:32s} {rate}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()
