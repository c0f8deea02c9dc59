"""The ledger by speaker: the same words once, with who carries them and in which wording."""

from __future__ import annotations

import re
from dataclasses import replace

from quoted_records import Told, report
from svod.present.report import render_report
from svod.present.report_model import ReportModel, make_report
from svod.relate import relate

WHOLE = "Мы готовы к переговорам без предварительных условий, и стороны знают об этом с весны"
OWN = "Дальше газета на двух страницах рассказывает о погоде, урожае и новой дороге через перевал у озера."
LONG = WHOLE + ", а войска останутся там, где стоят"


def model_of(*told: Told) -> ReportModel:
    articles, findings = [a for a, _ in told], [f for _, f in told]
    return make_report(articles, findings, relate(articles, findings))


def test_the_same_words_are_one_entry_with_their_variants() -> None:
    model = model_of(
        report("Меридиан", WHOLE), report("Вестник", WHOLE.replace("знают", "слышали")), report("Голос", WHOLE[:51]),
        report("Хроника", "Никто не пришёл на встречу", who=None),
    )  # fmt: skip
    first, last = model.speakers
    assert (first.name, first.count, first.outlets, last.name) == ("Турсан Велик", 1, 3, None)
    (entry,) = first.entries
    assert (entry.voices, entry.altered, entry.country) == (3, True, "ARD")
    assert sorted(entry.outlets) == ["Вестник", "Голос", "Меридиан"]
    assert {v.change for v in entry.variants} <= {"altered", "shortened"}


def test_every_quote_keeps_its_anchor() -> None:
    told = report("Меридиан", WHOLE), report("Вестник", WHOLE), report("Голос", *WHOLE.split(", "))
    page = render_report(model_of(*told))
    for _, findings in told:
        for quote in findings.quotes:
            assert page.count(f'id="said-{quote.id}"') == 1


def test_changes_are_marked_without_colour() -> None:
    page = render_report(model_of(report("Меридиан", WHOLE), report("Вестник", WHOLE.replace("знают", "слышали"))))
    page = re.sub(r'<span class="unseen">[^<]*</span>', "", page)  # what only a screen reader says
    assert "<del>знают</del> <ins>слышали</ins>" in page or "<del>слышали</del> <ins>знают</ins>" in page


def test_words_given_to_different_people_are_told_first() -> None:
    model = model_of(
        report("Меридиан", LONG, more=OWN[::-1]), report("Вестник", LONG, who="Олма Реш", code="NIM", more=OWN)
    )
    (entry,) = model.misgiven
    assert entry.clash == ("Олма Реш", "Турсан Велик")
    assert "Эти слова отданы разным людям: Олма Реш, Турсан Велик" in render_report(model)


def test_filters_know_country_and_act() -> None:
    model = model_of(report("Меридиан", WHOLE), report("Голос", LONG[::-1], who="Олма Реш", code="NIM"))
    assert {c.value for c in model.countries} == {"ARD", "NIM"}
    assert [(c.value, c.count) for c in model.acts] == [("assert", 2)]


def test_a_retelling_in_other_words_is_no_altered_quotation() -> None:
    other = WHOLE.replace("знают", "слышали")
    for kind, altered in (("direct", True), ("indirect", False)):
        model = model_of(report("Меридиан", WHOLE), report("Вестник", other, kind=kind))
        assert model.speakers[0].entries[0].altered == altered


def test_an_outlet_by_its_name_and_its_domain_is_one() -> None:
    model = model_of(report("РБК", WHOLE), report("rbc.ru", LONG[::-1], more=OWN), report("Голос", OWN[:60]))
    assert [(c.label, c.count) for c in model.outlets] == [("rbc.ru", 2), ("Голос", 1)]
    assert model.outlet_numbers["РБК"] == model.outlet_numbers["rbc.ru"] != model.outlet_numbers["Голос"]
    assert model.speakers[0].outlets == 2


def test_who_named_the_speaker_and_the_office_on_the_day_are_told() -> None:
    article, findings = report("Меридиан", WHOLE)
    quote = findings.quotes[0]
    page = render_report(
        make_report([article], [findings], relate([article], [findings]), offices={quote.id: "президент"})
    )
    assert "президент" in page
    assert "говорящего указал человек" not in page
    decided = replace(quote, origin=replace(quote.origin, extractor="person"))
    assert "говорящего указал человек" in render_report(model_of((article, replace(findings, quotes=(decided,)))))
