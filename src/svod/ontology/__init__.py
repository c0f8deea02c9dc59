"""`plover.toml` in, `Ontology` out: the types of events with quad class, score, modes and contexts. Data only."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from svod.errors import PackError


@dataclass(frozen=True, slots=True)
class Mode:
    """A finer kind within a type; `score` is None where the type's own holds."""

    name: str
    score: float | None
    gloss: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One type: its quad class (1 to 4), its conflict–cooperation score (-10 to 10) and its modes."""

    name: str
    quad: int
    score: float
    gloss: str
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types by name, the names of the quad classes and the contexts with their glosses."""

    types: Mapping[str, EventType]
    quads: Mapping[int, str]
    contexts: Mapping[str, str]

    def score(self, type_: str, mode: str | None = None) -> float:
        """The score of a mode, or of its type where the mode has none of its own."""
        kind = self.types[type_]
        own = kind.modes[mode].score if mode is not None and mode in kind.modes else None
        return kind.score if own is None else own

    def quad(self, type_: str) -> int:
        """The quad class of a type: 1 and 2 cooperation, 3 and 4 conflict; even ones are material."""
        return self.types[type_].quad


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """Read the ontology that ships with the package. Raises PackError where an entry is wrong."""
    raw = tomllib.loads((files("svod") / "ontology" / "plover.toml").read_text("utf-8"))
    quads = {int(number): str(name) for number, name in raw["quad"].items()}
    types = {name: parse_type(name, entry) for name, entry in raw["types"].items()}
    wrong = sorted(t.name for t in types.values() if t.quad not in quads or not -10 <= t.score <= 10)
    if wrong:
        raise PackError(f"ontology/plover.toml: quad or score out of range: {', '.join(wrong)}")
    return Ontology(types, quads, {str(k): str(v) for k, v in raw["contexts"].items()})


def parse_type(name: str, entry: Mapping[str, object]) -> EventType:
    """Read one `[types.NAME]` table."""
    modes = entry.get("modes", {})
    if not isinstance(modes, dict):
        raise PackError(f"ontology/plover.toml: type {name}: modes must be a table")
    try:
        return EventType(
            name,
            int(str(entry["quad"])),
            float(str(entry["score"])),
            str(entry["gloss"]),
            {m: Mode(m, float(e["score"]) if "score" in e else None, str(e["gloss"])) for m, e in modes.items()},
        )
    except (KeyError, ValueError) as err:
        raise PackError(f"ontology/plover.toml: type {name}: {err}") from err
