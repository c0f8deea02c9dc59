"""RSS and Atom files: the decoded feed in, one draft for each entry out.

feedparser reads the bytes it is given and never an address; entries' HTML is reduced to text. An entry that holds only
a summary is kept with its summary.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any
from xml.sax import SAXParseException

from svod.ingest.drafts import Broken, Draft
from svod.ingest.markup import clean_characters, read_markup
from svod.ingest.metadata import find_host, first

PROLOGUE = re.compile(r"^\s*(<\?xml[^>]*\?>)?")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
XML_NAMES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;", "AMP;", "LT;", "GT;", "QUOT;"})
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", re.DOTALL | re.IGNORECASE)


def parse_feed(markup: str, path: str, stem: str) -> Iterator[Draft | Broken]:
    """Read the entries of a feed; Broken where it is no feed, has no entries or is not well-formed."""
    feed = load_feed(markup)
    if not feed.get("version"):
        yield Broken("neither RSS nor Atom: nothing was added; save the feed itself, or the article's page as .html")
        return
    for number, entry in enumerate(feed.entries, 1):
        yield make_entry(entry, feed.feed, path, f"{stem}#{number}")
    if isinstance(error := feed.get("bozo_exception"), SAXParseException):
        count = f"{len(feed.entries)} entries could be read, others may be missing or cut"
        yield Broken(f"line {error.getLineNumber()}: the feed is broken ({error.getMessage()}): {count}; save it again")
    elif not feed.entries:
        yield Broken("the feed has no entries: nothing was added")


def load_feed(markup: str) -> Any:
    """Parse a feed without its document type, which could name other files."""
    import feedparser

    clean = clean_characters(DOCTYPE.sub(blank_out, PROLOGUE.sub("", markup, count=1), count=1))
    clean = NAMED.sub(write_out, clean)
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(io.BytesIO(clean.encode("utf-8")), response_headers=headers, resolve_relative_uris=False)


def write_out(found: re.Match[str]) -> str:
    """Write a character for its HTML name, which XML does not know: "&nbsp;", "&laquo;"; XML's own names stay."""
    name = found[1] + ";"
    return found[0] if name in XML_NAMES else html5.get(name, found[0])


def blank_out(found: re.Match[str]) -> str:
    """Leave only the line breaks, so that line numbers stay true."""
    return "\n" * found[0].count("\n")


def make_entry(entry: Any, feed: Any, path: str, fallback: str) -> Draft | Broken:
    """Make a draft of one entry."""
    bodies = [part.get("value") or "" for part in entry.get("content") or ()] + [entry.get("summary") or ""]
    texts = [read_markup(body) for body in bodies]
    source = entry.get("source") or {}
    link = first(entry.get("link"))
    # dict.get: the entry's own get passes one date off as another, with a warning.
    date = first(*(dict.get(entry, key) for key in ("published", "updated", "created")))
    name = first(entry.get("id"), link) or fallback
    text = max(texts, key=len)
    where = f"{path}, entry {name}"
    if not text:
        return Broken(f"entry {name}: neither content nor summary; nothing was added")
    raw = json.dumps([name, link, date, entry.get("title"), bodies], ensure_ascii=False)
    return Draft(
        name=name,
        text=text,
        where=where,
        raw=raw.encode("utf-8", "surrogatepass"),
        date=date,
        outlet=first(source.get("title"), feed.get("title"), find_host(link)),
        url=link,
        title=first(read_markup(entry.get("title") or "")),
        lang=first(entry.get("language"), feed.get("language")),
        lang_is_stated=False,
    )
