"""What relating costs, stage by stage, and how the cost grows with the number of articles.

usage: python bench/relate.py [CORPUS] [--sizes 250,500,1000] [--add N] [--jobs N]

CORPUS is a folder of article files (default: ../shared/corpus/ru, else the packaged sample), or a database that
`svod add` has made of one, which spares the reading. The articles are shuffled once by a fixed seed and the first so
many of them related, so that each size holds the smaller ones. With --add each size is related twice: at once, and (the
column "+N") when all but the last N had been related before. Printed are processor seconds of this process, pairs of
event mentions that were compared, and the peak of memory so far. Run it with OPENBLAS_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import contextlib
import platform
import random
import resource
import shutil
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from inspect import isgeneratorfunction, unwrap
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import svod.relate
import svod.relate.joined
import svod.relate.pairs
import svod.relate.retold
import svod.relate.scores
from svod.flow import AddOptions, read_all, take_in
from svod.relate.memo import open_memos
from svod.relate.shelf import Shelf
from svod.store import load_articles, load_judgements, open_store, save_accounts
from svod.store.load import load_event_mentions, load_found
from svod.store.memos import load_marks, load_memos, save_memos

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ru"
SEED = 7
SLIGHT = 0.005  # share of the whole below which a stage is not worth a line


class Clock:
    """Processor seconds by stage, those of a stage inside another counted once; and how often each gave something."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.given: dict[str, int] = defaultdict(int)
        self.running: list[str] = []
        self.since = time.process_time()

    def turn(self, stage: str | None) -> None:
        """Book the time since the last turn, then begin a stage, or with None go back to the one around it."""
        now = time.process_time()
        if self.running:
            self.seconds[self.running[-1]] += now - self.since
        self.since = now
        if stage is None:
            self.running.pop()
        else:
            self.running.append(stage)

    def timed(self, stage: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, on the clock; one that yields is run to its end first."""

        def on_clock(*given: Any, **named: Any) -> Any:
            self.turn(stage)
            try:
                result = run(*given, **named)
                if isgeneratorfunction(run):
                    result = list(result)
                    self.given[stage] += len(result)
            finally:
                self.turn(None)
            return result

        return on_clock


def names_in(code: CodeType) -> Iterator[str]:
    """The names that a function uses, those inside its comprehensions too."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from names_in(inner)


@contextlib.contextmanager
def watched(clock: Clock) -> Iterator[None]:
    """Every function that relating calls by name, and what it spends most on inside them, on the clock meanwhile."""
    joined, scores = svod.relate.joined, svod.relate.scores
    wanted: list[tuple[Any, str]] = [
        (scores, "find_candidates"), (scores, "judge_fresh"), (joined, "score_pairs"), (joined, "join_part"),
        (joined, "explain"), (svod.relate.retold.Teller, "tell"), (svod.relate.retold.Teller, "retell"),
    ]  # fmt: skip
    for name in sorted(set(names_in(unwrap(svod.relate.relate_shelf).__code__))):
        found = getattr(svod.relate, name, None)
        if isinstance(found, FunctionType) and found.__module__.startswith("svod.relate"):
            wanted.append((svod.relate, name))
    kept = [(module, name, getattr(module, name)) for module, name in wanted]
    try:
        for module, name, found in kept:
            setattr(module, name, clock.timed(name, found))
        yield
    finally:
        for module, name, found in kept:
            setattr(module, name, found)


@contextlib.contextmanager
def corpus_of(source: Path, jobs: int) -> Iterator[sqlite3.Connection]:
    """A database of our own with all that reading found, read now where the source is no database."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        if source.suffix == ".db":
            shutil.copy(source, path)
        with contextlib.closing(open_store(path)) as db:
            if source.suffix != ".db":
                take_in([source], db, AddOptions().ingest, lambda *_: None)
                read_all(db, jobs, lambda *_: None)
            yield db


def measure(db: sqlite3.Connection, ids: list[str]) -> tuple[int, Clock]:
    """Load, relate and save these articles, with what the last run left; how many event mentions, and the clock."""
    clock = Clock()
    load = clock.timed("load", lambda fetch, article: fetch(db, article))
    known, wanted = load_marks(db), set(ids)
    articles = [a for a in clock.timed("load", lambda: list(load_articles(db)))() if a.id in wanted]
    memos = open_memos(clock.timed("load", load_memos)(db))
    marks = {id_: known[id_] for id_ in ids}
    shelf = Shelf(
        articles, marks, lambda a: load(load_found, a), lambda a: load(lambda *of: list(load_event_mentions(*of)), a)
    )
    with watched(clock):
        accounts = clock.timed("the rest", svod.relate.relate_shelf)(shelf, load_judgements(db), memos)
    clock.timed("save", save_accounts)(db, accounts)
    clock.timed("save", save_memos)(db, memos)
    return sum(len(e.mentions) for e in accounts.events), clock


def forget(db: sqlite3.Connection) -> None:
    """Delete what the last run left, so that the next one starts over."""
    db.execute("DELETE FROM memos")


def print_table(rows: list[tuple[str, int, Clock]], peaks: list[int]) -> None:
    """One column a size, one line a stage; then what a pair costs."""
    whole = [sum(clock.seconds.values()) for _, _, clock in rows]
    pairs = [max(1, clock.given["find_candidates"]) for _, _, clock in rows]

    def line(name: str, values: list[str]) -> None:
        print(f"{name:28s}" + "".join(f"{v:>12s}" for v in values))

    line("articles", [label for label, _, _ in rows])
    line("event mentions", [f"{n:,}" for _, n, _ in rows])
    line("candidate pairs", [f"{n:,}" for n in pairs])
    line("pairs a mention", [f"{p / max(1, n):.1f}" for p, (_, n, _) in zip(pairs, rows, strict=True)])
    stages = dict.fromkeys(stage for _, _, clock in rows for stage in clock.seconds)
    for stage in stages:
        seconds = [clock.seconds[stage] for _, _, clock in rows]
        if max(s / w for s, w in zip(seconds, whole, strict=True)) >= SLIGHT:
            line(f"  {stage}", [f"{s:.2f} s" for s in seconds])
    line("all", [f"{s:.2f} s" for s in whole])
    line("a pair", [f"{1e6 * w / p:.1f} µs" for w, p in zip(whole, pairs, strict=True)])
    line("peak of memory", [f"{peak:,} MiB" for peak in peaks])


def plan(ids: list[str], add: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """What is related for a size: its heading, the articles related before, all articles."""
    yield f"{len(ids):,}", [], ids
    if 0 < add < len(ids):
        yield f"{len(ids) - add:,} +{add}", ids[:-add], ids


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--sizes", default="250,500,1000")
    parser.add_argument("--add", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    rows, peaks = [], []
    with as_file(files("svod") / "sample") as sample:
        source = options.corpus or (CORPUS if CORPUS.is_dir() else sample)
        with corpus_of(source, options.jobs) as db:
            ids = [row[0] for row in db.execute("SELECT article FROM analyses ORDER BY article")]
            random.Random(SEED).shuffle(ids)
            for size in dict.fromkeys(min(int(s), len(ids)) for s in options.sizes.split(",")):
                for label, first, then in plan(ids[:size], options.add):
                    forget(db)
                    if first:
                        measure(db, first)
                    rows.append((label, *measure(db, then)))
                    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print(f"{source.name}; {platform.machine()}, Python {platform.python_version()}")
    print_table(rows, peaks)


if __name__ == "__main__":
    main()
