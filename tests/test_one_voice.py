"""A family of three copies is one voice wherever voices are counted, and an article of its own beside it a second one.

The places that count: `Event.voices`, `Quotation.voices`, `FollowUp.voices`; comparisons, which need two accounts; the
index's weight log2(1 + voices); coverage, where copies are copied and not told; the report; the tables of the command
line and what is exported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2
from pathlib import Path

import pytest
from typer.testing import CliRunner

from svod.analyse import analyse
from svod.flow import relate_all
from svod.ids import make_id
from svod.packs import load_pack
from svod.present.cli import app
from svod.present.plover import plover_rows
from svod.present.relations import Material, load_material
from svod.present.report_accounts import Teller
from svod.present.report_model import ReportModel, make_report
from svod.records import Accounts, Article, Findings
from svod.relate.coverage import collect, cover_events, cover_tellers
from svod.relate.index import find_index
from svod.relate.outlets import take_sides
from svod.relate.tallies import IndexOptions
from svod.store import load_accounts, open_store, save_article, save_findings

MEETING = "Президент Чили Пабло Ривас 3 марта встретился в Лиме с президентом Перу Хорхе Луной. "
TALKS = "Стороны обсуждали строительство дороги через перевал, сообщила пресс-служба правительства.\n\n"
QUOTE = "«Мы построим эту дорогу вместе и откроем её к осени, чего бы это ни стоило», — заявил Пабло Ривас. "
PLAN = "Президент Перу Хорхе Луна посетит Чили 12 апреля. "
TAIL = "Наблюдатели ждут, что первые машины пройдут по новой дороге этим летом, если погода не испортится раньше срока."
OWN = (
    "В столице Перу прошла встреча на высшем уровне. Глава государства Чили Пабло Ривас 3 марта встретился в Лиме с "
    "главой Перу Хорхе Луной, и разговор затянулся до ночи. «Мы построим эту дорогу вместе и откроем её к осени, чего "
    "бы это ни стоило», — заявил Пабло Ривас на крыльце дворца. Хорхе Луна посетит Чили 12 апреля."
)
COPIES = {
    "Голос": ("2027-03-04T08:00:00Z", MEETING + TALKS + QUOTE + PLAN + TAIL),
    "Вестник": ("2027-03-04T10:00:00Z", MEETING + TALKS + QUOTE + PLAN),  # shortened
    "Копия": ("2027-03-05", MEETING + TALKS + QUOTE.replace("заявил", "сказал") + PLAN + TAIL),  # edited
}
COURIER = {"Курьер": ("2027-03-05", OWN)}


@dataclass(frozen=True)
class Story:
    """What was told, found and related, and where it is kept."""

    path: Path
    articles: dict[str, Article]  # by outlet
    findings: tuple[Findings, ...]
    accounts: Accounts
    material: Material
    model: ReportModel


def read(told: dict[str, tuple[str, str]], path: Path) -> Story:
    """Articles read, stored and related."""
    articles = {
        outlet: Article(make_id("a", outlet, text), outlet, outlet, None, day, "ru", None, text, "")
        for outlet, (day, text) in told.items()
    }
    findings = tuple(analyse(a, load_pack("ru")) for a in articles.values())
    db = open_store(path)
    for article, found in zip(articles.values(), findings, strict=True):
        save_article(db, article)
        save_findings(db, found, "ru")
    relate_all(db)
    accounts, material = load_accounts(db), load_material(db)
    db.close()
    return Story(path, articles, findings, accounts, material, make_report(articles.values(), findings, accounts))


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return read(COPIES, tmp_path_factory.mktemp("copies") / "svod.db")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return read(COPIES | COURIER, tmp_path_factory.mktemp("two") / "svod.db")


def tellers(story: Story) -> Iterator[tuple[Teller, ...]]:
    """The voices under each event of the report."""
    for event in story.model.events.values():
        yield event.tellers


def test_three_copies_are_one_family(copies: Story, two: Story) -> None:
    family = tuple(copies.articles[outlet].id for outlet in ("Голос", "Вестник", "Копия"))
    for story in (copies, two):
        assert [r.articles for r in story.accounts.reprints] == [family]


def test_records_count_one_voice(copies: Story) -> None:
    accounts = copies.accounts
    assert max(len(e.mentions) for e in accounts.events) >= 3  # all three are in it
    assert {e.voices for e in accounts.events} == {1}
    assert max(len(q.variants) for q in accounts.quotations) == 3
    assert {q.voices for q in accounts.quotations} == {1}
    assert accounts.followups
    assert {f.voices for f in accounts.followups} == {1}
    assert accounts.comparisons == ()  # one account is not compared with itself


def test_an_article_of_its_own_is_a_second_voice(two: Story) -> None:
    accounts = two.accounts
    assert max(e.voices for e in accounts.events) == 2
    assert max(q.voices for q in accounts.quotations) == 2
    assert max(f.voices for f in accounts.followups) == 2
    for comparison in accounts.comparisons:
        assert {t.article for t in comparison.tellings} <= {two.articles["Голос"].id, two.articles["Курьер"].id}


def test_the_index_weighs_one_voice(copies: Story, two: Story) -> None:
    for story, weight in ((copies, 1.0), (two, log2(3))):
        found = find_index(("CHL", "PER"), story.accounts.events, story.material.sources, IndexOptions())
        assert max(t.weight for t in found.counted) == weight
        copy = find_index(("CHL", "PER"), story.accounts.events, story.material.sources).line("Копия")
        assert copy.total is not None
        assert copy.total.n <= len(found.counted)


def test_coverage_has_one_who_told_and_two_who_copied(copies: Story, two: Story) -> None:
    for story in (copies, two):
        collected = collect(story.material.holdings, story.material.tellers)
        rows = cover_events(story.accounts.events, collected)
        for row in rows:
            assert {c.teller for c in row.having("told")} <= {"Голос", "Курьер"}
            assert {c.source for c in row.having("copied")} <= {"Голос"}
        sums = {t.teller: t for t in cover_tellers(rows, collected)}
        assert sums["Копия"].copied > 0
        assert (sums["Копия"].told, sums["Копия"].led, sums["Копия"].alone) == (0, 0, 0)
        assert sums["Вестник"].copied_from == {"Голос": sums["Вестник"].copied}


def test_sides_that_only_copy_an_outlet_of_no_side_are_one_teller(copies: Story) -> None:
    outlets = {a.id: o for o, a in copies.articles.items()}
    sides = take_sides(outlets, {"север": ["Вестник"], "юг": ["Копия"]})
    rows = cover_events(copies.accounts.events, collect(copies.material.holdings, sides))
    assert {tuple(c.teller for c in row.having("told")) for row in rows} <= {("север",), ()}
    assert all(c.source == "север" for row in rows for c in row.having("copied"))


def test_the_report_shows_one_voice(copies: Story, two: Story) -> None:
    assert {e.voices for e in copies.model.events.values()} == {1}
    assert {len(voices) for voices in tellers(copies)} == {1}
    assert {q.voices for s in copies.model.speakers for q in s.entries} == {1}
    assert not copies.model.brief.told  # what several tell
    assert max(len(voices) for voices in tellers(two)) == 2
    behind = [teller.reprints for voices in tellers(two) for teller in voices if teller.outlet == "Голос"]
    assert [outlet for _, outlet in max(behind, key=len)] == ["Вестник", "Копия"]


@pytest.mark.parametrize("command", ["events", "quotes", "commitments"])
def test_tables_count_one_voice(copies: Story, command: str) -> None:
    done = CliRunner().invoke(app, [command, "--json", "--db", str(copies.path)])
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert rows
    assert {row["voices"] for row in rows} == {1}


def test_exports_count_one_voice(copies: Story) -> None:
    db = open_store(copies.path)
    rows = [row for events in (False, True) for row in plover_rows(db, events=events, undated=True)]
    db.close()
    assert rows
    assert "'independent_voices': 1" in str(rows)
    assert "'independent_voices': 2" not in str(rows)
    assert "'independent_voices': 3" not in str(rows)
