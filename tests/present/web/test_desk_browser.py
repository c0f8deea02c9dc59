"""The desk in a real browser: a filter, an article, a merge and its undo, and a console that is silent."""

from __future__ import annotations

import json

import pytest

import sample_records as sample
from browser import Browser, Page, chromium
from svod.present.cli_serve import listen
from svod.present.web.desk import Desk

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: chromium)")


def go(page: Page, selector: str) -> None:
    """Click and wait for the page it leads to."""
    page.loaded = False
    page.evaluate(f"document.querySelector({json.dumps(selector)}).click()")
    while not page.loaded:
        page.browser.read()


def words(page: Page) -> str:
    return " ".join(str(page.evaluate("document.querySelector('main').innerText")).split())


def test_every_page_is_silent_and_fits(address: str) -> None:
    with Browser() as browser:
        for path in ("/", "/events", "/quotes", "/search?words=a", "/log", f"/event/{sample.TALKS.id}",
                     f"/article/{sample.A.id}#{sample.READY.id}", f"/record/{sample.SHOT.id}"):  # fmt: skip
            for width in (1280, 360):
                page = browser.open(address + path, width=width, dark=width == 360)
                page.settle()
                assert page.complaints == []
                assert [r for r in page.requests if not r.startswith((address, "data:"))] == []
                assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_person_filters_reads_joins_and_undoes(address: str, desk: Desk) -> None:
    with Browser() as browser:
        page = browser.open(address + "/events")
        page.evaluate("document.querySelector('select[name=only]').value = 'contradict'")
        go(page, ".filters button")
        assert "only=contradict" in page.evaluate("location.search")
        assert "1–1 из 1" in words(page)
        go(page, ".lines .self")
        assert page.evaluate("location.pathname") == f"/event/{sample.TALKS.id}"
        go(page, "td.v-contradict a")
        lit = "[...document.querySelectorAll('.text *')].filter(e => getComputedStyle(e).backgroundColor === "
        shown = page.evaluate(lit + "'rgb(255, 224, 138)').map(e => e.textContent).join('')")
        assert shown in ("Кестрене", "более двух часов")
        page.go(f"{address}/record/{sample.MET_A.id}")
        page.evaluate("document.querySelector('input[name=b]').value = '" + sample.EXPEL.id + "'")
        page.evaluate("document.querySelector('select[name=verdict]').value = 'same'")
        go(page, "form:has(input[name=b]) button")
        assert "/decided/2" in page.evaluate("location.pathname")
        desk.relater.finish()
        page.go(f"{address}/event/{sample.EXPEL.id}")
        joined = words(page)
        assert "Голос Ардалии" in joined
        assert "Хроника" in joined
        page.go(f"{address}/decided/2")
        go(page, "form.choose button")
        desk.relater.finish()
        page.go(f"{address}/event/{sample.EXPEL.id}")
        assert "Голос Ардалии" not in words(page).split("Исправить")[0]
        assert page.complaints == []


def test_the_server_listens_on_loopback_only() -> None:
    listener = listen(0)
    assert listener.getsockname()[0] == "127.0.0.1"
    listener.close()
