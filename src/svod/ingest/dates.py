"""Publication dates: what a file says in, an ISO day or an ISO date-time with its zone out.

A time of day is kept only together with its zone, since without one nobody can say which moment it is. An order of day
and month that cannot be known («03/04/2025») is unreadable, not guessed. Reads no clock.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from svod.packs import load_table

MONTH_LOCALES = ("ru", "uk", "be", "en", "az", "hy", "ka", "kk", "ro", "lt", "lv", "et", "pl", "de", "fr", "es", "tr")
DOTTED = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d./-])")
YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?![\d./-])")
ZONES = {"MSK": "+0300"}  # those that files in any language name; each language's own stand in its pack
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([^\W\d_]+)\.?,?\s+(\d{4})\b")
MONTH_DAY_YEAR = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
EPOCH = re.compile(r"\d{10}(?:\d{3})?")
UNSET = "0001-"  # the year that programs write where they know no date: "0001-01-01T00:00:00"
COMPACT_TIME = re.compile(r"\d{14}")


def parse_published(value: str) -> str | None:
    """Read a date as files give it: «10.10.2025», "2025-10-10T12:30:00+03:00", RFC 822, «10 октября 2025 г.»."""
    value = number_zone(" ".join(value.split()))
    if len(value) > 100:
        return None
    for parse in (parse_iso, parse_rfc822, parse_number, parse_numeric, parse_month_name):
        try:
            found = parse(value)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found and not found.startswith(UNSET):
            return found
    return None


def number_zone(value: str) -> str:
    """Write a zone at the end by its number: «10.10.2025 12:30 (МСК)» → "10.10.2025 12:30 +0300"."""
    head, _, last = value.rpartition(" ")
    zone = zones().get(last.removeprefix("(").removesuffix(")"))
    return f"{head} {zone}" if head and zone else value


@lru_cache(maxsize=1)
def zones() -> dict[str, str]:
    """Abbreviations of time zones, those that the languages have too."""
    return ZONES | {name: zone for table in load_table("files") for name, zone in table.get("zones", {}).items()}


def format_published(moment: datetime) -> str:
    """Write a moment: with its zone to the second, without a zone as its day."""
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()


def parse_iso(value: str) -> str:
    """Read ISO 8601: "2025-10-10", "2025-10-10 12:30:00Z"."""
    if value.isdigit() and len(value) != 8:
        raise ValueError(value)
    value = re.sub(r" ?(UTC|GMT)$", "Z", value)
    value = re.sub(r"(?<=\d) (?=[+-]\d\d:?\d\d$)", "", value)
    if len(value) <= 10:
        return date.fromisoformat(value).isoformat()
    return format_published(datetime.fromisoformat(value))


def parse_rfc822(value: str) -> str:
    """Read the form of feeds and mail: "Fri, 10 Oct 2025 12:30:00 +0300"."""
    if not re.search(r"\d:\d\d", value):
        raise ValueError(value)
    return format_published(parsedate_to_datetime(value))


def parse_number(value: str) -> str | None:
    """Read seconds or milliseconds since 1970, or fourteen digits of a UTC moment."""
    if EPOCH.fullmatch(value):
        return format_published(datetime.fromtimestamp(int(value[:10]), UTC))
    if COMPACT_TIME.fullmatch(value):
        return format_published(datetime.strptime(value + "+0000", "%Y%m%d%H%M%S%z"))
    return None


def parse_numeric(value: str) -> str | None:
    """Read «10.10.2025, 12:30» and "2025/10/10"; slashes and hyphens only where one number cannot be a month."""
    if found := YEAR_FIRST.match(value):
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    if not (found := DOTTED.search(value)):
        return None
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    if mark == "." or first == second or first > 12:
        return date(year, second, first).isoformat()
    return date(year, first, second).isoformat() if second > 12 else None


def parse_month_name(value: str) -> str | None:
    """Read «10 октября 2025 г.», «10 жовтня 2025», "October 10, 2025", also after the name of a weekday."""
    found = DAY_MONTH_YEAR.search(value)
    if found:
        day, name, year = int(found[1]), found[2], int(found[3])
    elif found := MONTH_DAY_YEAR.search(value):
        name, day, year = found[1], int(found[2]), int(found[3])
    else:
        return None
    month = month_names().get(name.casefold())
    return date(year, month, day).isoformat() if month else None


@lru_cache(maxsize=1)
def month_names() -> dict[str, int]:
    """Month names of the region's languages, full and short, in the case that dates use: «октября» → 10."""
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for locale in MONTH_LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context, locale).items():
                    names.setdefault(name.casefold().strip("."), month)
    return names


def is_later(published: str, today: str) -> bool:
    """True when an ISO day or date-time lies on a later day than today; a moment counts by its day in UTC."""
    if len(published) == 10:
        return published > today
    return datetime.fromisoformat(published).astimezone(UTC).date().isoformat() > today
