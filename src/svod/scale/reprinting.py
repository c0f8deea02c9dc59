"""Reprints by the engine: sketches in, for every pair worth comparing what comparing came to, as notes for relating.

Pairs of any days that share a band are a group-by of the engine's; pairs of neighbouring days that share many pairs of
words are found in groups of so many days, by `svod.relate.reprint_sketches` itself. Each pair is compared once,
wherever there is room. Who is of one family is left to relating.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from svod.records import Article
from svod.relate.memo import format_json
from svod.relate.reprint_sketches import BANDS, Sketch, edited_copies, format_sketch, make_sketch, parse_sketch
from svod.relate.reprint_texts import DAYS, Texts, make_text, published_day
from svod.relate.reprints import compare_texts

WIDTH = 4  # bytes of a number
COMPARED = ("outlet", "published", "text")
UNDATED = -1  # the group of articles without a day among themselves


def compare_copies(daft: Any, folder: Path) -> None:
    """Write `compared/`: stage, key and value of every pair that was compared; sketches are taken from the notes."""
    col, folder = daft.col, folder.absolute()
    articles = daft.read_parquet(str(folder / "articles" / "*.parquet")).distinct(col("id"))
    notes = daft.read_parquet(str(folder / "notes" / "*.parquet")).where(col("stage") == "reprints")
    article = daft.func(first_word, return_dtype=daft.DataType.string())
    sketches = notes.select(article(col("key")).alias("id"), col("value").alias("sketch")).distinct(col("id"))
    found = compare_pairs(daft, articles, sketches)
    found = found.select(daft.lit("reprints").alias("stage"), (col("a") + " " + col("b")).alias("key"), "value")
    found.write_parquet(str(folder / "compared"), write_mode="overwrite")


def sketch_articles(daft: Any, articles: Any) -> Any:
    """A frame of ids and sketches, made anew."""
    col = daft.col
    sketch = daft.func(sketch_row, return_dtype=daft.DataType.string(), use_process=True)
    return articles.select("id", sketch(col("id"), *(col(f) for f in COMPARED)).alias("sketch"))


def sketch_row(id_: str, outlet: str | None, published: str | None, text: str | None) -> str:
    """The sketch of an article, as a note's value."""
    return format_json(format_sketch(make_sketch(make_text(make_bare(id_, outlet, published, text)))))


def compare_pairs(daft: Any, articles: Any, sketches: Any) -> Any:
    """A frame of every pair worth comparing and what comparing it came to: a, b, value."""
    col, kinds = daft.col, daft.DataType
    day = daft.func(day_of, return_dtype=kinds.int64())
    dated = sketches.join(articles.select("id", day(col("published")).alias("day")), on="id")
    pairs = pair_by_bands(daft, sketches).concat(pair_by_days(daft, dated)).distinct()
    left = articles.select(col("id").alias("a"), *(col(f).alias(f"{f}_a") for f in COMPARED))
    right = articles.select(col("id").alias("b"), *(col(f).alias(f"{f}_b") for f in COMPARED))
    both = pairs.join(left, on="a").join(right, on="b")
    compare = daft.func(compare_rows, return_dtype=kinds.string(), use_process=True)
    value = compare(col("a"), *(col(f"{f}_a") for f in COMPARED), col("b"), *(col(f"{f}_b") for f in COMPARED))
    return both.select("a", "b", value.alias("value"))


def pair_by_bands(daft: Any, sketches: Any) -> Any:
    """Pairs that share a band of their sketches, at one place."""
    col, kinds = daft.col, daft.DataType
    bands = daft.func(bands_of, return_dtype=kinds.list(kinds.string()))
    pairs = daft.func(pairs_of, return_dtype=kinds.list(kinds.string()))
    rows = sketches.select("id", bands(col("sketch")).alias("band")).explode("band").drop_null("band")
    groups = rows.groupby("band").agg(col("id").list_agg().alias("ids")).where(col("ids").list_count() > 1)
    return split_pairs(daft, groups.select(pairs(col("ids")).alias("pair")).explode("pair").drop_null("pair"))


def pair_by_days(daft: Any, dated: Any) -> Any:
    """Pairs of neighbouring days, or of which one has none, that share many pairs of words."""
    col, kinds = daft.col, daft.DataType
    known = sorted(row["day"] for row in dated.select("day").distinct().to_pylist() if row["day"] is not None)
    everywhere = [*known, UNDATED]
    groups = daft.func(lambda day: groups_of(day, everywhere), return_dtype=kinds.list(kinds.int64()))
    pairs = daft.func(pairs_in_days, return_dtype=kinds.list(kinds.string()))
    rows = dated.with_column("group", groups(col("day").fill_null(UNDATED))).explode("group")
    grouped = rows.groupby("group").agg(
        col("id").list_agg().alias("ids"), col("sketch").list_agg().alias("sketches"),
        col("day").fill_null(UNDATED).list_agg().alias("days"),
    )  # fmt: skip
    found = grouped.select(pairs(col("group"), col("ids"), col("sketches"), col("days")).alias("pair"))
    return split_pairs(daft, found.explode("pair").drop_null("pair"))


def split_pairs(daft: Any, frame: Any) -> Any:
    """Pairs written as two ids with a space as two columns."""
    first = daft.func(first_word, return_dtype=daft.DataType.string())
    second = daft.func(second_word, return_dtype=daft.DataType.string())
    return frame.select(first(daft.col("pair")).alias("a"), second(daft.col("pair")).alias("b"))


def bands_of(sketch: str) -> list[str]:
    """The bands of a sketch with their places; none of a text without runs."""
    bands = parse_sketch(json.loads(sketch)).bands
    return [f"{n} {bands[n * WIDTH : (n + 1) * WIDTH].hex()}" for n in range(BANDS if bands else 0)]


def pairs_of(ids: Sequence[str]) -> list[str]:
    """Every two of a group, the smaller first."""
    return [f"{a} {b}" for a, b in combinations(sorted(ids), 2)]


def groups_of(day: int, everywhere: Sequence[int]) -> list[int]:
    """The groups that an article is looked for copies in: its own day's, and those of the days before that reach it."""
    return list(everywhere) if day == UNDATED else list(range(day - DAYS, day + 1))


def pairs_in_days(group: int, ids: Sequence[str], sketches: Sequence[str], days: Sequence[int]) -> list[str]:
    """The pairs of a group of days; each in the group of the earlier one's day, so that it is found once."""
    when = dict(zip(ids, days, strict=True))
    parsed = {id_: parse_sketch(json.loads(sketch)) for id_, sketch in zip(ids, sketches, strict=True)}
    own = {id_ for id_, day in when.items() if day == group}
    if not own:
        return []
    bare = {id_: Sketch(b"", sketch.pairs) for id_, sketch in parsed.items()}
    near = edited_copies(bare, {id_: None if day == UNDATED else day for id_, day in when.items()})
    return sorted(f"{a} {b}" for a, b in near if earlier_of(when[a], when[b]) == group)


def earlier_of(one: int, other: int) -> int:
    """The earlier of two days; the one that is known."""
    return max(one, other) if UNDATED in (one, other) else min(one, other)


def compare_rows(a: str, *fields: str | None) -> str:
    """What comparing two articles comes to, as a note's value: id, outlet, day and text of one, then of the other."""
    outlet, published, text, b, other_outlet, other_published, other_text = fields
    one, other = make_bare(a, outlet, published, text), make_bare(b or "", other_outlet, other_published, other_text)
    return format_json(compare_texts((one.id, other.id), Texts({one.id: one, other.id: other})))


def make_bare(id_: str, outlet: str | None, published: str | None, text: str | None) -> Article:
    """An article with no more than texts are compared by."""
    return Article(id_, "", outlet, None, published, None, None, text or "", "")


def day_of(published: str | None) -> int | None:
    """The day of publication as a number."""
    return published_day(make_bare("", None, published, None))


def first_word(text: str) -> str:
    """The part before a space."""
    return text.partition(" ")[0]


def second_word(text: str) -> str:
    """The part after a space."""
    return text.partition(" ")[2]
