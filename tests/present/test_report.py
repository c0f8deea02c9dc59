"""The report as a page: complete, the same for any order, and nothing of an article's text alive in it."""

from __future__ import annotations

import base64
import hashlib
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_story import ACCOUNTS, ARTICLES, EXPELLED, EXPULSION, FINDINGS, LOST, QUOTES, find

from svod.errors import UsageError
from svod.present.report import render_report, write_page, write_report
from svod.present.report_model import ReportModel, make_report
from svod.records import Accounts, Comparison, Findings, Telling
from svod.store import open_store, save_accounts, save_article, save_findings, transaction


@pytest.fixture(scope="module")
def model() -> ReportModel:
    return make_report(ARTICLES.values(), FINDINGS, ACCOUNTS, problems=(LOST,), title="Посол")


@pytest.fixture(scope="module")
def page(model: ReportModel) -> str:
    return render_report(model)


class Tags(HTMLParser):
    """Every tag with its attributes, and the visible text under each id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_counts_of_the_head(model: ReportModel) -> None:
    assert [(c.number, c.noun, c.href) for c in model.counts] == [
        ("5", "статей", "#articles"), ("5", "изданий", "#outlets"), ("4", "события", "#timeline"),
        ("1", "у\u00a0нескольких изданий", "#timeline"), ("3", "цитаты", "#quotes"),
        ("1", "противоречие", "#contradictions"), ("2", "замечания", "#problems"),
    ]  # fmt: skip


def test_reprints_are_one_voice_behind_the_first(model: ReportModel) -> None:
    event = next(e for c in model.chapters for m in c.months for d in m.days for e in d.events if e.id == EXPULSION.id)
    assert [t.outlet for t in event.tellers] == ["Меридиан", "Вестник <b>Кестрена</b>", "Голос Сельдара"]
    assert event.tellers[0].reprints == ((ARTICLES["kopiya"].id, "Копия дня"),)
    assert event.voices == 3


def test_contradiction_gathers_the_sides(model: ReportModel) -> None:
    (clash,) = model.clashes
    ((slot, sides),) = clash.questions
    assert slot.label == "Сколько"
    assert [(s.words, [t for t, _ in s.tellers]) for s in sides] == [
        ("трёх", ["Меридиан"]), ("пятерых", ["Вестник <b>Кестрена</b>"]),
    ]  # fmt: skip
    assert [[c.words for c in cells] for cells in slot.cells] == [["трёх"], ["пятерых"], []]


def test_yes_and_no_are_two_sides_though_told_in_the_same_word() -> None:
    tellings = [
        Telling(ARTICLES[name].id, value, EXPELLED[n].evidence[0])
        for n, (name, value) in enumerate((("meridian", "actual"), ("vestnik", "negated")))
    ]
    row = Comparison("C-happened", EXPULSION.id, "happened", "contradict", tuple(tellings), "")
    model = make_report(ARTICLES.values(), FINDINGS, replace(ACCOUNTS, comparisons=(row,)))
    ((slot, sides),) = model.clashes[0].questions
    assert (slot.label, [s.words for s in sides]) == ("Было ли", ["да", "нет"])


def test_one_value_in_other_words_is_one_side() -> None:
    said = (("meridian", "трёх"), ("vestnik", "пятерых"), ("kopiya", "трёх"))
    values = {"meridian": "3", "vestnik": "3", "kopiya": "4"}
    tellings = tuple(Telling(ARTICLES[n].id, values[n], find(n, "detail", words)) for n, words in said)
    row = replace(ACCOUNTS.comparisons[0], tellings=tellings)
    accounts = replace(ACCOUNTS, comparisons=(row,), reprints=())
    ((_, sides),) = make_report(ARTICLES.values(), FINDINGS, accounts).clashes[0].questions
    assert [(s.words, len(s.tellers)) for s in sides] == [("трёх", 3)]


def test_long_past_single_mentions_are_folded_as_background(model: ReportModel) -> None:
    assert [(c.label, c.count) for c in model.chapters] == [("2019", 1), (None, 3)]


def test_undated_events_come_last_under_the_day_of_their_report(model: ReportModel) -> None:
    last = model.chapters[-1].months[-1]
    assert last.id == "m-undated"
    assert [d.label for d in last.days] == ["сообщено 12 марта 2024"]


def test_speakers_in_order_of_quotes_and_unattributed_last(model: ReportModel) -> None:
    assert [(s.name, s.count, s.country) for s in model.speakers] == [("Амина Дорская", 2, "Нимория"), (None, 1, None)]


def test_brief_names_what_many_tell_and_what_is_due(model: ReportModel) -> None:
    assert [e.id for e in model.brief.told] == [EXPULSION.id]
    assert [(e.type, e.when) for e in model.brief.due] == [("CONSULT", "20\u00a0марта\u00a02024")]


def test_same_bytes_for_any_order(page: str) -> None:
    chance = random.Random(7)
    for _ in range(3):
        articles, findings = list(ARTICLES.values()), list(FINDINGS)
        events, rows = list(ACCOUNTS.events), list(ACCOUNTS.comparisons)
        for rows_ in (articles, findings, events, rows):
            chance.shuffle(rows_)  # type: ignore[arg-type]
        accounts = Accounts(ACCOUNTS.reprints, ACCOUNTS.actors, tuple(events), tuple(rows))
        assert render_report(make_report(articles, findings, accounts, problems=(LOST,), title="Посол")) == page


def test_nothing_of_a_text_is_alive(page: str) -> None:
    tags = Tags(page).tags
    assert [tag for tag, _ in tags].count("script") == 1
    assert not {tag for tag, _ in tags} & {"img", "iframe", "object", "embed", "base"}
    assert "&lt;script&gt;alert(" in page
    assert "Вестник &lt;b&gt;Кестрена&lt;/b&gt;" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert "[U+202E]хитрость[U+202C]" in page
    for _, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_only_web_addresses_become_links(page: str) -> None:
    links = [a for tag, a in Tags(page).tags if tag == "a" and not (a.get("href") or "#").startswith("#")]
    assert sorted(str(a["href"]) for a in links) == [
        "http://kopiya.example/1", "https://meridian.example/vysylka?a=1&b=2",
    ]  # fmt: skip
    assert {a.get("rel") for a in links} == {"noopener noreferrer"}
    assert "javascript:alert(1)" in page  # shown as text, so that the reader knows what was given


def test_page_asks_for_nothing(page: str) -> None:
    for tag, attributes in Tags(page).tags:
        assert "src" not in attributes, tag
        assert "srcset" not in attributes, tag
        if tag == "link":
            assert attributes["href"] == "data:,"
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style
    assert "@import" not in style[1]
    assert "url(" not in style[1]


def test_policy_allows_just_this_style_and_script(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    for tag in ("style", "script"):
        source = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert source
        digest = base64.b64encode(hashlib.sha256(source[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;;")


def test_every_link_within_has_its_goal_and_every_id_is_one(page: str) -> None:
    tags = Tags(page).tags
    ids = [a["id"] for _, a in tags if "id" in a]
    assert sorted(set(ids), key=str) == sorted(ids, key=str)
    goals = {str(a["href"])[1:] for _, a in tags if str(a.get("href", "")).startswith("#")}
    assert goals <= set(ids)
    labels = {a["aria-labelledby"] for _, a in tags if "aria-labelledby" in a}
    assert labels <= set(ids)


def test_every_record_has_an_anchor_in_its_article(page: str) -> None:
    ids = {a["id"] for _, a in Tags(page).tags if "id" in a}
    assert {q.id for q in QUOTES} <= ids
    assert {e.id for f in FINDINGS for e in f.events} <= ids


def test_problems_are_listed(page: str) -> None:
    assert "/tmp/dir/&lt;плохой&gt;.txt: чтение файла. не текст" in page
    assert "предложение &lt;i&gt;слишком&lt;/i&gt; длинное" in page


def test_nothing_at_all_is_a_report_too() -> None:
    page = render_report(make_report((), (), Accounts()))
    assert "Событий в статьях не найдено" in page
    assert "Цитат в статьях не найдено" in page


def test_an_article_without_findings_is_listed_as_unread() -> None:
    article = ARTICLES["golos"]
    model = make_report([article], (), Accounts())
    assert [p.stage for p in model.problems] == ["не разобрано"]
    skipped = make_report([article], [Findings(article.id, skipped=("no pack for en",))], Accounts())
    assert [p.message for p in skipped.problems] == ["no pack for en"]


def test_accounts_of_articles_that_are_gone_are_left_out() -> None:
    kept = [ARTICLES["vestnik"], ARTICLES["golos"]]
    model = make_report(kept, [f for f in FINDINGS if f.article in {a.id for a in kept}], ACCOUNTS)
    assert render_report(model)
    assert sum(c.count for c in model.chapters) == 2


def test_write_report_from_a_store(tmp_path: Path, page: str) -> None:
    db = open_store(tmp_path / "svod.db")
    with transaction(db):
        for article in ARTICLES.values():
            save_article(db, article)
        for findings in FINDINGS:
            save_findings(db, findings, "1")
        save_accounts(db, ACCOUNTS)
    write_report(db, tmp_path / "story.html", title="Посол")
    db.close()
    written = (tmp_path / "story.html").read_text("utf-8")
    again = make_report(ARTICLES.values(), FINDINGS, ACCOUNTS, title="Посол")
    assert written == render_report(again)
    assert not list(tmp_path.glob("*.part"))


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"нет/story\.html"):
        write_page("<p>", tmp_path / "нет" / "story.html")
