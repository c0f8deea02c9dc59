"""Bytes in, text out, with the name of the encoding and a remark where something was lost.

Order: byte order mark, strict UTF-8, the encoding the file itself declares, damaged UTF-8, Cyrillic eight-bit sets by
letter frequency, charset-normalizer for the rest. Letter frequency comes first for Cyrillic since general detectors
take short windows-1251 texts for KOI8-R, Macintosh or Baltic ones. Does not normalise.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from svod.packs import load_table

SAMPLE = 50_000  # bytes that the guess is made from
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CYRILLIC = ("windows-1251", "koi8-r", "koi8-u", "ibm866", "iso8859-5", "mac-cyrillic")  # the first wins a tie
LATIN = ["cp1252", "cp1250", "cp1254", "cp1257"]
MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
)
CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\f\r\x1b")
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH_BYTE = re.compile(rb"[\x80-\xff]")

MARKS = dict.fromkeys("«»—–„“”’…№\xa0", 3.0)  # per mille, as the letters
ODD = math.log(0.01)
LOOKS_CYRILLIC = 2.2  # running Russian scores about 3.7; the same bytes read by a wrong set score below 1.5


@dataclass(frozen=True, slots=True)
class Running:
    """What running text in Cyrillic letters looks like: a wrong code page gives capitals inside words, box drawings."""

    weights: Mapping[str, float]  # log of the share of each character
    case_slip: re.Pattern[str]  # «лХМХЯРП»: KOI8-R has small letters where windows-1251 has capitals
    mixed_script: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read by; `remark` says what was lost, None where nothing was."""

    text: str
    encoding: str
    remark: str | None = None


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text, whatever they are; never raises. `declared` is what the file says of itself."""
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return decode_as(raw, encoding)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if is_mostly_utf8(raw):
        return decode_as(raw, "utf-8")
    return decode_as(raw, guess_encoding(raw, declared))


def decode_as(raw: bytes, encoding: str) -> Decoded:
    """Read bytes by one encoding, with U+FFFD and a remark where they do not fit it."""
    unsure = (
        f"encoding not stated, taken for {encoding}: save the file as UTF-8 to be sure" if encoding in LATIN else None
    )
    try:
        return Decoded(raw.decode(encoding), encoding, unsure)
    except (UnicodeDecodeError, LookupError):
        text = raw.decode(encoding, "replace")
    lost = text.count("\ufffd")
    name = encoding.removesuffix("-sig")
    return Decoded(
        text,
        encoding,
        f"wrong or mixed encoding: read as {name}, {lost} unreadable places became \ufffd; save the file as UTF-8",
    )


def find_binary(raw: bytes) -> str | None:
    """Say what a file is when it is no text at all: "a PNG image", "binary data"; None for text."""
    for magic, what in MAGIC:
        if raw.startswith(magic):
            return what
    if any(raw.startswith(mark) for mark, _ in BOMS):
        return None
    controls = len(raw) - len(raw.translate(None, CONTROL_BYTES))
    return "binary data" if controls * 50 > len(raw) else None


def has_wide_mark(raw: bytes) -> bool:
    """True for UTF-16 and UTF-32 with their mark, whose lines cannot be told by bytes."""
    return any(raw.startswith(mark) for mark, encoding in BOMS if encoding != "utf-8-sig")


def find_file_encoding(head: bytes) -> str | None:
    """Name the eight-bit encoding that the first bytes of a file are in; None for UTF-8."""
    decoded = decode(head[: head.rfind(b"\n") + 1] or head)
    return None if decoded.encoding.startswith("utf") else decoded.encoding


def is_mostly_utf8(raw: bytes) -> bool:
    """True when nine tenths of the bytes beyond ASCII form UTF-8 characters: damage, not another encoding."""
    high = len(HIGH_BYTE.findall(raw))
    return 10 * sum(map(len, UTF8_SEQUENCE.findall(raw))) >= 9 * high


def guess_encoding(raw: bytes, declared: str | None) -> str:
    """Name the eight-bit encoding of bytes that are no UTF-8; running Russian is believed more than a declaration."""
    sample = make_sample(raw)
    scores = {name: score_cyrillic(sample.decode(name, "replace")) for name in CYRILLIC}
    # It shares all small letters but «я» with windows-1251, so that a few words cannot tell, and is hardly ever met.
    scores["mac-cyrillic"] -= min(0.15, 6 / len(sample))
    best = max(CYRILLIC, key=lambda name: scores[name])
    if scores[best] >= LOOKS_CYRILLIC:
        return best
    if declared and fits(sample, declared):
        return declared
    from charset_normalizer import from_bytes

    match = from_bytes(sample, cp_isolation=LATIN).best()
    return match.encoding if match else "cp1252"


def make_sample(raw: bytes) -> bytes:
    """Cut a sample that holds what the guess needs, even where a long ASCII head comes first."""
    first = HIGH_BYTE.search(raw)
    start = max(0, (first.start() if first else 0) - 1000)
    return raw[start : start + SAMPLE]


def fits(sample: bytes, encoding: str) -> bool:
    """True when a declared encoding exists and can read the sample, but for a character cut at its end."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        return isinstance(decoder.decode(sample), str)
    except (LookupError, ValueError, TypeError):
        return False


def score_cyrillic(text: str) -> float:
    """Mean log weight of the characters beyond ASCII: high for running Russian or Ukrainian, low for «йtй» (été)."""
    running = load_running()
    weights = [running.weights.get(char, ODD) for char in text if char > "\x7f"]
    if not weights or 5 * len(running.mixed_script.findall(text)) > len(weights):
        return ODD
    return (sum(weights) - 4 * len(running.case_slip.findall(text))) / len(weights)


@lru_cache(maxsize=1)
def load_running() -> Running:
    """Read the shares of letters that the packs of languages in Cyrillic letters state."""
    shares = {char: float(share) for table in load_table("files") for char, share in table.get("shares", {}).items()}
    small, capital = "".join(sorted(shares)), "".join(sorted(shares)).upper()
    weights = {char: math.log(share) for char, share in (shares | MARKS).items()}
    weights |= {char.upper(): math.log(share / 1.3) for char, share in shares.items()}
    return Running(
        weights,
        re.compile(f"[{small}][{capital}]"),
        re.compile(f"[A-Za-z](?=[{small}])|[{small}](?=[A-Za-z])", re.IGNORECASE),
    )
