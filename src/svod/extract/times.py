"""Calendar expressions."""

from __future__ import annotations

from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, TimeRef


def find_times(article: Article, reading: Reading, pack: Pack) -> tuple[TimeRef, ...]:
    """Find every calendar expression as an interval."""
    return ()
