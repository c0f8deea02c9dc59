"""The second stage: a Parquet file of articles in, Parquet of what was found in each out.

The same `svod.work.examine` as on one machine. An article that is left out, by the gate or as a copy of one that is
read, is listed in `analyses` with the reason in `skipped`; nothing is silently dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow.parquet as pq

from svod.packs import ActorsFile, languages
from svod.records import Article, Findings
from svod.scale.gate import make_gate
from svod.scale.shards import Plan, Task, digest_files, digest_value
from svod.scale.tables import load_table, save_findings
from svod.work import Reader, examine

STAGE = "examine"
COPY = "copy of "


def plan_examine(folder: Path, plan: Plan, shard: str) -> Task:
    """The work of finding all that the articles of one shard give, each looked at alone."""
    reader = make_reader(plan)
    copies = load_copies(folder, shard)
    key = (
        digest_files([folder / "articles" / f"{shard}.parquet"]),
        " ".join(reader.version(lang) for lang in languages()),
        digest_value([plan.gate, sorted(copies.items())]),
    )
    return Task(STAGE, shard, key, lambda: write_findings(folder, shard, plan, copies))


def make_reader(plan: Plan) -> Reader:
    """How the plan says to analyse."""
    return Reader(tuple(ActorsFile(name, toml) for name, toml in plan.actors))


def write_findings(folder: Path, shard: str, plan: Plan, copies: Mapping[str, str]) -> dict[str, int]:
    """Write what is found in the articles of a shard."""
    articles = load_table(folder / "articles" / f"{shard}.parquet", Article)
    left = {"gate": 0, "copy": 0}

    def counted() -> Iterator[tuple[Findings, str]]:
        for found, version in look_at_all(articles, plan, copies):
            if (end := version.rpartition("/")[2]) in left:
                left[end] += 1
            yield found, version

    counts = save_findings(folder, shard, counted())
    return {**counts, "gated": left["gate"], "copies": left["copy"]}


def look_at_all(articles: Iterator[Article], plan: Plan, copies: Mapping[str, str]) -> Iterator[tuple[Findings, str]]:
    """Findings with their version; that of an article that is left out is no version of ours, so that it is read when
    anybody asks for it.
    """
    reader, gate = make_reader(plan), make_gate(plan.gate)
    for article in articles:
        version = reader.version(article.lang)
        pack = reader.pack(article.lang)
        if article.id in copies:
            yield Findings(article.id, skipped=(f"{COPY}{copies[article.id]}",)), f"{version}/copy"
        elif pack is not None and (why := gate(article, pack)):
            yield Findings(article.id, skipped=(why,)), f"{version}/gate"
        else:
            yield examine(article, reader), version


def load_copies(folder: Path, shard: str) -> dict[str, str]:
    """Of a shard's articles those that are not read, with the one that is read in their stead."""
    copies: dict[str, str] = {}
    for path in sorted((folder / "copies" / f"shard={shard}").glob("[!.]*.parquet")):
        table = pq.read_table(path, columns=["article", "read"], partitioning=None)
        copies.update(zip(table["article"].to_pylist(), table["read"].to_pylist(), strict=True))
    return copies
