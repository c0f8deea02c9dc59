"""One article's mention chains in, what actors across articles are compared by out: names, code, roles, day.

A chain is what one article says of one actor. Chains that never get a name («сенатор», «он») make no actor, unless a
person judged them. Nothing here compares two chains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from svod.records import Findings, Mention
from svod.relate.words import stems

STATE = frozenset(("GOV", "LEG", "MIL", "JUD", "COP", "SPY", "PTY", "IGO", "OPP"))  # politicians change between them
WALKS = frozenset(("BUS", "MED", "EDU", "REL"))  # other walks of life that say much; "CVL" is anybody


@dataclass(frozen=True, slots=True)
class Chain:
    """One article's mentions of one actor, summed up."""

    id: str
    name: str
    names: tuple[str, ...]  # every form that names it
    entity: str
    code: str | None
    day: int | None = None  # of the article, as a number
    titles: frozenset[str] = frozenset()  # stems of the words of its offices
    calling: str | None = None  # the walk of life of its offices: STATE for politics, else a PLOVER sector
    proper: bool = True  # named, and not only by its seat or described


def find_chains(findings: Findings, published: str | None = None, judged: Collection[str] = ()) -> Iterator[Chain]:
    """The named chains of one article, and those that a person judged; the fullest name stands for the chain."""
    members: dict[str, list[Mention]] = defaultdict(list)
    for mention in findings.mentions:
        members[mention.chain].append(mention)
    for chain, mentions in members.items():
        names = Counter(m.name for m in mentions if m.name)
        if not names and chain in judged:
            names = Counter(m.evidence[0].text for m in mentions)
        if names:
            yield make_chain(chain, mentions, names, day_number(published))


def make_chain(id_: str, mentions: Iterable[Mention], names: Counter[str], day: int | None) -> Chain:
    """A chain out of its mentions."""
    mentions = list(mentions)
    best = fullest(names)
    codes = [m.code for m in mentions if m.code]
    named = [m for m in mentions if m.name == best] or mentions
    roles = [r for m in mentions for r in m.roles]
    sectors = ["STATE" if r.sector in STATE else r.sector for r in roles if r.sector and r.sector in STATE | WALKS]
    return Chain(
        id_, best, tuple(sorted(names)), most_common([m.entity for m in named]),
        most_common(codes) if codes else None, day,
        frozenset().union(*(stems(r.title) for r in roles)),
        most_common(sectors) if sectors else None,
        any(m.kind == "name" for m in named),
    )  # fmt: skip


def fullest(names: Counter[str]) -> str:
    """The form that says most: without description or initials, of most words, met most often."""

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        words = name.split()
        described = not all(w[:1].isupper() for w in words)
        return described, any(len(w.rstrip(".")) == 1 for w in words), -len(words), -names[name], name

    return min(names, key=rank)


def most_common(values: Sequence[str]) -> str:
    """The value met most often, the smallest of several."""
    if len(values) == 1:
        return values[0]
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


def day_number(day: str | None) -> int | None:
    """An ISO day as a number, None where there is none."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


def format_chain(chain: Chain) -> list[Any]:
    """A chain as JSON holds it, without the day, which is its article's."""
    names = [] if chain.names == (chain.name,) else list(chain.names)
    return [chain.id, chain.name, names, chain.entity, chain.code, sorted(chain.titles), chain.calling, chain.proper]


def parse_chain(given: Sequence[Any], day: int | None) -> Chain:
    """The chain that JSON holds, of an article of a day."""
    id_, name, names, entity, code, titles, calling, proper = given
    return Chain(id_, name, tuple(names) or (name,), entity, code, day, frozenset(titles), calling, proper)
