"""PDF files: the bytes in, one draft out. Needs pypdf: `pip install "svod[documents]"`.

The lines of a page come in the order in which the file holds them, which for columns is column after column. What
stands at the top or bottom of many pages (heads, feet, numbers) is left out; lines are joined to paragraphs and words
parted at a line's end made whole. A file of pictures has no text layer and is told. Pages, and what they unpack to,
are bounded.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any

from svod.ingest.drafts import Broken, Draft, Options
from svod.ingest.metadata import first
from svod.packs import load_table

MISSING = 'PDF needs one more library: pip install "svod[documents]", then add the file again'
MOST_PAGES = 400
MOST_CHARACTERS = 5_000_000
MOST_DRAWN = 32 * 1024 * 1024  # bytes of drawing, unpacked: some 15 s of reading
EDGE = 2  # lines at the top and at the bottom of a page that may be a head or foot
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"\W*\d{1,4}(\W+\d{1,4})?\W*")
SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]]*$")
PARTED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
STARTS_SMALL = re.compile(r"[^\W\d_]+")
FULL = 0.75  # of a usual line's length: a shorter one may end a paragraph
BROWSERS = re.compile(r"skia|chrom|mozilla|firefox|cairo|quartz|wkhtml|webkit|qt \d", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\.(docx?|odt|rtf|indd|pdf|qxd|txt|html?)$|^(microsoft word|untitled|about:blank)", re.IGNORECASE
)
DAY = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")


class TooLong(Exception):
    """The file would take minutes to read."""


@dataclass(frozen=True, slots=True)
class Hyphens:
    """Halves of words that keep their hyphen: «северо-», «-нибудь», «-то» after «кто»."""

    first: frozenset[str]
    last: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    def keep(self, first: str, last: str) -> bool:
        """True where two halves are no plain word parted at a line's end."""
        return first in self.first or last in self.last or (first, last) in self.pairs


def parse_pdf(raw: bytes, path: str, stem: str, options: Options) -> Draft | Broken:
    """Read one PDF."""
    try:
        import pypdf
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        return Broken(MISSING)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(io.BytesIO(raw))
            if reader.is_encrypted and not reader.decrypt(""):
                return Broken("locked by a password: nothing was added; save it without one")
            if (count := len(reader.pages)) > MOST_PAGES:
                return Broken(f"{count} pages, more than {MOST_PAGES}: give the articles one by one")
            pages = read_pages(reader)
            facts: dict[str, Any] = dict(reader.metadata or {})
    except TooLong:
        return Broken("more drawing or text than an article has: nothing was added; give the articles one by one")
    except DependencyError:
        return Broken("locked in a way that cannot be read: nothing was added; print it to a new PDF")
    except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        return Broken(f"a broken PDF ({type(error).__name__}): nothing was added; print it to a new one, or give .txt")
    return make_pdf_draft(pages, facts, Draft(stem, "", path, raw), options)


def read_pages(reader: Any) -> list[list[str]]:
    """Return the lines of every page."""
    pages: list[list[str]] = []
    total = drawn = 0
    for page in reader.pages:
        contents = page.get_contents()
        drawn += 0 if contents is None else len(contents.get_data())
        if drawn > MOST_DRAWN:
            raise TooLong
        text = page.extract_text() or ""
        total += len(text)
        if total > MOST_CHARACTERS:
            raise TooLong
        pages.append([line for line in (" ".join(part.split()) for part in text.split("\n")) if line])
    return pages


def make_pdf_draft(pages: list[list[str]], facts: dict[str, Any], draft: Draft, options: Options) -> Draft | Broken:
    """Make the draft of a file's lines and of what the file says of itself."""
    if not any(pages):
        return Broken("no text layer, only pictures of pages: run it through OCR (ocrmypdf) and add the result")
    lines = [line for page in drop_edges(pages) for line in page]
    title = first(str(facts.get("/Title") or ""))
    title = None if title and FILE_NAME.search(title) else title
    text = join_lines(lines)
    made = DAY.match(str(facts.get("/CreationDate") or ""))
    by = f"{facts.get('/Producer')} {facts.get('/Creator')}"
    if options.date or not made or BROWSERS.search(by):  # a browser prints on the day of reading
        return replace(draft, text=text, title=title)
    day = "-".join(made.groups())
    remark = f"dated by the day this PDF was made, {day}: say --date if the article is of another day"
    return replace(draft, text=text, title=title, date=day, remarks=(remark,))


def drop_edges(pages: Sequence[list[str]]) -> list[list[str]]:
    """Leave out page numbers, and lines that stand at the edge of at least three pages and of half of them."""
    edges = Counter(key for page in pages for key in {edge_key(line) for line in (*page[:EDGE], *page[-EDGE:])})
    often = {key for key, count in edges.items() if count >= 3 and 2 * count >= len(pages)}
    kept: list[list[str]] = []
    for page in pages:
        at_edge = {*range(EDGE), *range(len(page) - EDGE, len(page))}
        numbers = {0, len(page) - 1} if len(pages) > 1 else set()
        kept.append(
            [
                line
                for index, line in enumerate(page)
                if not (index in at_edge and edge_key(line) in often)
                and not (index in numbers and PAGE_NUMBER.fullmatch(line))
            ]
        )
    return kept


def edge_key(line: str) -> str:
    """A line with its numbers made alike, since a head holds the number of the page."""
    return NUMBER.sub("0", line.casefold())


def join_lines(lines: Sequence[str]) -> str:
    """Join lines to paragraphs: «догово-», «рились о мосте» → «договорились о мосте»."""
    if not lines:
        return ""
    usual = median(len(line) for line in lines if len(line) > 20) if any(len(line) > 20 for line in lines) else 0
    paragraphs = [lines[0]]
    for before, line in pairwise(lines):
        if ends_paragraph(before, line, usual):
            paragraphs.append(line)
        else:
            paragraphs[-1] = join_two(paragraphs[-1], line)
    return "\n".join(paragraphs)


def ends_paragraph(before: str, line: str, usual: float) -> bool:
    """True where a new paragraph begins: after a short line that ends a sentence, or is followed by a capital."""
    if PARTED.search(before) or line[0].islower() or len(before) >= FULL * usual:
        return bool(SENTENCE_END.search(before)) and len(before) < FULL * usual and not line[0].islower()
    return True


def join_two(before: str, line: str) -> str:
    """Join a line to what stands before it, making a parted word whole."""
    parted, start = PARTED.search(before), STARTS_SMALL.match(line)
    if not parted or not start or not start[0][0].islower():
        return f"{before} {line}" if not parted or not start else before + line
    keeps = load_hyphens().keep(parted[1].casefold(), start[0].casefold())
    return (before if keeps else before[: parted.end(1)]) + line


@lru_cache(maxsize=1)
def load_hyphens() -> Hyphens:
    """Read from the languages' packs which halves keep their hyphen at a line's end."""
    tables = [table.get("hyphens", {}) for table in load_table("files")]
    return Hyphens(
        frozenset(word for table in tables for word in table.get("first", ())),
        frozenset(word for table in tables for word in table.get("last", ())),
        frozenset((one, last) for table in tables for last, ones in table.get("after", {}).items() for one in ones),
    )
