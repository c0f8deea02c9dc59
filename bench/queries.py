"""How fast a large database answers: queries of the command line in process and as commands, and pages of the desk.

usage: python bench/queries.py DB [--rounds R] [--least SECONDS] [--commands] [--desk]

DB is any database of Svod; `chronicle.py` makes a synthetic one of a million tellings. A query is asked R times, with a
fresh connection each time as a command has it; what is read and what is printed (to nowhere) is counted in. What took
more than SECONDS once is not asked again; what takes longer than ten is given up and stands as inf. Printed in Markdown
are the median and the 95th percentile, wall clock and processor, in milliseconds. The system's own file cache is warm
after the first time, which is left out; a command's start (Python, imports) is a line of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import math
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

SVOD = [sys.executable, "-c", "from svod.present.cli import main; main()"]
TARGET = 100.0  # milliseconds
LONGEST = 10.0  # seconds that one query may take with all its rounds
PAGES = ("/", "/events", "/events?dyad={a}-{b}", "/quotes", "/actors", "/commitments", "/timeline?dyad={a}-{b}")


def questions(db: sqlite3.Connection) -> list[list[str]]:
    """The commands asked, about the two commonest codes, an outlet, a speaker, days in the middle."""
    query = "SELECT code FROM parties WHERE code IS NOT NULL GROUP BY code ORDER BY count(*) DESC LIMIT 2"
    a, b = (code for (code,) in db.execute(query))
    (since,) = db.execute("SELECT max(start) FROM events").fetchone()
    (outlet,) = db.execute("SELECT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY id LIMIT 1").fetchone()
    (speaker,) = db.execute("SELECT speaker FROM quotes WHERE speaker IS NOT NULL ORDER BY id LIMIT 1").fetchone()
    month = f"{since[:4]}-01"
    told = "SELECT event FROM comparisons WHERE verdict = 'contradict' ORDER BY id LIMIT 1"
    event = next((id_ for (id_,) in db.execute(told)), None)
    word = speaker.split()[0]
    return [
        ["events"], ["events", "--limit", "10", "--json"], ["events", "--dyad", f"{a},{b}"], ["events", "--country", a],
        ["events", "--since", month], ["events", "--type", "CONSULT", "--since", month], ["events", "--quad", "4"],
        ["events", "--dyad", f"{a},{b}", "--context", "military"], ["events", "--outlet", outlet, "--since", month],
        ["events", "--outlet", outlet], ["events", "--context", "military"], ["events", "--speaker", word],
        ["events", "--mentions"],
        ["quotes"], ["quotes", "--country", b, "--since", month], ["quotes", "--outlet", outlet],
        ["quotes", "--speaker", word], ["quotes", "--dyad", f"{a},{b}"],
        ["actors"], ["commitments"], ["commitments", "--open", "--dyad", f"{a},{b}"],
        *([["compare", event]] if event else []), ["compare"], ["compare", "--dyad", f"{a},{b}"],
        ["index"], ["index", "--dyad", f"{a},{b}"], ["coverage", "--dyad", f"{a},{b}"],
        ["search", word], ["search", f"{word} {outlet.split()[0]}"],
    ]  # fmt: skip


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so many are not above."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def in_process(words: Sequence[str], path: Path) -> None:
    """One command as the program runs it, without its start."""
    from svod.present.cli import app

    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        try:
            app([*words, "--db", str(path)])
        except SystemExit as end:
            if end.code:
                raise RuntimeError(f"{words}: {said.getvalue()}") from end


def measure(run: Callable[[], object], rounds: int, least: float) -> tuple[list[float], list[float]]:
    """Milliseconds of wall clock and of the processor; the first time is left out unless it is the only one."""
    wall, cpu = [], []
    for _ in range(rounds + 1):
        at, spent = time.perf_counter(), used()
        run()
        wall.append(1000 * (time.perf_counter() - at))
        cpu.append(1000 * (used() - spent))
        if wall[0] > 1000 * least:
            return wall, cpu
    return wall[1:], cpu[1:]


def within(run: Callable[[], object], rounds: int, least: float) -> tuple[list[float], list[float]]:
    """`measure` in a process of its own, which is ended where it takes too long: then the times are endless."""
    fork = get_context("fork")
    ours, its = fork.Pipe(duplex=False)
    child = fork.Process(target=lambda: its.send(measure(run, rounds, least)))
    child.start()
    endless = ([math.inf], [math.inf])
    found: tuple[list[float], list[float]] = ours.recv() if ours.poll(LONGEST) else endless
    child.kill()
    child.join()
    return found


def used() -> float:
    """Processor seconds of this process and of those it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def print_line(name: str, times: tuple[list[float], list[float]]) -> None:
    """One line of a table."""
    wall, cpu = times
    p95 = percentile(cpu, 0.95)
    cells = (statistics.median(wall), percentile(wall, 0.95), statistics.median(cpu), p95)
    mark = "" if p95 <= TARGET else "slow"
    print(f"| `{name}` | " + " | ".join(f"{value:,.0f}" for value in cells) + f" | {mark} |", flush=True)


def print_head(what: str) -> None:
    """The head of a table."""
    print(f"\n| {what} | median ms | 95 % | median ms of CPU | 95 % of CPU | |\n|---|--:|--:|--:|--:|---|")


def ask_desk(path: Path, rounds: int, least: float, sides: tuple[str, str]) -> None:
    """The desk's pages over its own application, without a socket; a page that gives up is said."""
    from starlette.testclient import TestClient

    from svod.present.web.app import make_app
    from svod.present.web.desk import Desk

    client = TestClient(make_app(Desk(path, "bench")), base_url="http://127.0.0.1")
    for page in PAGES:
        address = page.format(a=sides[0], b=sides[1])
        status = client.get(address).status_code
        if status == 200:
            print_line(address, measure(partial(client.get, address), rounds, least))
        else:
            print(f"| `{address}` | | | | | answers {status} |", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--least", type=float, default=2.0)
    parser.add_argument("--commands", action="store_true")
    parser.add_argument("--desk", action="store_true")
    options = parser.parse_args()
    with contextlib.closing(sqlite3.connect(f"file:{options.db}?mode=ro", uri=True)) as db:
        (count,) = db.execute("SELECT count(*) FROM event_mentions").fetchone()
        asked = questions(db)
    print(f"{count:,} tellings; {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, ", end="")
    print(f"SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}")
    print_head("in process")
    for words in asked:
        print_line(" ".join(words), within(partial(in_process, words, options.db), options.rounds, options.least))
    if options.commands:
        print_head("as a command")
        for words in (["--version"], ["events"], ["quotes"]):
            command = [*SVOD, *words, *(() if words[0] == "--version" else ("--db", str(options.db)))]
            run = partial(subprocess.run, command, check=True, capture_output=True)
            print_line(" ".join(words), measure(run, min(options.rounds, 5), options.least))
    if options.desk:
        print_head("page of the desk")
        dyad = next(w[2] for w in asked if "--dyad" in w).split(",")
        ask_desk(options.db, options.rounds, options.least, (dyad[0], dyad[1]))


if __name__ == "__main__":
    main()
