"""Labels, days and parties of events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tellers import decide, find, make_article, mention, tell

from svod.ontology import load_ontology
from svod.ontology.names import load_names
from svod.records import Event, Party
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


ARDALIA = Party("Ардалия", "ARD", None, "passage")
NIMORIA = Party("Нимория", "NIM", None, "passage")


def made_of(kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...] = ()) -> Event:
    """The event of one mention with these sides; Турсан Велик is named in the text."""
    article = make_article("Турсан Велик сказал о переговорах.")
    named = mention(article, "Турсан Велик", "Турсан Велик", code="ARD")
    parties = tuple(replace(p, mention=named.id) if p.name == named.name else p for p in actors)
    event = replace(tell(article, "переговорах", kind), actors=parties, recipients=recipients)
    (made,) = relate([article], [find(article, event, mentions=(named,))]).events
    return made


def test_a_side_that_only_the_context_lends_is_marked() -> None:
    made = made_of("REQUEST", (Party("МИД Ардалии", "ARD", None),), (NIMORIA,))
    assert made.label == "Требование: МИД Ардалии → [Нимория]"
    assert [p.basis for p in (*made.actors, *made.recipients)] == ["clause", "passage"]


def test_a_lent_state_goes_where_somebody_is_told_who_acts_for_it() -> None:
    made = made_of("CONSULT", (Party("Турсан Велик", "ARD", None), ARDALIA, NIMORIA))
    assert [p.name for p in made.actors] == ["Турсан Велик", "Нимория"]


def test_no_state_faces_itself_by_the_context_alone() -> None:
    assert made_of("ACCUSE", (ARDALIA,), (ARDALIA,)).recipients == ()
    assert made_of("ACCUSE", (Party("МИД Ардалии", "ARD", None),), (ARDALIA,)).recipients == ()
    assert made_of("COERCE", (ARDALIA,), (Party("журналисты", "ARD", None),)).actors == (ARDALIA,)


def test_a_listed_organisation_is_one_by_all_its_names() -> None:
    names = ("Евросоюз", "ЕС", "Европейский союз")
    made = made_of("REQUEST", tuple(Party(name, "IGO:EU", None) for name in names), (Party("Нимория", "NIM", None),))
    assert len(made.actors) == 1


def test_nobody_does_it_to_himself_because_one_telling_is_read_the_wrong_way_round() -> None:
    state, ministry = Party("Нимория", "NIM", None), Party("МИД Ардалии", "ARD", None)
    article = make_article("МИД Ардалии обвинил Ниморию. Нимория обвиняется. Обвинение передано.")
    told = [
        replace(tell(article, word, "ACCUSE", mode="allege"), actors=actors, recipients=recipients)
        for word, actors, recipients in (
            ("обвинил", (ministry,), (state,)), ("обвиняется", (state,), ()), ("Обвинение", (ministry,), (state,)),
        )
    ]  # fmt: skip
    people = [decide(told[0].id, e.id, "same") for e in told[1:]]
    (made,) = relate([article], [find(article, *told)], people).events
    assert ([p.name for p in made.actors], [p.name for p in made.recipients]) == (["МИД Ардалии"], ["Нимория"])


def test_a_visit_names_who_comes_before_where_to() -> None:
    article = make_article("Турсан Велик посетил Ниморию.")
    named = mention(article, "Турсан Велик", "Турсан Велик", code="ARD")
    state = mention(article, "Ниморию", "Нимория", entity="state", code="NIM")
    sides = (Party("Нимория", "NIM", state.id), Party("Турсан Велик", "ARD", named.id))
    event = replace(tell(article, "посетил", "CONSULT", mode="visit"), actors=sides)
    (made,) = relate([article], [find(article, event, mentions=(named, state))]).events
    assert made.label == "Визит: Турсан Велик – Нимория"


def test_copies_have_no_say_in_what_an_event_was() -> None:
    text = (
        "Ардалия выслала посла Нимории, сообщила вечером пресс-служба дворца в Велграде, где весь день шло совещание. "
        "Решение обсуждали почти неделю, и до последнего часа министры спорили о сроках, о деньгах и о формулировках. "
    )
    copies = [make_article(text, outlet=o, name=o) for o in ("Весть", "Копия", "Эхо")]
    others = [make_article(f"{o}: Ардалия удалила посла.", outlet=o, name=o) for o in ("Голос", "Молва")]
    fields = {"actors": "Ардалия", "recipients": "Нимория", "start": "2031-05-10"}
    told = [tell(a, "выслала", "SANCTION", factuality="negated", **fields) for a in copies]
    told += [tell(a, "удалила", "SANCTION", **fields) for a in others]
    joined = [decide(told[0].id, t.id, "same") for t in told[1:]]
    found = relate([*copies, *others], [find(a, t) for a, t in zip([*copies, *others], told, strict=True)], joined)
    (event,) = found.events
    assert (len(event.mentions), event.voices, event.factuality) == (5, 3, "actual")
