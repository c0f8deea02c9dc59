"""Relating past one machine: the tables of a run in, Parquet of the accounts out, the same as one machine gives.

What is dear is worked out by the engine, shard by shard (`notes`), by groups of articles that may be copies
(`reprinting`) and of event mentions that may be one happening (`judging`), and noted; `svod.relate` then runs on one
machine over these notes and finds nearly all that it asks for. So the accounts are its own. In memory it holds the
articles, their gists and the notes; findings are taken from their tables when they are asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from svod.records import (
    Accounts,
    Actor,
    Article,
    Comparison,
    Dispute,
    Event,
    Findings,
    FollowUp,
    Judgement,
    Link,
    Quotation,
    Reprints,
)  # fmt: skip
from svod.relate import relate_shelf
from svod.relate.actors import find_actors
from svod.relate.facts import Known, know
from svod.relate.gists import gather_gists, merge_places
from svod.relate.memo import open_memos, rules_version
from svod.relate.quotations import find_quotations
from svod.relate.reprints import find_reprints
from svod.relate.shelf import Shelf
from svod.scale.judging import JUDGED, judge_pairs
from svod.scale.notes import list_notes, load_notes, load_shard, mark_of, merge_notes, save_notes
from svod.scale.reprinting import compare_copies
from svod.scale.shards import load_plan, write_json
from svod.scale.stages import find_pieces
from svod.scale.tables import load_table, save_table

OPEN = 8  # shards whose findings are held at once
ACCOUNTS: dict[str, type] = {
    "reprints": Reprints,
    "actors": Actor,
    "events": Event,
    "comparisons": Comparison,
    "judgements": Judgement,
    "quotations": Quotation,
    "links": Link,
    "followups": FollowUp,
    "disputes": Dispute,
}
Progress = Callable[[str, int, int | None], None]


def relate_folder(daft: Any, folder: Path, progress: Progress = lambda *_: None) -> Accounts:
    """Relate all that a run found; the notes of every shard are there already."""
    shards = find_pieces(folder, load_plan(folder))
    progress("reprints", 0, None)
    compare_copies(daft, folder)
    progress("events", 0, None)
    judge_pairs(daft, folder, know_across(folder, shards), shards)
    progress("relate", 0, 1)
    notes = load_notes(find_notes(folder, shards))
    shelf, memos = open_shelf(folder, shards), open_memos(notes)
    accounts = relate_shelf(shelf, (), memos)
    save_notes(folder / "related" / "notes.parquet", list_notes(memos))
    write_json(folder / "related" / "rules.json", rules_version())
    for name, kind in ACCOUNTS.items():
        save_table(folder / "accounts" / f"{name}.parquet", kind, getattr(accounts, name))
    progress("relate", 1, 1)
    return accounts


def find_notes(folder: Path, shards: Sequence[str]) -> list[Path]:
    """The files of all notes."""
    own = [folder / "notes" / f"{shard}.parquet" for shard in shards]
    return [*own, *sorted((folder / "compared").glob("*.parquet")), *sorted((folder / JUDGED).glob("*.parquet"))]


def know_across(folder: Path, shards: Sequence[str]) -> Known:
    """Who the actors are, which quotations there are, where places lie: what event mentions are compared by."""
    paths = [folder / "notes" / f"{shard}.parquet" for shard in shards]
    notes = merge_notes(load_notes(paths), load_notes(sorted((folder / "compared").glob("*.parquet"))))
    shelf, memos = open_shelf(folder, shards), open_memos(notes)
    reprints = find_reprints(shelf, (), memos["reprints"])
    actors, _ = find_actors(shelf, (), memos["actors"])
    quotations, _ = find_quotations(shelf, actors, reprints, (), memos["quotations"])
    gists = gather_gists(shelf, memos["gists"])
    return know(gists, actors, merge_places(gists), quotations)


def open_shelf(folder: Path, shards: Sequence[str]) -> Shelf:
    """All articles with their marks; the findings of a shard are loaded when one of its articles is asked for."""
    articles: dict[str, Article] = {}
    homes: dict[str, str] = {}
    marks: dict[str, str] = {}
    for shard in shards:
        articles |= {a.id: a for a in load_table(folder / "articles" / f"{shard}.parquet", Article)}
        for id_, version in load_versions(folder, shard):
            homes[id_] = shard
            marks[id_] = mark_of(articles[id_], version)
    held: OrderedDict[str, dict[str, Findings]] = OrderedDict()

    def fetch(id_: str) -> Findings:
        shard = homes[id_]
        if shard not in held:
            held[shard] = {found.article: found for found, _ in load_shard(folder, shard)}
            if len(held) > OPEN:
                held.popitem(last=False)
        return held[shard][id_]

    return Shelf(articles.values(), marks, fetch)


def load_versions(folder: Path, shard: str) -> Iterator[tuple[str, str]]:
    """The articles that a shard has findings of, with their versions, without loading what was found."""
    table = pq.read_table(folder / "analyses" / f"{shard}.parquet", columns=["article", "version", "skipped"])
    for row in table.to_pylist():
        if f"copy of {row['article']}" not in row["skipped"]:
            yield row["article"], row["version"].removesuffix("/copy").removesuffix("/gate")
