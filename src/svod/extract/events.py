"""Events: who did what to whom, on whose word."""

from __future__ import annotations

from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, EventMention, Mention, Quote, TimeRef


def find_events(
    article: Article,
    reading: Reading,
    mentions: tuple[Mention, ...],
    times: tuple[TimeRef, ...],
    quotes: tuple[Quote, ...],
    pack: Pack,
) -> tuple[EventMention, ...]:
    """Find who did what to whom."""
    return ()
