"""The database into records: the inverse of `save.py`. Everything comes in one order, whatever order it was stored in.

What people decided about single records is laid over what was found, by the views `corrected_…` of `schema.sql`: who
loads findings gets them as they stand.

Rows are fetched whole before the next query, so that no reader keeps the file locked while its caller thinks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from sys import intern

from svod.records import (
    Article,
    Context,
    Detail,
    EventMention,
    Findings,
    Location,
    Mention,
    Problem,
    Quote,
    Role,
    TimeRef,
)  # fmt: skip
from svod.store.claims import load_claims
from svod.store.commitments import load_clashes, load_commitments
from svod.store.rows import found_evidence, found_parts, found_rows, load_names, load_sides, whole

ARTICLE = "id, name, outlet, url, published, lang, title, text, raw_sha256"


def load_articles(db: sqlite3.Connection) -> Iterator[Article]:
    """All articles, one at a time, by id."""
    for (id_,) in db.execute("SELECT id FROM articles ORDER BY id").fetchall():
        article = load_article(db, id_)
        if article is not None:
            yield article


def load_article(db: sqlite3.Connection, article: str) -> Article | None:
    """The article with this id."""
    row = db.execute(f"SELECT {ARTICLE} FROM articles WHERE id = ?", (article,)).fetchone()
    return None if row is None else Article(*row)


def analysed(db: sqlite3.Connection) -> dict[str, str]:
    """Which version has read which article."""
    return dict(db.execute("SELECT article, version FROM analyses ORDER BY article"))


def load_problems(db: sqlite3.Connection) -> tuple[Problem, ...]:
    """All problems, each once, by input and stage."""
    query = "SELECT DISTINCT article, stage, message FROM problems ORDER BY article, stage, message"
    return tuple(Problem(*row) for row in db.execute(query))


def load_findings(db: sqlite3.Connection, articles: Iterable[str] | None = None) -> Iterator[Findings]:
    """What was found, an article at a time, by article id: of all that have been read, or of those given."""
    known = [row[0] for row in db.execute("SELECT article FROM analyses ORDER BY article")]
    wanted = None if articles is None else set(articles)
    for article in known:
        if wanted is None or article in wanted:
            yield load_found(db, article)


def load_found(db: sqlite3.Connection, article: str) -> Findings:
    """What was found in one article that has been read."""
    skipped, lemmas = db.execute(
        "SELECT skipped, lemmas FROM analyses JOIN articles ON id = article WHERE article = ?", (article,)
    ).fetchone()
    problems = db.execute(
        "SELECT article, stage, message FROM problems WHERE article = ? AND ordinal IS NOT NULL ORDER BY ordinal",
        (article,),
    )
    return Findings(
        article,
        tuple(load_mentions(db, article)),
        tuple(load_times(db, article)),
        tuple(load_quotes(db, article)),
        tuple(load_event_mentions(db, article)),
        lemmas=split_lemmas(lemmas),
        skipped=load_names(skipped),
        problems=tuple(Problem(*row) for row in problems),
        commitments=tuple(load_commitments(db, article)),
        clashes=tuple(load_clashes(db, article)),
        claims=tuple(load_claims(db, article)),
    )


def load_mentions(db: sqlite3.Connection, article: str) -> Iterator[Mention]:
    """The mentions of an article."""
    pieces = found_evidence(db, "mentions", article)
    roles = found_parts(db, "roles", "mention", "title, code, sector", article)
    columns = "id, kind, entity, name, code, chain"
    for id_, kind, entity, name, code, chain, origin in found_rows(db, "mentions", columns, article):
        own = tuple(Role(title, office, sector, pieces[id_, "role"][i]) for i, title, office, sector in roles[id_])
        yield Mention(id_, article, kind, entity, name, code, chain, own, whole(pieces, id_), origin)


def load_times(db: sqlite3.Connection, article: str) -> Iterator[TimeRef]:
    """The times of an article."""
    pieces = found_evidence(db, "times", article)
    columns = "id, kind, start, end, grain, anchor, approximate, edtf"
    for id_, kind, start, end, grain, anchor, about, edtf, origin in found_rows(db, "times", columns, article):
        evidence = whole(pieces, id_)
        yield TimeRef(id_, article, kind, start, end, grain, anchor, bool(about), edtf, evidence, origin)


def load_quotes(db: sqlite3.Connection, article: str) -> Iterator[Quote]:
    """The quotes of an article."""
    pieces = found_evidence(db, "quotes", article)
    columns = (
        "id, kind, speaker, speaker_type, speaker_mention, speaker_code, speaker_role, act, via, according_to, said"
    )
    for id_, kind, name, type_, mention, code, role, act, via, chain, said, origin in found_rows(
        db, "corrected_quotes", columns, article
    ):
        names, evidence = load_names(chain), whole(pieces, id_)
        yield Quote(id_, article, kind, name, type_, mention, code, role, act, via, names, said, evidence, origin)


def load_event_mentions(db: sqlite3.Connection, article: str) -> Iterator[EventMention]:
    """The event mentions of an article."""
    pieces = found_evidence(db, "event_mentions", article)
    details = found_parts(db, "details", "event_mention", "slot, value, low, high, unit", article)
    contexts = found_parts(db, "contexts", "event_mention", "name", article)
    sides = load_sides(db, "event_mentions", article, "corrected_parties")
    locations = found_locations(db, article)
    columns = "id, type, mode, start, end, time, when_basis, place, factuality, according_to, quote"
    for id_, type_, mode, start, end, time, basis, place, factuality, chain, quote, origin in found_rows(
        db, "corrected_event_mentions", columns, article
    ):
        actors, recipients = tuple(sides[id_]["actor"]), tuple(sides[id_]["recipient"])
        evidence = pieces[id_, "detail"]
        own = tuple(
            Detail(slot, value, low, high, evidence[i], unit) for i, slot, value, low, high, unit in details[id_]
        )
        words = pieces[id_, "context"]
        about = tuple(Context(name, words[i]) for i, name in contexts[id_])
        yield EventMention(
            id_, article, type_, mode, actors, recipients, start, end, time, basis, place,
            factuality, load_names(chain), quote, own, whole(pieces, id_), origin, locations.get(id_), about,
        )  # fmt: skip


def found_locations(db: sqlite3.Connection, article: str) -> Mapping[str, Location]:
    """By event mention of an article, where its place lies."""
    rows = db.execute(
        "SELECT l.event_mention, l.name, l.code, l.kind, l.latitude, l.longitude, l.source FROM event_mentions AS m"
        " JOIN locations AS l ON l.event_mention = m.id WHERE m.article = ?",
        (article,),
    )
    return {event: Location(*row) for event, *row in rows}


def split_lemmas(column: str | None) -> tuple[str, ...]:
    """The lemmas of an article, one per token."""
    return () if column is None else tuple(map(intern, column.split(" ")))
