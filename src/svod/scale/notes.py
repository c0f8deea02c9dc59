"""The third stage: what relating needs of each article by itself, noted as the memos of `svod.relate.memo`.

In: a shard's articles and findings. Out: Parquet of notes: stage, key, value. Relating asks its memos for everything
that is dear; what is noted here, shard by shard and anywhere, it need not work out again on the one machine where it
runs, and gets the same, since what is noted was made by the same functions of the same things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from svod.records import Article, Findings
from svod.relate.actor_casts import recall_cast
from svod.relate.gists import recall_gist
from svod.relate.memo import Memos, make_mark, open_memos, rules_version
from svod.relate.quotations import recall_looks
from svod.relate.reprint_sketches import sketch_version
from svod.relate.reprints import recall_sketch
from svod.relate.shelf import Shelf
from svod.scale.shards import Plan, Task, digest_files
from svod.scale.tables import FOUND, load_findings, load_table, save_arrow

STAGE = "note"
NOTES = pa.schema([("stage", pa.string()), ("key", pa.string()), ("value", pa.string())])
ENDS = ("/copy", "/gate")  # of the versions of articles that were left out


def plan_note(folder: Path, plan: Plan, shard: str) -> Task:
    """The work of noting what relating needs of the articles of one shard."""
    files = [folder / name / f"{shard}.parquet" for name in ("articles", "analyses", *FOUND)]
    key = (digest_files(files), rules_version(), "")
    return Task(STAGE, shard, key, lambda: write_notes(folder, shard))


def write_notes(folder: Path, shard: str) -> dict[str, int]:
    """Write the notes on a shard's articles."""
    shelf, memos = open_shard(folder, shard), open_memos()
    for id_, article in shelf.articles.items():
        recall_sketch(article, sketch_version(), memos["reprints"])
        if id_ in shelf.marks:
            recall_cast(id_, shelf, memos["actors"])
            recall_looks(id_, shelf, memos["quotations"])
            recall_gist(id_, shelf, memos["gists"])
    return {"notes": save_notes(folder / "notes" / f"{shard}.parquet", list_notes(memos))}


def open_shard(folder: Path, shard: str) -> Shelf:
    """The articles of a shard with their findings."""
    articles = load_table(folder / "articles" / f"{shard}.parquet", Article)
    return make_shelf(articles, load_shard(folder, shard))


def load_shard(folder: Path, shard: str) -> Iterator[tuple[Findings, str]]:
    """What was found in a shard's articles, each with its version as of one machine.

    An article that stands in several shards is left to that where it was read.
    """
    for found, version in load_findings(folder, shard):
        if f"copy of {found.article}" not in found.skipped:
            yield found, version.removesuffix(ENDS[0]).removesuffix(ENDS[1])


def make_shelf(articles: Iterable[Article], found: Iterable[tuple[Findings, str]]) -> Shelf:
    """Articles with findings and the marks that a database gives them."""
    by_id = {a.id: a for a in articles}
    read = {f.article: (f, version) for f, version in found}
    marks = {id_: mark_of(by_id[id_], version) for id_, (_, version) in read.items()}
    return Shelf(by_id.values(), marks, lambda id_: read[id_][0])


def mark_of(article: Article, version: str) -> str:
    """What an article and its findings are known by, as `svod.store.memos` has it of one that nobody corrected."""
    return make_mark(article.id, version, article.lang, [])


def list_notes(memos: Memos) -> Iterator[tuple[str, str, str]]:
    """The notes that memos leave: stage, key, value."""
    return ((stage, key, memo.after[key]) for stage, memo in memos.items() for key in sorted(memo.after))


def save_notes(path: Path, notes: Iterable[tuple[str, str, str]]) -> int:
    """Write notes as a Parquet file; returns how many."""
    rows = list(notes)
    columns = [[row[n] for row in rows] for n in range(3)]
    save_arrow(path, pa.table(columns, schema=NOTES))
    return len(rows)


def load_notes(paths: Iterable[Path]) -> dict[str, dict[str, str]]:
    """Notes by stage and key, of several files."""
    found: dict[str, dict[str, str]] = {}
    for path in paths:
        table = pq.read_table(path, schema=NOTES, partitioning=None)
        for stage, key, value in zip(*(table[name].to_pylist() for name in NOTES.names), strict=True):
            found.setdefault(stage, {})[key] = value
    return found


def merge_notes(*given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Notes of several kinds as one."""
    merged: dict[str, dict[str, str]] = {}
    for notes in given:
        for stage, own in notes.items():
            merged.setdefault(stage, {}).update(own)
    return merged
