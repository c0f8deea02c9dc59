"""Ingest: files, folders and globs in; articles, problems and skipped files out. Nothing else reads input files.

`ingest` yields each article, followed by what was wrong with it, in an order that depends on the paths alone; `survey`
says of each file what would be taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from svod.ingest.article import make_article
from svod.ingest.drafts import Options, Skipped
from svod.ingest.fields import check_options
from svod.ingest.files import check_table
from svod.ingest.language import load_identifier
from svod.ingest.normalise import make_printable, normalise
from svod.ingest.survey import FileSurvey, make_survey
from svod.ingest.take import make_sayable, take_all
from svod.ingest.walk import Found, find_files
from svod.records import Article, Problem

__all__ = [
    "FileSurvey", "Options", "Skipped", "forget_models", "ingest", "make_article", "make_printable", "normalise",
    "survey",
]  # fmt: skip


def ingest(paths: Sequence[str | Path], options: Options | None = None) -> Iterator[Article | Problem | Skipped]:
    """Read all articles that the paths lead to.

    Raises InputError before the first one when there is nothing to read, or when a table that was named has no column
    for the text; UsageError when the options name a field or language that does not exist. Later trouble is a Problem.
    """
    options = check_options(options or Options())
    found, first = find_checked(paths, options)
    return read_all(found, first, options)


def survey(paths: Sequence[str | Path], options: Options | None = None) -> list[FileSurvey]:
    """Say of each file what `ingest` would take from it; raises as `ingest` does, and writes nothing."""
    options = check_options(options or Options())
    found, first = find_checked(paths, options)
    return make_survey([make_sayable(item) for item in first], found, take_all(found, options))


def forget_models() -> None:
    """Let go of the judge of languages, 80 MiB that nobody needs while articles are read."""
    load_identifier.cache_clear()


def find_checked(paths: Sequence[str | Path], options: Options) -> tuple[list[Found], list[Skipped | Problem]]:
    """List the files to read, and what the walk left out; a table that was named is looked into."""
    found, skipped, problems = find_files(paths)
    for file in found:
        if file.named and file.kind == "table":
            check_table(file, options)
    return found, [*skipped, *problems]


def read_all(
    found: Sequence[Found], first: Sequence[Skipped | Problem], options: Options
) -> Iterator[Article | Problem | Skipped]:
    """Yield what the walk left out, then what the files hold."""
    yield from (make_sayable(item) for item in first)
    yield from (item for _, item in take_all(found, options))
