"""The report's section on relations: for the pairs that most happens between, the index with everything it stands on.

In comes the report's index of records; out go `RelationView`s with charts and tables. The numbers are
`svod.relate.index`'s; each leads to the events that it is made of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from svod.present.charts import Spec, draw_inline
from svod.present.charts_index import Axis, draw_index, draw_tellers
from svod.present.index_figures import Figure, make_figure, shown_periods
from svod.present.report_index import Index
from svod.present.report_words import code_label, format_interval, phrase, type_label
from svod.present.spoken import speak_label
from svod.records import Event
from svod.relate.events import find_voices, format_days
from svod.relate.index import KINDS, DyadIndex, find_index, rank_dyads
from svod.relate.outlets import name_outlets
from svod.relate.periods import Period, period_of, span_length
from svod.relate.tallies import REASONS, IndexOptions, Sources

MOST, FEWEST = 4, 5  # pairs shown, and the events between them that are worth a chart
MONTHS, WEEKS = 100, 21  # days between the first article and the last, beyond which it counts by month, by week
Dyad = tuple[str, str]


@dataclass(frozen=True, slots=True)
class EventLink:
    """One event and where it stands in the report."""

    id: str
    label: str
    quad: int
    when: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period with its figures, and its events."""

    id: str
    label: str
    articles: int
    figures: tuple[Figure | None, ...]  # all, words, deeds, there, back
    events: tuple[EventLink, ...]
    lent: int


@dataclass(frozen=True, slots=True)
class TellerRow:
    """One outlet or side: its own telling, that of all of the same events, words, deeds, what it tells as no fact."""

    name: str
    figures: tuple[Figure | None, ...]  # its own, the same events as all tell them, words, deeds
    unlike: tuple[EventLink, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """The index of one pair."""

    id: str
    sides: tuple[str, str]
    grain: str
    total: Figure
    lent: int
    lent_days: int
    chart: Markup | None
    tellers_chart: Markup | None
    rows: tuple[PeriodRow, ...]
    tellers: tuple[TellerRow, ...]
    left: tuple[tuple[str, tuple[EventLink, ...]], ...]
    method: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What the views are made of: the report's records, who tells what, articles by period, events by id."""

    index: Index
    tellers: Mapping[str, str]
    events: Mapping[str, Event]
    quads: Mapping[str, int]


def make_relations(
    index: Index, quads: Mapping[str, int], tellers: Mapping[str, str] | None = None, dyads: Sequence[Dyad] = ()
) -> tuple[RelationView, ...]:
    """The pairs asked for, or those that most happens between."""
    articles = list(index.articles.values())
    events = index.accounts.events
    pairs = dyads or [pair for pair, count in rank_dyads(events)[:MOST] if count >= FEWEST]
    named = name_outlets(articles) if tellers is None else tellers
    scope = Scope(index, named, {e.id: e for e in events}, quads)
    sources = Sources(index.events, find_voices(articles, index.accounts.reprints), named)
    options = IndexOptions(choose_grain(index))
    found = [find_index(pair, events, sources, options) for pair in pairs]
    return tuple(make_relation(f, scope) for f in found if f.line(None).total is not None)


def choose_grain(index: Index) -> str:
    """Months where the articles are of a long time, weeks or days where they are of a short one."""
    days = sorted(a.published[:10] for a in index.articles.values() if a.published)
    length = span_length(days[0], days[-1]) if days else 0
    return "month" if length > MONTHS else "week" if length > WEEKS else "day"


def make_key(dyad: Dyad) -> str:
    """The anchor of a pair: "rel-AZE-RUS"."""
    return "-".join(("rel", *dyad)).replace(":", "-")


def make_relation(found: DyadIndex, scope: Scope) -> RelationView:
    """The view of one pair's index."""
    whole = found.line(None)
    key = make_key(found.dyad)
    rows = make_rows(found, scope, key)
    articles = count_articles(scope.index, found.options.grain)
    there = {row.id for row in rows}

    def lead(period: Period, kind: str, teller: str | None) -> str | None:
        return f"#{key}-{period.start}" if f"{key}-{period.start}" in there else None

    axis = Axis(shown_periods(found, articles), found.options.grain, articles, lead)
    names = [scope.index.country(code) or code for code in found.dyad]
    total = make_figure(whole.total)
    assert total is not None  # noqa: S101  pairs without a total are left out
    assert whole.total is not None  # noqa: S101
    return RelationView(
        key, (names[0], names[1]), found.options.grain, total, whole.total.lent, whole.total.lent_days,
        draw(draw_index(found, axis)), draw(draw_tellers(found, axis)), rows,
        tuple(make_teller(t, found, scope) for t in found.tellers),
        tuple((code_label("left", r), links(found.left[r], scope)) for r in REASONS if r in found.left),
        phrase("index_method", found.options.draws, found.options.seed),
    )  # fmt: skip


def draw(spec: Spec | None) -> Markup | None:
    """A specification as SVG in the page, in the colours of its style sheet."""
    return Markup(draw_inline(spec)) if spec else None  # noqa: S704  Vega escapes what it writes


def make_rows(found: DyadIndex, scope: Scope, key: str) -> tuple[PeriodRow, ...]:
    """A row for each period with events."""
    articles = count_articles(scope.index, found.options.grain)
    lines = [found.line(None, "both", k) for k in KINDS] + [found.line(None, w) for w in ("there", "back")]
    rows = []
    for place, point in enumerate(lines[0].points):
        if point.n:
            period = point.period
            rows.append(PeriodRow(
                f"{key}-{period.start}", format_interval(period.start, period.end), articles.get(period.start, 0),
                tuple(make_figure(line.points[place]) for line in lines), links(point.events, scope), point.lent,
            ))  # fmt: skip
    return tuple(rows)


def count_articles(index: Index, grain: str) -> dict[str, int]:
    """How many articles are of each period, by its first day."""
    return Counter(period_of(a.published, grain).start for a in index.articles.values() if a.published)


def make_teller(teller: str, found: DyadIndex, scope: Scope) -> TellerRow:
    """The row of one teller."""
    lines = [found.line(teller, "both", k) for k in KINDS]
    figures = (lines[0].total, lines[0].same, lines[1].total, lines[2].total)
    return TellerRow(teller, tuple(make_figure(p) for p in figures), links(lines[0].unlike, scope))


def links(ids: Sequence[str], scope: Scope) -> tuple[EventLink, ...]:
    """The events of a number."""
    return tuple(make_link(scope.events[i], scope) for i in ids)


def make_link(event: Event, scope: Scope) -> EventLink:
    """An event by what its label says, without the day."""
    label = (event.label or type_label(event.type)).removesuffix(f", {format_days(event.start, event.end)}")
    label = speak_label(label, event.type)
    when = format_interval(event.start, event.end)
    return EventLink(event.id, label, scope.quads.get(event.id, 0), when)
