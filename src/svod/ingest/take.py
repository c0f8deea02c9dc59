"""Files one by one: what the walk found in; articles, problems and what was left out, each fit to be stored and shown.

Lists of addresses come last, since what they want may stand in any other file. Decides nothing about single formats.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from svod.ingest.addresses import bare_address, find_missing, say_missing
from svod.ingest.article import finish
from svod.ingest.drafts import Broken, Draft, Options, Skipped, Wanted
from svod.ingest.files import read_drafts
from svod.ingest.normalise import make_printable
from svod.ingest.walk import Found, judge_file
from svod.records import Article, Problem

Said = TypeVar("Said", Article | Problem, Article | Problem | Skipped, Skipped | Problem, Problem)


def take_all(found: Sequence[Found], options: Options) -> Iterator[tuple[Found, Article | Problem | Skipped]]:
    """Yield what the files hold, each with its file."""
    seen: set[str] = set()
    lists: list[tuple[Found, Wanted]] = []
    for file in found:
        for item in take_file(file, options):
            if isinstance(item, Wanted):
                lists.append((file, item))
                continue
            if isinstance(item, Article) and item.url:
                seen.add(bare_address(item.url))
            yield file, item
    for file, wanted in lists:
        yield from ((file, item) for item in take_wanted(file, wanted, seen, found, options))


def take_file(file: Found, options: Options) -> Iterator[Article | Problem | Skipped | Wanted]:
    """Yield what one file holds."""
    for item in read_drafts(file, options):
        if isinstance(item, Wanted):
            yield item
        elif isinstance(item, Broken):
            yield make_sayable(Problem(str(file.path), "ingest", item.message))
        elif isinstance(item, Skipped):
            yield make_sayable(item)
        else:
            yield from (make_sayable(made) for made in finish(item, options))


def take_wanted(
    file: Found, wanted: Wanted, seen: set[str], found: Sequence[Found], options: Options
) -> Iterator[Article | Problem]:
    """Yield the articles that a list wants out of the files beside it, then what is nowhere."""
    if missing := find_missing(wanted, seen):
        asked = {bare_address(url) for url in missing}
        for beside in find_beside(file.path, found):
            for draft in read_drafts(beside, options):
                if isinstance(draft, Draft) and draft.url and (address := bare_address(draft.url)) in asked:
                    seen.add(address)
                    yield from (make_sayable(made) for made in finish(draft, options))
    if missing := find_missing(wanted, seen):
        yield make_sayable(Problem(str(file.path), "ingest", say_missing(wanted, missing)))


def find_beside(path: Path, found: Sequence[Found]) -> list[Found]:
    """List the article files in the folder of a list that are not read anyhow."""
    known = {os.path.realpath(file.path) for file in found}
    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return []
    files = [judge_file(path.parent / name, named=False) for name in names]
    return [file for file in files if isinstance(file, Found) and os.path.realpath(file.path) not in known]


def make_sayable(item: Said) -> Said:
    """Write paths in what is said so that a database and a terminal can hold them; an article stays as it is."""
    if isinstance(item, Problem):
        return replace(item, article=make_printable(item.article), message=make_printable(item.message))
    if isinstance(item, Skipped):
        return replace(item, path=make_printable(item.path), reason=make_printable(item.reason))
    return item
