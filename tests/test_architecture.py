"""Imports only point upstream, files stay small, and importing svod loads no model."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "svod"
ROOMS = ["records", "ingest", "read", "extract", "relate", "store", "flow", "scale", "present"]
# files beside the rooms, and the room they count as
FLOORS = {
    "errors": "records", "ids": "records", "spans": "records", "packs": "records",
    "__init__": "present", "__main__": "present", "ontology": "records", "learned": "records", "letters": "records",
    "flow": "flow", "work": "flow", "analyse": "flow", "cases": "flow", "packcheck": "flow", "sample": "records",
    "uncollected": "records",
}  # fmt: skip


def room_of(parts: tuple[str, ...]) -> str:
    return parts[0] if parts[0] in ROOMS else FLOORS[parts[0]]


def modules() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{a.name}" for a in node.names if node.module == "svod"}
    return {name for name in found if name.startswith("svod.")}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SRC)))
def test_imports_point_upstream(path: Path) -> None:
    own = ROOMS.index(room_of(path.relative_to(SRC).with_suffix("").parts))
    for name in imports(path):
        part = name.split(".")[1]
        if part == "__version__":
            continue
        other = ROOMS.index(room_of((part,)))
        assert other <= own, f"{path.name} imports {name}, which lies downstream"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SRC)))
def test_file_fits_its_name(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= 400, f"{path.relative_to(SRC)} has {lines} lines: split it by what it does"
    assert path.stem not in {"utils", "helpers", "common", "manager"}


def test_findings_know_no_other_article() -> None:
    """Nothing of the second half leaks into the first: read and extract import neither relate nor store."""
    for path in [*sorted((SRC / "read").glob("*.py")), *sorted((SRC / "extract").glob("*.py"))]:
        assert not {n for n in imports(path) if n.split(".")[1] in ("relate", "store", "present", "flow")}


def test_import_loads_no_model() -> None:
    models = "{'slovnet', 'navec', 'pymorphy3', 'natasha'}"
    code = f"import svod, svod.flow, svod.work, sys; print(sorted({models} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
