"""The report in short, for a reader who has a minute: what most outlets tell, and what is still to come.

In come event views; out go two short lists of them. Nothing is summed up in words of the program's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svod.present.report_events import EventView
from svod.present.report_words import days_between

NEAR = 366  # days after the last article within which a plan is worth a line
MOST = 8  # lines of each list


@dataclass(frozen=True, slots=True)
class Brief:
    """Events told by most voices, most first, and planned ones, the nearest first."""

    told: tuple[EventView, ...]
    due: tuple[EventView, ...]


def make_brief(events: Sequence[EventView], last: str | None) -> Brief:
    """Choose the lines; `last` is the day of the last article, after which a plan is still due."""
    told = [e for e in events if e.voices > 1 and e.factuality in ("actual", "negated")]
    due = [e for e in events if e.factuality == "future" and last and last <= (e.end or "") and is_near(e, last)]
    return Brief(
        tuple(told[:MOST]),
        tuple(sorted(due, key=lambda e: (e.start or "", e.order))[:MOST]),
    )


def is_near(event: EventView, last: str) -> bool:
    """True when the event begins within a year of the last article."""
    return days_between(last, event.start) <= NEAR
