"""`names.toml` in, the words for types, modes and reasons of comparisons out, by language.

Where a language has no word for something, the code itself stands for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one language; empty tables where it has none."""

    types: Mapping[str, str]
    modes: Mapping[str, str]  # by "TYPE mode", or by the mode alone
    heads: Mapping[str, str]  # by "TYPE mode": the noun of a label
    reasons: Mapping[str, str]
    words: Mapping[str, str]

    def mode(self, type_: str, mode: str) -> str:
        """«phone» of CONSULT → «разговор по телефону»."""
        return self.modes.get(f"{type_} {mode}", self.modes.get(mode, mode))

    def head(self, type_: str, mode: str | None) -> str:
        """The noun that says what happened: «Телефонный разговор», «Переговоры»."""
        return self.heads.get(f"{type_} {mode}", self.types.get(type_, type_))

    def more(self, number: int) -> str:
        """«и ещё 3»."""
        return self.words.get("more", "+{}").format(number)

    def reason(self, code: str) -> str:
        """The sentence for a comparison's reason; that of its longest known beginning, else the code."""
        parts = code.split(".")
        known = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
        return next((self.reasons[k] for k in known if k in self.reasons), code)


@lru_cache(maxsize=16)
def load_names(lang: str | None) -> Names:
    """The words of a language (ISO 639-1), which ship with the package."""
    raw = tomllib.loads((files("svod") / "ontology" / "names.toml").read_text("utf-8")).get(lang or "", {})
    return Names(*(dict(raw.get(table, {})) for table in ("types", "modes", "heads", "reasons", "words")))
