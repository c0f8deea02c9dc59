"""Disputes: when an assertion and a denial contradict, when they only differ, and when they have nothing to do."""

from __future__ import annotations

from itertools import permutations

import pytest

from svod.analyse import analyse
from svod.ids import make_id
from svod.packs import load_pack
from svod.records import Accounts, Article
from svod.relate import relate

ASSERTED = "Президенты Чили и Перу встретились в Лиме 3 мая. Встречу ускорил кризис в отношениях Чили и Перу."
DENIED = (
    "Президенты Чили и Перу провели в Лиме переговоры 3 мая. "
    "Между Чили и Перу не было никакого кризиса, заявил президент Перу Пабло Ривас."
)


def related(*texts: tuple[str, str]) -> Accounts:
    """The accounts of reports of one day and text each, by outlets of their own."""
    pack = load_pack("ru")
    articles = [
        Article(make_id("a", str(n), text), f"n{n}", f"Газета {n}", None, day, "ru", None, text, "")
        for n, (day, text) in enumerate(texts)
    ]
    return relate(articles, [analyse(a, pack) for a in articles])


def verdicts(*texts: tuple[str, str]) -> list[tuple[str, str]]:
    """Verdict and reason of each dispute."""
    return [(d.verdict, d.reason) for d in related(*texts).disputes]


def test_one_asserts_and_another_denies_one_thing() -> None:
    (dispute,) = related(("2024-05-04", ASSERTED), ("2024-05-06", DENIED)).disputes
    assert (dispute.verdict, dispute.reason, dispute.topic) == ("contradict", "claim.denied", "crisis")
    assert {p.code for p in dispute.about} == {"CHL", "PER"}
    assert (dispute.start, dispute.end, dispute.voices) == ("2024-05-04", "2024-05-06", 2)


def test_it_is_a_slot_of_the_event_that_both_are_told_with() -> None:
    accounts = related(("2024-05-04", ASSERTED), ("2024-05-06", DENIED))
    (dispute,) = accounts.disputes
    event = next(e for e in accounts.events if e.id == dispute.event)
    (slot,) = [c for c in accounts.comparisons if c.slot == "claim"]
    assert (slot.event, slot.verdict, event.type) == (event.id, "contradict", "CONSULT")
    assert sorted(t.value or "" for t in slot.tellings) == ["crisis: asserted", "crisis: denied"]
    assert all(t.evidence and "кризис" in t.evidence.text for t in slot.tellings)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("Из-за напряжённости в отношениях Чили и Перу торговля встала.", "claim.akin"),
        ("Энергетический кризис в Чили и Перу начался весной.", "claim.scope"),
        ("Кризис в отношениях Чили и Перу начался весной, заявил Пабло Ривас.", "claim.voice"),
    ],
)
def test_what_falls_short_only_differs(other: str, reason: str) -> None:
    assert verdicts(("2024-05-04", other), ("2024-05-06", DENIED)) == [("differ", reason)]


@pytest.mark.parametrize(
    "other",
    [
        "Кризис в отношениях Чили и Боливии начался весной.",
        "На фоне так называемого кризиса в отношениях Чили и Перу торговля выросла.",
        "Если между Чили и Перу возникнет кризис, торговля встанет.",
    ],
)
def test_what_is_of_others_or_not_asserted_is_no_dispute(other: str) -> None:
    assert verdicts(("2024-05-04", other), ("2024-05-06", DENIED)) == []


def test_what_was_so_weeks_before_may_be_over() -> None:
    assert verdicts(("2024-04-10", ASSERTED.replace("3 мая", "")), ("2024-05-06", DENIED)) == [("differ", "claim.time")]


def test_months_apart_is_another_question() -> None:
    assert verdicts(("2023-05-04", ASSERTED), ("2024-05-06", DENIED)) == []


def test_a_state_may_be_guilty_of_many_things() -> None:
    told = ("2024-05-04", "Чили виновна, заявил президент Перу Пабло Ривас."), ("2024-05-06", "Чили не виновна.")
    assert verdicts(*told) == []


def test_a_person_is_guilty_or_not() -> None:
    told = (
        ("2024-05-04", "Мария Лопес виновна, заявил прокурор Перу."),
        (
            "2024-05-06",
            "Мария Лопес не признала свою вину.",
        ),
    )
    assert verdicts(*told) == [("contradict", "claim.denied")]


def test_citizens_are_not_their_state() -> None:
    group = "Восемь чилийцев причастны к поджогу склада, заявила полиция Перу."
    state = "Чили непричастна к поджогу склада, заявил президент Чили Марио Рохас."
    assert verdicts(("2024-05-04", group), ("2024-05-06", state)) == []


def test_its_authorities_are_the_state() -> None:
    state = "Чили причастна к поджогу склада, заявила полиция Перу."
    authorities = "Власти Чили непричастны к поджогу склада, заявил президент Чили Марио Рохас."
    assert verdicts(("2024-05-04", state), ("2024-05-06", authorities)) == [("contradict", "claim.denied")]


def test_a_copy_is_no_second_voice() -> None:
    both = f"{ASSERTED} {DENIED}"
    assert verdicts(("2024-05-04", both), ("2024-05-05", both)) == []


def test_order_of_articles_changes_nothing() -> None:
    told = (("2024-05-04", ASSERTED), ("2024-05-06", DENIED), ("2024-05-07", "Кризис между Чили и Перу не закончился."))
    pack = load_pack("ru")
    articles = [
        Article(make_id("a", str(n), text), f"n{n}", f"Газета {n}", None, day, "ru", None, text, "")
        for n, (day, text) in enumerate(told)
    ]
    found = [analyse(a, pack) for a in articles]
    results = {
        repr(relate([articles[i] for i in order], [found[i] for i in order]).disputes)
        for order in permutations(range(3))
    }
    assert len(results) == 1
