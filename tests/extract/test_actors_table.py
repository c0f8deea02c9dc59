"""What the lexicon makes of the pack's notation for words."""

from __future__ import annotations

import pytest

from svod.extract.actors_table import acting_patterns, cldr_states, compile_lexicon
from svod.packs import Pack


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Это врио ", "врио"),
        ("Вр. и. о. ", "врио"),
        ("назначен и.о. ", "и.о."),
        ("исполняющий обязанности ", "и.о."),
        ("исполняет обязанности ", None),
        ("кафе и.о.", None),
        ("Рио ", None),
    ],
)
def test_who_acts_for_another_is_told_by_the_words_right_before_the_title(
    pack: Pack, before: str, name: str | None
) -> None:
    acting = compile_lexicon(pack).acting
    assert next((key for key, pattern in acting.items() if pattern.search(before)), None) == name


def test_any_ending_and_spaces_after_full_stops() -> None:
    pattern = acting_patterns([{"name": "a.i.", "written": ["a.i.", "depu* head"]}])["a.i."]
    assert pattern.search("the deputy head ")
    assert pattern.search("A. I. ")
    assert not pattern.search("aXi. ")


def test_names_of_states_are_in_the_packs_language() -> None:
    assert cldr_states("ru")["AUT"] == "Австрия"
    assert cldr_states("en")["AUT"] == "Austria"
