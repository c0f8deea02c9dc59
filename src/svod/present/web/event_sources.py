"""Where an event's accounts come from: sides that only the context lends, the same words elsewhere, who copied whom.

In: a connection and an event. Out: what the event's page shows beneath its accounts. It compares nothing anew but the
words of copies, as the report does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from typing import Any

from svod.present.cli_rows import Row, query_rows
from svod.present.paging import IDS, dump_ids
from svod.present.quote_rows import make_variants
from svod.present.report_index import Index, make_index
from svod.present.report_reprints import FamilyView, make_families
from svod.present.report_variants import make_runs
from svod.present.report_words import change_label, format_day
from svod.records import Accounts, Actor, Edit, Event, Findings, Quotation, Reprints
from svod.relate.facts import LENT
from svod.store import load_article
from svod.store.accounts import load_reprints
from svod.store.load import split_lemmas
from svod.store.quotations import load_quotations
from svod.store.rows import load_names

PAIRS = 6  # copies of which the words are compared
QUOTED = """
    SELECT DISTINCT k.quotation FROM event_parts AS p JOIN event_mentions AS m ON m.id = p.event_mention
    JOIN quotation_quotes AS k ON k.quote = m.quote WHERE p.event = ?"""
CHAINS = f"""
    SELECT DISTINCT c.actor, c.chain FROM mentions AS m JOIN actor_chains AS c ON c.chain = m.chain
    WHERE m.article IN {IDS} ORDER BY 1, 2"""


def find_lent(event: Event) -> tuple[str, ...]:
    """The sides that no report of the event names: the context lends them."""
    return tuple(dict.fromkeys(p.name for p in (*event.actors, *event.recipients) if p.basis in LENT))


def find_families(
    db: sqlite3.Connection, articles: Collection[str], tellers: Callable[[], Any]
) -> tuple[FamilyView, ...]:
    """The trees of reprints that the articles of an event are in; `tellers` gives the user's sides, where there are."""
    families = load_reprints(db, articles)
    if not families:
        return ()
    return make_families(load_index(db, families), tellers(), pairs=PAIRS)


def load_index(db: sqlite3.Connection, families: tuple[Reprints, ...]) -> Index:
    """The report's index over the articles of a few families."""
    wanted = sorted({a for f in families for a in f.articles})
    bare = Accounts(families, load_known_actors(db, wanted), (), (), ())
    texts = [a for id_ in wanted if (a := load_article(db, id_)) is not None]
    return make_index(texts, [Findings(a.id, lemmas=load_lemmas(db, a.id)) for a in texts], bare)


def load_known_actors(db: sqlite3.Connection, articles: Collection[str]) -> tuple[Actor, ...]:
    """The states, and whom some articles mention, with their chains in these articles alone."""
    chains: dict[str, list[str]] = {}
    for actor, chain in db.execute(CHAINS, (dump_ids(articles),)):
        chains.setdefault(actor, []).append(chain)
    query = f"SELECT id, name, entity, code, names FROM actors WHERE id IN {IDS} OR entity = 'state' ORDER BY ordinal"
    return tuple(
        Actor(id_, name, entity, code, load_names(names), tuple(chains.get(id_, ())))
        for id_, name, entity, code, names in db.execute(query, (dump_ids(chains),))
    )


def load_lemmas(db: sqlite3.Connection, article: str) -> tuple[str, ...]:
    """The dictionary forms of an article's words, by which a changed form is told from a changed word."""
    (found,) = db.execute("SELECT lemmas FROM articles WHERE id = ?", (article,)).fetchone()
    return split_lemmas(found)


def find_words(db: sqlite3.Connection, event: str) -> list[Row]:
    """The quotations that its reports stand in and several outlets carry, each wording set against the fullest."""
    quotations, known = load_quoted(db, [quotation for (quotation,) in db.execute(QUOTED, (event,))])
    chosen = [q for q in quotations.values() if len(q.variants) > 1]
    trees = [make_variants(q, known) for q in sorted(chosen, key=lambda q: (-q.voices, q.id))]
    return [tree | {"base": tree["variants"][0], "variants": [show_wording(v) for v in tree["variants"][1:]]}
            for tree in trees]  # fmt: skip


def load_quoted(db: sqlite3.Connection, ids: Collection[str]) -> tuple[dict[str, Quotation], dict[str, Row]]:
    """Some quotations, and the quotes that they are made of, by id."""
    quotations = {q.id: q for q in load_quotations(db, ids)}
    quotes = dump_ids(i for q in quotations.values() for v in q.variants for i in v.quotes)
    rows = query_rows(db, f"SELECT * FROM readable_quotes WHERE id IN {IDS}", (quotes,))
    return quotations, {row["id"]: row for row in rows}


def show_wording(variant: Row) -> Row:
    """One wording with what it changed."""
    runs = [run for edit in variant["edits"] for run in make_runs(Edit(**edit))]
    return variant | {"day": format_day(variant["published"]), "change_label": change_label(variant["change"]),
                      "runs": runs}  # fmt: skip
