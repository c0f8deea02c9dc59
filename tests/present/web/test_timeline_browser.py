"""Timeline and map in a real browser: marks lead on, the brush chooses days, the map moves, the console is silent."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from test_desk_browser import words
from test_pages_map import place

import sample_records as sample
from browser import Browser, Page, chromium
from svod.present.web.desk import Desk

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: chromium)")
DRAWN = "!!document.querySelector('.drawing').view"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as started:
        yield started


def drawn(page: Page) -> Page:
    """Wait until the picture is drawn from its specification."""
    for _ in range(100):
        if page.evaluate(DRAWN):
            page.settle()
            return page
        page.settle()
    raise AssertionError("nothing was drawn")


def mouse(page: Page, kind: str, x: float, y: float) -> None:
    page.call("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1,
                                           "clickCount": 1})  # fmt: skip


def spot(page: Page, data: str, x: str, y: str) -> tuple[float, float]:
    """Where the first row of a data set stands in the window."""
    script = (
        f"(() => {{ const place = document.querySelector('.drawing'); place.scrollIntoView(); const row ="
        f" place.view.data({json.dumps(data)})[0]; const [ox, oy] = place.view.origin();"
        f" const pad = place.view.padding(); const box = place.querySelector('canvas, svg').getBoundingClientRect();"
        f" return [box.x + ox + pad.left + row.{x}, box.y + oy + pad.top + row.{y}]; }})()"
    )
    found = page.evaluate(script)
    return float(found[0]), float(found[1])


def arrive(page: Page) -> None:
    """Wait for the page that a click leads to."""
    while not page.loaded:
        page.browser.read()
    page.settle()


@pytest.mark.parametrize("view", ["/timeline", "/timeline?lanes=type&clock=reported", "/map"])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_silent_and_fits(browser: Browser, address: str, desk: Desk, view: str, width: int) -> None:
    place(desk.path)
    page = drawn(browser.open(address + view, width=width, dark=width == 360))
    assert page.complaints == []
    assert [r for r in page.requests if not r.startswith((address, "data:"))] == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_mark_says_what_it_is_and_leads_to_its_event(browser: Browser, address: str) -> None:
    page = drawn(browser.open(address + "/timeline"))
    x, y = spot(page, "dots", "x", "y")
    page.call("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})
    page.settle()
    assert "Переговоры" in page.evaluate("document.querySelector('#vg-tooltip-element').textContent")
    page.loaded = False
    mouse(page, "mousePressed", x, y)
    mouse(page, "mouseReleased", x, y)
    arrive(page)
    assert page.evaluate("location.pathname") == f"/event/{sample.TALKS.id}"
    assert page.complaints == []


def test_the_brush_chooses_days_and_the_way_back_is_open(browser: Browser, address: str) -> None:
    page = drawn(browser.open(address + "/timeline?since=2025-01&until=2025-12"))
    page.evaluate("document.querySelector('.drawing').scrollIntoView()")
    box = page.evaluate(
        "(() => { const b = document.querySelector('.drawing canvas').getBoundingClientRect(); return [b.x, b.y]; })()"
    )
    page.loaded = False
    mouse(page, "mousePressed", box[0] + 300, box[1] + 20)
    for step in range(310, 600, 40):
        mouse(page, "mouseMoved", box[0] + step, box[1] + 20)
    mouse(page, "mouseReleased", box[0] + 600, box[1] + 20)
    arrive(page)
    asked = page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
    assert "2025-03" < asked["since"] < "2025-06"
    assert "2025-07" < asked["until"] < "2025-10"
    page.evaluate("history.back()")
    page.settle()
    assert page.complaints == []


def test_the_map_moves_and_its_places_lead_to_their_events(browser: Browser, address: str, desk: Desk) -> None:
    place(desk.path)
    page = drawn(browser.open(address + "/map"))
    before = page.evaluate("document.querySelector('.drawing').view.signal('scale')")
    page.click("[data-zoom='2']")
    assert page.evaluate("document.querySelector('.drawing').view.signal('scale')") == pytest.approx(2 * before)
    page.click("[data-zoom='0']")
    x, y = spot(page, "places", "px", "py")
    page.call("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x + 4, "y": y + 4})
    page.settle()
    assert "событие" in page.evaluate("document.querySelector('#vg-tooltip-element').textContent")
    page.loaded = False
    mouse(page, "mousePressed", x, y)
    mouse(page, "mouseReleased", x, y)
    arrive(page)
    assert page.evaluate("location.pathname") == "/events"
    assert "1–1 из 1" in words(page)
    assert page.complaints == []


def test_without_script_the_pictures_are_images(browser: Browser, address: str, desk: Desk) -> None:
    place(desk.path)
    for view in ("/timeline", "/map"):
        page = browser.open(address + view, script=False)
        assert any(f"{view}.svg" in request for request in page.requests)
