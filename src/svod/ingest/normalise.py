"""Text made fit to stand for ever: any string in, a clean one out; what is clean comes out unchanged.

Clean means: Unicode NFC, lines ended by "\\n" alone, none at the end, no NUL, soft hyphen, byte order mark, lone
surrogate or other control character. Nothing else is touched: double spaces, non-breaking spaces, zero-width spaces and
odd quotation marks stay, since evidence is copied from these very characters.
"""

from __future__ import annotations

import re
import unicodedata

DROPPED = re.compile("[\0\u00ad\ufeff]")
CONTROLS = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f]")
SURROGATES = re.compile("[\ud800-\udfff]")
LINE_END = re.compile("\r\n?")
BLANKS = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Return the text in the form that is stored: «йод\\r\\n» written with a combining breve becomes «йод»."""
    text = DROPPED.sub("", text)
    if SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = CONTROLS.sub(" ", LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", text).rstrip("\n")


def make_printable(path: str) -> str:
    """Return a path that a database and a terminal can hold: bytes of a file name that are no UTF-8 as «\\udcff»."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def normalise_line(text: str | None) -> str | None:
    """Return a title, name or address as one trimmed line; None for an empty one and for a lone dash."""
    line = BLANKS.sub(" ", normalise(text or "")).strip()
    return None if line in ("", "-", "–", "—") else line
