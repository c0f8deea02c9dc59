"""Why a record is there: the rule and the parse under what was found, the judgements under what was joined.

In: a record. Out: lines. The article is read again by the models, which gives the same as the first time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from svod.ontology.names import load_names
from svod.packs import Pack, languages, load_pack
from svod.present.tables import one_line
from svod.read import Reading, read
from svod.records import Article, EventMention, Findings, Judgement, Mention, Quote, TimeRef
from svod.store import load_article, load_findings
from svod.store.settings import load_actors_files

Found = Mention | TimeRef | Quote | EventMention


def explain_found(db: sqlite3.Connection, record: Found) -> list[str]:
    """The rule that fired, the parse of the sentence, and for events what else fired or nearly did."""
    origin = record.origin
    sure = "" if origin.confidence is None else f", {origin.confidence:.2f} ({origin.confidence_kind})"
    lines = ["", f"found by {origin.extractor}, rule {one_line(origin.rule)}{sure}", f"pack {origin.version}"]
    article = load_article(db, record.article)
    if article is None or article.lang not in languages():
        return lines
    pack = load_pack(article.lang, load_actors_files(db))
    reading = read(article, pack)
    span = record.evidence[0].span
    sentence = next((s for s in reading.sentences if s.start < span.end and s.end > span.start), None)
    if sentence is None:
        return lines
    if pack.version != origin.version:
        lines.append(f"the pack is another now: {pack.version}; what follows is by that one")
    lines += ["", *parse_table(reading, sentence.first, sentence.last)]
    if isinstance(record, EventMention):
        found = next(load_findings(db, [article.id]))
        lines += event_rules(article, reading, found, pack, (sentence.first, sentence.last))
    return lines


def parse_table(reading: Reading, first: int, last: int) -> list[str]:
    """The tokens of a sentence in columns: number, word, lemma, part of speech, relation to which word, features."""
    rows = [("#", "word", "lemma", "pos", "relation", "features")]
    for t in reading.tokens[first:last]:
        head = f"{t.rel} → {t.head - first + 1} {reading.tokens[t.head].text}" if t.head >= 0 else t.rel
        feats = " ".join(f"{k}={v}" for k, v in t.feats)
        rows.append((str(t.i - first + 1), one_line(t.text), one_line(t.lemma), t.upos, one_line(head), feats))
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    return ["  ".join((*(cell.ljust(w) for cell, w in zip(row, widths)), row[5])).rstrip() for row in rows]


def event_rules(
    article: Article, reading: Reading, found: Findings, pack: Pack, tokens: tuple[int, int]
) -> Iterable[str]:
    """The event rules that fired in a sentence, and those whose word stood there while a condition failed."""
    from svod.extract.event_scene import make_scene
    from svod.extract.events import explain_tokens

    scene = make_scene(article, reading, found.mentions, found.times, found.quotes, pack)
    fired, missed = explain_tokens(scene, *tokens)
    yield ""
    for match in fired:
        yield f"fired: {match.rule.id} at «{one_line(reading.tokens[match.trigger].text)}»"
    for miss in missed:
        word = one_line(reading.tokens[miss.token].text)
        yield f"nearly: {miss.rule.id} at «{word}», but not {one_line(miss.reason)}"


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
