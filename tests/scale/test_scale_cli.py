"""The commands without the extra: help is there, and what is lacking is said with what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BLOCKED = (
    "import sys; sys.modules.update({{name: None for name in {names}}}); from svod.present.cli import main; main()"
)


def run(names: tuple[str, ...], *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BLOCKED.format(names=names), *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("words", [("--help",), ("scale", "--help"), ("scale", "analyse", "--help")])
def test_help_needs_no_engine(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(("daft", "pyarrow", "ray"), *words, cwd=tmp_path)
    assert done.returncode == 0
    assert "scale" in done.stdout


@pytest.mark.parametrize("lacking", ["pyarrow", "daft"])
def test_what_is_lacking_is_said(lacking: str, tmp_path: Path) -> None:
    if lacking == "daft":
        pytest.importorskip("pyarrow", reason="pip install 'svod[scale]'")
    (tmp_path / "one.txt").write_text("Слова.", "utf-8")
    done = run((lacking,), "scale", "analyse", "one.txt", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "which is not installed" in done.stderr
    assert done.stderr.endswith("hint: pip install 'svod[scale]'\n")


def test_wrong_words_are_said(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pip install 'svod[scale]'")
    (tmp_path / "one.txt").write_text("Слова.", "utf-8")
    for words, error in (
        (("scale", "analyse", "one.txt"), "one path is not enough"),
        (("scale", "analyse", "one.txt", "out", "--gate", "two"), "is no gate"),
        (("scale", "analyse", "one.txt", "out", "--once", "twice"), "is not known"),
        (("scale", "analyse", "none", "out"), "no such file"),
        (("scale", "shard", "out", "take", "0"), "no plan of shards"),
        (("scale", "load", "out"), "no plan of shards"),
    ):
        done = run((), *words, cwd=tmp_path)
        assert done.returncode == 2, words
        assert error in done.stderr, words
