"""Names of outlets in, the voice behind them out: «rbc.ru», «РБК» and «www.rbc.ru» are one.

A small curated table (`ontology/outlets.toml`) knows brands by their domains and spellings; beyond it a domain is its
brand without «www.», country and language. Judges no outlet and knows no side.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from svod.relate.actor_tables import load_tables
from svod.relate.words import find_words, fold

DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/.*)?")


@lru_cache(maxsize=1)
def load_brands() -> Mapping[str, str]:
    """Domains and spellings, folded → the name of the outlet."""
    table = tomllib.loads((files("svod") / "ontology" / "outlets.toml").read_text("utf-8"))
    brands: dict[str, str] = {}
    for name, forms in table["outlets"].items():
        for form in (name, *forms):
            brands[squeeze(form)] = name
    return brands


def squeeze(name: str) -> str:
    """A name as brands are looked up: a domain bare, other words folded: «www.RBC.ru/politics» → "rbc.ru"."""
    found = DOMAIN.fullmatch(fold(name.strip()))
    return found[1] if found else " ".join(find_words(name))


def one_spelling(names: Iterable[str]) -> tuple[str, ...]:
    """Each outlet once, in the order and under the first of its names: «РБК», «ТАСС», «rbc.ru» → «РБК», «ТАСС»."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(find_voice(name), name)
    return tuple(first.values())


@lru_cache(maxsize=20_000)
def find_voice(name: str) -> str:
    """The name of the outlet behind a name or domain; the name itself, folded, where the table knows none."""
    brands, form = load_brands(), squeeze(name)
    if form in brands:
        return brands[form]
    parts = form.split(".")
    for at in range(1, len(parts) - 1):  # «economics.unian.net» is «unian.net»
        if ".".join(parts[at:]) in brands:
            return brands[".".join(parts[at:])]
    alias = load_tables().aliases.get(form)
    return brands.get(squeeze(alias[0]), alias[0]) if alias else form
