"""Items of the review queue with the words that they are about: each record in its sentence, with who tells it.

In: items. Out: `Card`s for the template, and rows to save. It decides nothing.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from svod.present.cli_rows import Row, query_rows
from svod.present.report_accounts import say_value
from svod.present.report_words import act_label, code_label, format_day, quad, type_label
from svod.present.web.layout import word
from svod.present.web.review_items import Item
from svod.store import load_decisions
from svod.store.search import widen_left, widen_right

AROUND = 150  # characters of context
KEYS = ("kind", "ids", "score", "reasons", "status", "outlets", "words")
WHERE = """
    SELECT e.article, e.role, e.start, e.end, a.outlet, a.name AS article_name, a.published, a.text AS whole
    FROM evidence AS e JOIN articles AS a ON a.id = e.article
    WHERE e.record = ? AND e.part = 'whole' AND e.field = 'text' ORDER BY e.ordinal"""
TELLINGS = """
    SELECT t.article, t.value, a.outlet, a.name AS article_name, a.published, v.start, v.end, a.text AS whole
    FROM tellings AS t JOIN articles AS a ON a.id = t.article
    LEFT JOIN evidence AS v ON v.record = t.comparison AND v.part = 'telling' AND v.ordinal = t.ordinal
    WHERE t.comparison = ? AND t.value IS NOT NULL ORDER BY t.ordinal"""
ROLES = {"e": ("trigger", "whole"), "q": ("content", "cue"), "m": ("whole",), "k": ("content", "cue")}


@dataclass(frozen=True, slots=True)
class Side:
    """Words of one article: in their context, whose, and what the machine makes of them."""

    id: str
    outlet: str
    day: str
    before: str
    it: str
    after: str
    href: str
    label: str
    note: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One item as the page shows it."""

    item: Item
    title: str
    sides: tuple[Side, ...]
    href: str  # the page that shows it whole
    names: tuple[str, ...] = ()  # speakers to choose from, or sides that are lent
    quad: int = 0


def make_card(db: sqlite3.Connection, item: Item) -> Card:
    """One item with its words."""
    kind, ids = item.kind, item.ids
    if kind == "contradictions":
        return contradiction_card(db, item)
    if kind == "orphans":
        return orphan_card(db, item)
    sides = tuple(make_side(db, id_) for id_ in ids)
    if kind in ("joins", "questions"):
        return Card(item, type_label(sides[0].type), sides, f"/event/{ids[0]}", (), quad(sides[0].type))
    if kind == "outcomes":
        return Card(item, word(f"commitments.s_{item.status}"), sides, f"/commitment/{ids[0]}")
    if kind == "actors":
        return Card(item, " = ".join(dict.fromkeys(s.label for s in sides)), sides, f"/go/{ids[0]}")
    if kind == "lent":
        return Card(item, sides[0].label, sides, f"/event/{ids[0]}", lent_names(db, ids[0]), quad(sides[0].type))
    return Card(item, sides[0].label, sides, f"/record/{ids[0]}", clashing_names(db, ids[0]))


def make_side(db: sqlite3.Connection, id_: str) -> Side:
    """A record in its words."""
    places = query_rows(db, WHERE, (id_,))
    by_role = {row["role"]: row for row in reversed(places)}
    place = next((by_role[role] for role in ROLES[id_[0]] if role in by_role), places[0] if places else None)
    if place is None:  # words that stand in the headline
        return Side(id_, "", "", "", "…", "", f"/go/{id_}", "")
    around = by_role.get("whole") if id_[0] == "e" else None
    label, note, type_ = describe(db, id_)
    return quote_side(place, around, Side(id_, "", "", "", "", "", f"/article/{place['article']}#{id_}", label, note,
                                          type_))  # fmt: skip


def quote_side(place: Row, around: Row | None, side: Side) -> Side:
    """A side with its words cut out of the article: the whole sentence, or so many characters around."""
    text, start, end = place["whole"], place["start"], place["end"]
    first = around["start"] if around else widen_left(text, max(0, start - AROUND))
    last = around["end"] if around else widen_right(text, min(len(text), end + AROUND))
    return Side(
        side.id, place["outlet"] or place["article_name"], format_day(place["published"]),
        text[min(first, start) : start], text[start:end], text[end : max(last, end)], side.href, side.label, side.note,
        side.type,
    )  # fmt: skip


def describe(db: sqlite3.Connection, id_: str) -> tuple[str, str, str]:
    """What the machine makes of a record: a label, a note, the type of an event."""
    if id_[0] == "e":
        type_ = db.execute("SELECT type FROM corrected_event_mentions WHERE id = ?", (id_,)).fetchone()
        if type_ is None:
            return "", "", ""
        told = query_rows(db, "SELECT side, name FROM corrected_parties WHERE event = ? ORDER BY ordinal", (id_,))
        sides = (", ".join(p["name"] for p in told if p["side"] == side) for side in ("actor", "recipient"))
        return " → ".join(s for s in sides if s), type_label(type_[0]), type_[0]
    if id_[0] == "q":
        (row,) = query_rows(db, "SELECT speaker, act FROM corrected_quotes WHERE id = ?", (id_,))
        return row["speaker"] or word("no_speaker"), act_label(row["act"]), ""
    if id_[0] == "k":
        name = db.execute("SELECT name FROM parties WHERE event = ? AND side = 'holder'", (id_,)).fetchone()
        (kind,) = db.execute("SELECT kind FROM commitments WHERE id = ?", (id_,)).fetchone()
        return (name[0] if name else ""), word(f"commitments.k_{kind}"), ""
    name, code = db.execute("SELECT name, code FROM mentions WHERE id = ?", (id_,)).fetchone() or (None, None)
    return name or "", code or "", ""


def contradiction_card(db: sqlite3.Connection, item: Item) -> Card:
    """What accounts say in one slot of one event."""
    (row,) = query_rows(db, "SELECT c.event, c.slot, e.label, e.type FROM comparisons AS c JOIN events AS e"
                            " ON e.id = c.event WHERE c.id = ?", item.ids)  # fmt: skip
    sides = []
    for told in query_rows(db, TELLINGS, item.ids):
        sides.append(telling_side(told | {"value": say_value(row["slot"], told["value"])}))
    return Card(item, f"{row['label']}: {code_label('slots', row['slot']).lower()}", tuple(sides),
                f"/event/{row['event']}", (), quad(row["type"]))  # fmt: skip


def telling_side(told: Row) -> Side:
    """What one account says in a slot, in its words where it has any."""
    article, start, end = told["article"], told["start"], told["end"]
    outlet, day = told["outlet"] or told["article_name"], format_day(told["published"])
    if start is None:
        return Side(article, outlet, day, "", told["value"], "", f"/article/{article}", told["value"])
    href = f"/article/{article}?at={start}-{end}#x-{article}-{start}-{end}"
    return quote_side(told, None, Side(article, outlet, day, "", "", "", href, told["value"]))


def orphan_card(db: sqlite3.Connection, item: Item) -> Card:
    """A decision whose record is gone, by what it said."""
    decision = next(d for d in load_decisions(db) if str(d.number) == item.ids[0])
    said = [w for w in (decision.a_words, decision.b_words) if w]
    sides = tuple(Side(decision.a, decision.by, decision.made[:10], "", w, "", f"/decided/{decision.number}", "")
                  for w in said)  # fmt: skip
    value = f": {decision.value}" if decision.value else ""
    return Card(item, f"{word(f'v_{decision.verdict}')}{value}", sides, f"/decided/{decision.number}")


def lent_names(db: sqlite3.Connection, id_: str) -> tuple[str, ...]:
    """The sides of a telling that only the context lends."""
    query = ("SELECT DISTINCT name FROM corrected_parties WHERE event = ?"
             " AND basis IN ('setting', 'pair', 'passage') ORDER BY name")  # fmt: skip
    return tuple(name for (name,) in db.execute(query, (id_,)))


def clashing_names(db: sqlite3.Connection, id_: str) -> tuple[str, ...]:
    """The people whom outlets give the words of a quote to."""
    row = db.execute("SELECT clash FROM quotations WHERE base = ?", (id_,)).fetchone()
    return tuple(json.loads(row[0])) if row else ()


def make_row(db: sqlite3.Connection, item: Item) -> dict[str, Any]:
    """An item to save."""
    card = make_card(db, item)
    return {
        "kind": item.kind, "ids": list(item.ids), "score": item.score, "reasons": [list(r) for r in item.reasons],
        "status": item.status, "outlets": [s.outlet for s in card.sides],
        "words": [f"{s.before}{s.it}{s.after}" for s in card.sides],
    }  # fmt: skip
