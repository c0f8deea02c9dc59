"""The language of a text, and headers that lie about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_samples import ENGLISH, RUSSIAN

import svod
from svod.ingest.language import (
    find_contradiction,
    find_language,
    load_identifier,
    load_signs,
    parse_language,
    shows,
    take_sample,
)

SAMPLE = Path(svod.__file__).parent / "sample"
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


def shown(text: str) -> bool:
    """Whether a text shows to be Russian."""
    (signs,) = load_signs()
    return shows(take_sample(text), signs)


def test_a_plain_russian_text_is_known_without_the_model() -> None:
    load_identifier.cache_clear()
    assert find_language(RUSSIAN) == ("ru", 1.0)
    assert find_contradiction(RUSSIAN, "uk") == "ru"
    assert load_identifier.cache_info().misses == 0


def test_what_shows_to_be_russian_the_model_calls_russian() -> None:
    texts = [text for path in SAMPLE.glob("*.txt") if shown(text := path.read_text("utf-8"))]
    assert len(texts) > 5
    for text in [RUSSIAN, *texts]:
        code, sure = load_identifier().classify(take_sample(text))
        assert code == "ru"
        assert sure > 0.99


@pytest.mark.parametrize("lang", sorted({*SAID_IN} - {"ru"}))
def test_a_text_of_another_language_does_not_show_to_be_russian(lang: str) -> None:
    assert not shown(" ".join([SAID_IN[lang]] * 5))


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN[:240],  # too short
        RUSSIAN + " " + "Україні",
        RUSSIAN + " " + ENGLISH,
        RUSSIAN.replace("ы", "и").replace("э", "е"),
        " ".join(word for word in RUSSIAN.split() * 2 if len(word) > 3),
    ],
)
def test_in_doubt_the_model_is_asked(text: str) -> None:
    assert shown(RUSSIAN)
    assert not shown(text)
