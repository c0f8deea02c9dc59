"""Names of nameless parties: short, whole, in the nominative."""

from __future__ import annotations

from svod.extract.event_phrases import closed, nominative, phrase, shorten
from svod.extract.event_rules import compile_rules
from svod.packs import Pack
from svod.read import Reading, read
from svod.records import Article


def reading(text: str, pack: Pack) -> Reading:
    return read(Article("a-1", "story", None, None, "2024-05-16", "ru", None, text, ""), pack)


def named(text: str, word: str, pack: Pack) -> str:
    made = reading(text, pack)
    words = phrase(made, next(t for t in made.tokens if t.text == word))
    return nominative(made, *words, compile_rules(pack).numerals)


def test_a_phrase_ends_before_a_clause(pack: Pack) -> None:
    assert named("Полиция задержала активистов, которые жгли покрышки.", "активистов", pack) == "активисты"


def test_a_phrase_ends_before_a_participle(pack: Pack) -> None:
    assert named("Полиция задержала активистов, перекрывших дорогу у моста.", "активистов", pack) == "активисты"


def test_a_name_in_quotation_marks_is_closed(pack: Pack) -> None:
    text = "Полиция задержала журналистов телеканала «Восток»."
    assert named(text, "журналистов", pack) == "журналисты телеканала «Восток»"


def test_a_long_phrase_keeps_its_head_and_first_genitive(pack: Pack) -> None:
    text = "Полиция задержала сотрудников отдела развития речной перевозки грузов пароходства области."
    assert named(text, "сотрудников", pack) == "сотрудники отдела"


def test_counted_people_change_their_number(pack: Pack) -> None:
    assert named("Полиция задержала двух журналистов.", "журналистов", pack) == "двое журналистов"


def test_short_words_stay_as_they_are(pack: Pack) -> None:
    made = reading("Посол Польши уехал.", pack)
    assert shorten(made, 0, 12) == (0, 12)


def test_a_mark_that_closes_nothing_is_left(pack: Pack) -> None:
    made = reading("«Посол Польши» уехал.", pack)
    assert closed(made, 1, 13) == 13
    assert closed(made, 0, 13) == 14
