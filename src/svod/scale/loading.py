"""Tables of records into the chronicle of one machine: all articles of a folder of results, or those asked for.

In: a folder, a database, a choice. Out: articles, findings and problems in the database, as `svod add` would have
stored them. What was left out unread (behind the gate, a copy) is stored with the reason in `skipped`, and counts as
read until the code or the pack changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from svod.packs import ActorsFile
from svod.records import Article, Findings, Party, Problem
from svod.relate.memo import open_memos, rules_version
from svod.scale.analysing import WALK
from svod.scale.notes import load_notes, load_shard
from svod.scale.shards import load_plan
from svod.scale.stages import find_pieces
from svod.scale.tables import load_table
from svod.scale.take import name_shard
from svod.store import save_article, save_findings, save_problem
from svod.store.memos import load_memos, save_memos
from svod.store.settings import save_actors_files


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles are wanted; all unless told."""

    dyad: tuple[str, str] | None = None  # with an event between these two
    since: str | None = None  # published from this day on
    until: str | None = None  # up to and with this day
    outlet: str | None = None  # whose name has these letters in it

    def wants(self, article: Article, found: Findings) -> bool:
        """Whether an article is wanted; one without a day is in no stretch of days."""
        day = (article.published or "")[:10]
        if (self.since and not day >= self.since) or (self.until and not (day and day <= self.until)):
            return False
        if self.outlet and self.outlet.casefold() not in (article.outlet or "").casefold():
            return False
        return self.dyad is None or any(is_between(self.dyad, e.actors, e.recipients) for e in found.events)


def is_between(dyad: tuple[str, str], *sides: tuple[Party, ...]) -> bool:
    """Whether both of a pair take part in an event."""
    codes = {party.code for side in sides for party in side}
    return set(dyad) <= codes


def load_folder(db: sqlite3.Connection, folder: Path, choice: Choice) -> tuple[int, int]:
    """Store what is wanted; returns how many articles that is, and how many of them are new."""
    plan = load_plan(folder)
    save_actors_files(db, tuple(ActorsFile(name, toml) for name, toml in plan.actors))
    stored: set[str] = set()
    wanted = new = 0
    for article, found, version in read_folder(folder):
        if choice.wants(article, found):
            wanted += article.id not in stored
            new += save_article(db, article)
            save_findings(db, found, version)
            stored.add(article.id)
    for shard in (WALK, *(name_shard(files) for files in plan.takes)):
        for problem in load_table(folder / "ingest_problems" / f"{shard}.parquet", Problem):
            if problem.article in stored or not problem.article.startswith("a-"):
                save_problem(db, problem)
    return wanted, new


def read_folder(folder: Path) -> Iterator[tuple[Article, Findings, str]]:
    """Every article with what was found in it and by which version; one that stands in several shards where it was
    read.
    """
    for shard in find_pieces(folder, load_plan(folder)):
        articles = {a.id: a for a in load_table(folder / "articles" / f"{shard}.parquet", Article)}
        yield from ((articles[found.article], found, version) for found, version in load_shard(folder, shard))


def leave_notes(db: sqlite3.Connection, folder: Path) -> None:
    """Give the database what relating this folder worked out, where the same rules hold: it need not be done twice."""
    path = folder / "related" / "rules.json"
    if not path.exists() or json.loads(path.read_text("utf-8")) != rules_version():
        return
    memos = open_memos(load_memos(db))
    notes = load_notes([folder / "related" / "notes.parquet"])
    for stage, memo in memos.items():
        memo.after = {**memo.before, **notes.get(stage, {})}
    save_memos(db, memos)
