"""Quotations into the database and out of it; `changes.py` calls this inside its own transaction."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection

from svod.records import Edit, Quotation, Variant
from svod.store.rows import Placed, dump, insert, load_names, only


def insert_quotations(db: sqlite3.Connection, quotations: Placed[Quotation]) -> None:
    """Store quotations with their variants, word by word."""
    for place, q in quotations:
        insert(db, "quotations", [(q.id, place, q.speaker, q.actor, dump(q.clash), q.base, q.voices)])
        insert(db, "quotation_variants", [(q.id, i, v.change) for i, v in enumerate(q.variants)])
        for i, v in enumerate(q.variants):
            insert(db, "quotation_quotes", [(q.id, i, n, quote) for n, quote in enumerate(v.quotes)])
            insert(db, "quotation_edits", [(q.id, i, n, e.kind, e.base, e.words) for n, e in enumerate(v.edits)])


def load_quotations(db: sqlite3.Connection, ids: Collection[str] | None = None) -> tuple[Quotation, ...]:
    """The quotations in the order in which they were given: some, or all."""
    where, values = only("quotation", ids)
    edits: dict[tuple[str, int], list[Edit]] = defaultdict(list)
    query = f"SELECT quotation, variant, kind, base, words FROM quotation_edits {where} ORDER BY 1, 2, ordinal"
    for quotation, place, kind, base, words in db.execute(query, values):
        edits[quotation, place].append(Edit(kind, base, words))
    quotes: dict[tuple[str, int], list[str]] = defaultdict(list)
    query = f"SELECT quotation, variant, quote FROM quotation_quotes {where} ORDER BY quotation, variant, ordinal"
    for quotation, place, quote in db.execute(query, values):
        quotes[quotation, place].append(quote)
    variants: dict[str, list[Variant]] = defaultdict(list)
    query = f"SELECT quotation, ordinal, change FROM quotation_variants {where} ORDER BY quotation, ordinal"
    for quotation, place, change in db.execute(query, values):
        key = quotation, place
        variants[quotation].append(Variant(tuple(quotes[key]), change, tuple(edits[key])))
    where, values = only("id", ids)
    rows = db.execute(
        f"SELECT id, speaker, actor, clash, base, voices FROM quotations {where} ORDER BY ordinal", values
    )
    return tuple(
        Quotation(id_, speaker, actor, load_names(clash), base, tuple(variants[id_]), voices)
        for id_, speaker, actor, clash, base, voices in rows
    )
