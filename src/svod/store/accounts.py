"""What all articles together give: into the database and out of it.

`save_accounts` replaces everything across articles in one transaction, and only when something changed. The machine's
judgements are replaced with it; people's decisions are in `decisions.py` and never touched by it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields

from svod.records import Accounts, Actor, Comparison, Copy, Event, Judgement, Reprints, Telling
from svod.store.claims import TABLES as DISPUTE_TABLES
from svod.store.claims import insert_disputes, load_disputes
from svod.store.database import transaction
from svod.store.followups import TABLES as FOLLOW_UP_TABLES
from svod.store.followups import insert_follow_ups, insert_links, load_follow_ups, load_links
from svod.store.quotations import TABLES as QUOTATION_TABLES
from svod.store.quotations import insert_quotations, load_quotations
from svod.store.rows import (
    EVIDENCE,
    dump,
    dump_reasons,
    group_evidence,
    insert,
    insert_evidence,
    insert_sides,
    load_names,
    load_reasons,
    load_sides,
)  # fmt: skip
from svod.store.save import storable


def save_accounts(db: sqlite3.Connection, accounts: Accounts) -> bool:
    """Replace all that was related across articles; False, and nothing written, when nothing changed."""
    digest = make_digest(accounts)
    stored = db.execute("SELECT value FROM meta WHERE key = 'accounts'").fetchone()
    if stored is not None and stored[0] == digest:
        return False
    with transaction(db), storable("accounts"):
        forget_accounts(db)
        insert_reprints(db, accounts.reprints)
        insert_actors(db, accounts.actors)
        insert_events(db, accounts.events)
        insert_comparisons(db, accounts.comparisons)
        insert_quotations(db, accounts.quotations)
        insert_links(db, accounts.links)
        insert_follow_ups(db, accounts.followups)
        insert_disputes(db, accounts.disputes)
        for place, judgement in enumerate(accounts.judgements):
            insert_judgement(db, judgement, place)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('accounts', ?)", (digest,))
    return True


def make_digest(accounts: Accounts) -> str:
    """What tells accounts from others; made record by record, since all at once would take 100 MB."""
    digest = hashlib.blake2b(digest_size=16)
    for kind in fields(accounts):
        digest.update(kind.name.encode())
        for record in getattr(accounts, kind.name):
            digest.update(repr(record).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def forget_accounts(db: sqlite3.Connection) -> None:
    """Delete all that was related across articles."""
    for table in ("comparisons", "reprints", "follow_ups"):
        db.execute(f"DELETE FROM evidence WHERE record IN (SELECT id FROM {table})")
    for table in ("events", "follow_ups", "disputes"):
        db.execute(f"DELETE FROM parties WHERE event IN (SELECT id FROM {table})")
    for table in (
        *QUOTATION_TABLES,
        *FOLLOW_UP_TABLES,
        *DISPUTE_TABLES,
        "tellings",
        "comparisons",
        "event_parts",
        "events",
        "actor_chains",
        "actors",
    ):
        db.execute(f"DELETE FROM {table}")
    for table in ("reprint_articles", "reprints"):
        db.execute(f"DELETE FROM {table}")
    db.execute("DELETE FROM judgements")


def insert_reprints(db: sqlite3.Connection, reprints: Iterable[Reprints]) -> None:
    """Store the reprint families."""
    for place, r in enumerate(reprints):
        insert(db, "reprints", [(r.id, place, r.similarity)])
        known = {c.article: c for c in r.copies}
        copies = [(known[x].source, known[x].similarity) if x in known else (None, None) for x in r.articles]
        insert(
            db,
            "reprint_articles",
            [(r.id, i, x, *copy) for i, (x, copy) in enumerate(zip(r.articles, copies, strict=True))],
        )
        insert_evidence(db, r.id, "copy", [(i, c.cites) for i, c in enumerate(r.copies) if c.cites])


def insert_actors(db: sqlite3.Connection, actors: Iterable[Actor]) -> None:
    """Store the actors."""
    for place, a in enumerate(actors):
        insert(db, "actors", [(a.id, place, a.name, a.entity, a.code, dump(a.names))])
        insert(db, "actor_chains", [(a.id, i, chain) for i, chain in enumerate(a.chains)])


def insert_events(db: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Store the events."""
    for place, e in enumerate(events):
        row = (e.id, place, e.type, e.label, e.start, e.end, e.place, e.factuality, e.voices)
        insert(db, "events", [row])
        insert_sides(db, e.id, {"actor": e.actors, "recipient": e.recipients})
        insert(db, "event_parts", [(e.id, i, mention) for i, mention in enumerate(e.mentions)])


def insert_comparisons(db: sqlite3.Connection, comparisons: Iterable[Comparison]) -> None:
    """Store the comparisons with their tellings."""
    for place, c in enumerate(comparisons):
        insert(db, "comparisons", [(c.id, place, c.event, c.slot, c.verdict, c.reason)])
        rows = [(c.id, i, t.article, t.value, dump(t.according_to)) for i, t in enumerate(c.tellings)]
        insert(db, "tellings", rows)
        insert_evidence(db, c.id, "telling", [(i, t.evidence) for i, t in enumerate(c.tellings) if t.evidence])


def insert_judgement(db: sqlite3.Connection, j: Judgement, place: int) -> None:
    """Store one judgement with its reasons."""
    insert(db, "judgements", [(j.kind, j.a, j.b, j.by, j.verdict, j.score, dump_reasons(j.reasons), place)])


def load_own_judgements(db: sqlite3.Connection) -> tuple[Judgement, ...]:
    """The machine's judgements with their reasons."""
    rows = db.execute("SELECT kind, a, b, verdict, score, reasons, by FROM judgements ORDER BY ordinal")
    return tuple(
        Judgement(kind, a, b, verdict, score, load_reasons(reasons), by)
        for kind, a, b, verdict, score, reasons, by in rows
    )


def load_accounts(db: sqlite3.Connection) -> Accounts:
    """All that was related across articles, in the order in which it was given."""
    return Accounts(
        load_reprints(db),
        load_actors(db),
        load_events(db),
        load_comparisons(db),
        load_own_judgements(db),
        load_quotations(db),
        load_links(db),
        load_follow_ups(db),
        load_disputes(db),
    )


def load_reprints(db: sqlite3.Connection) -> tuple[Reprints, ...]:
    """The reprint families."""
    query = f"SELECT {EVIDENCE} FROM reprints AS r JOIN evidence AS e ON e.record = r.id WHERE e.part = 'copy'"
    cites = group_evidence(db.execute(query))
    articles: dict[str, list[str]] = defaultdict(list)
    copies: dict[str, list[Copy]] = defaultdict(list)
    columns = "reprints, ordinal, article, source, similarity"
    for id_, place, article, source, similarity in db.execute(
        f"SELECT {columns} FROM reprint_articles ORDER BY reprints, ordinal"
    ):
        articles[id_].append(article)
        if similarity is not None:
            cited = cites.get((id_, "copy"), {}).get(place)
            copies[id_].append(Copy(article, source, similarity, cited))
    rows = db.execute("SELECT id, similarity FROM reprints ORDER BY ordinal")
    return tuple(Reprints(id_, tuple(articles[id_]), similarity, tuple(copies[id_])) for id_, similarity in rows)


def load_actors(db: sqlite3.Connection) -> tuple[Actor, ...]:
    """The actors."""
    chains = load_column(db, "actor_chains", "actor", "chain")
    rows = db.execute("SELECT id, name, entity, code, names FROM actors ORDER BY ordinal")
    return tuple(
        Actor(id_, name, entity, code, load_names(names), tuple(chains[id_])) for id_, name, entity, code, names in rows
    )


def load_events(db: sqlite3.Connection) -> tuple[Event, ...]:
    """The events."""
    parts = load_column(db, "event_parts", "event", "event_mention")
    sides = load_sides(db, "events")
    columns = "id, type, label, start, end, place, factuality, voices"
    found = []
    for id_, type_, label, start, end, place, factuality, voices in db.execute(
        f"SELECT {columns} FROM events ORDER BY ordinal"
    ):
        actors, recipients = tuple(sides[id_]["actor"]), tuple(sides[id_]["recipient"])
        mentions = tuple(parts[id_])
        found.append(Event(id_, type_, label, start, end, place, actors, recipients, factuality, mentions, voices))
    return tuple(found)


def load_comparisons(db: sqlite3.Connection) -> tuple[Comparison, ...]:
    """The comparisons with their tellings."""
    query = f"SELECT {EVIDENCE} FROM comparisons AS c JOIN evidence AS e ON e.record = c.id"
    pieces = group_evidence(db.execute(query))
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for comparison, i, article, value, chain in db.execute(
        "SELECT comparison, ordinal, article, value, according_to FROM tellings ORDER BY comparison, ordinal"
    ):
        evidence = pieces.get((comparison, "telling"), {}).get(i)
        tellings[comparison].append(Telling(article, value, evidence, load_names(chain)))
    rows = db.execute("SELECT id, event, slot, verdict, reason FROM comparisons ORDER BY ordinal")
    return tuple(
        Comparison(id_, event, slot, verdict, tuple(tellings[id_]), reason)
        for id_, event, slot, verdict, reason in rows
    )


def load_column(db: sqlite3.Connection, table: str, owner: str, column: str) -> Mapping[str, list[str]]:
    """By record, one column of its rows in a table of parts, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for record, value in db.execute(f"SELECT {owner}, {column} FROM {table} ORDER BY {owner}, ordinal"):
        found[record].append(value)
    return found
