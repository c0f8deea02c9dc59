"""Who said what: the quotes of all articles by speaker, those without a speaker at the end.

In comes the index; out come `SpeakerView`s. Words that several articles carry are one entry with its variants, as
`svod.relate` joined them. Whether two names are one person is decided there too; where it is silent, the same name with
the same code is one speaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from svod.ids import make_id
from svod.present.citations import before_speaker, office_beside, role_found
from svod.present.report_index import Index
from svod.present.report_variants import VariantView, make_variants
from svod.present.report_words import act_label, format_day, known_label
from svod.records import Quotation, Quote
from svod.relate.actor_outlets import find_voice, one_spelling

SHOWN = 6  # entries of one speaker before the rest is folded


@dataclass(frozen=True, slots=True)
class Entry:
    """Words to show once: a quote, and the quotation it stands for where others carry the same words."""

    lead: Quote
    quotation: Quotation | None
    quotes: tuple[Quote, ...]  # all that give the words, the lead first
    named: Quote  # the quote whose speaker is the entry's


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One entry: its words part by part, how they came into the article, and where else they stand in what wording."""

    id: str
    kind: str
    parts: tuple[str, ...]
    act: str
    act_label: str
    day: str
    article: str
    outlet: str
    role: str | None  # what the speaker is in that article, and so on that day
    office: str | None  # where the role does not say it: the office on that day by the tables of holders
    person: bool  # whether a person named the speaker
    country: str | None  # code
    via: tuple[str, ...]  # the chain before the speaker, outermost first
    voices: int
    clash: tuple[str, ...]  # the different people whom outlets give the words to
    variants: tuple[VariantView, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Everyone who carries the words, each once under the first of its names, the lead first."""
        return one_spelling([self.outlet, *(v.outlet for v in self.variants)])

    @property
    def shared(self) -> str:
        """The shortest wording: about the words that all who carry them have in common."""
        return min([" … ".join(self.parts), *(v.words for v in self.variants)], key=len)

    @property
    def altered(self) -> bool:
        """True where others give the speaker's own words otherwise, not only fewer of them; who retells is free to."""
        own = [v for v in self.variants if v.kind != "indirect"] if self.kind != "indirect" else []
        return any(v.change in ("altered", "extended") for v in own)


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

    @property
    def entries(self) -> tuple[QuoteView, ...]:
        """All entries, shown at once or folded."""
        return (*self.quotes, *self.more)


def make_speakers(index: Index) -> tuple[SpeakerView, ...]:
    """Speakers with most entries first; quotes that nobody is named for come last."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in make_entries(index):
        groups.setdefault(speaker_key(entry.named, index), []).append(entry)
    ordered = sorted(groups, key=lambda k: (k == ("", ""), -len(groups[k]), k))
    return tuple(make_speaker(groups[k], index) for k in ordered)


def make_entries(index: Index) -> list[Entry]:
    """Every quote in just one entry."""
    entries: list[Entry] = []
    taken: set[str] = set()
    for quotation in index.accounts.quotations:
        ids = [id_ for variant in quotation.variants for id_ in variant.quotes]
        quotes = [index.quotes[id_] for id_ in ids if id_ in index.quotes and id_ not in taken]
        if len(quotes) < 2 or quotes[0].id != quotation.base:
            continue  # as after an interrupted run: what is gone joins nothing
        taken.update(q.id for q in quotes)
        named = next((q for q in quotes if q.speaker == quotation.speaker), quotes[0])
        entries.append(Entry(quotes[0], quotation, tuple(quotes), named))
    entries += [Entry(q, None, (q,), q) for q in index.quotes.values() if q.id not in taken]
    return entries


def speaker_key(quote: Quote, index: Index) -> tuple[str, str]:
    """What makes quotes one speaker's: the actor, or else the name and the code."""
    if quote.speaker is None:
        return "", ""
    actor = index.actors.get(quote.speaker_mention or "")
    return (actor.name, actor.id) if actor else (quote.speaker, quote.speaker_code or "")


def make_speaker(entries: Sequence[Entry], index: Index) -> SpeakerView:
    """One speaker's part of the ledger, in the order of time."""
    first = entries[0].named
    actor = index.actors.get(first.speaker_mention or "") if first.speaker else None
    ordered = sorted(entries, key=lambda e: (index.rank(e.lead.article), e.lead.evidence[0].span.start, e.lead.id))
    quotes = [q for e in ordered for q in e.quotes]
    code = (actor.code if actor else None) or next(
        (e.named.speaker_code for e in ordered if e.named.speaker_code), None
    )
    views = [make_quote(e, code if first.speaker else None, index) for e in ordered]
    roles = Counter(role for v in views if first.speaker and (role := v.role or v.office))
    name = actor.name if actor else first.speaker
    types = Counter(e.named.speaker_type for e in entries)
    country = index.country(code)
    keep = SHOWN if len(views) > SHOWN + 2 else len(views)
    return SpeakerView(
        id=make_id("s", name, actor.id if actor else first.speaker_code) if name else "unattributed",
        name=name,
        kind=known_label("speakers", min(types, key=lambda t: (-types[t], t))) if name else None,
        roles=tuple(sorted(roles, key=lambda r: (-roles[r], r)))[:3],
        code=code if name else None,
        country=country if name and country != name else None,
        count=len(views),
        outlets=len({find_voice(index.outlet(q.article)) for q in quotes}),
        quotes=tuple(views[:keep]),
        more=tuple(views[keep:]),
    )


def make_quote(entry: Entry, code: str | None, index: Index) -> QuoteView:
    """One line of the ledger, dated by when it was said where the article says so."""
    quote, quotation = entry.lead, entry.quotation
    article = index.articles[quote.article]
    named = quote if quote.speaker else entry.named
    role = named.speaker_role or role_found(named, index.findings[named.article]) if named.speaker else None
    return QuoteView(
        id=quote.id,
        kind=quote.kind,
        parts=tuple(e.text for e in quote.evidence if e.role == "content"),
        act=quote.act,
        act_label=act_label(quote.act),
        day=format_day(said_on(quote, index) or article.published),
        article=article.id,
        outlet=index.outlet(article.id),
        role=role,
        office=office_beside(role, index.offices.get(named.id)) if named.speaker else None,
        person=named.origin.extractor == "person",
        country=code,
        via=before_speaker(quote, article.outlet),
        voices=quotation.voices if quotation else 1,
        clash=quotation.clash if quotation else (),
        variants=make_variants(quotation, index) if quotation else (),
    )


def said_on(quote: Quote, index: Index) -> str | None:
    """The day the words were said, where the article places it on one day."""
    times = index.findings[quote.article].times
    return next((t.start for t in times if t.id == quote.said and t.start == t.end), None)
