"""The queue by keys alone in a real browser: go on, accept, undo; and the reader's switches without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import sample_records as sample
from browser import Browser, Page, chromium
from desk_server import serving
from svod.present.web.desk import Desk
from svod.store import load_decisions, open_store, save_accounts

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: chromium)")


@pytest.fixture
def address(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The desk behind a real server, with two contradictions in its queue; nothing is related anew."""
    db = open_store(path)
    save_accounts(db, replace(sample.ACCOUNTS, judgements=()))
    db.close()
    monkeypatch.setattr(desk.relater, "ask", lambda *_: None)
    with serving(desk) as address:
        yield address


def press(page: Page, key: str, *, leads: bool = False) -> None:
    """Press the key of a letter, and wait for the page that it leads to."""
    page.loaded = False
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", {"type": kind, "key": key, "text": key if kind == "keyDown" else ""})
    while leads and not page.loaded:
        page.browser.read()
    page.settle()


def shown(page: Page, selector: str) -> object:
    return page.evaluate(f"[...document.querySelectorAll({selector!r})].map(e => e.id)")


def verdicts(path: Path) -> list[str]:
    db = open_store(path)
    found = [d.verdict for d in load_decisions(db)][1:]
    db.close()
    return found


def test_keys_go_on_decide_and_undo(address: str, path: Path) -> None:
    with Browser() as browser:
        page = browser.open(address + "/review?kind=contradictions")
        both = shown(page, ".item")
        assert isinstance(both, list)
        assert len(both) == 2
        press(page, "j")
        press(page, "j")
        assert shown(page, ".current") == [both[1]]
        press(page, "r", leads=True)
        assert verdicts(path) == ["wrong"]
        assert shown(page, ".item") == [both[0]]
        assert shown(page, ".current") == [both[0]]  # the next one stands where the one decided stood
        press(page, "u", leads=True)
        assert verdicts(path) == ["wrong", "undo"]
        assert shown(page, ".item") == both
        press(page, "e")
        assert page.evaluate("document.querySelectorAll('.edit[open]').length") == 1
        assert page.complaints == []


def test_the_queue_fits_a_small_screen(address: str) -> None:
    with Browser() as browser:
        for place in ("/review", "/commitments", f"/article/{sample.A.id}"):
            page = browser.open(address + place, width=360, dark=True)
            page.settle()
            assert page.complaints == []
            assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_switches_hide_a_kind(address: str) -> None:
    with Browser() as browser:
        page = browser.open(f"{address}/article/{sample.A.id}")
        look = "getComputedStyle(document.querySelector('.text .q')).backgroundColor"
        assert page.evaluate(look) != "rgba(0, 0, 0, 0)"
        page.evaluate("document.getElementById('see-quotes').click()")
        assert page.evaluate(look) == "rgba(0, 0, 0, 0)"
        press(page, "j")
        assert page.evaluate("location.hash.slice(0, 3)") in ("#e-", "#q-")
