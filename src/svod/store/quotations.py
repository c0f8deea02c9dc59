"""Quotations into the database and out of it; `changes.py` calls this inside its own transaction."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from svod.records import Edit, Quotation, Variant
from svod.store.rows import Placed, dump, insert, load_names


def insert_quotations(db: sqlite3.Connection, quotations: Placed[Quotation]) -> None:
    """Store quotations with their variants, word by word."""
    for place, q in quotations:
        insert(db, "quotations", [(q.id, place, q.speaker, q.actor, dump(q.clash), q.base, q.voices)])
        insert(db, "quotation_variants", [(q.id, i, v.change) for i, v in enumerate(q.variants)])
        for i, v in enumerate(q.variants):
            insert(db, "quotation_quotes", [(q.id, i, n, quote) for n, quote in enumerate(v.quotes)])
            insert(db, "quotation_edits", [(q.id, i, n, e.kind, e.base, e.words) for n, e in enumerate(v.edits)])


def load_quotations(db: sqlite3.Connection) -> tuple[Quotation, ...]:
    """The quotations in the order in which they were given."""
    edits: dict[tuple[str, int], list[Edit]] = defaultdict(list)
    query = "SELECT quotation, variant, kind, base, words FROM quotation_edits ORDER BY quotation, variant, ordinal"
    for quotation, place, kind, base, words in db.execute(query):
        edits[quotation, place].append(Edit(kind, base, words))
    quotes: dict[tuple[str, int], list[str]] = defaultdict(list)
    query = "SELECT quotation, variant, quote FROM quotation_quotes ORDER BY quotation, variant, ordinal"
    for quotation, place, quote in db.execute(query):
        quotes[quotation, place].append(quote)
    variants: dict[str, list[Variant]] = defaultdict(list)
    query = "SELECT quotation, ordinal, change FROM quotation_variants ORDER BY quotation, ordinal"
    for quotation, place, change in db.execute(query):
        key = quotation, place
        variants[quotation].append(Variant(tuple(quotes[key]), change, tuple(edits[key])))
    rows = db.execute("SELECT id, speaker, actor, clash, base, voices FROM quotations ORDER BY ordinal")
    return tuple(
        Quotation(id_, speaker, actor, load_names(clash), base, tuple(variants[id_]), voices)
        for id_, speaker, actor, clash, base, voices in rows
    )
