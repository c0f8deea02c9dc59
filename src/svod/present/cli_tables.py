"""The commands that print tables: actors, compare, search, problems.

In: options. Out: a table, JSON or CSV on stdout. What the rows are is worked out in `cli_rows`, how they look in
`tables`.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.letters import load_letters
from svod.ontology import load_ontology
from svod.ontology.names import load_names
from svod.present.actor_page import ActorChoice, add_told, find_actors
from svod.present.cli_cards import write_comparisons, write_hits
from svod.present.cli_find import find_id
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
    Until,
    choose_form,
    note,
    opened,
    parse_code,
    parse_day,
    parse_dyad,
    rows_wanted,
)  # fmt: skip
from svod.present.cli_rows import (
    Choice,
    Row,
    clash_rows,
    fits_days,
    holds,
    problem_rows,
)  # fmt: skip
from svod.present.comparison_page import ComparisonChoice, comparison_rows, find_compared, load_accounts
from svod.present.event_page import Part
from svod.present.tables import Column, Form, Listing, make_console, one_line, write_listing
from svod.records import Article
from svod.store import Hit
from svod.store import search as find_articles

ACTS = (
    "assert", "deny", "acknowledge", "promise", "demand", "threaten", "accuse", "praise", "forecast", "refuse",
    "apologise", "assess",
)  # fmt: skip
ENTITIES = ("person", "state", "organization", "outlet", "place", "group", "infrastructure")
VERDICTS = ("contradict", "differ", "agree", "silent")
COMPARED = (
    "id", "event", "label", "start", "slot", "verdict", "published", "outlet", "value", "words", "according_to",
    "reason", "article", "article_name", "url", "did_not_write", "not_collected",
)  # fmt: skip
AGAIN = "may be given again."
Types = Annotated[
    list[str] | None, typer.Option("--type", help=f"Of this PLOVER type, as CONSULT; {AGAIN}", metavar="TYPE")
]
Acts = Annotated[
    list[str] | None, typer.Option("--act", help=f"With this speech act: promise, deny, …; {AGAIN}", metavar="ACT")
]
Entities = Annotated[
    list[str] | None,
    typer.Option(
        "--type", help=f"person, state, organization, outlet, place, group, infrastructure; {AGAIN}", metavar="TYPE"
    ),
]
Verdicts = Annotated[
    list[str] | None, typer.Option("--verdict", help=f"contradict, differ, agree or silent; {AGAIN}", metavar="VERDICT")
]
Everything = Annotated[bool, typer.Option("--all", help="Also where they agree or are silent.")]
Wording = Annotated[bool, typer.Option("--wording", help="Only where one thing is named in words of different colour.")]
Headlines = Annotated[bool, typer.Option("--headlines", help="Instead, headlines that their own text excludes.")]
EventId = Annotated[str | None, typer.Argument(help="One event's id; without it, all events.")]


def actors(
    db: Db = DEFAULT_DB, country: Country = None, type_: Entities = None, limit: Limit = None, as_json: Json = False,
    as_csv: Csv = False,
) -> None:  # fmt: skip
    """Who acts and speaks, and for which state.

    One row an actor, with every name met; a city may stand twice, as a place and for its state. The most mentioned
    first. --type infrastructure says in how many quotes and tellings of events each is named: svod events --about NAME.
    """
    form = choose_form(as_json, as_csv)
    choice = ActorChoice(parse_code(country, "--country"), known(type_, ENTITIES, "--type"))
    with opened(db) as store:
        page = find_actors(store, choice, first=0, limit=rows_wanted(limit, form))
        add_told(store, page.rows)
    told = (Column("quotes", "quotes", right=True), Column("events", "tellings", right=True))
    columns = (
        Column("name", "name", 2), Column("code", "for"), Column("entity", "what"), Column("names", "named as", 3),
        Column("mentions", "mentions", right=True), Column("articles", "articles", right=True),
        *(told if choice.entities == ("infrastructure",) else ()), Column("id", "id"),
    )  # fmt: skip
    keys = ("id", "name", "entity", "code", "names", "mentions", "articles", "quotes", "events")
    write_listing(Listing("actors", columns, page.rows, keys, page.total - len(page.rows)), form, sys.stdout)


def compare(
    event: EventId = None, db: Db = DEFAULT_DB, verdict: Verdicts = None, everything: Everything = False,
    dyad: Dyad = None, country: Country = None, since: Since = None, until: Until = None, type_: Types = None,
    wording: Wording = False, headlines: Headlines = False, limit: Limit = None, as_json: Json = False,
    as_csv: Csv = False,
) -> None:  # fmt: skip
    """Accounts side by side, and where they part.

    What each article says in each slot of an event: place, time, count and so on. Contradict: they cannot all be true.
    Differ: one is vaguer or adds. Silence never counts as disagreement: silent in a slot are articles that tell the
    event and leave this out; who did not write of the event, and who has no article of those days, is said beside it.
    """
    from svod.present.absence import add_absent, find_absent, name_absent  # relating loads the models' libraries

    form = choose_form(as_json, as_csv)
    choice = make_choice(dyad, country, since, until, None, None, known(type_, tuple(load_ontology().types), "--type"))
    verdicts = known(verdict, VERDICTS, "--verdict") or (VERDICTS if everything or event else VERDICTS[:2])
    if headlines:
        return show_clashes(db, choice, form, limit)
    with opened(db) as store:
        about = find_id(store, event, ("E",)) if event else None
        wanted, most = ComparisonChoice(choice, verdicts, about, wording), rows_wanted(limit, form)
        if form is Form.TABLE:
            events, total = find_compared(store, wanted, Part(limit=most))
            absent = name_absent(find_absent(store, events))
            rows = load_accounts(store, wanted, events)
            return write_comparisons(rows, total - len(events), make_console(sys.stdout), absent)
        rows = comparison_rows(store, wanted, most)
        add_absent(store, rows)
    return show("accounts", [], rows, form, 0, COMPARED)


def show_clashes(db: Db, choice: Choice, form: Form, limit: int | None) -> None:
    """Headlines with the words of the text that exclude them."""
    with opened(db) as store:
        rows = clash_rows(store, choice)
    for row in rows:
        row["why"] = load_names("en").reason(row["reason"])
    show(
        "headlines",
        [
            Column("published", "day"), Column("outlet", "outlet"), Column("title", "headline", 3),
            Column("title_words", "says"), Column("body_words", "text", 2), Column("why", "why", 2),
            Column("article", "id"),
        ],
        rows, form, limit,
        ("id", "slot", "reason", "published", "outlet", "title", "title_words", "body_words", "event", "article",
         "url"),
    )  # fmt: skip


def search(
    query: Annotated[list[str], typer.Argument(help='Words, "words side by side", or the begin* of a word.')],
    db: Db = DEFAULT_DB, outlet: Outlet = None, since: Since = None, until: Until = None, limit: Limit = None,
    as_json: Json = False, as_csv: Csv = False,
) -> None:  # fmt: skip
    """Find articles by words, in every form of them.

    «переговоры» finds «переговорам», «все» finds «всё». All words must occur; "words in quotation marks" stand side by
    side; полит* finds what begins so.
    """
    form = choose_form(as_json, as_csv)
    choice = make_choice(None, None, since, until, outlet, None, ())

    def keep(article: Article) -> bool:
        return holds(article.outlet, outlet) and fits_days(article.published, article.published, choice)

    with opened(db) as store:
        hits = find_articles(
            store, " ".join(query), forms=dictionary_forms, keep=keep, limit=rows_wanted(limit, form, 20)
        )
    if form is Form.TABLE:
        return write_hits(hits, make_console(sys.stdout))
    keys = ("id", "published", "outlet", "title", "snippet", "article_name", "url")
    return show("articles", [], [make_search_row(hit) for hit in hits], form, 0, keys)


def problems(db: Db = DEFAULT_DB, limit: Limit = None, as_json: Json = False, as_csv: Csv = False) -> None:
    """What went wrong with which input."""
    form = choose_form(as_json, as_csv)
    with opened(db) as store:
        rows = problem_rows(store)
    shown = [row | {"input": row["article_name"] or row["article"]} for row in rows]
    columns = [Column("input", "input", 2), Column("stage", "stage"), Column("message", "what happened", 4)]
    show("problems", columns, shown, form, limit, ("article", "article_name", "outlet", "stage", "message"))


def show(
    noun: str, columns: Sequence[Column], rows: Sequence[Row], form: Form, limit: int | None, keys: tuple[str, ...]
) -> None:
    """Print the rows up to the limit."""
    shown = rows[: rows_wanted(limit, form)]
    write_listing(Listing(noun, tuple(columns), shown, keys, len(rows) - len(shown)), form, sys.stdout)


def make_choice(
    dyad: str | None, country: str | None, since: str | None, until: str | None, outlet: str | None,
    speaker: str | None, types: tuple[str, ...],
) -> Choice:  # fmt: skip
    """The options as a checked choice."""
    return Choice(
        parse_dyad(dyad),
        parse_code(country, "--country"),
        parse_day(since, "--since"),
        parse_day(until, "--until", last=True),
        types,
        outlet,
        speaker,
    )


def known(given: Sequence[str] | None, all_: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Values that an option may take, in any case of letters; UsageError names those it may."""
    by_name = {value.casefold(): value for value in all_}
    for value in given or ():
        if value.casefold() not in by_name:
            raise UsageError(f"{option} {value!r} is not known", f"one of {', '.join(all_)}")
    return tuple(by_name[value.casefold()] for value in given or ())


def sides(row: Row) -> str:
    """Who to whom: «Градов → Венгеров»; who is only lent by the context in brackets: «МИД Ардалии → [Нимория]»."""
    lent = set((row.get("lent") or "").split(", ")) - {""}
    shown = [
        ", ".join(f"[{name}]" if name in lent else name for name in (row[side] or "").split(", "))
        for side in ("actors", "recipients")
    ]
    return " → ".join(part for part in (shown[0] or "?", shown[1]) if part)


def make_search_row(hit: Hit) -> Row:
    """A hit as a row."""
    a, snippet = hit.article, hit.article.text[hit.snippet.start : hit.snippet.end]
    return {
        "id": a.id, "published": a.published, "outlet": a.outlet, "title": a.title, "snippet": one_line(snippet),
        "article_name": a.name, "url": a.url,
    }  # fmt: skip


@lru_cache(maxsize=10_000)
def dictionary_forms(word: str) -> Collection[str]:
    """The dictionary forms that a Russian word may have: «стали» → «сталь», «стать»."""
    from svod.read.lemmas import analyser

    if not set(load_letters().small) & set(word):  # no word of the dictionary's language
        return ()
    return tuple(dict.fromkeys(str(p.normal_form) for p in analyser().parse(word)))


def say_undated(count: int) -> None:
    """Say that events without a date were left out."""
    if count > 0:
        note(f"{count} without a date left out")
