"""The command `svod index`: how two sides dealt with one another, period by period, and as each outlet tells it.

In: options. Out: tables, JSON or CSV on stdout. The numbers are `svod.relate.index`'s.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.present.cli_events import FACTUALITY, Factualities
from svod.present.cli_options import (
    DEFAULT_DB,
    Csv,
    Db,
    Dyad,
    Json,
    SidesFile,
    Since,
    Until,
    choose_form,
    opened,
    parse_day,
    parse_dyad,
)  # fmt: skip
from svod.present.cli_tables import known
from svod.present.outlet_sides import read_sides
from svod.present.tables import Form, make_console

By = Annotated[str, typer.Option("--by", help="day, week or month.", metavar="PERIOD")]
Weight = Annotated[
    str,
    typer.Option("--weight", help="voices: an event weighs log2(1 + voices); none: all weigh alike.", metavar="HOW"),
]
Firm = Annotated[
    bool,
    typer.Option(
        "--firm", help="Leave out events with a side that no telling's own clause names, or a day that none says."
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="Of the bootstrap: the same seed gives the same.", metavar="NUMBER")]


def index(
    db: Db = DEFAULT_DB, dyad: Dyad = None, by: By = "month", since: Since = None, until: Until = None,
    factuality: Factualities = None, sides: SidesFile = None, weight: Weight = "voices", firm: Firm = False,
    seed: Seed = 1, as_json: Json = False, as_csv: Csv = False,
) -> None:  # fmt: skip
    """The relationship of two sides over time: conflict and cooperation, from -10 to +10.

    The mean score of distinct events, never of mentions; words (statements, demands, talks) and deeds (aid, arrests,
    sanctions) apart. n is the number of events, [low, high] the bootstrap interval. A period without events has no
    value. Each outlet's own telling, or that of each of your sides, stands beside the whole. --json lists the events of
    every number. Without --dyad the pairs are listed.
    """
    from svod.present.index_tables import say_tellers, write_data, write_index, write_pairs
    from svod.present.relations import load_dealings, load_grounds, load_pair
    from svod.relate.index import find_index
    from svod.relate.periods import GRAINS
    from svod.relate.tallies import WEIGHTS, IndexOptions

    form = choose_form(as_json, as_csv)
    options = IndexOptions(
        choose("--by", by, GRAINS), parse_day(since, "--since"), parse_day(until, "--until", last=True),
        known(factuality, FACTUALITY, "--factuality") or ("actual",), choose("--weight", weight, WEIGHTS), firm, seed,
    )  # fmt: skip
    pair, own = parse_dyad(dyad), read_sides(sides) if sides else None
    if pair and pair[0] == pair[1]:
        raise UsageError(f"--dyad {dyad!r} is one side twice", "write two codes with a comma: --dyad RUS,AZE")
    with opened(db) as store:
        if pair is None:
            return write_pairs(load_dealings(store), form)
        grounds = load_grounds(store, own)
        events, sources = load_pair(store, pair, grounds)
    found = find_index(pair, events, sources, options)
    if form is not Form.TABLE:
        return write_data(found, grounds.sideless, form)
    write_index(found, grounds.count_articles(by), make_console(sys.stdout))
    return say_tellers(found, own is not None, grounds.sideless, make_console(sys.stdout))


def choose(option: str, value: str, all_: tuple[str, ...]) -> str:
    """One value that an option may take."""
    return known([value], all_, option)[0]
