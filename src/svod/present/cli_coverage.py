"""The command `svod coverage`: who told which event first, who copied, who stayed silent, and who was not collected.

In: options. Out: tables, JSON or CSV on stdout. The standings are `svod.relate.coverage`'s.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from svod.ontology import load_ontology
from svod.present.cli_index import choose
from svod.present.cli_options import (
    DEFAULT_DB,
    Country,
    Csv,
    Db,
    Dyad,
    Json,
    Limit,
    Outlet,
    SidesFile,
    Since,
    Until,
    choose_form,
    opened,
)  # fmt: skip
from svod.present.cli_rows import Choice, fits_codes, fits_days, fits_type, holds
from svod.present.cli_tables import Types, known, make_choice
from svod.present.outlet_sides import read_sides
from svod.present.tables import Form, make_console
from svod.records import Event

VIEWS = ("event", "outlet")
View = Annotated[
    str | None,
    typer.Option("--by", help="event or outlet: of which JSON and CSV have a row; a table shows both.", metavar="WHAT"),
]
Window = Annotated[
    int, typer.Option("--window", min=0, help="Days after the first telling that an event is news.", metavar="DAYS")
]
Least = Annotated[
    int,
    typer.Option(
        "--least", min=1, help="Events told by at least so many outlets or sides, copies not counted.", metavar="NUMBER"
    ),
]


def coverage(
    db: Db = DEFAULT_DB, dyad: Dyad = None, country: Country = None, since: Since = None, until: Until = None,
    type_: Types = None, outlet: Outlet = None, sides: SidesFile = None, window: Window = 3, least: Least = 2,
    by: View = None, limit: Limit = None, as_json: Json = False, as_csv: Csv = False,
) -> None:  # fmt: skip
    """Who tells what: who led, who copied, who stayed silent, who was not collected.

    An outlet is silent where it has articles of the days when an event was news and none tells it, and not collected
    where it has none: then its silence means nothing. Copies are reprints of another outlet's text. Events are those
    that two outlets and more tell in texts of their own, unless --least says otherwise; what was long past when it was
    first told is left out.
    """
    from svod.present.coverage_tables import Asked, say_left, write_data, write_events, write_tellers
    from svod.present.relations import load_material
    from svod.relate.coverage import collect, cover_events, cover_tellers

    form, types = choose_form(as_json, as_csv), known(type_, tuple(load_ontology().types), "--type")
    choice = make_choice(dyad, country, since, until, None, None, types)
    noun, view = "sides" if sides else "outlets", choose("--by", by, VIEWS) if by else None
    asked = Asked(noun, view, form, limit, outlet, least)
    with opened(db) as store:
        material = load_material(store, read_sides(sides) if sides else None)
    collected = collect(material.holdings, material.tellers, window)
    rows = cover_events((e for e in material.holdings.events if fits(e, choice)), collected, least)
    news = [r for r in rows if not r.recalled and len(r.having("told")) >= least]
    tellers = [t for t in cover_tellers(news, collected) if holds(t.teller, outlet)]
    if form is not Form.TABLE:
        return write_data(news, tellers, collected.tellers, asked)
    console = make_console(sys.stdout)
    if asked.view != "event":
        write_tellers(tellers, len(news), asked, console)
    if asked.view != "outlet":
        write_events(news, asked, console)
    return say_left(rows, material, asked, (window, len(news)), console)


def fits(event: Event, choice: Choice) -> bool:
    """True when an event is one of those asked for."""
    codes = ", ".join(sorted({p.code for p in (*event.actors, *event.recipients) if p.code}))
    return fits_codes(codes, choice) and fits_days(event.start, event.end, choice) and fits_type(event.type, choice)
