"""JSON Lines: one object a line with name, date, outlet, url, title, lang and text; drafts and broken lines out.

A broken line is told by its number, and the lines after it are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from svod.ingest.drafts import Broken, Draft
from svod.ingest.encoding import decode
from svod.ingest.fields import Place, make_draft


def parse_jsonl(
    lines: Iterable[bytes], path: str, stem: str, *, columns: Mapping[str, str], encoding: str | None = None
) -> Iterator[Draft | Broken]:
    """Read the lines of a file, one article each; `encoding` is what the file as a whole seems to be written in."""
    for number, raw in enumerate(lines, 1):
        raw = raw.strip()
        decoded = decode(raw, encoding)
        if not decoded.text.strip("\ufeff"):
            continue
        record = parse_object(decoded.text)
        if isinstance(record, str):
            yield Broken(f"line {number}: {record}; the line was left out")
            continue
        item = make_draft(record, columns, Place(path, stem, number, raw))
        yield replace(item, remarks=(decoded.remark,)) if decoded.remark and isinstance(item, Draft) else item


def parse_object(line: str) -> dict[str, Any] | str:
    """Read one line as an object, or say why it is none."""
    try:
        value = json.loads(line, strict=False)
    except json.JSONDecodeError as error:
        return f"not JSON ({error.msg}, column {error.colno})"
    except (ValueError, RecursionError):
        return "not JSON that can be read (too deep, or a number too long)"
    if not isinstance(value, dict):
        return "not an object of the form {…}, one a line"
    return value
