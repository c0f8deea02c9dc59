"""What may go online: no sentence of an article but those in evidence; and the report packed into a small file."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from report_story import ACCOUNTS, ARTICLES, FINDINGS, find
from typer.testing import CliRunner

import sample_records as sample
from svod.present.cli import app
from svod.present.evidence import find_sentences
from svod.present.messages import speaking
from svod.present.report import render_report, visible
from svod.present.report_index import make_index
from svod.present.report_model import Asked, ReportModel, make_report
from svod.present.report_publish import keep_sentences
from svod.records import Accounts, Article, Findings, Reprints
from svod.store import open_store

ADDED = (
    "Этого предложения никто не касается.", "И ещё одно, целиком постороннее.", "Ветер дул с моря; было зябко.",
)  # fmt: skip


def lengthen(article: Article, words: str) -> Article:
    """The article with sentences behind it, and a paragraph of its own, that no record rests on."""
    return replace(article, text=f"{article.text} {words}\n\n{words}\n\n{words} {words}")


LONG = {name: lengthen(a, ADDED[n % len(ADDED)]) for n, (name, a) in enumerate(ARTICLES.items())}


def publish(findings: tuple[Findings, ...] = FINDINGS, accounts: Accounts = ACCOUNTS) -> ReportModel:
    return make_report(LONG.values(), findings, accounts, asked=Asked(publish=True))


def text_of(page: str) -> str:
    return " ".join(html.fromstring(page.encode()).text_content().split())


def test_no_other_sentence_is_anywhere_in_the_file() -> None:
    page = render_report(publish())
    index = make_index(LONG.values(), FINDINGS, ACCOUNTS)
    kept, lost = keep_sentences(index), 0
    for id_, article in index.articles.items():
        for start, end in find_sentences(article.text):
            words = article.text[start:end]
            if any(a < end and start < b for a, b in kept[id_]):
                continue
            lost += 1
            assert words not in text_of(page)
            assert words not in page
    assert lost >= 4 * len(LONG)
    assert "[…]" in text_of(page)


def test_what_rests_on_evidence_stays_whole() -> None:
    """Every event, quote and answer is still there with its words and its place in an article."""
    whole, short = make_report(LONG.values(), FINDINGS, ACCOUNTS), publish()
    page, full = render_report(short), render_report(whole)
    ids = r'<a id="([eqx]-[^"]+)"'
    assert sorted(re.findall(ids, page)) == sorted(re.findall(ids, full))
    hrefs = set(re.findall(r'href="#([^"]+)"', page))
    assert hrefs <= set(re.findall(r'id="([^"]+)"', page)), "every link lands"
    for found in FINDINGS:
        for record in (*found.events, *found.quotes):
            for evidence in record.evidence:
                if evidence.field == "text":
                    assert " ".join(visible(evidence.text).split()) in text_of(page)


def test_it_says_so_in_each_language() -> None:
    for lang, words in (("ru", "Для публикации"), ("en", "For publication"), ("uk", "Для публікації")):
        with speaking(lang):
            assert words in text_of(render_report(publish()))
            assert words not in text_of(render_report(make_report(LONG.values(), FINDINGS, ACCOUNTS)))


def test_words_that_a_copy_changed_are_not_shown() -> None:
    """They would give both texts away; that one copies the other is still said."""
    names = list(LONG)[:2]
    ids = tuple(LONG[n].id for n in names)
    accounts = replace(ACCOUNTS, reprints=(Reprints("R-1", ids, 0.9),)) if len(ids) == 2 else ACCOUNTS
    page = render_report(publish(accounts=accounts))
    assert not any(words in page for words in ADDED)
    assert 'class="family"' in page


def test_an_article_without_evidence_or_title_shows_its_name() -> None:
    bare = replace(ARTICLES["meridian"], id="a-bare", name="bez-zapisej", title=None, text=ADDED[0] + "\n" + ADDED[1])
    page = render_report(make_report([bare], (), Accounts(), asked=Asked(publish=True)))
    assert "bez-zapisej" in page
    assert not any(words in page for words in ADDED)


def test_a_quote_of_half_a_sentence_keeps_the_sentence() -> None:
    evidence = find("meridian", "trigger", "выслала")
    kept = keep_sentences(make_index(LONG.values(), FINDINGS, ACCOUNTS))[LONG["meridian"].id]
    (held,) = [s for s in kept if s[0] <= evidence.span.start < s[1]]
    sentence = next(s for s in find_sentences(LONG["meridian"].text) if s[0] <= evidence.span.start < s[1])
    assert held[0] <= sentence[0]
    assert sentence[1] <= held[1]


def test_a_packed_report_holds_the_same_body() -> None:
    model = make_report(ARTICLES.values(), FINDINGS, ACCOUNTS)
    plain, packed = render_report(model), render_report(model, compress=True)
    body = re.search(r'data-body="([^"]+)"', packed)
    assert body is not None
    inflated = zlib.decompress(base64.b64decode(body[1])).decode()
    assert inflated in plain
    assert 'id="timeline"' in inflated
    assert 'id="timeline"' not in packed
    assert "<noscript>" in packed
    assert render_report(model, compress=True) == packed


@pytest.mark.parametrize("option", ["--publish", "--compress", "--lang=en"])
def test_from_the_command_line(tmp_path: Path, option: str) -> None:
    path, out = tmp_path / "s.db", tmp_path / "story.html"
    db = open_store(path)
    sample.save_all(db)
    db.close()
    result = CliRunner().invoke(app, ["report", option, "--db", str(path), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    open_store(path).close()
    result = CliRunner().invoke(app, ["report", "--lang", "fr", "--db", str(path)])
    assert result.exit_code == 2
    assert "--lang 'fr' is not known" in result.output
