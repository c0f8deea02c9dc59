"""What the index and the coverage of a database are made of, loaded once; and the rows they become.

In: a database. Out: records and plain rows. Computes nothing that `svod.relate` does not.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svod.records import Article, Event, EventMention, Evidence, Origin, Party, Span
from svod.relate.coverage import Holdings
from svod.relate.events import find_voices
from svod.relate.outlets import Sides, name_outlets, take_sides, without_side
from svod.relate.periods import period_of
from svod.relate.tallies import Sources
from svod.store.accounts import load_events, load_reprints
from svod.store.rows import load_names

Dyad = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known of articles wherever their tellings are counted: days, voices, and who tells: outlet or side."""

    days: Mapping[str, str | None]  # by article
    voices: Mapping[str, str]  # by article
    tellers: Mapping[str, str]  # by article: its outlet, or the user's side of that
    sideless: tuple[str, ...]  # outlets on no side, where there are sides

    def count_articles(self, grain: str) -> dict[str, int]:
        """How many articles are of each period, by its first day."""
        return Counter(period_of(day, grain).start for day in self.days.values() if day)


@dataclass(frozen=True, slots=True)
class Material:
    """All there is, and the teller of each article: its outlet, or the user's side of that."""

    holdings: Holdings
    tellers: Mapping[str, str]  # by article
    sideless: tuple[str, ...]  # outlets on no side, where there are sides

    @property
    def sources(self) -> Sources:
        """What the index rests on."""
        voices = find_voices(self.holdings.articles, self.holdings.reprints)
        return Sources(self.holdings.mentions, voices, self.tellers)


def load_grounds(db: sqlite3.Connection, sides: Sides | None = None) -> Grounds:
    """What is known of articles; raises UsageError for sides that do not fit them."""
    articles = load_heads(db)
    tellers, sideless = find_tellers(articles, sides)
    days = {a.id: a.published for a in articles}
    return Grounds(days, find_voices(articles, load_reprints(db)), tellers, sideless)


def load_heads(db: sqlite3.Connection) -> tuple[Article, ...]:
    """All articles by id, without texts and headlines: what counting asks of them."""
    rows = db.execute("SELECT id, outlet, published FROM articles ORDER BY id")
    return tuple(Article(id_, "", outlet, None, published, None, None, "", "") for id_, outlet, published in rows)


def find_tellers(articles: Sequence[Article], sides: Sides | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Who tells each article, and the outlets on no side."""
    outlets = name_outlets(articles)
    if sides is None:
        return outlets, ()
    tellers = take_sides(outlets, sides)
    return tellers, without_side(outlets, tellers)


def load_dealings(db: sqlite3.Connection) -> list[tuple[Dyad, int]]:
    """The pairs that `svod.relate.index.rank_dyads` gives, with their numbers, as they are kept for lists."""
    query = "SELECT value, count(*) FROM event_facets WHERE facet = 'dealt' GROUP BY value"
    ranked = [((a, b), n) for pair, n in db.execute(query) for a, b in [pair.split(" ")]]
    return sorted(ranked, key=lambda item: (-item[1], item[0]))


def load_pair(db: sqlite3.Connection, dyad: Dyad, grounds: Grounds) -> tuple[tuple[Event, ...], Sources]:
    """The events between two sides, and what they rest on."""
    events = load_events_between(db, dyad)
    return events, Sources(load_tellings(db, [m for e in events for m in e.mentions]), grounds.voices, grounds.tellers)


def load_material(db: sqlite3.Connection, sides: Sides | None = None) -> Material:
    """Load everything; raises UsageError for sides that do not fit the articles."""
    articles = load_heads(db)
    tellers, sideless = find_tellers(articles, sides)
    holdings = Holdings(articles, load_events(db), load_reprints(db), load_tellings(db), load_codes(db))
    return Material(holdings, tellers, sideless)


def load_events_between(db: sqlite3.Connection, dyad: Dyad) -> tuple[Event, ...]:
    """The events in which both sides take part, in their order."""
    both = (
        "SELECT id FROM events WHERE id IN (SELECT event FROM parties WHERE code = ?)"
        " AND id IN (SELECT event FROM parties WHERE code = ?) ORDER BY ordinal"
    )
    return load_some_events(db, [id_ for (id_,) in db.execute(both, dyad)])


def load_some_events(db: sqlite3.Connection, wanted: Sequence[str]) -> tuple[Event, ...]:
    """Events by id, in this order."""
    columns = "id, type, label, start, end, place, factuality, voices"
    rows = {row[0]: row[1:] for row in among(db, f"SELECT {columns} FROM events WHERE id", wanted)}
    sides = load_parties(db, "parties", wanted)
    query = "SELECT event, event_mention FROM event_parts WHERE event"
    parts: dict[str, list[str]] = {}
    for event, mention in among(db, query, wanted, "ORDER BY event, ordinal"):
        parts.setdefault(event, []).append(mention)
    found = []
    for id_ in wanted:
        type_, label, start, end, place, factuality, voices = rows[id_]
        actors, recipients = sides.get((id_, "actor"), ()), sides.get((id_, "recipient"), ())
        mentions = tuple(parts.get(id_, ()))
        found.append(Event(id_, type_, label, start, end, place, actors, recipients, factuality, mentions, voices))
    return tuple(found)


def load_tellings(db: sqlite3.Connection, wanted: Sequence[str] | None = None) -> dict[str, EventMention]:
    """By id the tellings as far as counting needs them: no details, no contexts, the trigger alone for evidence."""
    columns = "id, article, type, mode, start, end, time, when_basis, place, factuality, according_to, quote"
    origin = "extractor, rule, version, confidence, confidence_kind"
    rows = list(among(db, f"SELECT {columns}, {origin} FROM corrected_event_mentions WHERE id", wanted))
    sides = load_parties(db, "corrected_parties", wanted)
    triggers = (
        "SELECT m.id, e.role, e.article, e.start, e.end, e.text FROM event_mentions AS m JOIN evidence AS e"
        " ON e.record = m.id AND e.part = 'whole' AND e.ordinal = 0 WHERE m.id"
    )
    words = {id_: (Evidence(role, Span(*at), text),) for id_, role, *at, text in among(db, triggers, wanted)}
    found = {}
    for id_, article, type_, mode, start, end, time, basis, place, factuality, chain, quote, *by in rows:
        found[id_] = EventMention(
            id_, article, type_, mode, sides.get((id_, "actor"), ()), sides.get((id_, "recipient"), ()), start, end,
            time, basis, place, factuality, load_names(chain), quote, (), words[id_], Origin(*by),
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """Of a telling what its score needs."""

    article: str
    type: str
    mode: str | None


def load_modes(db: sqlite3.Connection) -> dict[str, list[Told]]:
    """By event, of each telling its article, type and mode."""
    query = (
        "SELECT p.event, m.article, m.type, m.mode FROM event_parts AS p"
        " JOIN corrected_event_mentions AS m ON m.id = p.event_mention ORDER BY p.event, p.ordinal"
    )
    found: dict[str, list[Told]] = {}
    for event, *told in db.execute(query):
        found.setdefault(event, []).append(Told(*told))
    return found


def load_parties(
    db: sqlite3.Connection, table: str, wanted: Sequence[str] | None
) -> dict[tuple[str, str], tuple[Party, ...]]:
    """By event or telling, and side, who takes part, in order."""
    query = f"SELECT event, side, name, code, mention, basis FROM {table} WHERE event"
    found: dict[tuple[str, str], list[Party]] = {}
    for event, side, *party in among(db, query, wanted, "ORDER BY event, side, ordinal"):
        found.setdefault((event, side), []).append(Party(*party))
    return {key: tuple(own) for key, own in found.items()}


def among(db: sqlite3.Connection, query: str, wanted: Sequence[str] | None, order: str = "") -> Iterator[Any]:
    """The rows of a query whose last column named is one of the ids wanted; all rows where none are named."""
    if wanted is None:
        return db.execute(f"{query} IS NOT NULL {order}")
    return db.execute(f"{query} IN (SELECT value FROM json_each(?)) {order}", (json.dumps(wanted),))


def load_codes(db: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """By article the codes of all that it mentions."""
    found: dict[str, set[str]] = {}
    for article, code in db.execute("SELECT DISTINCT article, code FROM mentions WHERE code IS NOT NULL"):
        found.setdefault(article, set()).add(code)
    return {article: frozenset(codes) for article, codes in sorted(found.items())}
