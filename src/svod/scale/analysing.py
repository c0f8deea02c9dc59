"""The way of a run: what is asked for in, every shard taken, sifted and examined, what it came to out.

Everything that is done stays done: a run that was stopped, or one with more files, does what is lacking. Relates
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from svod.errors import InputError
from svod.records import Problem
from svod.scale.copies import find_copies
from svod.scale.engine import run_stage
from svod.scale.shards import Entry, Plan, load_plan, save_plan
from svod.scale.stages import STAGES, list_names
from svod.scale.tables import TABLES, LeftOut, save_table
from svod.scale.take import find_sources, name_shard, put_together

WALK = "walk"  # the shard of what the walk over the input folders says
Progress = Callable[[str, int, int | None], None]  # stage, done, of how many


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: shards done in it, shards that were done before, and the sums over all."""

    done: int
    before: int
    counts: Mapping[str, int]
    seconds: float  # of the processor, over all shards
    again: tuple[str, ...]  # shards that were begun more often than once


def make_plan(folder: Path, paths: Sequence[str | Path], asked: Plan) -> Plan:
    """Write the plan for these files: `asked` with its shards. Raises InputError when there is nothing to read."""
    if any((folder / name).exists() for name in ("articles", "analyses")) and not (folder / "plan.json").exists():
        raise InputError(f"{folder}: holds tables but no plan", "name a new folder for the results")
    sources, left_out, problems = find_sources(paths)
    plan = replace(asked, takes=put_together(sources, asked.per_shard))
    if (folder / "plan.json").exists():
        old = load_plan(folder)
        day = old.ingest.get("today")  # a run that goes on another day keeps what it has
        plan = replace(plan, ingest={**plan.ingest, "today": day}) if "today" in plan.ingest else plan
    save_plan(folder, plan)
    save_table(folder / "left_out" / f"{WALK}.parquet", LeftOut, left_out)
    save_table(folder / "ingest_problems" / f"{WALK}.parquet", Problem, problems)
    return plan


def analyse_all(daft: Any, folder: Path, plan: Plan, progress: Progress = lambda *_: None) -> Outcome:
    """Take the plan's files in, set aside what need not be read, examine the rest."""
    entries = list(do_stage(daft, folder, plan, "take", progress))
    sift_shards(daft, folder, progress)
    entries += do_stage(daft, folder, plan, "examine", progress)
    return add_up(entries)


def sift_shards(daft: Any, folder: Path, progress: Progress = lambda *_: None) -> list[str]:
    """Set copies aside, and what belongs to no shard; returns the names of the shards to examine."""
    plan = load_plan(folder)
    shards = list_names(folder, plan, "examine")
    sweep(folder, {WALK, *(name_shard(files) for files in plan.takes), *shards})
    progress("copies", 0, 1)
    find_copies(daft, folder, plan.once)
    progress("copies", 1, 1)
    return shards


def note_all(daft: Any, folder: Path, progress: Progress = lambda *_: None) -> Outcome:
    """Note what relating needs of each article. Raises InputError where the folder holds no plan."""
    return add_up(list(do_stage(daft, folder, load_plan(folder), "note", progress)))


def do_stage(daft: Any, folder: Path, plan: Plan, stage: str, progress: Progress) -> Iterator[Entry]:
    """Do all shards of a stage; yields their manifests as they come."""
    names = list_names(folder, plan, stage)
    progress(stage, 0, len(names))
    for done, entry in enumerate(run_stage(daft, folder, stage, names), 1):
        progress(stage, done, len(names))
        yield entry


def sweep(folder: Path, shards: set[str]) -> None:
    """Delete what belongs to no shard of the plan: of files no longer named, of tries that were cut off."""
    for table in TABLES:
        for path in (folder / table).glob("*"):
            if path.name.removesuffix(".parquet") not in shards:
                path.unlink(missing_ok=True)
    for path in (folder / "notes").glob("*"):
        if path.name.removesuffix(".parquet") not in shards:
            path.unlink(missing_ok=True)
    for stage in STAGES:
        for path in (folder / "done" / stage).glob("*"):
            if path.name.removesuffix(".json") not in shards:
                path.unlink(missing_ok=True)


def add_up(entries: Sequence[Entry]) -> Outcome:
    """The sums over all manifests."""
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update({f"{entry.stage} {name}": number for name, number in entry.counts.items()})
    done = [e for e in entries if not e.skipped]
    return Outcome(
        len(done),
        len(entries) - len(done),
        dict(sorted(counts.items())),
        round(sum(e.seconds for e in entries), 2),
        tuple(f"{e.stage} {e.shard}" for e in done if e.attempts > 1),
    )
