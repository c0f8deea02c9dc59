"""Pages as browsers save them, in the layouts that Russian sites have: body, day, outlet, and nothing around them."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from ingest_samples import take

Write = Callable[[str, str | bytes], Path]
TITLE = "Министры договорились о мосте"
FIRST = "Министры двух стран договорились построить мост через реку, сообщила в понедельник пресс-служба правительства."
SECOND = "«Мы начнём весной», — заявил министр транспорта. По его словам, деньги уже выделены, а рабочие наняты."
THIRD = (
    "Оппозиция считает, что мост не нужен, и требует созвать парламент, чтобы обсудить расходы и сроки до конца года."
)
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>Раздел {n}</a></li>" for n in range(9)) + "</ul>"
MORE = "<div class='more'><h3>Читайте также</h3><ul>" + "".join(
    f"<li><a href='/n{n}'>Новость номер {n} о погоде и ценах</a></li>" for n in range(6)
) + "</ul></div>"  # fmt: skip
P = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
ADDRESS = "<meta property='og:url' content='https://golos.example/20251010/most-17.html'>"

LAYOUTS = {
    "an aside around the article": f"<aside><time datetime='2025-10-10T12:30'>12:30</time>"
    f"<article itemprop='articleBody'><h1>{TITLE}</h1>{P}</article></aside>",
    "a form around everything": f"<form><h1>{TITLE}</h1><span>10.10.2025</span><div>{P}</div></form>",
    "paragraphs in blocks, with an inset": f"<h1>{TITLE}</h1><div>12:30 10.10.2025</div><div><div>{FIRST}</div>"
    "<div class='inset'><a href='/x'><span>Мост подорожал вдвое</span></a><div>9 октября, 10:00</div></div>"
    f"<div>{SECOND}</div><div>{THIRD}</div></div>",
    "a day that only readers see": f"<main><h1>{TITLE}</h1><span>10 октября 2025 г., 12:30 (МСК)</span>{P}</main>",
    "the day before the heading": f"<a href='/2025'>12:30, 10 октября 2025</a><h1>{TITLE}</h1><div>{P}</div>",
    "calls to subscribe": f"<article><h1>{TITLE}</h1><i>10 октября 2025</i>{P}<p>Подписывайтесь на наш канал</p>"
    "<p>Нашли ошибку? Выделите её</p></article>",
}


def page(body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='ru'><head><meta charset='utf-8'><title>{TITLE} - Голос</title>{head}</head><body>"
        f"<header><span>22 ноября 2026</span><nav>{MENU}</nav></header>{body}{MORE}<footer>© Голос, 2001–2025</footer>"
        "</body></html>"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(write: Write, layout: str, encoding: str) -> None:
    markup = page(LAYOUTS[layout]).replace("utf-8", encoding).encode(encoding)
    [article] = take(write("a.html", markup)).articles
    assert article.text == TEXT
    assert (article.published, article.title) == ("2025-10-10", TITLE)


def test_a_page_of_tables_without_metadata(write: Write) -> None:
    body = (
        f"<table><tr><td>{MORE}</td><td><b>{TITLE}</b><br><i>10.10.2025 12:30</i><br><br>{FIRST}<br><br>{SECOND}"
        f"<br><br>{THIRD}</td></tr></table>"
    )
    markup = f"<html><head><title>Голос | {TITLE}</title></head><body>{body}</body></html>"
    [article] = take(write("a.html", markup.encode("windows-1251"))).articles
    assert (article.text, article.title, article.published) == (TEXT, TITLE, "2025-10-10")


def test_the_day_in_the_address(write: Write) -> None:
    [article] = take(write("a.html", page(f"<article><h1>{TITLE}</h1>{P}</article>", ADDRESS))).articles
    assert article.published == "2025-10-10"


def test_the_day_of_saving_in_the_head_of_the_site_is_no_date(write: Write) -> None:
    assert take(write("a.html", page(f"<article><h1>{TITLE}</h1>{P}</article>"))).articles[0].published is None


def test_the_address_that_a_browser_noted(write: Write) -> None:
    note = "<!-- saved from url=(0041)https://www.golos.example/2025/10/10/most -->\n"
    [article] = take(write("a.html", note + page(f"<article><h1>{TITLE}</h1>{P}</article>"))).articles
    assert (article.url, article.outlet) == ("https://www.golos.example/2025/10/10/most", "golos.example")
    assert article.published == "2025-10-10"


def test_the_parts_of_a_saved_page_are_left_out(write: Write, tmp_path: Path) -> None:
    write("most.html", page(LAYOUTS["a form around everything"]))
    write("most_files/frame.html", page(f"<p>{FIRST} Реклама.</p>"))
    write("other_files/b.txt", FIRST)
    taken = take(tmp_path)
    assert [a.name for a in taken.articles] == ["most", "b"]
    assert [s.reason for s in taken.skipped] == ["parts of a saved page"]


def test_a_body_that_only_json_holds(write: Write) -> None:
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{FIRST} {THIRD}"}}</script>'
    [article] = take(write("a.html", page("<div id='app'></div>", script))).articles
    assert article.text == f"{FIRST} {THIRD}"


def make_mhtml(markup: str) -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://golos.example/2025/10/10/most"
    message["Date"] = "Sun, 22 Nov 2026 10:00:00 -0000"
    message.set_content("x", subtype="css")
    message.make_related()
    message.attach(part := EmailMessage())
    part.set_content(markup, subtype="html", charset="utf-8", cte="quoted-printable")
    return bytes(message)


def test_mhtml(write: Write) -> None:
    [article] = take(write("a.mhtml", make_mhtml(page(f"<article><h1>{TITLE}</h1>{P}</article>")))).articles
    assert (article.text, article.outlet) == (TEXT, "golos.example")
    assert article.url == "https://golos.example/2025/10/10/most"
    assert "no page" in take(write("b.mhtml", "From: x\n\nслова")).messages
