"""Every case and every rule of every language pack, as one test each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from svod.cases import Case, check_case
from svod.extract.event_rules import Rule, compile_rules
from svod.packcheck import analyser, check_rule, format_limits, load_cases
from svod.packs import Pack, languages, load_pack

DOCS = Path(__file__).parents[2] / "docs"


@lru_cache(maxsize=8)
def cached(lang: str) -> Pack:
    return load_pack(lang)


def all_cases() -> list[tuple[str, Case]]:
    return [(lang, case) for lang in languages() for case in load_cases(lang)]


def all_rules() -> list[tuple[str, Rule]]:
    return [(lang, rule) for lang in languages() for rule in compile_rules(cached(lang)).rules]


@pytest.mark.parametrize(("lang", "case"), [pytest.param(x, c, id=f"{c.where} {c.title}") for x, c in all_cases()])
def test_case(lang: str, case: Case) -> None:
    complaints = check_case(case, analyser(cached(lang)))
    if case.known_failure:
        assert complaints, "this known failure passes now: take (xfail) off its heading"
        return
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize(("lang", "rule"), [pytest.param(x, r, id=f"{x} {r.id}") for x, r in all_rules()])
def test_rule(lang: str, rule: Rule) -> None:
    complaints = list(check_rule(rule, analyser(cached(lang)), "events.toml"))
    assert not complaints, "\n".join(complaints)


def test_limits_page_is_up_to_date() -> None:
    assert (DOCS / "limits.md").read_text("utf-8") == format_limits(), "run: python -m svod.packcheck > docs/limits.md"
