"""Facts and clusters of event mentions in, `Event` records out: type, sides, days, place, label, voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from svod.ids import make_id
from svod.records import Article, Event, EventMention, Party, Reprints
from svod.relate.names import key, same_person, similar_names

FACTUALITY = ("actual", "future", "hypothetical", "negated")  # the earlier wins a tie
FEWEST_DATED = 0.15  # share of mentions that must give a day before it is the event's
TWO_SIDED = frozenset(("CONSULT", "AGREE", "COOPERATE"))


def make_event(mentions: Sequence[EventMention], voices: Mapping[str, str]) -> Event:
    """One event of its mentions, which come sorted by article and place in the text."""
    left, right = count_parties(m.actors for m in mentions), count_parties(m.recipients for m in mentions)
    kind = majority(m.type for m in mentions)
    start, end = agree_days(mentions)
    place = majority(m.place for m in mentions if m.place)
    return Event(
        make_id("E", sorted(m.id for m in mentions)),
        kind,
        make_label(kind, leading(left), leading(right), start),
        start,
        end,
        place or None,
        tuple(p for p, _ in left),
        tuple(p for p, _ in right),
        min(FACTUALITY, key=lambda f: (-sum(m.factuality == f for m in mentions), FACTUALITY.index(f))),
        tuple(m.id for m in mentions),
        len({voices.get(m.article, m.article) for m in mentions}),
    )


def majority(values: Iterable[str]) -> str:
    """The value met most often, the smallest of several; empty for none."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v), default="")


def count_parties(sides: Iterable[Sequence[Party]]) -> list[tuple[Party, int]]:
    """Everyone named, once each under the name met most often, with how often; the most often named first."""
    groups: list[list[Party]] = []
    for party in sorted(
        (p for side in sides for p in side), key=lambda p: (-len(p.name), p.name, p.code or "", p.mention or "")
    ):
        home = next((g for g in groups if same_party(g[0], party)), None)
        if home is None:
            groups.append([party])
        else:
            home.append(party)
    ranked = sorted(groups, key=lambda g: (-len(g), g[0].name))
    return [(best_party(g), len(g)) for g in ranked]


def leading(parties: Sequence[tuple[Party, int]]) -> list[str]:
    """The names that a label holds: three at most, none much rarer than the first."""
    return [p.name for p, times in parties[:3] if times * 3 >= parties[0][1]]


def same_party(a: Party, b: Party) -> bool:
    """True when two participants have one name in two forms and no two codes."""
    if a.code and b.code and a.code != b.code:
        return False
    return key(a.name) == key(b.name) or similar_names(a.name, b.name) or same_person(a.name, b.name)


def best_party(group: Sequence[Party]) -> Party:
    """The form of a participant met most often, with a code where any has one."""
    name = majority(p.name for p in group)
    code = majority(p.code for p in group if p.code) or None
    return next(Party(name, p.code or code, p.mention) for p in group if p.name == name)


def agree_days(mentions: Sequence[EventMention]) -> tuple[str | None, str | None]:
    """The days that most mentions give, of several the shortest span, then the earliest; none where few give any."""
    spans = Counter((m.start, m.end or m.start) for m in mentions if m.start)
    if not spans:
        return None, None
    if sum(spans.values()) < len(mentions) * FEWEST_DATED:
        return None, None
    best = min(spans, key=lambda s: (-spans[s], span_days(s[0], s[1]), s))
    inside = [s for s in spans if best[0] <= s[0] and (s[1] or "") <= (best[1] or "")]
    return min(inside, key=lambda s: (span_days(s[0], s[1]), -spans[s], s))


def span_days(start: str, end: str | None) -> int:
    """Length of a span in days."""
    return (date.fromisoformat((end or start)[:10]) - date.fromisoformat(start[:10])).days


def make_label(kind: str, actors: Sequence[str], recipients: Sequence[str], start: str | None) -> str:
    """«CONSULT: Россия – Азербайджан, 2025-10-09»."""
    right = ", ".join(recipients)
    left = (" – " if kind in TWO_SIDED and not right else ", ").join(actors)
    who = f"{left or '?'} → {right}" if right else left
    return ", ".join(x for x in (f"{kind}: {who}" if who else kind, start) if x)


def find_voices(articles: Iterable[Article], reprints: Iterable[Reprints]) -> dict[str, str]:
    """The voice that each article speaks with: its reprint family's first outlet, or its own outlet."""
    first = {a: r.articles[0] for r in reprints for a in r.articles}
    outlets = {a.id: a.outlet or a.id for a in articles}
    return {a: outlets[first.get(a, a)] for a in sorted(outlets)}
