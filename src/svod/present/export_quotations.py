"""Quotations for other programs: JSON Lines, one a quotation of two quotes and more, with its variants word by word.

In: a database. Out: rows

    {"id", "speaker", "actor", "clash": […], "voices", "variants": [{"quotes": […], "change", "published", "outlet",
      "speaker", "speaker_role", "kind", "via", "article", "article_name", "url", "words", "spans": [[start, end]],
      "edits": [{"kind", "base", "words"}]}]}

The base comes first and has no edits. Over the others `base` joins to the base's words, `words` to the variant's. Spans
are [start, end) in code points of the article's text.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from svod.present.export import Exported, write_lines
from svod.present.quote_rows import variant_rows

SPANS = """
    SELECT e.record, e.start, e.end FROM quotation_quotes AS p JOIN evidence AS e ON e.record = p.quote
    WHERE e.part = 'whole' AND e.role = 'content' ORDER BY e.record, e.ordinal"""


def export_quotations(db: sqlite3.Connection, out: Path) -> Exported:
    """Write all quotations as JSON Lines."""
    return Exported(write_lines(quotation_rows(db), out))


def quotation_rows(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """The quotations in the order of their ids."""
    spans: dict[str, list[list[int]]] = defaultdict(list)
    for quote, start, end in db.execute(SPANS):
        spans[quote].append([start, end])
    wanted = [id_ for (id_,) in db.execute("SELECT id FROM quotations ORDER BY ordinal")]
    for row in variant_rows(db, wanted):
        for variant in row["variants"]:
            variant["spans"] = [span for quote in variant["quotes"] for span in spans[quote]]
        yield row
