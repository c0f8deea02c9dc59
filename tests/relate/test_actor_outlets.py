"""Outlets by all their names and domains: one voice each."""

from __future__ import annotations

import pytest
from tellers import make_article

from svod.relate.actor_outlets import find_voice, one_spelling
from svod.relate.events import find_voices


@pytest.mark.parametrize(
    ("names", "voice"),
    [
        (("rbc.ru", "www.rbc.ru", "https://www.rbc.ru/politics/1", "РБК", "рбк"), "РБК"),
        (("tass.ru", "TASS", "ИТАР-ТАСС"), "ТАСС"),
        (("unian.net", "economics.unian.net", "УНИАН"), "УНИАН"),
        (("kommersant.ru", "Ъ", "«Коммерсант»"), "Коммерсантъ"),
        (("www.norvik.example", "norvik.example"), "norvik.example"),
        (("«Норвикский курьер»", "Норвикский Курьер"), "норвикский курьер"),
    ],
)
def test_names_of_one_voice(names: tuple[str, ...], voice: str) -> None:
    assert {find_voice(name) for name in names} == {voice}


def test_namesakes_of_two_countries_are_two_voices() -> None:
    assert find_voice("interfax.ru") != find_voice("interfax.com.ua")
    assert find_voice("rbc.ru") != find_voice("rbc.ua")


def test_two_names_of_one_outlet_are_one_voice_of_an_event() -> None:
    articles = [make_article("Одно.", outlet="РБК"), make_article("Другое.", outlet="rbc.ru")]
    assert len(set(find_voices(articles, ()).values())) == 1


def test_each_outlet_once_under_its_first_name() -> None:
    assert one_spelling(["РБК", "ТАСС", "rbc.ru", "tass.ru", "Голос"]) == ("РБК", "ТАСС", "Голос")
