"""The report's relations and coverage: each number leads to its events, nothing is drawn where nothing is known."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from report_story import ACCOUNTS, ARTICLES, BLAMED, DEMANDED, EXPELLED, EXPULSION, FINDINGS, TALKS, cluster

from browser import Browser, chromium
from svod.present.report import render_report
from svod.present.report_model import Asked, ReportModel, make_report
from svod.records import Accounts, Event

DATED = {"start": "2024-03-13", "end": "2024-03-13", "when_basis": "said"}
DEMAND = replace(DEMANDED, **DATED)  # type: ignore[arg-type]
LATER = replace(BLAMED, start="2024-08-02", end="2024-08-02")
EVENTS: tuple[Event, ...] = (EXPULSION, cluster(DEMAND), cluster(LATER), cluster(TALKS))
SWAP = {DEMANDED.id: DEMAND, BLAMED.id: LATER}
FOUND = tuple(replace(f, events=tuple(SWAP.get(e.id, e) for e in f.events)) for f in FINDINGS)
TOLD: Accounts = replace(ACCOUNTS, events=EVENTS)
PAIR = ("XAR", "XNI")


def make(asked: Asked) -> ReportModel:
    return make_report(ARTICLES.values(), FOUND, TOLD, asked=asked)


@pytest.fixture(scope="module")
def model() -> ReportModel:
    return make(Asked((PAIR,)))


@pytest.fixture(scope="module")
def page(model: ReportModel) -> str:
    return render_report(model)


def test_charts_stand_in_the_page_without_style_of_their_own(model: ReportModel, page: str) -> None:
    (relation,) = model.relations
    assert relation.sides == ("XAR", "Нимория")  # no article names the state of the first
    assert relation.grain == "day"  # all articles are of two days
    assert relation.chart is not None
    assert relation.tellers_chart is not None
    for drawn in (relation.chart, relation.tellers_chart):
        assert drawn in page
        assert "style=" not in drawn
        assert "vega" not in drawn
        assert "var(--ink)" in drawn  # the page's own colours, light and dark
    assert 'aria-label="дела: −6,0 (1\u00a0событие)"' in relation.chart


def test_every_row_lists_its_events_and_what_is_left_out(model: ReportModel) -> None:
    (relation,) = model.relations
    assert [[e.id for e in r.events] for r in relation.rows] == [[EVENTS[0].id], [EVENTS[1].id], [EVENTS[2].id]]
    assert [(label, [e.id for e in events]) for label, events in relation.left] == [("планы", [EVENTS[3].id])]
    assert [r.articles for r in relation.rows] == [1, 3, 0]


def test_each_outlet_has_a_row_beside_all(model: ReportModel) -> None:
    rows = {t.name: t.figures for t in model.relations[0].tellers}
    assert set(rows) == {"Меридиан", "Вестник <b>Кестрена</b>", "Голос Сельдара", "Копия дня"}
    own, same, words, deeds = rows["Меридиан"]
    assert own is not None
    assert same is not None
    assert (own.n, same.n) == (2, 2)
    assert words is not None
    assert deeds is not None
    assert (words.value, deeds.value) == ("0", "−6,0")


def test_standings_of_the_matrix(model: ReportModel) -> None:
    (row,) = [r for r in model.coverage.rows if r.id == EXPULSION.id]
    standings = dict(zip(model.coverage.columns, row.cells, strict=True))
    assert standings["Меридиан"].standing == "first"
    assert standings["Меридиан"].href == f"#{EXPELLED[0].id}"
    assert standings["Копия дня"].standing == "copied"
    assert standings["Копия дня"].title == "перепечатал: Меридиан"
    assert (row.told, row.collected) == (3, 4)
    absent = model.coverage.absent[cluster(DEMAND).id]
    assert [name for name, _ in absent.silent] == ["Вестник <b>Кестрена</b>", "Голос Сельдара", "Копия дня"]
    assert absent.missing == 0


def test_sides_take_the_place_of_outlets() -> None:
    sides = {ARTICLES["meridian"].id: "одни", ARTICLES["vestnik"].id: "другие"}
    found = make(Asked((PAIR,), sides, ("Голос Сельдара",)))
    assert {t.name for t in found.relations[0].tellers} == {"одни", "другие"}
    assert set(found.coverage.columns) == {"одни", "другие"}
    assert "<b>Без стороны</b>: Голос Сельдара." in render_report(found)


def test_few_events_have_no_chart_unless_asked_for() -> None:
    assert make(Asked()).relations == ()
    nothing = make(Asked((("XAR", "XQQ"),)))
    assert nothing.relations == ()
    assert "XAR – XQQ: событий, которые можно посчитать, нет." in render_report(nothing)
    assert 'id="relations"' not in render_report(make(Asked()))


def test_every_link_lands(page: str) -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
    assert len(re.findall(r'\bid="([^"]+)"', page)) == len(ids)


def test_names_of_outlets_stay_text(page: str) -> None:
    section = page[page.index('id="relations"') : page.index('id="quotes"')]
    assert "<b>Кестрена</b>" not in section
    assert "&lt;b&gt;Кестрена&lt;/b&gt;" in section


def test_order_changes_nothing(page: str) -> None:
    articles, found = list(ARTICLES.values()), list(FOUND)
    random.Random(3).shuffle(articles)
    random.Random(4).shuffle(found)
    mixed = replace(TOLD, events=TOLD.events[::-1])
    assert render_report(make_report(articles, found, mixed, asked=Asked((PAIR,)))) == page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip("no Chromium on this machine (Debian: chromium)")
    with Browser() as started:
        yield started


@pytest.fixture
def address(page: str, tmp_path: Path) -> str:
    path = tmp_path / "story.html"
    path.write_text(page, "utf-8")
    return path.as_uri()


HEIGHT = "document.querySelector('tr:target').getBoundingClientRect().height"


@pytest.mark.parametrize("width", [1280, 360])
def test_a_point_leads_to_its_events(browser: Browser, address: str, width: int) -> None:
    shown = browser.open(address, width=width)
    shown.click(".chart a[href$='2024-03-12'] path")
    assert shown.evaluate(HEIGHT) > 0  # the fold is open
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.complaints == []


def test_a_point_leads_to_its_events_without_script(browser: Browser, address: str) -> None:
    assert browser.open(f"{address}#rel-XAR-XNI-2024-03-13", script=False).evaluate(HEIGHT) > 0
