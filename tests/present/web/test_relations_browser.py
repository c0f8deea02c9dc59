"""Index, network, matrix and actors in a real browser: pictures answer, the slider counts, the console is silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from test_desk_browser import go, words

import sample_records as sample
from browser import Browser, Page, chromium
from svod.present.web.desk import Desk
from svod.store import save_accounts

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: chromium)")
DRAWN = "document.querySelector('.drawing svg.marks, .drawing svg') !== null"
PAIR = "/index?dyad=XAR-XNI"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as started:
        yield started


def drawn(page: Page) -> None:
    """Wait until the picture is drawn from its specification."""
    for _ in range(100):
        if page.evaluate(DRAWN):
            return
        page.settle()
    raise AssertionError("nothing was drawn")


@pytest.mark.parametrize("view", [PAIR, "/index", "/network", "/network?level=persons", "/matrix", "/actors",
                                  f"/actor/{sample.ACCOUNTS.actors[0].id}", PAIR + "&at=2025-10-01"])  # fmt: skip
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_silent_and_fits(browser: Browser, address: str, view: str, width: int) -> None:
    page = browser.open(address + view, width=width, dark=width == 360)
    page.settle()
    assert page.complaints == []
    assert [r for r in page.requests if not r.startswith((address, "data:"))] == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_point_leads_to_its_events_and_back(browser: Browser, address: str) -> None:
    page = browser.open(address + PAIR)
    drawn(page)
    page.loaded = False
    page.click(".drawing svg .mark-symbol path")
    while not page.loaded:
        page.browser.read()
    assert "at=2025-10-01" in page.evaluate("location.search")
    assert "Самовит" in words(page)
    assert page.evaluate("location.hash") == "#points"
    page.evaluate("history.back()")
    page.settle()
    assert page.complaints == []


def test_colours_are_those_of_the_page(browser: Browser, address: str) -> None:
    inks = set()
    for dark in (False, True):
        page = browser.open(address + PAIR, dark=dark)
        drawn(page)
        inks.add(page.evaluate("getComputedStyle(document.querySelector('.drawing svg [fill=\"var(--ink)\"]')).fill"))
    assert len(inks) == 2


def test_the_slider_counts_only_its_months(browser: Browser, desk: Desk, address: str) -> None:
    with desk.write() as db:
        later = replace(sample.TALKS, id="E-1111111111111111", start="2025-11-20", end="2025-11-20")
        save_accounts(db, replace(sample.ACCOUNTS, events=(*sample.ACCOUNTS.events, later)))
    page = browser.open(address + "/network")
    drawn(page)
    tips = "[...document.querySelectorAll('.drawing svg .mark-path path[aria-label]')].map(e => e.ariaLabel).join()"
    assert "событий 2" in page.evaluate(tips)
    page.evaluate("(s => { s.value = 1; s.dispatchEvent(new Event('input', {bubbles: true})); })(slider.elements.from)")
    page.settle()
    assert "событий 1" in page.evaluate(tips)
    assert page.evaluate("slider.elements.from.nextElementSibling.textContent") == "2025-11"
    assert page.complaints == []


def test_without_script_there_is_a_picture_and_a_table(browser: Browser, address: str) -> None:
    page = browser.open(address + "/network", script=False)
    assert page.evaluate("document.querySelector('.drawing img').complete")
    assert page.evaluate("document.querySelector('.drawing img').naturalWidth") > 300
    go(page, "details td a")
    assert "edge=" in page.evaluate("location.search")
