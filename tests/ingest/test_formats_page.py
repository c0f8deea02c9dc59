"""The examples of docs/formats.md are read without a problem, each alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import take

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
COUNTS = {
    "most.txt": 1,
    "reka.txt": 1,
    "dni.jsonl": 2,
    "dni.csv": 2,
    "most.html": 1,
    "golos.xml": 1,
    "result.json": 1,
    "zotero.json": 1,
}


def test_every_example_is_counted() -> None:
    assert sorted(name for name, _ in EXAMPLES) == sorted(COUNTS)


@pytest.mark.parametrize(("name", "content"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_example(write: Callable[[str, str], Path], name: str, content: str) -> None:
    taken = take(write(name, content))
    assert not taken.problems
    assert len(taken.articles) == COUNTS[name]
    assert all((article.published or "").startswith("2025-10-1") for article in taken.articles)
    assert all(article.lang == "ru" and "<" not in article.text for article in taken.articles)
