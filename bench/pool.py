"""Many articles in one process and in several: how fast, and whether the memory of each process stays flat.

usage: python bench/pool.py [--articles 2000] [--jobs 1,2] [--rounds 1] [--wide] [--store]

The articles are synthetic: those of the packaged sample, each again and again with another day and a line of its own,
so that no two are alike; with --wide each has thirty words of its own too, which is what fills memories of words
(10,000 such articles: --articles 10000 --wide). With --store what is found goes into a database, each article in a
transaction of its own, as `svod add` does; else only reading is measured. Printed are, for each number of processes and
round: articles a second of wall clock once all processes are warm, how many times that of the first number of
processes, the processor's milliseconds an article, those of the first process apart, and the resident memory of the
largest process after each tenth of the articles. Run it with OPENBLAS_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from svod.ingest import Options, forget_models, ingest, make_article
from svod.records import Article
from svod.store import open_store, save_article, save_findings
from svod.work import Reader, examine_all

FIRST = date(2020, 1, 1)
WARM = 20  # articles a process, by which models are loaded, rules compiled and common words known
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"


def make_articles(number: int, *, wide: bool) -> Iterator[Article]:
    """So many articles, no two alike."""
    chance = random.Random(7)
    with as_file(files("svod") / "sample") as sample:
        kinds = [a for a in ingest([sample], Options()) if isinstance(a, Article)]
    forget_models()
    for n in range(number):
        kind, day = kinds[n % len(kinds)], (FIRST + timedelta(n % 1500)).isoformat()
        own = " ".join("".join(chance.choices(LETTERS, k=9)) for _ in range(30)) if wide else f"номер {n}"
        yield make_article(f"{n}", f"{kind.text}\n\nСообщение {own}.", outlet=kind.outlet, published=day, lang="ru")


def largest(pids: list[int]) -> float:
    """The resident memory of the largest of some processes, in MiB."""
    sizes = [0.0]
    for pid in pids:
        status = Path(f"/proc/{pid}/status")
        if status.exists():
            lines = [x for x in status.read_text().splitlines() if x.startswith("VmRSS")]
            sizes += [int(x.split()[1]) / 1024 for x in lines]
    return max(sizes)


def pool_of(jobs: int) -> list[int]:
    """The processes that read: this one, or those that it has started."""
    if jobs == 1:
        return [os.getpid()]
    own = Path(f"/proc/{os.getpid()}/task")
    found = [int(pid) for task in own.glob("*/children") for pid in task.read_text().split()]
    return [pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def spent(pids: list[int]) -> float:
    """Processor seconds of processes so far."""
    ticks = 0
    for pid in pids:
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists():
            ticks += sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Run:
    """What one number of processes took once warm, in seconds, and the memory of the largest by tenths, in MiB."""

    articles: int
    wall: float
    first: float  # of the processor, by the process that hands out the articles and stores what comes back
    others: float  # by those that it has started
    sizes: tuple[float, ...]


def measure(jobs: int, options: argparse.Namespace) -> Run:
    """Read all articles; the clock starts when every process has read two."""
    own, sizes = [os.getpid()], []
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder) / "svod.db")) as db:
        for article in make_articles(options.articles if options.store else 0, wide=options.wide):
            save_article(db, article)
        articles = make_articles(options.articles, wide=options.wide)
        for done, findings in enumerate(examine_all(articles, Reader(), jobs), 1):
            if options.store:
                save_findings(db, findings, "bench")
            if done == WARM * jobs:
                wall, first, others = time.perf_counter(), spent(own), spent(pool_of(jobs)) if jobs > 1 else 0.0
            if done % max(1, options.articles // 10) == 0:
                sizes.append(largest(pool_of(jobs)))
            if done == options.articles:  # before the pool ends, since what has ended is counted no more
                wall, first = time.perf_counter() - wall, spent(own) - first
                others = spent(pool_of(jobs)) - others if jobs > 1 else 0.0
    return Run(options.articles - WARM * jobs, wall, first, others, tuple(sizes))


def main() -> None:
    """Print a line for each number of processes and round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--store", action="store_true")
    options = parser.parse_args()
    print(f"{options.articles} synthetic articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print(
        "| processes | articles/s of wall | times | ms of CPU an article | of the first process | MiB of the largest |"
    )
    print("|--:|--:|--:|--:|--:|---|")
    for _ in range(options.rounds):
        base = None
        for jobs in map(int, options.jobs.split(",")):
            run = measure(jobs, options)
            rate, each = run.articles / run.wall, 1000 / run.articles
            base = base or rate
            cells = [f"{jobs}", f"{rate:.1f}", f"{rate / base:.2f}", f"{(run.first + run.others) * each:.1f}"]
            cells += [f"{run.first * each:.1f}", " ".join(f"{size:.0f}" for size in run.sizes)]
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
