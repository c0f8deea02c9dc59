"""`ontology/links.toml` in, the kinds of links between events out. Data only; who is linked is said in `links.py`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from svod.errors import PackError
from svod.ontology import load_ontology

SIDES = ("same", "patient", "answer", "mirrored")
NEEDS = ("named", "period", "later", "firm", "topic", "answer")
FACTUALITY = ("actual", "future", "hypothetical", "negated")


@dataclass(frozen=True, slots=True)
class LinkKind:
    """One way for a later event to follow from an earlier one; fields as `links.toml` explains them."""

    name: str
    earlier: tuple[tuple[str, str | None], ...]  # type and mode
    was: frozenset[str]
    later: tuple[tuple[str, str | None], ...]  # type "=": the earlier's own
    actual: frozenset[str]  # factuality of the later
    sides: str
    needs: frozenset[str]
    days: int
    ordered: bool


@lru_cache(maxsize=1)
def load_links() -> tuple[LinkKind, ...]:
    """The kinds of links that ship with the package. Raises PackError where an entry is wrong."""
    raw = tomllib.loads((files("svod") / "ontology" / "links.toml").read_text("utf-8"))
    return tuple(parse_link(entry) for entry in raw["link"])


def parse_link(entry: Mapping[str, Any]) -> LinkKind:
    """Read one `[[link]]` table."""
    try:
        kind = LinkKind(
            str(entry["kind"]), parse_shapes(entry["earlier"]), frozenset(entry["was"]), parse_shapes(entry["later"]),
            frozenset(entry["is"]), str(entry["sides"]), frozenset(entry["needs"]), int(entry["days"]),
            bool(entry.get("ordered", False)),
        )  # fmt: skip
    except KeyError as err:
        raise PackError(f"ontology/links.toml: {entry.get('kind', 'a link')}: {err} is missing") from err
    wrong = [*(kind.needs - {*NEEDS}), *((kind.was | kind.actual) - {*FACTUALITY}), *({kind.sides} - {*SIDES})]
    wrong += [t for t, _ in (*kind.earlier, *kind.later) if t not in (*load_ontology().types, "=")]
    if wrong:
        raise PackError(f"ontology/links.toml: {kind.name}: unknown {', '.join(sorted(wrong))}")
    return kind


def parse_shapes(shapes: list[str]) -> tuple[tuple[str, str | None], ...]:
    """Read "COERCE arrest" as a type with a mode, "DENY" as a type with any."""
    return tuple((type_, mode or None) for type_, _, mode in (shape.partition(" ") for shape in shapes))
