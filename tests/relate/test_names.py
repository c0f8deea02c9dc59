"""Names and words compared across reports."""

from __future__ import annotations

import pytest

from svod.relate.names import same_person, similar_names
from svod.relate.words import nearly, same_word, stems


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Владимир Путин", "В. Путин", True),
        ("Путин", "Владимир Путин", True),
        ("Асия Биби", "Азия Биби", True),
        ("Никол Пашинян", "Никол Пашиньян", True),
        ("Салман Тасир", "Салман Тазир", True),
        ("Фёдор Сёмин", "Федор Семин", True),
        ("Ильхам Алиев", "Гейдар Алиев", False),
        ("Джо Байден", "Хантер Байден", False),
        ("Сергей Лавров", "Сергей Шойгу", False),
        ("Иван Петров", "Анна Петрова", False),
        ("", "Путин", False),
    ],
)
def test_same_person(a: str, b: str, same: bool) -> None:
    assert same_person(a, b) == same
    assert same_person(b, a) == same


@pytest.mark.parametrize(
    ("a", "b", "similar"),
    [
        ("Верховный суд Пакистана", "суд Пакистана", True),
        ("МИД России", "МИД Молдавии", False),
        ("правительство Молдавии", "правительство Армении", False),
        ("российские силовики", "азербайджанские силовики", False),
        ("парламент Молдавии", "парламент", False),
        ("Европейский союз", "Евросоюз", False),
    ],
)
def test_similar_names(a: str, b: str, similar: bool) -> None:
    assert similar_names(a, b) == similar


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("задержание", "задержали", True),
        ("Встреча", "встретились", True),
        ("переговоры", "переговоров", True),
        ("арест", "арестован", True),
        ("отставка", "отстаивать", False),
        ("сбит", "упал", False),
        ("удар", "удары", True),
    ],
)
def test_same_word(a: str, b: str, same: bool) -> None:
    assert same_word(a, b) == same


def test_nearly_is_one_letter() -> None:
    assert nearly("асия", "азия")
    assert nearly("караки", "карак")
    assert not nearly("карчи", "караки")


def test_stems_leave_short_words_out() -> None:
    assert stems("Переговоры в Баку о мире") == {"перег", "баку", "мире"}
