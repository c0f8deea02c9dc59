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
from svod.ingest.metadata import LONGEST_DATE, VISIBLE_DAY, PageFacts, find_page_facts
from svod.ingest.prune import prune
from svod.packs import load_table

CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{2,40})""", re.I
)
HEAD = 4096  # bytes in which a page must name its encoding
WORD = re.compile(r"[^\W\d_]{3,}")
ENOUGH = 200  # characters of a marked body that is believed
HALF = 0.5
SHORTEST_TITLE = 15  # characters by which a first line is known to be a part of the window's title
LONGEST_FURNITURE = 160  # characters
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{3,2000})", re.IGNORECASE)
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
    saved = SAVED_FROM.search(markup[:HEAD])
    facts = find_page_facts(tree, saved[1] if saved else None)
    text, remarks = find_body(tree, facts)
    if not text:
        return Broken("no article text found in this page: save the article's own page, or its text as .txt")
    text, title, day = split_head(text, facts.title)
    return Draft(
        name=stem,
        text=text,
        where=path,
        raw=raw,
        date=facts.date or day,
        outlet=facts.outlet,
        url=facts.url,
        title=title,
        lang=facts.lang,
        lang_is_stated=False,
        remarks=remarks,
    )


def find_body(tree: Any, facts: PageFacts) -> tuple[str, tuple[str, ...]]:
    """Return the article's text, and a remark where it is the page's whole text; changes the tree."""
    whole = format_markup(tree)
    if len(whole) <= BIG:
        prune(tree)
        text = extract_body(format_markup(tree)) or extract_body(whole)
        if text := drop_furniture(drop_title(choose_body(text, tree, facts), facts.title)):
            return text, ()
    for element in tree.xpath("//article | //*[@itemprop='articleBody'] | //main"):
        if text := drop_title(read_markup(format_markup(element)), facts.title):
            return text, ()
    text = drop_title(read_markup(whole), facts.title)
    return text, ("the article could not be told from the rest of the page: all its text was taken",) if text else ()


def split_head(text: str, title: str | None) -> tuple[str, str | None, str | None]:
    """Part a text that begins with its headline and day, as on pages without metadata, into text, title and day."""
    lines = text.split("\n")
    day = None
    if len(lines) > 2 and len(lines[0]) >= SHORTEST_TITLE and title and lines[0] in title:
        title = lines.pop(0)
    if len(lines) > 1 and len(lines[0]) <= LONGEST_DATE and VISIBLE_DAY.match(lines[0]):
        day = lines.pop(0)
    return "\n".join(lines), title, day


def choose_body(text: str, tree: Any, facts: PageFacts) -> str:
    """Return the text, or the body that the page itself marks where the text holds less than half of its words."""
    marked = max(
        (format_markup(element) for element in tree.xpath("//*[@itemprop='articleBody']")), key=len, default=""
    )
    for body in (read_markup(marked) if marked else "", read_markup(facts.body or "")):
        if len(body) >= ENOUGH and share_words(body, text) < HALF:
            return body
    return text


def share_words(body: str, text: str) -> float:
    """The share of the words of one text that another has, 0..1."""
    words = set(WORD.findall(body.casefold()))
    return len(words & set(WORD.findall(text.casefold()))) / len(words) if words else 1.0


def drop_furniture(text: str) -> str:
    """Leave out short lines that only lead elsewhere: «Читайте также», «Подписывайтесь на наш канал»."""
    starts = load_furniture()
    lines = text.split("\n")
    return "\n".join(line for line in lines if len(line) > LONGEST_FURNITURE or not starts.match(line))


@lru_cache(maxsize=1)
def load_furniture() -> re.Pattern[str]:
    """Read from the languages' packs how lines begin that lead away from an article."""
    words = [word for table in load_table("files") for word in table.get("furniture", {}).get("starts", ())]
    return re.compile(f"(?:{'|'.join(map(re.escape, words)) or '(?!)'})", re.IGNORECASE)


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
