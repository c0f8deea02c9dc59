"""Whom a person means by the right speaker: an actor's or a mention's id, an actor's name, or a new name.

In: what was typed. Out: name, code and a mention of the actor, in the quote's own article where there is one.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass

from svod.errors import UsageError
from svod.present.cli_find import find_id

ID = re.compile(r"[Am]-[0-9a-f]{3,}")


@dataclass(frozen=True, slots=True)
class Right:
    """The speaker that a person names; nobody where the name is None."""

    name: str | None = None
    code: str | None = None
    mention: str | None = None


def find_speaker(db: sqlite3.Connection, given: str | None, quote: str) -> Right:
    """The actor that an id or a name means, a surname where one person has it; a name of no actor is kept as it is."""
    from svod.relate.names import key

    if given is None:
        return Right()
    if ID.fullmatch(given):
        id_ = find_id(db, given, ("A", "m"))
        return of_actor(db, id_, quote) if id_.startswith("A-") else of_mention(db, id_)
    called = key(given)
    rows = db.execute("SELECT id, name, names FROM actors ORDER BY id").fetchall()
    found = [id_ for id_, name, _ in rows if key(name) == called]
    found = found or [id_ for id_, _, names in rows if called in {key(n) for n in json.loads(names)}]
    found = found or [id_ for id_, name, _ in rows if " " in key(name) and key(name).split()[-1] == called]
    if len(found) > 1:
        raise UsageError(f"{given} may be {', '.join(found)}", "give the id; svod show ID says who that is")
    return of_actor(db, found[0], quote) if found else Right(given.strip() or None)


def of_actor(db: sqlite3.Connection, actor: str, quote: str) -> Right:
    """An actor as speaker, by a mention in the quote's article where it has any."""
    name, code = db.execute("SELECT name, code FROM actors WHERE id = ?", (actor,)).fetchone()
    row = db.execute(
        "SELECT m.id FROM actor_chains AS c JOIN mentions AS m ON m.id = c.chain WHERE c.actor = ?"
        " ORDER BY m.article <> (SELECT article FROM quotes WHERE id = ?), c.ordinal",
        (actor, quote),
    ).fetchone()
    return Right(name, code, row[0] if row else None)


def of_mention(db: sqlite3.Connection, mention: str) -> Right:
    """A mention's actor as speaker."""
    name, code = db.execute("SELECT name, code FROM mentions WHERE id = ?", (mention,)).fetchone()
    if name is None:
        raise UsageError(f"{mention} names nobody", "give a name, or an actor's id")
    return Right(name, code, mention)
