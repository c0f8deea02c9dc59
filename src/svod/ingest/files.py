"""One file in, its drafts out: opens it, tells binary from text, unpacks .gz, decodes, and calls the format's reader.

Whatever is wrong with the file becomes a `Broken`; `check_table` alone raises, for a table that the caller named.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO

from svod.errors import InputError
from svod.ingest.addresses import parse_addresses
from svod.ingest.drafts import Broken, Draft, Item, Options
from svod.ingest.encoding import Decoded, decode, find_binary, find_file_encoding, has_wide_mark
from svod.ingest.feed import parse_feed
from svod.ingest.fields import Place, make_names_unique
from svod.ingest.html import find_charset, parse_html
from svod.ingest.json_file import parse_json
from svod.ingest.jsonl import parse_jsonl
from svod.ingest.metadata import find_host
from svod.ingest.mhtml import find_page_part
from svod.ingest.office import parse_office
from svod.ingest.pdf import parse_pdf
from svod.ingest.table import check_text_column, parse_table, read_head, split_lines
from svod.ingest.telegram_html import is_telegram_page, parse_telegram_page
from svod.ingest.text import parse_text
from svod.ingest.walk import Found, find_stem, judge_file
from svod.ingest.warc import parse_wacz, parse_warc

WHOLE_LIMIT = 256 * 1024 * 1024  # bytes of a file that is read as one; JSON Lines only need each line to fit
HEAD = 64 * 1024  # bytes by which a file is judged
STREAMED = {"warc": parse_warc, "wacz": parse_wacz}  # archives of any size
BINARY = {"pdf": b"%PDF-", "office": b"PK\x03\x04"}  # how such a file begins
ATTACHED = ("html", "mhtml", "office", "pdf", "text")  # what an item of a list may have as its file


def read_drafts(found: Found, options: Options) -> Iterator[Item]:
    """Read one file, whatever is in it."""
    try:
        with closing(open_file(found)) as handle:
            silent = True
            for item in make_names_unique(read_items(handle, found, options)):
                silent = False
                yield item
            if silent:
                yield Broken("no article in this file: nothing was added")
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield Broken("broken gzip data: only records before the break, if any, were read; fetch the file again")
    except OSError as error:
        yield Broken(f"cannot be read ({error.strerror or error}): check that the file is there and its permissions")
    except Exception as error:
        # Third-party parsers raise what they like on hostile input, and one file must not end the run.
        yield Broken(f"cannot be read as {found.kind} ({type(error).__name__}: {error}): save it as plain .txt")


def open_file(found: Found) -> IO[bytes]:
    """Open a file, unpacking .gz on the way; a web archive unpacks its own records."""
    if found.path.suffix.lower() == ".gz" and found.kind != "warc":
        return gzip.open(found.path, "rb")  # type: ignore[return-value]
    return found.path.open("rb")


def read_items(handle: IO[bytes], found: Found, options: Options) -> Iterator[Item]:
    """Read an open file by the reader of its format."""
    head = handle.read(HEAD)
    if is_empty(head):
        yield Broken("the file is empty: nothing was added")
    elif found.kind in STREAMED:
        handle.seek(0)
        yield from STREAMED[found.kind](handle, str(found.path))
    elif (what := find_binary(head)) and not (found.kind in BINARY and head.startswith(BINARY[found.kind])):
        yield Broken(f"{what}, not text: nothing was added; give the article as .txt, .html or .jsonl")
    elif found.kind == "jsonl" and not has_wide_mark(head):
        lines = read_lines(handle, head)
        path, stem = str(found.path), find_stem(found.path)
        yield from parse_jsonl(lines, path, stem, columns=options.columns, encoding=find_file_encoding(head))
    else:
        raw = head + handle.read(WHOLE_LIMIT + 1 - len(head))
        if len(raw) > WHOLE_LIMIT:
            yield Broken(f"larger than {WHOLE_LIMIT >> 20} MB: split it, or give it as JSON Lines")
        else:
            yield from read_whole(raw, found, options)


def read_whole(raw: bytes, found: Found, options: Options) -> Iterator[Item]:
    """Read a file that is in memory."""
    path, stem = str(found.path), find_stem(found.path)
    if found.kind == "pdf":
        yield parse_pdf(raw, path, stem, options)
    elif found.kind == "office":
        yield parse_office(io.BytesIO(raw), path, stem, raw, options)
    elif found.kind == "mhtml":
        yield read_mhtml(raw, path, stem)
    else:
        yield from read_text_file(raw, found, options)


def read_text_file(raw: bytes, found: Found, options: Options) -> Iterator[Item]:
    """Read a file of characters that is in memory."""
    path, stem = str(found.path), find_stem(found.path)
    decoded = decode(raw, find_charset(raw) if found.kind in ("html", "feed") else None)
    kind = sniff_kind(decoded.text, found.kind)
    if kind == "text" and (wanted := parse_addresses(decoded.text)):
        yield wanted
    elif kind == "text":
        yield with_remark(parse_text(decoded.text, stem, path, raw), decoded)
    elif kind == "html" and is_telegram_page(decoded.text):
        yield from parse_telegram_page(decoded.text, path, stem)
    elif kind == "html":
        yield with_remark(parse_html(decoded.text, path, stem, raw), decoded)
    else:
        if decoded.remark:
            yield Broken(decoded.remark)
        if kind == "feed":
            yield from parse_feed(decoded.text, path, stem)
        elif kind == "json":
            place = Place(path, stem, 0, raw)
            yield from parse_json(
                decoded.text, place, options.columns, named=found.named, read=lambda file: read_attached(file, options)
            )
        elif kind == "jsonl":
            lines = decoded.text.encode("utf-8", "surrogatepass").split(b"\n")
            yield from parse_jsonl(lines, path, stem, columns=options.columns)
        else:
            yield from parse_named_table(decoded.text, path, stem, options)


def read_mhtml(raw: bytes, path: str, stem: str) -> Draft | Broken:
    """Read a page saved as one file."""
    if not (part := find_page_part(raw)):
        return Broken("no page in this MHTML file: nothing was added; save the page again")
    body, charset, url = part
    decoded = decode(body, find_charset(body) or charset)
    item = with_remark(parse_html(decoded.text, path, stem, raw), decoded)
    if isinstance(item, Broken):
        return item
    return replace(item, url=item.url or url, outlet=item.outlet or find_host(url))


def read_attached(path: Path, options: Options) -> Iterator[Item]:
    """Read a file that an item of a list names."""
    found = judge_file(path, named=True)
    if not path.is_file():
        yield Broken("no such file")
    elif not isinstance(found, Found) or found.kind not in ATTACHED:
        yield Broken("not an article file")
    else:
        yield from read_drafts(found, options)


def parse_named_table(text: str, path: str, stem: str, options: Options) -> Iterator[Draft | Broken]:
    """Read a table found in a folder, where a missing column is that file's trouble alone."""
    try:
        yield from parse_table(text, path, stem, columns=options.columns)
    except InputError as error:
        yield Broken(f"{error.message.removeprefix(path + ': ')}; {error.hint}")


def check_table(found: Found, options: Options) -> None:
    """Refuse a table that the caller named and that has no column for the text. Raises InputError."""
    try:
        with closing(open_file(found)) as handle:
            head = handle.read(HEAD)
            if is_empty(head) or find_binary(head):
                return  # told when its turn comes
            lines = split_lines(decode(head).text)
    except (OSError, EOFError, zlib.error):
        return
    names, _, _ = read_head(lines, options.columns)
    check_text_column(names, options.columns, str(found.path))


def is_empty(head: bytes) -> bool:
    """True for nothing but blanks and a byte order mark."""
    return not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def read_lines(handle: IO[bytes], head: bytes) -> Iterator[bytes]:
    """Yield the lines of a file whose first bytes have been read already."""
    *lines, rest = head.split(b"\n")
    yield from lines
    yield rest + handle.readline(WHOLE_LIMIT)
    while line := handle.readline(WHOLE_LIMIT):
        yield line


def with_remark(item: Draft | Broken, decoded: Decoded) -> Draft | Broken:
    """Add what the decoder had to say."""
    if decoded.remark is None or isinstance(item, Broken):
        return item
    return replace(item, remarks=(decoded.remark, *item.remarks))


def sniff_kind(text: str, kind: str) -> str:
    """Correct the kind that the name promises where the first characters plainly say another."""
    start = text[:500].lstrip("\ufeff \t\r\n").casefold()
    is_page = start.startswith(("<!doctype html", "<html")) or (start.startswith("<?xml") and "<html" in start)
    if kind in ("feed", "text") and is_page:
        return "html"
    is_feed = start.startswith(("<rss", "<feed")) or (
        start.startswith("<?xml") and ("<rss" in start or "<feed" in start)
    )
    return "feed" if kind in ("html", "text") and is_feed else kind
