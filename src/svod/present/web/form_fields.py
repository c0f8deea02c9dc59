"""Fields of the forms that people send: one value, who decides and why, numbers of decisions, the way back.

In: a form as it was read. Out: checked values, or UsageError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from svod.errors import UsageError
from svod.present.web.desk import Desk

MOST = 150  # decisions that one form may make
BACK = re.compile(r"/(review|article/a-[0-9a-f]+|commitment/[\w-]+)(\?[^#\s\\]*)?")  # where a form may lead back to
Form = Mapping[str, list[str]]


def one(form: Form, name: str) -> str:
    """The value of a field, without white space around it."""
    return form.get(name, [""])[0].strip()


def signed(desk: Desk, form: Form) -> tuple[str, str | None]:
    """Who decides, and why."""
    return one(form, "by") or desk.by, one(form, "note") or None


def parse_numbers(given: str) -> list[int]:
    """Numbers of decisions: "3,4"."""
    parts = given.split(",")
    if not all(p.isascii() and p.isdecimal() and len(p) < 10 for p in parts) or len(parts) > MOST:
        raise UsageError("no number of a decision", "the log gives them")
    return [int(p) for p in parts]


def find_back(form: Form, numbers: list[int]) -> str:
    """The page that a form leads to: where it came from with what was done, else the page of the decisions."""
    done, back = ",".join(map(str, numbers)), one(form, "back")
    if not BACK.fullmatch(back):
        return f"/decided/{done}" if numbers else "/log"
    base, _, query = back.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    return base + (f"?{'&'.join([*kept, *([f'done={done}'] if done else [])])}" if kept or done else "")
