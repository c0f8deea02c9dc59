"""HTML to characters: parsing that never fails on broken markup, and plain text of a fragment, block by block.

In: decoded HTML. Out: an lxml tree, or text in which blocks are lines. Code, styles and what is hidden give no text.
Does not choose the article's body out of a page: `html.py` does.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

CODE = ("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "head", "select", "textarea")
BLOCK_NAMES = (
    "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(BLOCK_NAMES.split())
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+))(?:;|(?![0-9a-f]))", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\n\f]+")


def parse_markup(markup: str) -> Any:
    """Parse HTML, however broken, into a tree; None where there is nothing to parse."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return lxml_html.document_fromstring(clean_markup(markup).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def clean_markup(markup: str) -> str:
    """Take out what parsers stumble over: an XML declaration, CDATA marks, characters that no markup may hold."""
    return CDATA.sub(" ", clean_characters(XML_DECLARATION.sub("", markup)))


def clean_characters(markup: str) -> str:
    """Take out characters that no markup may hold, also where they are written as references: "&#0;", "&#xD800;"."""
    return REFERENCE.sub(check_reference, NOT_XML.sub(" ", markup))


def check_reference(found: re.Match[str]) -> str:
    """Keep a reference to a character that exists; U+FFFD for others."""
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    code = int(digits, base) if len(digits) < 12 else -1
    exists = 0 <= code <= 0x10FFFF and not NOT_XML.match(chr(code))
    return found[0] if exists else "\ufffd"


def format_markup(tree: Any) -> str:
    """Write a tree back as HTML."""
    return str(lxml_html.tostring(tree, encoding="unicode"))


def read_markup(markup: str) -> str:
    """Reduce a fragment to text: «<p>Да.</p><p>Нет.</p>» becomes two lines; a text without markup stays as it is."""
    tree = parse_markup(markup)
    if tree is None:
        return ""
    etree.strip_elements(tree, *CODE, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in BLOCKS:
            pieces.append("\n")
        pieces.append(BLANKS.sub(" ", (element.text if event == "start" else element.tail) or ""))
    lines = (BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
