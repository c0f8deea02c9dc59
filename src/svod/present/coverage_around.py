"""What the coverage of a few events rests on: their tellings, and of all else only what was published in their days.

In: a database and events. Out: a `Collected` by which `svod.relate.coverage.cover_event` says of these events what it
says of them by all that there is. Reads; writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from svod.present.paging import IDS, LATEST, dump_ids
from svod.present.relations import load_tellings
from svod.records import Event, EventMention, Evidence, Origin, Party, Reprints, Span
from svod.relate.alike import Look, look_at
from svod.relate.coverage import WINDOW, Collected, find_sources, is_recalled, news_from
from svod.relate.events import party_key
from svod.relate.outlets import name_spellings
from svod.relate.periods import shift
from svod.relate.words import stems

Told = Mapping[str, EventMention]
Rows = list[tuple[str, str | None, str | None]]  # articles: id, moment of publication, outlet
NEAR = "o.type = ? AND (o.start IS NULL OR (o.start <= ? AND o.last >= ?))"
TRIGGERS = f"""
    SELECT o.event, w.record, w.article, w.text FROM event_places AS o CROSS JOIN event_parts AS p ON p.event = o.event
    CROSS JOIN evidence AS w ON w.record = p.event_mention AND w.part = 'whole' AND w.ordinal = 0 WHERE {NEAR}
    ORDER BY o.event, p.ordinal"""
SIDES = f"""
    SELECT o.event, s.name, s.code FROM event_facets AS f CROSS JOIN event_places AS o ON o.place = f.place
    CROSS JOIN parties AS s ON s.event = o.event WHERE f.facet = 'code' AND f.value IN {IDS} AND {NEAR}"""
DAYS = f"SELECT id, start, end FROM events WHERE id IN {IDS}"
NOBODY = Origin("", "", "", None, "none")
NO_EVENT = "SELECT record FROM corrections WHERE verdict = 'wrong-type' AND value IS NULL"
FAMILIES = f"""
    SELECT reprints, article FROM reprint_articles WHERE reprints IN (
      SELECT reprints FROM reprint_articles WHERE article IN {IDS}) ORDER BY reprints, ordinal"""


def collect_around(db: sqlite3.Connection, events: Sequence[Event], window: int = WINDOW) -> Collected:
    """What there is to be asked about some events."""
    shown = name_spellings(dict(db.execute("SELECT outlet, count(*) FROM articles WHERE outlet <> '' GROUP BY outlet")))
    told = load_tellings(db, [m for event in events for m in event.mentions])
    own = load_articles(db, sorted({m.article for m in told.values()}))
    there = {row[0]: row for row in (*own, *articles_between(db, spans_of(events, told, own, window)))}
    near = list(there)
    looks, others = find_looks(db, events, told)
    told |= others
    families = load_families(db, [*there, *(m.article for m in others.values())])
    wanted = {*(m.article for m in others.values()), *(a for f in families for a in f.articles)}
    there |= {row[0]: row for row in load_articles(db, sorted(wanted - there.keys()))}
    ordered = sorted(there.values(), key=lambda row: (row[1] or "9999", row[0]))
    teller_of = {id_: shown[outlet] for id_, _, outlet in sorted(there.values()) if outlet}
    return Collected(
        tuple(sorted(set(shown.values()))), teller_of, {id_: moment for id_, moment, _ in ordered},
        group_days(ordered, teller_of), find_sources(families, teller_of), told,
        load_codes(db, near, events), looks, window,
    )  # fmt: skip


def load_articles(db: sqlite3.Connection, ids: Sequence[str]) -> Rows:
    """Articles by id, without their texts."""
    return db.execute(f"SELECT id, published, outlet FROM articles WHERE id IN {IDS}", [dump_ids(ids)]).fetchall()


def spans_of(events: Iterable[Event], told: Told, articles: Rows, window: int) -> list[tuple[str, str]]:
    """The days in which each of the events was news, those that touch as one, in order of time."""
    published = {id_: moment for id_, moment, outlet in articles if outlet}
    spans = []
    for event in events:
        days = [d[:10] for m in event.mentions if m in told and (d := published.get(told[m].article))]
        if days and not is_recalled(event, min(days)):
            spans.append((news_from(event, min(days)), shift(min(days), window)))
    joined: list[tuple[str, str]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            first, last = joined[-1][0], max(last, joined.pop()[1])
        joined.append((first, last))
    return joined


def articles_between(db: sqlite3.Connection, spans: Iterable[tuple[str, str]]) -> Rows:
    """The articles of some days."""
    query = "SELECT id, published, outlet FROM articles WHERE (published IS NULL) = 0 AND published BETWEEN ? AND ?"
    return [row for first, last in spans for row in db.execute(query, (first, last + LATEST))]


def group_days(ordered: Rows, tellers: Mapping[str, str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Articles by day of publication and teller."""
    by_day: dict[str, dict[str, list[str]]] = {}
    for id_, moment, _ in ordered:
        if moment and id_ in tellers:
            by_day.setdefault(moment[:10], {}).setdefault(tellers[id_], []).append(id_)
    return {day: {teller: tuple(own) for teller, own in there.items()} for day, there in by_day.items()}


def load_codes(db: sqlite3.Connection, articles: Sequence[str], events: Iterable[Event]) -> dict[str, frozenset[str]]:
    """By article those codes of the events that it mentions: no others are asked for."""
    codes = sorted({p.code for event in events for p in (*event.actors, *event.recipients) if p.code})
    query = f"SELECT DISTINCT article, code FROM mentions WHERE article IN {IDS} AND code IN {IDS}"
    found: dict[str, set[str]] = {}
    for article, code in db.execute(query, (dump_ids(articles), dump_ids(codes))):
        found.setdefault(article, set()).add(code)
    return {article: frozenset(own) for article, own in found.items()}


def load_families(db: sqlite3.Connection, articles: Sequence[str]) -> list[Reprints]:
    """The reprint families of some articles, as far as who came first is concerned, in their order."""
    families: dict[str, list[str]] = {}
    for id_, article in db.execute(FAMILIES, [dump_ids(articles)]):
        families.setdefault(id_, []).append(article)
    return [Reprints(id_, tuple(own), 0.0) for id_, own in families.items()]


def find_looks(
    db: sqlite3.Connection, events: Sequence[Event], told: Told
) -> tuple[dict[str, tuple[Look, ...]], dict[str, EventMention]]:
    """The looks of the events and of those that may be one of them, by type, and the tellings of the latter."""
    dropped = {record for (record,) in db.execute(NO_EVENT)}
    looks, tellings = dict[str, tuple[Look, ...]](), dict[str, EventMention]()
    for type_ in sorted({event.type for event in events}):
        own = [look_at(event, told) for event in events if event.type == type_]
        triggers: dict[str, list[EventMention]] = {}
        for event, *telling in db.execute(TRIGGERS, (type_, *days_around(own))):
            if telling[0] not in dropped:
                triggers.setdefault(event, []).append(make_telling(type_, *telling))
        others = find_candidates(db, own, triggers)
        tellings |= {m.id: m for look in others for m in triggers[look.event.id]}
        looks[type_] = tuple(sorted([*own, *others], key=lambda look: look.event.id))
    return looks, tellings


def find_candidates(
    db: sqlite3.Connection, looks: Sequence[Look], triggers: Mapping[str, Sequence[EventMention]]
) -> list[Look]:
    """The looks of other events, told by these triggers, that share a word with one of them, or a state and a name.

    What they share no more than that is left out of them.
    """
    words = {word for look in looks for word in look.words}
    codes = dump_ids(sorted({code for look in looks for code in look.codes}))
    sides: dict[str, list[Party]] = {}
    for event, name, code in db.execute(SIDES, (codes, looks[0].event.type, *days_around(looks))):
        sides.setdefault(event, []).append(Party(name, code, None))
    own, names = {look.event.id for look in looks}, {name for look in looks for name in look.names}
    said = {event: stems(" ".join(m.evidence[0].text for m in ms)) for event, ms in triggers.items()}
    like = {event: frozenset(map(party_key, parties)) - {""} for event, parties in sides.items()}
    found = [id_ for id_ in triggers if id_ not in own and (words & said[id_] or names & like.get(id_, frozenset()))]
    days = {id_: (start, end) for id_, start, end in db.execute(DAYS, [dump_ids(found)])}
    return [
        Look(
            make_event(id_, looks[0].event.type, days[id_], triggers[id_]), said[id_], like.get(id_, frozenset()),
            frozenset(p.code for p in sides.get(id_, ()) if p.code),
        )
        for id_ in found
    ]  # fmt: skip


def days_around(looks: Sequence[Look]) -> tuple[str, str]:
    """The last and the first day that go together with those of the looks; all days where one has none."""
    spans = [(look.event.start, look.event.end or look.event.start) for look in looks]
    dated = [(shift(first, -1), shift(last, 1)) for first, last in spans if first and last]
    if len(dated) < len(looks):
        return LATEST, ""
    return max(last for _, last in dated), min(first for first, _ in dated)


def make_telling(type_: str, id_: str, article: str, trigger: str) -> EventMention:
    """A telling as far as its trigger and its article go."""
    words = (Evidence("trigger", Span(article, 0, len(trigger)), trigger),)
    return EventMention(
        id_, article, type_, None, (), (), None, None, None, "none", None, "actual", (), None, (), words, NOBODY
    )


def make_event(id_: str, type_: str, days: tuple[str | None, str | None], told: Sequence[EventMention]) -> Event:
    """An event as far as its days and tellings go."""
    return Event(id_, type_, "", *days, None, (), (), "actual", tuple(m.id for m in told), 0)
