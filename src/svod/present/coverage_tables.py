"""Coverage as tables, JSON and CSV: outlets or sides, events, what the numbers are of.

In: coverage of events and of tellers. Out: text on a console or stdout. Computes nothing that `svod.relate.coverage`
does not.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from svod.extract.calendar import format_days
from svod.present.cli_options import rows_wanted
from svod.present.cli_rows import Row, holds
from svod.present.relations import Material
from svod.present.tables import SHORT, Column, Form, Listing, clean, count, more, one_line, write_listing, write_table
from svod.relate.coverage import RECENT, STANDINGS, EventCoverage, TellerCoverage
from svod.relate.events import format_days as days_of_label

FEW = 8  # names of those who are silent
EVENT_KEYS = (
    "id", "start", "end", "type", "label", "first_told", "recalled", "led_by", "told", "copied", "silent",
    "not_collected", "tellers", "collected", "tellings", "copied_from", "silent_near", "silent_alike",
)  # fmt: skip
TELLER_KEYS = (
    "teller", "articles", "events", "collected", "told", "copied", "silent", "silent_near", "silent_alike",
    "not_collected", "shared", "led", "tied", "alone", "copied_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown."""

    noun: str  # outlets or sides
    view: str | None
    form: Form
    limit: int | None
    outlet: str | None
    least: int

    def events(self, news: Sequence[EventCoverage]) -> list[EventCoverage]:
        """The events in which the outlet asked for has a standing."""
        return [r for r in news if self.outlet is None or any(holds(c.teller, self.outlet) for c in r.cells)]


def write_tellers(tellers: Sequence[TellerCoverage], events: int, asked: Asked, console: Console) -> None:
    """Print the outlets or sides that could have told something."""
    there = [t for t in tellers if t.told + t.copied + t.silent]
    shown = there[: rows_wanted(asked.limit, Form.TABLE)]
    columns = [
        Column("teller", asked.noun.removesuffix("s"), 2), Column("articles", "articles", right=True),
        Column("told_of", "told", 1), Column("led_of", "first", 1), Column("copied_with", "copied", 1),
        Column("silent_of", "silent", 1), Column("missing", "missing"),
    ]  # fmt: skip
    if asked.least == 1:
        columns.insert(4, Column("alone", "alone", right=True))
    if not any(t.copied for t in shown):
        columns = [c for c in columns if c.key != "copied_with"]
    rows = [teller_row(t, events) for t in shown]
    write_table(Listing(asked.noun, tuple(columns), rows, (), len(there) - len(shown)), console)
    console.print()


def write_events(news: Sequence[EventCoverage], asked: Asked, console: Console) -> None:
    """Print the events as cards: who told each, who first, who copied, who kept silent, how many cannot be asked."""
    there = asked.events(news)
    shown = there[: rows_wanted(asked.limit, Form.TABLE)]
    for row in shown:
        days, label = format_days(row.event.start, row.event.end), row.event.label
        label = label.removesuffix(f", {days_of_label(row.event.start, row.event.end)}")
        head = Text(one_line(f"{days or 'undated'}  {label}"), style="bold")
        console.print(head.append(f"  {row.event.id[:SHORT]}", style="dim"))
        for line in event_lines(row, asked.noun):
            console.print(Padding(Text(one_line(line)), (0, 0, 0, 2), expand=False))
    if not shown:
        console.print("no events")
    console.print(Text(f"\n{count(len(shown), 'events')}{more(len(there) - len(shown))}", style="dim"))


def event_lines(row: EventCoverage, noun: str) -> list[str]:
    """What there is to say of one event."""
    told = [c.teller for c in row.having("told")]
    copied = [f"{c.teller} from {c.source}" for c in row.having("copied")]
    silent = sorted(row.having("silent"), key=lambda c: (bool(c.alike), not c.near, c.teller))
    marked = [c.teller + ("?" if c.alike else "*" if c.near else "") for c in silent]
    lines = [f"told by {len(told)} of {row.collected} collected: {', '.join(told)}"]
    if len(told) > 1 and row.leaders:
        lines.append(("first: " if len(row.leaders) == 1 else "first, tied: ") + ", ".join(row.leaders))
    lines += [f"copied: {', '.join(copied)}"] if copied else []
    lines += [f"silent: {names(marked)}"] if marked else []
    return lines + ([f"not collected: {row.missing} {noun}"] if row.missing else [])


def teller_row(t: TellerCoverage, events: int) -> Row:
    """One teller, with what each number is of."""
    sources = ", ".join(f"{name} {n}" for name, n in t.copied_from.items())
    collected = t.told + t.copied + t.silent
    return {
        "teller": t.teller, "articles": t.articles, "events": events, "collected": collected,
        "told": t.told, "copied": t.copied, "silent": t.silent, "silent_near": t.near, "silent_alike": t.alike,
        "not_collected": t.missing, "shared": t.shared, "led": t.led, "tied": t.tied, "alone": t.alone,
        "copied_from": dict(t.copied_from),
        "told_of": f"{t.told} of {collected}", "missing": f"{t.missing} of {events}",
        "led_of": f"{t.led} of {t.shared}" + (f", {t.tied} tied" if t.tied else ""),
        "copied_with": f"{t.copied} ({sources})" if t.copied else None,
        "silent_of": f"{t.silent} ({t.near} near, {t.alike} like)" if t.silent else None,
    }  # fmt: skip


def names(tellers: Sequence[str]) -> str:
    """A few names, and how many more."""
    left = len(tellers) - FEW
    return ", ".join(tellers[:FEW]) + (f" and {left} more" if left > 0 else "")


def say_left(
    rows: Sequence[EventCoverage], material: Material, asked: Asked, counts: tuple[int, int], console: Console
) -> None:
    """Say what the numbers are of, and what they leave out."""
    window, news = counts
    recalled, articles = sum(r.recalled for r in rows), material.holdings.articles
    undated = sum(a.published is None for a in articles)
    nameless = sum(not a.outlet for a in articles)
    lonely = sum(bool(r.having("told") or r.having("copied")) and not r.recalled for r in rows) - news
    lines = [
        "told: of the events in whose days it has articles; first: of those that others tell too; tied: as early as"
        " others, by the day or hour that articles give; missing: it has no articles of those days",
        f"those days: from an event's own day, or from its first telling, to {window} days after the first telling",
        "near or *: its articles of those days name the same states; like or ?: it tells something like it, perhaps the"
        " same: svod coverage --json names it",
        f"left out: events told by fewer than {asked.least} {asked.noun} in texts of their own: {lonely};"
        f" first told more than {RECENT} days later: {recalled}",
        f"articles without a day, in no window: {undated}" if undated else "",
        f"articles without an outlet, left out: {nameless}" if nameless else "",
        f"without a side: {', '.join(material.sideless)}" if material.sideless else "",
    ]
    for line in filter(None, lines):
        console.print(Text(clean(line), style="dim"))


def write_data(
    news: Sequence[EventCoverage], tellers: Sequence[TellerCoverage], everybody: Sequence[str], asked: Asked
) -> None:
    """Print rows of events or of tellers, whole."""
    outlets = asked.view == "outlet"
    keys: tuple[str, ...] = TELLER_KEYS if outlets else EVENT_KEYS
    rows = [teller_row(t, len(news)) for t in tellers] if outlets else []
    rows += [] if outlets else [event_row(r, everybody) for r in asked.events(news)]
    shown = rows[: rows_wanted(asked.limit, asked.form)]
    if asked.form is Form.CSV:
        shown = [{k: flat(v) for k, v in row.items()} for row in shown]
    write_listing(Listing("rows", (), shown, keys, len(rows) - len(shown)), asked.form, sys.stdout)


def flat(value: Any) -> Any:
    """A table as CSV's cell: «ria.ru: 2, tass.ru: 1»."""
    if not isinstance(value, dict):
        return value
    return [f"{k}: {v if isinstance(v, str | int) else ' '.join(v)}" for k, v in value.items()]


def event_row(row: EventCoverage, everybody: Sequence[str]) -> Row:
    """One event with all names; `tellings` has for each teller the ids of its tellings."""
    event, by = row.event, {s: [c.teller for c in row.having(s)] for s in STANDINGS}
    there = {c.teller for c in row.cells}
    return {
        "id": event.id, "start": event.start, "end": event.end, "type": event.type, "label": event.label,
        "first_told": row.first, "recalled": row.recalled, "led_by": list(row.leaders), "told": by["told"],
        "copied": by["copied"], "silent": by["silent"], "not_collected": [t for t in everybody if t not in there],
        "tellers": len(everybody), "collected": row.collected,
        "tellings": {c.teller: list(c.mentions) for c in row.cells if c.mentions},
        "copied_from": {c.teller: c.source for c in row.cells if c.source},
        "silent_near": [c.teller for c in row.cells if c.near],
        "silent_alike": {c.teller: list(c.alike) for c in row.cells if c.alike},
    }  # fmt: skip
