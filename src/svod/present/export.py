"""The database as files for other programs: JSON Lines of records and of PLOVER.

In: a database and a path. Out: a file that is complete or not there at all. Computes nothing
new; what cannot be told is null or empty.

`export_records` writes one line an article and one line an event:

    {"kind": "article", "article": name, "text": …, "quotes": […], "times": […], "events": […]}
    {"kind": "event", "id", "type", "mentions": [{"article", "trigger": [start, end]}], "slots": […]}

Spans are [start, end) in code points of the article's text, days are inclusive.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from svod.present.export_files import written
from svod.present.plover import count_undated, plover_rows
from svod.records import Accounts, Article, Comparison, EventMention, Evidence, Findings, Quote, TimeRef
from svod.store import load_accounts, load_article, load_findings

Row = dict[str, Any]
SHOWN = ("agree", "differ", "contradict")  # silence is no verdict about accounts


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: how many rows, and what the reader of the file should know."""

    rows: int
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """Article ids to the names they have in the export; a name that two articles share gets a number."""

    of: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def load_names(db: sqlite3.Connection) -> Names:
    """Name every article, by name and then id, so that numbers do not depend on the order of arrival."""
    names, taken = Names(), set()
    for id_, name in db.execute("SELECT id, name FROM articles ORDER BY name, id").fetchall():
        unique, number = name, 1
        while unique in taken:
            number += 1
            unique = f"{name}~{number}"
        taken.add(unique)
        names.of[id_] = unique
        if unique != name:
            names.notes.append(f"two articles are named {name}: {id_} is exported as {unique}")
    return names


def export_records(db: sqlite3.Connection, out: Path) -> Exported:
    """Write all records as JSON Lines."""
    names = load_names(db)
    return Exported(write_lines(record_rows(db, names), out), tuple(names.notes))


def export_plover(db: sqlite3.Connection, out: Path, *, events: bool = False, undated: bool = False) -> Exported:
    """Write every telling of an event, or every one of `events`, as a PLOVER record, JSON Lines."""
    done = write_lines(plover_rows(db, events=events, undated=undated), out)
    return Exported(done, plover_notes(db, events=events, undated=undated))


def plover_notes(db: sqlite3.Connection, *, events: bool, undated: bool) -> tuple[str, ...]:
    """What PLOVER leaves out: what has no day."""
    count = 0 if undated else count_undated(db, events=events)
    what = "events" if events else "tellings"
    return (f"{count} {what} without a day left out; --undated writes them, with date null",) if count else ()


def write_lines(rows: Iterable[Row], out: Path) -> int:
    """Write rows as JSON Lines; returns how many."""
    count = 0
    with written(out) as file:
        for row in rows:
            file.write(format_line(row))
            count += 1
    return count


def format_line(row: Row) -> str:
    """One row as a line of JSON."""
    return json.dumps(row, ensure_ascii=False) + "\n"


# -------------------------------------------------------------------------------------------------- records


def record_rows(db: sqlite3.Connection, names: Names) -> Iterator[Row]:
    """Article lines by name, then event lines in the order of the accounts."""
    triggers: dict[str, Row] = {}
    for id_, name in names.of.items():
        article = load_article(db, id_)
        found = next(load_findings(db, [id_]), Findings(id_))
        for event in found.events:
            triggers[event.id] = {"article": name, "trigger": span(find_role(event.evidence, "trigger"))}
        if article is not None:
            yield article_row(article, name, found)
    yield from event_rows(load_accounts(db), triggers, names.of)


def article_row(article: Article, name: str, found: Findings) -> Row:
    """One article with what was found in it."""
    return {
        "kind": "article",
        "article": name,
        "id": article.id,
        "outlet": article.outlet,
        "date": article.published,
        "text": article.text,
        "quotes": [quote_row(q) for q in found.quotes],
        "times": [time_row(t) for t in found.times if t.kind == "date" and t.start is not None],
        "events": [mention_row(e) for e in found.events],
    }


def quote_row(q: Quote) -> Row:
    """One quote."""
    return {
        "content": [span(e) for e in q.evidence if e.role == "content"],
        "kind": q.kind,
        "speaker": span(find_role(q.evidence, "speaker")),
        "name": q.speaker,
        "type": q.speaker_type,
        "cue": span(find_role(q.evidence, "cue")),
        "via": q.via,
        "act": q.act,
        "according_to": list(q.according_to),
    }


def time_row(t: TimeRef) -> Row:
    """One time that is placed."""
    return {"span": span(t.evidence[0]), "start": t.start, "end": t.end, "grain": t.grain}


def mention_row(e: EventMention) -> Row:
    """One event mention."""
    return {
        "trigger": span(find_role(e.evidence, "trigger")),
        "type": e.type,
        "mode": e.mode,
        "actors": [{"name": p.name, "code": p.code} for p in e.actors],
        "recipients": [{"name": p.name, "code": p.code} for p in e.recipients],
        "start": e.start,
        "end": e.end,
        "when_basis": e.when_basis,
        "place": e.place,
        "factuality": e.factuality,
        "according_to": list(e.according_to),
    }


def event_rows(accounts: Accounts, triggers: Mapping[str, Row], names: Mapping[str, str]) -> Iterator[Row]:
    """One line an event, with the slots that two or more articles fill."""
    slots: dict[str, list[Row]] = {}
    for comparison in accounts.comparisons:
        row = slot_row(comparison, names)
        if comparison.verdict in SHOWN and len(row["values"]) >= 2:
            slots.setdefault(comparison.event, []).append(row)
    for event in accounts.events:
        yield {
            "kind": "event",
            "id": event.id,
            "type": event.type,
            "label": event.label,
            "start": event.start,
            "end": event.end,
            "mentions": [triggers[m] for m in event.mentions if m in triggers],
            "slots": slots.get(event.id, []),
        }


def slot_row(comparison: Comparison, names: Mapping[str, str]) -> Row:
    """One compared slot with the values that articles give; silence is left out."""
    values = [
        {"article": names[t.article], "value": t.value, "span": span(t.evidence)}
        for t in comparison.tellings
        if t.value is not None and t.article in names
    ]
    return {"slot": comparison.slot, "verdict": comparison.verdict, "values": values}


def span(evidence: Evidence | None) -> list[int] | None:
    """[start, end) of evidence."""
    return None if evidence is None else [evidence.span.start, evidence.span.end]


def find_role(evidence: Iterable[Evidence], role: str) -> Evidence | None:
    """The first evidence of a role."""
    return next((e for e in evidence if e.role == role), None)
