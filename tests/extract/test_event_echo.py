"""Words that only point back at a deed: «решение суда», «это решение»."""

from __future__ import annotations

from svod.analyse import analyse
from svod.packs import Pack
from svod.records import Article, EventMention


def events(text: str, pack: Pack) -> tuple[EventMention, ...]:
    article = Article("a", "a", None, None, "2024-05-16", "ru", None, text, "")
    return analyse(article, pack).events


def test_a_decision_is_told_again_with_type_sides_and_rule_of_its_deed(pack: Pack) -> None:
    first, again = events("Чили выслала трёх дипломатов Перу. Решение Чили удивило соседей.", pack)
    assert (again.type, again.origin.rule) == (first.type, first.origin.rule)
    assert again.evidence[0].text == "Решение"
    assert {p.code for p in again.actors} == {"CHL"}


def test_the_decision_of_somebody_else_points_at_nothing(pack: Pack) -> None:
    found = events("Чили выслала трёх дипломатов Перу. Решение Ганы удивило соседей.", pack)
    assert [e.evidence[0].text for e in found] == ["выслала"]


def test_what_says_itself_what_was_decided_points_at_nothing(pack: Pack) -> None:
    found = events("Чили выслала трёх дипломатов Перу. Решение Чили построить мост удивило соседей.", pack)
    assert "Решение" not in [e.evidence[0].text for e in found]
