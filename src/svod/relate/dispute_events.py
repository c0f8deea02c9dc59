"""Disputes and events in, what they have to do with one another out: the event of a question, and its comparison.

A question belongs to an event where both articles tell it right beside their answers and it is the same sides'. The
comparison has the slot "claim", the value of a telling is like "crisis: denied", its words the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from svod.ids import make_id
from svod.records import Claim, Comparison, Dispute, Event, Evidence, Telling
from svod.relate.facts import Facts

NEAR = 500  # characters between a claim and the event that it is told with
FIRST = (
    "CONSULT",
    "AGREE",
    "COOPERATE",
    "ACCUSE",
    "DENY",
)  # types of events that questions are raised at, likelier first


def find_event(a: Claim, b: Claim, events: Mapping[str, Sequence[Event]], facts: Mapping[str, Facts]) -> str | None:
    """The event that both claims are told with: the type likeliest to raise the question, then the nearest."""
    best: tuple[tuple[int, int, str], str] | None = None
    wanted = {p.code for c in (a, b) for p in (*c.about, *((c.holder,) if c.holder else ())) if p.code}
    others = {e.id for e in events.get(b.article, ())}
    for event in (e for e in events.get(a.article, ()) if e.id in others):
        codes = {p.code for p in (*event.actors, *event.recipients) if p.code}
        if not wanted or not wanted <= codes:
            continue
        told = [facts[m] for m in event.mentions]
        first, second = distance(a, told), distance(b, told)
        if first is None or second is None:
            continue
        kind = FIRST.index(event.type) if event.type in FIRST else len(FIRST)
        rank = (kind, first + second, event.id)
        if best is None or rank < best[0]:
            best = (rank, event.id)
    return best[1] if best else None


def distance(claim: Claim, told: Sequence[Facts]) -> int | None:
    """Characters between a claim and the nearest telling of an event in its article; None where none is near."""
    at = claim.evidence[0].span.start
    near = [abs(m.first - at) for m in told if m.article == claim.article]
    return min((n for n in near if n <= NEAR), default=None)


def compare_disputes(
    disputes: Sequence[Dispute], claims: Mapping[str, Claim], events: Sequence[Event], facts: Mapping[str, Facts]
) -> Iterator[Comparison]:
    """The comparisons of events whose tellers answer a question unlike."""
    by_id = {e.id: e for e in events}
    for dispute in disputes:
        if dispute.event is None:
            continue
        event = by_id[dispute.event]
        articles = list(dict.fromkeys(facts[m].article for m in event.mentions))
        told = [claims[c] for c in dispute.claims if claims[c].article in articles]
        tellings: list[Telling] = []
        for article in articles:
            said = [c for c in told if c.article == article]
            tellings += [Telling(article, f"{c.topic}: {c.polarity}", words_of(c), c.according_to) for c in said] or [
                Telling(article, None, None)
            ]
        yield Comparison(
            make_id("C", event.id, "claim", dispute.id),
            event.id,
            "claim",
            dispute.verdict,
            tuple(tellings),
            dispute.reason,
        )


def words_of(claim: Claim) -> Evidence:
    """The words of a claim as printed: its sentence."""
    return next((e for e in claim.evidence if e.role == "whole"), claim.evidence[0])
