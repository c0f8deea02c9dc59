"""What a saved page says of itself: a parsed page in, its date, outlet, title, address and language out, as written.

Sources in order of trust: JSON-LD (lists and @graph included), OpenGraph and other meta elements, microdata, the page's
own elements. Every value is a string from the page: judging dates and languages is `article.py`'s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from svod.ingest.dates import parse_published
from svod.ingest.normalise import normalise_line

ARTICLE_TYPES = re.compile(r"(Article|BlogPosting|Report|LiveBlogPosting|Review)$")
DATE_METAS = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate"),
    *("publishdate", "publish_date", "publish-date", "published_time", "parsely-pub-date", "sailthru.date"),
    *("mediator_published_time", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dc.date"),
    *("dcterms.created", "dc.date.created", "date", "article_date_original"),
)
OUTLET_METAS = ("og:site_name", "publisher", "dc.publisher", "application-name", "copyright")
TITLE_METAS = ("og:title", "twitter:title", "dc.title", "title", "headline")
ADDRESS_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)([/-]?)(?P<month>0[1-9]|1[0-2])\2(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
VISIBLE_DAY = re.compile(
    r"(\d{1,2}:\d\d[\s,|•·-]+)?(\d{1,2}[.]\d{1,2}[.]\d{4}|\d{1,2}\s+[^\W\d_]{3,12}\.?\s+\d{4})(?!\d)[^!?]{0,20}$"
)
NEAR = 12  # pieces of text before and after the heading
LONGEST_DATE = 60  # characters
CODE_TAGS = ("script", "style", "noscript", "template", "title")
URL_METAS = ("og:url", "twitter:url")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's own words about itself."""

    date: str | None
    outlet: str | None
    title: str | None
    url: str | None
    lang: str | None
    body: str | None = None  # JSON-LD's articleBody


def find_page_facts(tree: Any, saved_from: str | None = None) -> PageFacts:
    """Gather what the page says; None where it is silent. `saved_from` is the address that a browser noted."""
    linked = find_linked_article(tree)
    metas = read_metas(tree)
    url = first(link_address(linked), *canonical_links(tree), *(metas.get(key) for key in URL_METAS))
    url = url if url and url.startswith(("http://", "https://")) else saved_from
    stated = [linked.get("datePublished"), *(metas.get(key) for key in DATE_METAS), *time_elements(tree)]
    return PageFacts(
        date=choose_date([*stated, find_day_in_address(url), *visible_dates(tree)]),
        outlet=first(metas.get("og:site_name"), name_of(linked.get("publisher")), *outlet_metas(metas), find_host(url)),
        title=first(
            linked.get("headline"), *(metas.get(key) for key in TITLE_METAS), *headings(tree), linked.get("name")
        ),
        url=url,
        lang=first(linked.get("inLanguage"), tree.get("lang"), metas.get("og:locale"), metas.get("content-language")),
        body=first(linked.get("articleBody")),
    )


def first(*values: Any) -> str | None:
    """Return the first value that is a string with something in it, as one line."""
    return next((line for value in values if isinstance(value, str) and (line := normalise_line(value))), None)


def choose_date(values: list[Any]) -> str | None:
    """Return the first readable date; where it is a bare day, the first moment of that very day that has its zone."""
    stated = [value for value in values if isinstance(value, str) and normalise_line(value)]
    readable = [(value, found) for value in stated if (found := parse_published(value))]
    if not readable:
        return stated[0] if stated else None
    value, day = readable[0]
    return next((other for other, found in readable if len(found) > 10 and found[:10] == day), value)


def read_metas(tree: Any) -> dict[str, str]:
    """Read the meta elements by property, name, itemprop or http-equiv in small letters; the first of a kind counts."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (key := element.get(attribute)):
                metas.setdefault(key.strip().casefold(), content)
    return metas


def outlet_metas(metas: dict[str, str]) -> Iterator[str]:
    """Yield what meta elements name as the publisher, leaving out addresses of pages in social networks."""
    for key in OUTLET_METAS:
        value = metas.get(key, "")
        if value and "://" not in value and len(value) <= 80:
            yield value


def canonical_links(tree: Any) -> list[str]:
    """Return the addresses that the page gives as its proper ones."""
    return [str(link) for link in tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")]


def headings(tree: Any) -> list[str]:
    """Return the page's main heading, then its window title."""
    return ["".join(element.itertext()) for path in ("//h1", "//head/title") for element in tree.xpath(path)[:1]]


def time_elements(tree: Any) -> list[str]:
    """Return the date of microdata, and of the article's first time element."""
    paths = ("//*[@itemprop='datePublished']", "//article//time[@datetime]", "//time[@pubdate]")
    found = [element for path in paths for element in tree.xpath(path)[:1]]
    return [str(element.get("datetime") or element.get("content") or element.text_content()) for element in found]


def find_day_in_address(url: str | None) -> str | None:
    """Return the day that an address holds: "https://golos.example/2025/10/10/most" → "2025-10-10"."""
    found = ADDRESS_DAY.search(url or "")
    return "-".join(found.group("year", "month", "day")) if found else None


def visible_dates(tree: Any) -> list[str]:
    """Return the date that stands by the heading, as a reader sees it: «10 октября 2025, 12:30».

    A date far from the heading may be another article's or the day of saving, so that it does not count.
    """
    places = [
        (element, text)
        for element in tree.iter(etree.Element)
        if element.tag not in CODE_TAGS
        for text in (element.text, element.tail)
        if text and text.strip()
    ]
    heads = [index for index, (element, _) in enumerate(places) if element.tag == "h1"]
    if not heads:
        return []
    near = places[max(0, heads[0] - NEAR) : heads[-1] + NEAR]
    found = ((element, read_day(element, text)) for element, text in near)
    return [day for element, day in found if day and not is_in_frame(element)][:1]


def read_day(element: Any, text: str) -> str | None:
    """Return the day that a piece of text is, or that its time element says."""
    if element.tag == "time" and text == element.text and element.get("datetime"):
        return str(element.get("datetime"))
    return " ".join(text.split()) if len(text) <= LONGEST_DATE and VISIBLE_DAY.match(text.strip()) else None


def is_in_frame(element: Any) -> bool:
    """True for what is in a menu, a foot or the head of the site, where the day of saving stands."""
    return any(
        above.tag in ("nav", "footer") or (above.tag == "header" and not above.xpath("boolean(.//h1)"))
        for above in element.iterancestors()
    )


def find_host(url: str | None) -> str | None:
    """Return the site of an address: "https://www.example.org/a" → "example.org"."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def find_linked_article(tree: Any) -> dict[str, Any]:
    """Return the page's JSON-LD article, with its publisher looked up; an empty mapping where there is none."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().casefold() == "application/ld+json":
            nodes.extend(walk_linked(load_linked(script.text or ""), 0))
    article = next((node for node in nodes if is_article(node)), {})
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher:
        same = [node for node in nodes if node.get("@id") == publisher.get("@id") and "name" in node]
        article = {**article, "publisher": same[0] if same else None}
    return article


def load_linked(script: str) -> Any:
    """Read a JSON-LD script, tolerating raw line breaks, a comment or CDATA around it, and a last semicolon."""
    body = re.sub(r"^\s*(<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(-->|//\]\]>|\]\]>|;)\s*$", "", script).strip()
    try:
        return json.loads(body, strict=False)
    except (ValueError, RecursionError):
        return None


def walk_linked(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON-LD value, outer ones first."""
    if depth > 12:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk_linked(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from walk_linked(inner, depth + 1)


def is_article(node: dict[str, Any]) -> bool:
    """True for NewsArticle and its relatives."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and ARTICLE_TYPES.search(name) for name in names)


def name_of(value: Any) -> str | None:
    """Return the name of a publisher given as a string, an object or a list of either."""
    if isinstance(value, list):
        return first(*(name_of(item) for item in value))
    if isinstance(value, dict):
        return name_of(value.get("name"))
    return first(value)


def link_address(linked: dict[str, Any]) -> str | None:
    """Return the article's own address out of url or mainEntityOfPage."""
    page = linked.get("mainEntityOfPage")
    return first(linked.get("url"), page.get("@id") if isinstance(page, dict) else page)
