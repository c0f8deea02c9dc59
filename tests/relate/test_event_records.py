"""Labels, days and parties of events."""

from __future__ import annotations

import pytest
from tellers import find, make_article, tell

from svod.ontology import load_ontology
from svod.ontology.names import load_names
from svod.relate import relate
from svod.relate.events import format_days


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2031-05-09", "2031-05-09", "2031-05-09"),
        ("2031-05-01", "2031-05-31", "2031-05"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-05-09", "2031-05-12", "2031-05-09/2031-05-12"),
        (None, None, ""),
    ],
)
def test_days_are_shown_as_given(start: str | None, end: str | None, shown: str) -> None:
    assert format_days(start, end) == shown


def test_a_label_names_two_of_each_side() -> None:
    article = make_article("Турсан Велик, Олма Реш, Ковен и МИД Ардалии потребовали ответа.")
    event = tell(article, "потребовали", "REQUEST", "Турсан Велик, Олма Реш, Ковен", "Нимория")
    (made,) = relate([article], [find(article, event)]).events
    assert made.label == "Требование: Ковен, Олма Реш и ещё 1 → Нимория"


def test_every_type_has_a_name() -> None:
    names = load_names("ru")
    assert set(names.types) == set(load_ontology().types)
    for head in names.heads:
        kind, mode = head.split(" ")
        assert mode in load_ontology().types[kind].modes, head


def test_a_language_without_names_shows_codes() -> None:
    assert load_names("fr").head("CONSULT", "phone") == "CONSULT"
    assert load_names("fr").reason("count.apart") == "count.apart"
