"""Sentences read and related: what is announced and held, what became of a commitment, whatever the order."""

from __future__ import annotations

import dataclasses
from itertools import permutations

import pytest

from svod.analyse import analyse
from svod.errors import PackError
from svod.ids import make_id
from svod.packs import load_pack
from svod.records import Accounts, Article, Commitment, Findings, Link, Origin
from svod.relate import relate
from svod.relate.link_table import load_links, parse_link
from svod.relate.restated import compare_terms

PLAN = {
    "Анонс": ("2027-03-01", "Президент Чили Пабло Ривас посетит Перу 12 апреля."),
    "Итог": ("2027-04-13", "Президент Чили Пабло Ривас посетил Перу 12 апреля."),
}
OTHER_DAY = PLAN | {"Итог": ("2027-04-20", "Президент Чили Пабло Ривас посетил Перу 19 апреля.")}
ARREST = {
    "Утро": ("2027-03-02", "1 марта полиция Перу арестовала журналиста Пабло Риваса."),
    "Вечер": ("2027-05-03", "2 мая суд в Лиме освободил журналиста Пабло Риваса."),
}
ANOTHER = ARREST | {"Вечер": ("2027-05-03", "2 мая суд в Лиме освободил журналиста Хорхе Луну.")}


def findings_of(told: dict[str, tuple[str, str]]) -> tuple[list[Article], list[Findings]]:
    """Short reports as articles, and what they give."""
    pack = load_pack("ru")
    articles = [
        Article(make_id("a", outlet, text), outlet, outlet, None, day, "ru", None, text, "")
        for outlet, (day, text) in told.items()
    ]
    return articles, [analyse(a, pack) for a in articles]


def related(told: dict[str, tuple[str, str]]) -> Accounts:
    """The accounts of short reports, each future event of which its article plans."""
    articles, findings = findings_of(told)
    return relate(articles, [dataclasses.replace(f, commitments=plans(f)) for f in findings])


def plans(found: Findings) -> tuple[Commitment, ...]:
    """A plan of every event to come."""
    origin = Origin("test", "plan", "1", None, "none")
    return tuple(
        Commitment(
            make_id("k", e.id), e.article, "plan", e.actors[0], e.recipients, e.start, e.end, e.start, e.time,
            False, (), None, None, (e.id,), (dataclasses.replace(e.evidence[0], role="content"),), origin,
        )
        for e in found.events
        if e.factuality == "future" and e.actors
    )  # fmt: skip


def kinds(links: tuple[Link, ...]) -> list[str]:
    """The kinds of links."""
    return sorted(link.kind for link in links)


def test_a_plan_is_fulfilled_by_what_a_later_article_tells_of_its_day() -> None:
    (follow_up,) = related(PLAN).followups
    assert follow_up.status == "fulfilled"
    (change,) = follow_up.changes
    assert (change.status, change.day, change.evidence.text) == ("fulfilled", "2027-04-12", PLAN["Итог"][1])
    assert change.score == pytest.approx(sum(r.weight for r in change.reasons))


def test_a_visit_of_another_day_settles_no_plan() -> None:
    assert [f.status for f in related(OTHER_DAY).followups] == ["open"]


def test_the_announcement_alone_settles_nothing() -> None:
    assert [f.status for f in related({"Анонс": PLAN["Анонс"]}).followups] == ["open"]


@pytest.mark.parametrize(
    "words",
    [
        "Президент Чили Пабло Ривас не посетил Перу 12 апреля.",
        "Президент Чили Пабло Ривас так и не посетил Перу 12 апреля.",
        "Президент Чили Пабло Ривас не приехал в Перу 12 апреля.",
        "Визит президента Чили Пабло Риваса в Перу 12 апреля не состоялся.",
        pytest.param(
            "Президента Чили Пабло Риваса 12 апреля в Перу не дождались.",
            marks=pytest.mark.xfail(strict=True, reason="read as no event"),
        ),
    ],
)
def test_a_plan_not_carried_out_is_broken(words: str) -> None:
    assert statuses({"Анонс": PLAN["Анонс"], "Итог": ("2027-04-13", words)}) == ["broken"]


SHIPS = "вывести войска с островов у маяка Сан-Матео"
PROMISE = {"Обещание": ("2027-03-01", f"Чили пообещала {SHIPS} до 1 мая.")}
SANCTIONS = {
    "Обещание": ("2027-03-01", "Президент Чили Пабло Ривас пообещал не вводить санкции против медных шахт Перу.")
}


def statuses(told: dict[str, tuple[str, str]]) -> list[str]:
    """What became of the commitments that plainly related reports tell, open ones left out."""
    articles, findings = findings_of(told)
    found = relate(articles, [f if f.commitments else dataclasses.replace(f, commitments=plans(f)) for f in findings])
    return sorted(f.status for f in found.followups if f.status != "open")


@pytest.mark.parametrize(
    ("before", "day", "words", "status"),
    [
        (PROMISE, "2027-05-10", "Чили так и не вывела войска с островов у маяка Сан-Матео.", "broken"),
        pytest.param(
            PROMISE,
            "2027-05-10",
            f"Чили не выполнила обещание {SHIPS}.",
            "broken",
            marks=pytest.mark.xfail(strict=True, reason="«обещание» under such a verb is read as no commitment"),
        ),
        (PROMISE, "2027-05-10", f"Чили нарушила обещание {SHIPS}.", "broken"),
        (PROMISE, "2027-05-10", f"Чили выполнила обещание {SHIPS}.", "fulfilled"),
        (PROMISE, "2027-03-20", f"Чили отказалась от своего обещания {SHIPS}.", "withdrawn"),
        (PROMISE, "2027-03-20", "Чили передумала выводить войска с островов у маяка Сан-Матео.", "withdrawn"),
        (PROMISE, "2027-03-20", "Чили отказалась выводить войска с островов у маяка Сан-Матео.", "withdrawn"),
        (PROMISE, "2027-03-20", f"Чили пообещала не {SHIPS}.", "withdrawn"),
        (PROMISE, "2027-03-20", f"Чили пообещала {SHIPS} до 1 июня.", "softened"),
        (PROMISE, "2027-03-20", f"Чили пообещала {SHIPS} до 1 апреля.", "hardened"),
        (PROMISE, "2027-03-20", f"Чили пообещала попытаться {SHIPS}.", "softened"),
        (PLAN, "2027-04-02", "Президент Чили Пабло Ривас отменил визит в Перу.", "withdrawn"),
        (SANCTIONS, "2027-03-20", "Президент Чили Пабло Ривас ввёл санкции против медных шахт Перу.", "broken"),
    ],
)
def test_what_a_later_article_makes_of_it(
    before: dict[str, tuple[str, str]], day: str, words: str, status: str
) -> None:
    first = next(iter(before.values()))
    assert statuses({"Начало": first, "Итог": (day, words)}) == [status]


@pytest.mark.parametrize(
    "words",
    [
        f"Чили не отказалась от своего обещания {SHIPS}.",
        "Перу отказалась выводить войска с островов у маяка Сан-Матео.",
        "Чили не выполнила обещание построить школу в Арике.",
    ],
)
def test_what_is_denied_or_anothers_takes_nothing_back(words: str) -> None:
    articles, findings = findings_of(PROMISE | {"Итог": ("2027-03-20", words)})
    first = next(f for f in findings if "Чили пообещала" in articles[findings.index(f)].text).commitments[0].id
    (found,) = [f for f in relate(articles, findings).followups if first in f.commitments]
    assert found.status in ("open", "restated")


def test_who_says_done_and_who_says_not_leave_it_disputed() -> None:
    told = {
        "Анонс": PLAN["Анонс"],
        "Одни": ("2027-04-13", "Президент Чили Пабло Ривас посетил Перу 12 апреля."),
        "Другие": ("2027-04-13", "Президент Чили Пабло Ривас не посетил Перу 12 апреля."),
    }
    (found,) = [f for f in related(told).followups if f.status != "open"]
    assert found.status == "disputed"
    assert {c.status for c in found.changes} == {"fulfilled", "broken"}


@pytest.mark.parametrize(
    ("day", "words", "status"),
    [
        ("2027-05-12", "Чили начала выводить войска с островов у маяка Сан-Матео.", "disputed"),
        ("2027-05-12", "Чили начала строить школу у маяка Сан-Матео.", "broken"),
    ],
)
def test_what_another_voice_tells_of_the_same_event_counts_undated_too(day: str, words: str, status: str) -> None:
    told = PROMISE | {
        "Одни": ("2027-05-10", "Чили так и не вывела войска с островов у маяка Сан-Матео."),
        "Другие": (day, words),
    }
    assert statuses(told) == [status]


def test_not_yet_is_no_contrary_of_what_is_done_in_time() -> None:
    told = PLAN | {"Канун": ("2027-04-11", "Президент Чили Пабло Ривас не посетил Перу.")}
    (found,) = [f for f in related(told).followups if f.status != "open"]
    assert found.status == "fulfilled"


def test_who_was_arrested_is_released() -> None:
    accounts = related(ARREST)
    assert kinds(accounts.links) == ["arrest-release"]
    (link,) = accounts.links
    days = {e.id: e.start for e in accounts.events}
    assert days[link.earlier] == "2027-03-01"
    assert days[link.later] == "2027-05-02"
    assert link.score == pytest.approx(sum(r.weight for r in link.reasons))


def test_another_ones_release_is_no_link() -> None:
    assert kinds(related(ANOTHER).links) == []


def test_order_of_articles_changes_nothing() -> None:
    articles, findings = findings_of(PLAN | {f"{k} дня": v for k, v in ARREST.items()})
    first = relate(articles, findings)
    for order in list(permutations(range(len(articles))))[::5]:
        again = relate([articles[i] for i in order], [findings[i] for i in order])
        assert (again.links, again.followups) == (first.links, first.followups)


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("2027-04-01", "2027-05-01", "softened"),
        ("2027-05-01", "2027-04-01", "hardened"),
        ("2027-05-01", "2027-05-01", "restated"),
    ],
)
def test_a_deadline_moved_softens_or_hardens(before: str, after: str, status: str) -> None:
    (plan,) = plans(findings_of({"Анонс": PLAN["Анонс"]})[1][0])
    assert compare_terms(dataclasses.replace(plan, end=before), dataclasses.replace(plan, end=after)) == status


def test_link_kinds_are_read_and_checked() -> None:
    assert len({k.name for k in load_links()}) == len(load_links()) > 5
    with pytest.raises(PackError, match="is missing"):
        parse_link({"kind": "x"})
    with pytest.raises(PackError, match="nobody"):
        parse_link({"kind": "x", "earlier": ["ASSAULT"], "was": ["actual"], "later": ["="], "is": ["actual"],
                    "sides": "nobody", "needs": [], "days": 1})  # fmt: skip
