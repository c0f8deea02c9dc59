"""An actor across articles in words: under which spellings, as what and when, where, and why these were joined.

In: a database and an actor. Out: lines for a terminal. Reads the database only.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator

from svod.present.tables import count, one_line
from svod.records import Actor, Judgement
from svod.store import load_judgements
from svod.store.accounts import load_own_judgements

ROLES = 12  # listed, those in most articles first
SHOWN = 40  # articles listed; `svod actors --json` and the database have all


def describe_actor(db: sqlite3.Connection, actor: Actor) -> list[str]:
    """Spellings with how often each is met, roles with their days, the reasons of joining, then the articles."""
    rows = chain_rows(db, actor)
    names = Counter(name for _, _, _, name, number in rows for _ in range(number) if name)
    lines = [
        "",
        "called: " + ", ".join(f"{one_line(n)} ({names[n]})" for n in sorted(names, key=lambda n: (-names[n], n))),
    ]
    lines += [*held_roles(db, actor)]
    lines += ["", *joined_by(db, actor), *open_about(db, actor)]
    articles: dict[str, list[str]] = defaultdict(list)
    for _, article, heading, name, _ in rows:
        if name not in articles[f"{heading} {article}"]:
            articles[f"{heading} {article}"].append(name or "")
    lines += ["", f"in {count(len(articles), 'articles')}:"]
    for heading, called in list(articles.items())[:SHOWN]:
        lines.append("  " + one_line(f"{heading}: {', '.join(n for n in called if n)}"))
    return lines + ([f"  and {len(articles) - SHOWN} more"] if len(articles) > SHOWN else [])


def chain_rows(db: sqlite3.Connection, actor: Actor) -> list[tuple[str, str, str, str | None, int]]:
    """Chain, article, its outlet and day, a name given there, how often: by day."""
    return db.execute(
        "SELECT c.chain, a.id, ifnull(a.outlet, a.name) || ' ' || substr(ifnull(a.published, 'undated'), 1, 10),"
        " m.name, count(*) FROM actor_chains AS c"
        " JOIN mentions AS m ON m.chain = c.chain JOIN articles AS a ON a.id = m.article"
        " WHERE c.actor = ? GROUP BY c.chain, m.name ORDER BY ifnull(a.published, '9999'), a.id, c.ordinal, m.name",
        (actor.id,),
    ).fetchall()


def held_roles(db: sqlite3.Connection, actor: Actor) -> Iterator[str]:
    """What articles call the actor, with the days of the first and the last that does: «president: 2024-05-20 (2)»."""
    rows = db.execute(
        "SELECT r.title, count(DISTINCT m.article) AS often, min(substr(a.published, 1, 10)),"
        " max(substr(a.published, 1, 10)) FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain"
        " JOIN roles AS r ON r.mention = m.id JOIN articles AS a ON a.id = m.article"
        " WHERE c.actor = ? GROUP BY r.title ORDER BY often DESC, r.title",
        (actor.id,),
    ).fetchall()
    for title, often, first, last in rows[:ROLES]:
        days = " – ".join(dict.fromkeys(day for day in (first, last) if day)) or "undated"
        yield f"as {one_line(title)}: {days} ({count(often, 'articles')})"
    if len(rows) > ROLES:
        yield f"and as {len(rows) - ROLES} more"


def joined_by(db: sqlite3.Connection, actor: Actor) -> Iterator[str]:
    """The judgements that hold the actor together, alike ones counted, people's first."""
    own = set(actor.chains)
    people = [j for j in load_judgements(db) if j.kind == "actor" and {j.a, j.b} & own]
    for j in people:
        yield f"{j.verdict}, by {one_line(j.by)}: {j.a} and {j.b}" + "".join(
            f" ({one_line(r.name)})" for r in j.reasons
        )
    machines = [j for j in load_own_judgements(db) if j.kind == "actor" and {j.a, j.b} <= own and j.verdict == "same"]
    alike = Counter(reasons_of(j) for j in machines)
    for reasons in sorted(alike, key=lambda r: (-alike[r], r)):
        yield f"{count(alike[reasons], 'joins')}: {reasons}"
    if not machines and not people:
        yield "nothing was joined"


def open_about(db: sqlite3.Connection, actor: Actor) -> Iterator[str]:
    """Whom the evidence leaves open: another actor, the reasons, and how to decide."""
    own = set(actor.chains)
    owners = dict(db.execute("SELECT chain, actor FROM actor_chains"))
    names = dict(db.execute("SELECT id, name FROM actors"))
    unsure = [j for j in load_own_judgements(db) if j.kind == "actor" and j.verdict == "unsure" and {j.a, j.b} & own]
    seen: set[str] = set()
    for j in sorted(unsure, key=lambda j: (-j.score, j.a, j.b)):
        other = owners.get(j.b if j.a in own else j.a)
        if other and other != actor.id and other not in seen:
            seen.add(other)
            how = f"svod judge {actor.id} {other} same|different"
            yield f"open: {one_line(names[other])}: {reasons_of(j)}; {how}"


def reasons_of(judgement: Judgement) -> str:
    """«+4.0: same full name +3.0, same state +1.0»."""
    return f"{judgement.score:+.1f}: " + ", ".join(f"{one_line(r.name)} {r.weight:+.1f}" for r in judgement.reasons)
