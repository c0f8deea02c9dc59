"""Patterns over words."""

from __future__ import annotations

import pytest

from svod.errors import PackError
from svod.extract.times_grammar import compile_lexicon
from svod.extract.times_match import Matcher
from svod.extract.times_match import split_atoms as split
from svod.extract.times_pattern import parse_pattern
from svod.packs import Pack


def make_pack(*rules: dict[str, object], **more: object) -> Pack:
    words = {"unit": {"day": ["день", "дня"], "year": ["год+a"]}, "month": {"5": ["мая"], "6": ["июня"]}}
    table = {"words": words, "endings": {"a": ["", "а"]}, "rule": list(rules), **more}
    return Pack("xx", "xx-1", ("times",), {"times": table})


def rule(name: str, words: str, **more: object) -> dict[str, object]:
    return {"name": name, "words": words, "make": "day", **more}


def found(pack: Pack, text: str) -> list[tuple[str, str, dict[str, object]]]:
    grammar = compile_lexicon(pack).grammar
    atoms = split(text, grammar)
    return [
        (m.rule.name, text[atoms.starts[m.first] : atoms.end(m.last - 1)], dict(m.values))
        for m in Matcher(grammar, atoms).find()
    ]


def test_parts_keep_their_values_under_their_names() -> None:
    pack = make_pack(rule("r", "{d:day} {month} {yyyy:year}?"))
    assert found(pack, "до 9 мая 2024 года") == [
        ("r", "9 мая 2024", {"day": 9, "month": 5, "year": 2024}),
        ("r", "9 мая", {"day": 9, "month": 5}),
    ]


def test_brackets_mark_the_expression_and_leave_context_out() -> None:
    assert found(make_pack(rule("r", "с [ {d} ] ( и {d:_} )* {month}")), "С 3 и 4 и 5 мая") == [
        ("r", "3", {"d": 3, "month": 5})
    ]


def test_glue_wants_no_space() -> None:
    pack = make_pack(rule("r", "{hh} ~ : ~ {mm}"))
    assert [x[1] for x in found(pack, "10:30 и 10: 30")] == ["10:30"]


def test_dashes_are_one_and_brackets_of_the_text_are_escaped() -> None:
    pack = make_pack(rule("r", "\\( {d} - {d:last} \\)"))
    assert [x[1] for x in found(pack, "(3–5) (3-5) (3—5) 3-5")] == ["(3–5)", "(3-5)", "(3—5)"]


def test_one_value_of_a_table_and_expanded_endings() -> None:
    pack = make_pack(rule("r", "{n} {unit=year:u}"))
    assert [x[2] for x in found(pack, "2 дня, 3 года, 1 ГОД")] == [{"n": 3, "u": "year"}, {"n": 1, "u": "year"}]


def test_a_label_stands_for_its_rules_and_never_for_itself_first() -> None:
    pack = make_pack(
        rule("day", "{d} {month}", label="Day"),
        rule("two", "{Day:a} - {Day:b}", label="Day"),
        rule("self", "{Day:a} , {d:_}", label="Day"),
    )
    assert [x[:2] for x in found(pack, "3 мая – 4 июня")] == [
        ("day", "3 мая"),
        ("two", "3 мая – 4 июня"),
        ("day", "4 июня"),
    ]


def test_a_pattern_stays_in_its_line_unless_it_names_the_end() -> None:
    assert found(make_pack(rule("r", "{d} {month}")), "3\nмая") == []
    assert [x[1] for x in found(make_pack(rule("r", "{d} {line:_} {month}")), "3\nмая")] == ["3\nмая"]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (rule("r", "( {d}"), "without its"),
        (rule("r", "{d} )"), "unpaired"),
        (rule("r", "{nothing}"), "nothing is called"),
        (rule("r", "{d}", make="cake"), "no maker"),
        (rule("r", "{d}", guard=["dog"]), "no guard"),
        ({"words": "{d}"}, "needs name and words"),
    ],
)
def test_a_wrong_rule_is_named(bad: dict[str, object], words: str) -> None:
    with pytest.raises(PackError, match=words):
        compile_lexicon(make_pack(bad))


def test_unknown_endings_are_named() -> None:
    with pytest.raises(PackError, match="no endings"):
        compile_lexicon(Pack("xx", "xx-1", ("times",), {"times": {"words": {"unit": {"day": ["д+none"]}}}}))


def test_pattern_of_alternatives() -> None:
    part = parse_pattern("( а | б )? {d}")
    assert part.op == "seq"
    assert [p.op for p in part.parts] == ["opt", "kind"]
