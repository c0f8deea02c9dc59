"""Every rule of the pack catches the sentence it must and leaves alone the one it must; malformed rules are refused."""

from __future__ import annotations

from typing import Any

import pytest

from svod.errors import PackError
from svod.extract.event_rules import Rule, compile_rules, parse_rule, parse_slots
from svod.flow import analyse
from svod.ids import make_id
from svod.ontology import load_ontology
from svod.packs import Pack, load_pack
from svod.records import Article

PACK = load_pack("ru")
RULES = compile_rules(PACK).rules


def fired(sentence: str, pack: Pack) -> set[str]:
    """The rules of the events found in one sentence."""
    article = Article(make_id("a", sentence), "case", None, None, "2024-05-16", "ru", None, sentence, "")
    return {e.origin.rule for e in analyse(article, pack).events}


@pytest.mark.parametrize("rule", [pytest.param(r, id=r.id) for r in RULES])
def test_rule_catches_yes_and_leaves_no(rule: Rule, pack: Pack) -> None:
    for sentence in rule.yes:
        assert rule.id in fired(sentence, pack), f"must fire: {sentence}"
    for sentence in rule.no:
        assert rule.id not in fired(sentence, pack), f"must not fire: {sentence}"


def test_every_type_has_rules() -> None:
    assert {r.type for r in RULES} == set(load_ontology().types)


def test_modes_are_the_ontologys() -> None:
    types = load_ontology().types
    assert all(r.mode is None or r.mode in types[r.type].modes for r in RULES)


def test_the_lexicon_is_wide() -> None:
    words = {w for r in RULES for w in (*r.verbs, *r.nouns, *r.words)}
    assert len(words) >= 600


GOOD = {"id": "x", "type": "CONSULT", "verbs": "встретиться", "yes": "Да.", "no": "Нет."}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type": "GOSSIP"}, "not in the ontology"),
        ({"mode": "aerial"}, "no mode"),
        ({"verbs": ""}, "no verbs"),
        ({"yes": ""}, "must catch"),
        ({"colour": "red"}, "unknown key"),
        ({"actor": "somebody"}, "no slot"),
        ({"where": ["object: "]}, "names no words"),
    ],
)
def test_malformed_rules_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(PackError, match=words):
        parse_rule({**GOOD, **change}, "ru")


def test_noun_slots_follow_the_verbs() -> None:
    rule = parse_rule({**GOOD, "nouns": "арест", "actor": "subject", "recipient": "object"}, "ru")
    assert "Gen" in rule.noun_recipient
    assert "Gen" not in rule.noun_actor
    rule = parse_rule({**GOOD, "nouns": "визит", "actor": "subject", "recipient": "в+Acc"}, "ru")
    assert "Gen" in rule.noun_actor


def test_slots_are_read_in_order() -> None:
    assert parse_slots("subject | с+Ins | adj", "here") == ("subject", "с+Ins", "adj")
