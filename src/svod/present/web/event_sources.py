"""Where an event's accounts come from: sides that only the context lends, the same words elsewhere, who copied whom.

In: a connection and an event. Out: what the event's page shows beneath its accounts. It compares nothing anew but the
words of copies, as the report does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from svod.present.cli_rows import Row
from svod.present.quote_rows import make_variants, quoted_rows
from svod.present.report_index import Index, make_index
from svod.present.report_reprints import FamilyView, make_families
from svod.present.report_variants import make_runs
from svod.present.report_words import change_label, format_day
from svod.present.web.desk import Desk
from svod.records import Accounts, Edit, Event, Findings, Quotation
from svod.relate.facts import LENT
from svod.store import load_article
from svod.store.load import split_lemmas
from svod.store.quotations import load_quotations

PAIRS = 6  # copies of which the words are compared
SAID = """
    SELECT DISTINCT m.quote FROM event_parts AS p JOIN event_mentions AS m ON m.id = p.event_mention
    WHERE p.event = ? AND m.quote IS NOT NULL"""


def find_lent(event: Event) -> tuple[str, ...]:
    """The sides that no report of the event names: the context lends them."""
    return tuple(dict.fromkeys(p.name for p in (*event.actors, *event.recipients) if p.basis in LENT))


def find_families(
    db: sqlite3.Connection, articles: Iterable[str], accounts: Accounts, tellers: Callable[[], Any]
) -> tuple[FamilyView, ...]:
    """The trees of reprints that the articles of an event are in; `tellers` gives the user's sides, where there are."""
    told = set(articles)
    families = tuple(f for f in accounts.reprints if told & set(f.articles))
    if not families:
        return ()
    return make_families(load_index(db, families, accounts), tellers(), pairs=PAIRS)


def load_index(db: sqlite3.Connection, families: Iterable[Any], accounts: Accounts) -> Index:
    """The report's index over the articles of a few families."""
    wanted = sorted({a for f in families for a in f.articles})
    bare = replace(accounts, reprints=tuple(families), events=(), comparisons=(), judgements=(), quotations=(),
                   links=(), followups=())  # fmt: skip
    texts = [a for id_ in wanted if (a := load_article(db, id_)) is not None]
    return make_index(texts, [Findings(a.id, lemmas=load_lemmas(db, a.id)) for a in texts], bare)


def load_lemmas(db: sqlite3.Connection, article: str) -> tuple[str, ...]:
    """The dictionary forms of an article's words, by which a changed form is told from a changed word."""
    (found,) = db.execute("SELECT lemmas FROM articles WHERE id = ?", (article,)).fetchone()
    return split_lemmas(found)


def find_words(desk: Desk, db: sqlite3.Connection, event: str) -> list[Row]:
    """The quotations that its reports stand in and several outlets carry, each wording set against the fullest."""
    said = {quote for (quote,) in db.execute(SAID, (event,))}
    if not said:
        return []
    quotations, known = quoted_of(desk, db)
    chosen = [
        q for q in quotations.values() if len(q.variants) > 1 and said & {i for v in q.variants for i in v.quotes}
    ]
    trees = [make_variants(q, known) for q in sorted(chosen, key=lambda q: (-q.voices, q.id))]
    return [tree | {"base": tree["variants"][0], "variants": [show_wording(v) for v in tree["variants"][1:]]}
            for tree in trees]  # fmt: skip


def quoted_of(desk: Desk, db: sqlite3.Connection) -> tuple[dict[str, Quotation], dict[str, Row]]:
    """All quotations, and the quotes that they are made of, by id; kept."""
    quotations = desk.keep(db, "quotations", lambda: {q.id: q for q in load_quotations(db)}, worded=False)
    return quotations, desk.keep(db, "quoted", lambda: quoted_rows(db), worded=False)


def show_wording(variant: Row) -> Row:
    """One wording with what it changed."""
    runs = [run for edit in variant["edits"] for run in make_runs(Edit(**edit))]
    return variant | {"day": format_day(variant["published"]), "change_label": change_label(variant["change"]),
                      "runs": runs}  # fmt: skip
