"""Shards and their manifests: what is to be done in pieces, and which pieces are done.

A folder of results holds `plan.json` (what was asked) and, for every shard that is done, `done/STAGE/SHARD.json`,
written last. A shard is done when its manifest names the same input, code and options; anything else is done again, and
gives the same bytes where those are the same. `begun/` counts the tries at what is not done, so that a shard that keeps
dying can be found.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from svod.errors import InputError, UsageError


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: its path, its format, whether the caller named the very file."""

    path: str
    kind: str
    named: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for: files in shards, and how they are to be read."""

    takes: tuple[tuple[Source, ...], ...]  # the files of each shard of the first stage
    per_shard: int  # articles
    ingest: Mapping[str, Any] = field(default_factory=dict)  # the options of svod.ingest
    actors: tuple[tuple[str, str], ...] = ()  # actors files: name, TOML
    gate: str = "none"  # none | actors | states | two codes with a comma
    once: str = "none"  # none | exact | copies: which copies are read but once


@dataclass(frozen=True, slots=True)
class Entry:
    """A shard's manifest."""

    stage: str
    shard: str
    input: str  # digest of what went in
    code: str  # version of code and packs
    options: str  # digest of the options that matter here
    counts: Mapping[str, int]
    attempts: int
    seconds: float  # of the processor, in the try that was finished
    skipped: bool = False  # True where it was done already; not in the file

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a shard done: the same of these three."""
        return self.input, self.code, self.options


def save_plan(folder: Path, plan: Plan) -> None:
    """Write what is asked for."""
    write_json(folder / "plan.json", asdict(plan))


def load_plan(folder: Path) -> Plan:
    """Read what is asked for. Raises InputError where the folder holds no plan."""
    try:
        raw = json.loads((folder / "plan.json").read_text("utf-8"))
    except FileNotFoundError as err:
        raise InputError(
            f"{folder}: no plan of shards here", f"begin with: svod scale analyse PATH... {folder}"
        ) from err
    takes = tuple(tuple(Source(**s) for s in files) for files in raw["takes"])
    actors = tuple((name, toml) for name, toml in raw["actors"])
    return Plan(takes, raw["per_shard"], raw["ingest"], actors, raw["gate"], raw["once"])


@dataclass(frozen=True, slots=True)
class Task:
    """A shard's work: what it is known by when it is done, and how it is done; the work says how much came of it."""

    stage: str
    shard: str
    key: tuple[str, str, str]  # input, code, options
    work: Callable[[], Mapping[str, int]]


def find_done(folder: Path, task: Task) -> Entry | None:
    """The manifest that says that this very work is done, None where it is not."""
    known = load_entry(folder, task.stage, task.shard)
    return known if known is not None and known.key == task.key else None


def do_task(folder: Path, task: Task) -> Entry:
    """Do a shard's work unless it is done; returns the manifest."""
    if known := find_done(folder, task):
        return known
    attempts = note_attempt(folder, task.stage, task.shard)
    began = time.process_time()
    counts = task.work()
    seconds = round(time.process_time() - began, 2)
    entry = Entry(task.stage, task.shard, *task.key, counts, attempts, seconds)
    row = asdict(entry)
    del row["skipped"]
    write_json(folder / "done" / task.stage / f"{task.shard}.json", row)
    (folder / "begun" / task.stage / task.shard).unlink(missing_ok=True)
    return entry


def load_entry(folder: Path, stage: str, shard: str) -> Entry | None:
    """The manifest of a shard that is done, None of one that is not; `skipped` says that it was there before."""
    try:
        row = json.loads((folder / "done" / stage / f"{shard}.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return Entry(**row, skipped=True)


def list_done(folder: Path, stage: str) -> list[str]:
    """The names of the shards of a stage that are done, sorted."""
    return sorted(path.stem for path in (folder / "done" / stage).glob("[!.]*.json"))


def note_attempt(folder: Path, stage: str, shard: str) -> int:
    """Count one more try at a shard; a byte a try, so that it is kept however the try ends."""
    path = folder / "begun" / stage / shard
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(b".")
        return file.tell()


def write_json(path: Path, value: object) -> None:
    """Write JSON, whole or not at all. Raises UsageError where it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        part.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
        os.replace(part, path)
    except OSError as err:
        raise UsageError(f"{path}: {err.strerror}", "name a folder that can be written") from err


def digest_files(paths: Iterable[Path]) -> str:
    """A digest of the bytes of files, in this order."""
    digest = hashlib.blake2b(digest_size=16)
    for path in paths:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "blake2b").digest())
    return digest.hexdigest()


def digest_value(value: object) -> str:
    """A digest of anything that JSON holds."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
