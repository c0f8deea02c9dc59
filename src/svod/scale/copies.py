"""Copies: all articles of a run in, for each that need not be read the one that is read in its stead out.

    none     only an article that stands in several shards: it is read in the first of them
    exact    the same text, letter by letter, whoever printed it
    copies   the families of reprints (`svod.relate.reprints`): shortened and edited copies too

The first by day of publication, then by id, is read. The groups are the engine's.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from shutil import rmtree
from typing import Any

from svod.errors import UsageError

UNDATED = "9999"  # after every day


def find_copies(daft: Any, folder: Path, kind: str) -> None:
    """Write `copies/shard=…/`: article, and the one read in its stead; of one that stands in several shards itself."""
    col = daft.col
    articles = daft.read_parquet(str(folder / "articles" / "*.parquet"), file_path_column="path")
    shard = daft.func(name_of, return_dtype=daft.DataType.string())
    homes = articles.select(col("id").alias("article"), shard(col("path")).alias("shard"))
    first = homes.groupby("article").agg(col("shard").min().alias("home"))
    homes = homes.join(first, on="article")
    if kind == "none":
        read = homes.with_column("read", col("article"))
    else:
        read = homes.join(find_families(daft, articles, folder, kind), on="article", how="left")
        read = read.with_column("read", col("read").fill_null(col("article")))
    copies = read.where((col("article") != col("read")) | (col("shard") != col("home")))
    rmtree(folder / "copies", ignore_errors=True)
    copies.select("shard", "article", "read").write_parquet(str(folder / "copies"), partition_cols=["shard"])


def find_families(daft: Any, articles: Any, folder: Path, kind: str) -> Any:
    """A frame of articles and the one that is read for each."""
    if kind == "exact":
        return exact_families(daft, articles)
    raise UsageError(f"--once {kind} is not known", "one of none, exact, copies")


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
