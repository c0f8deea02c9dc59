"""What the index and the coverage of a database are made of, loaded once; and the rows they become.

In: a database. Out: records and plain rows. Computes nothing that `svod.relate` does not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from svod.relate.coverage import Holdings, collect, cover_event
from svod.relate.events import find_voices
from svod.relate.index import Sources
from svod.relate.outlets import Sides, name_outlets, take_sides, without_side
from svod.store import load_articles
from svod.store.accounts import load_events, load_reprints
from svod.store.load import load_event_mentions


@dataclass(frozen=True, slots=True)
class Material:
    """All there is, and the teller of each article: its outlet, or the user's side of that."""

    holdings: Holdings
    tellers: Mapping[str, str]  # by article
    sideless: tuple[str, ...]  # outlets on no side, where there are sides

    @property
    def sources(self) -> Sources:
        """What the index rests on."""
        return Sources(
            self.holdings.mentions, find_voices(self.holdings.articles, self.holdings.reprints), self.tellers
        )


def load_material(db: sqlite3.Connection, sides: Sides | None = None) -> Material:
    """Load everything; raises UsageError for sides that do not fit the articles."""
    articles = tuple(load_articles(db))
    outlets = name_outlets(articles)
    tellers = outlets if sides is None else take_sides(outlets, sides)
    mentions = {m.id: m for a in articles for m in load_event_mentions(db, a.id)}
    sideless = () if sides is None else without_side(outlets, tellers)
    holdings = Holdings(articles, load_events(db), load_reprints(db), mentions, load_codes(db))
    return Material(holdings, tellers, sideless)


def load_codes(db: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """By article the codes of all that it mentions."""
    found: dict[str, set[str]] = {}
    for article, code in db.execute("SELECT DISTINCT article, code FROM mentions WHERE code IS NOT NULL"):
        found.setdefault(article, set()).add(code)
    return {article: frozenset(codes) for article, codes in sorted(found.items())}


def name_absent(material: Material, most: int = 6) -> Callable[[str], str]:
    """What says of an event, by id, who did not write about it though it could, and how many cannot be asked."""
    events = {e.id: e for e in material.holdings.events}
    collected = collect(material.holdings, material.tellers)

    def absent(event: str) -> str:
        row = cover_event(events[event], collected)
        silent = sorted(row.having("silent"), key=lambda c: bool(c.alike))
        shown = [c.teller + ("?" if c.alike else "") for c in silent[:most]]
        more = f" and {len(silent) - most} more" if len(silent) > most else ""
        doubt = " (?: tells something like it)" if any(c.alike for c in silent[:most]) else ""
        missing = f"not collected for those days: {row.missing} of {len(collected.tellers)} outlets"
        lines = (
            f"did not write of it: {', '.join(shown)}{more}{doubt}" if silent else "",
            missing if row.missing else "",
        )
        return "; ".join(filter(None, lines))

    return absent
