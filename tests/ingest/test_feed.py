"""RSS and Atom files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import take

Write = Callable[[str, str | bytes], Path]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ENTRY = (
    "<item><title>Мост &amp; дорога</title><link>https://golos.example/1</link><guid>g-1</guid>"
    "<pubDate>Fri, 10 Oct 2025 12:30:00 +0300</pubDate><description>Коротко о мосте.</description>"
    "<content:encoded><![CDATA[<p>Министры <b>договорились</b>.</p><script>alert(1)</script><p>Мост построят весной,"
    " деньги уже есть.</p>]]></content:encoded></item>"
)
SECOND = (
    "<item><title>Второе</title><link>https://golos.example/2</link><pubDate>10 октября 2025</pubDate>"
    "<description>&lt;p&gt;Парламент &amp;laquo;обсудил&amp;raquo; расходы на мост и дорогу.&lt;/p&gt;</description>"
    "</item>"
)
THIRD = (
    "<item><title>Третье</title><pubDate>когда-то</pubDate>"
    "<description>Погода в столице будет сухой.</description></item>"
)


def rss(*entries: str, head: str = HEAD) -> str:
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Голос</title><language>ru-ru</language>{''.join(entries)}</channel></rss>"
    )


def test_rss(write: Write) -> None:
    first, second, third = (taken := take(write("день.xml", rss(ENTRY, SECOND, THIRD)))).articles
    assert first.text == "Министры договорились.\nМост построят весной, деньги уже есть."
    assert (first.name, first.title, first.outlet) == ("g-1", "Мост & дорога", "Голос")
    assert (first.published, first.lang) == ("2025-10-10T12:30:00+03:00", "ru")
    assert second.text == "Парламент «обсудил» расходы на мост и дорогу."
    assert (second.name, second.published) == ("https://golos.example/2", "2025-10-10")
    assert (third.name, third.published) == ("день#3", None)
    assert "unreadable date 'когда-то'" in taken.messages
    assert "entry день#3" in taken.messages


def test_atom(write: Write) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>Вестник</title><entry><id>urn:1</id>'
        '<title type="html">Мост</title><published>2025-10-10T12:30:00+03:00</published>'
        '<link href="https://vestnik.example/1"/><content type="html">&lt;p&gt;Министры договорились о мосте.&lt;/p&gt;'
        "</content></entry></feed>"
    )
    [article] = (taken := take(write("a.atom", feed))).articles
    assert (article.name, article.outlet, article.text) == ("urn:1", "Вестник", "Министры договорились о мосте.")
    assert (article.url, article.published) == ("https://vestnik.example/1", "2025-10-10T12:30:00+03:00")
    assert not taken.problems


def test_windows_1251(write: Write) -> None:
    feed = rss(SECOND, head='<?xml version="1.0" encoding="windows-1251"?>\n')
    [article] = take(write("a.rss", feed.encode("windows-1251"))).articles
    assert article.text == "Парламент «обсудил» расходы на мост и дорогу."


def test_html_names_of_characters_do_no_harm(write: Write) -> None:
    entry = SECOND.replace("на мост", "на&nbsp;мост &mdash; и&hellip; &amp;amp;")
    taken = take(write("a.xml", rss(entry)))
    assert taken.articles[0].text == "Парламент «обсудил» расходы на\xa0мост — и… & и дорогу."
    assert not taken.problems


def test_the_same_article_again_is_the_same(write: Write) -> None:
    one = take(write("a.xml", rss(ENTRY, SECOND))).articles
    two = take(write("b.xml", rss(SECOND, ENTRY))).articles
    assert {article.id for article in one} == {article.id for article in two}
    assert {article.raw_sha256 for article in one} == {article.raw_sha256 for article in two}


def test_a_feed_that_breaks_off_keeps_what_could_be_read(write: Write) -> None:
    taken = take(write("a.xml", rss(ENTRY, SECOND).partition("&lt;/p&gt;")[0]))
    assert taken.articles[0].name == "g-1"
    assert "the feed is broken" in taken.messages


@pytest.mark.parametrize("other", ["<urlset></urlset>", "не лента", "<rss></rss>", '{"a": 1}', "<feed"])
def test_no_feed(write: Write, other: str) -> None:
    taken = take(write("a.xml", other))
    assert not taken.articles
    assert taken.problems


def test_no_other_file_is_read(write: Write) -> None:
    secret = write("secret.key", "совершенно секретно")
    kind = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">\n<!ENTITY y "яя"><!ENTITY z "&y;&y;&y;">]>'
    taken = take(write("a.xml", rss(THIRD.replace("сухой", "&x; &z;"), head=HEAD + kind)))
    assert "секретно" not in str(taken)
    assert len(taken.articles) == 1


def test_an_address_is_never_opened(write: Write) -> None:
    taken = take(write("a.xml", "http://golos.example/feed.xml"))  # sockets are refused in tests
    assert not taken.articles
