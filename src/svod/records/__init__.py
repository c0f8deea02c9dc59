"""The records that everything in Svod produces: frozen, slotted, built of tuples, without inheritance.

Three layers, each resting on the one before: `text` (`Article`, `Evidence`), `found` in one article alone (`Mention`,
`TimeRef`, `Quote`, `EventMention`, `Commitment`, `Clash`, `Claim`, gathered in `Findings`), `related` across articles
(`Actor`, `Event`, `Comparison`, `Link`, `FollowUp`, `Dispute`, `Judgement`, gathered in `Accounts`).

Conventions. Offsets are Unicode code points of `Article.text`, half-open. Days are ISO strings ("2025-10-09"),
inclusive at both ends. A code is ISO 3166-1 alpha-3 of the state acted for, or "IGO:EU" and the like. None means
unknown, and unknown is never guessed. Ids come from content and place (`svod.ids`), never from counters or clocks.
"""

from __future__ import annotations

from svod.records.found import (
    Claim,
    Clash,
    Commitment,
    Context,
    Detail,
    EventMention,
    Findings,
    Location,
    Mention,
    Party,
    Quote,
    Role,
    TimeRef,
)
from svod.records.related import (
    Accounts,
    Actor,
    Change,
    Comparison,
    Copy,
    Dispute,
    Edit,
    Event,
    FollowUp,
    Judgement,
    Link,
    Quotation,
    Reason,
    Reprints,
    Telling,
    Variant,
)
from svod.records.text import Article, Evidence, Origin, Problem, Span

__all__ = [
    "Accounts",
    "Actor",
    "Article",
    "Change",
    "Claim",
    "Clash",
    "Commitment",
    "Comparison",
    "Context",
    "Copy",
    "Detail",
    "Dispute",
    "Edit",
    "Event",
    "EventMention",
    "Evidence",
    "Findings",
    "FollowUp",
    "Judgement",
    "Link",
    "Location",
    "Mention",
    "Origin",
    "Party",
    "Problem",
    "Quotation",
    "Quote",
    "Reason",
    "Reprints",
    "Role",
    "Span",
    "Telling",
    "TimeRef",
    "Variant",
]
