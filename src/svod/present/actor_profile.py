"""One actor with all that it rests on: its names, its offices day by day, why its mentions were joined.

In: a database and an actor's id. Out: rows whose every line leads to characters. Reads; writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from svod.present.cli_rows import Row, query_rows
from svod.store import Decision, find_states, load_decisions
from svod.store.decisions import PAIR
from svod.store.rows import load_reasons

NAMES = """
    SELECT ifnull(m.name, e.text) AS name, m.kind AS kind, e.text AS words, e.article AS article, e.start AS start,
           e.end AS end, a.outlet AS outlet, substr(a.published, 1, 10) AS published, m.id AS mention, m.chain AS chain
    FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain
    JOIN evidence AS e ON e.record = m.id AND e.part = 'whole' AND e.ordinal = 0
    JOIN articles AS a ON a.id = m.article
    WHERE c.actor = ? ORDER BY a.published IS NULL, a.published, a.id, e.start"""
ROLES = """
    SELECT r.title AS title, r.code AS code, e.text AS words, e.article AS article, e.start AS start, e.end AS end,
           a.outlet AS outlet, substr(a.published, 1, 10) AS published
    FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain JOIN roles AS r ON r.mention = m.id
    JOIN evidence AS e ON e.record = m.id AND e.part = 'role' AND e.ordinal = r.ordinal
    JOIN articles AS a ON a.id = m.article
    WHERE c.actor = ? ORDER BY a.published IS NULL, a.published, a.id, e.start"""
JUDGED = """
    SELECT j.a AS a, j.b AS b, j.verdict AS verdict, j.score AS score, j.reasons AS reasons FROM judgements AS j
    WHERE j.kind = 'actor' AND (j.a IN (SELECT chain FROM actor_chains WHERE actor = ?1)
      OR j.b IN (SELECT chain FROM actor_chains WHERE actor = ?1)) ORDER BY j.score DESC, j.a, j.b"""


@dataclass(frozen=True, slots=True)
class Called:
    """One name or one office: where it stands, the days of the first and the last article that has it."""

    name: str
    code: str | None
    kinds: tuple[str, ...]  # of mentions: name, role, pronoun, adjective, …
    places: tuple[Row, ...]
    first: str | None
    last: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office as the tables of holders have it; days as exactly as they are known, "" for open ends."""

    title: str
    code: str | None
    start: str
    end: str
    acting: bool


@dataclass(frozen=True, slots=True)
class Joins:
    """Judgements of one kind of reasons: how many, and one of them."""

    reasons: tuple[tuple[str, float], ...]
    score: float
    number: int
    example: tuple[Row, Row]  # two mentions that were joined


@dataclass(frozen=True, slots=True)
class Open:
    """Another actor whom the evidence leaves open."""

    id: str
    name: str
    score: float
    reasons: tuple[tuple[str, float], ...]


def find_names(rows: Iterable[Row]) -> list[Called]:
    """Every name, the most frequent first."""
    return gather(rows, lambda row: (row["name"], None))


def find_roles(rows: Iterable[Row]) -> list[Called]:
    """Every office or description, that of most articles first, then by the day it is first met."""
    found = gather(rows, lambda row: (row["title"], row["code"]))
    return sorted(found, key=lambda c: (-c.articles, c.first is None, c.first or "", c.name, c.code or ""))


def gather(rows: Iterable[Row], key: Callable[[Row], tuple[str, str | None]]) -> list[Called]:
    """Rows of places under what they have in common, the most frequent first."""
    groups: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    found = [make_called(name, code, own) for (name, code), own in groups.items()]
    return sorted(found, key=lambda c: (-len(c.places), c.name, c.code or ""))


def make_called(name: str, code: str | None, rows: Sequence[Row]) -> Called:
    """A name of its places."""
    days = sorted(row["published"] for row in rows if row["published"])
    kinds = Counter(row["kind"] for row in rows if "kind" in row)
    return Called(
        name, code, tuple(sorted(kinds, key=lambda k: (-kinds[k], k))), tuple(rows), days[0] if days else None,
        days[-1] if days else None, len({row["article"] for row in rows}),
    )  # fmt: skip


def find_tenures(db: sqlite3.Connection, name: str) -> list[Tenure]:
    """The offices that the tables of holders give a person, in the languages of the articles, by their first day."""
    from svod.packs import languages
    from svod.present.offices import load_people
    from svod.store.settings import load_actors_files

    actors, known = load_actors_files(db), languages()
    langs = [lang for (lang,) in db.execute("SELECT DISTINCT lang FROM articles ORDER BY lang") if lang in known]
    roles = [r for lang in langs for p in load_people(lang, actors).get(name, ()) for r in p.roles]
    found = {Tenure(r.title, r.code, r.start, r.end, r.acting) for r in roles}
    return sorted(found, key=lambda t: (t.start, t.end, t.title, t.code or ""))


def find_joins(db: sqlite3.Connection, actor: str, mentions: Sequence[Row]) -> tuple[list[Joins], list[Open]]:
    """Why its mentions are one, alike judgements counted; and whom the evidence leaves open."""
    first: dict[str, Row] = {}
    for row in mentions:
        first.setdefault(row["chain"], row)
    judged = query_rows(db, JUDGED, (actor,))
    groups: dict[tuple[tuple[str, float], ...], list[Row]] = {}
    for row in judged:
        if row["verdict"] == "same" and row["a"] in first and row["b"] in first:
            groups.setdefault(reasons_of(row), []).append(row)
    joins = [
        Joins(reasons, rows[0]["score"], len(rows), (first[rows[0]["a"]], first[rows[0]["b"]]))
        for reasons, rows in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return joins, list(find_open(db, actor, [r for r in judged if r["verdict"] == "unsure"], set(first)))


def find_open(db: sqlite3.Connection, actor: str, unsure: Iterable[Row], own: set[str]) -> Iterator[Open]:
    """Other actors that may be this one, the likeliest first, each once."""
    seen = {actor}
    for row in sorted(unsure, key=lambda r: (-r["score"], r["a"], r["b"])):
        other = row["b"] if row["a"] in own else row["a"]
        query = "SELECT a.id, a.name FROM actor_chains AS c JOIN actors AS a ON a.id = c.actor WHERE c.chain = ?"
        found = db.execute(query, (other,)).fetchone()
        if found and found[0] not in seen:
            seen.add(found[0])
            yield Open(found[0], found[1], row["score"], reasons_of(row))


def reasons_of(row: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    """The reasons of a judgement, each with what it added."""
    return tuple((r.name, r.weight) for r in load_reasons(row["reasons"]))


def find_decisions(db: sqlite3.Connection, mentions: Iterable[Row]) -> list[tuple[Decision, str]]:
    """What people decided on whether its mentions are one actor, with the state of each decision."""
    own = {row["mention"] for row in mentions}
    decisions = load_decisions(db)
    about = [d for d in decisions if d.kind == "actor" and d.verdict in (*PAIR, "note") and {d.a, d.b} & own]
    states = find_states(db, decisions) if about else {}
    return [(d, states[d.number]) for d in about]
