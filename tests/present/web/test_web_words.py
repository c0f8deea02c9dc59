"""The desk in English and Ukrainian: no page says a word of Russian but what articles and records say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sample_records as sample
from svod.present.web.app import ROUTES
from svod.store import load_accounts, load_articles, load_decisions, load_findings

sys.path.insert(0, str(Path(__file__).parents[1]))

from foreign_words import foreign, vocabulary

if TYPE_CHECKING:
    from desk_client import Client

    from svod.present.web.desk import Desk

PAGES = sorted({route.path for route in ROUTES if "{" not in route.path and "." not in route.path})


def addresses(client: Client) -> list[str]:
    """Every page without a parameter, and one of each kind with."""
    return [*PAGES, f"/event/{sample.TALKS.id}", f"/article/{sample.A.id}", f"/record/{sample.READY.id}",
            f"/record/{sample.MET_A.id}", "/decided/1", "/event/none", "/events?only=nonsense"]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_no_page_says_russian_of_ours(client: Client, desk: Desk, lang: str) -> None:
    client.submit("decide", verdict="note", a=sample.MET_A.id, value="заметка", by="кто-то")
    desk.relater.finish()
    with desk.read() as db:
        own = vocabulary(list(load_articles(db)), list(load_findings(db)), load_accounts(db), list(load_decisions(db)))
    found = {}
    for address in addresses(client):
        page = client.get(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        words = foreign(page.text, own)
        if lang == "uk":
            words = [w for w in words if set(w.casefold()) & set("ыэъё")]
        if words:
            found[address] = words
    assert found == {}
