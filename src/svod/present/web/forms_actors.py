"""Parting an actor: mentions that a person takes out of it are somebody else.

In: a form that names the actor and the first mentions of the chains to be taken out. Out: decisions in the log, by the
same functions as `svod judge M M different`.
"""

from __future__ import annotations

import sqlite3

from svod.errors import UsageError
from svod.present.cli_decide import decide_two
from svod.present.cli_find import find_id
from svod.present.web.desk import Desk
from svod.present.web.form_fields import MOST, Form, one, signed
from svod.store import save_decision


def part(desk: Desk, form: Form) -> list[int]:
    """The chains chosen are somebody else: each is set apart from those it was joined with, nearest first."""
    by, note = signed(desk, form)
    with desk.write() as db:
        actor = find_id(db, one(form, "actor"), ("A",))
        chains = [c for (c,) in db.execute("SELECT chain FROM actor_chains WHERE actor = ? ORDER BY ordinal", (actor,))]
        apart = [c for c in chains if c in form.get("apart", [])]
        rest = [c for c in chains if c not in apart]
        if not apart or not rest:
            raise UsageError("nothing to part", "choose some of the articles, not all of them")
        room = MOST // len(apart)
        if not room:
            raise UsageError(f"that is {len(apart)} articles at once", f"at most {MOST}")
        pairs = [(a, b) for a in apart for b in nearest(db, a, rest)[:room]]
        made = [decide_two(db, pair, "different", by, note) for pair in pairs]
        return [save_decision(db, d).number for d in made]


def nearest(db: sqlite3.Connection, chain: str, others: list[str]) -> list[str]:
    """Other chains of an actor, those first with which the machine itself judged this one the same."""
    query = "SELECT b, score FROM judgements WHERE kind = 'actor' AND a = ?1 UNION SELECT a, score FROM judgements"
    scores = dict(db.execute(query + " WHERE kind = 'actor' AND b = ?1", (chain,)))
    return sorted(others, key=lambda other: (-scores.get(other, 0.0), other))
