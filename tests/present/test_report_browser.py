"""The report in a real browser, from a file: it loads in silence, asks for nothing, and every link lands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from report_story import ACCOUNTS, ARTICLES, EXPELLED, EXPULSION, FINDINGS, LOST, QUOTES, find

from browser import Browser, Page, chromium
from svod.present.report import render_report
from svod.present.report_model import make_report
from svod.present.report_text import paragraphs
from svod.records import Accounts, Findings

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (Debian: chromium)")

# the words that stand out in yellow, in the panel or where the page's target is
LIT = """
(root => [...document.querySelectorAll(root + ' .text *')]
  .filter(e => getComputedStyle(e).backgroundColor === 'rgb(255, 224, 138)').map(e => e.textContent).join('|'))
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("отчёт") / "story.html"
    model = make_report(ARTICLES.values(), FINDINGS, ACCOUNTS, problems=(LOST,))
    path.write_text(render_report(model), "utf-8")
    return path.as_uri()


def lit(page: Page, root: str) -> str:
    return str(page.evaluate(f"{LIT.strip()}({json.dumps(root)})"))


def test_silence_and_no_requests(browser: Browser, address: str) -> None:
    for width, dark in ((1280, False), (360, True)):
        page = browser.open(address, width=width, dark=dark)
        page.settle()
        assert page.complaints == []
        assert [r for r in page.requests if not r.startswith(("file:", "data:,"))] == []
        assert len([r for r in page.requests if r.startswith("file:")]) == 1
        assert page.evaluate("document.title").startswith("Свод сообщений")


def test_texts_are_the_articles_character_by_character(browser: Browser, address: str) -> None:
    page = browser.open(address)
    for article in ARTICLES.values():
        shown = page.evaluate(
            f"[...document.getElementById({json.dumps(article.id)}).children].filter(e => e.matches('p'))"
            ".map(e => e.textContent)"
        )
        wanted = [article.text[a:b].replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]")
                  for a, b in paragraphs(article.text)]  # fmt: skip
        assert shown == wanted


def test_evidence_opens_beside_on_a_wide_screen_and_back_closes_it(browser: Browser, address: str) -> None:
    page = browser.open(address)
    page.click(f'#{EXPULSION.id} a.hit[href="#{EXPELLED[0].id}"]')
    assert page.evaluate("document.getElementById('panel').hidden") is False
    assert lit(page, "#panel") == "выслала"
    assert page.evaluate("location.hash") == f"#{EXPELLED[0].id}"
    assert page.evaluate("document.querySelectorAll('#panel [id]').length") == 0  # the copy repeats no id
    page.click(f"#said-{QUOTES[0].id} a")
    assert lit(page, "#panel") == "Это недружественный шаг, мы ответим"
    page.evaluate("history.back()")
    page.settle()
    assert lit(page, "#panel") == "выслала"
    page.evaluate("history.back()")
    page.settle()
    assert page.evaluate("document.getElementById('panel').hidden") is True


def test_what_is_lit_is_copied_with_its_source(browser: Browser, address: str) -> None:
    page = browser.open(address)
    page.click(f"#said-{QUOTES[0].id} a")
    page.evaluate("document.addEventListener('copy', () => { window.copied = document.activeElement.value; })")
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('as from a file elsewhere'))")
    page.click(".panel-copy")
    source = "Меридиан, 12\u00a0марта\u00a02024"
    address = "https://meridian.example/vysylka?a=1&b=2"
    fragment = "#:~:text=" + quote("Это недружественный шаг, мы ответим", safe="")
    said = "«Это недружественный шаг, мы ответим» — Амина Дорская, министр"
    assert page.evaluate("window.copied") == f"{said} ({source}) {address}{fragment}"
    assert page.complaints == []


def test_words_of_an_article_lead_back_to_what_rests_on_them(browser: Browser, address: str) -> None:
    page = browser.open(address, width=360)
    page.click(f'#{ARTICLES["meridian"].id} a.t[href="#{EXPULSION.id}"]')
    assert page.evaluate("document.querySelector(':target').id") == EXPULSION.id
    page.click(f'#{ARTICLES["meridian"].id} a[href="#said-{QUOTES[0].id}"]')
    assert page.evaluate("document.querySelector(':target').textContent").strip().startswith("«Это недружественный шаг")
    assert page.complaints == []


def test_escape_closes_the_panel(browser: Browser, address: str) -> None:
    page = browser.open(address)
    page.click(f"#said-{QUOTES[0].id} a")
    page.key("Escape")
    assert page.evaluate("document.getElementById('panel').hidden") is True


def test_phone_goes_to_the_text_and_back(browser: Browser, address: str) -> None:
    page = browser.open(address, width=360, height=740)
    page.evaluate(f"document.querySelector('#{EXPULSION.id} .accounts').open = true")
    page.click(f"#{EXPULSION.id} td a")
    assert lit(page, "#articles") == "трёх"
    top = page.evaluate("document.querySelector('a.at:target').getBoundingClientRect().top")
    assert 0 < top < 740
    page.click("#back")
    assert page.evaluate("location.hash") == ""
    box = page.evaluate(f"document.querySelector('#{EXPULSION.id} td a').getBoundingClientRect().top")
    assert 0 < box < 740  # the reader is where the link was


def test_overlapping_evidence_lights_up_whole(browser: Browser, address: str) -> None:
    page = browser.open(f"{address}#{QUOTES[1].id}", width=360)
    assert lit(page, "#articles").replace("|", "") == "Ардалия требует извинений от Нимории"


def test_a_quote_over_paragraphs_lights_up_whole_without_script(browser: Browser, tmp_path: Path) -> None:
    long = replace(QUOTES[0], evidence=(*QUOTES[0].evidence, find("meridian", "content", "Переговоры сторон")))
    findings = Findings(ARTICLES["meridian"].id, quotes=(long,))
    path = tmp_path / "long.html"
    path.write_text(render_report(make_report([ARTICLES["meridian"]], [findings], Accounts())), "utf-8")
    page = browser.open(f"{path.as_uri()}#{long.id}", script=False)
    assert lit(page, "#articles") == "Это недружественный шаг, мы ответим|Переговоры сторон"


def test_reads_without_script(browser: Browser, address: str) -> None:
    page = browser.open(f"{address}#{EXPELLED[1].id}", script=False)
    assert page.evaluate("document.forms[0].hidden") is True
    assert page.evaluate("document.getElementById('panel').hidden") is True
    assert lit(page, "#articles") == "выслала"
    assert page.complaints == []


def test_nothing_wider_than_a_phone(browser: Browser, address: str) -> None:
    page = browser.open(address, width=360, height=740)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_filter_and_its_permalink(browser: Browser, address: str) -> None:
    page = browser.open(address)
    page.evaluate(
        "(f => { f.elements.type.value = 'ACCUSE'; f.dispatchEvent(new Event('input')); })(document.forms[0])"
    )
    shown = "[...document.querySelectorAll('.event')].filter(e => e.checkVisibility()).map(e => e.dataset.type)"
    assert page.evaluate(shown) == ["ACCUSE"]  # found inside the folded background too
    assert page.evaluate("document.querySelector('output').textContent") == "Показано событий: 1 из 4"
    link = page.evaluate("location.href")
    again = browser.open(link)
    again.settle()
    assert again.evaluate(shown) == ["ACCUSE"]
    again.click('form [type="reset"]')
    assert len(again.evaluate(shown)) == 3
    assert again.complaints == []


def test_quotes_filter_by_act_and_speaker(browser: Browser, address: str) -> None:
    page = browser.open(f"{address}#quotes?act=threaten&text=%D0%B4%D0%BE%D1%80%D1%81%D0%BA%D0%B0%D1%8F")  # дорская
    page.settle()
    shown = "[...document.querySelectorAll('.quote')].filter(e => e.checkVisibility()).map(e => e.id)"
    assert page.evaluate(shown) == [f"said-{QUOTES[0].id}"]
    assert page.evaluate("document.querySelectorAll('output')[1].textContent") == "Показано цитат: 1 из 3"
    assert page.complaints == []


def test_keyboard_goes_into_the_panel_and_back(browser: Browser, address: str) -> None:
    page = browser.open(address)
    page.evaluate(f"document.querySelector('#said-{QUOTES[0].id} a').focus()")
    page.key("Enter")
    assert page.evaluate("document.activeElement.className") == "panel-body"
    page.key("Escape")
    assert page.evaluate("document.activeElement.hash") == f"#{QUOTES[0].id}"


@pytest.mark.parametrize(("words", "found"), [("ТРЕХ", 1), ("высылки", 1), ("выслала дорская", 0), ("меридиан", 3)])
def test_words_filter_ignores_case_yo_and_endings(browser: Browser, address: str, words: str, found: int) -> None:
    page = browser.open(f"{address}#timeline?text={quote(words)}")
    page.settle()
    assert page.evaluate("document.querySelector('output').textContent") == f"Показано событий: {found} из 4"


def test_landmarks_and_names(browser: Browser, address: str) -> None:
    page = browser.open(address)
    assert page.evaluate("document.documentElement.lang") == "ru"
    for selector in ("body > header", "nav[aria-label]", "main", "aside[aria-label]", "body > footer", "h1"):
        assert page.evaluate(f"document.querySelectorAll({json.dumps(selector)}).length") == 1, selector
    unnamed = "[...document.querySelectorAll('a[href], button, select, input, summary')].filter(e =>" \
        " !(e.textContent.trim() || e.ariaLabel || (e.labels && e.labels.length))).map(e => e.outerHTML)"  # fmt: skip
    assert page.evaluate(unnamed) == []


def test_prints(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.open(address)
    page.print(tmp_path / "story.pdf")
    assert (tmp_path / "story.pdf").read_bytes().startswith(b"%PDF")
    assert page.complaints == []


def test_a_packed_report_opens_as_ever(browser: Browser, tmp_path: Path) -> None:
    """It unfolds by itself, silently; links, filters and an address that leads to a record work as in the other."""
    path = tmp_path / "packed.html"
    path.write_text(render_report(make_report(ARTICLES.values(), FINDINGS, ACCOUNTS), compress=True), "utf-8")
    page = browser.open(path.as_uri() + f"#{EXPELLED[0].id}", width=360)
    for _ in range(40):
        if page.evaluate("document.querySelector('#timeline form') !== null"):
            break
        page.settle()
    page.settle()
    assert page.complaints == []
    assert len([r for r in page.requests if r.startswith("file:")]) == 1
    assert page.evaluate("!document.getElementById('packed') && !document.querySelector('#timeline form').hidden")
    assert lit(page, "#articles") != ""
