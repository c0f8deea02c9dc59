"""axe-core finds no serious barrier on any page of the desk, light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

import sample_records as sample
from browser import Browser, chromium

AXE = Path(__file__).parents[2] / "assets" / "axe.min.js"
pytestmark = [
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: chromium)"),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make assets"),
]
VIEWS = ("/", "/timeline", "/map", "/events", "/quotes", "/commitments", "/actors", "/network", "/index",
         "/index?dyad=XAR-XNI&at=2025-10-01", "/network?edge=XAR,XNI", "/matrix",
         f"/actor/{sample.ACCOUNTS.actors[0].id}",
         "/search", "/review", "/log", f"/event/{sample.TALKS.id}", f"/article/{sample.A.id}",
         f"/record/{sample.SHOT.id}", "/nothing")  # fmt: skip
FINDINGS = """
axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations
    .filter(v => v.impact === "serious" || v.impact === "critical")
    .map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 160) + " " + (n.any[0] || {message: ""}).message)
        .slice(0, 3).join(" | ")))
"""


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_no_page_has_a_serious_barrier(address: str, width: int, dark: bool) -> None:
    axe, found = AXE.read_text("utf-8"), {}
    with Browser() as browser:
        for view in VIEWS:
            page = browser.open(address + view, width=width, dark=dark)
            page.settle()
            page.evaluate(axe + "; 0")
            if barriers := page.evaluate(FINDINGS):
                found[view] = barriers
    assert found == {}
