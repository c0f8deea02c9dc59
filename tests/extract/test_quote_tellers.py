"""The article's own outlet is known by its address, in either alphabet."""

from __future__ import annotations

import pytest

from svod.extract.quote_tellers import is_own
from svod.packs import load_pack
from svod.records import Article


@pytest.mark.parametrize(
    ("outlet", "url", "name", "own"),
    [
        ("rbc.ru", None, "РБК", True),
        ("ria.ru", None, "РИА Новости", True),
        (None, "https://www.tass.ru/politika/1", "ТАСС", True),
        ("Меридиан", None, "Меридиан", True),
        ("rbc.ru", None, "ТАСС", False),
        (None, None, "РБК", False),
        ("", "", "", False),
    ],
)
def test_own_outlet(outlet: str | None, url: str | None, name: str, own: bool) -> None:
    article = Article("a-1", "x", outlet, url, "2024-05-16", "ru", None, "Порт закрыт.", "")
    assert is_own(article, name, load_pack("ru")) is own
