"""The command `svod claims`: which states of affairs are asserted and denied, by whom, and where two say the opposite.

In: options. Out: a table, JSON or CSV on stdout. What fits is worked out in `claim_rows`.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from svod.present.claim_rows import POLARITIES, Wanted, claim_rows, known_topics, who_says
from svod.present.cli_options import (
    DEFAULT_DB,
    Csv,
    Db,
    Dyad,
    Json,
    Limit,
    Since,
    Until,
    choose_form,
    opened,
    parse_day,
    parse_dyad,
    rows_wanted,
)  # fmt: skip
from svod.present.cli_tables import known
from svod.present.tables import Column, Listing, write_listing

KEYS = (
    "id", "topic", "scope", "polarity", "tense", "holder", "about", "codes", "words", "named", "according_to", "outlet",
    "published", "start", "end", "dispute", "verdict", "reason", "event", "quote", "rule", "article", "article_name",
    "title", "url",
)  # fmt: skip
COLUMNS = (
    Column("topic", "topic"), Column("polarity", "says"), Column("sides", "of", 1), Column("by", "by", 1),
    Column("words", "words", 3), Column("day", "told"), Column("outlet", "outlet"), Column("verdict", "others"),
    Column("id", "id"),
)  # fmt: skip

Topic = Annotated[
    list[str] | None,
    typer.Option("--topic", help="crisis, war, evidence, guilt, threat, …; may be given again.", metavar="TOPIC"),
]
Polarity = Annotated[
    list[str] | None,
    typer.Option("--says", help="asserted, denied or questioned; may be given again.", metavar="WHAT"),
]
Disputed = Annotated[bool, typer.Option("--disputed", help="Only what one asserts and another denies.")]


def claims(
    db: Db = DEFAULT_DB, topic: Topic = None, says: Polarity = None, disputed: Disputed = False, dyad: Dyad = None,
    since: Since = None, until: Until = None, limit: Limit = None, as_json: Json = False, as_csv: Csv = False,
) -> None:  # fmt: skip
    """States of affairs that are asserted and denied: a crisis, evidence, guilt, a threat.

    Each with its sentence and on whose word it stands. What others say of the same: contradict, where one voice asserts
    and another denies one thing at one time; differ, where they may speak of two things. --since and --until ask for
    the day of the article.
    """
    form = choose_form(as_json, as_csv)
    with opened(db) as store:
        wanted = Wanted(
            known(topic, known_topics(), "--topic"), known(says, POLARITIES, "--says"), parse_dyad(dyad), disputed,
            parse_day(since, "--since"), parse_day(until, "--until", last=True),
        )  # fmt: skip
        rows = claim_rows(store, wanted)
    shown = [
        row
        | {
            "sides": ", ".join(dict.fromkeys([*([row["holder"]] if row["holder"] else []), *row["about"]])),
            "by": who_says(row),
            "day": (row["published"] or "")[:10],
        }
        for row in rows[: rows_wanted(limit, form)]
    ]
    write_listing(Listing("claims", COLUMNS, shown, KEYS, len(rows) - len(shown)), form, sys.stdout)
