"""The dated table of office holders: dates of any precision, acting holders, changes of office, the pack's rows."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from svod.extract.actors_people import Holder, Person, parse_person, reach, sole_holder, with_offices
from svod.extract.actors_table import compile_lexicon
from svod.extract.grammar import compile_grammar
from svod.packs import Pack

WHEN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
TITLES = {"президент": ("head_of_state", "GOV"), "глава": ("leader", "GOV")}


def make_person(name: str, *terms: tuple[str, str, bool]) -> Person:
    roles = tuple(Holder("президент", "VLR", "head_of_state", "GOV", a, b, acting) for a, b, acting in terms)
    return Person(name, "masc", "VLR", roles)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2024-05-12", "2024-05-12", "2024-05-12"),
        ("2024-05", "2024-05-01", "2024-05-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2026-02/2026", "2026-02-01", "2026-12-31"),
        ("2026-02-03/2026-04", "2026-02-03", "2026-04-31"),
    ],
)
def test_a_date_reaches_as_far_as_it_is_unknown(when: str, first: str, last: str) -> None:
    assert reach(when) == (first, last)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2019-05-19", "Марк Ветров"),
        ("2019-05-20", None),  # the day of the change: either
        ("2019-05-21", None),  # an article of the day after tells of it
        ("2019-05-22", "Анна Вальц"),
        ("2022-03-15", None),  # «2022-03»: some day of that month
        ("2022-04-01", None),  # for another
        ("2022-10-01", "Пётр Лесницкий"),
    ],
)
def test_an_office_names_its_holder_only_where_one_surely_held_it(day: str, name: str | None) -> None:
    people = [
        make_person("Марк Ветров", ("2014-06-07", "2019-05-20", False)),
        make_person("Анна Вальц", ("2019-05-20", "2022-03", False)),
        make_person("Пётр Лесницкий", ("2022-03", "2022-09-01", True), ("2022-09-01", "", False)),
    ]
    found = sole_holder(people, "VLR", "head_of_state", day)
    assert (found.name if found else None) == name


def test_offices_are_added_to_people_known_and_unknown(pack: Pack) -> None:
    grammar = compile_grammar(pack)
    table = [
        {
            "code": "VLR",
            "title": "президент",
            "holders": [
                {"name": "Марк Ветров", "from": "2014", "to": "2019"},
                {"name": "Анна Вальц", "gender": "f", "from": "2019", "alone": False},
            ],
        }
    ]
    known = [{"name": "Марк Ветров", "names": ["Марк Вётров"]}]
    people = [parse_person(p, TITLES, grammar) for p in with_offices(known, table)]
    assert [(p.name, p.roles[0].office, p.alone) for p in people] == [
        ("Марк Ветров", "head_of_state", "always"),
        ("Анна Вальц", "head_of_state", "never"),
    ]
    assert people[1].gender == "femn"


def test_the_head_of_a_body_inside_a_state_is_not_the_states_leader(pack: Pack) -> None:
    item = {"name": "Марк Ветров", "roles": [{"title": "глава фонда", "code": "VLR"}]}
    person = parse_person(item, TITLES, compile_grammar(pack))
    assert person.roles[0].office is None


def test_rows_of_the_packs_table_are_well_formed(pack: Pack) -> None:
    for office in pack.tables["offices"]["office"]:
        assert office.keys() <= {"code", "title", "office", "leader", "holders"}
        for row in office["holders"]:
            where = f"{office['code']} {office['title']}: {row}"
            assert row.keys() <= {"name", "gender", "alone", "from", "to", "acting", "source"}, where
            assert all(WHEN.fullmatch(row[k]) for k in ("from", "to") if k in row), where
            assert "to" not in row or reach(row["from"])[0] <= reach(row["to"])[1], where
            assert set(row.get("source", "W")) <= set("WLPC"), where


def test_no_two_surely_held_an_office_for_more_than_a_week(pack: Pack) -> None:
    for office in pack.tables["offices"]["office"]:
        rows = [r for r in office["holders"] if not r.get("acting")]
        for a, b in combinations(rows, 2):
            start = max(reach(a["from"])[1], reach(b["from"])[1])
            end = min(reach(r.get("to", "9999"))[0] for r in (a, b))
            days = (
                (int(end[:4]) - int(start[:4])) * 372
                + (int(end[5:7]) - int(start[5:7])) * 31
                + int(end[8:])
                - int(start[8:])
            )
            assert days <= 7, f"{office['code']} {office['title']}: {a} {b}"


def test_offices_of_the_table_are_those_that_titles_ask_for(pack: Pack) -> None:
    asked = {t["office"] for t in pack.tables["titles"]["title"] if "office" in t}
    lexicon = compile_lexicon(pack)
    held = {office for code, office in lexicon.offices if code}
    assert held <= asked


def test_a_new_office_of_the_pack_is_found_on_its_day(pack: Pack) -> None:
    lexicon = compile_lexicon(pack)
    holder = lexicon.holder("TUR", "foreign_minister", "2018-05-05")
    assert holder is not None
    assert holder.name == "Мевлют Чавушоглу"
    assert lexicon.holder("TUR", "foreign_minister", "") is None
