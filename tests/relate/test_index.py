"""The index of two sides: events and not mentions, voices and not copies, nothing dropped in silence."""

from __future__ import annotations

import random
from dataclasses import replace
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import corpora, make_article, tell

from svod.errors import UsageError
from svod.ids import make_id
from svod.records import Article, Event, EventMention, Findings, Party
from svod.relate import relate
from svod.relate.events import find_voices
from svod.relate.index import DyadIndex, find_index, rank_dyads
from svod.relate.outlets import name_outlets
from svod.relate.tallies import IndexOptions, Sources

PAIR = ("ARD", "NIM")
GOLOS = make_article("Ардалия выслала посла, арестовала гонца, переговоры, помощь.", outlet="Голос")
VESTNIK = make_article("Ардалия удалила посла, схватила гонца, беседа, хлеб.", outlet="Вестник", day="2031-05-11")
KOPIYA = make_article("Ардалия выслала посла, арестовала гонца, беседа.", outlet="Копия", day="2031-05-11")


def event(*mentions: EventMention, voices: int = 1) -> Event:
    """One event of these tellings, as the first tells it."""
    first = mentions[0]
    return Event(
        make_id("E", *(m.id for m in mentions)), first.type, "", first.start, first.end, first.place, first.actors,
        first.recipients, first.factuality, tuple(m.id for m in mentions), voices,
    )  # fmt: skip


def index(*events: Event, mentions: tuple[EventMention, ...], **options: object) -> DyadIndex:
    """The index of Ардалия and Нимория; every article is its outlet's."""
    articles = (GOLOS, VESTNIK, KOPIYA)
    sources = Sources({m.id: m for m in mentions}, find_voices(articles, ()), name_outlets(articles))
    return find_index(PAIR, events, sources, IndexOptions(**options))  # type: ignore[arg-type]


EXPEL = tell(GOLOS, "выслала", "SANCTION", "Ардалия", "Нимория", start="2031-05-10", mode="expel")
SENT = tell(VESTNIK, "удалила", "REJECT", "Ардалия", "Нимория", start="2031-05-10")
ARREST = tell(GOLOS, "арестовала", "COERCE", "Нимория", "Ардалия", start="2031-07-02", mode="arrest")
TALKS = tell(VESTNIK, "беседа", "CONSULT", "Ардалия, Нимория", start="2031-05-30", end="2031-06-01")
ALL = (EXPEL, SENT, ARREST, TALKS)


def test_an_event_counts_once_however_often_it_is_told() -> None:
    found = index(event(EXPEL, SENT, voices=2), event(TALKS), mentions=ALL)
    may = found.line(None).points[0]
    assert (may.period.start, may.n) == ("2031-05-01", 2)
    weights = log2(3), 1.0
    assert may.value == round((-5.5 * weights[0] + 2.5 * weights[1]) / sum(weights), 3)
    assert may.events == tuple(e.id for e in (event(EXPEL, SENT), event(TALKS)))


def test_unweighted_all_events_are_alike() -> None:
    found = index(event(EXPEL, SENT, voices=2), event(TALKS), mentions=ALL, weight="none")
    assert found.line(None).points[0].value == -1.5


def test_words_and_deeds_and_both_ways_stand_apart() -> None:
    found = index(event(EXPEL), event(ARREST), event(TALKS), mentions=ALL)
    assert [p.n for p in found.line(None, "both", "words").points] == [1, 0, 0]
    assert [p.n for p in found.line(None, "both", "deeds").points] == [1, 0, 1]
    assert [p.n for p in found.line(None, "there").points] == [2, 0, 0]  # talks have no direction
    assert [p.n for p in found.line(None, "back").points] == [1, 0, 1]


def test_an_empty_period_is_empty_and_not_zero() -> None:
    june = index(event(EXPEL), event(ARREST), mentions=ALL).line(None).points[1]
    assert (june.period.start, june.n, june.value, june.low, june.high) == ("2031-06-01", 0, None, None, None)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"factuality": "future"}, "future"),
        ({"factuality": "hypothetical"}, "hypothetical"),
        ({"factuality": "negated"}, "negated"),
        ({"start": None, "end": None}, "undated"),
        ({"end": "2031-12-31"}, "vague"),
        ({"type": "НЕТ"}, "unscored"),
        ({"actors": (Party("Ардалия", "ARD", None), Party("Нимория", "NIM", None)), "recipients": ()}, "aside"),
    ],
)
def test_what_does_not_count_is_listed_with_its_reason(changes: dict[str, object], reason: str) -> None:
    changed = replace(event(EXPEL), **changes)  # type: ignore[arg-type]
    found = index(changed, event(ARREST), mentions=ALL)
    assert found.left == {reason: (changed.id,)}
    total = found.line(None).total
    assert total is not None
    assert total.n == 1


def test_planned_events_count_when_asked_for() -> None:
    planned = replace(event(EXPEL), factuality="future")
    found = index(planned, mentions=ALL, factualities=("actual", "future"))
    assert found.left == {}
    assert found.line(None).points[0].events == (planned.id,)


def test_events_of_others_are_not_mentioned_at_all() -> None:
    other = replace(event(EXPEL), recipients=(Party("Ковен", "KOV", None),))
    assert index(other, mentions=ALL).left == {}


def test_days_asked_for() -> None:
    found = index(event(EXPEL), event(ARREST), mentions=ALL, since="2031-05-11", until="2031-07-31")
    assert [p.period.start for p in found.line(None).points] == ["2031-07-01"]


def test_days_of_many_centuries_are_refused_and_months_never() -> None:
    ancient = replace(event(TALKS), start="0033-04-03", end="0033-04-03")
    with pytest.raises(UsageError, match="0033-04-03"):
        index(ancient, event(EXPEL), mentions=ALL, grain="day")
    far = replace(event(ARREST), start="9999-12-31", end="9999-12-31")
    months = index(replace(ancient, start="0001-01-01", end="0001-01-01"), far, mentions=ALL).periods
    assert (len(months), months[-1].end) == (9999 * 12, "9999-12-31")
    assert len(index(ancient, event(EXPEL), mentions=ALL, grain="day", since="2031-01-01").periods) == 1


def test_each_outlet_has_the_line_of_its_own_telling() -> None:
    found = index(event(EXPEL, SENT, voices=2), event(TALKS), mentions=ALL)
    assert found.tellers == ("Вестник", "Голос")
    golos, vestnik = found.line("Голос"), found.line("Вестник")
    assert golos.total is not None
    assert golos.total.value == -5.5
    assert golos.same is not None
    assert golos.same.value == -5.5
    assert vestnik.points[0].value == round((-2.0 + 2.5) / 2, 3)


def test_what_a_teller_denies_is_not_in_its_line() -> None:
    denied = replace(SENT, factuality="negated")
    whole = event(EXPEL, denied, voices=2)
    found = index(whole, mentions=(EXPEL, denied))
    assert found.line("Вестник").total is None
    assert found.line("Вестник").unlike == (whole.id,)
    assert found.line("Голос").unlike == ()


def test_lent_sides_are_counted() -> None:
    lent = replace(EXPEL, recipients=(Party("Нимория", "NIM", None, "passage"),))
    points = index(event(lent), event(ARREST), mentions=(lent, ARREST)).line(None).points
    assert [p.lent for p in points if p.n] == [1, 0]
    both = index(event(lent, SENT), mentions=(lent, SENT)).line(None).points  # another telling names them
    assert both[0].lent == 0
    told = replace(ARREST, when_basis="news_of_the_day")
    assert index(event(told), mentions=(told,)).line(None).points[0].lent_days == 1
    assert index(event(told), mentions=(told,), firm=True).left == {"lent_day": (event(told).id,)}
    firm = index(event(lent), event(ARREST), mentions=(lent, ARREST), firm=True)
    assert firm.left == {"lent": (event(lent).id,)}


def test_the_seed_decides_and_is_all_that_does() -> None:
    events = (event(EXPEL), event(SENT), event(ARREST), event(TALKS))
    one, same, other = (index(*events, mentions=ALL, seed=s, draws=20).line(None).total for s in (1, 1, 2))
    assert one == same
    assert one is not None
    assert other is not None
    assert one.value == other.value
    assert (one.low, one.high) != (other.low, other.high)


def make_sources(articles: list[Article], findings: list[Findings]) -> Sources:
    mentions = {m.id: m for f in findings for m in f.events}
    return Sources(mentions, find_voices(articles, ()), name_outlets(articles))


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_changes_nothing_and_every_event_is_somewhere(
    corpus: tuple[list[Article], list[Findings]], shuffler: random.Random
) -> None:
    articles, findings = corpus
    events = list(relate(articles, findings).events)
    found = find_index(PAIR, events, make_sources(articles, findings))
    shuffler.shuffle(events)
    shuffler.shuffle(articles)
    shuffler.shuffle(findings)
    assert find_index(PAIR, events, make_sources(articles, findings)) == found
    counted = [e for p in found.line(None).points for e in p.events]
    left = [e for ids in found.left.values() for e in ids]
    both = [e.id for e in events if set(PAIR) <= {p.code for p in (*e.actors, *e.recipients)}]
    assert sorted(counted + left) == sorted(both)


def test_pairs_with_most_events_first() -> None:
    planned = replace(event(SENT), factuality="future")
    assert rank_dyads([event(EXPEL), event(ARREST), planned]) == ((PAIR, 2),)


def test_copies_have_one_vote_in_the_line_of_a_side() -> None:
    """Two that copy one text say once that it did not happen; one other says that it did: a tie, told as fact."""
    denied = [replace(EXPEL, id=f"e-{n}", article=a.id, factuality="negated") for n, a in enumerate((VESTNIK, KOPIYA))]
    whole = replace(event(EXPEL, *denied), factuality="actual")
    mentions = {m.id: m for m in (EXPEL, *denied)}
    tellers = {a.id: "все" for a in (GOLOS, VESTNIK, KOPIYA)}
    voices = {GOLOS.id: "Голос", VESTNIK.id: "Вестник", KOPIYA.id: "Вестник"}
    found = find_index(PAIR, [whole], Sources(mentions, voices, tellers))
    assert [p.n for p in found.line("все").points] == [1]
    assert found.line("все").unlike == ()
    apart = find_index(PAIR, [whole], Sources(mentions, {}, tellers))
    assert apart.line("все").unlike == (whole.id,)


def test_who_is_named_and_whose_state_is_lent_is_told() -> None:
    """«суд» of the clause, whose state the passage gives, is somebody whom the words name."""
    coded = replace(EXPEL, actors=(replace(EXPEL.actors[0], basis="coded"),))
    lent = replace(EXPEL, actors=(replace(EXPEL.actors[0], basis="passage"),))
    for mention, number in ((coded, 0), (lent, 1)):
        total = index(event(mention), mentions=(mention,)).line(None).total
        assert total is not None
        assert total.lent == number
