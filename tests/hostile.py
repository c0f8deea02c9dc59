"""What the tests of bad input share: commands called and read, files written, whole databases compared."""

from __future__ import annotations

import contextlib
import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from svod.present.cli import app
from svod.records import Article, Findings
from svod.store import load_articles, load_findings, open_store

SAMPLE = Path(str(files("svod"))) / "sample"
SVOD = [sys.executable, "-c", "from svod.present.cli import main; main()"]
TEXT = (
    "Президент Ардалии Лука Самовит прибыл в Кестрен. «Мы готовы к переговорам», — заявил он во вторник. "
    "Россия обвинила Азербайджан в срыве встречи."
)


def call(*words: str | Path, columns: int = 100) -> Result:
    done = CliRunner(env={"COLUMNS": str(columns)}).invoke(app, [str(word) for word in words])
    assert "Traceback" not in done.output
    assert "internal:" not in done.output
    return done


def refused(*words: str | Path) -> str:
    """The error of a command that is refused, which comes with a hint."""
    done = call(*words)
    assert done.exit_code == 2, done.output
    error, hint = done.stderr.splitlines()[-2:]
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    return error


def rows(*words: str | Path) -> list[dict[str, Any]]:
    done = call(*words, "--json", "--limit", "0")
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def content(db: Path) -> tuple[list[Article], list[Findings], list[dict[str, Any]]]:
    """All that a database holds that does not depend on who wrote it when."""
    with contextlib.closing(open_store(db)) as store:
        return list(load_articles(store)), list(load_findings(store)), rows("events", "--db", db)


def write(path: Path, text: str = TEXT, **header: str) -> Path:
    head = "".join(f"{key}: {value}\n" for key, value in header.items())
    path.write_bytes((f"{head}\n{text}\n" if head else text).encode("utf-8", "surrogateescape"))
    return path
