"""The command `svod judge`: a person decides whether two records are the same thing.

In: two ids. Out: a judgement in the database, which survives every run, and all accounts related anew.
"""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.present.cli_find import find_id
from svod.present.cli_options import DEFAULT_DB, Db, now, opened
from svod.records import Judgement, Reason
from svod.store import save_judgement

# prefix of an id → kind of the judgement, and where a cluster's first member is to be found
KINDS = {
    "e": ("event", None),
    "E": ("event", "SELECT event_mention FROM event_parts WHERE event = ? ORDER BY ordinal"),
    "m": ("actor", "SELECT chain FROM mentions WHERE id = ?"),
    "A": ("actor", "SELECT chain FROM actor_chains WHERE actor = ? ORDER BY ordinal"),
    "a": ("article", None),
}


class Verdict(StrEnum):
    """What a person may decide."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def judge(
    a: Annotated[str, typer.Argument(help="An event, event mention, actor, mention or article.")],
    b: Annotated[str, typer.Argument(help="Another of the same kind.")],
    verdict: Annotated[Verdict, typer.Argument(help="same, different or unsure.")],
    by: Annotated[str, typer.Option("--by", help="Who decides.", metavar="NAME")] = "person",
    reason: Annotated[str | None, typer.Option("--note", help="Why, in words.", metavar="WORDS")] = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Decide whether two records are the same thing.

    A person's judgement beats the machine's and survives every run; nothing is lost, and a later one replaces it.
    """
    from svod.flow import relate_all

    with opened(db) as store:
        kinds = tuple(KINDS)
        first, second = (member(store, find_id(store, given, kinds)) for given in (a, b))
        if first[0] != second[0]:
            raise UsageError(f"{a} is an {first[0]}, {b} an {second[0]}", "give two of one kind")
        if first[1] == second[1]:
            raise UsageError(f"{a} and {b} are one and the same record", "give two different ones")
        low, high = sorted((first[1], second[1]))
        reasons = (Reason(reason, 0.0),) if reason else ()
        when = now().isoformat()
        save_judgement(store, Judgement(first[0], low, high, verdict.value, 0.0, reasons, by), when)
        changed = relate_all(store)
    print(f"{low} and {high}: {verdict.value}, by {by}" + ("" if changed else "; nothing changed by it"))


def member(db: sqlite3.Connection, id_: str) -> tuple[str, str]:
    """The kind of a record and the id that judgements name it by: of a cluster, its first member's."""
    kind, query = KINDS[id_.split("-")[0]]
    if query is None:
        return kind, id_
    row = db.execute(query, (id_,)).fetchone()
    if row is None:
        raise UsageError(f"{id_} has no members", "run svod add again")
    return kind, str(row[0])
