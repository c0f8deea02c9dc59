"""CSL-JSON as Zotero exports it: the items in, a draft for each out; the words are in a file beside, or the abstract.

An attached file (`file`, or `attachments` with a `path`) is read only where it lies in the folder of the JSON file or
below it, so that a list from elsewhere cannot have other files of this computer read. Where there is none, the
abstract is the text, else the note. Date, outlet, title and address are the item's own. Reads no attachment itself:
the caller does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from svod.ingest.drafts import Broken, Draft, Item
from svod.ingest.markup import read_markup
from svod.ingest.metadata import find_host, first

TYPES = re.compile(r"(article|chapter|book|webpage|post|post-weblog|report|broadcast|interview|speech|document)\b")
FIELD_LINE = re.compile(r"^[A-Za-z][\w -]{0,40}:[^\n]*\n?", re.MULTILINE)  # "PMID: 7" of Zotero's field Extra
Read = Callable[[Path], Iterator[Item]]


def find_items(value: Any) -> list[Mapping[str, Any]]:
    """Return the items of a CSL-JSON file, a list or an object with a list; none where it is something else."""
    value = value.get("items") if isinstance(value, dict) else value
    objects = value if isinstance(value, list) else []
    items: list[Mapping[str, Any]] = [item for item in objects if isinstance(item, dict)]
    return items if any(is_item(item) for item in items) else []


def is_item(item: Mapping[str, Any]) -> bool:
    """True for an object that has a type of CSL and one of its fields."""
    kind = item.get("type")
    named = isinstance(kind, str) and TYPES.match(kind)
    return bool(named) and not {"title", "issued", "container-title", "abstract"}.isdisjoint(item)


def parse_items(items: Sequence[Mapping[str, Any]], path: str, stem: str, read: Read) -> Iterator[Draft | Broken]:
    """Read every item; `read` reads an attached file."""
    for number, item in enumerate(items, 1):
        name = first(item.get("id"), item.get("citation-key"), item.get("citekey")) or f"{stem}#{number}"
        broken: list[str] = []
        draft = read_attached(item, Path(path).parent, read, broken) or read_own_text(item, path, number)
        yield from (Broken(f"item {name}: {message}") for message in broken)
        if draft:
            yield with_fields(replace(draft, name=name), item)
        elif not broken:
            yield Broken(f"item {name}: neither an attached file nor an abstract or note: nothing was added")


def read_attached(item: Mapping[str, Any], folder: Path, read: Read, broken: list[str]) -> Draft | None:
    """Return the draft of the first attached file that gives one; adds to `broken` why others give none."""
    for name in find_attached(item):
        file = (folder / name.removeprefix("file://")).resolve()
        if not file.is_relative_to(folder.resolve()):
            broken.append(
                f"its file {name[:200]!r} lies outside the folder of this list: copy it there to have it read"
            )
            continue
        for found in read(file):
            if isinstance(found, Draft):
                broken.clear()
                return found
            if isinstance(found, Broken):
                broken.append(f"its file {name[:200]!r}: {found.message}")
    return None


def find_attached(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the paths of attached files."""
    attached = item.get("attachments")
    for value in [item.get("file"), *(attached if isinstance(attached, list) else ())]:
        value = value.get("path") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip() and "\0" not in value:
            yield value.strip()


def read_own_text(item: Mapping[str, Any], path: str, number: int) -> Draft | None:
    """Make a draft of the abstract, else of the note."""
    note = FIELD_LINE.sub("", item["note"]) if isinstance(item.get("note"), str) else ""
    abstract = item.get("abstract")
    for value in (abstract if isinstance(abstract, str) else "", note):
        if text := read_markup(value) if "<" in value else value.strip():
            raw = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
            return Draft("", text, f"{path}:{number}", raw)
    return None


def with_fields(draft: Draft, item: Mapping[str, Any]) -> Draft:
    """Set what the item says; the attached file's own word stands where the item is silent."""
    url = first(item.get("URL")) or draft.url
    outlet = first(item.get("container-title"), item.get("publisher"), draft.outlet) or find_host(url)
    day = read_issued(item.get("issued"))
    # A moment that the page itself states is better than the bare day of the list, if the day is the same.
    date = draft.date if day and draft.date and draft.date.startswith(day) else day or draft.date
    return replace(
        draft,
        date=date,
        outlet=outlet,
        url=url,
        title=first(item.get("title")) or draft.title,
        lang=first(item.get("language")) or draft.lang,
        lang_is_stated=False,
    )


def read_issued(issued: Any) -> str | None:
    """{"date-parts": [[2025, "10", 10]]} → "2025-10-10"; None where the day is not known."""
    if isinstance(issued, str):
        return first(issued)
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts")
    try:
        year, month, day = (int(part) for part in parts[0][:3])  # type: ignore[index]
    except (TypeError, ValueError, IndexError, KeyError):
        return first(issued.get("raw"), issued.get("literal"))
    return f"{year:04}-{month:02}-{day:02}"
