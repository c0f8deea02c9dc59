"""What a person sends: decisions and undoing them, the log of both, and relating anew.

In: forms that hold our token. Out: rows more in the log of decisions, by the same functions as `svod judge` and
`svod undo`; then a page that says what was decided. Relating follows in the background.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from svod.errors import UsageError
from svod.present.cli_decide import UNKNOWN, decide_one, decide_two
from svod.present.cli_find import find_id
from svod.present.cli_log import KEYS, tell
from svod.present.cli_options import now
from svod.present.web.desk import Desk
from svod.present.web.filters import parse_filters
from svod.present.web.form_fields import MOST, Form, find_back, one, parse_numbers, signed
from svod.present.web.forms_actors import part
from svod.present.web.layout import desk_of, show, word
from svod.present.web.listing import make_sheet, save
from svod.present.web.review_verdicts import review
from svod.present.web.safety import read_form
from svod.store import Decision, find_states, load_decisions, save_decision, undo_decision
from svod.store.decisions import PAIR, SINGLE

LONGEST = 2000  # characters of a note
QUIET = 4.0  # seconds without a decision before relating, where many are made one after the other


async def post(request: Request) -> Response:
    """Take a form in, do what it asks, and lead to the page that says what was done."""
    desk = desk_of(request)
    form = await read_form(request.receive, desk.token)
    if form is None:
        raise HTTPException(403, word("stale_form"))
    if any(len(value) > LONGEST for values in form.values() for value in values):
        raise UsageError("an answer is too long", f"at most {LONGEST} characters")
    acts = {"decide": decide, "split": split, "part": part, "undo": undo, "review": review}
    act = acts.get(request.path_params["what"])
    numbers = await run_in_threadpool(act, desk, form) if act else []
    desk.relater.ask(QUIET if one(form, "back") else 0)
    return RedirectResponse(find_back(form, numbers), 303)


def decide(desk: Desk, form: Form) -> list[int]:
    """One decision: on two records, or on one."""
    (by, note), verdict, a, b = signed(desk, form), one(form, "verdict"), one(form, "a"), one(form, "b")
    with desk.write() as db:
        if verdict in PAIR:
            if not b:
                raise UsageError("the other record is missing", "choose one, or give its id")
            made = [decide_two(db, (a, b), verdict, by, note)]
        elif verdict in SINGLE:
            value = one(form, "value") or None
            if verdict == "wrong-speaker" and value is None and not one(form, "nobody"):
                raise UsageError("the right speaker is missing", "give a name, or say that nobody can know")
            made = decide_one(db, a, verdict, None if value in UNKNOWN else value, by, note)
        else:
            raise UsageError(f"{verdict!r} is no verdict", f"one of {', '.join((*PAIR, *SINGLE))}")
        return [save_decision(db, d).number for d in made]


def split(desk: Desk, form: Form) -> list[int]:
    """The tellings chosen are another event: each is set apart from each that was not chosen."""
    (by, note), event = signed(desk, form), one(form, "event")
    with desk.write() as db:
        id_ = find_id(db, event, ("E",))
        members = [m for (m,) in db.execute("SELECT event_mention FROM event_parts WHERE event = ?", (id_,))]
        apart = [m for m in members if m in form.get("apart", [])]
        rest = [m for m in members if m not in apart]
        if not apart or not rest:
            raise UsageError("nothing to set apart", "choose some of the reports, not all of them")
        if len(apart) * len(rest) > MOST:
            raise UsageError(f"that is {len(apart) * len(rest)} decisions at once", f"at most {MOST}")
        made = [decide_two(db, (a, b), "different", by, note) for a in apart for b in rest]
        return [save_decision(db, d).number for d in made]


def undo(desk: Desk, form: Form) -> list[int]:
    """Take decisions back by their numbers; gives the numbers of those that were."""
    by, note = signed(desk, form)
    numbers = parse_numbers(",".join(form.get("number", [])))
    with desk.write() as db:
        return [undo_decision(db, number, by, now().isoformat(), note).number for number in numbers]


def decided(request: Request) -> Response:
    """What was decided just now, and whether the accounts follow it already."""
    numbers = set(parse_numbers(request.path_params["numbers"]))
    with desk_of(request).read() as db:
        rows = [row for row in log_rows(db) if row["number"] in numbers]
        if not rows:
            raise HTTPException(404, word("no_decision"))
        return show(request, "decided.html", here="log", rows=rows, open=[r for r in rows if is_open(r)])


def log(request: Request) -> Response:
    """Every decision with its state, the latest first, or as a file."""
    filters = parse_filters(request.query_params)
    with desk_of(request).read() as db:
        rows = log_rows(db)
        if form := request.path_params.get("form"):
            return save(rows, KEYS, "decisions", form)
        sheet = make_sheet(rows[::-1], "/log", filters)
        return show(request, "log.html", here="log", filters=filters, sheet=sheet)


def log_rows(db: sqlite3.Connection) -> list[dict[str, object]]:
    """Decisions as rows: what they say in words, and their state."""
    decisions = load_decisions(db)
    states = find_states(db, decisions)
    return [asdict(d) | {"state": states[d.number], "what": say(d), "day": d.made[:16].replace("T", " ")}
            for d in decisions]  # fmt: skip


def say(decision: Decision) -> str:
    """A decision's subject and value; its verdict has a word of its own."""
    return tell(decision)


def is_open(row: Mapping[str, object]) -> bool:
    """True where a decision can be undone."""
    return row["state"] in ("in force", "orphaned")
