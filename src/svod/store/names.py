"""Names as they are looked for: what a person types comes in, the names that have it come out.

A name is found by letters anywhere in it, or by words of which each, in one of its forms, begins a word of the name:
«Пескова», «Д. Песков». Forms come from the caller, so the store knows no language.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable

from svod.store.search import WORD, fold

Forms = Callable[[str], Collection[str]]


def insert_names(db: sqlite3.Connection, names: Iterable[str]) -> None:
    """Keep names as they are looked for, those not yet known."""
    rows = ((name, fold(name), make_words(name)) for name in sorted(set(names)))
    db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", rows)


def make_words(name: str) -> str:
    """The folded words of a name with a space before each, so that " песк" is in it where a word begins so."""
    return "".join(f" {word}" for word in WORD.findall(fold(name)))


def find_names(db: sqlite3.Connection, wanted: str, forms: Forms) -> list[str]:
    """The names, of those that are kept, that have what is asked for."""
    asked = WORD.findall(fold(wanted))
    begun = [[f" {fold(form)}" for form in sorted({word, *forms(word)})] for word in asked]
    words = " AND ".join(f"({' OR '.join(['instr(words, ?)'] * len(own))})" for own in begun)
    query = "SELECT name FROM names WHERE instr(folded, ?)" + (f" OR ({words})" if words else "") + " ORDER BY name"
    return [name for (name,) in db.execute(query, (fold(wanted), *(form for own in begun for form in own)))]
