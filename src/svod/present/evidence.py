"""What a record rests on: an id comes in, passages of articles go out, with the exact characters marked in them.

A passage is the sentence, or the sentences on end, of one article that hold a record's evidence. What is joined across
articles rests on what its members rest on: an event on its tellings, an actor on its mentions. Reads; writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from svod.errors import UsageError
from svod.present.cli_find import find_id
from svod.present.cli_rows import Row, query_rows
from svod.records import Article
from svod.spans import trim
from svod.store import load_article

# first letter of an id → the ids of what such a record was joined from
MEMBERS = {
    "E": "SELECT event_mention FROM event_parts WHERE event = ? ORDER BY ordinal",
    "Q": "SELECT quote FROM quotation_quotes WHERE quotation = ? ORDER BY variant, ordinal",
    "F": "SELECT commitment FROM follow_up_parts WHERE follow_up = ? ORDER BY ordinal",
    "D": "SELECT claim FROM dispute_claims WHERE dispute = ? ORDER BY ordinal",
    "L": """
        SELECT event_mention FROM links JOIN event_parts ON event IN (earlier, later)
        WHERE links.id = ? ORDER BY event = later, event_parts.ordinal""",
    "A": """
        SELECT m.id FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain
        JOIN articles AS a ON a.id = m.article WHERE c.actor = ?
        ORDER BY a.published IS NULL, a.published, a.id, m.ordinal""",
}
PLACES = """
    SELECT role, article, start, end, text, field FROM evidence
    WHERE record = ? AND part IN ('whole', 'role', 'telling', 'change', 'title', 'body') ORDER BY part, ordinal"""
# the roles of evidence that are a record's own words, the first that it has; else all it has are
MAIN = ("content", "whole", "telling")
Stretches = tuple[tuple[int, int], ...]
NONE: Mapping[Mark, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of an article that a record rests on, and what they are of it: content, cue, trigger."""

    role: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters [start, end) of an article's text (or title) with the marks in them."""

    record: str  # the quote, telling, mention, … that rests on it
    article: str
    article_name: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    field: str  # text or title
    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    main: tuple[Mark, ...]  # those that are the record's own words: of a quote what is said, of a telling its sentence


def find_passages(db: sqlite3.Connection, id_: str, *, article: str | None = None) -> Iterator[Passage]:
    """The passages that a record rests on, one at a time, or those of them in one article; an article is its text."""
    if id_.startswith("a-"):
        found = load_article(db, id_)
        if found is not None:
            yield make_passage(found, id_, (0, len(found.text)))
        return
    query = MEMBERS.get(id_.split("-")[0])

    @lru_cache(maxsize=8)  # members come article by article
    def look_up(article: str) -> tuple[Article, Stretches]:
        found = load_article(db, article)
        assert found is not None  # noqa: S101  evidence names articles that are there, by foreign key
        return found, find_sentences(found.text)

    members = [row[0] for row in db.execute(query, (id_,)).fetchall()] if query else []
    for record in [*members, id_]:  # a commitment that was followed up has evidence of its own: of its changes
        places = [p for p in query_rows(db, PLACES, (record,)) if article in (None, p["article"])]
        main = next((role for role in MAIN if any(p["role"] == role for p in places)), None)
        for place in places:
            place["main"] = main in (None, place["role"])
        for key, own in groupby(sorted(places, key=by_place), key=lambda p: (p["article"], p["field"])):
            found, sentences = look_up(key[0])
            yield from make_passages(found, record, sentences if key[1] == "text" else None, list(own))


def by_place(place: Row) -> tuple[str, bool, int, int]:
    """Order of evidence: by article, the title first, then as it stands there."""
    return place["article"], place["field"] == "text", place["start"], -place["end"]


def make_passages(found: Article, record: str, sentences: Stretches | None, places: list[Row]) -> Iterator[Passage]:
    """The passages of one article for one record; without sentences they are of its title."""
    field = "title" if sentences is None else "text"
    marks = {Mark(p["role"], p["start"], p["end"], p["text"]): p["main"] for p in places}
    title = (0, len(found.title or ""))
    for start, end in [title] if sentences is None else join_stretches(found.text, marks, sentences):
        inside = {m: main for m, main in marks.items() if m.start < end and start < m.end}
        yield make_passage(found, record, (start, end), inside, field)


def make_passage(
    article: Article, record: str, stretch: tuple[int, int], marks: Mapping[Mark, bool] = NONE, field: str = "text"
) -> Passage:
    """Characters of an article as a passage; of each mark it is said whether it is the record's own words."""
    start, end = stretch
    text = (article.text if field == "text" else article.title or "")[start:end]
    about = (article.id, article.name, article.outlet, article.published, article.title, article.url)
    main = tuple(mark for mark, own in marks.items() if own)
    return Passage(record, *about, field, start, end, text, tuple(marks), main)


def find_sentences(text: str) -> Stretches:
    """Where the sentences of a text are."""
    from svod.read.segment import split_sentences

    return tuple((words[0].start, words[-1].end) for words in split_sentences(text) if words)


def join_stretches(text: str, marks: Iterable[Mark], sentences: Stretches) -> list[tuple[int, int]]:
    """The sentences with marks in them, those side by side as one; no mark is cut, whatever a sentence is taken for."""
    wanted = sorted((m.start, m.end) for m in marks)
    spots = [(n, s) for n, s in enumerate(sentences) if any(a < s[1] and s[0] < b for a, b in wanted)]
    parts = [[*wanted]] if wanted and not spots else []
    for _, run in groupby(enumerate(spots), key=lambda pair: pair[1][0] - pair[0]):
        held = [s for _, (_, s) in run]
        first, last = held[0][0], held[-1][1]
        parts.append([(first, last), *(w for w in wanted if w[0] < last and first < w[1])])
    return [trim(text, min(a for a, _ in part), max(b for _, b in part)) for part in parts]


def passages_of(db: sqlite3.Connection, record: str | Mapping[str, Any]) -> Iterator[Passage]:
    """The passages of a row or of an id."""
    if isinstance(record, str):
        yield from find_passages(db, find_id(db, record))
    elif not rests(record):
        raise UsageError("this row is a count and rests on no record of its own", "ask for the rows that it counts")
    elif record.get("snippet"):
        yield snippet_passage(db, record)
    elif "slot" in record:
        yield from find_passages(db, record["id"], article=record["article"])
    else:
        for id_ in [record["id"]] if "id" in record else record["events"]:
            yield from find_passages(db, id_)


def rests(row: Mapping[str, Any]) -> bool:
    """True when a row is of a record, or of a point of the index, which names its events."""
    return "id" in row or isinstance(row.get("events"), list | tuple)


def snippet_passage(db: sqlite3.Connection, row: Mapping[str, Any]) -> Passage:
    """The stretch of an article that a search found."""
    article = load_article(db, row["id"])
    assert article is not None  # noqa: S101  articles are never deleted
    stretch = (row["start"], row["end"])
    return make_passage(article, article.id, stretch, {Mark("snippet", *stretch, row["snippet"]): True})
