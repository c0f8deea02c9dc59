"""Finding one's way among the records: what a report looks up again and again, worked out once.

In come articles, findings and accounts in any order; out goes an `Index` whose tables are keyed by id and whose lists
have one order: by day, outlet and name. It shows nothing and decides nothing about what is worth showing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from svod.present.report_text import paragraphs
from svod.present.report_words import country
from svod.records import Accounts, Actor, Article, Comparison, EventMention, Findings, Quote, Reprints

LEDE = 250  # characters of a long first paragraph that still count as what an article opens with


@dataclass(frozen=True, slots=True)
class Index:
    """Every table a view asks. `articles` and `findings` are in the order of reading."""

    articles: dict[str, Article]
    findings: dict[str, Findings]
    accounts: Accounts
    events: dict[str, EventMention]
    quotes: dict[str, Quote]
    comparisons: dict[str, tuple[Comparison, ...]]  # by Event.id
    actors: dict[str, Actor]  # by Mention.id of any of the actor's mentions
    families: dict[str, Reprints]  # by article
    ledes: dict[str, int]  # by article: where its opening ends
    states: dict[str, str]  # names of the states by code, as the articles' own actors give them
    ranks: dict[str, int]  # by article: its place in the order of reading
    offices: Mapping[str, str]  # by Quote.id: the speaker's office on the day, by the tables of holders

    def rank(self, article: str) -> int:
        """The place of an article in the order of reading."""
        return self.ranks.get(article, len(self.ranks))

    def outlet(self, article: str) -> str:
        """The outlet's name, or what else one calls the article."""
        record = self.articles[article]
        return record.outlet or record.name

    def country(self, code: str | None) -> str | None:
        """The name of the state or organisation behind a code."""
        return self.states.get(code, country(code)) if code else None

    def voice(self, article: str) -> str:
        """The article that stands for this one where voices are counted: the first of its reprint family."""
        family = self.families.get(article)
        return family.articles[0] if family else article

    def place_in_family(self, article: str) -> tuple[int, int]:
        """The place of an article among those that copy one another, who came first first."""
        family = self.families.get(article)
        return family.articles.index(article) if family else 0, self.rank(article)

    def opens_with(self, event: EventMention) -> bool:
        """True when the article names the event in its opening."""
        return event.evidence[0].span.start < self.ledes[event.article]


def make_index(
    articles: Iterable[Article],
    findings: Iterable[Findings],
    accounts: Accounts,
    offices: Mapping[str, str] = MappingProxyType({}),
) -> Index:
    """Put everything under its id."""
    ordered = sorted(articles, key=lambda a: (a.published or "9999", a.outlet or "", a.name, a.id))
    known = {f.article: f for f in findings}
    found = [known[a.id] for a in ordered if a.id in known]
    events = {e.id: e for f in found for e in f.events}
    accounts = keep_known(accounts, {a.id for a in ordered}, set(events))
    comparisons: dict[str, list[Comparison]] = {}
    for comparison in sorted(accounts.comparisons, key=lambda c: c.id):
        comparisons.setdefault(comparison.event, []).append(comparison)
    chains = {chain: actor for actor in accounts.actors for chain in actor.chains}
    return Index(
        articles={a.id: a for a in ordered},
        findings={f.article: f for f in found},
        accounts=accounts,
        events=events,
        quotes={q.id: q for f in found for q in f.quotes},
        comparisons={event: tuple(rows) for event, rows in comparisons.items()},
        actors={m.id: chains[m.chain] for f in found for m in f.mentions if m.chain in chains},
        families={article: family for family in accounts.reprints for article in family.articles},
        ledes={a.id: lede_end(a.text) for a in ordered},
        states=name_states(found, accounts.actors),
        ranks={a.id: rank for rank, a in enumerate(ordered)},
        offices=offices,
    )


def keep_known(accounts: Accounts, articles: set[str], mentions: set[str]) -> Accounts:
    """The accounts without what rests on articles or tellings that are gone, as after an interrupted run."""
    events = [replace(e, mentions=tuple(m for m in e.mentions if m in mentions)) for e in accounts.events]
    events = [e for e in events if e.mentions]
    kept = {e.id for e in events}
    comparisons = [
        replace(c, tellings=tuple(t for t in c.tellings if t.article in articles)) for c in accounts.comparisons
    ]
    reprints = [replace(r, articles=tuple(a for a in r.articles if a in articles)) for r in accounts.reprints]
    return replace(
        accounts,
        events=tuple(events),
        comparisons=tuple(c for c in comparisons if c.event in kept),
        reprints=tuple(r for r in reprints if len(r.articles) > 1),
    )


def lede_end(text: str) -> int:
    """Where the first paragraph ends; where that is but a headline (no full stop), where the second one does."""
    ends = []
    for start, end in paragraphs(text):
        ends.append(min(end, start + LEDE))
        if len(ends) == 2 or text[end - 1] in ".!?…»":
            break
    return ends[-1] if ends else 0


def name_states(found: Iterable[Findings], actors: Iterable[Actor]) -> dict[str, str]:
    """Names for codes that no list of countries has, from state actors and their mentions: the most used one."""
    uses: dict[str, Counter[str]] = {}
    for f in found:
        for m in f.mentions:
            if m.entity == "state" and m.code and m.name:
                uses.setdefault(m.code, Counter())[m.name] += 1
    for actor in actors:
        if actor.entity == "state" and actor.code:
            uses.setdefault(actor.code, Counter())[actor.name] += 1
    unknown = {code: names for code, names in uses.items() if country(code) == code}
    return {code: min(names, key=lambda n: (-names[n], n)) for code, names in sorted(unknown.items())}
