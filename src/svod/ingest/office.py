"""Word and OpenDocument texts (.docx, .odt): the file in, one draft out; no other library than lxml.

Text is what a reader sees, a line for each paragraph: deleted text of tracked changes, comments, footnotes, headers
and footers stay out. First lines `date: …`, `outlet: …` with an empty line after them are a header, as in .txt. The
parts of the file are read within bounds and nothing is unpacked to disk; a part with a document type is refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from lxml import etree

from svod.ingest.drafts import Broken, Draft, Options
from svod.ingest.metadata import first
from svod.ingest.text import parse_text

LARGEST_PART = 64 * 1024 * 1024  # bytes of XML, unpacked
BODIES = ("word/document.xml", "content.xml")
FACTS = ("docProps/core.xml", "meta.xml")
UNREAD = frozenset({"del", "Fallback", "moveFrom", "tracked-changes", "annotation", "note", "frame"})
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "line-break": "\n", "s": " ", "noBreakHyphen": "-"}
ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ADVICE = "save it again, or give the article as .txt"


class Refused(Exception):
    """A part of the file that is not read; the message says why."""


def parse_office(handle: IO[bytes], path: str, stem: str, raw: bytes, options: Options) -> Draft | Broken:
    """Read one document."""
    try:
        with zipfile.ZipFile(handle) as box:
            body = next((tree for name in BODIES if (tree := read_part(box, name)) is not None), None)
            facts = [tree for name in FACTS if (tree := read_part(box, name)) is not None]
    except Refused as error:
        return Broken(f"{error}: nothing was added; {ADVICE}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        return Broken(f"a broken or locked document ({error}): nothing was added; {ADVICE}")
    if body is None:
        return Broken(f"no text document (.docx, .odt) in this file: nothing was added; {ADVICE}")
    text = "\n".join(read_paragraphs(body))
    draft = parse_text(text, stem, path, raw)
    return add_facts(draft, facts, options)


def read_part(box: zipfile.ZipFile, name: str) -> Any:
    """Parse a part of the file; None where there is none. Raises Refused."""
    try:
        with box.open(name) as part:
            markup = part.read(LARGEST_PART + 1)
    except KeyError:
        return None
    if len(markup) > LARGEST_PART:
        raise Refused(f"{name} unpacks to more than {LARGEST_PART >> 20} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        tree = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"{name} is broken XML ({error.msg})") from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise Refused(f"{name} has a document type, which no office program writes")
    return tree


def read_paragraphs(body: Any) -> Iterator[str]:
    """Yield the paragraphs and headings in order."""
    skipped: Any = None
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = local_name(element)
        if event == "start" and skipped is None:
            if name in UNREAD:
                skipped = element
            else:
                pieces += [BREAKS.get(name, ""), (element.text or "") if holds_text(element) else ""]
        elif event == "end" and (skipped is None or element is skipped):
            skipped = None
            if name in ("p", "h"):
                yield "".join(pieces)
                pieces = []
            elif holds_text(element.getparent(), tails=True):
                pieces.append(element.tail or "")


def holds_text(element: Any, *, tails: bool = False) -> bool:
    """True where an element's own characters are text: Word's `t`, OpenDocument's paragraphs and parts of them."""
    if element is None or not isinstance(element.tag, str):
        return False
    if element.tag.startswith(ODF_TEXT):
        return local_name(element) in ("p", "h", "span", "a")
    return local_name(element) == "t" and not tails


def local_name(element: Any) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def add_facts(draft: Draft, facts: list[Any], options: Options) -> Draft:
    """Add title and day from the document's properties where its own header is silent."""
    values = {local_name(e): first(e.text) for tree in facts for e in tree.iter() if isinstance(e.tag, str)}
    created = values.get("created") or values.get("creation-date")
    title = draft.title or values.get("title")
    if draft.date or options.date or not created:
        return replace(draft, title=title)
    remark = f"dated by the day this document was made, {created[:10]}: say --date or write a first line `date: …`"
    return replace(draft, title=title, date=created[:10], remarks=(*draft.remarks, remark))
