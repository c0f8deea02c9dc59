"""Sentences read and related: one call told in three words is one event, another call another, whatever the order."""

from __future__ import annotations

from itertools import permutations

import pytest

from svod.analyse import analyse
from svod.ids import make_id
from svod.packs import load_pack
from svod.records import Accounts, Article
from svod.relate import relate

CALLS = {
    "Утро": ("2027-03-03", "2 марта президент Чили Пабло Ривас позвонил президенту Перу Хорхе Луне."),
    "День": (
        "2027-03-03",
        "Президент Чили Пабло Ривас и президент Перу Хорхе Луна провели 2 марта телефонный разговор.",
    ),
    "Вечер": ("2027-03-04", "Беседа президента Чили Пабло Риваса с президентом Перу Хорхе Луной прошла 2 марта."),
    "Неделя": ("2027-03-10", "9 марта президент Чили Пабло Ривас позвонил президенту Перу Хорхе Луне."),
}
NEWS = {
    "Март": ("2027-03-03", "Президент Чили Пабло Ривас позвонил президенту Перу Хорхе Луне. Они обсудили торговлю."),
    "Апрель": ("2027-03-11", "Президент Чили Пабло Ривас позвонил президенту Перу Хорхе Луне. Они обсудили торговлю."),
}
VISIT = {
    "Анонс": ("2027-03-01", "Президент Чили Пабло Ривас посетит Перу 12 апреля."),
    "Итог": ("2027-04-20", "Президент Чили Пабло Ривас посетил Перу 19 апреля."),
}


def related(told: dict[str, tuple[str, str]]) -> tuple[Accounts, dict[str, str]]:
    """The accounts of short reports, and the outlet of each event mention."""
    pack = load_pack("ru")
    articles = [
        Article(make_id("a", outlet, text), outlet, outlet, None, day, "ru", None, text, "")
        for outlet, (day, text) in told.items()
    ]
    findings = [analyse(a, pack) for a in articles]
    outlets = {e.id: a.name for a, f in zip(articles, findings, strict=True) for e in f.events}
    return relate(articles, findings), outlets


def tellers(told: dict[str, tuple[str, str]]) -> list[list[str]]:
    """Of every event of talks, the outlets that tell it."""
    accounts, outlets = related(told)
    return sorted(sorted({outlets[m] for m in e.mentions}) for e in accounts.events if e.type == "CONSULT")


def test_one_call_in_three_words_is_one_and_a_call_a_week_later_another() -> None:
    assert tellers(CALLS) == [["Вечер", "День", "Утро"], ["Неделя"]]


def test_two_calls_each_told_as_news_of_its_day_are_two() -> None:
    assert all(len(outlets) == 1 for outlets in tellers(NEWS))


def test_a_visit_announced_for_another_day_is_not_the_visit_held() -> None:
    assert tellers(VISIT) == [["Анонс"], ["Итог"]]


@pytest.mark.parametrize("order", list(permutations(CALLS))[::5])
def test_the_order_of_reports_changes_nothing(order: tuple[str, ...]) -> None:
    assert related({outlet: CALLS[outlet] for outlet in order})[0] == related(CALLS)[0]
