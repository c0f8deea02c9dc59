"""Records into the database: articles, what was found in each, problems.

Each function is one transaction. What is already there is not written again. Nothing is computed here. What belongs to
all articles together is in `accounts.py`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from fnmatch import fnmatchcase

from svod.records import Article, EventMention, Findings, Mention, Problem, Quote, TimeRef
from svod.store.claims import insert_claim
from svod.store.commitments import insert_clash, insert_commitment
from svod.store.database import transaction
from svod.store.faults import Refused, explained
from svod.store.lists import forget_lists
from svod.store.names import insert_names
from svod.store.rows import dump, insert, insert_evidence, insert_sides, origin_columns

# tables with the evidence and the parts of what is found in one article, children first
FOUND = ("mentions", "times", "quotes", "event_mentions", "commitments", "clashes", "claims")


def save_article(db: sqlite3.Connection, article: Article) -> bool:
    """Store an article; False when it is already there."""
    row = (
        article.id, article.name, article.outlet, article.url, article.published, article.lang, article.title,
        article.raw_sha256, article.text,
    )  # fmt: skip
    with explained(db):
        if known_article(db, article.id):
            return False
    with transaction(db), storable(article.id):
        if known_article(db, article.id):  # another process may have stored it while this one waited for the lock
            return False
        db.execute(
            "INSERT INTO articles (id, name, outlet, url, published, lang, title, raw_sha256, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
    return True


def adopt_language(db: sqlite3.Connection, article: Article) -> None:
    """Take over the language that a person gives a stored article, so that it is read by the right pack."""
    row = (article.lang, article.id)
    if article.lang and db.execute("SELECT 1 FROM articles WHERE lang IS NOT ? AND id = ?", row).fetchone():
        with transaction(db):
            db.execute("UPDATE articles SET lang = ? WHERE id = ?", row)


def known_article(db: sqlite3.Connection, article: str) -> bool:
    """Whether an article with this id is stored."""
    return db.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone() is not None


class storable:  # noqa: N801  (reads as a word: `with storable(id)`)
    """Inside the block, text that UTF-8 cannot hold raises a Refused that names the article."""

    def __init__(self, article: str) -> None:
        self.article = article

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, err: BaseException | None, trace: object) -> None:
        if isinstance(err, UnicodeEncodeError):
            raise Refused(f"{self.article}: {err.reason} in {err.object[err.start : err.end]!r}") from err


def save_findings(db: sqlite3.Connection, findings: Findings, version: str) -> bool:
    """Store what was found in an article, in place of what another version found; False when `version` is there.

    The article is wholly there or not at all. What went wrong with it earlier is forgotten, except at ingest. Findings
    that the database refuses are not stored; a Problem that says why is, so that one article never stops a run.
    """
    with explained(db):
        if already_analysed(db, findings.article, version):
            return False
    try:
        write_findings(db, findings, version)
    except Refused as err:
        problem = Problem(findings.article, "store", f"findings not stored: {err.message}")
        problems = (*findings.problems, problem)
        failed = Findings(findings.article, lemmas=findings.lemmas, skipped=("failed",), problems=problems)
        write_findings(db, failed, version)
    return True


def write_findings(db: sqlite3.Connection, findings: Findings, version: str) -> None:
    """Replace what is stored of an article, in one transaction. Raises Refused."""
    with transaction(db), storable(findings.article):
        if db.execute("SELECT 1 FROM analyses WHERE article = ?", (findings.article,)).fetchone():
            forget_lists(db)
        forget_findings(db, findings.article)
        insert_names(db, (quote.speaker for quote in findings.quotes if quote.speaker))
        for place, mention in enumerate(findings.mentions):
            insert_mention(db, place, mention)
        for place, time in enumerate(findings.times):
            insert_time(db, place, time)
        for place, quote in enumerate(findings.quotes):
            insert_quote(db, place, quote)
        insert_codes(db, findings)
        for place, event in enumerate(findings.events):
            insert_event_mention(db, place, event)
        for place, commitment in enumerate(findings.commitments):
            insert_commitment(db, place, commitment)
        for place, clash in enumerate(findings.clashes):
            insert_clash(db, place, clash)
        for place, claim in enumerate(findings.claims):
            insert_claim(db, place, claim)
        problems = [(p.article, p.stage, p.message, place) for place, p in enumerate(findings.problems)]
        insert(db, "problems", problems)
        insert(db, "analyses", [(findings.article, version, dump(findings.skipped))])
        lemmas = join_lemmas(findings.lemmas)
        db.execute(
            "UPDATE articles SET lemmas = ? WHERE id = ? AND lemmas IS NOT ?", (lemmas, findings.article, lemmas)
        )


def already_analysed(db: sqlite3.Connection, article: str, version: str) -> bool:
    """Whether this version has read the article."""
    found = db.execute("SELECT version FROM analyses WHERE article = ?", (article,)).fetchone()
    return found is not None and found[0] == version


def forget_findings(db: sqlite3.Connection, article: str) -> None:
    """Delete all that was found in an article, and its problems other than those of ingest."""
    for table in FOUND:
        db.execute(f"DELETE FROM evidence WHERE record IN (SELECT id FROM {table} WHERE article = ?)", (article,))
    db.execute("DELETE FROM quote_codes WHERE quote IN (SELECT id FROM quotes WHERE article = ?)", (article,))
    own = "(SELECT id FROM event_mentions WHERE article = ?)"
    db.execute("DELETE FROM roles WHERE mention IN (SELECT id FROM mentions WHERE article = ?)", (article,))
    db.execute(f"DELETE FROM details WHERE event_mention IN {own}", (article,))
    db.execute(f"DELETE FROM locations WHERE event_mention IN {own}", (article,))
    db.execute(f"DELETE FROM contexts WHERE event_mention IN {own}", (article,))
    db.execute(f"DELETE FROM parties WHERE event IN {own}", (article,))
    for table in ("commitments", "claims"):
        db.execute(f"DELETE FROM parties WHERE event IN (SELECT id FROM {table} WHERE article = ?)", (article,))
    for table in (*FOUND, "analyses"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    db.execute("DELETE FROM problems WHERE article = ? AND (ordinal IS NOT NULL OR stage <> 'ingest')", (article,))


def save_problem(db: sqlite3.Connection, problem: Problem) -> bool:
    """Note a problem; False when it is already noted."""
    row = (problem.article, problem.stage, problem.message)
    known = "SELECT 1 FROM problems WHERE article = ? AND stage = ? AND message = ? AND ordinal IS NULL"
    with storable(problem.article):
        if db.execute(known, row).fetchone():
            return False
        with transaction(db):
            db.execute("INSERT INTO problems (article, stage, message) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row)
    return True


def settle_problems(db: sqlite3.Connection, paths: Iterable[str], noted: Iterable[Problem]) -> None:
    """Forget the problems of files under `paths` (files, folders, globs) that a run over them did not note again."""
    still = {(p.article, p.stage, p.message) for p in noted}
    tops = [str(path) for path in paths]
    query = (
        "SELECT article, stage, message FROM problems WHERE ordinal IS NULL AND stage = 'ingest'"
        " AND article NOT IN (SELECT id FROM articles) ORDER BY article, message"
    )
    gone = [row for row in db.execute(query) if row not in still and any(lies_under(row[0], top) for top in tops)]
    if gone:
        with transaction(db):
            one = "DELETE FROM problems WHERE article = ? AND stage = ? AND message = ? AND ordinal IS NULL"
            db.executemany(one, gone)


def lies_under(path: str, top: str) -> bool:
    """Whether a path is a file that was given, lies in a folder that was, or matches a glob that was.

    A path may name a line or row: news.jsonl:3.
    """
    path = re.sub(r":\d+$", "", path)
    return path == top or path.startswith(top.rstrip("/") + "/") or fnmatchcase(path, top)


def insert_mention(db: sqlite3.Connection, place: int, m: Mention) -> None:
    """Store one mention with its roles."""
    row = (m.id, m.article, place, m.kind, m.entity, m.name, m.code, m.chain, *origin_columns(m.origin))
    insert(db, "mentions", [row])
    insert(db, "roles", [(m.id, i, r.title, r.code, r.sector) for i, r in enumerate(m.roles)])
    insert_evidence(db, m.id, "whole", enumerate(m.evidence))
    insert_evidence(db, m.id, "role", enumerate(r.evidence for r in m.roles))


def insert_time(db: sqlite3.Connection, place: int, t: TimeRef) -> None:
    """Store one time."""
    row = (
        t.id, t.article, place, t.kind, t.start, t.end, t.grain, t.anchor, int(t.approximate), t.edtf,
        *origin_columns(t.origin),
    )  # fmt: skip
    insert(db, "times", [row])
    insert_evidence(db, t.id, "whole", enumerate(t.evidence))


def insert_quote(db: sqlite3.Connection, place: int, q: Quote) -> None:
    """Store one quote."""
    row = (
        q.id, q.article, place, q.kind, q.speaker, q.speaker_type, q.speaker_mention, q.speaker_code, q.speaker_role,
        q.act, q.via, dump(q.according_to), q.said, *origin_columns(q.origin),
    )  # fmt: skip
    insert(db, "quotes", [row])
    insert_evidence(db, q.id, "whole", enumerate(q.evidence))


def insert_codes(db: sqlite3.Connection, findings: Findings) -> None:
    """Store which states and organisations the words of the quotes name."""
    named = [(m.evidence[0].span, m.code) for m in findings.mentions if m.code]
    for quote in findings.quotes:
        said = [e.span for e in quote.evidence if e.role == "content"]
        codes = {code for at, code in named for part in said if at.start < part.end and part.start < at.end}
        insert(db, "quote_codes", [(quote.id, code) for code in sorted(codes)])


def insert_event_mention(db: sqlite3.Connection, place: int, e: EventMention) -> None:
    """Store one event mention with its parties and details."""
    row = (
        e.id, e.article, place, e.type, e.mode, e.start, e.end, e.time, e.when_basis, e.place, e.factuality,
        dump(e.according_to), e.quote, *origin_columns(e.origin),
    )  # fmt: skip
    insert(db, "event_mentions", [row])
    insert_sides(db, e.id, {"actor": e.actors, "recipient": e.recipients})
    insert(db, "details", [(e.id, i, d.slot, d.value, d.low, d.high, d.unit) for i, d in enumerate(e.details)])
    if e.location is not None:
        insert(db, "locations", [(e.id, *astuple(e.location))])
    insert(db, "contexts", [(e.id, i, c.name) for i, c in enumerate(e.contexts)])
    insert_evidence(db, e.id, "whole", enumerate(e.evidence))
    insert_evidence(db, e.id, "detail", enumerate(d.evidence for d in e.details))
    insert_evidence(db, e.id, "context", enumerate(c.evidence for c in e.contexts))


def join_lemmas(lemmas: Sequence[str]) -> str | None:
    """Lemmas with spaces between them, a space inside one as a no-break space; None where there are none."""
    return " ".join(x.replace(" ", "\xa0") for x in lemmas) if lemmas else None
