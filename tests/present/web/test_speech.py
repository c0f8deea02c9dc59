"""The language of a page: asked for, kept, the desk's own, the browser's; and never somebody else's."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from svod.present.messages import LANGUAGES
from svod.present.web.app import make_app
from svod.present.web.speech import accepted_lang, asked_lang, cookie_lang

if TYPE_CHECKING:
    from desk_client import Client

    from svod.present.web.desk import Desk

HEADINGS = {"ru": "Коротко", "en": "In brief", "uk": "Потребує погляду"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_speaks_the_language_it_is_asked_for(client: Client, lang: str) -> None:
    page = client.get(f"/?lang={lang}")
    assert f'<html lang="{lang}">' in page.text
    assert HEADINGS[lang] in page.text
    assert f"svod_lang={lang};" in page.headers["set-cookie"]
    assert "Accept-Language" in page.headers["vary"]


def test_the_cookie_keeps_it_and_the_address_beats_it(client: Client) -> None:
    client.get("/?lang=en")
    assert '<html lang="en">' in client.get("/events").text
    assert '<html lang="uk">' in client.get("/events?lang=uk").text
    assert '<html lang="uk">' in client.get("/events?lang=fr").text, "a language we have not is not asked for"


def test_the_browser_is_asked_last(client: Client, desk: Desk) -> None:
    wanted = {"accept-language": "de, uk-UA;q=0.8, en;q=0.5"}
    assert '<html lang="uk">' in client.get("/", headers=wanted).text
    assert '<html lang="ru">' in client.get("/", headers={"accept-language": "de, *;q=0.1"}).text
    desk.lang = "en"
    with type(client)(make_app(desk)) as other:
        assert '<html lang="en">' in other.get("/", headers=wanted).text, "svod serve --lang"


@pytest.mark.parametrize("header", ["", ",,,", ";q=1", "uk;q=no", "uk;q=0", "uk;q=inf", "fr", "q=1;uk"])
def test_headers_that_ask_for_nothing_we_have(header: str) -> None:
    assert accepted_lang(header) is None


def test_odd_cookies_and_queries_ask_for_nothing() -> None:
    assert cookie_lang("svod_lang=de") is None
    assert cookie_lang("\x00=;;svod_lang") is None
    assert cookie_lang("a=b; svod_lang=uk") == "uk"
    assert asked_lang(b"slang=en") is None
    assert asked_lang(b"lang=%FF&lang=en") == "en"


def test_the_switch_leads_back_to_the_same_page(client: Client) -> None:
    page = client.get("/events?dyad=XAR-XNI&lang=uk").text
    links = re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang', page)
    assert links == [(f"/events?dyad=XAR-XNI&amp;lang={lang}", lang) for lang in LANGUAGES]
    assert client.get("/events?dyad=XAR-XNI&lang=en").status_code == 200


def test_faults_speak_too(client: Client) -> None:
    assert "There is no event" in client.get("/event/E-0000000000000000?lang=en").text
    assert "Запитання або рішення" in client.get("/events?only=nothing&lang=uk").text


def test_two_people_never_hear_one_another(client: Client) -> None:
    """What is kept between requests is kept for each language apart."""
    addresses = ["/", "/events", "/quotes", "/search"] * 3
    asked = [(a, lang) for a in addresses for lang in LANGUAGES]
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda x: client.get(f"{x[0]}?lang={x[1]}").text, asked))
    alone = {x: client.get(f"{x[0]}?lang={x[1]}").text for x in asked}
    for x, page in zip(asked, pages, strict=True):
        assert page == alone[x]
