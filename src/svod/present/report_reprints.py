"""Families of reprints as the report shows them: who came first, who copied whom, and the words that a copy changed.

In comes the index; out come `FamilyView`s in the order of reading. However many copies there are, no more than
`MEMBERS` of a family and `PAIRS` comparisons are laid out; `svod reprints` shows all. What makes a copy and who came
first: `svod.relate.reprints`. The words: `svod.present.report_changes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from svod.present.report_accounts import clip, spot_id
from svod.present.report_changes import ChangesView, make_changes
from svod.present.report_index import Index
from svod.present.report_words import format_day
from svod.records import Article, Copy, Reprints
from svod.relate.reprint_trees import find_moment, is_guess

MEMBERS = 12  # articles of a family that are shown
PAIRS = 120  # comparisons of a copy with its source in one report
LABOUR = 3_000_000  # pairs of the same word in two texts beyond which their words are not compared here
HEADLINE = 110


@dataclass(frozen=True, slots=True)
class BranchView:
    """One article of a family with those that copy it."""

    article: str
    outlet: str
    side: str | None  # of the user's, where there are any
    heading: str
    day: str
    hour: str | None
    guess: bool  # that it came after its source is no more than likely
    alike: int | None  # per cent; None for the first
    cites: str | None  # where it names whom it copies
    anchor: str | None  # of those words
    source: str | None
    changes: ChangesView | None  # None for the first, and where it is not compared here
    branches: tuple[BranchView, ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """One family as a tree; strays are members whose source is gone."""

    id: str
    size: int
    outlets: int
    roots: tuple[BranchView, ...]
    more: int  # members that are not shown
    guesses: bool


def make_families(
    index: Index, tellers: Mapping[str, str] | None = None, *, pairs: int = PAIRS
) -> tuple[FamilyView, ...]:
    """All families; `tellers` gives the user's side of each article, `pairs` how many copies are compared at most."""
    families = sorted(index.accounts.reprints, key=lambda f: (index.rank(f.articles[0]), f.id))
    views, left = [], pairs
    for family in families:
        copies = list(known_copies(family))
        shown = copies[:MEMBERS]
        branches = make_branches(shown, index, tellers, left)
        left -= sum(b.changes is not None for b in branches)
        views.append(
            FamilyView(
                family.id, len(copies), len({index.outlet(a) for a in family.articles}), grow(branches),
                len(copies) - len(shown), any(b.guess for b in branches),
            )
        )  # fmt: skip
    return tuple(views)


def known_copies(family: Reprints) -> Iterator[Copy]:
    """A family's copies whose articles are there; one related by an earlier version has all under its first."""
    first, *rest = family.articles
    flat = (Copy(first, None, 1.0), *(Copy(a, first, family.similarity) for a in rest))
    for copy in family.copies or flat:
        if copy.article in family.articles:
            yield copy if copy.source in (None, *family.articles) else replace(copy, source=None)


def make_branches(
    copies: list[Copy], index: Index, tellers: Mapping[str, str] | None, pairs: int
) -> tuple[BranchView, ...]:
    """The members shown, one by one, without those beneath them; of at most so many pairs the words are compared."""
    found = []
    for copy in copies:
        compared = pairs > 0 and copy.source is not None
        changes = compare_words(copy, index) if compared else None
        pairs -= changes is not None
        found.append(make_branch(copy, index, changes, (tellers or {}).get(copy.article)))
    return tuple(found)


def make_branch(copy: Copy, index: Index, changes: ChangesView | None, side: str | None) -> BranchView:
    """One member by itself."""
    article = index.articles[copy.article]
    source = index.articles[copy.source] if copy.source else None
    cites = copy.cites
    return BranchView(
        article=article.id,
        outlet=index.outlet(article.id),
        side=side if side != index.outlet(article.id) else None,
        heading=clip(article.title or "", HEADLINE),
        day=format_day(article.published),
        hour=format_hour(article),
        guess=source is not None and is_guess(article, source),
        alike=round(100 * copy.similarity) if source else None,
        cites=cites.text if cites else None,
        anchor=spot_id(cites.span) if cites and cites.span.article == article.id else None,
        source=copy.source,
        changes=changes,
        branches=(),
    )


def compare_words(copy: Copy, index: Index) -> ChangesView | None:
    """What a copy did to its source; None where the texts are too long for it, or one word over and over."""
    base, other = index.articles[copy.source or copy.article], index.articles[copy.article]
    counts, others = Counter(base.text.split()), Counter(other.text.split())
    if sum(times * others[word] for word, times in counts.items()) > LABOUR:
        return None
    lemmas = [f.lemmas if (f := index.findings.get(a.id)) else () for a in (base, other)]
    return make_changes(base, other, lemmas)


def grow(branches: tuple[BranchView, ...]) -> tuple[BranchView, ...]:
    """Every member beneath the one it copies; a source stands before its copies."""
    beneath: dict[str | None, list[BranchView]] = {}
    for branch in reversed(branches):
        whole = replace(branch, branches=tuple(beneath.get(branch.article, ())))
        beneath.setdefault(branch.source, []).insert(0, whole)
    return tuple(beneath.get(None, ()))


def format_hour(article: Article) -> str | None:
    """«09:30 UTC+03:00», «09:30» where no zone is given; None where only the day is known."""
    if find_moment(article) is None or article.published is None:
        return None
    hour, zone = article.published[11:16], article.published[16:]
    offset = zone[zone.index("+") :] if "+" in zone else zone[zone.index("-") :] if "-" in zone else ""
    utc = zone.endswith("Z") or offset in ("+00:00", "-00:00")
    return f"{hour} UTC" if utc else f"{hour} UTC{offset}" if offset else hour
