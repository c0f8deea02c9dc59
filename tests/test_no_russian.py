"""No Russian by accident: outside the language packs no string of the code holds a Cyrillic letter.

Docstrings and comments may give examples. Words of a language belong to its pack; words that the program says to its
readers stand in `ontology/names.toml` and in the catalogues of `present/locale/`, by language.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "svod"
CYRILLIC = re.compile("[\u0400-\u04ff]|\\\\u04[0-9a-fA-F]{2}")
MODULES = sorted(p for p in SRC.rglob("*.py") if "lang" not in p.relative_to(SRC).parts)


def docstrings(tree: ast.AST) -> set[int]:
    """The ids of the strings that document a module, class, function or field, or stand alone."""
    return {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}


def russian(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string of the code that holds Cyrillic letters."""
    tree = ast.parse(source)
    exempt = docstrings(tree)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in exempt else None
        if isinstance(text, str) and CYRILLIC.search(text):
            yield node.lineno, text


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_no_russian_outside_the_pack(path: Path) -> None:
    found = [f"{path.relative_to(SRC)}:{line}: {text!r}" for line, text in russian(path.read_text("utf-8"))]
    assert not found, "words of a language belong to its pack:\n" + "\n".join(found)


def test_the_search_sees_strings_and_no_docstrings() -> None:
    source = '"""Пример."""\n# пример\nx = "слово"\n\n\ndef f() -> None:\n    """«Пример»."""\n'
    assert list(russian(source)) == [(3, "слово")]


TEMPLATES = sorted((SRC / "present" / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_templates_ask_for_words_and_hold_none(path: Path) -> None:
    found = [line.strip() for line in path.read_text("utf-8").splitlines() if CYRILLIC.search(line)]
    assert not found, "words of the interface belong to the catalogues"
