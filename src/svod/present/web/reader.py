"""What the article reader marks and lists: quotes, events, commitments, times and names, each with its own look.

In: an article's findings, and a connection. Out: spots beside those that the report marks, and the list of records with
what people said of each. It lays nothing out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from svod.present.cli_rows import Row, query_rows
from svod.present.report_articles import Spot
from svod.present.report_words import act_label, type_label
from svod.present.web.layout import word
from svod.present.web.pages_event import decided_on
from svod.records import Evidence, Findings

LOOKS = ("quotes", "events", "commitments", "times", "names")  # the switches of the legend
HIDDEN = ("times", "names")  # off at first: there are many
RECORDS = """
    SELECT e.record AS id, min(e.start) AS start, e.text AS words, m.type AS type, q.speaker, q.act, k.kind
    FROM evidence AS e LEFT JOIN corrected_event_mentions AS m ON m.id = e.record
    LEFT JOIN corrected_quotes AS q ON q.id = e.record LEFT JOIN commitments AS k ON k.id = e.record
    WHERE e.article = ? AND e.part = 'whole' AND e.field = 'text' AND ((e.role = 'trigger' AND m.id IS NOT NULL)
      OR (e.role = 'content' AND (q.id IS NOT NULL OR k.id IS NOT NULL)))
    GROUP BY e.record ORDER BY start, e.record"""


def make_more_spots(findings: Findings) -> Iterator[Spot]:
    """The commitments, times and names of an article as spots."""
    for commitment in findings.commitments:
        yield from spot_of(commitment.id, [e for e in commitment.evidence if e.role in ("content", "deadline")], "km")
    for time in findings.times:
        yield from spot_of(time.id, time.evidence[:1], "tm")
    for mention in findings.mentions:
        if mention.kind not in ("pronoun", "adjective"):
            yield from spot_of(mention.id, mention.evidence[:1], "nm")


def spot_of(id_: str, evidence: Iterable[Evidence], css: str) -> Iterator[Spot]:
    """Words of the text as one spot; nothing where they stand in the headline."""
    words = tuple(Evidence("telling", e.span, e.text) for e in evidence if e.field == "text")
    if words:
        yield Spot(id_, words, css, None, "")


def list_records(db: sqlite3.Connection, article: str) -> list[Row]:
    """The quotes, events and commitments of an article by their place, with what people said of each."""
    rows = query_rows(db, RECORDS, (article,))
    said: dict[str, list[str]] = {}
    for decision, state in decided_on(db, {row["id"] for row in rows}):
        if state == "in force":
            said.setdefault(decision.a, []).append(decision.verdict)
    return [row | {"label": label_of(row), "said": said.get(row["id"], [])} for row in rows]


def label_of(row: Row) -> str:
    """What a record is: «обвинение», «Лука Самовит обещает», «обещание»."""
    if row["type"]:
        return type_label(row["type"]).lower()
    if row["kind"]:
        return word(f"commitments.k_{row['kind']}")
    return f"{row['speaker'] or word('no_speaker')}: {act_label(row['act'])}"
