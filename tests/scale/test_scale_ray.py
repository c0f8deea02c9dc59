"""A Ray cluster of several processes, one of them killed in the midst: one shard is done again, and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from scale_samples import SAMPLE, sample_articles, svod, write_warc

pytest.importorskip("daft", reason="pip install 'svod[scale]'")
pytest.importorskip("ray.cluster_utils", reason="pip install 'svod[scale]'")

PROC = Path("/proc")
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "DO_NOT_TRACK": "true",
    "OPENBLAS_NUM_THREADS": "1",
    "RAY_worker_niceness": "0",
}
WORDS = ("--articles-per-shard", "2", "--actors", SAMPLE / "actors.toml")

pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="finds the process to kill in /proc")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, str(Path(__file__).with_name("ray_cluster.py"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env={**os.environ, **QUIET}, text=True) as cluster:
        assert cluster.stdout
        yield next(line.split()[1] for line in cluster.stdout if line.startswith("address"))
        assert cluster.stdin
        cluster.stdin.close()


def find_worker(folder: Path) -> tuple[str, int] | None:
    """A shard that is under way, and the process of the cluster that has it in hand."""
    for entry in PROC.glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().decode("utf-8", "replace").split("\0")
            if "svod.scale" in words and str(folder) in words and "examine" in words:
                parent = (entry.parent / "stat").read_text().rpartition(")")[2].split()[1]
                return words[words.index("examine") + 1], int(parent)
        except (OSError, IndexError):
            continue  # it has ended meanwhile
    return None


def kill_worker(folder: Path, run: subprocess.Popen[bytes]) -> str:
    """Kill a process of the cluster while it has a shard of the second stage in hand, and some are done."""
    while run.poll() is None:
        some = any((folder / "done" / "examine").glob("[!.]*.json"))
        if some and (found := find_worker(folder)) and (folder / "begun" / "examine" / found[0]).exists():
            os.kill(found[1], signal.SIGKILL)
            return found[0]
        time.sleep(0.02)
    assert run.stderr
    raise AssertionError(f"nothing was killed: {run.stderr.read().decode()}")


def tables(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def attempts(folder: Path) -> dict[str, int]:
    return {path.stem: json.loads(path.read_text())["attempts"] for path in (folder / "done" / "examine").iterdir()}


def test_a_killed_process_costs_one_shard(address: str, tmp_path: Path) -> None:
    write_warc(tmp_path / "news.warc.gz", sample_articles())
    run = svod("scale", "analyse", "news.warc.gz", "quiet", *WORDS, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    words = [sys.executable, "-m", "svod", "scale", "analyse", "news.warc.gz", "killed", *map(str, WORDS)]
    words += ["--runner", "ray", "--address", address]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=tmp_path, stdout=pipe, stderr=pipe, env={**os.environ, **QUIET}) as run_by_ray:
        lost = kill_worker(tmp_path / "killed", run_by_ray)
        said, complained = run_by_ray.communicate(timeout=400)
    assert run_by_ray.returncode == 0, complained.decode()
    assert tables(tmp_path / "killed") == tables(tmp_path / "quiet")
    assert set(attempts(tmp_path / "quiet").values()) == {1}
    assert {shard for shard, tries in attempts(tmp_path / "killed").items() if tries > 1} == {lost}
    assert f"begun more than once: examine {lost}" in said.decode()
