"""The command `svod events`: the timeline, of events or of their tellings.

In: options. Out: a table, JSON or CSV on stdout. What fits is worked out in `event_rows`.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.extract.calendar import format_days
from svod.ontology import load_ontology
from svod.present.cli_options import (
    DEFAULT_DB,
    Country,
    Csv,
    Db,
    Dyad,
    Json,
    Limit,
    Outlet,
    Since,
    Speaker,
    Until,
    choose_form,
    note,
    opened,
    rows_wanted,
)  # fmt: skip
from svod.present.cli_tables import AGAIN, Types, dictionary_forms, known, make_choice, say_undated, sides
from svod.present.event_page import count_undated, find_page
from svod.present.event_rows import EventChoice, without
from svod.present.paging import Page
from svod.present.tables import Column, Form, Listing, clean, write_listing
from svod.present.telling_page import count_undated as count_undated_tellings
from svod.present.telling_page import find_tellings

FACTUALITY = ("actual", "future", "hypothetical", "negated")
QUADS = ("1", "2", "3", "4")
EVENT_KEYS = (
    "id", "start", "end", "type", "label", "actors", "recipients", "codes", "lent", "place", "factuality", "voices",
    "articles", "outlets", "disputed", "sources", "modes", "contexts", "quad", "score", "state", "latitude",
    "longitude",
)  # fmt: skip
TELLING_KEYS = (
    "id", "event", "start", "end", "type", "mode", "actors", "recipients", "codes", "lent", "place", "factuality",
    "according_to", "trigger_words", "sentence", "quote_speaker", "published", "outlet", "article", "article_name",
    "title", "url", "contexts", "quad", "score", "state", "latitude", "longitude",
)  # fmt: skip

Modes = Annotated[
    list[str] | None, typer.Option("--mode", help=f"In this PLOVER mode, as visit; {AGAIN}", metavar="MODE")
]
Quads = Annotated[
    list[str] | None,
    typer.Option(
        "--quad",
        help=f"Of this quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict; {AGAIN}",
        metavar="NUMBER",
    ),
]
Contexts = Annotated[
    list[str] | None,
    typer.Option("--context", help=f"In this PLOVER context, as military; {AGAIN}", metavar="CONTEXT"),
]
Factualities = Annotated[
    list[str] | None,
    typer.Option("--factuality", help=f"actual, future, hypothetical or negated; {AGAIN}", metavar="HOW"),
]
Place = Annotated[
    str | None,
    typer.Option("--place", help="At a place of this name, in any form, or in a state by its code.", metavar="PLACE"),
]
Thing = Annotated[
    str | None,
    typer.Option("--about", help="Where this infrastructure, route or site is named: a part of its name.",
                 metavar="THING"),
]  # fmt: skip
Source = Annotated[
    str | None,
    typer.Option("--on-word-of", help="With this name anywhere in the chain of sources; - for the article's own voice.",
                 metavar="NAME"),
]  # fmt: skip
Tellings = Annotated[bool, typer.Option("--mentions", help="One row a telling, with its sentence, not one an event.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Leave out so many from the beginning.", metavar="NUMBER")]


def events(
    db: Db = DEFAULT_DB, dyad: Dyad = None, country: Country = None, since: Since = None, until: Until = None,
    type_: Types = None, mode: Modes = None, quad: Quads = None, context: Contexts = None,
    factuality: Factualities = None, place: Place = None, about: Thing = None, outlet: Outlet = None,
    speaker: Speaker = None, on_word_of: Source = None, mentions: Tellings = False, limit: Limit = None,
    offset: Offset = 0, as_json: Json = False, as_csv: Csv = False,
) -> None:  # fmt: skip
    """The timeline: who did what to whom, when and where.

    "told by" counts the outlets that tell it, a reprint family once; "disputed" names the slots in which accounts part;
    ? stands for a side that nobody names, [a state] for one that only the context lends. What is planned, possible or
    denied is listed too: see "fact". An event is listed where one telling of it fits all that is asked of tellings.
    """
    form = choose_form(as_json, as_csv)
    ontology = load_ontology()
    modes = tuple(dict.fromkeys(m for t in ontology.types.values() for m in t.modes))
    base = make_choice(dyad, country, since, until, outlet, speaker, known(type_, tuple(ontology.types), "--type"))
    choice = EventChoice(
        base, known(mode, modes, "--mode"), tuple(int(q) for q in known(quad, QUADS, "--quad")),
        known(context, tuple(ontology.contexts), "--context"), known(factuality, FACTUALITY, "--factuality"),
        named("--place", place), named("--about", about), named("--on-word-of", on_word_of),
    )  # fmt: skip
    with opened(db) as store:
        page = page_of(store, choice, (offset, rows_wanted(limit, form)), mentions)
        if base.dated:
            say_undated(undated(store, choice, mentions))
        if not page.total:
            note(nothing_found(store, choice, mentions))
    write_rows(page, offset, form, mentions)


def named(option: str, value: str | None) -> str | None:
    """A name that was asked for; UsageError for an empty one."""
    if value is not None and not value.strip():
        raise UsageError(f"{option} is empty", "give a name or a part of one")
    return value.strip() if value else None


def page_of(db: sqlite3.Connection, choice: EventChoice, part: tuple[int, int | None], mentions: bool) -> Page:
    """So many of the events, or tellings, that fit, from a place on."""
    first, wanted = part
    if not mentions:
        return find_page(db, choice, dictionary_forms, first=first, limit=wanted)
    return find_tellings(db, choice, dictionary_forms, first=first, limit=wanted)


def undated(db: sqlite3.Connection, choice: EventChoice, mentions: bool) -> int:
    """How many events, or tellings, without a day fit all else that is asked."""
    return (count_undated_tellings if mentions else count_undated)(db, choice, dictionary_forms)


def write_rows(page: Page, offset: int, form: Form, mentions: bool) -> None:
    """Print a page of events or tellings."""
    shown = [row | {"sides": sides(row), "days": format_days(row["start"], row["end"])} for row in page.rows]
    what = (
        (Column("voices", "told by", right=True), Column("disputed", "disputed", 1))
        if not mentions
        else (
            Column("according_to", "on whose word", 1),
            Column("sentence", "sentence", 3),
            Column("outlet", "outlet", 1),
        )
    )
    columns = (
        Column("days", "when"), Column("type", "type"), Column("sides", "who to whom", 4), Column("place", "where", 1),
        Column("factuality", "fact"), *what, Column("id", "id"),
    )  # fmt: skip
    left = max(0, page.total - offset - len(shown))
    keys = TELLING_KEYS if mentions else EVENT_KEYS
    write_listing(Listing("tellings" if mentions else "events", columns, shown, keys, left), form, sys.stdout)


def nothing_found(db: sqlite3.Connection, choice: EventChoice, mentions: bool) -> str:
    """Why there is nothing to show: an empty database, what fits nothing by itself, or all of it together."""
    noun = "tellings" if mentions else "events"
    (count,) = db.execute(
        "SELECT count(*) FROM event_mentions" if mentions else "SELECT count(*) FROM events"
    ).fetchone()
    if not count:
        return f"the database holds no {noun}: svod add PATH reads articles"
    asked = list(without(choice))
    alone = [option for option, one in asked if not page_of(db, one, (0, 1), mentions).total]
    if choice.about and any(option.startswith("--about") for option in alone):
        things = [name for (name,) in db.execute("SELECT DISTINCT thing FROM about ORDER BY thing")]
        named_here = ", ".join(things[:9]) or "nothing"
        return clean(f"none of {count} {noun} fits {'; '.join(alone)}; named here: {named_here}")
    if alone:
        return clean(f"none of {count} {noun} fits {'; '.join(alone)}")
    return clean(f"none of {count} {noun} fits all of {' '.join(option for option, _ in asked)}, though each fits some")
