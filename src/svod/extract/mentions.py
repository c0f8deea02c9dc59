"""Mentions of actors."""

from __future__ import annotations

from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, Mention


def find_mentions(article: Article, reading: Reading, pack: Pack) -> tuple[Mention, ...]:
    """Find every mention of an actor, chained inside the article."""
    return ()
