"""The stages by name: what array jobs, engines and tests call for one shard."""

from __future__ import annotations

from pathlib import Path

from svod.errors import UsageError
from svod.scale.examine import plan_examine
from svod.scale.notes import plan_note
from svod.scale.shards import Entry, Plan, Task, do_task, load_entry, load_plan
from svod.scale.take import name_shard, plan_take

STAGES = ("take", "examine", "note")


def make_task(folder: Path, stage: str, name: str) -> Task:
    """The work of one shard: of the first stage by its number, of the others by its name."""
    plan = load_plan(folder)
    if stage == "take":
        return plan_take(folder, plan, int(name))
    return plan_examine(folder, plan, name) if stage == "examine" else plan_note(folder, plan, name)


def list_names(folder: Path, plan: Plan, stage: str) -> list[str]:
    """What the shards of a stage are called; those of the others are known when the first is done.

    Raises UsageError for a stage that does not exist.
    """
    if stage not in STAGES:
        raise UsageError(f"{stage!r} is no stage", f"one of {', '.join(STAGES)}")
    return [str(number) for number in range(len(plan.takes))] if stage == "take" else find_pieces(folder, plan)


def find_pieces(folder: Path, plan: Plan) -> list[str]:
    """The shards of the later stages, sorted: as many as the manifests of the first say."""
    found = []
    for files in plan.takes:
        shard = name_shard(files)
        if entry := load_entry(folder, "take", shard):
            found += [f"{shard}-{number:04d}" for number in range(entry.counts["pieces"])]
    return sorted(found)


def do_numbered(folder: Path, stage: str, number: int) -> tuple[Entry | None, int]:
    """Do the shard of this number, from 0: its manifest and how many there are; None for a number past the last."""
    names = list_names(folder, load_plan(folder), stage)
    if number >= len(names):
        return None, len(names)
    return do_task(folder, make_task(folder, stage, names[number])), len(names)
