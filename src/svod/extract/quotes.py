"""Quotes: who says what."""

from __future__ import annotations

from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, Mention, Quote, TimeRef


def find_quotes(
    article: Article, reading: Reading, mentions: tuple[Mention, ...], times: tuple[TimeRef, ...], pack: Pack
) -> tuple[Quote, ...]:
    """Find who says what, with act and the outlet it was said to."""
    return ()
