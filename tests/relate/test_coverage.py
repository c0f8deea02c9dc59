"""Who told, who copied, who kept silent, and who was not collected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tellers import make_article, tell
from test_index import event

from svod.records import Article, Event, EventMention, Reprints
from svod.relate.coverage import Collected, Holdings, collect, cover_event, cover_events, cover_tellers, standing
from svod.relate.outlets import name_outlets


def report(outlet: str, day: str | None, words: str = "Ардалия выслала посла Нимории.") -> Article:
    """An article of an outlet."""
    article = make_article(words, outlet=outlet, day=day or "2031-05-10", name=f"{outlet} {day} {words[:30]}")
    return replace(article, published=day)


GOLOS = report("Голос", "2031-05-10")
VESTNIK = report("Вестник", "2031-05-11")
KOPIYA = report("Копия", "2031-05-11")
MOLVA = report("Молва", "2031-05-12", "Погода испортилась.")  # has an article, and not about it
POZDNO = report("Поздно", "2031-06-20", "Урожай собран.")
BEZ_DATY = report("Без даты", None, "Урожай не собран.")
ARTICLES = (GOLOS, VESTNIK, KOPIYA, MOLVA, POZDNO, BEZ_DATY)
FAMILY = (Reprints("R-1", (GOLOS.id, KOPIYA.id), 0.9),)


def told(*articles: Article, **more: object) -> tuple[EventMention, ...]:
    """The expulsion as articles tell it."""
    fields = {"start": "2031-05-10", **more}
    return tuple(tell(a, "выслала", "SANCTION", "Ардалия", "Нимория", **fields) for a in articles)


def holdings(mentions: tuple[EventMention, ...], *events: Event, articles: tuple[Article, ...] = ARTICLES) -> Collected:
    """What there is, each article its outlet's."""
    codes = {MOLVA.id: frozenset(("ARD", "NIM", "KOV"))}
    held = Holdings(articles, events, FAMILY, {m.id: m for m in mentions}, codes)
    return collect(held, name_outlets(articles))


TELLINGS = told(GOLOS, VESTNIK, KOPIYA)
EXPULSION = event(*TELLINGS, voices=2)
HELD = holdings(TELLINGS, EXPULSION)


@pytest.mark.parametrize(
    ("outlet", "found"),
    [
        ("Голос", "told"),
        ("Вестник", "told"),
        ("Копия", "copied"),
        ("Молва", "silent"),
        ("Поздно", "not collected"),
        ("Без даты", "not collected"),
        ("Неведомый", "not collected"),
    ],
)
def test_standings(outlet: str, found: str) -> None:
    assert standing(EXPULSION, outlet, HELD) == found


def test_counts_have_their_denominators() -> None:
    row = cover_event(EXPULSION, HELD)
    assert (row.first, row.collected, row.missing, row.leaders) == ("2031-05-10", 4, 2, ("Голос",))
    (silent,) = row.having("silent")
    assert (silent.near, silent.alike, silent.articles) == (1, (), (MOLVA.id,))
    (copy,) = row.having("copied")
    assert copy.source == "Голос"
    golos, vestnik, *_ = cover_tellers([row], HELD)
    assert (golos.teller, golos.told, golos.led, golos.shared, golos.tied) == ("Голос", 1, 1, 1, 0)
    assert (vestnik.teller, vestnik.led, vestnik.shared, vestnik.missing) == ("Вестник", 0, 1, 0)
    for teller in cover_tellers([row], HELD):
        assert teller.told + teller.copied + teller.silent + teller.missing == 1


def test_a_copy_alone_has_no_leader_and_one_own_text_is_alone() -> None:
    mentions = told(GOLOS, KOPIYA)
    row = cover_event(event(*mentions), holdings(mentions))
    assert row.leaders == ("Голос",)
    teller = cover_tellers([row], holdings(mentions))[0]
    assert (teller.alone, teller.shared, teller.led) == (1, 0, 0)
    copies = told(KOPIYA)
    assert cover_event(event(*copies), holdings(copies)).leaders == ()


@pytest.mark.parametrize(
    ("moments", "leaders"),
    [
        (("2031-05-10", "2031-05-10"), ("Вестник", "Голос")),  # only the day is known: a tie
        (("2031-05-10T09:00:00+03:00", "2031-05-10"), ("Вестник", "Голос")),
        (("2031-05-10T09:00:00+03:00", "2031-05-10T07:00:00+00:00"), ("Голос",)),
        (("2031-05-10T10:00:00+03:00", "2031-05-10T07:00:00+00:00"), ("Вестник", "Голос")),
        (("2031-05-10T09:00:00", "2031-05-10T08:00:00"), ("Вестник", "Голос")),  # hours of no zone
        (("2031-05-11T01:00:00+03:00", "2031-05-10"), ("Вестник",)),
    ],
)
def test_who_led(moments: tuple[str, str], leaders: tuple[str, ...]) -> None:
    articles = (replace(GOLOS, published=moments[0]), replace(VESTNIK, published=moments[1]))
    mentions = told(GOLOS, VESTNIK)
    assert cover_event(event(*mentions), holdings(mentions, articles=articles)).leaders == leaders


def test_nobody_is_silent_about_what_is_long_past() -> None:
    mentions = told(GOLOS, VESTNIK, start="2021-05-10")
    row = cover_event(event(*mentions), holdings(mentions))
    assert row.recalled
    assert {c.standing for c in row.cells} == {"told"}
    assert all(t.told + t.missing == 0 for t in cover_tellers([row], holdings(mentions)))


def test_a_plan_is_news_when_it_is_told() -> None:
    mentions = told(GOLOS, start="2031-09-01", factuality="future")
    assert standing(event(*mentions), "Молва", holdings(mentions)) == "silent"


def test_something_alike_makes_silence_doubtful() -> None:
    other = tell(MOLVA, "испортилась", "SANCTION", "Ардалия", "Нимория", start="2031-05-11")
    later = tell(MOLVA, "Погода", "SANCTION", "Ардалия", "Нимория", start="2031-05-30")
    events = (EXPULSION, event(other), event(later))
    (silent,) = cover_event(EXPULSION, holdings((*TELLINGS, other, later), *events)).having("silent")
    assert silent.alike == (event(other).id,)


def test_a_longer_window_asks_more() -> None:
    held = replace(HELD, window=60)
    assert standing(EXPULSION, "Поздно", held) == "silent"


def test_a_side_is_told_by_any_of_its_outlets() -> None:
    sides = {GOLOS.id: "одни", KOPIYA.id: "одни", MOLVA.id: "другие", VESTNIK.id: "другие"}
    held = collect(Holdings(ARTICLES, (), FAMILY, {m.id: m for m in TELLINGS}, {}), sides)
    row = cover_event(EXPULSION, held)
    assert [(c.teller, c.standing) for c in row.cells] == [("другие", "told"), ("одни", "told")]


def test_an_unrelated_article_changes_nothing_about_the_others() -> None:
    more = (*ARTICLES, report("Новая", "2031-08-01", "Открыт мост."))
    row = cover_event(EXPULSION, holdings(TELLINGS, EXPULSION, articles=more))
    assert replace(row, missing=row.missing - 1) == cover_event(EXPULSION, HELD)
    assert cover_events([EXPULSION], HELD) == (cover_event(EXPULSION, HELD),)
