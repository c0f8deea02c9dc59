"""The index and the coverage for a notebook: what is asked in, an `Answer` out, by the sums that the commands print.

Reads; writes nothing. What is asked has been looked through before: options, days, sides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from svod.present.cli_coverage import fits
from svod.present.cli_rows import Choice, Row, holds
from svod.present.coverage_tables import EVENT_KEYS, TELLER_KEYS, Asked, event_row, teller_row
from svod.present.index_tables import POINT_KEYS, head_of, line_rows
from svod.present.relations import load_grounds, load_material, load_pair
from svod.present.tables import Form
from svod.relate.coverage import collect, cover_events, cover_tellers
from svod.relate.index import find_index, rank_dyads
from svod.relate.outlets import Sides
from svod.relate.tallies import IndexOptions
from svod.store.accounts import load_events

POINT_HEADINGS = ("start", "end", "teller", "way", "kind", "n", "value", "low", "high")
EVENT_HEADINGS = ("when", "type", "label", "led_by", "told", "silent", "id")


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with what they are called, their columns, those that a table shows, and how they were made."""

    noun: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    headings: tuple[str, ...] = ()
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Covered:
    """Of which events the coverage is asked, by which outlet or sides, and how it is reckoned."""

    choice: Choice
    outlet: str | None
    sides: Sides | None
    window: int
    least: int
    view: str  # event or outlet


def list_pairs(db: sqlite3.Connection) -> Answer:
    """The pairs that an index can be asked of, those with most events first."""
    ranked = rank_dyads(load_events(db))
    return Answer("pairs", ("dyad", "events"), [{"dyad": f"{a},{b}", "events": n} for (a, b), n in ranked])


def reckon_index(db: sqlite3.Connection, pair: tuple[str, str], options: IndexOptions, sides: Sides | None) -> Answer:
    """The points of a pair, with how the numbers were made and what was left out."""
    grounds = load_grounds(db, sides)
    events, sources = load_pair(db, pair, grounds)
    found = find_index(pair, events, sources, options)
    rows = [row for line in found.lines for row in line_rows(line, found)]
    return Answer("points", POINT_KEYS, rows, POINT_HEADINGS, head_of(found, grounds.sideless))


def reckon_coverage(db: sqlite3.Connection, wanted: Covered) -> Answer:
    """Events with who told them, or tellers with what they told."""
    material = load_material(db, wanted.sides)
    collected = collect(material.holdings, material.tellers, wanted.window)
    told = cover_events((e for e in material.holdings.events if fits(e, wanted.choice)), collected, wanted.least)
    news = [r for r in told if not r.recalled and len(r.having("told")) >= wanted.least]
    if wanted.view == "outlet":
        tellers = [t for t in cover_tellers(news, collected) if holds(t.teller, wanted.outlet)]
        return Answer("tellers", TELLER_KEYS, [teller_row(t, len(news)) for t in tellers], TELLER_KEYS[:9])
    asked = Asked("sides" if wanted.sides else "outlets", wanted.view, Form.JSON, None, wanted.outlet, wanted.least)
    rows = [event_row(r, collected.tellers) for r in asked.events(news)]
    return Answer("events", EVENT_KEYS, rows, EVENT_HEADINGS)
