"""The articles of a family in, who came first and who copied whom out.

The earlier came first: by moment where all of a day have one, else by day. Of one day it is the one whose outlet the
others name, then the fuller text, and of those whose hours are known none stands before an earlier one: a guess, and
whoever shows it says so (`is_guess`). Undated ones come last. An article's source is the one before it that it shares
most with; where it names the outlet of one that it shares nearly as much with, that one. An outlet named that has no
article in the family is the source behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby

from svod.records import Article, Copy, Evidence
from svod.relate.actor_outlets import find_voice
from svod.relate.reprint_texts import Texts, published_day, share
from svod.relate.shelf import Shelf

NEARLY = 0.15  # by which the source that an article names may fall behind the one it shares most with
EDGE = 400  # characters from the beginning or the end of a text in which it names its source


@dataclass(frozen=True, slots=True)
class Sources:
    """What there is to tell who copied whom, by article."""

    shelf: Shelf
    texts: Texts
    shares: Mapping[tuple[str, str], float]  # by pair of copies, the smaller id first, as far as they are known

    def named(self, article: str) -> Iterator[tuple[str, Evidence]]:
        """The other outlets that an article names at its edges, in order, with the words that name them."""
        text = self.shelf.articles[article].text
        for mention in self.shelf[article].mentions if article in self.shelf.marks else ():
            if mention.entity == "outlet" and mention.name:
                words = replace(mention.evidence[0], role="via")
                voice = find_voice(mention.name)
                edge = words.span.start < EDGE or words.span.end > len(text) - EDGE
                if edge and voice != self.texts[article].voice:
                    yield voice, words

    def share(self, a: str, b: str) -> float:
        """How much of the shorter one's runs two articles have in common."""
        known = self.shares.get((a, b) if a < b else (b, a))
        return share(self.texts[a].runs, self.texts[b].runs) if known is None else known


def order_family(ids: Sequence[str], sources: Sources) -> tuple[str, ...]:
    """The members of a family, who came first first."""
    cited: dict[str, int] = {}
    for article in ids:
        for voice in sorted({voice for voice, _ in sources.named(article)}):
            cited[voice] = cited.get(voice, 0) + 1

    def guess(id_: str) -> tuple[int, int, str]:
        text = sources.texts[id_]
        return -cited.get(text.voice or "", 0), -text.words, id_

    found: list[str] = []
    for _, same in groupby(sorted(ids, key=lambda i: day_of(sources, i)), key=lambda i: day_of(sources, i)):
        group = list(same)
        moments = {i: find_moment(sources.shelf.articles[i]) for i in group}
        if all(moments.values()):
            group.sort(key=lambda i: (moments[i], guess(i)))
        else:
            group.sort(key=guess)
            timed = iter(sorted((i for i in group if moments[i]), key=lambda i: (moments[i], guess(i))))
            group = [next(timed) if moments[i] else i for i in group]
        found += group
    return tuple(found)


def day_of(sources: Sources, article: str) -> int:
    """The day of an article, the undated last."""
    return sources.texts[article].day or 10**7


def is_guess(article: Article, source: Article) -> bool:
    """True when nothing but a guess says that an article came after its source."""
    own, other = find_moment(article), find_moment(source)
    if own and other:
        return own <= other
    day, before = published_day(article), published_day(source)
    return day is None or before is None or day <= before


def find_moment(article: Article) -> datetime | None:
    """The moment of publication in UTC; None where only the day is known."""
    if not article.published or len(article.published) <= len("2025-10-09"):
        return None
    try:
        moment = datetime.fromisoformat(article.published)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def make_copies(ids: Sequence[str], sources: Sources) -> tuple[Copy, ...]:
    """The members of a family, who came first first; for each whom it copies and where it says so."""
    members = order_family(ids, sources)
    return tuple(make_copy(article, members[:at], sources) for at, article in enumerate(members))


def make_copy(article: str, earlier: Sequence[str], sources: Sources) -> Copy:
    """Whom an article copies of those before it; the first copies nobody here, but may name an agency."""
    named = list(sources.named(article))
    if not earlier:
        return Copy(article, None, 1.0, named[0][1] if named else None)
    shares = {i: sources.share(article, i) for i in earlier}
    voices = [voice for voice, _ in named]
    most = max(shares.values())
    close = [i for i in earlier if shares[i] >= most - NEARLY and sources.texts[i].voice in voices]
    source = close[0] if close else next(i for i in earlier if shares[i] == most)
    said = [words for voice, words in named if voice == sources.texts[source].voice] or [w for _, w in named]
    return Copy(article, source, round(shares[source], 3), said[0] if said else None)
