"""The command `svod log`, and people's decisions in words wherever a record is shown.

In: a database. Out: rows or lines: who decided what when, and whether it is in force, undone, replaced by a later one
or orphaned, because what it is about is no longer found. Reads the database only.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.present.cli_options import DEFAULT_DB, Csv, Db, Json, Limit, choose_form, rows_wanted
from svod.present.tables import Column, Form, Listing, one_line, write_listing
from svod.store import Decision, find_states, load_decisions
from svod.store.decisions import CHECKED, PAIR

STATES = ("in force", "undone", "replaced", "orphaned", "undo")
PLAIN = (*PAIR, *CHECKED, "note")  # verdicts without a value
LONGEST = 160  # characters kept of what a record said
# where the words of a record stand, by the prefix of its id: whose evidence, and the role that says most
WORDS = {"m": "whole", "t": "whole", "q": "content", "e": "whole", "k": "content"}
KEYS = (
    "number",
    "made",
    "by",
    "state",
    "verdict",
    "kind",
    "a",
    "b",
    "value",
    "code",
    "note",
    "a_words",
    "b_words",
    "undoes",
)
State = Annotated[
    str | None,
    typer.Option("--state", help="Only those in force, undone, replaced or orphaned.", metavar="STATE"),
]


def log(
    state: State = None, db: Db = DEFAULT_DB, limit: Limit = None, as_json: Json = False, as_csv: Csv = False
) -> None:
    """Every decision: who, when, what, and whether it holds.

    In force; undone by svod undo; replaced by a later one; or orphaned: what it is about is no longer found, since the
    article is read otherwise by now. An orphan comes back into force when its record does.
    """
    from svod.store.database import open_store

    if state is not None and state not in STATES:
        raise UsageError(f"--state {state!r} is not known", f"one of {', '.join(STATES)}")
    form = choose_form(as_json, as_csv)
    store = open_store(db, create=False)
    try:
        decisions = load_decisions(store)
        states = find_states(store, decisions)
    finally:
        store.close()
    rows = [
        asdict(d) | {"state": states[d.number], "what": tell(d), "day": d.made[:16].replace("T", " ")}
        for d in decisions
        if state in (None, states[d.number])
    ]
    shown = rows[: rows_wanted(limit, form)]
    columns = (
        Column("number", "no.", right=True), Column("day", "when"), Column("by", "by", 1), Column("state", "state"),
        Column("what", "what", 5),
    )  # fmt: skip
    write_listing(Listing("decisions", columns, shown, KEYS, len(rows) - len(shown)), Form(form), sys.stdout)


def in_words(decision: Decision) -> str:
    """«decision 3: e-… and e-…: different, by Мария (другой день)»."""
    about = f"{decision.a} and {decision.b}" if decision.verdict in PAIR else decision.a
    value = "" if decision.verdict in PLAIN else f" → {decision.value or nobody(decision)}"
    why = f" ({one_line(decision.note)})" if decision.note else ""
    return f"decision {decision.number}: {about}: {decision.verdict}{value}, by {one_line(decision.by)}{why}"


def nobody(decision: Decision) -> str:
    """What a decision without a value says."""
    return "no event" if decision.verdict == "wrong-type" else "unknown"


def tell(decision: Decision) -> str:
    """What was decided about which words, for a row of the log."""
    if decision.undoes is not None:
        return f"undoes {decision.undoes}" + (f": {decision.note}" if decision.note else "")
    said = " | ".join(w for w in (decision.a_words, decision.b_words) if w) or ", ".join(
        i for i in (decision.a, decision.b) if i
    )
    value = "" if decision.verdict in PLAIN else f" → {decision.value or nobody(decision)}"
    why = f" ({decision.note})" if decision.note else ""
    return f"{decision.kind}: {decision.verdict}{value}{why}: {said}"


def what_it_says(db: sqlite3.Connection, id_: str) -> str | None:
    """A record in a few words: what an orphan is remembered by."""
    prefix = id_.split("-")[0]
    if prefix == "a":
        row = db.execute(
            "SELECT ifnull(outlet, name) || ' ' || substr(ifnull(published, ''), 1, 10) || ': ' || ifnull(title, name)"
            " FROM articles WHERE id = ?",
            (id_,),
        ).fetchone()
    elif prefix == "C":
        query = (
            "SELECT e.label || ': ' || c.slot FROM comparisons AS c JOIN events AS e ON e.id = c.event WHERE c.id = ?"
        )
        row = db.execute(query, (id_,)).fetchone()
    else:
        row = db.execute(
            "SELECT '«' || e.text || '», ' || a.name FROM evidence AS e JOIN articles AS a ON a.id = e.article"
            " WHERE e.record = ? AND e.part = 'whole' ORDER BY e.role <> ?, e.ordinal",
            (id_, WORDS.get(prefix, "whole")),
        ).fetchone()
    return None if row is None else shorten(str(row[0]))


def shorten(words: str) -> str:
    """At most so many characters, on one line, the middle left out."""
    words = one_line(words)
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]}…{words[-LONGEST // 2 + 1 :]}"


def decided_about(db: sqlite3.Connection, ids: Iterable[str]) -> list[str]:
    """A line for each decision in force on any of these records: «by person: wrong-speaker → …»."""
    wanted = set(ids)
    decisions = [d for d in load_decisions(db) if d.undoes is None and {d.a, d.b} & wanted]
    if not decisions:
        return []
    states = find_states(db, load_decisions(db))
    lines = [f"  by person: {in_words(d)}, {d.made[:10]}" for d in decisions if states[d.number] == "in force"]
    return ["", *lines] if lines else []
