"""Speed of reading and of the whole analysis beside natasha and slovnet: in one run, on one core, in turns.

usage: python bench/reading.py [FOLDER] [--limit N] [--rounds R] [--core C]

FOLDER holds article files (default: ../shared/corpus/ru, else the packaged sample); the N articles (default: 300) are
spread evenly over it: enough for what is remembered of words to serve, as it does in use; in 60 articles most words are
met for the first time, and those cost more. Each round starts each way once, in a process of its own that has read none
of the texts before (`ways.py`), so that memory is its own and a busy machine slows all ways alike; the order turns from
round to round. Printed in Markdown are medians of the rounds: words a second of processor time and of wall clock, the
ratio to natasha within the round, peak memory; then the words of every third article in texts of one, two, four and
eight articles joined; then what `svod add` of one article takes from its start. On a machine at rest this takes about
four minutes. Where natasha cannot be used that is said, and ratios are to slovnet's own API. This process loads no
model, so that what it starts begins small.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from svod.ingest import Options, ingest
from svod.records import Article

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ru"
NAMES = {
    "natasha": "natasha: segments, morphology, syntax, names, lemmas",
    "slovnet": "slovnet's own API (no lemmas)",
    "read": "Svod, reading: the same and lemmas",
    "analyse": "Svod, the whole analysis",
}
FOLDS = (1, 2, 4, 8)
SVOD = [sys.executable, "-c", "from svod.present.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Run:
    """What one way took for all texts, in seconds, and its peak of memory in MiB."""

    load: float
    wall: float
    cpu: float
    words: int
    peak: float


def measure(way: str, texts: Sequence[str]) -> Run:
    """Run one way over texts in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.json"
        source.write_text(json.dumps(texts), "utf-8")
        command = [sys.executable, str(Path(__file__).with_name("ways.py")), way, str(source)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    return Run(found["load"], sum(found["wall"]), sum(found["cpu"]), found["words"], found["peak"] / 1024)


def runs_of(ways: Sequence[str], texts: Sequence[str], rounds: int) -> dict[str, list[Run]]:
    """Every way once a round, beginning with another one each time."""
    found: dict[str, list[Run]] = {way: [] for way in ways}
    for number in range(rounds):
        for way in (*ways[number % len(ways) :], *ways[: number % len(ways)]):
            found[way].append(measure(way, texts))
    return found


def print_speed(runs: dict[str, list[Run]], words: int, articles: int) -> None:
    """The main table."""
    base = next(iter(runs))
    print(f"| way | words/s of CPU | words/s of wall | articles/s of CPU | times {base} | peak MiB | load s of CPU |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for way, own in runs.items():
        cpu, wall = statistics.median(r.cpu for r in own), statistics.median(r.wall for r in own)
        ratios = [b.cpu / r.cpu for b, r in zip(runs[base], own, strict=True)]
        spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
        peak, load = max(r.peak for r in own), statistics.median(r.load for r in own)
        rates = f"{words / cpu:,.0f} | {words / wall:,.0f} | {articles / cpu:.1f}"
        print(f"| {NAMES[way]} | {rates} | {spread} | {peak:,.0f} | {load:.1f} |")


def print_growth(ways: Sequence[str], texts: Sequence[str]) -> None:
    """Words a second, and memory, where the same words stand in fewer and longer texts."""
    words = measure("read", texts).words
    print(f"\n{len(texts)} of the articles, {words:,} words, one round:\n")
    print("| articles joined | " + " | ".join(f"{way}: words/s of CPU, peak MiB" for way in ways) + " |")
    print("|--:|" + "--:|" * len(ways))
    for fold in FOLDS:
        joined = ["\n\n".join(texts[at : at + fold]) for at in range(0, len(texts), fold)]
        cells = []
        for way in ways:
            run = measure(way, joined)
            cells.append(f"{words / run.cpu:,.0f}, {run.peak:,.0f}")
        print(f"| {fold} | " + " | ".join(cells) + " |")


def print_start(article: Article, rounds: int) -> None:
    """From the start of `svod add` of one article to its end, everything read, related and stored."""
    wall, cpu = [], []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.txt"
        file.write_text(f"date: 2025-10-09\noutlet: Bench\nlang: ru\n\n{article.text}\n", "utf-8")
        for number in range(rounds):
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            command = [*SVOD, "add", str(file), "--db", str(Path(folder) / f"{number}.db")]
            subprocess.run(command, check=True, capture_output=True)
            wall.append(time.perf_counter() - begun)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n`svod add` of one article: {statistics.median(wall):.2f} s of wall clock, ", end="")
    print(f"{statistics.median(cpu):.2f} s of CPU; the largest process held {peak:,.0f} MiB")


def find_texts(folder: Path | None, limit: int) -> list[Article]:
    """So many Russian articles, spread evenly over a folder's."""
    with as_file(files("svod") / "sample") as sample:
        chosen = folder or (CORPUS if CORPUS.is_dir() else sample)
        found = [x for x in ingest([chosen], Options()) if isinstance(x, Article) and x.text and x.lang == "ru"]
    wanted = min(limit, len(found))
    return [found[at * len(found) // wanted] for at in range(wanted)]


def natasha_runs() -> bool:
    """Whether natasha can be used here; it needs pymorphy2 and pkg_resources, which newer Pythons lack."""
    tried = "import natasha; natasha.MorphVocab()('мама')"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", tried], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"natasha cannot be used here ({done.stderr.strip().splitlines()[-1]}): ratios are to slovnet's API\n")
    return not done.returncode


def machine() -> str:
    """What this ran on."""
    model = ""
    if (cpus := Path("/proc/cpuinfo")).exists():
        lines = [x for x in cpus.read_text().splitlines() if x.startswith("model name")]
        model = lines[0].partition(":")[2].strip() + ", " if lines else ""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{model}{platform.machine()}, {os.cpu_count()} cores, {load}, Python {platform.python_version()}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    options = parser.parse_args()
    named = machine()
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {options.core})
    articles = find_texts(options.folder, options.limit)
    texts = [a.text for a in articles]
    ways = [way for way in NAMES if way != "natasha" or natasha_runs()]
    runs = runs_of(ways, texts, options.rounds)
    words = runs["read"][0].words
    print(f"{len(texts)} articles, {words:,} words, medians of {options.rounds} rounds, one core of {named}\n")
    print_speed(runs, words, len(texts))
    print_growth(ways, texts[::3])
    print_start(articles[0], options.rounds)


if __name__ == "__main__":
    main()
