"""Who said what: the quotes of all articles by speaker, those without a speaker at the end.

In comes the index; out come `SpeakerView`s. Whether two names are one person is decided by `svod.relate`; where it is
silent, the same name with the same code is one speaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from svod.ids import make_id
from svod.present.report_accounts import fold
from svod.present.report_index import Index
from svod.present.report_words import SPEAKERS, act_label, format_day
from svod.records import Quote

ENOUGH = 20  # characters that are unlikely to stand in two quotes by chance
SHOWN = 6  # quotes of one speaker before the rest is folded


@dataclass(frozen=True, slots=True)
class Variant:
    """Another place where the same words, or part of them, stand."""

    id: str
    outlet: str
    day: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quote: its words part by part, how they came into the article, and where else they stand."""

    id: str
    kind: str
    parts: tuple[str, ...]
    act: str
    act_label: str
    day: str
    article: str
    outlet: str
    via: tuple[str, ...]  # the chain before the speaker, outermost first
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """One speaker with all that is quoted of them. `name` is None where no speaker is known."""

    id: str
    name: str | None
    kind: str | None
    roles: tuple[str, ...]
    code: str | None
    country: str | None
    count: int
    outlets: int
    quotes: tuple[QuoteView, ...]
    more: tuple[QuoteView, ...]


def make_speakers(index: Index) -> tuple[SpeakerView, ...]:
    """Speakers with most quotes first; quotes that nobody is named for come last."""
    groups: dict[tuple[str, str], list[Quote]] = {}
    for quote in index.quotes.values():
        groups.setdefault(speaker_key(quote, index), []).append(quote)
    ordered = sorted(groups, key=lambda k: (k == ("", ""), -len(groups[k]), k))
    return tuple(make_speaker(groups[k], index) for k in ordered)


def speaker_key(quote: Quote, index: Index) -> tuple[str, str]:
    """What makes quotes one speaker's: the actor, or else the name and the code."""
    if quote.speaker is None:
        return "", ""
    actor = index.actors.get(quote.speaker_mention or "")
    return (actor.name, actor.id) if actor else (quote.speaker, quote.speaker_code or "")


def make_speaker(quotes: Sequence[Quote], index: Index) -> SpeakerView:
    """One speaker's part of the ledger, in the order of time."""
    first = quotes[0]
    actor = index.actors.get(first.speaker_mention or "") if first.speaker else None
    ordered = sorted(quotes, key=lambda q: (index.rank(q.article), q.evidence[0].span.start, q.id))
    views = join_variants([make_quote(q, index) for q in ordered])
    roles = Counter(q.speaker_role for q in quotes if q.speaker_role and q.speaker)
    code = (actor.code if actor else None) or next((q.speaker_code for q in ordered if q.speaker_code), None)
    name = actor.name if actor else first.speaker
    types = Counter(q.speaker_type for q in quotes)
    country = index.country(code)
    keep = SHOWN if len(views) > SHOWN + 2 else len(views)
    return SpeakerView(
        id=make_id("s", name, actor.id if actor else first.speaker_code) if name else "unattributed",
        name=name,
        kind=SPEAKERS.get(min(types, key=lambda t: (-types[t], t))) if name else None,
        roles=tuple(sorted(roles, key=lambda r: (-roles[r], r)))[:3],
        code=code if name else None,
        country=country if name and country != name else None,
        count=len(quotes),
        outlets=len({index.outlet(q.article) for q in quotes}),
        quotes=views[:keep],
        more=views[keep:],
    )


def make_quote(quote: Quote, index: Index) -> QuoteView:
    """One line of the ledger, dated by when it was said where the article says so."""
    article = index.articles[quote.article]
    chain = quote.according_to
    before = chain[:-1] if chain and chain[-1] == quote.speaker else chain
    via = (quote.via,) if quote.via and quote.via not in before else ()
    return QuoteView(
        id=quote.id,
        kind=quote.kind,
        parts=tuple(e.text for e in quote.evidence if e.role == "content"),
        act=quote.act,
        act_label=act_label(quote.act),
        day=format_day(said_on(quote, index) or article.published),
        article=article.id,
        outlet=index.outlet(article.id),
        via=(*before, *via),
    )


def join_variants(views: Sequence[QuoteView]) -> tuple[QuoteView, ...]:
    """Put quotes whose words stand within another's behind that one; the longest telling leads."""
    words = {v.id: fold(" ".join(v.parts)) for v in views}
    leads: dict[str, list[Variant]] = {}
    for view in sorted(views, key=lambda v: -len(words[v.id])):
        home = [lead for lead in leads if len(words[view.id]) >= ENOUGH and words[view.id] in words[lead]]
        if home:
            leads[home[0]].append(Variant(view.id, view.outlet, view.day))
        else:
            leads[view.id] = []
    return tuple(replace(v, variants=tuple(leads[v.id])) for v in views if v.id in leads)


def said_on(quote: Quote, index: Index) -> str | None:
    """The day the words were said, where the article places it on one day."""
    times = index.findings[quote.article].times
    return next((t.start for t in times if t.id == quote.said and t.start == t.end), None)
