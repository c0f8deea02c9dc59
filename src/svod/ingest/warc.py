"""Web archives, WARC and WACZ: the file in, a draft for each page that holds an article out.

Read record by record, so that an archive of any size needs the memory of one page. Taken are responses of status 200
and resources that are HTML. Left out and counted: pictures and scripts, redirects and errors, a payload that stood
there before (by its digest, revisit records too), pages without an article such as a list of headlines. A damaged
record is told, and reading goes on at the next.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO
from urllib.parse import urlsplit

from svod.ingest.archive_stream import Break, Stream, TooMuch, inflate
from svod.ingest.drafts import Broken, Draft, Skipped
from svod.ingest.encoding import decode
from svod.ingest.html import find_charset, parse_html
from svod.ingest.metadata import find_host

LARGEST_PAGE = 16 * 1024 * 1024  # bytes
MOST_FIELDS = 200  # lines of a record's or answer's head
MOST_TOLD = 50  # damaged records that are told one by one
ENOUGH = 500  # characters from which a page without a date counts as an article
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
HTML_START = re.compile(rb"\s*(<!doctype html|<html|<head)", re.IGNORECASE)
VERSION = re.compile(rb"WARC/[01]\.\d+\s*$")
STATUS = re.compile(rb"HTTP/[\d.]+ (\d{3})")
MEMBER = re.compile(r"^archive/[^/]+\.warc(\.gz)?$")
CHUNK_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\n]{0,200}\n")

NOT_A_PAGE, NO_ANSWER = "no web page (picture, script, …)", "a redirect or an error, no page"
AGAIN, NO_ARTICLE = "a page that stands in the archive already", "a page without an article (a list, a front page, …)"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an archive: its number, its fields in small letters, its block (cut at the largest page)."""

    number: int
    fields: Mapping[str, str]
    block: bytes

    @property
    def url(self) -> str:
        """The address that was fetched."""
        return self.fields.get("warc-target-uri", "").strip("<> ")


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page of an archive."""

    url: str
    body: bytes
    charset: str | None


def parse_wacz(handle: IO[bytes], path: str) -> Iterator[Draft | Broken | Skipped]:
    """Read the archives inside a WACZ file, without unpacking anything to disk."""
    try:
        with zipfile.ZipFile(handle) as box:
            names = sorted(name for name in box.namelist() if MEMBER.match(name))
            if not names:
                yield Broken("no archive/….warc.gz in this WACZ file: nothing was added")
            for name in names:
                with box.open(name) as member:
                    yield from parse_warc(member, path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield Broken(f"a broken or locked WACZ file ({error}): fetch it again, or give the .warc.gz inside it")


def parse_warc(handle: IO[bytes], path: str) -> Iterator[Draft | Broken | Skipped]:
    """Read the pages of one archive."""
    left_out: Counter[str] = Counter()
    seen: set[bytes] = set()
    told = 0
    for record in walk_records(Stream(handle)):
        item = record if isinstance(record, Broken) else judge_record(record, path, seen)
        if item is None:
            continue
        if isinstance(item, str):
            left_out[item] += 1
        elif isinstance(item, Draft) or told < MOST_TOLD:
            told += isinstance(item, Broken)
            yield item
        else:
            left_out["a damaged record"] += 1
    for reason, count in sorted(left_out.items()):
        yield Skipped(path, reason, count, "records")


def walk_records(stream: Stream) -> Iterator[Record | Broken]:
    """Yield the records of an archive; Broken where one is damaged."""
    number = 0
    while True:
        try:
            passed, ended = find_next(stream)
            if passed:
                yield Broken(f"after record {number}: {passed} bytes that are no record were passed over")
            if ended:
                return
            number += 1
            yield read_record(stream, number)
        except Break:
            yield Broken(
                f"a record at or after number {number} is damaged or cut off (gzip): fetch the archive again to have it"
            )
        except TooMuch:
            yield Broken("unpacks to far more than an archive of pages does: the rest was not read")
            return


def find_next(stream: Stream) -> tuple[int, bool]:
    """Go to the next record; returns how many bytes were no record, and whether the archive ends."""
    passed = 0
    while line := stream.read_line():
        if VERSION.match(line):
            return passed, False
        passed += len(line) if line.strip() else 0
    return passed, True


def read_record(stream: Stream, number: int) -> Record | Broken:
    """Read a record's fields and as much of its block as is used."""
    fields = read_fields(stream)
    length = fields.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        return Broken(f"record {number}: no length: left out")
    is_page = fields.get("warc-type") in ("response", "resource")
    block = stream.read(min(int(length), LARGEST_PAGE if is_page else 0))
    rest = int(length) - len(block)
    if rest and stream.skip(rest) < rest:
        return Broken(f"record {number}: the archive breaks off here: fetch it again to have it whole")
    return Record(number, fields, block)


def read_fields(stream: Stream) -> dict[str, str]:
    """Read the lines "Name: value" up to an empty one; the names in small letters, the first of a name counts."""
    fields: dict[str, str] = {}
    for _ in range(MOST_FIELDS):
        line = stream.read_line()
        if not line.strip():
            break
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            fields.setdefault(name.strip().casefold(), value.strip())
    return fields


def judge_record(record: Record, path: str, seen: set[bytes]) -> Draft | Broken | str | None:
    """Make a draft of a record, or say what it is instead; None for the archive's own notes."""
    kind = record.fields.get("warc-type")
    if kind == "revisit":
        return AGAIN
    if kind not in ("response", "resource"):
        return None
    page = find_page(record)
    if not isinstance(page, Page):
        return page
    digest = hashlib.sha1(page.body, usedforsecurity=False).digest()
    if digest in seen:
        return AGAIN
    seen.add(digest)
    return read_page(page, record, path)


def find_page(record: Record) -> Page | Broken | str:
    """Return the HTML page that a record holds, unpacked."""
    if record.fields.get("warc-type") == "resource":
        kind, body = record.fields.get("content-type", ""), record.block
    else:
        head, body = split_answer(record.block)
        if (status := STATUS.match(record.block)) and status[1] != b"200":
            return NO_ANSWER
        kind = head.get("content-type", "")
        if kind and "html" not in kind.casefold():
            return NOT_A_PAGE
        try:
            unpacked = unpack_body(body, head)
        except TooMuch:
            return Broken(f"record {record.number} ({record.url[:200]}): unpacks to more than a page has: left out")
        if unpacked is None:
            coding = head.get("content-encoding", "")[:40]
            return Broken(f"record {record.number} ({record.url[:200]}): packed as {coding!r}, not read: left out")
        body = unpacked
    if "html" not in kind.casefold() and not HTML_START.match(body[:1000]):
        return NOT_A_PAGE
    named = CHARSET.search(kind)
    return Page(record.url, body, named[1] if named else None)


def split_answer(block: bytes) -> tuple[dict[str, str], bytes]:
    """Part an HTTP answer into its fields, names in small letters, and its body."""
    end = re.search(rb"\r?\n\r?\n", block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    lines = (line.partition(":") for line in head.decode("latin-1").splitlines()[1:MOST_FIELDS])
    return {name.strip().casefold(): value.strip() for name, colon, value in lines if colon}, body


def unpack_body(body: bytes, head: Mapping[str, str]) -> bytes | None:
    """Undo what the server did to a body for the way; None where it cannot be undone. Raises TooMuch."""
    if "chunked" in head.get("transfer-encoding", "").casefold():
        body = join_chunks(body)
    codings = [c for c in head.get("content-encoding", "").casefold().replace(" ", "").split(",") if c != "identity"]
    for coding in reversed([coding for coding in codings if coding]):
        if coding not in ("gzip", "x-gzip", "deflate"):
            return body if HTML_START.match(body[:1000]) else None
        body = inflate(body, LARGEST_PAGE)
    return body


def join_chunks(body: bytes) -> bytes:
    """Join the chunks of a body; one that is in no chunks, as many archives hold it, stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while found := CHUNK_SIZE.match(body, at):
        size = int(found[1], 16)
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size
        if not size:
            break
    return b"".join(pieces) if pieces else body


def read_page(page: Page, record: Record, path: str) -> Draft | Broken | str:
    """Make a draft of a page, named by its address."""
    decoded = decode(page.body, find_charset(page.body) or page.charset)
    draft = parse_html(decoded.text, f"{path}:{record.number}", page.url, page.body)
    if isinstance(draft, Broken) or draft.remarks or is_front(page.url):
        return NO_ARTICLE
    if not draft.date and len(draft.text) < ENOUGH:
        return NO_ARTICLE
    return replace(
        draft,
        url=draft.url or page.url or None,
        outlet=draft.outlet or find_host(page.url),
        remarks=(decoded.remark,) if decoded.remark else (),
    )


def is_front(url: str) -> bool:
    """True for the address of a site itself."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query
