"""JSON files: the decoded file in, the drafts of the form that it plainly is out.

Three forms are known: a Telegram Desktop export, CSL-JSON of Zotero, and a list of objects with a field for the text.
In a folder other JSON files are left out, since they lie beside articles for many reasons; one that was named is
told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from svod.ingest.csl import Read, find_items, parse_items
from svod.ingest.drafts import Broken, Item, Skipped
from svod.ingest.fields import Place, make_draft
from svod.ingest.telegram import is_telegram, parse_telegram

BEGINNING = 200_000  # characters in which the first chat of an export stands
UNKNOWN = "JSON, but neither a Telegram export nor CSL-JSON of Zotero nor a list of objects with text"


def parse_json(text: str, place: Place, columns: Mapping[str, str], *, named: bool, read: Read) -> Iterator[Item]:
    """Read a JSON file; `place` names it, `read` reads a file that an item of it names."""
    text = text.lstrip("\ufeff \t\r\n")
    if is_telegram(text[:BEGINNING]):
        yield from parse_telegram(text, place.path, place.stem)
        return
    value = load_json(text)
    if isinstance(value, str):
        yield Broken(value) if named else Skipped(place.path, "not an article file (.json)")
    elif items := find_items(value):
        yield from parse_items(items, place.path, place.stem, read)
    elif named and (records := find_records(value, columns)):
        for number, record in enumerate(records, 1):
            raw = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
            yield make_draft(record, columns, Place(place.path, place.stem, number, raw))
    else:
        told = Broken(f"{UNKNOWN}: nothing was added") if named else Skipped(place.path, "not an article file (.json)")
        yield told


def load_json(text: str) -> Any:
    """Read a JSON text, or say in a string what is wrong with it; a JSON string counts as nothing."""
    try:
        value = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        return f"not JSON (line {error.lineno}: {error.msg}): nothing was added"
    except (ValueError, RecursionError):
        return "not JSON that can be read (too deep, or a number too long): nothing was added"
    return None if isinstance(value, str) else value


def find_records(value: Any, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the objects of a list where the first has the field for the text."""
    records = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    wanted = columns.get("text", "text").strip().casefold()
    return records if records and wanted in {str(key).strip().casefold() for key in records[0]} else []
