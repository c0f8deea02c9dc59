"""Articles, the characters in them, who found what there, and what went wrong. Conventions: `svod.records`."""

from __future__ import annotations

from dataclasses import dataclass

from svod.records.frozen import quick


@dataclass(frozen=True, slots=True)
class Article:
    """One report of one outlet. `text` is normalised once at ingest and then fixed for ever."""

    id: str
    name: str  # file stem, feed entry id or row number: what a person calls it
    outlet: str | None
    url: str | None
    published: str | None  # ISO day, or ISO date-time with its zone
    lang: str | None  # ISO 639-1
    title: str | None
    text: str
    raw_sha256: str


@quick
@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of an article's text, in code points."""

    article: str
    start: int
    end: int


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters a record rests on, copied. Invariant: article.text[span.start:span.end] == text.

    Where `field` is "title", the span counts the characters of `Article.title` instead.

    Roles in use: whole, trigger, content, speaker, cue, via, actor, recipient, name, role, time, place, detail,
    context, condition, deadline, addressee, status.
    """

    role: str
    span: Span
    text: str
    field: str = "text"  # text | title


@quick
@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a record and how sure it is; stays outside the id, so that decisions outlive upgrades."""

    extractor: str  # "times", "quotes", …
    rule: str  # the name of the rule that fired, as written in the pack or the code
    version: str  # pack version
    confidence: float | None = None  # 0..1
    confidence_kind: str = "none"  # what the number is: "none", "model", "heuristic", "measured precision"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one input that went wrong while the run went on."""

    article: str  # article id, or the file's path where no article came of it
    stage: str  # ingest, read, mentions, times, quotes, events, relate, store
    message: str
