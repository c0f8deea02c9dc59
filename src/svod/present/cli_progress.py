"""How far a run has come: a bar on a terminal, a line now and then elsewhere, nothing where it is not wanted.

In: stages with how much of them is done. Out: words on stderr: stage, done of how many, how fast, how long still.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from svod.present.tables import count

Progress = Callable[[str, int, int | None], None]
STAGES = {"ingest": "taking in", "read": "reading", "relate": "relating"}
PAUSE = 60.0  # seconds between two lines where there is no terminal: a log stays short, a short run says nothing


@contextmanager
def show_progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Show progress on stderr, in the way that suits where it goes."""
    if quiet:
        yield lambda stage, done, total: None
    elif sys.stderr.isatty():
        with show_bar() as progress:
            yield progress
    else:
        yield make_lines(lambda line: print(line, file=sys.stderr, flush=True))


@contextmanager
def show_bar() -> Iterator[Progress]:
    """A bar with how fast it goes and the time that is left; it is gone when the run ends."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn(),
    )  # fmt: skip
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                for earlier in bar.tasks:
                    bar.update(earlier.id, total=earlier.completed)
                tasks[stage] = bar.add_task(STAGES.get(stage, stage), rate="")
            task = next(task for task in bar.tasks if task.id == tasks[stage])
            bar.update(task.id, completed=done, total=total, rate=f"{task.speed:.1f}/s" if task.speed else "")

        yield show


def make_lines(say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> Progress:
    """Progress that says a line when a minute has passed since the last one, or since the start."""
    last, began = clock(), dict[str, tuple[float, int]]()

    def show(stage: str, done: int, total: int | None) -> None:
        nonlocal last
        at = clock()
        first, before = began.setdefault(stage, (at, done))
        if at - last >= PAUSE:
            last = at
            say(format_line(stage, done, total, (done - before) / (at - first) if at > first else 0.0))

    return show


def format_line(stage: str, done: int, total: int | None, rate: float) -> str:
    """«reading: 1,200 of 10,000, 15.1 a second, 10 minutes left»."""
    parts = [f"{STAGES.get(stage, stage)}: {done:,}" + (f" of {total:,}" if total else "")]
    if rate:
        parts.append(f"{rate:.1f} a second")
        parts += [f"{count(round((total - done) / rate / 60), 'minutes')} left"] if total else []
    return ", ".join(parts)
