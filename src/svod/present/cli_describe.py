"""A record in words: its fields, and the places in articles that it rests on, underlined.

In: a database and a record. Out: lines for a terminal. Reads the database only.
"""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from svod.ontology.names import load_names
from svod.present.claim_rows import answers_of, why
from svod.present.cli_actor import describe_actor
from svod.present.cli_draw import Mark, draw
from svod.present.cli_links import links_of
from svod.present.cli_variants import draw_variants
from svod.present.commitment_rows import describe_follow_up
from svod.present.quote_rows import cite
from svod.present.tables import one_line
from svod.records import (
    Actor,
    Article,
    Claim,
    Comparison,
    Context,
    Detail,
    Dispute,
    Event,
    EventMention,
    Evidence,
    FollowUp,
    Location,
    Mention,
    Party,
    Quotation,
    Quote,
    Reprints,
    TimeRef,
)  # fmt: skip
from svod.store import load_article, load_findings
from svod.store.accounts import load_comparisons

Found = Mention | TimeRef | Quote | EventMention | Claim
FOUND = {"m": "mentions", "t": "times", "q": "quotes", "e": "event_mentions", "s": "claims"}
HIDDEN = (
    "id",
    "article",
    "evidence",
    "origin",
    "text",
    "tellings",
    "mentions",
    "chains",
    "articles",
    "roles",
    "details",
    "variants",
)
NAMES = {"EventMention": "event mention", "TimeRef": "time", "Reprints": "reprint family"}


def describe(db: sqlite3.Connection, record: Any) -> list[str]:
    """A record in lines: its fields, then the places in articles that it rests on."""
    kind = type(record).__name__
    lines = [f"{NAMES.get(kind, kind.lower())} {record.id}", *fields_of(record)]
    if isinstance(record, Mention | TimeRef | Quote | EventMention | Claim):
        cited = cite(db, record) if isinstance(record, Quote) else []
        return [*lines, *details_of(record), "", *place_of(db, record), *cited]
    if isinstance(record, Quotation):
        return [*lines, "", *draw_variants(db, record, width())]
    if isinstance(record, Article):
        return [*lines, *clashes_of(db, record.id), "", *draw(record.text, [], width())]
    if isinstance(record, Event):
        return [*lines, *members_of(db, record.mentions), *compared_of(db, record), *links_of(db, record.id)]
    if isinstance(record, FollowUp):
        return describe_follow_up(db, record.id)
    if isinstance(record, Dispute):
        return [*lines, f"  why: {why(record)}", *answers_to(db, record)]
    if isinstance(record, Actor):
        return [*lines, *describe_actor(db, record)]
    if isinstance(record, Comparison):
        return [*lines, *tellings_of(db, record)]
    articles = record.articles if isinstance(record, Reprints) else ()
    return [*lines, *(line for id_ in articles for line in ("", *heading(load_article(db, id_))))]


def fields_of(record: Any) -> list[str]:
    """The plain fields of a record, a line each; what is unknown is said."""
    lines = []
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name not in HIDDEN:
            lines.append(f"  {field.name}: {in_words(value)}")
    return lines


def clashes_of(db: sqlite3.Connection, article: str) -> Iterator[str]:
    """What an article's headline says and its own text excludes."""
    for clash in (c for found in load_findings(db, [article]) for c in found.clashes):
        why = load_names("en").reason(clash.reason)
        yield f"  headline against text: «{one_line(clash.title.text)}», «{one_line(clash.body.text)}» ({why})"


def in_words(value: Any) -> str:
    """A field's value on one line: None is unknown."""
    if value is None:
        return "unknown"
    if isinstance(value, Party):
        from svod.relate.facts import LENT

        return one_line(f"{value.name} ({value.code or '?'}{', from the context' if value.basis in LENT else ''})")
    if isinstance(value, Context):
        return one_line(f"{value.name} «{value.evidence.text}»")
    if isinstance(value, Location):
        return one_line(f"{value.latitude:.2f}, {value.longitude:.2f} ({value.kind} in {value.code or '?'})")
    if isinstance(value, tuple):
        return ", ".join(in_words(v) for v in value) or "none"
    return one_line(str(value))


def details_of(record: Found) -> list[str]:
    """Roles of a mention, details of an event mention."""
    if isinstance(record, Mention):
        return [f"  role: {one_line(r.title)} ({r.code or '?'})" for r in record.roles]
    if isinstance(record, EventMention):
        return [f"  {d.slot}: {one_line(d.value)}{measure(d)} «{one_line(d.evidence.text)}»" for d in record.details]
    return []


def measure(detail: Detail) -> str:
    """What a number counts, with its bounds: ", killed 50 and more"."""
    low, high = (None if n is None else f"{n:,.15g}" for n in (detail.low, detail.high))
    if low is None and high is None:
        return ""
    number = (
        low
        if low == high
        else f"{low} and more"
        if high is None
        else f"up to {high}"
        if low is None
        else f"{low} to {high}"
    )
    return one_line(f", {detail.unit or 'number'} {number}")


def place_of(db: sqlite3.Connection, record: Found) -> list[str]:
    """The article of a record and its sentences with the evidence underlined."""
    article = load_article(db, record.article)
    evidence = [*record.evidence]
    if isinstance(record, Mention):
        evidence += [r.evidence for r in record.roles]
    if isinstance(record, Claim):
        evidence = [e for e in evidence if e.role != "whole"]
    if isinstance(record, EventMention):
        evidence = [e for e in evidence if e.role != "whole"]  # the sentence itself
        spots = {e.span for e in evidence}
        evidence += [
            dataclasses.replace(d.evidence, role=d.slot) for d in record.details if d.evidence.span not in spots
        ]
    return [*heading(article), "", *draw_evidence(article, evidence)] if article else []


def heading(article: Article | None) -> list[str]:
    """Who published an article when, under which title, and where it is."""
    if article is None:
        return []
    day = (article.published or "undated")[:10]
    head = f"{article.outlet or 'unknown outlet'}, {day}: {article.title or article.name}"
    return [one_line(head), *([one_line(article.url)] if article.url else []), article.id]


def draw_evidence(article: Article, evidence: Sequence[Evidence]) -> list[str]:
    """The sentences that hold the evidence, with it underlined; left-out text between them is …"""
    lines: list[str] = []
    last = None
    for start, end in sentences_around(article.text, evidence):
        if last is not None and article.text[last:start].strip():
            lines.append("…")
        marks = [Mark(e.span.start - start, e.span.end - start, e.role) for e in evidence]
        lines += draw(article.text[start:end], [m for m in marks if m.start < end - start and m.end > 0], width())
        last = end
    return lines


def sentences_around(text: str, evidence: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Offsets of the sentences that share a character with any evidence."""
    from svod.read.segment import split_sentences

    found = [(words[0].start, words[-1].end) for words in split_sentences(text) if words]
    return [(s, e) for s, e in found if any(x.span.start < e and x.span.end > s for x in evidence)]


def members_of(db: sqlite3.Connection, members: Sequence[str]) -> Iterator[str]:
    """The event mentions of an event, each with its sentence."""
    wanted = set(members)
    owners = {article for id_ in members if (article := article_of(db, id_)) is not None}
    for found in load_findings(db, owners):
        for record in found.events:
            if record.id in wanted:
                yield from ("", record.id, *place_of(db, record))


def compared_of(db: sqlite3.Connection, event: Event) -> Iterator[str]:
    """The slots of an event, with what each outlet says."""
    for comparison in load_comparisons(db):
        if comparison.event != event.id:
            continue
        yield from ("", f"{comparison.slot}: {comparison.verdict} ({load_names('en').reason(comparison.reason)})")
        called = name_tellers(db, comparison)
        tellers: dict[str | None, dict[str, None]] = {}
        for telling in comparison.tellings:
            tellers.setdefault(telling.value, {})[called[telling.article]] = None
        for value, names in sorted(tellers.items(), key=lambda item: item[0] is None):
            yield f"  {said(value)}: {', '.join(names)}"


def name_tellers(db: sqlite3.Connection, comparison: Comparison) -> dict[str, str]:
    """What each article is called: its outlet and day; where two share these, the article's own name too."""
    articles = {t.article: load_article(db, t.article) for t in comparison.tellings}
    shared = Counter(teller(a) for a in articles.values())
    return {
        id_: f"{teller(a)} ({one_line(a.name)})" if a and shared[teller(a)] > 1 else teller(a)
        for id_, a in articles.items()
    }


def teller(article: Article | None) -> str:
    """The outlet and the day of an article."""
    return (
        one_line(f"{article.outlet or article.name} {(article.published or 'undated')[:10]}") if article else "unknown"
    )


def tellings_of(db: sqlite3.Connection, comparison: Comparison) -> Iterator[str]:
    """What each article says in one slot, with the words."""
    for telling in comparison.tellings:
        article = load_article(db, telling.article)
        yield from ("", *heading(article), f"  says: {said(telling.value)}")
        if article and telling.evidence:
            yield from draw_evidence(article, [telling.evidence])


def answers_to(db: sqlite3.Connection, dispute: Dispute) -> Iterator[str]:
    """The claims of a dispute, each with who says it and its sentence."""
    found = {c.id: c for f in load_findings(db, {article_of(db, c) or "" for c in dispute.claims}) for c in f.claims}
    for row, line in answers_of(db, dispute):
        yield from ("", f"{row['id']}  {line}", *place_of(db, found[row["id"]]))


def said(value: str | None) -> str:
    """A value that is told, or that it is not."""
    return "(silent)" if value is None else one_line(value)


def article_of(db: sqlite3.Connection, id_: str) -> str | None:
    """The article that a found record is in; None where a new reading of the article no longer finds it."""
    row = db.execute(f"SELECT article FROM {FOUND[id_.split('-')[0]]} WHERE id = ?", (id_,)).fetchone()
    return None if row is None else str(row[0])


def width() -> int:
    """Columns to write in: the terminal's, no more than reads well."""
    return max(20, min(110, shutil.get_terminal_size((100, 24)).columns))
