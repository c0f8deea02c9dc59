"""Claims as rows, narrowed down: by sides, topic, what is said, days, and whether somebody says the opposite.

In: a database and a `Wanted`. Out: dicts, disputed questions together and first, then by topic, day and place. Reads;
writes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from svod.ontology.names import load_names
from svod.packs import load_table
from svod.present.cli_rows import Row, query_rows
from svod.present.tables import one_line
from svod.records import Dispute

LISTED = """
    SELECT c.id, c.topic, c.scope, c.polarity, c.tense, c.start, c.end, c.according_to, c.quote, c.rule, c.article,
           w.text AS words, t.text AS named, a.name AS article_name, a.outlet, a.published, a.title, a.url,
           d.id AS dispute, d.verdict, d.reason, d.event
    FROM claims AS c JOIN articles AS a ON a.id = c.article
    JOIN evidence AS t ON t.record = c.id AND t.part = 'whole' AND t.ordinal = 0
    JOIN evidence AS w ON w.record = c.id AND w.part = 'whole' AND w.ordinal = 1
    LEFT JOIN dispute_claims AS p ON p.claim = c.id LEFT JOIN disputes AS d ON d.id = p.dispute
    ORDER BY d.id IS NULL, d.verdict, d.start DESC, d.id, c.topic, a.published IS NULL, a.published, a.id, c.ordinal"""
PARTIES = """
    SELECT p.event AS record, p.side, p.name, p.code, p.basis FROM parties AS p
    JOIN claims AS c ON c.id = p.event ORDER BY p.event, p.side DESC, p.ordinal"""
POLARITIES = ("asserted", "denied", "questioned")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims; None and () choose all. Days are those of the articles, inclusive."""

    topics: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    dyad: tuple[str, str] | None = None
    disputed: bool = False
    since: str | None = None
    until: str | None = None


def claim_rows(db: sqlite3.Connection, wanted: Wanted = Wanted()) -> list[Row]:
    """The claims chosen, each with its sentence, whose word it is and the dispute that it is part of."""
    parties: dict[str, list[Row]] = {}
    for party in query_rows(db, PARTIES):
        parties.setdefault(party["record"], []).append(party)
    rows = []
    for row in query_rows(db, LISTED):
        own = parties.get(row["id"], [])
        row["holder"] = next((p["name"] for p in own if p["side"] == "holder"), None)
        row["about"] = [p["name"] for p in own if p["side"] == "about"]
        row["codes"] = sorted({p["code"] for p in own if p["code"]})
        row |= {name: json.loads(row[name]) for name in ("scope", "according_to")}
        if fits(row, wanted):
            rows.append(row)
    return rows


def fits(row: Row, wanted: Wanted) -> bool:
    """True when a row is what is asked for."""
    day = (row["published"] or "")[:10]
    return (
        (not wanted.topics or row["topic"] in wanted.topics)
        and (not wanted.polarities or row["polarity"] in wanted.polarities)
        and (wanted.dyad is None or set(wanted.dyad) <= set(row["codes"]))
        and (not wanted.disputed or row["dispute"] is not None)
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or (bool(day) and day <= wanted.until))
    )


def known_topics() -> tuple[str, ...]:
    """The topics that the language packs know, sorted."""
    return tuple(sorted({row["key"] for table in load_table("claims") for row in table.get("topic", ())}))


def answers_of(db: sqlite3.Connection, dispute: Dispute) -> Iterator[tuple[Row, str]]:
    """The claims of a dispute, each with a line that says who answers what."""
    rows = {row["id"]: row for row in claim_rows(db) if row["dispute"] == dispute.id}
    for row in (rows[c] for c in dispute.claims if c in rows):
        yield row, one_line(f"{row['polarity']} by {who_says(row)}: {row['topic']} ({row['tense']})")


def who_says(row: Row) -> str:
    """On whose word a claim stands: the chain, else the article's own voice, or somebody whom nobody names."""
    if row["according_to"]:
        return " → ".join(row["according_to"])
    return "somebody unnamed" if row["quote"] else "the article itself"


def why(dispute: Dispute) -> str:
    """The sentence for a dispute's verdict."""
    return load_names("en").reason(dispute.reason)
