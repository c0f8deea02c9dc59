"""Many articles in one process and in several: how fast, and whether the memory of each process stays flat.

usage: python bench/pool.py [--articles 2000] [--jobs 1,2] [--wide]

The articles are synthetic: those of the packaged sample, each again and again with another day and a line of its own,
so that no two are alike; with --wide each has words of its own too, which is what fills memories of words. Only reading
is measured, not storing. Printed are articles a second of wall clock, processor seconds of all processes together, and
the resident memory of the largest process after each tenth of the articles. Run it with OPENBLAS_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from svod.ingest import Options, ingest, make_article
from svod.records import Article
from svod.work import Reader, examine_all

FIRST = date(2020, 1, 1)
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"


def make_articles(number: int, *, wide: bool) -> Iterator[Article]:
    """So many articles, no two alike."""
    chance = random.Random(7)
    with as_file(files("svod") / "sample") as sample:
        kinds = [a for a in ingest([sample], Options()) if isinstance(a, Article)]
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


def used() -> float:
    """Processor seconds of this process and of those that have ended."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in usages)


def main() -> None:
    """Print a line for each number of processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--wide", action="store_true")
    options = parser.parse_args()
    print(f"{options.articles} synthetic articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for jobs in map(int, options.jobs.split(",")):
        sizes, begun, spent, warm = [], time.perf_counter(), used(), 0.0
        for done, _ in enumerate(examine_all(make_articles(options.articles, wide=options.wide), Reader(), jobs), 1):
            if done == 2 * jobs:
                warm = time.perf_counter()  # models are loaded and rules compiled
            if done % max(1, options.articles // 10) == 0:
                sizes.append(largest(pool_of(jobs)))
        rate = (options.articles - 2 * jobs) / (time.perf_counter() - warm)
        print(
            f"{jobs} processes: {rate:.1f} articles/s once warm, {time.perf_counter() - begun:.0f} s of wall clock, ",
            end="",
        )
        print(f"{used() - spent:.0f} s of CPU; MiB: {' '.join(f'{s:.0f}' for s in sizes)}", flush=True)


if __name__ == "__main__":
    main()
