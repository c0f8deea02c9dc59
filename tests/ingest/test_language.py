"""The language of a text, and headers that lie about it."""

from __future__ import annotations

import pytest
from ingest_samples import ENGLISH, RUSSIAN

from svod.ingest.language import find_contradiction, find_language, parse_language

SAID_IN = {
    "ru": RUSSIAN,
    "en": ENGLISH,
    "uk": "Міністри двох країн домовилися збудувати міст через річку, повідомила пресслужба уряду.",
    "be": "Міністры дзвюх краін дамовіліся пабудаваць мост праз раку, паведаміла прэс-служба ўрада.",
    "bg": "Министрите на двете страни се договориха да построят мост над реката, съобщи правителството.",
    "az": "İki ölkənin nazirləri çayın üzərində körpü tikmək barədə razılığa gəliblər, hökumət bildirib.",
    "hy": "Երկու երկրների նախարարները պայմանավորվել են կամուրջ կառուցել գետի վրա։",
    "ka": "ორი ქვეყნის მინისტრები შეთანხმდნენ მდინარეზე ხიდის აშენებაზე.",
}


@pytest.mark.parametrize("lang", SAID_IN)
def test_find_language(lang: str) -> None:
    found, sure = find_language(SAID_IN[lang])
    assert found == lang
    assert sure > 0.5


def test_no_letters_no_language() -> None:
    assert find_language("12:30 — 15%") == (None, 0.0)


@pytest.mark.parametrize(
    ("value", "lang"), [("ru", "ru"), ("ru-RU", "ru"), ("ru_RU", "ru"), ("RUS", "ru"), ("ua", "uk"), ("русский", "ru")]
)
def test_parse_language(value: str, lang: str) -> None:
    assert parse_language(value) == lang


@pytest.mark.parametrize("value", [None, "", "-", "x-default", "42", "языка нет"])
def test_parse_no_language(value: str | None) -> None:
    assert parse_language(value) is None


def test_contradiction_needs_a_long_text() -> None:
    assert find_contradiction(ENGLISH, "ru") == "en"
    assert find_contradiction(ENGLISH, "en") is None
    assert find_contradiction(ENGLISH[:120], "ru") is None
    assert find_contradiction(RUSSIAN, "la") is None  # not a language that the judge knows
