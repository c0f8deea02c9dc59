"""The report's section on commitments: what is overdue, due, still open, and what became of the rest.

In comes the report's index of records; out go groups of views, each commitment with its words, its terms and the
accounts that show what came of it. What is due is seen from the day of the last article. A link leads to the quote or
event that the words stand in, else to the article.
"""

from __future__ import annotations

from dataclasses import dataclass

from svod.present.commitment_rows import BETWEEN, SETTLED, stand
from svod.present.report_index import Index
from svod.present.report_words import code_label, format_day
from svod.records import Change, Commitment, FollowUp

GROUPS = ("settled", "due", "overdue", "open")  # in the order shown
MOST = 12  # of a group before the rest is folded


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One step in what became of a commitment, with the words that show it."""

    label: str
    day: str
    outlet: str
    chain: tuple[str, ...]
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """One commitment as all articles tell it."""

    id: str
    kind: str
    stands: str
    label: str
    holder: str | None
    to: tuple[str, ...]
    words: str
    condition: str | None
    deadline: str | None  # in the article's own words
    edtf: str | None
    made: str
    outlet: str
    chain: tuple[str, ...]
    voices: int
    href: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class CommitmentGroup:
    """Commitments that stand alike; `shown` of them stand in front of the fold."""

    name: str
    label: str
    entries: tuple[CommitmentView, ...]
    shown: int


def make_commitments(index: Index, last: str | None) -> tuple[CommitmentGroup, ...]:
    """The groups that have anything; `last` is the day of the last article."""
    known = {c.id: c for f in index.findings.values() for c in f.commitments}
    views: dict[str, list[CommitmentView]] = {name: [] for name in GROUPS}
    for follow_up in sorted(index.accounts.followups, key=lambda f: (f.end or "9999", f.made or "9999", f.id)):
        told = [known[c] for c in follow_up.commitments if c in known]
        if told:
            view = make_view(follow_up, told[0], index, last or "")
            views[find_group(view.stands)].append(view)
    return tuple(
        CommitmentGroup(name, code_label("commitments", name), tuple(views[name]), MOST)
        for name in GROUPS
        if views[name]
    )


def find_group(stands: str) -> str:
    """The group that a commitment is shown in."""
    return "settled" if stands in SETTLED else "overdue" if stands == "expired" else stands


def make_view(follow_up: FollowUp, lead: Commitment, index: Index, last: str) -> CommitmentView:
    """One commitment in words."""
    row = {"status": follow_up.status, "end": follow_up.end, "start": follow_up.start, "kind": follow_up.kind}
    stands = stand(row, last)
    return CommitmentView(
        follow_up.id, code_label("pledges", follow_up.kind), stands, code_label("stands", stands),
        follow_up.holder.name if follow_up.holder else None, tuple(p.name for p in follow_up.addressees),
        words_of(lead, "content") or lead.evidence[0].text, words_of(lead, "condition"), words_of(lead, "deadline"),
        follow_up.edtf, format_day(follow_up.made), index.outlet(lead.article), lead.according_to, follow_up.voices,
        find_place(lead), tuple(make_change(c, index) for c in follow_up.changes if c.article in index.articles),
    )  # fmt: skip


def words_of(commitment: Commitment, role: str) -> str | None:
    """The words of a commitment in one role, as printed."""
    return BETWEEN.join(e.text for e in commitment.evidence if e.role == role) or None


def find_place(commitment: Commitment) -> str:
    """Where its words stand in the report: the quote, the event of promising, what is promised, or the article."""
    return next(iter([x for x in (commitment.quote, commitment.event, *commitment.about) if x]), commitment.article)


def make_change(change: Change, index: Index) -> ChangeView:
    """One change in words."""
    known = change.record in index.events or change.record in index.quotes
    return ChangeView(
        code_label("stands", change.status), format_day(change.day), index.outlet(change.article),
        change.according_to, change.evidence.text, change.record if known else change.article,
    )  # fmt: skip
