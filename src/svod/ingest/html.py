"""Saved pages: the decoded HTML of one page in, one draft with the article's body out.

The body is chosen by trafilatura; where it finds nothing, the text of the page's article element or of the whole page
is taken, and said so. Facts about the article come from `metadata.py`. Fetches nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from svod.ingest.drafts import Broken, Draft
from svod.ingest.markup import clean_markup, format_markup, parse_markup, read_markup
from svod.ingest.metadata import find_page_facts

CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{2,40})""", re.I
)
HEAD = 4096  # bytes in which a page must name its encoding
BIG = 5_000_000  # characters from which the heuristics would take minutes


def find_charset(raw: bytes) -> str | None:
    """Return the encoding that a page or feed names itself."""
    found = CHARSET.search(raw[:HEAD])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def parse_html(markup: str, path: str, stem: str, raw: bytes) -> Draft | Broken:
    """Read one saved page; Broken where no text is found."""
    tree = parse_markup(markup)
    if tree is None:
        return Broken("no HTML in this file: nothing was added")
    facts = find_page_facts(tree)
    text, remarks = find_body(markup, tree, facts.title)
    if not text:
        return Broken("no article text found in this page: save the article's own page, or its text as .txt")
    return Draft(
        name=stem,
        text=text,
        where=path,
        raw=raw,
        date=facts.date,
        outlet=facts.outlet,
        url=facts.url,
        title=facts.title,
        lang=facts.lang,
        lang_is_stated=False,
        remarks=remarks,
    )


def find_body(markup: str, tree: Any, title: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the article's text, and a remark where it is the page's whole text."""
    if len(markup) <= BIG and (text := drop_title(extract_body(markup), title)):
        return text, ()
    for element in tree.xpath("//article | //*[@itemprop='articleBody'] | //main"):
        if text := drop_title(read_markup(format_markup(element)), title):
            return text, ()
    text = drop_title(read_markup(markup), title)
    return text, ("the article could not be told from the rest of the page: all its text was taken",) if text else ()


def extract_body(markup: str) -> str:
    """Let trafilatura choose the article's paragraphs, without comments, tables, links and pictures."""
    return load_extractor()(clean_markup(markup), include_comments=False, include_tables=False) or ""


@lru_cache(maxsize=1)
def load_extractor() -> Callable[..., str | None]:
    """Load trafilatura, and keep its remarks from being printed where the program has set up no log."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    extract: Callable[..., str | None] = trafilatura.extract
    return extract


def drop_title(text: str, title: str | None) -> str:
    """Leave out a first line that only repeats the title."""
    head, _, rest = text.partition("\n")
    return rest if title and " ".join(head.split()).casefold() == title.casefold() else text
