"""Commitments: what one article promises, demands, threatens and plans, on its words; terms; packs without words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest

from svod.analyse import analyse
from svod.extract.commitment_terms import add_duration
from svod.extract.commitments import find_commitments
from svod.extract.event_scene import make_scene
from svod.packs import Pack, load_pack
from svod.read import read
from svod.records import Article, Commitment, Findings

TEXT = (
    "Президент Польши Анджей Дуда пообещал Украине построить мост до конца года, если Сейм выделит деньги. "
    "«Мы не закроем границу», — заявил он.\n\n"
    "Румыния потребовала от Венгрии освободить журналистов до 1 июня. Вашингтон пригрозил Анкаре санкциями.\n\n"
    "Министр обороны Франции посетит Армению на следующей неделе."
)


@lru_cache(maxsize=1)
def pack() -> Pack:
    return load_pack("ru")


def article(text: str, day: str | None = "2024-05-16") -> Article:
    return Article("a-1", "case", None, None, day, "ru", None, text, "")


@lru_cache(maxsize=4)
def findings(text: str = TEXT, day: str | None = "2024-05-16") -> Findings:
    return analyse(article(text, day), pack())


def by_kind(kind: str) -> list[Commitment]:
    return [c for c in findings().commitments if c.kind == kind]


def test_every_kind_in_text_order() -> None:
    kinds = [c.kind for c in findings().commitments]
    assert kinds == ["promise", "promise", "demand", "threat", "plan"]


def test_evidence_is_the_text() -> None:
    for c in findings().commitments:
        assert c.evidence[0].role == "content"
        for e in c.evidence:
            assert TEXT[e.span.start : e.span.end] == e.text


def test_ids_are_apart_and_come_from_place() -> None:
    ids = [c.id for c in findings().commitments]
    assert len(set(ids)) == len(ids)
    assert ids == [c.id for c in analyse(article(TEXT), pack()).commitments]


def test_one_act_told_by_quote_and_event_is_one() -> None:
    (demand,) = by_kind("demand")
    events = {e.id: e for e in findings().events}
    assert demand.quote is not None
    assert demand.event is not None
    assert events[demand.event].type == "REQUEST"
    assert [events[i].evidence[0].text for i in demand.about] == ["освободить"]
    assert demand.holder is not None
    assert demand.holder.code == "ROU"
    assert [p.code for p in demand.addressees] == ["HUN"]


def test_condition_and_deadline() -> None:
    promise = by_kind("promise")[0]
    roles = {e.role: e.text for e in promise.evidence}
    assert roles["condition"] == "если Сейм выделит деньги"
    assert roles["deadline"] == "до конца года"
    assert (promise.start, promise.end, promise.edtf) == (None, "2024-12-31", "../2024-12-31")
    assert promise.time in {t.id for t in findings().times}


def test_negated_promise_without_a_deadline() -> None:
    promise = by_kind("promise")[1]
    assert promise.negated
    assert (promise.start, promise.end, promise.edtf, promise.time) == (None, None, None, None)
    assert promise.holder is not None
    assert promise.holder.name == "Анджей Дуда"


def test_a_plan_has_the_days_of_its_event() -> None:
    (plan,) = by_kind("plan")
    assert (plan.start, plan.end) == ("2024-05-20", "2024-05-26")
    assert plan.event is None
    assert len(plan.about) == 1


def test_no_day_known_no_deadline_counted() -> None:
    (promise,) = findings("Эстония обязалась выплатить долг в течение 30 дней.", None).commitments
    assert (promise.start, promise.end, promise.edtf) == (None, None, None)


def test_unrelated_text_before_moves_spans_only() -> None:
    before = "Погода в городе хорошая.\n\n"
    moved = analyse(article(before + TEXT), pack()).commitments
    assert [(c.kind, c.end, c.negated) for c in moved] == [(c.kind, c.end, c.negated) for c in findings().commitments]
    shift = {m.evidence[0].span.start - c.evidence[0].span.start for m, c in zip(moved, findings().commitments)}
    assert shift == {len(before)}


@pytest.mark.parametrize(
    ("edtf", "last"),
    [
        ("P30D", date(2024, 6, 15)),
        ("P2W", date(2024, 5, 30)),
        ("P3M", date(2024, 8, 16)),
        ("P1Y", date(2025, 5, 16)),
        ("PT72H", date(2024, 5, 19)),
        ("PT90M", None),
        ("R/P1D", None),
        ("", None),
        ("P9999Y", None),
        ("P9999999D", None),
    ],
)
def test_durations_counted(edtf: str, last: date | None) -> None:
    assert add_duration(date(2024, 5, 16), edtf) == last


def test_a_pack_without_the_words_finds_nothing() -> None:
    full = pack()
    bare = Pack(full.lang, full.version, full.supports, {k: v for k, v in full.tables.items() if k != "commitments"})
    f = findings()
    scene = make_scene(article(TEXT), read(article(TEXT), full), f.mentions, f.times, f.quotes, bare)
    assert find_commitments(scene, f.events) == ()
    assert analyse(article(TEXT), bare) == replace(f, commitments=())
