"""The pages for users do what they say: shell, SQL and Python blocks run against the sample, links lead somewhere.

A block is fenced and names its language: sh, sql, python, toml, md. `make …` and `pack check` are left to `make check`,
servers to tests of their own.
In shell blocks ID and OTHER stand for the ids of two events. Pages made from the code have tests of their own.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from importlib.resources import as_file, files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svod.cases import check_case, parse_cases
from svod.packcheck import analyser
from svod.packs import load_pack, read_actors_file
from svod.present.cli import app
from svod.present.outlet_sides import parse_sides

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.M | re.S)
ELSEWHERE = ("pack", "serve", "mcp")  # the first is slow, the others end when they are ended
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def blocks(lang: str) -> Iterator[object]:
    for page in PAGES:
        for number, (found, text) in enumerate(BLOCK.findall(page.read_text("utf-8"))):
            if found == lang:
                yield pytest.param(text, id=f"{page.name}-{number}")


def commands() -> Iterator[object]:
    """Every line of the shell blocks that calls svod, without its comment."""
    for page in PAGES:
        for found, text in BLOCK.findall(page.read_text("utf-8")):
            for line in text.splitlines() if found == "sh" else ():
                words = shlex.split(line, comments=True)
                if words and words[0].endswith("svod") and words[1] not in ELSEWHERE:
                    yield pytest.param(words[1:], id=f"{page.name}: {' '.join(words)}")


def sides_shown() -> str:
    """The sides that the page on the index shows."""
    page = (ROOT / "docs" / "index.md").read_text("utf-8")
    return next(text for lang, text in BLOCK.findall(page) if lang == "toml")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a user has it: the sample as articles/, read into svod.db, the demo's database, the sources."""
    folder = tmp_path_factory.mktemp("docs")
    with as_file(files("svod") / "sample") as sample:
        shutil.copytree(sample, folder / "articles", ignore=shutil.ignore_patterns("*.toml"))
    (folder / "src").symlink_to(ROOT / "src")
    (folder / "outlets.toml").write_text(sides_shown(), "utf-8")
    made = CliRunner().invoke(app, ["demo", "--out", str(folder / "out" / "demo")])
    assert made.exit_code == 0, made.output
    shutil.copy(folder / "out" / "demo" / "svod.db", folder / "svod.db")
    return folder


@pytest.mark.parametrize("words", list(commands()))
def test_commands(words: list[str], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    db = sqlite3.connect("svod.db")
    ids = dict(zip(("ID", "OTHER"), (id_[:10] for (id_,) in db.execute("SELECT id FROM events")), strict=False))
    db.close()
    done = CliRunner().invoke(app, [ids.get(word, word) for word in words])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("query", list(blocks("sql")))
def test_queries_find_something(query: str, place: Path) -> None:
    db = sqlite3.connect(place / "out" / "demo" / "svod.db")
    try:
        assert db.execute(query).fetchall()
    finally:
        db.close()


@pytest.mark.parametrize("page", [p for p in PAGES if "```python" in p.read_text("utf-8")], ids=lambda p: p.name)
def test_python(page: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    names: dict[str, object] = {}
    for lang, text in BLOCK.findall(page.read_text("utf-8")):
        if lang == "python":
            exec(compile(text, page.name, "exec"), names)
    for value in names.values():
        if isinstance(value, sqlite3.Connection):
            value.close()


def test_the_notebook_shows_what_it_prints(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of what the page shows is printed today: rules move on, and `make docs` renews it."""
    monkeypatch.chdir(place)
    spec = spec_from_file_location("make_notebook", ROOT / "tools" / "make_notebook.py")
    assert spec is not None
    assert spec.loader is not None
    maker = module_from_spec(spec)
    spec.loader.exec_module(maker)
    page = maker.PAGE.read_text("utf-8")
    shown = [line for lang, text in BLOCK.findall(page) if lang == "text" for line in text.splitlines()]
    printed = {line for text in maker.run(page) for line in maker.shorten(text).splitlines()}
    assert sum(line in printed for line in shown) > 2 / 3 * len(shown)


@pytest.mark.parametrize("text", list(blocks("toml")))
def test_toml(text: str, tmp_path: Path) -> None:
    """What is shown is TOML; actors are taken as `--actors` takes them, sides as `--sides` does."""
    if "rule" in tomllib.loads(text):
        return
    if "sides" in tomllib.loads(text):
        parse_sides(text)
        return
    (tmp_path / "actors.toml").write_text(text, "utf-8")
    load_pack("ru", (read_actors_file(tmp_path / "actors.toml"),))


@pytest.mark.parametrize("text", list(blocks("md")))
def test_the_case_shown_is_met_by_the_rule_shown(text: str) -> None:
    page = (ROOT / "docs" / "add-a-language.md").read_text("utf-8")
    (rule,) = (tomllib.loads(block)["rule"][0] for lang, block in BLOCK.findall(page) if lang == "toml")
    pack = load_pack("ru")
    events = pack.tables["events"]
    tables = {**pack.tables, "events": {**events, "rule": [*events["rule"], rule]}}
    longer = type(pack)(pack.lang, pack.version, pack.supports, tables)
    (case,) = parse_cases(text, "add-a-language.md")
    assert check_case(case, analyser(longer)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
