"""A headline against its own text: what plainly excludes it clashes, what only says more or less does not."""

from __future__ import annotations

import pytest

from svod.analyse import analyse
from svod.ids import make_id
from svod.packs import load_pack
from svod.records import Article

PLANNED = "Завтра президент Ирана посетит Францию. Об этом сообщили в Тегеране."
DENIED = "Полиция Италии не арестовала посла Ирана. Его лишь попросили предъявить паспорт."


def make_article(title: str | None, text: str) -> Article:
    """An article of one day in May."""
    return Article(make_id("a", str(title), text), "case", "outlet", None, "2024-05-16", "ru", title, text, "")


@pytest.mark.parametrize(
    ("title", "text", "reasons"),
    [
        ("Полиция Италии арестовала посла Ирана", DENIED, {"title.denied"}),
        ("Полиция Италии не арестовала посла Ирана", DENIED, set()),
        (
            "Полиция Италии не арестовала посла Ирана",
            "Вчера полиция Италии арестовала посла Ирана.",
            {"title.happened"},
        ),
        ("Президент Ирана посетил Францию", PLANNED, {"title.planned"}),
        ("Президент Ирана посетит Францию", PLANNED, set()),
        (
            "Полиция Италии арестовала двух граждан Ирана",
            "Полиция Италии арестовала пять граждан Ирана. Их допрашивают.",
            {"title.count"},
        ),
        (
            "Полиция Италии арестовала пять граждан Ирана",
            "Полиция Италии арестовала двух граждан Ирана, а позже еще троих.",
            set(),  # parts may add up
        ),
        ("Франция намерена арестовать посла Ирана", "Полиция Италии не арестовала посла Ирана.", set()),
        (None, DENIED, set()),
    ],
)
def test_clashes(title: str | None, text: str, reasons: set[str]) -> None:
    found = analyse(make_article(title, text), load_pack("ru"))
    assert {c.reason for c in found.clashes} == reasons


def test_a_clash_rests_on_words_of_both() -> None:
    article = make_article("Полиция Италии арестовала посла Ирана", DENIED)
    (clash,) = analyse(article, load_pack("ru")).clashes
    assert article.title is not None
    assert clash.title.field == "title"
    assert article.title[clash.title.span.start : clash.title.span.end] == clash.title.text == "арестовала"
    assert article.text[clash.body.span.start : clash.body.span.end] == clash.body.text
    assert clash.body.text == DENIED.split(" Его")[0]
    assert clash.slot == "happened"
