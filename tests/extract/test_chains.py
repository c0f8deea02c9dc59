"""Who is who inside one article: names joined, the table asked last."""

from __future__ import annotations

from svod.extract.actors_table import compile_lexicon
from svod.extract.mention_found import Found, Office
from svod.extract.mention_people_chains import join_people
from svod.extract.names import PersonName
from svod.packs import Pack


def name(given: str, surname: str, *, at: int, gender: str = "masc", offices: tuple[Office, ...] = ()) -> Found:
    person = PersonName(given, "", surname, gender)
    return Found(
        "name", "person", person.full, None, "test", at, at + 5, at, at + 1, at,
        person=person, gender=gender, offices=offices,
    )  # fmt: skip


def test_surnames_join_the_nearest_full_name_before_them(pack: Pack) -> None:
    found = [name("Павел", "Лапин", at=0), name("", "Лапину", at=10), name("Борис", "Рогов", at=20)]
    people = join_people(found, compile_lexicon(pack), "")
    assert [(w.full, w.places) for w in people] == [("Павел Лапин", [0, 1]), ("Борис Рогов", [2])]


def test_a_full_name_later_explains_a_surname_before_it(pack: Pack) -> None:
    people = join_people([name("", "Лапин", at=0), name("Павел", "Лапин", at=10)], compile_lexicon(pack), "")
    assert [(w.full, w.places) for w in people] == [("Павел Лапин", [0, 1])]


def test_two_given_names_are_two_people(pack: Pack) -> None:
    found = [name("Павел", "Лапин", at=0), name("Борис", "Лапин", at=10)]
    assert len(join_people(found, compile_lexicon(pack), "")) == 2


def test_the_table_names_a_lone_surname_by_the_day(pack: Pack) -> None:
    lexicon = compile_lexicon(pack)
    assert [w.full for w in join_people([name("", "Макрон", at=0)], lexicon, "2020-01-01")] == ["Эмманюэль Макрон"]
    assert [w.code for w in join_people([name("", "Макрон", at=0)], lexicon, "2020-01-01")] == ["FRA"]


def test_a_namesake_of_another_state_is_not_the_tables(pack: Pack) -> None:
    office = Office("депутат", "BGR", "LEG", None, 0, 5)
    people = join_people([name("", "Лавров", at=0, offices=(office,))], compile_lexicon(pack), "2020-01-01")
    assert [(w.full, w.code) for w in people] == [("Лавров", "BGR")]
