"""The bytes of a web archive: a file, gzip member by gzip member or plain, in; lines and blocks of records out.

Nothing is kept but a window. A broken gzip member ends in `Break`; reading goes on at the next member. What unpacks
to far more than it weighs is refused. Knows nothing of records: `warc.py` does.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO

GZIP = b"\x1f\x8b\x08"
CHUNK = 256 * 1024
LONGEST_LINE = 64 * 1024
MOST_TIMES = 150  # unpacked to packed; pages have 4 to 12, gzip can reach 1000
SPARE = 512 * 1024 * 1024


class Break(Exception):
    """The data are damaged here; what comes next is of another record."""


class TooMuch(Exception):
    """The file unpacks to far more than any archive of pages does."""


class Stream:
    """A window over unpacked bytes, read forwards only."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._chunks = unpack(handle)
        self._window = b""
        self._ended = False

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer at the end. Raises Break once where the data are damaged."""
        while len(self._window) < size and self._fill():
            pass
        found, self._window = self._window[:size], self._window[size:]
        return found

    def skip(self, size: int) -> int:
        """Pass over `size` bytes; returns how many there were."""
        left = size
        while left and (found := self.read(min(left, CHUNK))):
            left -= len(found)
        return size - left

    def read_line(self) -> bytes:
        """Return the next line with its end, b"" at the end of the file; a line without end in pieces."""
        while b"\n" not in self._window and len(self._window) < LONGEST_LINE and self._fill():
            pass
        end = self._window.find(b"\n", 0, LONGEST_LINE) + 1 or min(len(self._window), LONGEST_LINE)
        found, self._window = self._window[:end], self._window[end:]
        return found

    def _fill(self) -> bool:
        """Add a chunk to the window; False at the end."""
        if self._ended:
            return False
        chunk = next(self._chunks, b"")
        if chunk is None:
            self._window = b""
            raise Break
        self._ended = not chunk
        self._window += chunk
        return bool(chunk)


def unpack(handle: IO[bytes]) -> Iterator[bytes | None]:
    """Yield a file's bytes, unpacked where it is gzip; None where a gzip member is damaged. Raises TooMuch."""
    data = handle.read(CHUNK)
    if not data.startswith(GZIP):
        while data:
            yield data
            data = handle.read(CHUNK)
        return
    packed, unpacked = len(data), 0
    while data:
        inflater = zlib.decompressobj(wbits=31)
        while not inflater.eof:
            try:
                out = inflater.decompress(data, CHUNK)
            except zlib.error:
                yield None
                data = data[1:]
                break
            unpacked += len(out)
            if unpacked > MOST_TIMES * packed + SPARE:
                raise TooMuch
            if out:
                yield out
            data = inflater.unconsumed_tail or (b"" if not inflater.eof else inflater.unused_data)
            if not data and not inflater.eof:
                data = handle.read(CHUNK)
                packed += len(data)
                if not data and not out:
                    yield None  # the last member has no end
                    return
        # `data` is what follows the member, or the damage; the next member begins with gzip's mark.
        while (start := data.find(GZIP)) < 0:
            more = handle.read(CHUNK)
            packed += len(more)
            if not more:
                return
            data = data[-2:] + more
        data = data[start:]


def inflate(body: bytes, limit: int) -> bytes:
    """Unpack gzip or deflate to at most `limit` bytes; what is damaged gives what stands before. Raises TooMuch."""
    for wbits in (47, -15):  # with gzip's or zlib's own head, or with none
        try:
            out = zlib.decompressobj(wbits=wbits).decompress(body, limit + 1)
        except zlib.error:
            continue
        if len(out) > limit:
            raise TooMuch
        return out
    return body
