"""`svod add --dry-run`: what would be taken, in words and as JSON, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from svod.present.cli import app

TEXT = (
    "Министры двух стран договорились построить мост через реку, сообщила пресс-служба правительства. Переговоры шли"
    " три часа и закончились поздно вечером."
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(f"date: 2025-10-10\noutlet: Голос\nlang: ru\n\n{TEXT}", "utf-8")
    lines = [{"text": f"{TEXT} {n}", "date": f"2025-10-1{n}", "outlet": "Вестник", "lang": "ru"} for n in range(3)]
    (folder / "b.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + "\n{broken", "utf-8")
    (folder / "c.png").write_bytes(b"\x89PNG")
    return folder


def add(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["add", *map(str, words)])


def test_words(news: Path, tmp_path: Path) -> None:
    db = tmp_path / "svod.db"
    result = add(news, "--db", db, "--dry-run")
    assert result.exit_code == 1  # as `add` itself, since a line is broken
    assert f"{news}/a.txt: text, 1 article, 2025-10-10, Голос, ru" in result.stdout
    assert f"{news}/b.jsonl: jsonl, 3 articles, 2025-10-10 to 2025-10-12, Вестник, ru" in result.stdout
    assert "problem: line 4: not JSON" in result.stdout
    assert f"{news}/c.png: not an article file (.png)" in result.stdout
    assert "4 articles would be taken, 0 of them already there; 1 problem" in result.stdout
    assert not db.exists()


def test_json(news: Path, tmp_path: Path) -> None:
    db = tmp_path / "svod.db"
    assert add(news / "a.txt", "--db", db).exit_code == 0
    before = db.read_bytes()
    result = add(news, "--db", db, "--dry-run", "--json")
    first, second, third = json.loads(result.stdout)
    assert first == {
        "file": f"{news}/a.txt", "form": "text", "articles": 1, "already": 1, "first_day": "2025-10-10",
        "last_day": "2025-10-10", "undated": 0, "outlets": {"Голос": 1}, "languages": {"ru": 1}, "left_out": {},
        "problems": [],
    }  # fmt: skip
    assert (second["articles"], second["already"], len(second["problems"])) == (3, 0, 1)
    assert (third["form"], third["left_out"]) == (None, {"not an article file (.png)": 1})
    assert db.read_bytes() == before


def test_options_count(news: Path, tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text(TEXT, "utf-8")
    words = (tmp_path / "bare.txt", "--date", "2025-10-10", "--outlet", "Голос", "--lang", "ru", "--dry-run")
    result = add(*words, "--db", tmp_path / "svod.db")
    assert result.exit_code == 0
    assert "text, 1 article, 2025-10-10, Голос, ru" in result.stdout


def test_wrong_options(news: Path, tmp_path: Path) -> None:
    assert add(news, "--json", "--db", tmp_path / "a.db").exit_code == 2
    assert add(news, "--dry-run", "--date", "позавчера", "--db", tmp_path / "a.db").exit_code == 2
    assert add(tmp_path / "none", "--dry-run", "--db", tmp_path / "a.db").exit_code == 2
