"""Outlets under one name, and the user's own sides of them."""

from __future__ import annotations

import pytest
from tellers import make_article

from svod.errors import UsageError
from svod.relate.outlets import name_outlets, take_sides, without_side

ARTICLES = [
    make_article("раз", outlet="rbc.ru"),
    make_article("два", outlet="РБК"),
    make_article("три", outlet="rbc.ru"),
    make_article("четыре", outlet="Голос"),
]
NAMES = name_outlets(ARTICLES)


def test_spellings_of_one_outlet_are_one() -> None:
    assert [NAMES[a.id] for a in ARTICLES] == ["rbc.ru", "rbc.ru", "rbc.ru", "Голос"]


def test_a_side_takes_an_outlet_by_any_of_its_names() -> None:
    sides = take_sides(NAMES, {"южные": ["РБК"]})
    assert sorted(sides) == sorted(a.id for a in ARTICLES[:3])
    assert without_side(NAMES, sides) == ("Голос",)


@pytest.mark.parametrize(
    ("sides", "message"),
    [
        ({"а": ["Голос"], "б": ["rbc.ru", "голос"]}, "on two sides: 'а' and 'б'"),
        ({"а": ["Голос", "Вестник"]}, "no article is of the outlet 'Вестник'"),
    ],
)
def test_slips_are_errors(sides: dict[str, list[str]], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        take_sides(NAMES, sides)
