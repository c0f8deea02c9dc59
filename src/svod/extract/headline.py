"""An article's headline and its events in, what the text excludes of the headline out: `Clash` records.

The headline is read as a text of its own, and its events are matched with those of the text by type, word and sides.
A clash is reported only where every telling in the text plainly excludes the headline: a finite verb told as fact above
and only denied, only planned, or only said by one of the sides below; denied above and fact below; a smaller count of
the same things above. Nouns and infinitives are left out: «отказ от санкций», «решила поддержать» tell too little of
whether it happened. Does not say which of the two is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from svod.extract.event_scene import make_scene
from svod.extract.events import find_events
from svod.extract.mentions import find_mentions
from svod.extract.quotes import find_quotes
from svod.extract.times import find_times
from svod.ids import make_id
from svod.packs import Pack
from svod.read import Reading, Token, read
from svod.records import Article, Clash, Detail, EventMention, Evidence, Party

SAME = 5  # letters that words of one root share
ROOT = 3  # letters that their forms share
FEWEST = 3  # words of a headline that tells an event
DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION"))  # what one side does to the other


@dataclass(frozen=True, slots=True)
class Told:
    """One telling with how its word stands in the sentence."""

    event: EventMention
    root: str  # the beginning of its lemma
    finite: bool  # a finite verb or short participle: «арестовал», «арестован»


def find_clashes(article: Article, reading: Reading, events: tuple[EventMention, ...], pack: Pack) -> tuple[Clash, ...]:
    """What the headline says and the text excludes; nothing where there is no headline or it tells no event."""
    title = (article.title or "").strip()
    if len(title.split()) < FEWEST or not names_one(title, events):
        return ()
    own = [t for t in tell(events, reading) if not repeats(t.event, article.text, title)]
    if not own:
        return ()
    found: dict[tuple[str, str], Clash] = {}
    for above in read_title(article, own, pack):
        same = [t for t in own if matches(above, t)]
        for clash in compare(above, same) if same else ():
            found.setdefault((clash.slot, clash.title.text), clash)
    return tuple(found.values())


def names_one(title: str, events: Sequence[EventMention]) -> bool:
    """True when a word of the headline begins as an event's word does: without one it need not be read at all."""
    words = {w[:ROOT] for w in title.casefold().split()}
    return any(e.evidence[0].text.casefold()[:ROOT] in words for e in events)


def repeats(event: EventMention, text: str, title: str) -> bool:
    """True for an event told where the text itself opens with its headline."""
    return text.startswith(title) and event.evidence[0].span.start < len(title)


def read_title(article: Article, own: Sequence[Told], pack: Pack) -> list[Told]:
    """The events of the headline, read as a text of its own; none where no word of it can clash with the text's own."""
    alone = replace(article, text=article.title or "", title=None)
    reading = read(alone, pack)
    if not any(may_clash(word, own) for word in reading.tokens):
        return []
    mentions = find_mentions(alone, reading, pack)
    times = find_times(alone, reading, pack)
    quotes = find_quotes(alone, reading, mentions, times, pack)
    return tell(find_events(make_scene(alone, reading, mentions, times, quotes, pack)), reading)


def may_clash(word: Token, own: Sequence[Told]) -> bool:
    """True for a word of the headline that tells what the text tells too: with a finite verb both, or with a count."""
    finite = is_finite(word)
    return any(
        t.root == word.lemma[:SAME] and ((finite and t.finite) or any(d.slot == "count" for d in t.event.details))
        for t in own
    )


def is_finite(word: Token) -> bool:
    """True for a finite verb or a short participle."""
    short = word.feat("VerbForm") == "Part" and word.feat("Variant") == "Short"
    return word.upos == "VERB" and (word.feat("VerbForm") == "Fin" or short)


def tell(events: Sequence[EventMention], reading: Reading) -> list[Told]:
    """The events with the word that each hangs on."""
    found = []
    for event in events:
        span = event.evidence[0].span
        for word in (reading.tokens[i] for i in reading.within(span.start, span.end)[:1]):
            if word.start == span.start:
                found.append(Told(event, word.lemma[:SAME], is_finite(word)))
    return found


def matches(above: Told, below: Told) -> bool:
    """True when both tell one thing: type, root of the word, the day, and the sides that the headline names."""
    title, body = above.event, below.event
    if title.type != body.type or above.root != below.root:
        return False
    days = {e.start for e in (title, body) if e.when_basis == "said"}  # the day of the news is not the headline's claim
    if len(days) > 1:
        return False
    named = [p for p in (*title.actors, *title.recipients) if p.basis == "clause"]
    return bool(named) and meet(title.actors, body.actors) and meet(title.recipients, body.recipients)


def meet(above: Sequence[Party], below: Sequence[Party]) -> bool:
    """True when somebody whom the headline names is named in the text too, or acts for the same state."""
    named = [p for p in above if p.basis == "clause"]
    if not named:
        return True
    return any(p.code == q.code if p.code and q.code else share(p.name, q.name) for p in named for q in below)


def share(a: str, b: str) -> bool:
    """True when two names have a word in common, inflection aside."""
    first, second = ({w[:SAME] for w in name.casefold().split()} for name in (a, b))
    return bool(first & second)


def compare(above: Told, told: Sequence[Told]) -> Iterator[Clash]:
    """The clashes of one event of the headline with all that the text tells of it."""
    title = above.event
    plain = above.finite and not title.according_to and title.quote is None
    shown = next((t.event for t in told if t.finite), None)
    reason = exclude(title, [t.event for t in told]) if plain else None
    if shown and reason:
        yield make_clash(title, shown, "happened", reason)
    for number in title.details:
        others = [(t.event, d) for t in told for d in t.event.details if same_count(number, d)]
        if others and all(smaller(number, d) for _, d in others):
            event, other = others[0]
            yield make_clash(title, event, "count", "title.count", (number.evidence, other.evidence))


def exclude(title: EventMention, told: Sequence[EventMention]) -> str | None:
    """The rule by which all tellings exclude the headline, None where one of them lets it stand."""
    status = {e.factuality for e in told}
    if title.factuality == "negated":
        return "title.happened" if status == {"actual"} else None
    if title.factuality != "actual":
        return None
    if status == {"negated"}:
        return "title.denied"
    if status == {"future"} and title.when_basis != "said":
        return "title.planned"
    return "title.alleged" if title.type in DEEDS and all(one_sided(e) for e in told) else None


def one_sided(event: EventMention) -> bool:
    """True for a deed that stands on the word of those it is done to, or of one against the other."""
    sides = {p.name for p in (*event.actors, *event.recipients)}
    return event.factuality == "actual" and bool(event.according_to) and event.according_to[-1] in sides


def same_count(a: Detail, b: Detail) -> bool:
    """True for two plain numbers of one kind of things: «четыре министра» and «три министра»."""
    if not a.slot == b.slot == "count" or a.unit != b.unit or a.value.split()[-1][:SAME] != b.value.split()[-1][:SAME]:
        return False
    return None not in (a.low, b.low) and a.low == a.high and b.low == b.high


def smaller(a: Detail, b: Detail) -> bool:
    """True when the headline counts fewer: more may be the sum of what the text gives in parts."""
    return a.high is not None and b.low is not None and a.high < b.low


def make_clash(
    title: EventMention, body: EventMention, slot: str, reason: str, words: tuple[Evidence, Evidence] | None = None
) -> Clash:
    """The record, resting on the words in the headline and on those in the text."""
    above, below = words or (title.evidence[0], find_sentence(body))
    id_ = make_id("h", title.article, slot, above.span.start, above.span.end)
    return Clash(id_, title.article, slot, reason, replace(above, field="title"), below, body.id)


def find_sentence(event: EventMention) -> Evidence:
    """The sentence that tells the event: its word alone does not show the «не» before it."""
    return next((e for e in event.evidence if e.role == "whole"), event.evidence[0])
