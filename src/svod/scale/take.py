"""The first stage: files in, Parquet of articles out, a shard of files at a time.

What an article is, its text and its id are decided by `svod.ingest` alone, so that one machine and a cluster give the
same. Small files are put together; a large web archive, table or file of lines is a shard of its own. Articles are
written in pieces of so many; the pieces are the shards of the next stage.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet as pq

from svod import __version__
from svod.errors import InputError
from svod.ingest import Options, Skipped
from svod.ingest.article import finish
from svod.ingest.drafts import Broken, Draft, Wanted
from svod.ingest.fields import Place, make_draft, make_names_unique
from svod.ingest.normalise import make_printable
from svod.ingest.take import make_sayable, take_file
from svod.ingest.walk import Found, explain_nothing, find_in_path
from svod.records import Article, Problem
from svod.scale.shards import Plan, Source, Task, digest_files, digest_value
from svod.scale.tables import LeftOut, save_table

SMALL = 4 * 1024 * 1024  # bytes: files are put together up to so many
STAGE = "take"
LIBRARIES = ("charset-normalizer", "feedparser", "lxml-html-clean", "py3langid", "trafilatura")


def find_sources(paths: Sequence[str | Path]) -> tuple[list[Source], list[LeftOut], list[Problem]]:
    """The files to read, Parquet among them, and what is left out. Raises InputError when there is nothing at all.

    Paths are made absolute: the processes of a cluster stand in folders of their own.
    """
    found: dict[str, Source] = {}
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    for item in (item for path in paths for item in find_in_path(Path(path).absolute())):
        if isinstance(item, Found):
            found.setdefault(str(item.path), Source(str(item.path), item.kind, item.named))
        elif isinstance(item, Skipped) and item.path.endswith(".parquet"):
            found.setdefault(item.path, Source(item.path, "parquet", True))
        elif isinstance(item, Skipped):
            skipped.append(item)
        else:
            problems.append(make_sayable(item))
    if not found:
        raise InputError(*explain_nothing(skipped, problems))
    said = [LeftOut(make_printable(s.path), s.reason, s.count, s.unit) for s in skipped]
    return list(found.values()), said, problems


def put_together(sources: Sequence[Source], most: int) -> tuple[tuple[Source, ...], ...]:
    """Files in shards: small ones together, at most so many of them, large ones alone."""
    shards: list[list[Source]] = []
    room = 0
    for source in sources:
        size = max(1, Path(source.path).stat().st_size)
        if size > room or len(shards[-1]) >= most:
            shards.append([])
            room = SMALL
        shards[-1].append(source)
        room = max(0, room - size)
    return tuple(tuple(shard) for shard in shards)


def name_shard(sources: Sequence[Source]) -> str:
    """A shard's name, made of its files' paths: a file more in the folder leaves the other shards alone."""
    return digest_value([s.path for s in sources])[:12]


def plan_take(folder: Path, plan: Plan, number: int) -> Task:
    """The work of reading the files of one shard into Parquet of articles."""
    sources = plan.takes[number]
    key = (
        digest_files([Path(s.path) for s in sources]),
        ingest_version(),
        digest_value([plan.per_shard, dict(plan.ingest), [[s.path, s.kind, s.named] for s in sources]]),
    )
    shard = name_shard(sources)
    return Task(STAGE, shard, key, lambda: write_articles(folder, plan, sources, shard))


def write_articles(folder: Path, plan: Plan, sources: Sequence[Source], shard: str) -> dict[str, int]:
    """Write what the files of a shard hold."""
    articles: dict[str, Article] = {}  # an article that two files hold is one
    problems: dict[Problem, None] = {}
    left_out: list[LeftOut] = []
    pieces = total = 0
    for old in (folder / "articles").glob(f"{shard}-*.parquet"):
        old.unlink()
    known: set[str] = set()
    for item in read_sources(sources, Options(**plan.ingest)):
        if isinstance(item, Problem):
            problems[item] = None
        elif isinstance(item, LeftOut):
            left_out.append(item)
        elif item.id not in known:
            known.add(item.id)
            articles[item.id] = item
        if len(articles) == plan.per_shard:
            save_piece(folder, shard, pieces, articles)
            pieces, total, articles = pieces + 1, total + len(articles), {}
    if articles or not pieces:
        save_piece(folder, shard, pieces, articles)
        pieces, total = pieces + 1, total + len(articles)
    save_table(folder / "ingest_problems" / f"{shard}.parquet", Problem, problems)
    save_table(folder / "left_out" / f"{shard}.parquet", LeftOut, left_out)
    left = sum(item.count for item in left_out)
    return {"articles": total, "pieces": pieces, "problems": len(problems), "left_out": left}


def save_piece(folder: Path, shard: str, number: int, articles: dict[str, Article]) -> None:
    """Write a piece of a shard, its articles by id."""
    save_table(folder / "articles" / f"{shard}-{number:04d}.parquet", Article, [articles[i] for i in sorted(articles)])


def read_sources(sources: Sequence[Source], options: Options) -> Iterator[Article | Problem | LeftOut]:
    """What the files hold, one after another."""
    for source in sources:
        found = Found(Path(source.path), source.kind, source.named)
        items = take_parquet(found, options) if source.kind == "parquet" else take_file(found, options)
        for item in items:
            if isinstance(item, Skipped):
                yield LeftOut(item.path, item.reason, item.count, item.unit)
            elif isinstance(item, Wanted):
                message = "a list of addresses is not followed past one machine: name the files themselves"
                yield Problem(make_printable(source.path), "ingest", message)
            else:
                yield item


def take_parquet(found: Found, options: Options) -> Iterator[Article | Problem | Skipped | Wanted]:
    """What a Parquet file of articles holds: columns name, date, outlet, url, title, lang, text, as in JSON Lines."""
    for item in make_names_unique(parse_parquet(found, options)):
        if isinstance(item, Broken):
            yield make_sayable(Problem(str(found.path), "ingest", item.message))
        elif isinstance(item, Draft):
            yield from (make_sayable(made) for made in finish(item, options))


def parse_parquet(found: Found, options: Options) -> Iterator[Draft | Broken]:
    """A draft for each row; what is wrong with the file is told."""
    number = 0
    try:
        with pq.ParquetFile(found.path) as file:
            for batch in file.iter_batches(1000):
                for row in batch.to_pylist():
                    number += 1
                    plain = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()}
                    raw = json.dumps(plain, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
                    yield make_draft(plain, options.columns, Place(str(found.path), found.path.stem, number, raw))
    except (OSError, ValueError) as error:  # what pyarrow raises on a broken file is one of the two
        yield Broken(f"broken Parquet after row {number} ({error}): fetch or write the file again")


@lru_cache(maxsize=1)
def ingest_version() -> str:
    """What articles depend on besides their files: our code and the libraries that find text in pages."""
    digest = hashlib.blake2b(digest_size=4)
    for item in sorted((files("svod") / "ingest").iterdir(), key=lambda x: x.name):
        if item.name.endswith(".py"):
            digest.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")
    digest.update(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    return f"{__version__}+{digest.hexdigest()}"
