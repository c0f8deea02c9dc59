"""The engine: Daft on this machine or over a Ray cluster. The only file that imports it.

In: shards and a function from shard to manifest; data frames. Out: manifests. The engine places the work, runs it in
processes and does again what a lost node had in hand; nothing is scheduled here. Neither Daft nor Ray is let to report
its use to its makers: Svod asks nothing of the network that it was not told to.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen
from time import sleep
from typing import Any

from svod.errors import SvodError, UsageError
from svod.scale.shards import Entry, find_done
from svod.scale.stages import make_task

QUIET = {
    "DO_NOT_TRACK": "true",
    "SCARF_NO_ANALYTICS": "true",
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "OPENBLAS_NUM_THREADS": "1",  # more threads only slow down the small matrices of the models
}
RUNNERS = ("native", "ray")
TRIES = 2
CALM = 1.0  # seconds: Daft 0.7 still winds up when a query is done, and an interpreter that ends meanwhile crashes


class ShardError(SvodError):
    """Some shards of a stage could not be done."""


def start_engine(runner: str = "native", address: str | None = None) -> Any:
    """Daft, ready to run on this machine or on a Ray cluster; returns the module. Raises UsageError where it is absent.

    It may be called again with the same runner.
    """
    if runner not in RUNNERS:
        raise UsageError(f"--runner {runner!r} is not known", f"one of {', '.join(RUNNERS)}")
    os.environ.update(QUIET)  # read by Daft and Ray when they are imported, and by the processes they start
    try:
        import daft

        if runner == "ray":
            import ray
    except ImportError as err:
        raise UsageError("svod scale needs Daft, which is not installed", "pip install 'svod[scale]'") from err
    atexit.register(sleep, CALM)
    if runner == "native":
        daft.set_runner_native()
        return daft
    if not ray.is_initialized():
        ray.init(address=address, runtime_env={"env_vars": QUIET}, include_dashboard=False, log_to_driver=False)
    daft.set_runner_ray(noop_if_initialized=True)
    return daft


def do_apart(folder: str, stage: str, name: str) -> str:
    """Do one shard in a process of its own, by the command of an array job; returns its manifest, or what went wrong.

    The process ends with this one. One that was killed, most likely for want of memory, is tried once more; one shard
    never stops the others.
    """
    try:
        if known := find_done(Path(folder), make_task(Path(folder), stage, name)):
            return json.dumps(asdict(known))  # thousands of shards that are done need no process each
    except OSError as err:
        return json.dumps({"failed": f"{stage} {name}: {err}"})
    for _ in range(TRIES):
        command = [sys.executable, "-m", "svod.scale", folder, stage, name]
        env = {**os.environ, **QUIET}
        with Popen(command, stdin=PIPE, stdout=PIPE, stderr=STDOUT, env=env, encoding="utf-8") as process:  # noqa: S603
            said = process.stdout.read() if process.stdout else ""  # stdin stays open: its end would end the process
        if process.returncode == 0:
            return said.strip().rpartition("\n")[2]
        if process.returncode > 0:
            return json.dumps({"failed": f"{stage} {name}: {said.strip().rpartition(chr(10))[2]}"})
    return json.dumps({"failed": f"{stage} {name}: killed {TRIES} times, most likely for want of memory"})


def run_stage(daft: Any, folder: Path, stage: str, names: Sequence[str]) -> Iterator[Entry]:
    """Do the shards of a stage wherever the engine has room; yields their manifests as they come.

    Raises ShardError at the end where some could not be done.
    """
    frame = daft.from_pydict({"name": list(names)})
    frame = frame.into_partitions(len(names)) if daft.get_or_infer_runner_type() == "ray" else frame.into_batches(1)
    do = daft.func(do_apart, return_dtype=daft.DataType.string(), use_process=False)
    frame = frame.select(do(daft.lit(str(folder.absolute())), daft.lit(stage), daft.col("name")).alias("entry"))
    failed = []
    for row in frame.iter_rows():
        entry = json.loads(row["entry"])
        if "failed" in entry:
            failed.append(entry["failed"])
        else:
            yield Entry(**entry)
    if failed:
        message = f"{len(failed)} of {len(names)} shards could not be done; the first: {sorted(failed)[0]}"
        raise ShardError(message, "what is finished is kept; the same command goes on from there")
