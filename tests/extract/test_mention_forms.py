"""Case forms and the way back, without any text."""

from __future__ import annotations

import pytest

from svod.extract.grammar import compile_grammar
from svod.extract.mention_forms import adjective_forms, decline, fold, to_nominative
from svod.extract.mention_surnames import surname_forms
from svod.extract.names import PersonName, is_initials, parse_name
from svod.packs import Pack, load_table

Tags = list[tuple[str | None, str | None]]
GRAMMAR = compile_grammar(Pack("ru", "0", (), {"forms": load_table("forms")[0]}))


def forms(phrase: str, *numbers: str) -> dict[str, str]:
    return {f"{case}.{number}": " ".join(words) for words, case, number in reversed(decline(phrase, GRAMMAR, numbers))}


def test_adjective_and_noun_decline_and_the_rest_stays() -> None:
    found = forms("министр иностранных дел")
    assert found["datv.sing"] == "министру иностранных дел"
    assert forms("Верховная рада")["ablt.sing"] == "верховной радой"


def test_an_asterisk_marks_the_noun() -> None:
    assert forms("Милли *Меджлис")["gent.sing"] == "милли меджлиса"


def test_abbreviations_stay_or_take_endings() -> None:
    assert {"мид", "мидом"} <= {" ".join(w) for w, case, _ in decline("МИД", GRAMMAR) if case == "ablt"}
    assert {" ".join(w) for w, _, _ in decline("ООН", GRAMMAR) if w != ("оон",)} <= {"оона", "оону", "ооном", "ооне"}


def test_participles_decline_as_nouns() -> None:
    assert forms("протестующий", "plur")["ablt.plur"] == "протестующими"


def test_a_plural_adjective_declines_in_the_plural() -> None:
    assert forms("Протестующие")["gent.sing"] == "протестующих"


def test_names_that_the_dictionary_cannot_place_decline_by_their_ending() -> None:
    assert forms("Хезболла")["gent.sing"] == "хезболлы"
    assert {"лаэнии", "лаэнию", "лаэнией"} <= {" ".join(w) for w, _, _ in decline("Лаэния", GRAMMAR)}


def test_adjective_forms_are_folded() -> None:
    assert {"зеленый", "зеленого"} <= adjective_forms("зелёный")
    assert fold("Ёлка") == "елка"


@pytest.mark.parametrize(
    ("word", "case", "number", "gender", "part", "wanted"),
    [
        ("Верховного", "Gen", "Sing", "Masc", "ADJF", "Верховный"),
        ("Красного", "Gen", "Sing", "Neut", "ADJF", "Красное"),
        ("российскими", "Ins", "Plur", None, "ADJF", "российские"),
        ("властями", "Ins", "Plur", "Fem", "NOUN", "власти"),
        ("МИД", "Gen", "Sing", "Masc", "NOUN", "МИД"),
        ("потока-2", "Gen", "Sing", "Masc", "NOUN", "поток-2"),
    ],
)
def test_to_nominative(word: str, case: str, number: str, gender: str | None, part: str, wanted: str) -> None:
    assert to_nominative(word, case, number, gender, part) == wanted


@pytest.mark.parametrize(
    ("words", "case", "gender", "full"),
    [
        ("Ильхаму Алиеву", "Dat", "Masc", "Ильхам Алиев"),
        ("Марией Захаровой", "Ins", "Fem", "Мария Захарова"),
        ("Ангелы Меркель", "Gen", "Fem", "Ангела Меркель"),
        ("Си Цзиньпина", "Gen", "Masc", "Си Цзиньпин"),
        ("Дмитрию Кулебе", "Dat", "Masc", "Дмитрий Кулеба"),
        ("Владимира Зеленского", "Gen", "Masc", "Владимир Зеленский"),
        ("Никола Пашиняна", "Gen", "Masc", "Никол Пашинян"),
        ("Аллы Пугачевой", "Gen", "Fem", "Алла Пугачева"),
        ("Касым-Жомартом Токаевым", "Ins", "Masc", "Касым-Жомарт Токаев"),
        ("Милорадом Додиком", "Ins", "Masc", "Милорад Додик"),
        ("Игоря Шевчено", "Gen", "Masc", "Игорь Шевчено"),
    ],
)
def test_names_in_the_nominative(words: str, case: str, gender: str, full: str) -> None:
    parts = words.split()
    assert parse_name(parts, [(case, gender)] * len(parts), frozenset(), GRAMMAR).full == full


def test_a_form_seen_in_the_nominative_decides() -> None:
    assert parse_name(["Цахкны"], [("Gen", "Masc")], frozenset({"цахкна"}), GRAMMAR).full == "Цахкна"


def test_initials_and_patronymics() -> None:
    tags: Tags = [("Nom", "Masc")] * 3
    assert parse_name(["И", "Н", "Картавых"], tags, frozenset(), GRAMMAR).full == "И.Н. Картавых"
    assert parse_name(["Павел", "Петрович", "Громов"], tags, frozenset(), GRAMMAR) == PersonName(
        "Павел", "Петрович", "Громов", "masc"
    )


@pytest.mark.parametrize(("word", "wanted"), [("И", True), ("И.Н.", True), ("Дж.", False), ("Ли", False), ("", False)])
def test_initials_are_capitals(word: str, *, wanted: bool) -> None:
    assert is_initials(word) is wanted


@pytest.mark.parametrize(
    ("word", "wanted"), [("Высшего", "Высший"), ("величайшему", "величайший"), ("Младшего", "Младший")]
)
def test_a_superlative_stays_itself(word: str, wanted: str) -> None:
    assert to_nominative(word, "Gen" if word.endswith("го") else "Dat", "Sing", "Masc", "ADJF") == wanted


def test_a_pack_without_endings_declines_nothing_that_the_dictionary_does_not_know() -> None:
    bare = compile_grammar(Pack("xx", "0", (), {}))
    assert surname_forms("Лаэнье", "masc", bare) == {"лаэнье"}
    assert bare.row(bare.nouns, "лаэнья") is None
    assert not bare.ends("лаэнья", "plural")


def test_surname_forms_hold_every_case() -> None:
    assert {"алиев", "алиева", "алиеву", "алиевым", "алиеве"} <= surname_forms("Алиев", "masc", GRAMMAR)
    assert surname_forms("Меркель", "femn", GRAMMAR) == {"меркель"}
