"""What ingest is told, and what it hands on between its two halves.

In: nothing. Out: `Options` (from the caller), `Draft` (one article as a format reader found it, nothing normalised
yet), `Skipped` (a file that is no article). Does no reading and no judging.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FIELDS = ("name", "date", "outlet", "url", "title", "lang", "text")


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows better than the files."""

    columns: Mapping[str, str] = field(default_factory=dict)  # our field → the file's column: {"text": "body"}
    lang: str | None = None  # ISO 639-1; beats whatever a file says
    outlet: str | None = None
    today: str | None = None  # ISO day; without it no date can be called a future one
    date: str | None = None  # for articles that state no date of their own


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no article, or parts of a file that are none, and why."""

    path: str
    reason: str
    count: int = 1
    unit: str = "files"  # what was left out: files, posts, records


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as found in a file: strings as they stand there, None where the file is silent."""

    name: str
    text: str
    where: str  # file, or file:line
    raw: bytes  # what is hashed: the file, or the record's own line, row or entry
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    lang: str | None = None
    lang_is_stated: bool = True  # False where `lang` is a page template's word, which nobody wrote for this article
    remarks: tuple[str, ...] = ()  # what went wrong while reading, though the article could be kept


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a file that gave no article: the message says where in the file, what, and what to do."""

    message: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list of addresses: which articles of the other files are wanted."""

    addresses: tuple[str, ...]


Item = Draft | Broken | Skipped | Wanted  # what a file may hold
