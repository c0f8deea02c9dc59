"""Meanings of rules: every rule named is a rule of the pack, and no meaning is of one rule alone."""

from __future__ import annotations

import pytest

from svod.extract.event_rules import compile_rules
from svod.packs import languages, load_pack
from svod.relate.actor_tables import read_toml
from svod.relate.meanings import find_meanings


@pytest.mark.parametrize("lang", [x for x in languages() if read_toml("lang", x, "meanings.toml")])
def test_meanings_name_rules(lang: str) -> None:
    rules = {rule.id for rule in compile_rules(load_pack(lang)).rules}
    for meaning, named in read_toml("lang", lang, "meanings.toml")["meanings"].items():
        assert set(named.split()) <= rules, meaning
        assert len(set(named.split())) > 1, meaning


def test_a_rule_without_meanings_has_none() -> None:
    assert find_meanings("no such rule") == frozenset()
    assert find_meanings("phone") & find_meanings("conversation")
