"""Rows of commitments with a deadline in, an iCalendar file (RFC 5545) of all-day entries out.

The same rows give the same bytes: an entry's UID is the commitment's id and its DTSTAMP the day of the article that
words it best, never the clock. Lines are folded at 75 octets and end in CR LF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from svod.present.cli_rows import Row
from svod.relate.periods import shift

LINE = 75  # octets of a line, its end not counted
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def format_calendar(rows: Iterable[Row]) -> str:
    """The calendar of all rows that have a deadline."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//svod//commitments//EN", "CALSCALE:GREGORIAN"]
    for row in rows:
        if row["end"]:
            lines += format_entry(row)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in fold_line(line))


def format_entry(row: Row) -> Iterator[str]:
    """One deadline: its last day, or all its days where they are a week at most."""
    last = date.fromisoformat(row["end"][:10])
    first = date.fromisoformat((row["start"] or row["end"])[:10])
    first = first if timedelta() <= last - first <= timedelta(days=6) else last
    who = row["holder"] or "?"
    said = (row["published"] or row["made"] or row["end"])[:10]
    source = ", ".join(n for n in (row["outlet"], *row["according_to"]) if n)
    told = "\n".join(t for t in (row["words"], row["condition"], source) if t)
    yield "BEGIN:VEVENT"
    yield f"UID:{row['id']}@svod"
    yield f"DTSTAMP:{basic(said)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{basic(first.isoformat())}"
    yield f"DTEND;VALUE=DATE:{basic(shift(last.isoformat(), 1))}"
    yield f"SUMMARY:{escape_text(who + ': ' + shorten(row['words']))}"
    yield f"DESCRIPTION:{escape_text(told)}"
    yield f"CATEGORIES:{escape_text(row['kind'])},{escape_text(row['stands'])}"
    if row["url"]:
        yield "URL:" + "".join(HIDDEN.sub("", row["url"]).split())
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def basic(day: str) -> str:
    """An ISO day as calendars write it: "2031-05-14" → "20310514"."""
    return day.replace("-", "")


def shorten(words: str, most: int = 100) -> str:
    """Words cut at a space: a calendar shows one line."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[:most].rpartition(" ")[0] + "…"


def escape_text(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line ends escaped, control characters left out."""
    safe = HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return safe.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold_line(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets, no character broken; all but the first begin with a space."""
    piece, octets = "", 0
    for char in line:
        size = len(char.encode("utf-8"))
        if octets + size > LINE:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + char, octets + size
    yield piece
