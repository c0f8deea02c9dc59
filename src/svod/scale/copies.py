"""Copies: all articles of a run in, for each that need not be read the one that is read in its stead out.

    none     only an article that stands in several shards: it is read in the first of them
    exact    the same text, letter by letter, whoever printed it
    copies   what `svod.relate.reprints` calls a copy: shortened and edited ones too

Of one text the first by day of publication, then by id, is read. Of copies the longest, which holds most of what the
others say; and every one that is left out is itself a copy of the one read in its stead, not of some copy of it. The
groups and joins are the engine's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import rmtree
from typing import Any

from svod.scale.reprinting import compare_pairs, sketch_articles

UNDATED = "9999"  # after every day


def find_copies(daft: Any, folder: Path, kind: str) -> None:
    """Write `copies/shard=…/`: article, and the one read in its stead; of one that stands in several shards itself."""
    col, folder = daft.col, folder.absolute()  # the processes of a cluster stand in folders of their own
    articles = daft.read_parquet(str(folder / "articles" / "*.parquet"), file_path_column="path")
    shard = daft.func(name_of, return_dtype=daft.DataType.string())
    homes = articles.select(col("id").alias("article"), shard(col("path")).alias("shard"))
    first = homes.groupby("article").agg(col("shard").min().alias("home"))
    homes = homes.join(first, on="article")
    if kind == "none":
        read = homes.with_column("read", col("article"))
    else:
        read = homes.join(find_families(daft, articles, kind), on="article", how="left")
        read = read.with_column("read", col("read").fill_null(col("article")))
    copies = read.where((col("article") != col("read")) | (col("shard") != col("home")))
    rmtree(folder / "copies", ignore_errors=True)
    copies.select("shard", "article", "read").write_parquet(str(folder / "copies"), partition_cols=["shard"])


def find_families(daft: Any, articles: Any, kind: str) -> Any:
    """A frame of articles and the one that is read for each."""
    return exact_families(daft, articles) if kind == "exact" else copied_families(daft, articles)


def copied_families(daft: Any, articles: Any) -> Any:
    """Copies and the article that is read for each."""
    col = daft.col
    articles = articles.distinct(col("id"))
    pairs = compare_pairs(daft, articles, sketch_articles(daft, articles)).where(~col("value").startswith("[null"))
    size = articles.select(col("id").alias("a"), col("text").length().alias("size"), col("published").alias("day"))
    other = size.select(col("a").alias("b"), col("size").alias("other_size"), col("day").alias("other_day"))
    rows = pairs.select("a", "b").join(size, on="a").join(other, on="b").to_pylist()
    ranks = {r["a"]: (-r["size"], r["day"] or UNDATED, r["a"]) for r in rows}
    ranks |= {r["b"]: (-r["other_size"], r["other_day"] or UNDATED, r["b"]) for r in rows}
    copies = choose_read([(r["a"], r["b"]) for r in rows], ranks)
    kinds = {"article": daft.DataType.string(), "read": daft.DataType.string()}
    frame = daft.from_pydict({"article": list(copies), "read": list(copies.values())})
    return frame.select(*(col(name).cast(kind).alias(name) for name, kind in kinds.items()))


def choose_read(pairs: Sequence[tuple[str, str]], ranks: Mapping[str, tuple[int, str, str]]) -> dict[str, str]:
    """For each copy the article that is read: the first by rank of those that it is a copy of and that are read."""
    partners: dict[str, list[str]] = {}
    for a, b in pairs:
        partners.setdefault(a, []).append(b)
        partners.setdefault(b, []).append(a)
    copies: dict[str, str] = {}
    for article in sorted(partners, key=lambda i: ranks[i]):
        read = [p for p in partners[article] if ranks[p] < ranks[article] and p not in copies]
        if read:
            copies[article] = min(read, key=lambda i: ranks[i])
    return copies


def exact_families(daft: Any, articles: Any) -> Any:
    """Articles of one text, and the first of them."""
    col = daft.col
    digest = daft.func(digest_text, return_dtype=daft.DataType.string())
    texts = articles.select(
        col("id").alias("article"), digest(col("text")).alias("digest"),
        (col("published").fill_null(UNDATED) + " " + col("id")).alias("order"),
    )  # fmt: skip
    first = texts.groupby("digest").agg(col("order").min().alias("first"))
    last = daft.func(last_word, return_dtype=daft.DataType.string())
    return texts.join(first, on="digest").select("article", last(col("first")).alias("read")).distinct()


def digest_text(text: str) -> str:
    """A digest by which equal texts are found."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


def name_of(path: str) -> str:
    """The shard that a file of articles is."""
    return path.rpartition("/")[2].removesuffix(".parquet")


def last_word(text: str) -> str:
    """The id at the end of what articles are ordered by."""
    return text.rpartition(" ")[2]
