"""Saved pages: the body without code, and what the page says of itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import take

from svod.ingest import Options
from svod.ingest.html import find_charset
from svod.ingest.markup import parse_markup, read_markup
from svod.ingest.metadata import find_page_facts

Write = Callable[[str, str | bytes], Path]
FIRST = (
    "Министры двух стран договорились построить мост через реку, сообщила пресс-служба правительства. Переговоры шли"
    " три часа и закончились поздно вечером, когда журналисты уже разошлись."
)
SECOND = (
    "«Мы начнём весной», — сказал министр транспорта. По его словам, деньги на строительство уже выделены, а рабочие"
    " наняты в обеих столицах."
)
THIRD = (
    "Оппозиция считает, что мост не нужен, и требует созвать парламент, чтобы обсудить расходы на строительство и сроки"
    " работ до конца года."
)


def page(head: str = "", body: str | None = None, attributes: str = ' lang="ru"') -> str:
    body = (
        body
        or f"<p>{FIRST}</p><script>alert('код');</script><p>{SECOND}</p><style>p{{color:red}}</style><p>{THIRD}</p>"
    )
    return (
        f"<!DOCTYPE html><html{attributes}><head><meta charset='utf-8'>{head}<style>.x{{}}</style></head><body>"
        f"<nav><a href='/'>Главная</a> <a href='/p'>Политика</a></nav><article><h1>Мост будет</h1>{body}</article>"
        "<footer>© Голос. Все права защищены</footer></body></html>"
    )


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


NEWS = {
    "@type": "NewsArticle",
    "headline": "Мост будет",
    "datePublished": "2025-10-10T12:30:00+03:00",
    "publisher": {"@type": "Organization", "name": "Голос"},
    "mainEntityOfPage": {"@id": "https://golos.example/most"},
}


def test_body_without_code_menus_and_title(write: Write) -> None:
    [article] = (taken := take(write("most.html", page(linked(NEWS))))).articles
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert (article.name, article.title, article.outlet) == ("most", "Мост будет", "Голос")
    assert (article.published, article.url) == ("2025-10-10T12:30:00+03:00", "https://golos.example/most")
    assert article.lang == "ru"
    assert not taken.problems


@pytest.mark.parametrize(
    "head",
    [
        linked(NEWS),
        linked([{"@type": "WebPage"}, NEWS]),
        linked({"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Сайт"}, NEWS]}),
        linked({**NEWS, "@type": ["Thing", "ReportageNewsArticle"], "publisher": "Голос"}),
        linked({**NEWS, "publisher": [{"name": ["Голос"]}]}),
        linked({"@graph": [{**NEWS, "publisher": {"@id": "#o"}}, {"@id": "#o", "name": "Голос"}]}),
        f'<script type="application/ld+json">/* <![CDATA[ */ обрыв {{</script>{linked(NEWS)}',
        linked(NEWS).replace('"Мост будет"', '"Мост\nбудет"'),
        linked({**NEWS, "datePublished": "2025-10-10"})
        + '<meta property="article:published_time" content="2025-10-10T12:30:00+03:00">',
        '<meta property="og:site_name" content="Голос"><meta property="og:title" content="Мост будет">'
        '<link rel="canonical" href="https://golos.example/most">'
        '<meta property="article:published_time" content="2025-10-10T12:30:00+03:00">',
        '<meta name="publisher" content="Голос"><meta itemprop="datePublished" content="2025-10-10T12:30:00+03:00">'
        '<meta property="og:url" content="https://golos.example/most">',
    ],
)  # fmt: skip
def test_facts(head: str) -> None:
    facts = find_page_facts(parse_markup(page(head)))
    assert (facts.date, facts.outlet, facts.title) == ("2025-10-10T12:30:00+03:00", "Голос", "Мост будет")
    assert facts.url == "https://golos.example/most"


def test_outlet_falls_back_on_the_site() -> None:
    facts = find_page_facts(parse_markup(page('<link rel="canonical" href="https://www.golos.example/a">')))
    assert (facts.outlet, facts.title, facts.date) == ("golos.example", "Мост будет", None)


def test_a_date_of_another_day_does_not_beat_the_first() -> None:
    head = linked({**NEWS, "datePublished": "2025-10-10"})
    tree = parse_markup(page(head, f"<time datetime='2025-09-01T10:00:00+03:00'>Читайте также</time><p>{FIRST}</p>"))
    assert find_page_facts(tree).date == "2025-10-10"


def test_time_element() -> None:
    tree = parse_markup(page("", f"<time datetime='2025-10-10T10:00:00+03:00'>10 октября</time><p>{FIRST}</p>"))
    assert find_page_facts(tree).date == "2025-10-10T10:00:00+03:00"


def test_no_date_is_told(write: Write) -> None:
    taken = take(write("a.html", page()))
    assert taken.articles[0].published is None
    assert "no date" in taken.messages


def test_the_template_may_lie_about_the_language(write: Write) -> None:
    taken = take(write("a.html", page(linked(NEWS), attributes=' lang="en-US"')))
    assert taken.articles[0].lang == "ru"
    assert not taken.problems


@pytest.mark.parametrize("declared", ["windows-1251", "iso-8859-1", "utf-8"])
def test_encoding(write: Write, declared: str) -> None:
    markup = page(linked(NEWS)).replace("charset='utf-8'", f"charset='{declared}'")
    [article] = take(write("a.html", markup.encode("windows-1251"))).articles
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"


def test_find_charset() -> None:
    assert find_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">') == "koi8-r"
    assert find_charset(b'<?xml version="1.0" encoding="windows-1251"?><rss>') == "windows-1251"
    assert find_charset(b"<html>") is None


@pytest.mark.parametrize(
    "broken",
    [
        page(linked(NEWS)).replace("</p>", "").replace("</article>", ""),
        page(linked(NEWS)).partition("<footer>")[0],
        "<b><i>" + page(linked(NEWS)) + "</b>",
        page(linked(NEWS)).replace("<body>", "<body><<<div <p><a href='<"),
        page(linked(NEWS)).replace("<p>", "<p>\0<![CDATA[ "),
    ],
)
def test_broken_html_is_read(write: Write, broken: str) -> None:
    [article] = take(write("a.html", broken)).articles
    assert "сказал министр транспорта" in article.text
    assert "alert" not in article.text
    assert "color" not in article.text
    assert "<" not in article.text


@pytest.mark.parametrize("empty", ["<html></html>", "<!-- -->", "<script>alert(1)</script>", "<<<>>>\0", "&nbsp;"])
def test_no_text_is_told(write: Write, empty: str) -> None:
    taken = take(write("a.html", empty))
    assert not taken.articles or "<" not in taken.articles[0].text
    assert taken.problems


def test_a_page_without_an_article(write: Write) -> None:
    [article] = take(write("a.html", "<div>Мост.</div><div>Река.</div>"), options=Options(lang="ru")).articles
    assert article.text == "Мост.\nРека."


def test_a_huge_page_is_read(write: Write) -> None:
    body = "".join(f"<p>{n} {FIRST}</p>" for n in range(40_000))
    [article] = take(write("a.html", page(linked(NEWS), body))).articles
    assert article.text.count("пресс-служба") == 40_000


def test_read_markup() -> None:
    assert read_markup("<p>Да,\n <b>это</b> так.</p><ul><li>раз<li>два</ul>") == "Да, это так.\nраз\nдва"
    assert read_markup("без разметки & < 5") == "без разметки & < 5"
    assert read_markup("<div>" * 5000 + "дно") in ("дно", "")
    assert read_markup("&lt;script&gt;") == "<script>"  # shown as text by the page, so it is text


def test_nothing_is_printed(write: Write) -> None:
    for number, odd in enumerate(["<html></html>", "x", "<html>\ufffe</html>", "<a href=", "<p>" * 3000, "<p>да\0"]):
        path = write(f"pages/{number}.html", odd)
    code = f"from svod.ingest import ingest; list(ingest([{str(path.parent)!r}]))"
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
