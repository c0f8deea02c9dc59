"""What all articles together give: into its tables and out of them. What of it changed is for `changes.py` to say.

People's decisions are in `decisions.py` and never touched by it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping

from svod.records import Accounts, Actor, Comparison, Copy, Event, Judgement, Reprints, Telling
from svod.store.claims import load_disputes
from svod.store.followups import load_follow_ups, load_links
from svod.store.quotations import load_quotations
from svod.store.rows import (
    EVIDENCE,
    Placed,
    dump,
    dump_reasons,
    group_evidence,
    insert,
    insert_evidence,
    insert_sides,
    load_names,
    load_reasons,
    load_sides,
    only,
)  # fmt: skip


def insert_reprints(db: sqlite3.Connection, reprints: Placed[Reprints]) -> None:
    """Store reprint families."""
    for place, r in reprints:
        insert(db, "reprints", [(r.id, place, r.similarity)])
        known = {c.article: c for c in r.copies}
        copies = [(known[x].source, known[x].similarity) if x in known else (None, None) for x in r.articles]
        insert(
            db,
            "reprint_articles",
            [(r.id, i, x, *copy) for i, (x, copy) in enumerate(zip(r.articles, copies, strict=True))],
        )
        insert_evidence(db, r.id, "copy", [(i, c.cites) for i, c in enumerate(r.copies) if c.cites])


def insert_actors(db: sqlite3.Connection, actors: Placed[Actor]) -> None:
    """Store actors."""
    for place, a in actors:
        insert(db, "actors", [(a.id, place, a.name, a.entity, a.code, dump(a.names))])
        insert(db, "actor_chains", [(a.id, i, chain) for i, chain in enumerate(a.chains)])


def insert_events(db: sqlite3.Connection, events: Placed[Event]) -> None:
    """Store events."""
    for place, e in events:
        row = (e.id, place, e.type, e.label, e.start, e.end, e.place, e.factuality, e.voices)
        insert(db, "events", [row])
        insert_sides(db, e.id, {"actor": e.actors, "recipient": e.recipients})
        insert(db, "event_parts", [(e.id, i, mention) for i, mention in enumerate(e.mentions)])


def insert_comparisons(db: sqlite3.Connection, comparisons: Placed[Comparison]) -> None:
    """Store comparisons with their tellings."""
    for place, c in comparisons:
        insert(db, "comparisons", [(c.id, place, c.event, c.slot, c.verdict, c.reason)])
        rows = [(c.id, i, t.article, t.value, dump(t.according_to)) for i, t in enumerate(c.tellings)]
        insert(db, "tellings", rows)
        insert_evidence(db, c.id, "telling", [(i, t.evidence) for i, t in enumerate(c.tellings) if t.evidence])


def insert_judgements(db: sqlite3.Connection, judgements: Placed[Judgement]) -> None:
    """Store judgements with their reasons."""
    rows = [(j.kind, j.a, j.b, j.by, j.verdict, j.score, dump_reasons(j.reasons), place) for place, j in judgements]
    insert(db, "judgements", rows)


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


def load_reprints(db: sqlite3.Connection, told_by: Collection[str] | None = None) -> tuple[Reprints, ...]:
    """The reprint families: those of some articles, or all."""
    where, values = only("article", told_by)
    ids = (
        None
        if told_by is None
        else [r for (r,) in db.execute(f"SELECT reprints FROM reprint_articles {where}", values)]
    )
    where, values = only("r.id", ids)
    query = (
        f"SELECT {EVIDENCE} FROM reprints AS r CROSS JOIN evidence AS e ON e.record = r.id AND e.part = 'copy' {where}"
    )
    cites = group_evidence(db.execute(query, values))
    articles: dict[str, list[str]] = defaultdict(list)
    copies: dict[str, list[Copy]] = defaultdict(list)
    columns = "reprints, ordinal, article, source, similarity"
    where, values = only("reprints", ids)
    for id_, place, article, source, similarity in db.execute(
        f"SELECT {columns} FROM reprint_articles {where} ORDER BY reprints, ordinal", values
    ):
        articles[id_].append(article)
        if similarity is not None:
            cited = cites.get((id_, "copy"), {}).get(place)
            copies[id_].append(Copy(article, source, similarity, cited))
    where, values = only("id", ids)
    rows = db.execute(f"SELECT id, similarity FROM reprints {where} ORDER BY ordinal", values)
    return tuple(Reprints(id_, tuple(articles[id_]), similarity, tuple(copies[id_])) for id_, similarity in rows)


def load_actors(db: sqlite3.Connection) -> tuple[Actor, ...]:
    """The actors."""
    chains = load_column(db, "actor_chains", "actor", "chain")
    rows = db.execute("SELECT id, name, entity, code, names FROM actors ORDER BY ordinal")
    return tuple(
        Actor(id_, name, entity, code, load_names(names), tuple(chains[id_])) for id_, name, entity, code, names in rows
    )


def load_events(db: sqlite3.Connection, ids: Collection[str] | None = None) -> tuple[Event, ...]:
    """The events: some, or all."""
    parts = load_column(db, "event_parts", "event", "event_mention", ids)
    sides = load_sides(db, "events", ids=ids)
    where, values = only("id", ids)
    columns = "id, type, label, start, end, place, factuality, voices"
    found = []
    for id_, type_, label, start, end, place, factuality, voices in db.execute(
        f"SELECT {columns} FROM events {where} ORDER BY ordinal", values
    ):
        actors, recipients = tuple(sides[id_]["actor"]), tuple(sides[id_]["recipient"])
        mentions = tuple(parts[id_])
        found.append(Event(id_, type_, label, start, end, place, actors, recipients, factuality, mentions, voices))
    return tuple(found)


def load_comparisons(db: sqlite3.Connection, events: Collection[str] | None = None) -> tuple[Comparison, ...]:
    """The comparisons with their tellings: those of some events, or all."""
    where, values = only("c.event", events)
    query = f"SELECT {EVIDENCE} FROM comparisons AS c JOIN evidence AS e ON e.record = c.id {where}"
    pieces = group_evidence(db.execute(query, values))
    tellings: dict[str, list[Telling]] = defaultdict(list)
    query = f"""SELECT t.comparison, t.ordinal, t.article, t.value, t.according_to
        FROM comparisons AS c JOIN tellings AS t ON t.comparison = c.id {where} ORDER BY t.comparison, t.ordinal"""
    for comparison, i, article, value, chain in db.execute(query, values):
        evidence = pieces.get((comparison, "telling"), {}).get(i)
        tellings[comparison].append(Telling(article, value, evidence, load_names(chain)))
    query = f"SELECT id, event, slot, verdict, reason FROM comparisons AS c {where} ORDER BY ordinal"
    rows = db.execute(query, values)
    return tuple(
        Comparison(id_, event, slot, verdict, tuple(tellings[id_]), reason)
        for id_, event, slot, verdict, reason in rows
    )


def load_column(
    db: sqlite3.Connection, table: str, owner: str, column: str, ids: Collection[str] | None = None
) -> Mapping[str, list[str]]:
    """By record, one column of its rows in a table of parts, in order: of some records, or of all."""
    found: dict[str, list[str]] = defaultdict(list)
    where, values = only(owner, ids)
    for record, value in db.execute(f"SELECT {owner}, {column} FROM {table} {where} ORDER BY {owner}, ordinal", values):
        found[record].append(value)
    return found
