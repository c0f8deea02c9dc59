"""Copies: which article is read for which, and that nobody is left out for a copy of a copy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scale_samples import as_line, sample_articles

pytest.importorskip("daft", reason="pip install 'svod[scale]'")

from svod.ingest import make_article
from svod.records import Article
from svod.scale.copies import choose_read
from svod.scale.examine import load_copies
from svod.scale.shards import Plan, do_task, save_plan
from svod.scale.stages import find_pieces
from svod.scale.take import find_sources, plan_take, put_together

QUIET = {"OPENBLAS_NUM_THREADS": "1"}
# as a process of its own: Daft leaves pipes of its processes open, which is none of the tests' business
FIND = (
    "import sys; from pathlib import Path; from svod.scale.copies import find_copies;"
    " from svod.scale.engine import start_engine; find_copies(start_engine(), Path(sys.argv[1]), sys.argv[2])"
)
WHOLE = max(sample_articles(), key=lambda a: len(a.text))


def reprint(outlet: str, day: str, text: str) -> Article:
    return make_article(outlet, text, outlet=outlet, published=day, title=outlet, lang="ru")


def left_out(folder: Path, kind: str, files: dict[str, list[Article]]) -> dict[str, str]:
    """Take the articles in, a file a shard, and say by outlet which is read for which."""
    names: dict[str, str] = {}
    for name, articles in files.items():
        lines = [as_line(a) for a in articles]
        lines.append(" " * (5 * 1024 * 1024))  # a large file is a shard of its own
        (folder / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
        names |= {a.id: a.outlet or "" for a in articles}
    sources, _, _ = find_sources(sorted(folder.glob("*.jsonl")))
    plan = Plan(put_together(sources, 100), 100, once=kind)
    save_plan(folder, plan)
    for number in range(len(plan.takes)):
        do_task(folder, plan_take(folder, plan, number))
    subprocess.run([sys.executable, "-c", FIND, str(folder), kind], check=True, env={**os.environ, **QUIET})
    found: dict[str, str] = {}
    for shard in find_pieces(folder, plan):
        found |= {names[copy]: names[read] for copy, read in load_copies(folder, shard).items()}
    return found


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("none", {"Голос": "Голос"}),
        ("exact", {"Голос": "Голос", "Эхо": "Голос"}),
        ("copies", {"Голос": "Голос", "Эхо": "Голос", "Коротко": "Голос"}),
    ],
)
def test_copies(tmp_path: Path, kind: str, expected: dict[str, str]) -> None:
    one = reprint("Голос", "2025-10-09", WHOLE.text)
    other = next(a for a in sample_articles() if a.text[:50] != WHOLE.text[:50])
    files = {
        "1": [one, reprint("Вестник", "2025-10-09", other.text)],
        "2": [one, reprint("Эхо", "2025-10-10", WHOLE.text)],  # the first stands here once more
        "3": [reprint("Коротко", "2025-10-10", WHOLE.text[: len(WHOLE.text) * 3 // 4])],
    }
    assert left_out(tmp_path, kind, files) == expected


def test_nobody_is_a_copy_of_a_copy() -> None:
    ranks = {"a": (-9, "1", "a"), "b": (-8, "1", "b"), "c": (-7, "1", "c"), "d": (-9, "0", "d")}
    assert choose_read([("a", "b"), ("b", "c")], ranks) == {"b": "a"}  # c is no copy of a: it is read
    assert choose_read([("a", "b"), ("b", "c"), ("a", "c")], ranks) == {"b": "a", "c": "a"}
    assert choose_read([("a", "d")], ranks) == {"a": "d"}  # of equal length the earlier
    assert choose_read([], {}) == {}
