"""Making and checking evidence: the one place where characters are copied out of an article."""

from __future__ import annotations

from svod.records import Article, Evidence, Span


def make_evidence(role: str, article: Article, start: int, end: int) -> Evidence:
    """Copy the characters [start, end) of an article. Raises ValueError on an empty or outlying span."""
    if not 0 <= start < end <= len(article.text):
        raise ValueError(f"span {start}:{end} does not fit article {article.id} of {len(article.text)} characters")
    return Evidence(role, Span(article.id, start, end), article.text[start:end])


def trim(text: str, start: int, end: int, drop: str = " \t\n\xa0") -> tuple[int, int]:
    """Shrink [start, end) past leading and trailing characters of `drop`; may return an empty span."""
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return start, end


def overlap(a: Span, b: Span) -> bool:
    """True when two spans of one article share a character."""
    return a.article == b.article and a.start < b.end and b.start < a.end
