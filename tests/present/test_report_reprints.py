"""Reprints in the report: the tree, what a copy changed, what is folded, and that many copies stay a short list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import Browser, chromium
from svod.ids import make_id
from svod.present.report import render_report
from svod.present.report_changes import MOST, ChangesView, make_changes
from svod.present.report_model import Asked, ReportModel, make_report
from svod.present.report_reprints import MEMBERS, BranchView, format_hour
from svod.records import Accounts, Article, Copy, Evidence, Reprints, Span
from svod.relate.reprint_trees import is_guess

LEAD = "Ардалия и Нимория подписали в пятницу договор о коридоре, сообщила пресс-служба правительства в Велграде."
BODY = "Документ обсуждали почти два года, и до последнего дня стороны спорили о пошлинах и о цене проезда."
MORE = "«Наблюдатели» ждут, что первые обозы пройдут по новой дороге уже осенью, если зима не придёт раньше срока."
OTHER = "В порту Ковена открыли выставку старых карт, на которой показали чертежи маяков <b>и</b> письма смотрителей."


def make(outlet: str, day: str | None, *lines: str, title: str | None = None) -> Article:
    """An article of an outlet; each line is a paragraph."""
    text = "\n\n".join(lines)
    return Article(make_id("a", outlet, text), outlet, outlet, None, day, "ru", title, text, "")


FIRST = make("Весть", "2031-05-10T08:00:00+03:00", LEAD, BODY, MORE, title="Договор о коридоре")
SHORT = make("Копия", "2031-05-10T09:00:00Z", LEAD.replace("в пятницу", "накануне"), MORE, title="Коридор <script>")
LONG = make("Эхо", "2031-05-10", LEAD, BODY, MORE, OTHER)
TWIN = make("Близнец", None, LEAD, BODY, MORE)


def cite(article: Article, words: str) -> Evidence:
    """Where an article names its source."""
    at = article.text.index(words)
    return Evidence("via", Span(article.id, at, at + len(words)), words)


FAMILY = Reprints(
    "R-1",
    (FIRST.id, SHORT.id, LONG.id, TWIN.id),
    0.6,
    (
        Copy(FIRST.id, None, 1.0, cite(FIRST, "пресс-служба")),
        Copy(SHORT.id, FIRST.id, 0.62),
        Copy(LONG.id, SHORT.id, 0.9, cite(LONG, "Ковена")),
        Copy(TWIN.id, FIRST.id, 1.0),
    ),
)
ALL = (FIRST, SHORT, LONG, TWIN)


def report(*articles: Article, family: Reprints = FAMILY, asked: Asked | None = None) -> ReportModel:
    """The report of a family."""
    return make_report(articles, (), Accounts((family,)), asked=asked or Asked())


def walk(branches: tuple[BranchView, ...], depth: int = 0) -> Iterator[tuple[int, BranchView]]:
    """Every branch with its depth."""
    for branch in branches:
        yield depth, branch
        yield from walk(branch.branches, depth + 1)


def test_a_family_is_a_tree_with_shares_hours_sources_and_guesses() -> None:
    (family,) = report(*ALL).families
    assert (family.id, family.size, family.more, family.guesses) == ("R-1", 4, 0, True)
    assert [(depth, b.outlet, b.hour, b.alike, b.guess, b.cites) for depth, b in walk(family.roots)] == [
        (0, "Весть", "08:00 UTC+03:00", None, False, "пресс-служба"),
        (1, "Копия", "09:00 UTC", 62, False, None),
        (2, "Эхо", None, 90, True, "Ковена"),
        (1, "Близнец", None, 100, True, None),
    ]


@pytest.mark.parametrize(
    ("own", "other", "guess"),
    [
        ("2031-05-11", "2031-05-10", False),
        ("2031-05-10", "2031-05-10", True),
        ("2031-05-10T10:00:00Z", "2031-05-10", True),
        ("2031-05-10T10:00:00Z", "2031-05-10T12:30:00+03:00", False),
        ("2031-05-10T10:00:00Z", "2031-05-10T13:00:00+03:00", True),  # the same minute
        (None, "2031-05-10", True),
    ],
)
def test_who_came_first_is_a_guess_unless_days_or_hours_say_so(own: str | None, other: str, guess: bool) -> None:
    assert is_guess(make("а", own, LEAD), make("б", other, LEAD)) is guess


@pytest.mark.parametrize(
    ("published", "hour"),
    [
        ("2031-05-10", None),
        ("2031-05-10T09:30", "09:30"),
        ("2031-05-10T09:30:00-05:00", "09:30 UTC-05:00"),
        ("2031-05-10T09:30:00+00:00", "09:30 UTC"),
    ],
)
def test_hours(published: str, hour: str | None) -> None:
    assert format_hour(make("а", published, LEAD)) == hour


def shown(view: ChangesView) -> list[str]:
    """The blocks as text: [-out-], {+in+}, ~form~, folded paragraphs with their number."""
    marks = {"": "{}", "out": "[-{}-]", "in": "{{+{}+}}", "form": "~{}~", "gap": "({})"}
    return [
        f"{b.kind} {b.count}: {b.words}" if b.kind else " ".join(marks[r.css].format(r.text) for r in b.runs)
        for b in view.blocks
    ]


def test_words_changed_and_whole_paragraphs_folded() -> None:
    view = make_changes(FIRST, SHORT)
    assert shown(view) == [
        "Ардалия и Нимория подписали [-в пятницу-] {+накануне+} договор о коридоре, сообщила пресс-служба "
        "правительства в Велграде.",
        "out 1: 17",
        "«Наблюдатели» ждут, что первые обозы пройдут по новой (9\u00a0слов)",
    ]
    assert (view.changed, view.out, view.same) == (2, 17, False)
    assert shown(make_changes(SHORT, FIRST))[1] == "in 1: 17"  # the other way round it is put in


def test_a_paragraph_put_at_the_end_is_folded_too() -> None:
    assert shown(make_changes(FIRST, LONG))[-1] == "in 1: 15"


def test_the_same_words_need_no_marks() -> None:
    view = make_changes(FIRST, TWIN)
    assert view.same
    assert view.blocks == ()


def test_a_quotation_mark_goes_with_its_word() -> None:
    base, other = (make(o, None, f'{LEAD} {w}"Договор" подписан.') for o, w in (("а", "Старый "), ("б", "Новый ")))
    assert shown(make_changes(base, other))[0].endswith('[-Старый-] {+Новый+} "Договор" подписан.')


def test_sides_are_named() -> None:
    asked = Asked(tellers={FIRST.id: "север", SHORT.id: "юг"})
    (family,) = report(*ALL, asked=asked).families
    assert [b.side for _, b in walk(family.roots)] == ["север", "юг", None, None]
    assert "сторона: юг" in render_report(report(*ALL, asked=asked))


def test_pairs_asked_for_leave_the_families_as_they_are() -> None:
    assert report(*ALL, asked=Asked(dyads=(("ARD", "NIM"),))).families == report(*ALL).families


def test_what_is_gone_leaves_the_rest_a_tree() -> None:
    (family,) = report(FIRST, LONG, TWIN).families
    assert [(depth, b.outlet) for depth, b in walk(family.roots)] == [(0, "Весть"), (1, "Близнец"), (0, "Эхо")]


def test_nothing_of_a_text_is_alive_and_every_mark_is_said() -> None:
    page = render_report(report(*ALL))
    assert "Коридор &lt;script&gt;" in page
    assert "маяков &lt;b&gt;и&lt;/b&gt;" in page
    section = page[page.index('<section id="reprints"') : page.index('<section id="articles"')]
    assert '<del><span class="unseen">удалено: </span>в пятницу' in section
    assert '<ins><span class="unseen">вставлено: </span>накануне' in section
    assert "Опущено: 1\u00a0абзац, 17\u00a0слов" in section


def test_hundreds_of_copies_stay_a_short_list() -> None:
    many = [make(f"Издание {n}", f"2031-05-{11 + n % 9}", *[f"{LEAD} {n} {m}" for m in range(90)]) for n in range(300)]
    articles = (FIRST, *many)
    copies = tuple(Copy(a.id, FIRST.id if n else None, 0.7) for n, a in enumerate(articles))
    model = report(*articles, family=Reprints("R-1", tuple(a.id for a in articles), 0.7, copies))
    (family,) = model.families
    assert (family.size, family.more, len(list(walk(family.roots)))) == (301, 301 - MEMBERS, MEMBERS)
    for _, branch in walk(family.roots):
        assert branch.changes is None or len(branch.changes.blocks) <= MOST * 5
    page = render_report(model)
    section = page[page.index('<section id="reprints"') : page.index('<section id="articles"')]
    assert "svod reprints R-1" in section
    assert len(section) < 200_000


def test_one_word_over_and_over_is_not_compared() -> None:
    dull = [make(o, "2031-05-10", " ".join(["снег"] * 5_000)) for o in ("а", "б")]
    copies = (Copy(dull[0].id, None, 1.0), Copy(dull[1].id, dull[0].id, 1.0))
    model = report(*dull, family=Reprints("R-2", tuple(a.id for a in dull), 1.0, copies))
    assert model.families[0].roots[0].branches[0].changes is None
    assert f"svod reprints {dull[0].id} {dull[1].id}" in render_report(model)


@pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: chromium)")
def test_it_reads_without_script_and_fits_a_phone(tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text(render_report(report(*ALL)), "utf-8")
    with Browser() as browser:
        page = browser.open(f"{path.as_uri()}#R-1", width=360, height=740, dark=True, script=False)
        assert page.complaints == []
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate("document.querySelector(':target').id") == "R-1"
        hidden = "[...document.querySelectorAll('.unseen')].every(e => e.getBoundingClientRect().width <= 1)"
        assert page.evaluate(hidden)
        cited = page.evaluate("document.querySelector('.tree .by a[href^=\"#x-\"]').getAttribute('href').slice(1)")
        assert page.evaluate(f"document.getElementById('{cited}') !== null")
