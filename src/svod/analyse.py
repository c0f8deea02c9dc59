"""One article alone: text in, findings out. Pure, parallel, cacheable by article, code and pack version."""

from __future__ import annotations

from svod.extract.claims import find_claims
from svod.extract.commitments import find_commitments
from svod.extract.event_scene import make_scene
from svod.extract.events import find_events
from svod.extract.headline import find_clashes
from svod.extract.mentions import find_mentions
from svod.extract.quotes import find_quotes
from svod.extract.times import find_impossible, find_times
from svod.extract.times_quoted import place_quoted
from svod.packs import STAGES, Pack
from svod.read import read
from svod.records import Article, EventMention, Findings, Mention, Quote, TimeRef
from svod.uncollected import uncollected


@uncollected()
def analyse(article: Article, pack: Pack) -> Findings:
    """Find all that one article gives; stages that the pack does not support are skipped."""
    reading = read(article, pack)
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeRef, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[EventMention, ...] = ()
    if "mentions" in pack.supports:
        mentions = find_mentions(article, reading, pack)
    if "times" in pack.supports:
        times = find_times(article, reading, pack)
    if "quotes" in pack.supports:
        quotes = find_quotes(article, reading, mentions, times, pack)
        times = place_quoted(article, times, quotes)
    scene = make_scene(article, reading, mentions, times, quotes, pack)
    if "events" in pack.supports:
        events = find_events(scene)
    commitments = find_commitments(scene, events)
    claims = find_claims(scene, events)
    clashes = find_clashes(article, reading, events, pack)
    lemmas = tuple(t.lemma for t in reading.tokens)
    skipped = tuple(s for s in STAGES if s not in pack.supports)
    problems = find_impossible(times)
    return Findings(
        article.id, mentions, times, quotes, events, lemmas, skipped, problems, commitments, clashes, claims
    )
