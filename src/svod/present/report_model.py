"""All that the report shows, worked out from records: a pure function, without a clock, a database or a template.

In come articles, findings and accounts; out goes a `ReportModel`, the same for any order of its input.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from svod.present.report_accounts import SlotView, fold
from svod.present.report_articles import ArticleView, make_articles
from svod.present.report_brief import Brief, make_brief
from svod.present.report_commitments import CommitmentGroup, make_commitments
from svod.present.report_coverage import CoverageView, make_coverage
from svod.present.report_events import EventView, make_events
from svod.present.report_index import Index, make_index
from svod.present.report_relations import RelationView, make_key, make_relations
from svod.present.report_reprints import PAIRS, FamilyView, make_families
from svod.present.report_speakers import QuoteView, SpeakerView, make_speakers
from svod.present.report_timeline import Chapter, Strip, make_chapters, make_strip
from svod.present.report_words import act_label, code_label, counted, format_interval, phrase, type_label
from svod.records import Accounts, Article, Findings, Problem
from svod.relate.actor_outlets import find_voice


@dataclass(frozen=True, slots=True)
class Count:
    """One number of the head and what it counts, with the link there."""

    number: str
    noun: str
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers to a contested question, with who gives it: (outlet, and its day if need be; anchor)."""

    words: str
    tellers: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """One event on which the accounts contradict: each such slot with the answers given."""

    event: EventView
    questions: tuple[tuple[SlotView, tuple[Side, ...]], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ProblemView:
    """Something that went wrong with one input."""

    article: str | None  # its id, where an article came of it
    label: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class ReportModel:
    """The report, ready to be laid out."""

    title: str
    period: str | None
    counts: tuple[Count, ...]
    brief: Brief
    clashes: tuple[Clash, ...]
    differences: tuple[EventView, ...]  # events told differently though not in contradiction
    strip: Strip | None
    chapters: tuple[Chapter, ...]
    relations: tuple[RelationView, ...]
    unrelated: tuple[str, ...]  # pairs asked for between which nothing counts
    coverage: CoverageView
    commitments: tuple[CommitmentGroup, ...]
    sideless: tuple[str, ...]
    events: Mapping[str, EventView]  # by Event.id
    types: tuple[Choice, ...]
    outlets: tuple[Choice, ...]
    outlet_numbers: Mapping[str, str]  # the outlet's value among the choices, by each of its names
    dyads: tuple[Choice, ...]
    acts: tuple[Choice, ...]
    speakers: tuple[SpeakerView, ...]
    countries: tuple[Choice, ...]  # of the speakers
    misgiven: tuple[QuoteView, ...]  # words that outlets give to different people
    families: tuple[FamilyView, ...]  # of reprints
    articles: tuple[ArticleView, ...]
    problems: tuple[ProblemView, ...]
    spots: int  # the highest record number of any article
    publish: bool  # whether parts of articles are left out


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks of relations and coverage: pairs of codes, and by article the side that tells it."""

    dyads: tuple[tuple[str, str], ...] = ()
    tellers: Mapping[str, str] | None = None  # None: each outlet by itself
    sideless: tuple[str, ...] = ()  # outlets on no side
    publish: bool = False  # of the articles no more than the sentences in evidence


def make_report(
    articles: Iterable[Article],
    findings: Iterable[Findings],
    accounts: Accounts,
    *,
    problems: Iterable[Problem] = (),
    offices: Mapping[str, str] = MappingProxyType({}),
    title: str | None = None,
    asked: Asked = Asked(),
) -> ReportModel:
    """Work out everything the report shows; `problems` are those of inputs that no article came of.

    `offices` are those of speakers on the day, by quote, which articles need not say.
    """
    index = make_index(articles, findings, accounts, offices)
    events, speakers, views = make_events(index), make_speakers(index), make_articles(index, publish=asked.publish)
    clashes = make_clashes(events)
    entries = [q for s in speakers for q in s.entries]
    outlets = make_outlets(index)
    noted = make_problems(index, problems)
    relations = make_relations(index, {e.id: e.quad for e in events}, asked.tellers, asked.dyads)
    published = [a.published for a in index.articles.values() if a.published]
    return ReportModel(
        title=title or phrase("title"),
        period=format_interval(min(published)[:10], max(published)[:10]) if published else None,
        counts=make_counts(index, events, clashes, len(outlets), len(noted)),
        brief=make_brief(events, max(published)[:10] if published else None),
        clashes=clashes,
        differences=tuple(e for e in events if e.different and not e.contested),
        strip=make_strip(events, published),
        chapters=make_chapters(events),
        relations=relations,
        unrelated=name_unrelated(index, asked, relations),
        coverage=make_coverage(index, asked.tellers),
        commitments=make_commitments(index, max(published)[:10] if published else None),
        sideless=asked.sideless,
        events={e.id: e for e in events},
        types=count_choices((e.type for e in events), type_label),
        outlets=outlets,
        outlet_numbers=number_outlets(index, outlets),
        dyads=count_choices((d for e in events for d in e.dyads), lambda d: name_dyad(d, index)),
        acts=count_choices((q.act for q in entries), act_label),
        speakers=speakers,
        countries=count_choices((q.country for q in entries if q.country), lambda c: index.country(c) or c),
        misgiven=tuple(q for q in entries if q.clash),
        families=make_families(index, asked.tellers, pairs=0 if asked.publish else PAIRS),
        articles=views,
        problems=noted,
        spots=max((a.spots for a in views), default=0),
        publish=asked.publish,
    )


def name_unrelated(index: Index, asked: Asked, relations: tuple[RelationView, ...]) -> tuple[str, ...]:
    """The pairs asked for that have no view."""
    shown = {r.id for r in relations}
    return tuple(
        " – ".join(index.country(code) or code for code in pair) for pair in asked.dyads if make_key(pair) not in shown
    )


def make_counts(
    index: Index, events: tuple[EventView, ...], clashes: tuple[Clash, ...], outlets: int, problems: int
) -> tuple[Count, ...]:
    """The numbers of the head; a zero is shown where it answers a question."""
    rows = [
        (len(index.articles), "article", "#articles"),
        (outlets, "outlet", "#outlets"),
        (len(events), "event", "#timeline"),
        (sum(e.voices > 1 for e in events), "several_outlets", "#timeline"),
        (len(index.quotes), "quote", "#quotes"),
        (sum(len(c.questions) for c in clashes), "contradiction", "#contradictions"),
    ]  # fmt: skip
    if problems:
        rows.append((problems, "problem", "#problems"))
    pairs = [(counted(number, noun).split("\u00a0", 1), href) for number, noun, href in rows]
    return tuple(Count(number, noun, href) for (number, noun), href in pairs)


def make_clashes(events: tuple[EventView, ...]) -> tuple[Clash, ...]:
    """The contradicted events, those told most first."""
    return tuple(
        Clash(event, tuple((slot, make_sides(event, slot)) for slot in event.contested))
        for event in events
        if event.contested
    )


def make_sides(event: EventView, slot: SlotView) -> tuple[Side, ...]:
    """The answers to one question, most given first, each with its voices; one answer has one value or one wording."""
    often = Counter(teller.outlet for teller, cells in zip(event.tellers, slot.cells, strict=True) if cells)
    sides: list[tuple[set[str], str, dict[str, str | None]]] = []
    for teller, cells in zip(event.tellers, slot.cells, strict=True):
        name = f"{teller.outlet}, {teller.day}" if often[teller.outlet] > 1 and teller.day else teller.outlet
        for cell in cells:
            keys = {fold(cell.words), cell.key}
            side = next((s for s in sides if s[0] & keys), None)
            if side is None:
                sides.append(side := (set(), cell.words, {}))
            side[0].update(keys)
            side[2].setdefault(name, cell.anchor)
    return tuple(Side(words, tuple(tellers.items())) for _, words, tellers in sorted(sides, key=lambda s: -len(s[2])))


def make_outlets(index: Index) -> tuple[Choice, ...]:
    """The outlets with their number of articles, numbered in the order of the alphabet."""
    voices: dict[str, Counter[str]] = {}
    for name in (index.outlet(a) for a in index.articles):
        voices.setdefault(find_voice(name), Counter())[name] += 1
    counts = {min(c, key=lambda n: (-c[n], n)): c.total() for c in voices.values()}
    return tuple(Choice(str(n), name, counts[name]) for n, name in enumerate(sorted(counts, key=str.casefold)))


def number_outlets(index: Index, outlets: Iterable[Choice]) -> dict[str, str]:
    """The value of each outlet's choice by every name that articles have for it."""
    values = {find_voice(choice.label): choice.value for choice in outlets}
    return {name: values[find_voice(name)] for name in sorted({index.outlet(a) for a in index.articles})}


def count_choices(values: Iterable[str], label: Callable[[str], str]) -> tuple[Choice, ...]:
    """Values of a filter, most frequent first."""
    counts = Counter(values)
    return tuple(Choice(v, label(v), counts[v]) for v in sorted(counts, key=lambda v: (-counts[v], v)))


def name_dyad(dyad: str, index: Index) -> str:
    """«AZE-RUS» → «Азербайджан – Россия»."""
    return " – ".join(index.country(code) or code for code in dyad.split("-"))


def make_problems(index: Index, problems: Iterable[Problem]) -> tuple[ProblemView, ...]:
    """What went wrong and what was left out: files that gave no article first, then article by article."""
    found = [p for f in index.findings.values() for p in f.problems]
    every = list(dict.fromkeys([*sorted(problems, key=lambda p: (p.article, p.stage, p.message)), *found]))
    lost = [ProblemView(None, p.article, stage_label(p), p.message) for p in every if p.article not in index.articles]
    views = []
    for article in index.articles:
        label = f"{index.outlet(article)}, {index.articles[article].name}"
        views += [ProblemView(article, label, stage_label(p), p.message) for p in every if p.article == article]
        skipped = index.findings[article].skipped if article in index.findings else ("",)
        views += [ProblemView(article, label, phrase("skipped"), s) for s in skipped]
    return (*lost, *views)


def stage_label(problem: Problem) -> str:
    """Where it went wrong, in words."""
    return code_label("stages", problem.stage)
