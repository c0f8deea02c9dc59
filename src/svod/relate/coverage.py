"""Coverage: events and articles in, out who told what first, who copied, who stayed silent, and who cannot be asked.

A **teller** is an outlet, or a side of the user's. For each event it has one of four standings:

- told: one of its articles tells the event in its own text;
- copied: its articles that tell it are reprints of another teller's text;
- silent: it has articles of the days when this was news, and none tells the event;
- not collected: no article of it is there for those days, so that its silence means nothing.

The days when an event was news run from the day it happened (where that is at most `RECENT` days before the first
telling, else from the first telling) to `window` days after it was first told. What happened longer ago is no news but
recalled; whoever does not recall it is not silent, so that such events have no standings but by those who tell them.

Days of publication are what articles say; one without a day is in nobody's window, and its telling leads nobody.
Whether silence is a choice, a lack of interest or a gap of the collection is not for this to say: `near` counts the
articles of a silent teller that speak of the same states in those days. Nor is all silence real: tellings of one
happening are sometimes left apart, so that `alike` lists the events that a silent teller does tell and that may be this
one: of the same type, of days that go together, by the same word, or with a state and a name in common. Look at them
before saying that somebody kept silent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from svod.records import Article, Event, EventMention, Reprints
from svod.relate.alike import Look, find_alike, group_looks, look_at
from svod.relate.periods import shift, span_length

STANDINGS = ("told", "copied", "silent", "not collected")
WINDOW = 3  # days after the first telling
RECENT = 14  # days between a happening and its first telling, beyond which it is recalled and no news


@dataclass(frozen=True, slots=True)
class Collected:
    """What there is to be asked: articles by teller and by day, made once by `collect`."""

    tellers: tuple[str, ...]
    teller_of: Mapping[str, str]  # by article
    published: Mapping[str, str | None]  # by article: day, or moment
    by_day: Mapping[str, Mapping[str, tuple[str, ...]]]  # day → teller → articles
    first_of: Mapping[str, str]  # by article: the first article of its reprint family that a teller has
    mentions: Mapping[str, EventMention]
    codes: Mapping[str, frozenset[str]]  # by article: the states and organisations it names
    looks: Mapping[str, tuple[Look, ...]]  # of events, by their type
    window: int = WINDOW


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one teller stands with one event."""

    teller: str
    standing: str
    mentions: tuple[str, ...]  # its tellings, in order of publication
    articles: tuple[str, ...]  # those that tell it, or where it is silent those of the days when it was news
    near: int = 0  # of a silent teller's articles those that name the same states
    alike: tuple[str, ...] = ()  # of a silent teller: events that it tells and that may be this one, not joined
    source: str | None = None  # the teller whose text it copied


@dataclass(frozen=True, slots=True)
class EventCoverage:
    """One event: the cells of everybody but those not collected, and who told it first.

    Several leaders are a tie: the same moment, or the same day where some of them give no hour.
    """

    event: Event
    first: str | None  # day of the first telling
    recalled: bool
    cells: tuple[Cell, ...]  # in the order of the tellers
    leaders: tuple[str, ...]
    missing: int  # tellers not collected

    def having(self, standing: str) -> tuple[Cell, ...]:
        """The cells of one standing."""
        return tuple(c for c in self.cells if c.standing == standing)

    @property
    def collected(self) -> int:
        """How many tellers could have told it."""
        return len(self.cells)


@dataclass(frozen=True, slots=True)
class TellerCoverage:
    """One teller over all events chosen; led and alone only count what it told in its own text."""

    teller: str
    articles: int
    told: int
    copied: int
    silent: int
    missing: int
    near: int  # of the silent ones those in whose days it wrote of the same states
    alike: int  # of the silent ones those where it tells something like it
    shared: int  # events that it and others told in texts of their own
    led: int  # of the shared ones those it alone told first
    tied: int  # those of them that others told as early
    alone: int  # events that nobody else told in a text of their own
    copied_from: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything there is: articles, events, their tellings, reprints, and what each article names."""

    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    reprints: tuple[Reprints, ...]
    mentions: Mapping[str, EventMention]
    codes: Mapping[str, frozenset[str]]  # by article: states and organisations


def collect(holdings: Holdings, tellers: Mapping[str, str], window: int = WINDOW) -> Collected:
    """Put articles and events where they are asked for; `tellers` gives the outlet or side of each article."""
    ordered = sorted(holdings.articles, key=lambda a: (a.published or "9999", a.id))
    return Collected(
        tuple(sorted(set(tellers.values()))), tellers, {a.id: a.published for a in ordered},
        group_days(ordered, tellers), find_sources(holdings.reprints, tellers),
        holdings.mentions, holdings.codes, group_looks(holdings.events, holdings.mentions), window,
    )  # fmt: skip


def find_sources(families: Iterable[Reprints], tellers: Mapping[str, str]) -> dict[str, str]:
    """By article, the first of its reprint family; where that is nobody's, the first that a teller has."""
    found: dict[str, str] = {}
    for family in families:
        first = next((a for a in family.articles if a in tellers), family.articles[0])
        found |= dict.fromkeys(family.articles, first)
    return found


def group_days(ordered: Iterable[Article], tellers: Mapping[str, str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Articles by day of publication and teller."""
    by_day: dict[str, dict[str, tuple[str, ...]]] = {}
    for article in ordered:
        if article.published and article.id in tellers:
            day = by_day.setdefault(article.published[:10], {})
            day[tellers[article.id]] = (*day.get(tellers[article.id], ()), article.id)
    return by_day


def standing(event: Event, teller: str, collected: Collected) -> str:
    """Where one teller stands with one event: told, copied, silent, not collected."""
    cells = cover_event(event, collected).cells
    return next((c.standing for c in cells if c.teller == teller), "not collected")


def cover_event(event: Event, collected: Collected, least: int = 0) -> EventCoverage:
    """All cells of one event, those not collected only counted.

    Of an event that fewer than `least` tell in texts of their own, those who keep silent are not looked for.
    """
    told = order_tellings(event, collected)
    days = [d for m in told if (d := collected.published.get(m.article))]
    first = min(days)[:10] if days else None
    recalled = is_recalled(event, first)
    cells = [make_telling(teller, told, collected) for teller in tell_it(told, collected)]
    if not recalled and first is not None and sum(c.standing == "told" for c in cells) >= least:
        there = articles_between(news_from(event, first), shift(first, collected.window), collected)
        cells += silent_cells(event, {t: a for t, a in there.items() if t not in {c.teller for c in cells}}, collected)
    cells.sort(key=lambda c: c.teller)
    missing = 0 if recalled else len(collected.tellers) - len(cells)
    return EventCoverage(event, first, recalled, tuple(cells), find_leaders(cells, collected), missing)


def order_tellings(event: Event, collected: Collected) -> list[EventMention]:
    """The tellings of an event by publication and place in the text; those without a teller are left out."""
    told = [collected.mentions[m] for m in event.mentions if m in collected.mentions]
    told = [m for m in told if m.article in collected.teller_of]
    return sorted(told, key=lambda m: (collected.published.get(m.article) or "9999", m.article, at(m)))


def at(mention: EventMention) -> int:
    """Where a telling stands in its text."""
    return mention.evidence[0].span.start


def is_recalled(event: Event, first: str | None) -> bool:
    """True when an event was long past when it was first told."""
    last = event.end or event.start
    return last is not None and first is not None and span_length(last, first) > RECENT


def news_from(event: Event, first: str) -> str:
    """The day from which an event was news."""
    start = event.start[:10] if event.start else first
    return start if start < first and span_length(start, first) <= RECENT else first


def articles_between(since: str, until: str, collected: Collected) -> dict[str, tuple[str, ...]]:
    """The articles of some days by teller."""
    found: dict[str, tuple[str, ...]] = {}
    day = since
    while day <= until:
        for teller, articles in collected.by_day.get(day, {}).items():
            found[teller] = (*found.get(teller, ()), *articles)
        day = shift(day, 1)
    return found


def tell_it(told: Iterable[EventMention], collected: Collected) -> list[str]:
    """The tellers of some tellings."""
    return sorted({collected.teller_of[m.article] for m in told if m.article in collected.teller_of})


def make_telling(teller: str, told: Sequence[EventMention], collected: Collected) -> Cell:
    """The cell of a teller who tells it, or only copies others that do."""
    own = [m for m in told if collected.teller_of[m.article] == teller]
    articles = tuple(dict.fromkeys(m.article for m in own))
    sources = [copied_from(a, collected) for a in articles]
    copied = all(s is not None for s in sources)
    return Cell(
        teller,
        "copied" if copied else "told",
        tuple(m.id for m in own),
        articles,
        source=sources[0] if copied else None,
    )


def copied_from(article: str, collected: Collected) -> str | None:
    """The teller whose text an article reprints; None for a text of its own."""
    source = collected.teller_of.get(collected.first_of.get(article, article))
    return source if source != collected.teller_of.get(article) else None


def silent_cells(event: Event, there: Mapping[str, tuple[str, ...]], collected: Collected) -> list[Cell]:
    """The cells of those who had articles and do not tell an event."""
    look = look_at(event, collected.mentions)
    alike = alike_by_teller(look, collected) if there else {}
    return [
        Cell(
            teller, "silent", (), articles, alike=tuple(alike.get(teller, ())),
            near=sum(bool(look.codes) and look.codes <= collected.codes.get(a, frozenset()) for a in articles),
        )
        for teller, articles in there.items()
    ]  # fmt: skip


def alike_by_teller(look: Look, collected: Collected) -> dict[str, list[str]]:
    """By teller, the events that it tells and that may be this one."""
    found: dict[str, list[str]] = {}
    for event in find_alike(look, collected.looks):
        for teller in tell_it([collected.mentions[m] for m in event.mentions if m in collected.mentions], collected):
            found.setdefault(teller, []).append(event.id)
    return found


def find_leaders(cells: Iterable[Cell], collected: Collected) -> tuple[str, ...]:
    """Who told it first in a text of its own; several where they cannot be told apart."""
    moments = {}
    for cell in cells:
        own = [d for a in cell.articles if not copied_from(a, collected) and (d := collected.published.get(a))]
        if cell.standing == "told" and own:
            moments[cell.teller] = min(own, key=lambda d: d[:10])
    first = min((m[:10] for m in moments.values()), default="")
    tied = {t: m for t, m in moments.items() if m[:10] == first}
    hours = {t: datetime.fromisoformat(m) for t, m in tied.items() if "T" in m}
    if len(hours) < len(tied) or any(h.tzinfo is None for h in hours.values()):
        return tuple(sorted(tied))
    return tuple(sorted(t for t, h in hours.items() if h == min(hours.values())))


def cover_events(events: Iterable[Event], collected: Collected, least: int = 0) -> tuple[EventCoverage, ...]:
    """The coverage of events in order of their first telling; `least` as in `cover_event`."""
    rows = [cover_event(e, collected, least) for e in events]
    return tuple(sorted(rows, key=lambda r: (r.first or "9999", r.event.start or "9999", r.event.id)))


def cover_tellers(rows: Sequence[EventCoverage], collected: Collected) -> tuple[TellerCoverage, ...]:
    """The coverage of tellers over what was news, who told most first; what was only recalled is left out."""
    rows = [row for row in rows if not row.recalled]
    articles = Counter(collected.teller_of.values())
    cells: dict[str, list[tuple[EventCoverage, Cell]]] = {}
    for row in rows:
        for cell in row.cells:
            cells.setdefault(cell.teller, []).append((row, cell))
    found = [sum_teller(t, articles[t], cells.get(t, []), len(rows)) for t in collected.tellers]
    return tuple(sorted(found, key=lambda t: (-t.told - t.copied, -t.led, -t.silent, t.teller)))


def sum_teller(teller: str, articles: int, cells: Sequence[tuple[EventCoverage, Cell]], events: int) -> TellerCoverage:
    """One teller's cells counted."""
    standings = Counter(c.standing for _, c in cells)
    told = [row for row, c in cells if c.standing == "told"]
    shared = [row for row in told if len(row.having("told")) > 1]
    led = [row for row in shared if row.leaders == (teller,)]
    tied = [row for row in shared if teller in row.leaders and row not in led]
    sources = Counter(c.source for _, c in cells if c.source)
    return TellerCoverage(
        teller, articles, standings["told"], standings["copied"], standings["silent"], events - len(cells),
        sum(c.near > 0 for _, c in cells), sum(bool(c.alike) for _, c in cells), len(shared), len(led), len(tied),
        len(told) - len(shared), dict(sorted(sources.items())),
    )  # fmt: skip
