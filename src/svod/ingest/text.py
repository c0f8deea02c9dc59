"""Plain text files: with a header of `key: value` lines, in the one-line form ` date YYYY-MM-DD text…`, or bare.

In: the decoded file. Out: one draft. With a header the text is everything after the first blank line, every character
of it; line ends are those of the decoder, so CRLF is made LF here, for the header's sake.
"""

from __future__ import annotations

import re

from svod.ingest.drafts import FIELDS, Draft

HEADER_LINE = re.compile(r"\s*([^\W\d_][\w -]{0,30}?)[ \t]*:([ \t]*)(.*)")
DATE_LINE = re.compile(r"\s{0,3}date[ \t]+(\d{4}-\d\d-\d\d)(?:[ \t]+|\n|$)", re.IGNORECASE)
HEAD_LIMIT = 20_000  # characters in which a header must end
KNOWN = frozenset(FIELDS) - {"text", "name"}


def parse_text(text: str, name: str, where: str, raw: bytes) -> Draft:
    """Read one article of a text file; never fails."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := DATE_LINE.match(text):
        return Draft(name, text[found.end() :], where, raw, date=found[1])
    header, body, remarks = split_header(text)
    return Draft(
        name=name,
        text=body,
        where=where,
        raw=raw,
        date=header.get("date"),
        outlet=header.get("outlet"),
        url=header.get("url"),
        title=header.get("title"),
        lang=header.get("lang"),
        remarks=remarks,
    )


def split_header(text: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """Part a file into header fields and text; no fields where its first lines hold no known `key: value`."""
    fields: dict[str, str] = {}
    at = 0
    for line in text[:HEAD_LIMIT].split("\n"):
        found = HEADER_LINE.fullmatch(line)
        key = found[1].casefold() if found else ""
        if not found or (key not in KNOWN and not found[2]):
            break
        fields.setdefault(key, found[3])
        at += len(line) + 1
    else:
        line = ""
    if not KNOWN & fields.keys():
        return {}, text, ()
    if not line.strip():
        return fields, text[at + len(line) + 1 :], ()
    if next(iter(fields)) not in KNOWN:  # «Министр: …» above «Title: …» is an interview, not a header
        return {}, text, ()
    first = len(fields) + 1
    return fields, text[at:], (f"no blank line after the header: the text is taken from line {first} on",)


def format_text(draft: Draft) -> str:
    """Write an article in the header form, the inverse of `parse_text`."""
    fields = {key: getattr(draft, key) for key in ("date", "outlet", "url", "title", "lang")}
    head = "".join(f"{key}: {value}\n" for key, value in fields.items() if value is not None)
    return f"{head}\n{draft.text}\n" if head else draft.text
