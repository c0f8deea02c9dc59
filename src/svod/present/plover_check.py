"""Whether PLOVER records keep to the manual: its field names, what is required, its codes and the ontology's.

In: rows, or a file of JSON Lines. Out: complaints in words, none where all is well. Knows the manual's tables of fields
("Data Fields", draft 0.8 and later) and the names that Svod adds; mends nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from svod.ontology import load_ontology
from svod.present.plover import AUXILIARY, SECTORS

MANUAL = frozenset((
    "id", "has_event", "date", "time", "enddate", "endtime", "source", "recipient", "event", "event_loc",
    "event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info",
    "size_info", "coder", "coded_date", "coded_time", "comment",
))  # fmt: skip
OURS = frozenset((
    "according_to", "speech_act", "factuality", "when_basis", "magnitude", "spans", "rule", "event_id",
    "independent_voices", "mentions", "citations", "disputed",
))  # fmt: skip
ACTOR = frozenset((
    "code", "sector", "actor_text", "identifier_id", "identifier_text", "actor_loc", "religion", "ethnicity",
    "office", "gender", "age", "organization", "actor_id",
))  # fmt: skip
LOCATION = frozenset(("geonameid", "name", "latitude", "longitude", "cc3", "kind"))
SIZE = frozenset(("dead", "injured", "arrested"))
CITATION = frozenset((
    "corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook",
    "version", "published",
))  # fmt: skip
REQUIRED = ("id", "date", "source", "event")
FACTUALITY = ("actual", *AUXILIARY)
STATE = re.compile(r"[A-Z]{3}")


def check_file(path: Path) -> list[str]:
    """The complaints about a file of JSON Lines, each with its line."""
    found = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
            except ValueError as err:
                found.append(f"{path}:{number}: no JSON: {err}")
                continue
            found += [f"{path}:{number}: {complaint}" for complaint in check_row(row)]
    return found


def check_row(row: Mapping[str, Any]) -> list[str]:
    """The complaints about one record."""
    if not isinstance(row, dict):
        return ["is no JSON object"]
    return [*check_names(row), *check_days(row), *check_kind(row), *check_actors(row), *check_parts(row)]


def check_names(row: Mapping[str, Any]) -> Iterator[str]:
    """Required fields that are missing, fields that neither the manual nor Svod knows."""
    yield from (f"{name} is missing" for name in REQUIRED if row.get(name) is None)
    yield from (f"{name} is no field" for name in sorted(set(row) - MANUAL - OURS))


def check_days(row: Mapping[str, Any]) -> Iterator[str]:
    """Days that are none, or that end before they begin."""
    days = {}
    for name in ("date", "enddate"):
        value = row.get(name)
        if value is None:
            continue
        try:
            days[name] = date.fromisoformat(value)
        except (TypeError, ValueError):
            yield f"{name} {value!r} is no day YYYY-MM-DD"
    if len(days) == 2 and days["enddate"] < days["date"]:
        yield "enddate lies before date"


def check_kind(row: Mapping[str, Any]) -> Iterator[str]:
    """Categories, modes, contexts, quad class and score that are not the ontology's."""
    ontology = load_ontology()
    types, modes, contexts = (row.get(name) or [] for name in ("event", "mode", "context"))
    if not all(isinstance(x, list) for x in (types, modes, contexts)):
        yield "event, mode and context must be lists"
        return
    yield from (f"event {t!r} is not in the ontology" for t in types if t not in ontology.types)
    known = [ontology.types[t] for t in types if t in ontology.types]
    allowed = {m for t in known for m in t.modes} | set(AUXILIARY.values())
    yield from (f"mode {m!r} is none of {'/'.join(t.name for t in known)}" for m in modes if m not in allowed)
    yield from (f"context {c!r} is not in the ontology" for c in contexts if c not in ontology.contexts)
    if known and row.get("quad_code") not in {t.quad for t in known}:
        yield f"quad_code {row.get('quad_code')!r} is not that of {known[0].name}"
    scale = row.get("event_scale")
    if scale is not None and not -10 <= scale <= 10:
        yield f"event_scale {scale!r} is beyond -10..10"
    if row.get("factuality", "actual") not in FACTUALITY:
        yield f"factuality {row['factuality']!r} is none of {', '.join(FACTUALITY)}"


def check_actors(row: Mapping[str, Any]) -> Iterator[str]:
    """Participants with unknown fields, codes or sectors."""
    for side in ("source", "recipient"):
        actors = row.get(side)
        if actors is not None and not isinstance(actors, list):
            yield f"{side} must be a list of actors"
            continue
        for actor in actors or ():
            yield from (f"{side}: {name} is no field of an actor" for name in sorted(set(actor) - ACTOR))
            code, sector = actor.get("code"), actor.get("sector")
            if code is not None and not STATE.fullmatch(code):
                yield f"{side}: code {code!r} is no code of three letters"
            if sector is not None and sector not in SECTORS:
                yield f"{side}: sector {sector!r} is not the manual's"


def check_parts(row: Mapping[str, Any]) -> Iterator[str]:
    """Places, sizes, citations and spans that are not as the manual or we describe them."""
    place = row.get("event_loc") or {}
    tables = (("event_loc", LOCATION), ("size_info", SIZE), ("cite_info", CITATION))
    for name, fields in tables:
        yield from (f"{name}: {key} is no field" for key in sorted(set(row.get(name) or {}) - fields))
    if ("latitude" in place) is not ("longitude" in place):
        yield "event_loc: latitude and longitude go together"
    if not -90 <= place.get("latitude", 0) <= 90 or not -180 <= place.get("longitude", 0) <= 180:
        yield "event_loc: the point is not on the earth"
    for part in (*(row.get("spans") or ()), *(row.get("magnitude") or ()), *filter(None, [row.get("text_info")])):
        if not 0 <= part["start"] < part["end"]:
            yield f"a span [{part['start']}, {part['end']}) is empty or backwards"
