"""What a person says of items of the review queue, as decisions in the log.

In: a form with the keys of items and what to do. Out: the numbers of the decisions made, each the same that `svod
judge` would make. In bulk only what all the items allow.
"""

from __future__ import annotations

import sqlite3

from svod.errors import UsageError
from svod.present.cli_decide import decide_one, decide_two
from svod.present.cli_options import now
from svod.present.web.desk import Desk
from svod.present.web.form_fields import MOST, Form, one, signed
from svod.present.web.review_cards import lent_names
from svod.present.web.review_items import parse_key
from svod.store import Decision, save_decision, undo_decision

ACTS = ("accept", "reject", "unsure", "type", "speaker", "note")
PAIRED = ("joins", "questions", "actors", "outcomes")
ALLOWED = {  # what may be done with which kind
    **dict.fromkeys(("joins", "questions"), ("accept", "reject", "unsure", "type", "note")),
    "actors": ("accept", "reject", "unsure", "note"),
    "outcomes": ("accept", "reject", "note"),
    "contradictions": ("accept", "reject", "note"),
    "clashing": ("accept", "reject", "speaker", "note"),
    "unnamed": ("accept", "speaker", "note"),
    "lent": ("accept", "reject", "type", "note"),
    "orphans": ("reject",),
}


def review(desk: Desk, form: Form) -> list[int]:
    """Decide about items as the form says; all of it is checked before anything is written."""
    act, keys = one(form, "do"), list(dict.fromkeys(form.get("item", [])))
    items = [parse_key(key) for key in keys]
    if act not in ACTS or not items or len(items) > MOST:
        raise UsageError("nothing to decide", f"choose some items, at most {MOST}, and what to do")
    for kind, _ in items:
        if act not in ALLOWED.get(kind, ()):
            raise UsageError(f"{act!r} means nothing there", f"one of {', '.join(ALLOWED.get(kind, ())) or 'none'}")
    items.sort(key=lambda item: item[0] == "orphans")  # what is undone at once comes when all else is checked
    with desk.write() as db:
        made = [d for kind, ids in items for d in decide_item(db, desk, form, kind, ids)]
        if len(made) > MOST:  # an item may ask for several
            raise UsageError(f"that is {len(made)} decisions at once", f"at most {MOST}")
        return [d.number if d.number else save_decision(db, d).number for d in made]


def decide_item(db: sqlite3.Connection, desk: Desk, form: Form, kind: str, ids: tuple[str, ...]) -> list[Decision]:
    """The decisions that one item asks for; undoing an orphan is done at once."""
    (by, note), act, value = signed(desk, form), one(form, "do"), one(form, "value")
    if kind == "orphans":
        return [undo_decision(db, int(ids[0]) if ids[0].isdecimal() else -1, by, now().isoformat(), note)]
    if act == "note":
        return decide_one(db, ids[0], "note", value or note, by, None)
    if act in ("type", "speaker"):
        return mend(db, ids[0], act, value, (by, note))
    if kind in PAIRED:
        verdict = {"accept": "same", "reject": "different", "unsure": "unsure"}[act]
        return [decide_two(db, (ids[0], ids[1]), verdict, by, note)]
    if act == "accept":
        return decide_one(db, ids[0], "right", None, by, note)
    if kind == "contradictions":
        return decide_one(db, ids[0], "wrong", None, by, note)
    if kind == "clashing":
        return decide_one(db, ids[0], "wrong-speaker", None, by, note)
    return [d for name in lent_names(db, ids[0]) for d in decide_one(db, ids[0], "wrong-side", name, by, note)]


def mend(db: sqlite3.Connection, id_: str, act: str, value: str, by: tuple[str, str | None]) -> list[Decision]:
    """The right type of an event, or the right speaker of a quote."""
    if not value:
        raise UsageError(f"the right {act} is missing", "choose one, or write a name")
    return decide_one(db, id_, f"wrong-{act}", value, *by)
