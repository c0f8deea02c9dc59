"""One shard as a process: `python -m svod.scale FOLDER STAGE NAME`, what an engine or an array job starts for each.

Out: the shard's manifest as the last line of stdout; of what went wrong one line, and exit code 1. Where stdin is a
pipe, it ends when that does, as happens when whoever started it is killed.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Thread

from svod.scale.shards import do_task
from svod.scale.stages import make_task


def main(folder: str, stage: str, name: str) -> int:
    """Do the shard; returns the exit code."""
    if stat.S_ISFIFO(os.fstat(0).st_mode):
        Thread(target=end_with_stdin, daemon=True).start()
    try:
        done = do_task(Path(folder), make_task(Path(folder), stage, name))
    except Exception as err:  # told in one line to who reads it from afar
        print(f"{type(err).__name__}: {err}")
        return 1
    print(json.dumps(asdict(done)))
    return 0


def end_with_stdin() -> None:
    """Wait for the end of whoever started this process."""
    while os.read(0, 4096):  # not sys.stdin, whose lock a thread may not hold when the interpreter ends
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
