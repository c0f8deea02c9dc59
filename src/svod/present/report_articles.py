"""The articles of the report: their whole texts, cut where evidence begins and ends, with an anchor for every record.

In comes the index; out come `ArticleView`s. A record's anchor is its own id, so a link `#q-…` or `#e-…` works from
anywhere, also from outside the file. What becomes of the marks on a screen is the style sheet's affair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from svod.present.report_accounts import clip, spot_id
from svod.present.report_index import Index
from svod.present.report_publish import keep_sentences, leave_out
from svod.present.report_text import NEAR, STRONG, WIDE, Paragraph, Part, cut_paragraphs, paragraphs
from svod.present.report_words import format_day, quad
from svod.records import Article, Evidence

LEVELS = {"trigger": STRONG, "content": STRONG, "telling": STRONG, "whole": WIDE}
HEADLINE = 110  # characters of the opening that stand in for a missing title


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article to be read, with the marks of everything that rests on it."""

    id: str
    outlet: str
    day: str
    heading: str
    titled: bool  # False where the heading is only the text's own beginning
    url: str | None  # only http and https
    address: str | None  # what was given, where it is no link to follow
    lang: str | None
    paragraphs: tuple[Paragraph, ...]
    spots: int  # the highest record number in use
    events: int
    quotes: int
    copies: tuple[tuple[str, str], ...]  # other members of its reprint family: (article id, outlet)
    first: bool  # False where it came after another of its family
    family: str | None  # Reprints.id


@dataclass(frozen=True, slots=True)
class Spot:
    """One record's place in a text: the anchor, its evidence, and where its words lead back to."""

    id: str
    evidence: tuple[Evidence, ...]
    css: str  # the standing look of its main words
    back: str | None
    back_role: str


def make_articles(index: Index, *, publish: bool = False) -> tuple[ArticleView, ...]:
    """All articles in the order of reading; to be published, of each no more than the sentences in evidence."""
    clusters = {mention: event.id for event in index.accounts.events for mention in event.mentions}
    tellings = make_word_spots(index)
    views = [
        make_article(article, [*make_spots(article.id, index, clusters), *tellings.get(article.id, ())], index)
        for article in index.articles.values()
    ]
    return shorten(views, index) if publish else tuple(views)


def shorten(views: Iterable[ArticleView], index: Index) -> tuple[ArticleView, ...]:
    """The articles as they may go online; one without a title is called by its name, not by its opening."""
    kept = keep_sentences(index)
    return tuple(
        replace(
            view,
            paragraphs=leave_out(article := index.articles[view.id], view.paragraphs, kept[view.id]),
            heading=article.title or article.name,
        )
        for view in views
    )


def make_article(article: Article, spots: list[Spot], index: Index) -> ArticleView:
    """One article; records are numbered by their place in it."""
    spots = sorted(spots, key=lambda s: (main_start(s), s.id))
    parts = [part for owner, spot in enumerate(spots, 1) for part in make_parts(spot, owner, article.id)]
    findings = index.findings.get(article.id)
    family = index.families.get(article.id)
    opening = next((article.text[a:b] for a, b in paragraphs(article.text)), "")
    web = is_web(article.url)
    return ArticleView(
        id=article.id,
        outlet=index.outlet(article.id),
        day=format_day(article.published),
        heading=article.title or clip(opening, HEADLINE) or article.name,
        titled=bool(article.title),
        url=article.url if web else None,
        address=None if web else article.url,
        lang=article.lang,
        paragraphs=cut_paragraphs(article.text, parts, {n: spot.id for n, spot in enumerate(spots, 1)}),
        spots=len(spots),
        events=len(findings.events) if findings else 0,
        quotes=len(findings.quotes) if findings else 0,
        copies=tuple((a, index.outlet(a)) for a in family.articles if a != article.id) if family else (),
        first=index.voice(article.id) == article.id,
        family=family.id if family else None,
    )


def make_spots(article: str, index: Index, clusters: dict[str, str]) -> Iterable[Spot]:
    """The events and quotes of one article as spots."""
    findings = index.findings.get(article)
    if findings is None:
        return
    for event in findings.events:
        back = f"#{clusters[event.id]}" if event.id in clusters else None
        yield Spot(event.id, event.evidence, f"t t{quad(event.type)}", back, "trigger")
    for quote in findings.quotes:
        yield Spot(quote.id, quote.evidence, "q", f"#said-{quote.id}", "speaker")


def make_word_spots(index: Index) -> dict[str, list[Spot]]:
    """The words that compared slots rest on and those that name whom a copy copies, by article, each words once."""
    spots: dict[str, dict[str, Spot]] = {}
    told = [t.evidence for comparison in index.accounts.comparisons for t in comparison.tellings]
    cited = [copy.cites for family in index.accounts.reprints for copy in family.copies]
    for evidence in (*told, *cited):
        if evidence is not None:
            words = Evidence("telling", evidence.span, evidence.text)
            id_ = spot_id(words.span)
            spots.setdefault(words.span.article, {})[id_] = Spot(id_, (words,), "", None, "")
    return {article: list(found.values()) for article, found in spots.items()}


def make_parts(spot: Spot, owner: int, article: str) -> Iterable[Part]:
    """The evidence of a spot as parts of its article's text."""
    for evidence in spot.evidence:
        if evidence.span.article == article:
            level = LEVELS.get(evidence.role, NEAR)
            css = spot.css if level == STRONG else ""
            href = spot.back if evidence.role == spot.back_role else None
            yield Part(evidence.span.start, evidence.span.end, owner, level, css, href)


def main_start(spot: Spot) -> int:
    """Where a record stands: the first of its main words."""
    main = [e.span.start for e in spot.evidence if LEVELS.get(e.role) == STRONG]
    return min(main or [e.span.start for e in spot.evidence])


def is_web(url: str | None) -> bool:
    """True for http and https addresses only: nothing else becomes a link."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
