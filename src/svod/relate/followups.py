"""Pledges and events in, follow-ups out: what later articles say became of each commitment.

A later statement says it again, softer or harder; a later event fulfils or breaks it (`outcomes.py`). Accounts that say
both leave it disputed. What is due depends on the day asked about and is no part of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from svod.ids import make_id
from svod.records import Change, FollowUp
from svod.relate.decided import leave_out
from svod.relate.outcomes import REASONS, Scene, settle
from svod.relate.pledges import Pledge
from svod.relate.restated import compare_statements

Refused = frozenset[tuple[str, str]]  # commitments and what people say does not settle them
SAID_AGAIN = REASONS["words in common"]


def find_follow_ups(
    matters: Sequence[Sequence[Sequence[Pledge]]], scene: Scene, refused: Refused = frozenset()
) -> tuple[FollowUp, ...]:
    """A follow-up of every matter, sorted by id; without the outcomes that people refused."""
    return tuple(sorted((make_follow_up(m, scene, refused) for m in matters), key=lambda f: f.id))


def make_follow_up(statements: Sequence[Sequence[Pledge]], scene: Scene, refused: Refused) -> FollowUp:
    """One commitment: the first statement as it is worded best, deadline as last said, and what became of it."""
    best = [sorted(s, key=how_well) for s in statements]
    told = [p.commitment for s in best for p in s]
    lead = told[0]
    dated = next((s[0].commitment for s in reversed(best) if s[0].commitment.edtf), None)
    dated = dated or next((c for c in told if c.edtf), lead)
    meant = [p for s in statements for p in s if p.commitment.negated == lead.negated and not p.turn]
    settled = leave_out(settle(meant, scene), [c.id for c in told], refused)
    changes = [*say_again(best), *settled]
    changes.sort(key=lambda c: (c.day or "", c.article, c.record, c.status))
    made = min((p.made for p in statements[0] if p.made is not None), default=None)
    return FollowUp(
        make_id("F", sorted(c.id for c in told)), lead.kind, next((c.holder for c in told if c.holder), None),
        next((c.addressees for c in told if c.addressees), ()), dated.start, dated.end, dated.edtf, format_day(made),
        tuple(c.id for c in told), sum_up(changes), tuple(changes),
        len({scene.voices.get(c.article, c.article) for c in told}),
    )  # fmt: skip


def how_well(pledge: Pledge) -> tuple[object, ...]:
    """Sorts wordings: with words said, a deadline and most to say first, then by day, article and place."""
    c = pledge.commitment
    return (c.quote is None, c.edtf is None, -len(pledge.words), pledge.made or 0, c.article, c.evidence[0].span.start)


def format_day(day: int | None) -> str | None:
    """A day's number as an ISO day."""
    return date.fromordinal(day).isoformat() if day else None


def sum_up(changes: Sequence[Change]) -> str:
    """Where the changes leave it: disputed where accounts say both, else settled, else as it was last said."""
    settled = {c.status for c in changes} & {"fulfilled", "broken", "withdrawn"}
    if len(settled) > 1:
        return "disputed"
    return next(iter(settled)) if settled else changes[-1].status if changes else "open"


def say_again(statements: Sequence[Sequence[Pledge]]) -> Iterator[Change]:
    """A change for every later statement, and for a first one that only tells what became of it."""
    if statements[0][0].turn:
        yield say(statements[0][0], statements[0][0].turn)
    for before, after in pairwise(statements):
        yield say(after[0], after[0].turn or compare_statements(before[0], after[0]))


def say(pledge: Pledge, status: str) -> Change:
    """What a statement makes of the commitment."""
    c = pledge.commitment
    return Change(
        status, format_day(pledge.made), c.article, c.id, c.according_to, c.evidence[0], SAID_AGAIN.weight,
        (SAID_AGAIN,),
    )  # fmt: skip
