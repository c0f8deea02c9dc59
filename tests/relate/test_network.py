"""Who acts on whom: distinct events, what counts in the index, talks both ways."""

from __future__ import annotations

from dataclasses import replace
from math import log2

from hypothesis import given, settings
from hypothesis import strategies as st
from test_index import ALL, ARREST, EXPEL, GOLOS, PAIR, SENT, TALKS, event, index

from svod.records import Event, EventMention
from svod.relate.network import Deed, find_deeds, find_edges, rank_nodes, within

TOLD: dict[str, EventMention] = {m.id: m for m in ALL}


def deeds(*events: Event) -> tuple[Deed, ...]:
    return find_deeds(events, {e.id: [TOLD[m] for m in e.mentions] for e in events}, {}, lambda p: p.code)


def test_an_edge_is_what_the_index_has_of_its_direction() -> None:
    events = (event(EXPEL, SENT, voices=2), event(ARREST), event(TALKS))
    edges = {(e.source, e.target): e for e in find_edges(deeds(*events))}
    found = index(*events, mentions=ALL)
    for way, pair in (("there", PAIR), ("back", PAIR[::-1])):
        whole = found.line(None, way).total
        assert whole is not None
        assert (edges[pair].n, edges[pair].mean) == (whole.n, whole.value)
        assert edges[pair].events == whole.events
    assert edges[PAIR].voices == 3


def test_only_facts_with_a_day_count() -> None:
    plain = event(EXPEL)
    others = [replace(plain, id="E-1", factuality="future"), replace(plain, id="E-2", start=None, end=None),
              replace(plain, id="E-3", type="WEATHER")]  # fmt: skip
    assert [d.event for d in deeds(plain, *others)] == [plain.id]
    assert deeds(replace(plain, recipients=plain.actors)) == ()  # nobody acts on themselves


def test_days_narrow_down() -> None:
    both = deeds(event(EXPEL), event(TALKS))
    assert [d.event for d in within(both, "2031-05-31", None)] == [event(TALKS).id]  # talks that reach into it
    assert [d.event for d in within(both, None, "2031-05-10")] == [event(EXPEL).id]
    assert within(both, "2032-01-01", None) == ()


def test_everybody_is_ranked_by_events_and_not_by_edges() -> None:
    assert rank_nodes(deeds(event(EXPEL), event(ARREST), event(TALKS))) == (("ARD", 3), ("NIM", 3))


def test_the_mode_is_that_of_most_voices_and_copies_have_one() -> None:
    base = event(EXPEL)
    plain = [replace(EXPEL, id=f"e-{n}", article=f"a-{n}", mode=None) for n in range(2)]
    three = replace(base, mentions=(EXPEL.id, *(m.id for m in plain)), voices=2)
    voices = {GOLOS.id: "Голос", "a-0": "Вестник", "a-1": "Вестник"}
    (edge,) = find_edges(find_deeds([three], {three.id: [EXPEL, *plain]}, voices, lambda p: p.code))
    assert edge.mean == -5.5  # the mode that a voice gives, and silence of two copies outvotes nothing
    assert log2(1 + three.voices) > 1


@settings(max_examples=40, deadline=None)
@given(st.permutations([event(EXPEL, SENT, voices=2), event(ARREST), event(TALKS)]))
def test_order_changes_nothing(events: list[Event]) -> None:
    assert find_edges(deeds(*events)) == find_edges(deeds(event(EXPEL, SENT, voices=2), event(ARREST), event(TALKS)))
