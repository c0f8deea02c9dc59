"""Clusters of event mentions in, events with their comparisons out; those of which nothing changed as they were.

What an event comes to follows from the facts of its mentions and from who speaks for their articles. Only for a cluster
that is new in this are the findings of its articles taken down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from svod.records import Comparison, Event, EventMention, Reprints
from svod.relate.compare import compare_event
from svod.relate.events import Known, find_voices, make_event
from svod.relate.facts import Facts
from svod.relate.gists import Gist, Who
from svod.relate.memo import Memo, make_mark
from svod.relate.packed import pack, unpack
from svod.relate.shelf import Shelf

Retold = tuple[Event, tuple[Comparison, ...]]


class Teller:
    """Makes events and comparisons out of what is known of articles and places."""

    def __init__(
        self, shelf: Shelf, gists: Mapping[str, Gist], reprints: Sequence[Reprints], codes: Mapping[str, str]
    ) -> None:
        self.shelf, self.gists, self.codes = shelf, gists, codes
        self.voices = find_voices(shelf.articles.values(), reprints)
        self.speaks = {a: r.articles[0] for r in reprints for a in r.articles}
        self.places = {a: place for r in reprints for place, a in enumerate(r.articles)}
        self.langs = {a.id: a.lang for a in shelf.articles.values()}
        self.events: dict[str, dict[str, EventMention]] = {}  # by article
        self.kinds: dict[str, str] = {}  # by Mention.id, of those who take part in them

    def retell(self, tellings: Sequence[Facts], memo: Memo) -> Retold:
        """One event and its comparisons; its tellings come by article and place in the text."""
        articles = dict.fromkeys(f.article for f in tellings)
        speakers = [(self.voices.get(a), self.speaks.get(a), self.places.get(a)) for a in articles]
        key = make_mark([f.mark for f in tellings], speakers)
        event, compared = memo.recall(key, lambda: self.tell(tellings))
        return unpack(Event, event), tuple([unpack(Comparison, c) for c in compared])

    def tell(self, tellings: Sequence[Facts]) -> list[Any]:
        """The same as lists, made anew."""
        mentions = [self.find_mention(f) for f in tellings]
        event = make_event(mentions, Known(self.voices, self.langs, self.kinds, self.speaks))
        facts = {f.id: f for f in tellings}
        return [pack(event), pack(tuple(compare_event(event, mentions, self.speaks, self.codes, facts)))]

    def find_mention(self, fact: Facts) -> EventMention:
        """The event mention that facts are of."""
        article = fact.article
        if article not in self.events:
            found = self.shelf.events(article)
            self.events[article] = {e.id: e for e in found}
            for event, rough in zip(found, self.gists[article].events, strict=True):
                rows = (*rough.actors, *rough.recipients)
                for party, who in zip((*event.actors, *event.recipients), map(Who._make, rows), strict=True):
                    if party.mention and who.kind:
                        self.kinds[party.mention] = who.kind
        return self.events[article][fact.id]


def order_tellings(groups: Sequence[Sequence[str]], facts: Mapping[str, Facts]) -> list[list[Facts]]:
    """The facts of each cluster by article, then place in the text."""
    return [sorted((facts[i] for i in group), key=lambda f: (f.article, f.first, f.id)) for group in groups]
