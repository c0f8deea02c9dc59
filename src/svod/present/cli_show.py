"""The commands `svod show` and `svod explain`: one record with the words it rests on, and why it is there.

In: an id. Out: text. Showing reads the database only; explaining reads the article again, with the models.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

import typer

from svod.present.cli_describe import FOUND, describe
from svod.present.cli_find import find_id
from svod.present.cli_log import decided_about
from svod.present.cli_options import DEFAULT_DB, Db, Json, opened
from svod.present.tables import escape
from svod.records import Claim, EventMention, Mention, Quote, TimeRef
from svod.store import load_accounts, load_article, load_findings, load_judgements
from svod.store.accounts import load_actors, load_comparisons, load_events, load_reprints
from svod.store.claims import load_disputes
from svod.store.followups import load_follow_ups
from svod.store.quotations import load_quotations

# first letter of an id → what loads the records joined across articles that have it
JOINED: Mapping[str, Callable[[sqlite3.Connection], Iterable[Any]]] = {
    "E": load_events, "A": load_actors, "R": load_reprints, "C": load_comparisons, "Q": load_quotations,
    "F": load_follow_ups, "D": load_disputes,
}  # fmt: skip
Id = Annotated[str, typer.Argument(help="An id, the beginning of one, or an article's name.", metavar="ID")]


def show(id_: Id, db: Db = DEFAULT_DB, as_json: Json = False) -> None:
    """A record with the words it rests on underlined."""
    with opened(db) as store:
        record = find_record(store, find_id(store, id_))
        if as_json:
            print(escape(json.dumps(dataclasses.asdict(record), ensure_ascii=False, indent=1)))
        else:
            print("\n".join([*describe(store, record), *decided_about(store, ids_of(record))]))


def explain(
    id_: Id,
    db: Db = DEFAULT_DB,
    parse: Annotated[
        bool, typer.Option("--parse", help="Every token with its lemma, part of speech, features.")
    ] = False,
) -> None:
    """Why a record is there: rule, parse, near misses.

    For a telling of an event every decision with what decided it: sides, factuality, days, word, place. For what was
    joined across articles: the judgements that joined it, each with its reasons.
    """
    from svod.present.cli_explain import explain_found, explain_joined

    with opened(db) as store:
        record = find_record(store, find_id(store, id_))
        lines = [*describe(store, record), *decided_about(store, ids_of(record))]
        if isinstance(record, Mention | TimeRef | Quote | EventMention | Claim):
            lines += explain_found(store, record, parse=parse)
        else:
            judgements = [*load_judgements(store), *load_accounts(store).judgements]
            lines += explain_joined(record, judgements)
        print("\n".join(lines))


def ids_of(record: Any) -> tuple[str, ...]:
    """The ids that decisions about a record may name: its own, its members'."""
    members = (getattr(record, name, ()) for name in ("mentions", "chains", "articles"))
    quotes = (id_ for variant in getattr(record, "variants", ()) for id_ in variant.quotes)
    return (record.id, *(id_ for ids in members for id_ in ids), *quotes)


def find_record(db: sqlite3.Connection, id_: str) -> Any:
    """The record with this id, which is in the database."""
    kind = id_.split("-")[0]
    if kind in FOUND:
        (article,) = db.execute(f"SELECT article FROM {FOUND[kind]} WHERE id = ?", (id_,)).fetchone()
        found = next(load_findings(db, [article]))
        records: Iterable[Any] = (*found.mentions, *found.times, *found.quotes, *found.events, *found.claims)
    elif kind in JOINED:
        records = JOINED[kind](db)
    else:
        return load_article(db, id_)
    return next(record for record in records if record.id == id_)
