"""Records as rows of Arrow tables and back: the columns of a table are the fields of the record, nested as they are.

In: record classes, records. Out: schemas, Parquet files, the same records. Knows no engine and keeps no order but the
one it is given.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from svod.records import Article, Claim, Clash, Commitment, EventMention, Findings, Mention, Problem, Quote, TimeRef

Row = dict[str, Any]
Record = TypeVar("Record")
BATCH = 50  # articles whose findings are held at once
PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@dataclass(frozen=True, slots=True)
class Analysis:
    """That an article was looked at: by which version, what was skipped, its lemmas."""

    article: str
    version: str  # code and pack; a shard that leaves an article out says so in `skipped`
    skipped: tuple[str, ...]
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Files or parts of files that are no articles, and why."""

    path: str
    reason: str
    count: int
    unit: str


# what one article gives, a table each; the records of an article stand together, in their order
FOUND: dict[str, type] = {
    "mentions": Mention,
    "times": TimeRef,
    "quotes": Quote,
    "events": EventMention,
    "commitments": Commitment,
    "clashes": Clash,
    "claims": Claim,
    "problems": Problem,
}
TABLES: dict[str, type] = {
    "articles": Article, "ingest_problems": Problem, "left_out": LeftOut, "analyses": Analysis, **FOUND,
}  # fmt: skip


@lru_cache(maxsize=64)
def schema_of(kind: type) -> pa.Schema:
    """The columns of a record class."""
    return pa.schema(list(arrow_type(kind)))


def arrow_type(hint: Any) -> Any:
    """The Arrow type of a field: tuples are lists, records are structs."""
    if hint in PLAIN:
        return PLAIN[hint]
    if is_record(hint):
        hints = get_type_hints(hint)
        return pa.struct([pa.field(f.name, arrow_type(hints[f.name])) for f in fields(hint)])
    if get_origin(hint) is UnionType:
        return arrow_type(next(h for h in get_args(hint) if h is not NoneType))
    if get_origin(hint) is tuple:
        return pa.list_(arrow_type(get_args(hint)[0]))
    raise TypeError(f"no column type for {hint}")


def is_record(hint: Any) -> bool:
    """Whether a field holds a record of its own."""
    return isinstance(hint, type) and is_dataclass(hint)


def to_row(value: Any) -> Any:
    """A record as a dict, all the way down."""
    if isinstance(value, tuple):
        return [to_row(v) for v in value]
    kind: Any = type(value)  # mypy takes a class for unhashable
    if names := field_names(kind):
        return {name: to_row(getattr(value, name)) for name in names}
    return value


@lru_cache(maxsize=64)
def field_names(kind: Any) -> tuple[str, ...]:
    """The names of a record class's fields; none of what is no record."""
    return tuple(f.name for f in fields(kind)) if is_record(kind) else ()


def from_row(kind: type[Record], row: Row) -> Record:
    """The inverse of `to_row`."""
    hint: Any = kind
    made: Record = reader_of(hint)(row)
    return made


@lru_cache(maxsize=256)
def reader_of(hint: Any) -> Callable[[Any], Any]:
    """The function that makes a field's value of what a row holds."""
    if hint in PLAIN:
        return as_is
    if is_record(hint):
        hints = get_type_hints(hint)
        readers = [(f.name, reader_of(hints[f.name])) for f in fields(hint)]
        return lambda row: hint(*[read(row[name]) for name, read in readers])
    if get_origin(hint) is UnionType:
        inner = reader_of(next(h for h in get_args(hint) if h is not NoneType))
        return lambda value: None if value is None else inner(value)
    each = reader_of(get_args(hint)[0])
    return lambda values: tuple([each(v) for v in values])


def as_is(value: Any) -> Any:
    """A string, number or truth value as it stands."""
    return value


def save_table(path: Path, kind: type, records: Iterable[object]) -> int:
    """Write records of one class as a Parquet file, whole or not at all; returns how many."""
    rows = [to_row(r) for r in records]
    save_arrow(path, pa.Table.from_pylist(rows, schema=schema_of(kind)))
    return len(rows)


def save_arrow(path: Path, table: pa.Table) -> None:
    """Write a table as a Parquet file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")  # two tries at one shard may meet: each has its own
    pq.write_table(table, part, compression="zstd")
    os.replace(part, path)


def load_table(path: Path, kind: type[Record]) -> Iterator[Record]:
    """The records of a Parquet file, in their order, a few at a time."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(256):
            for row in batch.to_pylist():
                yield from_row(kind, row)


@contextmanager
def written(path: Path, kind: type) -> Iterator[Callable[[Iterable[object]], int]]:
    """A table to add records to, a batch at a time; it is there, whole, when the block is left without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    schema = schema_of(kind)
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:

        def add(records: Iterable[object]) -> int:
            rows = [to_row(r) for r in records]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            return len(rows)

        yield add
    os.replace(part, path)


def save_findings(folder: Path, shard: str, findings: Iterable[tuple[Findings, str]]) -> dict[str, int]:
    """Write what was found in a shard's articles, each with its version; returns how many records of each kind.

    Memory holds a few articles' findings, never the shard's.
    """
    counts: Counter[str] = Counter()
    source = iter(findings)
    with ExitStack() as stack:
        kinds = {"analyses": Analysis, **FOUND}
        tables = {
            name: stack.enter_context(written(folder / name / f"{shard}.parquet", kind)) for name, kind in kinds.items()
        }
        while batch := list(islice(source, BATCH)):
            for name in FOUND:
                counts[name] += tables[name](r for found, _ in batch for r in getattr(found, name))
            counts["analyses"] += tables["analyses"](Analysis(f.article, v, f.skipped, f.lemmas) for f, v in batch)
    return {name: counts[name] for name in kinds}


def load_findings(folder: Path, shard: str) -> Iterator[tuple[Findings, str]]:
    """The inverse of `save_findings`."""
    found: dict[str, dict[str, list[Any]]] = {}
    for name, kind in FOUND.items():
        record: Any
        for record in load_table(folder / name / f"{shard}.parquet", kind):
            found.setdefault(record.article, {}).setdefault(name, []).append(record)
    for a in load_table(folder / "analyses" / f"{shard}.parquet", Analysis):
        own = {name: tuple(records) for name, records in found.get(a.article, {}).items()}
        yield Findings(a.article, lemmas=a.lemmas, skipped=a.skipped, **own), a.version
