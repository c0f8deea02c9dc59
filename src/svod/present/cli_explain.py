"""Why a record is there: the rule and the parse under what was found, the judgements under what was joined.

In: a record. Out: lines. The article is read again by the models, which gives the same as the first time.
"""

from __future__ import annotations

import sqlite3
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from svod.ontology.names import load_names
from svod.packs import languages, load_pack
from svod.present.cli_describe import width
from svod.present.explain_parse import draw_tree, parse_table
from svod.present.tables import one_line
from svod.read import Reading, read
from svod.records import Article, Claim, EventMention, Findings, Judgement, Mention, Quote, TimeRef
from svod.store import load_article, load_findings
from svod.store.settings import load_actors_files

CHAIN = 12  # mentions of a chain that are listed
Found = Mention | TimeRef | Quote | EventMention | Claim


def explain_found(db: sqlite3.Connection, record: Found, *, parse: bool = False) -> list[str]:
    """The rule that fired, the parse of the sentence, and what decided each part of the record."""
    origin = record.origin
    sure = "" if origin.confidence is None else f", {origin.confidence:.2f} ({origin.confidence_kind})"
    lines = ["", f"found by {origin.extractor}, rule {one_line(origin.rule)}{sure}", f"pack {origin.version}"]
    article = load_article(db, record.article)
    found = next(load_findings(db, [record.article]), None)
    if article is None or found is None:
        return lines
    if isinstance(record, Quote):
        lines += explain_quote(record, found)
    if isinstance(record, Mention):
        lines += explain_mention(record, found)
    return lines + list(explain_reading(db, record, (article, found), parse))


def explain_reading(
    db: sqlite3.Connection, record: Found, where: tuple[Article, Findings], parse: bool
) -> Iterator[str]:
    """What needs the article read again: the parse, and for events every decision."""
    article, found = where
    if article.lang not in languages():
        return
    pack = load_pack(article.lang, load_actors_files(db))
    if pack.version != record.origin.version:
        yield f"the pack is another now: {pack.version}; what follows is by that one"
    reading = read(article, pack)
    span = record.evidence[0].span
    sentence = next((s for s in reading.sentences if s.start < span.end and s.end > span.start), None)
    if isinstance(record, EventMention):
        from svod.present.explain_event import explain_event

        yield ""
        for line in explain_event(record, article, reading, found, pack):
            yield from fold(line)
    if sentence is not None:
        yield ""
        if parse:
            yield from parse_table(reading, sentence.first, sentence.last)
        else:
            yield from draw_tree(reading, sentence.first, sentence.last, find_marks(record, reading), width())


def find_marks(record: Found, reading: Reading) -> dict[int, str]:
    """The tokens at the head of each piece of evidence, with its role."""
    marks: dict[int, str] = {}
    pieces = [e for e in record.evidence if e.role not in ("whole", "content")] or [record.evidence[0]]
    for piece in pieces:
        inside = reading.within(piece.span.start, piece.span.end)
        top = next((i for i in inside if reading.tokens[i].head not in inside), None)
        if top is not None:
            marks.setdefault(top, piece.role)
    return marks


def explain_quote(quote: Quote, found: Findings) -> Iterator[str]:
    """How the speaker was found: the cue, the words that name them, and the chain the words came through."""
    for role, what in (("cue", "brought in by"), ("speaker", "said by"), ("via", "carried by")):
        words = [one_line(e.text) for e in quote.evidence if e.role == role]
        if words:
            yield f"{what} «{' … '.join(words)}»"
    who = next((m for m in found.mentions if m.id == quote.speaker_mention), None)
    if who is not None:
        yield f"who that is: {one_line(who.name or 'nobody named')}, mention {who.id}, rule {one_line(who.origin.rule)}"
    elif quote.speaker is None:
        yield "who that is cannot be known: nobody is named"
    yield f"on the word of {one_line(' → '.join(quote.according_to) or 'nobody named')}"


def explain_mention(mention: Mention, found: Findings) -> Iterator[str]:
    """The chain that a mention was joined to, each member with its rule."""
    chain = [m for m in found.mentions if m.chain == mention.chain]
    if len(chain) < 2:
        yield "joined with no other mention of the article"
        return
    yield f"one of {len(chain)} mentions of one actor:"
    for m in chain[:CHAIN]:
        here = "this" if m.id == mention.id else m.id[:10]
        yield from fold(f"  {here}: «{one_line(m.evidence[0].text)}» ({m.kind}), rule {one_line(m.origin.rule)}")
    if len(chain) > CHAIN:
        yield f"  and {len(chain) - CHAIN} more"


def fold(line: str) -> Iterator[str]:
    """A line as lines no wider than the terminal, the later ones indented beneath it."""
    indent = " " * (len(line) - len(line.lstrip()))
    yield from textwrap.wrap(line, width(), subsequent_indent=indent + "    ") or [""]


def explain_joined(record: Any, judgements: Sequence[Judgement]) -> list[str]:
    """The judgements between the members of what was joined, each with its reasons."""
    members = (
        set(getattr(record, "mentions", ())) | set(getattr(record, "chains", ())) | set(getattr(record, "articles", ()))
    )
    members |= {id_ for variant in getattr(record, "variants", ()) for id_ in variant.quotes}
    own = [j for j in judgements if j.a in members and j.b in members]
    if hasattr(record, "reason"):
        return ["", f"verdict by: {load_names('en').reason(record.reason)}"]
    lines = ["", "joined by:" if own else "nothing was joined"]
    for j in own:
        lines.append(f"  {j.a} and {j.b}: {j.verdict}, {j.score:+.2f}, by {one_line(j.by)}")
        lines += [f"    {reason.weight:+.2f} {one_line(reason.name)}" for reason in j.reasons]
    return lines
