"""Ingest: files, folders and globs in; articles, problems and skipped files out. Nothing else reads input files.

`ingest` yields each article, followed by what was wrong with it, in an order that depends on the paths alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from svod.ingest.article import finish, make_article
from svod.ingest.drafts import Broken, Options, Skipped
from svod.ingest.fields import check_options
from svod.ingest.files import check_table, read_drafts
from svod.ingest.normalise import make_printable, normalise
from svod.ingest.walk import Found, find_files
from svod.records import Article, Problem

__all__ = ["Options", "Skipped", "ingest", "make_article", "make_printable", "normalise"]

Said = TypeVar("Said", Article | Problem, Article | Problem | Skipped, Skipped | Problem, Problem)


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
    yield from (make_sayable(item) for item in first)
    for file in found:
        for item in read_drafts(file, options):
            if isinstance(item, Broken):
                yield make_sayable(Problem(str(file.path), "ingest", item.message))
            else:
                yield from (make_sayable(made) for made in finish(item, options))


def make_sayable(item: Said) -> Said:
    """Write paths in what is said so that a database and a terminal can hold them; an article stays as it is."""
    if isinstance(item, Problem):
        return replace(item, article=make_printable(item.article), message=make_printable(item.message))
    if isinstance(item, Skipped):
        return replace(item, path=make_printable(item.path), reason=make_printable(item.reason))
    return item
