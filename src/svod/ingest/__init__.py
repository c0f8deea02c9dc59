"""Ingest: files, folders and globs in; articles, problems and skipped files out. Nothing else reads input files.

`ingest` yields each article, followed by what was wrong with it, in an order that depends on the paths alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from svod.ingest.article import finish, make_article
from svod.ingest.drafts import Broken, Options, Skipped
from svod.ingest.fields import check_options
from svod.ingest.files import check_table, read_drafts
from svod.ingest.normalise import normalise
from svod.ingest.walk import Found, find_files
from svod.records import Article, Problem

__all__ = ["Options", "Skipped", "ingest", "make_article", "normalise"]


def ingest(paths: Sequence[str | Path], options: Options | None = None) -> Iterator[Article | Problem | Skipped]:
    """Read all articles that the paths lead to.

    Raises InputError before the first one when there is nothing to read, or when a table that was named has no column
    for the text; UsageError when the options name a field or language that does not exist. Later trouble is a Problem.
    """
    options = check_options(options or Options())
    found, skipped, problems = find_files(paths)
    for file in found:
        if file.named and file.kind == "table":
            check_table(file, options)
    return read_all(found, [*skipped, *problems], options)


def read_all(
    found: Sequence[Found], first: Sequence[Skipped | Problem], options: Options
) -> Iterator[Article | Problem | Skipped]:
    """Yield what the walk left out, then what the files hold."""
    yield from first
    for file in found:
        for item in read_drafts(file, options):
            if isinstance(item, Broken):
                yield Problem(str(file.path), "ingest", item.message)
            else:
                yield from finish(item, options)
