"""Actors across articles: names of one person, namesakes of two states, people's decisions."""

from __future__ import annotations

from tellers import decide, find, make_article, mention

from svod.records import Actor, Judgement
from svod.relate.actors import find_actors

Row = tuple[str, str, str | None]


def actors_of(*rows: Row, judgements: tuple[Judgement, ...] = ()) -> list[tuple[str, int]]:
    """Names of the actors with how many chains each has; a row is name, entity and code in an article of its own."""
    return sorted((a.name, len(a.chains)) for a in relate_names(*rows, judgements=judgements))


def relate_names(*rows: Row, judgements: tuple[Judgement, ...] = ()) -> tuple[Actor, ...]:
    """The actors of articles with one mention each."""
    findings = []
    for number, (name, entity, code) in enumerate(rows):
        article = make_article(f"{name} выступил.", name=str(number))
        findings.append(find(article, mentions=[mention(article, name, name, entity=entity, code=code)]))
    return find_actors(findings, judgements)[0]


def test_forms_of_a_name_are_one_person() -> None:
    found = actors_of(("Турсан Велик", "person", "ARD"), ("Т. Велик", "person", "ARD"), ("Велик", "person", None))
    assert found == [("Турсан Велик", 3)]


def test_namesakes_of_two_states_stay_two() -> None:
    found = actors_of(("Турсан Велик", "person", "ARD"), ("Турсан Велик", "person", "NIM"))
    assert found == [("Турсан Велик", 1), ("Турсан Велик", 1)]


def test_a_bare_surname_does_not_join_two_persons() -> None:
    found = actors_of(("Турсан Велик", "person", "ARD"), ("Ольда Велик", "person", "ARD"), ("Велик", "person", "ARD"))
    assert sorted(n for _, n in found) == [1, 2]


def test_states_join_by_name_and_code() -> None:
    found = actors_of(("Ардалия", "state", "ARD"), ("Ардалия", "state", "ARD"), ("Нимория", "state", "NIM"))
    assert found == [("Ардалия", 2), ("Нимория", 1)]


def test_a_person_parts_chains_of_one_name() -> None:
    rows: tuple[Row, ...] = (("Ардалия", "state", "ARD"), ("Ардалия", "state", "ARD"))
    (both,) = relate_names(*rows)
    parted = relate_names(*rows, judgements=(decide(*both.chains, "different", "actor"),))
    assert [len(a.chains) for a in parted] == [1, 1]
    assert len({a.id for a in parted}) == 2


def test_ids_do_not_depend_on_further_articles() -> None:
    few = relate_names(("Ардалия", "state", "ARD"))
    many = relate_names(("Ардалия", "state", "ARD"), ("Ардалия", "state", "ARD"), ("Олма Реш", "person", "NIM"))
    assert {a.id for a in few} <= {a.id for a in many}
