"""The page on scale does what it says: its queries run in DuckDB over tables of the sample, its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scale_samples import SAMPLE

pytest.importorskip("pyarrow", reason="pip install 'svod[scale]'")

from svod.packs import read_actors_file
from svod.scale.shards import Plan, save_plan
from svod.scale.stages import do_numbered
from svod.scale.take import find_sources, put_together

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scale.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.M | re.S)
QUERIES = [text for lang, text in BLOCK.findall(PAGE) if lang == "duckdb"]
LINES = [line for lang, text in BLOCK.findall(PAGE) if lang == "bash" for line in text.splitlines()]


def read_sample(folder: Path, gate: str) -> None:
    """Read the sample into tables, with this gate."""
    sources, _, _ = find_sources([SAMPLE])
    actors = read_actors_file(SAMPLE / "actors.toml")
    save_plan(folder, Plan(put_together(sources, 100), 100, actors=((actors.name, actors.toml),), gate=gate))
    do_numbered(folder, "take", 0)
    do_numbered(folder, "examine", 0)


def test_queries_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="pip install duckdb")
    monkeypatch.chdir(tmp_path)
    who, why = QUERIES
    read_sample(tmp_path / "out", "none")
    assert {"XAR", "XNI"} & {code for _, *codes, _, _ in duckdb.sql(who).fetchall() for code in codes}
    assert duckdb.sql(why).fetchall() == []
    read_sample(tmp_path / "out", "RUS,AZE")
    assert duckdb.sql(who).fetchall() == []
    assert duckdb.sql(why).fetchall() == [("gate: not both of RUS,AZE named", 13)]


def test_commands_exist() -> None:
    commands = (ROOT / "docs" / "cli.md").read_text("utf-8")
    said = [words for line in LINES for words in re.findall(r"svod scale (\w+)([^'#]*)", line)]
    assert {name for name, _ in said} == {"analyse", "relate", "load", "shard", "sift"}
    for name, rest in said:
        assert f"svod scale {name}" in commands
        assert all(f"`{option}`" in commands or f"{option}" in commands for option in re.findall(r"--\w+", rest))
