"""What a run says while it takes time: on a terminal, in a log, when told to be quiet."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile import SVOD, write
from svod.present.cli_progress import format_line, make_lines


def test_a_line_tells_stage_share_pace_and_time_left() -> None:
    assert format_line("read", 1200, 10000, 15.0) == "reading: 1,200 of 10,000, 15.0 a second, 10 minutes left"
    assert format_line("ingest", 1200, None, 15.0) == "taking in: 1,200, 15.0 a second"
    assert format_line("relate", 0, 1, 0.0) == "relating: 0 of 1"


def test_without_a_terminal_a_line_comes_once_a_minute() -> None:
    said: list[str] = []
    ticks: Iterator[float] = iter(range(0, 10_000, 10))  # ten seconds an article
    show = make_lines(said.append, clock=lambda: next(ticks))
    for done in range(1, 14):
        show("read", done, 20)
    assert said == ["reading: 6 of 20, 0.1 a second, 2 minutes left", "reading: 12 of 20, 0.1 a second, 1 minute left"]


def test_a_short_run_says_nothing_without_a_terminal(tmp_path: Path) -> None:
    command = [*SVOD, "add", str(write(tmp_path / "one.txt", lang="xx", date="2025-10-09")), "--db", "svod.db"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert "1 article added" in done.stdout


def on_terminal(folder: Path, *words: str) -> str:
    """What a command writes to a terminal of its own."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    seen = b""
    with subprocess.Popen([*SVOD, *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        with contextlib.suppress(OSError):  # the end of a terminal
            while piece := os.read(ours, 4096):
                seen += piece
        process.wait(60)
    os.close(ours)
    return seen.decode("utf-8", "replace")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_on_a_terminal_a_bar_is_shown_unless_it_is_not_wanted(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / f"{name}.txt", f"Text {name}.", lang="xx", date="2025-10-09")
    shown = on_terminal(tmp_path, "add", "one.txt", "two.txt", "--db", "shown.db")
    assert "taking in" in shown
    assert "reading" in shown
    assert "2/2" in shown
    assert "left:" in shown
    assert on_terminal(tmp_path, "add", "one.txt", "two.txt", "--db", "quiet.db", "--quiet") == ""
