"""The whole program in order."""

from __future__ import annotations

from svod.extract.events import find_events
from svod.extract.mentions import find_mentions
from svod.extract.quotes import find_quotes
from svod.extract.times import find_times
from svod.packs import Pack
from svod.read import read
from svod.records import Article, Findings


def analyse(article: Article, pack: Pack) -> Findings:
    """Find everything in one article, looked at alone: pure, parallel, cacheable by article, code and pack version."""
    reading = read(article, pack)
    mentions = find_mentions(article, reading, pack)
    times = find_times(article, reading, pack)
    quotes = find_quotes(article, reading, mentions, times, pack)
    events = find_events(article, reading, mentions, times, quotes, pack)
    return Findings(
        article.id, mentions, times, quotes, events, lemmas=tuple(t.lemma for t in reading.tokens), skipped=()
    )
