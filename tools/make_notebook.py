"""Runs docs/notebook.md on the packaged sample and writes under each block of Python what it printed: `make docs`.

In: the page; a database that `svod demo` makes in a folder that is thrown away. Out: the page, its ```text blocks anew.
Of long output the first lines and characters are kept, the cut marked by …
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "notebook.md"
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n.*?^```\n)?", re.M | re.S)
LINES, WIDTH = 12, 118


def main() -> None:
    """Write the page anew."""
    page = PAGE.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        demo = [sys.executable, "-m", "svod", "demo", "--out", folder]
        subprocess.run(demo, check=True, stdout=subprocess.DEVNULL)
        with contextlib.chdir(folder):
            printed = iter(list(run(page)))
    PAGE.write_text(BLOCK.sub(lambda found: lay_out(found[1], next(printed)), page), "utf-8")


def run(page: str) -> Iterator[str]:
    """What each block prints, one after another with the same names."""
    names: dict[str, object] = {}
    for found in BLOCK.finditer(page):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(found[1], PAGE.name, "exec"), names)
        yield out.getvalue()


def lay_out(code: str, printed: str) -> str:
    """A block with what it printed."""
    text = shorten(printed)
    return f"```python\n{code}```\n" + (f"\n```text\n{text}\n```\n" if text else "")


def shorten(printed: str) -> str:
    """The first lines and characters."""
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    short = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines[:LINES]]
    return "\n".join([*short, *(["…"] if lines[LINES:] else [])])


if __name__ == "__main__":
    os.environ.setdefault("COLUMNS", str(WIDTH))
    main()
