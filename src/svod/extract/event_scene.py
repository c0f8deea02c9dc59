"""One article laid out for finding events: what stands at each token, so that the rest need not search.

Goes in: article, reading, mentions, times, quotes, pack. Comes out: `Scene`, read-only. Finds nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from svod.extract.details_spot import Page
from svod.extract.event_phrases import nominative, shorten
from svod.extract.event_rules import Rulebook, compile_rules
from svod.extract.letters import plain
from svod.packs import Pack
from svod.read import Reading, Token
from svod.read.reading import ROOT
from svod.records import Article, Mention, Quote, TimeRef


@dataclass(frozen=True)
class Scene:
    """All that is known of an article before its events."""

    article: Article
    reading: Reading
    given: tuple[Mention, ...]
    times: tuple[TimeRef, ...]
    quotes: tuple[Quote, ...]
    pack: Pack

    @cached_property
    def book(self) -> Rulebook:
        """The pack's rules."""
        return compile_rules(self.pack)

    @cached_property
    def page(self) -> Page:
        """The article laid out for the details of its events."""
        return Page(self.article, self.reading, self.pack)

    def text(self, start: int, end: int) -> str:
        """Characters of the article."""
        return self.article.text[start:end]

    @cached_property
    def at(self) -> tuple[tuple[Mention, ...], ...]:
        """The mentions that cover each token, longest first, then by id."""
        at: list[list[Mention]] = [[] for _ in self.reading.tokens]
        for mention in self.given:
            span = mention.evidence[0].span
            for i in self.reading.within(span.start, span.end):
                at[i].append(mention)
        return tuple(tuple(sorted(group, key=by_length)) if group else () for group in at)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """By chain, of those that no mention names, the words of the first: «посол Польши»."""
        return chain_names(self.reading, self.given, self.book.numerals)

    def having(self, lemmas: frozenset[str]) -> Sequence[int]:
        """The tokens whose lemma, as rules and word lists keep it, is one of some; a list is looked up once."""
        if lemmas not in self.had:
            found = (at for lemma, at in self.reading.by_lemma.items() if plain(lemma) in lemmas)
            self.had[lemmas] = sorted(i for at in found for i in at)
        return self.had[lemmas]

    @cached_property
    def had(self) -> dict[frozenset[str], Sequence[int]]:
        """What `having` has looked up."""
        return {}

    @cached_property
    def dates(self) -> tuple[tuple[TimeRef, int], ...]:
        """Every day that may be an event's, with its first token; no stretch of time and no date of birth."""
        spans = ((t, t.evidence[0].span) for t in self.times if t.kind == "date" and t.start)
        placed = ((t, self.reading.within(span.start, span.end)) for t, span in spans)
        return tuple((t, tokens[0]) for t, tokens in placed if tokens and not self.is_extent(tokens))

    def is_extent(self, tokens: range) -> bool:
        """True for a stretch of time and no date, or a date of birth: «за прошедший год», «1982 года рождения»."""
        if any(self.book.has("birth_words", t.lemma) for t in self.reading.tokens[tokens[-1] + 1 : tokens[-1] + 2]):
            return True
        before = self.reading.tokens[tokens[0] - 1].text.lower() if tokens[0] else ""
        return before in self.book.lists["extent_prepositions"]

    @cached_property
    def spoken(self) -> Mapping[int, Quote]:
        """By the start of each token in a quote, the innermost one: of several as short the first."""
        found: dict[int, tuple[int, Quote]] = {}
        for quote in self.quotes:
            parts = [e.span for e in quote.evidence if e.role == "content"]
            length = sum(p.end - p.start for p in parts)
            for start in (self.reading.tokens[i].start for p in parts for i in self.reading.within(p.start, p.end)):
                inside = any(p.start <= start < p.end for p in parts)  # a part may begin inside a token
                if inside and (start not in found or length < found[start][0]):
                    found[start] = (length, quote)
        return {start: quote for start, (_, quote) in found.items()}

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention once, in text order."""
        return tuple(dict.fromkeys(m for here in self.at for m in here))

    @cached_property
    def dates_of(self) -> Mapping[int, Sequence[tuple[TimeRef, int]]]:
        """The same by the number of the sentence that they stand in."""
        found: dict[int, list[tuple[TimeRef, int]]] = {}
        for time, token in self.dates:
            found.setdefault(self.reading.tokens[token].sentence, []).append((time, token))
        return found

    @cached_property
    def places_of(self) -> Mapping[int, Sequence[Token]]:
        """The `locatives` by the number of the sentence that they stand in, in text order."""
        found: dict[int, list[Token]] = {}
        for token in (self.reading.tokens[i] for i in sorted(self.locatives)):
            found.setdefault(token.sentence, []).append(token)
        return found

    @cached_property
    def coded(self) -> Mapping[str, tuple[Mention, ...]]:
        """The mentions of each code, in text order."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if mention.code:
                found.setdefault(mention.code, []).append(mention)
        return {code: tuple(mentions) for code, mentions in found.items()}

    @cached_property
    def locatives(self) -> frozenset[int]:
        """Names of places in the locative or genitive with a preposition of place: «в Баку», «у Минска»."""
        words = self.book.lists["place_prepositions"]
        tokens = self.reading.tokens
        placed = {t.head for t in tokens if t.rel.partition(":")[0] == "case" and t.text.lower() in words} - {ROOT}
        named = {i for n in self.reading.names if n.kind == "LOC" for i in range(n.first, n.last)}
        named.update(i for i in placed if any(m.entity in ("state", "place") for m in self.at[i]))
        return frozenset(i for i in placed & named if stands_still(tokens[i]))


def make_scene(
    article: Article,
    reading: Reading,
    mentions: tuple[Mention, ...],
    times: tuple[TimeRef, ...],
    quotes: tuple[Quote, ...],
    pack: Pack,
) -> Scene:
    """Lay out an article; what is found once for all of it is found when it is first asked for."""
    return Scene(article, reading, mentions, times, quotes, pack)


def stands_still(token: Token) -> bool:
    """True for a word that may be where something is: no subject and nowhere that one goes; capitals have no case."""
    return token.feat("Case") not in ("Acc", "Nom", "Dat") or token.text.isupper()


def chain_names(reading: Reading, mentions: tuple[Mention, ...], numerals: Mapping[str, str]) -> dict[str, str]:
    """What to call the chains without a name: the words of their first mention, in the nominative."""
    called: dict[str, str] = {}
    for mention in mentions:
        if mention.name is None and mention.kind not in ("pronoun", "adjective"):
            span = mention.evidence[0].span
            called.setdefault(mention.chain, nominative(reading, *shorten(reading, span.start, span.end), numerals))
    return called


def by_length(mention: Mention) -> tuple[int, str]:
    """Longest first; the id makes the order certain."""
    span = mention.evidence[0].span
    return (span.start - span.end, mention.id)


def quote_at(scene: Scene, start: int) -> Quote | None:
    """The innermost quote whose words hold the token that starts there."""
    return scene.spoken.get(start)
