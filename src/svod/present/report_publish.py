"""What of an article may go online: the sentences that records rest on, and a mark where others stood.

In come the report's index and cut articles; out go stretches to keep, and paragraphs without the rest. What counts as
evidence here is what the report shows of an article: its events, quotes and commitments, the answers compared, the
words that tell what came of a commitment, and those that name whom a copy copies. Mentions and times keep nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from svod.present.evidence import Stretches, find_sentences
from svod.present.report_index import Index
from svod.present.report_text import Paragraph, Piece, paragraphs
from svod.records import Article, Evidence

GAP = Piece("[…]", "left-out")  # what stands where a part of an article was left out


@dataclass(frozen=True, slots=True)
class Texts:
    """How much of the articles goes into a report, and how it is kept there."""

    publish: bool = False  # of each article only the sentences in evidence
    compress: bool = False  # all of the page packed, to be unfolded by script


def keep_sentences(index: Index) -> dict[str, Stretches]:
    """By article the stretches that stay: every sentence that evidence touches, whole; those side by side are one."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for evidence in shown_evidence(index):
        if evidence.field == "text":
            spans.setdefault(evidence.span.article, []).append((evidence.span.start, evidence.span.end))
    return {a: touched(index.articles[a], sorted(spans.get(a, ()))) for a in index.articles}


def shown_evidence(index: Index) -> Iterator[Evidence]:
    """The evidence of everything that the report shows of articles."""
    for found in index.findings.values():
        for records in (found.events, found.quotes, found.commitments):
            yield from (evidence for record in records for evidence in record.evidence)
    for comparison in index.accounts.comparisons:
        yield from (t.evidence for t in comparison.tellings if t.evidence)
    for follow_up in index.accounts.followups:
        yield from (change.evidence for change in follow_up.changes)
    for family in index.accounts.reprints:
        yield from (copy.cites for copy in family.copies if copy.cites)


def touched(article: Article, spans: Sequence[tuple[int, int]]) -> Stretches:
    """The sentences of an article that spans touch, and the spans themselves, as stretches that do not overlap."""
    held = [s for s in find_sentences(article.text) if any(a < s[1] and s[0] < b for a, b in spans)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*held, *spans]):
        if merged and not article.text[merged[-1][1] : start].strip():  # nothing but white space between them
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def leave_out(article: Article, whole: Sequence[Paragraph], kept: Stretches) -> tuple[Paragraph, ...]:
    """The paragraphs of an article with nothing but the stretches kept; a run of lost paragraphs is one mark."""
    left: list[Paragraph] = []
    for (start, _), paragraph in zip(paragraphs(article.text), whole, strict=True):
        pieces = tuple(join_gaps(cut_pieces(paragraph.pieces, start, kept)))
        lost = all(piece is GAP for piece in pieces)
        if not lost or paragraph.anchors:
            left.append(Paragraph(paragraph.anchors, pieces))
        elif not (left and left[-1].pieces[-1] is GAP):
            left.append(Paragraph((), (GAP,)))
    return tuple(left)


def cut_pieces(pieces: Iterable[Piece], start: int, kept: Stretches) -> Iterator[Piece]:
    """The pieces of a paragraph that begins at `start`, each as far as it is kept, `GAP` for what is not."""
    for piece in pieces:
        end, at, anchors = start + len(piece.text), start, piece.anchors
        for a, b in [(max(a, start), min(b, end)) for a, b in kept if a < end and b > start]:
            if piece.text[at - start : a - start].strip():
                yield GAP
            yield Piece(piece.text[a - start : b - start], piece.css, piece.href, anchors)
            at, anchors = b, ()
        if piece.text[at - start :].strip():
            yield GAP
        start = end


def join_gaps(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with runs of gaps as one, and white space beside each."""
    last: Piece | None = None
    for piece in pieces:
        if piece is GAP and last is GAP:
            continue
        if last is not None and (piece is GAP) != (last is GAP):
            yield Piece(" ")
        yield piece
        last = piece
