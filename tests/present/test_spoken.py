"""Labels of records said in another language; the report in English and Ukrainian with no word of Russian of ours."""

from __future__ import annotations

import pytest
from foreign_words import foreign, vocabulary
from report_story import ACCOUNTS, ARTICLES, FINDINGS, LOST

from svod.present.messages import speaking
from svod.present.report import render_report
from svod.present.report_model import make_report
from svod.present.spoken import speak_label, speak_sides, speak_state


def tell_story(lang: str) -> str:
    with speaking(lang):
        return render_report(make_report(ARTICLES.values(), FINDINGS, ACCOUNTS, problems=(LOST,)))


@pytest.mark.parametrize(
    ("lang", "label", "type_", "shown"),
    [
        ("ru", "Телефонный разговор: Россия – Самовит", "CONSULT", "Телефонный разговор: Россия – Самовит"),
        ("en", "Телефонный разговор: Россия – Самовит", "CONSULT", "Phone call: Russia – Самовит"),
        ("uk", "Телефонный разговор: Россия – Самовит", "CONSULT", "Телефонна розмова: Росія – Самовит"),
        ("en", "Санкции: [Россия], Велик и ещё 3 → Олма", "SANCTION", "Sanctions: [Russia], Велик and 3 more → Олма"),
        ("en", "Удар, 2025-10", "ASSAULT", "Strike, 2025-10"),
        ("en", "Что-то: Россия", "CONSULT", "Что-то: Россия"),
        ("ru", "Talks: Russia – Самовит", "CONSULT", "Переговоры: Россия – Самовит"),
        ("en", "", "CONSULT", ""),
    ],
)
def test_labels(lang: str, label: str, type_: str, shown: str) -> None:
    with speaking(lang):
        assert speak_label(label, type_) == shown


def test_names_of_people_stay_as_articles_write_them() -> None:
    with speaking("en"):
        assert speak_sides("Лука Самовит → МИД Ардалии") == "Лука Самовит → МИД Ардалии"
        assert speak_state("Россия-24") == "Россия-24"


def test_the_english_report_says_no_russian_of_ours() -> None:
    page = tell_story("en")
    assert '<html lang="en">' in page
    assert foreign(page, vocabulary(ARTICLES, FINDINGS, ACCOUNTS, LOST)) == []


def test_the_ukrainian_report_is_ukrainian() -> None:
    page = tell_story("uk")
    own = vocabulary(ARTICLES, FINDINGS, ACCOUNTS, LOST)
    assert [w for w in foreign(page, own) if set(w.casefold()) & set("ыэъё")] == []
    assert "Хто що сказав" in page


def test_each_language_gives_the_same_links() -> None:
    """Only words differ: anchors, filters and evidence are the same."""
    import re

    pages = [
        re.findall(r'(?:href|id|data-type|data-dyad|data-outlet)="(#?[A-Za-z0-9-]+)"', tell_story(lang))
        for lang in ("ru", "en", "uk")
    ]
    assert pages[0] == pages[1] == pages[2]
