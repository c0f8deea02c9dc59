"""The list of articles a page at a time: the same lines as in its file, whatever is asked."""

from __future__ import annotations

from typing import Any

import pytest

from svod.present.web import article_sheet, listing
from svod.present.web.desk import Desk
from svod.present.web.filters import parse_filters

ASKED: list[dict[str, Any]] = [
    {}, {"outlet": "вестник"}, {"since": "2025-10-10"}, {"until": "2025-10-09"}, {"words": "переговоры"},
    {"words": "переговоры", "until": "2025-10-09"}, {"words": "ничего такого"},
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(map(str, asked.values())) or "all")
def test_pages_are_the_list(desk: Desk, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "ROWS", 1)
    monkeypatch.setattr(article_sheet, "ROWS", 1)
    with desk.read() as db:
        wanted = article_sheet.all_articles(db, parse_filters(asked))
        pages = max(1, len(wanted))
        sheets = [
            article_sheet.article_sheet(desk, db, parse_filters(asked | {"page": str(page)}))
            for page in range(1, pages + 1)
        ]
    assert [row for sheet in sheets for row in sheet.rows] == wanted
    assert {(sheet.total, sheet.pages) for sheet in sheets} == {(len(wanted), pages)}
    days = [row["published"] for row in wanted]
    assert "words" in asked or days == sorted(days, key=lambda day: day or "", reverse=True)
