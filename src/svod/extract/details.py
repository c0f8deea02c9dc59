"""Details of an event that reports may tell differently: counts, durations, causes, outcomes, places, order in a row.

In goes a page and an event's trigger token, out go details, each resting on its words: of the clause that the
trigger stands in, of the rest of its sentence and of the next ones where they plainly speak of it. Day, place and
participants are the event's own fields and not looked for here, only what is told beside them.
"""

from __future__ import annotations

from svod.extract.details_ages import find_ages, find_ages_elsewhere
from svod.extract.details_causes import find_charges, find_reasons
from svod.extract.details_doers import find_doers
from svod.extract.details_numbers import (
    find_adjacent,
    find_attributed,
    find_later_lengths,
    find_lengths,
    find_limits,
    find_numbers,
)
from svod.extract.details_openers import find_clauses, find_opened
from svod.extract.details_order import find_order
from svod.extract.details_outcomes import find_outcomes
from svod.extract.details_people import find_described
from svod.extract.details_places import find_places
from svod.extract.details_spot import Page, make_spot
from svod.extract.details_tolls import find_tolls
from svod.extract.details_wording import find_wording
from svod.records import Detail


def find_details(
    page: Page, trigger: int, *, kind: str | None = None, persons: tuple[str, ...] = ()
) -> tuple[Detail, ...]:
    """Find the details told about the event whose trigger is token `trigger`, in text order, each span once.

    `kind` is the event's type: only for some are deaths, agreements and charges of the next sentences looked for;
    `persons` are the names of those to whom it was done, whose ages are looked for in the whole article.
    """
    if not page.pack.tables.get("details") or not page.reading.tokens:
        return ()
    spot = make_spot(page, trigger, kind, persons)
    found = [
        *find_numbers(spot, spot.scope),
        *find_attributed(spot),
        *find_adjacent(spot),
        *find_lengths(spot),
        *find_limits(spot),
        *find_later_lengths(spot),
        *find_opened(spot),
        *find_clauses(spot),
        *find_reasons(spot),
        *find_charges(spot),
        *find_outcomes(spot),
        *find_doers(spot),
        *find_described(spot),
        *find_order(spot),
        *find_ages(spot),
        *find_ages_elsewhere(spot),
        *find_places(spot),
        *find_tolls(spot),
        *find_wording(spot),
    ]
    unique = {(d.slot, d.evidence.span.start, d.evidence.span.end): d for d in found}
    return tuple(unique[k] for k in sorted(unique, key=lambda k: (k[1], k[2], k[0])))
