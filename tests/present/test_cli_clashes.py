"""`svod compare --headlines` and `--wording`, and `svod show` of an article whose headline its text excludes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svod.present.cli import app

FILES = {
    "alpha": ("Полиция Италии арестовала посла Ирана", "Полиция Италии не арестовала посла Ирана. Он был в отъезде."),
    "beta": ("Происшествия", "15 мая полиция Италии задержала посла Ирана."),
    "gamma": ("Происшествия", "15 мая полиция Италии захватила посла Ирана."),
}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    for outlet, (title, text) in FILES.items():
        head = f"date: 2024-05-16\noutlet: {outlet}\nlang: ru\ntitle: {title}\n\n"
        (tmp_path / f"{outlet}.txt").write_text(head + text + "\n", encoding="utf-8")
    found = CliRunner().invoke(
        app, ["add", *(str(tmp_path / f"{o}.txt") for o in FILES), "--db", str(tmp_path / "x.db")]
    )
    assert found.exit_code == 0, found.output
    return tmp_path / "x.db"


def run(*words: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_headlines(db: Path) -> None:
    rows = json.loads(run("compare", "--headlines", "--json", "--db", str(db)))
    assert [(r["outlet"], r["reason"], r["title_words"]) for r in rows] == [("alpha", "title.denied", "арестовала")]
    assert "headline against text" in run("show", "alpha", "--db", str(db))
    assert "headline against text" not in run("show", "beta", "--db", str(db))


def test_wording(db: Path) -> None:
    rows = json.loads(run("compare", "--wording", "--json", "--db", str(db)))
    assert {(r["outlet"], r["value"]) for r in rows if r["reason"] == "words.loaded"} >= {
        ("beta", "задержала"),
        ("gamma", "захватила"),
    }
    assert {r["reason"] for r in rows} == {"words.loaded"}
