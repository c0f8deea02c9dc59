"""The filter bar: one set of questions for every list, kept in the address.

In: the fields of a query. Out: a checked `Filters`, its choices for events and quotes, and the query back. The checks
are those of the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from svod.errors import UsageError
from svod.ontology import load_ontology
from svod.present.cli_options import parse_code, parse_day, parse_dyad
from svod.present.cli_rows import Choice
from svod.present.cli_tables import ACTS
from svod.present.event_rows import EventChoice
from svod.present.quote_rows import QuoteChoice

LANES = ("outlet", "side", "dyad", "actor", "type")
CLOCKS = ("happened", "reported")
LOOKS = ("list",)
LEVELS = ("states", "persons")
GRAINS = ("month", "week", "day")
ONLY = ("several", "disputed", "contradict", "future", "undated", "unplaced")
COMMON = ("dyad", "country", "outlet", "since", "until")  # what goes along from list to list
LONGEST = 200  # characters of one answer


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked, as it was typed; "" asks nothing."""

    words: str = ""
    since: str = ""
    until: str = ""
    dyad: str = ""
    country: str = ""
    outlet: str = ""
    type: str = ""
    speaker: str = ""
    act: str = ""
    only: str = ""
    actor: str = ""  # an actor's id
    place: str = ""
    lanes: str = ""  # of the timeline; "" is by outlet
    clock: str = ""  # by the day it happened, or was first reported; "" is happened
    grain: str = ""  # of the index; "" is by month
    as_of: str = ""  # the day on which commitments are looked at
    standing: str = ""  # what became of a commitment
    kind: str = ""  # of a commitment, or of what waits for review
    level: str = ""  # of the network: "persons"; "" is states
    edge: str = ""  # of the network: who acts and on whom, "RUS,AZE"
    look: str = ""  # how commitments lie: "list"; "" is a board
    page: int = 1

    def query(self, **changes: Any) -> str:
        """The query of an address for these filters with changes; nothing for what asks nothing."""
        new = replace(self, **({"page": 1} | changes))
        pairs = [(f.name, getattr(new, f.name)) for f in fields(new) if getattr(new, f.name)]
        shown = urlencode([(name, value) for name, value in pairs if (name, value) != ("page", 1)])
        return f"?{shown}" if shown else ""

    @property
    def common(self) -> str:
        """The query for another list: what means the same there."""
        return Filters(**{name: getattr(self, name) for name in COMMON}).query()

    @property
    def asked(self) -> bool:
        """True when anything is asked."""
        return replace(self, page=1) != Filters()

    @property
    def base(self) -> Choice:
        """What is asked of every record."""
        return Choice(
            parse_dyad(self.dyad.replace("-", ",") or None),
            parse_code(self.country or None, "country"),
            parse_day(self.since or None, "since"),
            parse_day(self.until or None, "until", last=True),
            tuple(known(self.type, tuple(load_ontology().types), "type")),
            self.outlet or None,
            self.speaker or None,
        )

    @property
    def events(self) -> EventChoice:
        """What is asked of events."""
        factualities = ("future",) if self.only == "future" else ()
        return EventChoice(self.base, factualities=factualities, place=self.place or None)

    @property
    def quotes(self) -> QuoteChoice:
        """What is asked of quotes."""
        b = self.base
        return QuoteChoice(
            b.speaker, b.country, b.dyad, b.outlet, tuple(known(self.act, ACTS, "act")), (), b.since, b.until,
            self.words or None, self.only == "several",
        )  # fmt: skip


def parse_filters(query: Mapping[str, str]) -> Filters:
    """The filters of a query; raises UsageError for what means nothing."""
    given = {f.name: query.get(f.name, "").strip() for f in fields(Filters)}
    if any(len(value) > LONGEST for value in given.values()):
        raise UsageError("an answer is too long", f"at most {LONGEST} characters")
    page = given.pop("page") or "1"
    if not (page.isascii() and page.isdecimal() and 1 <= int(page[:7]) <= 100_000):
        raise UsageError(f"page {page!r} is no number of a page", "a number from 1 on")
    found = Filters(**given, page=int(page))
    for name, all_ in (
        ("only", ONLY), ("lanes", LANES), ("clock", CLOCKS), ("grain", GRAINS), ("level", LEVELS), ("look", LOOKS),
    ):  # fmt: skip
        known(getattr(found, name), all_, name)
    parse_day(found.as_of or None, "as-of")
    _ = found.events, found.quotes
    return found


def known(value: str, all_: tuple[str, ...], name: str) -> list[str]:
    """The value in a list, none where it is empty; UsageError for one that is not known."""
    if value and value not in all_:
        raise UsageError(f"{name} {value!r} is not known", f"one of {', '.join(all_)}")
    return [value] if value else []
