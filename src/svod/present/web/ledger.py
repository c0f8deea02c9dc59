"""What the ledger says of a quote beside its row: the chain it came through, and the speaker's office on that day.

In: a connection and the rows of one page. Out: chains and titles by quote. The office is that of the tables of holders,
and only where the article's own words do not say it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from svod.packs import languages
from svod.present.citations import office_beside
from svod.present.cli_rows import Row, query_rows
from svod.present.offices import load_people, sole_title
from svod.store.settings import load_actors_files

TOLD = """
    SELECT q.id, q.according_to, a.lang, a.published FROM corrected_quotes AS q JOIN articles AS a ON a.id = q.article
    WHERE q.id IN ({marks})"""


def tell_more(db: sqlite3.Connection, rows: Sequence[Row]) -> list[Row]:
    """The rows with chain and office."""
    ids = [row["id"] for row in rows]
    told = {r["id"]: r for r in query_rows(db, TOLD.format(marks=", ".join("?" * len(ids))), tuple(ids))}
    return [
        row | {"chain": chain_of(row, told[row["id"]]), "office": office_of(db, row, told[row["id"]])} for row in rows
    ]


def chain_of(row: Row, told: Row) -> tuple[str, ...]:
    """Whose word it came through, outermost first, without the speaker and the outlet."""
    names = [*json.loads(told["according_to"]), *([row["via"]] if row["via"] else [])]
    return tuple(dict.fromkeys(n for n in names if n not in (row["speaker"], row["outlet"])))


def office_of(db: sqlite3.Connection, row: Row, told: Row) -> str | None:
    """The office surely held on the day of the article; None where the article says it itself or nobody knows."""
    if not (row["speaker"] and row["speaker_code"] and told["published"] and told["lang"] in languages()):
        return None
    people = load_people(told["lang"], load_actors_files(db)).get(row["speaker"], ())
    return office_beside(row["speaker_role"], sole_title(people, row["speaker_code"], told["published"][:10]))
