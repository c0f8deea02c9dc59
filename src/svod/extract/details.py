"""Details of an event that reports may tell differently: counts, durations, causes, outcomes, wordings."""

from __future__ import annotations

from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, Detail


def find_details(article: Article, reading: Reading, trigger: int, pack: Pack) -> tuple[Detail, ...]:
    """Find the details told about the event whose trigger is token `trigger`."""
    return ()
