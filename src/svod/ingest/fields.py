"""Records of named fields, as JSON lines and table rows give them: a record in, a draft or what is wrong with it out.

Field names are those of `drafts.FIELDS`, in any case, unless the caller maps a field to another name. Numbers are taken
for names and dates; other values that are no strings are refused, since what they mean can only be guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from svod.errors import UsageError
from svod.ingest.dates import parse_published
from svod.ingest.drafts import FIELDS, Broken, Draft, Item, Options
from svod.ingest.language import parse_language
from svod.ingest.normalise import normalise_line


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the file, what its articles are called by default, the line, and its own bytes."""

    path: str
    stem: str
    line: int
    raw: bytes


def make_draft(record: Mapping[str, Any], columns: Mapping[str, str], place: Place) -> Draft | Broken:
    """Make a draft of one record."""
    lowered = {str(key).strip().casefold(): value for key, value in record.items()}
    values: dict[str, str | None] = {}
    for field in FIELDS:
        value = lowered.get(columns.get(field, field).strip().casefold())
        if isinstance(value, int | float) and not isinstance(value, bool) and field in ("name", "date"):
            value = format(value, ".15g") if isinstance(value, float) else str(value)
        if value is not None and not isinstance(value, str):
            return Broken(f"line {place.line}: {field} is {type(value).__name__}, not a string; nothing was added")
        values[field] = value
    if values.get("text") is None:
        wanted = columns.get("text", "text")
        present = ", ".join(str(key) for key in list(record)[:12]) or "none"
        return Broken(f"line {place.line}: no field {wanted!r}; it has: {present}; nothing was added")
    name = normalise_line(values["name"]) or f"{place.stem}#{place.line}"
    return Draft(
        name=name,
        text=values["text"] or "",
        where=f"{place.path}:{place.line}",
        raw=place.raw,
        date=values["date"],
        outlet=values["outlet"],
        url=values["url"],
        title=values["title"],
        lang=values["lang"],
    )


def check_options(options: Options) -> Options:
    """Return the options with the language as a code. Raises UsageError for a field or language that does not exist."""
    if unknown := sorted(options.columns.keys() - set(FIELDS)):
        raise UsageError(
            f"no such field: {', '.join(unknown)}", f"fields that columns can be given for: {', '.join(FIELDS)}"
        )
    if options.lang and not parse_language(options.lang):
        raise UsageError(f"no language code: {options.lang!r}", "write it as two letters: ru, uk, en")
    if options.date and not parse_published(options.date):
        raise UsageError(f"no date: {options.date!r}", "write it as YYYY-MM-DD")
    return replace(options, lang=parse_language(options.lang))


def make_names_unique(items: Iterable[Item]) -> Iterator[Item]:
    """Add the place to a name that an earlier record of the same file has."""
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Draft):
            if item.name in seen:
                item = replace(item, name=f"{item.name}#{item.where.rpartition(':')[2]}")
            seen.add(item.name)
        yield item
