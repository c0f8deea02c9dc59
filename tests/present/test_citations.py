"""Citations: what they say, and that no text of others is obeyed by the format that holds it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_records as sample
from svod.ids import make_id
from svod.present.citations import (
    Citation,
    before_speaker,
    escape_bibtex,
    format_bibtex,
    format_markdown,
    make_citation,
    make_csl,
    make_permalink,
    office_beside,
    role_found,
)
from svod.records import Article, Findings, Origin, Quote
from svod.spans import make_evidence

NASTY = "50% & $5_a #1 {b} ~c^ \\d [e](f) *g* `h` <i> @j | «k»"


def make(
    words: str = "Мы готовы", *, outlet: str | None = "Голос", title: str | None = "Встреча", url: str | None = None
) -> Citation:
    text = f"Самовит: «{words}»."
    article = Article(make_id("a", text), "golos", outlet, url, "2031-05-10", "ru", title, text, "")
    at = text.index(words)
    quote = Quote(
        "q-1", article.id, "direct", "Лука Самовит", "person", None, "XAR", "президент", "assert", "Вестник",
        ("Агентство", "Лука Самовит"), None, (make_evidence("content", article, at, at + len(words)),),
        Origin("hand", "hand", "0"),
    )  # fmt: skip
    return make_citation(quote, article, Findings(article.id))


def parse_bibtex(text: str) -> dict[str, str]:
    """One entry, strictly: braces in pairs, every field closed and parted by a comma, no bare special of TeX."""
    head = re.match(r"@misc\{([\w-]+),\n", text)
    assert head, text
    fields, at = {"key": head[1]}, head.end()
    while not text.startswith("}", at):
        name = re.compile(r" +(\w+) = ").match(text, at)
        assert name, text[at:]
        value, at = read_value(text, name.end())
        assert text.startswith(",\n", at), text[at:]
        assert name[1] not in fields
        fields[name[1]], at = value, at + 2
    assert text[at:] == "}"
    return fields


def read_value(text: str, at: int) -> tuple[str, int]:
    """A month's macro, or what stands between braces in pairs."""
    if macro := re.compile(r"[a-z]{3}(?=,)").match(text, at):
        return macro[0], macro.end()
    assert text[at] == "{"
    depth, end = 0, at
    while True:
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
        if depth == 0:
            return text[at + 1 : end - 1], end


def bare_specials(value: str) -> str:
    """The characters that TeX would obey, commands and braces in pairs aside."""
    return re.sub(r"\\text\w+\{\}|\\[$&%#_]", "", value)


def test_a_citation_says_who_what_where_when_through_whom() -> None:
    said = format_bibtex(make(url="https://golos.example/1"))
    fields = parse_bibtex(said)
    assert (fields["title"], fields["author"], fields["year"], fields["month"]) == (
        "{Встреча}",
        "{Голос}",
        "2031",
        "may",
    )
    assert fields["url"] == "https://golos.example/1"
    assert fields["note"] == (
        "Лука Самовит, президент (XAR): «Мы готовы»; via Агентство → Вестник; characters 10–19; q-1"
    )


def test_markdown_is_a_quotation_with_its_source() -> None:
    assert format_markdown(make(url="https://golos.example/1")) == (
        "> «Мы готовы»\n>\n> — Лука Самовит, президент (XAR), via Агентство → Вестник. Голос, "
        "[Встреча](https://golos.example/1#:~:text=%D0%9C%D1%8B%20%D0%B3%D0%BE%D1%82%D0%BE%D0%B2%D1%8B), 2031-05-10 "
        "(q-1, characters 10–19)"
    )


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=60))
def test_bibtex_holds_any_text(text: str) -> None:
    value = escape_bibtex(text)
    assert value.count("{") == value.count("}")
    assert not set(bare_specials(value)) & set("\\{}$&%#_~^")
    assert "\n" not in value


@pytest.mark.parametrize("words", [NASTY, "\\", "}}", "a\nb", "“", "=1+1", "- 1"])
def test_bibtex_parses_whatever_the_words(words: str) -> None:
    fields = parse_bibtex(format_bibtex(make(words, outlet=words, title=words, url="https://x.example/{a}?b=%7B&c=\\")))
    assert not set("{}\\ ") & set(fields["url"])
    for name in ("author", "title", "note"):
        inner = fields[name][1:-1] if name != "note" else fields[name]
        assert not set(bare_specials(inner)) & set("\\{}$&%#_~^")


# the fields of CSL's csl-data.json that are in use, and of what kind they are; nothing else is allowed there
CSL_FIELDS: dict[str, type] = {
    "id": str, "type": str, "title": str, "container-title": str, "issued": dict, "URL": str, "language": str,
    "note": str, "custom": dict,
}  # fmt: skip


def check_csl(item: dict[str, Any]) -> None:
    """Hold an item to the standard's schema as far as it is in use here."""
    assert {"id", "type"} <= set(item) <= set(CSL_FIELDS)
    assert all(isinstance(value, CSL_FIELDS[key]) for key, value in item.items())
    assert item["type"] == "article-newspaper"
    if "issued" in item:
        ((year, month, day),) = item["issued"].pop("date-parts")
        assert item["issued"] == {}
        assert all(isinstance(part, int) for part in (year, month, day))


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "https://golos.example/1#часть"])
def test_csl_keeps_to_its_schema(url: str | None) -> None:
    item = make_csl(make(NASTY, url=url))
    assert item["custom"]["quote"] == NASTY
    assert ("URL" in item) == bool(url and url.startswith("https"))
    check_csl(json.loads(json.dumps(item)))


def test_what_is_unknown_is_left_out() -> None:
    citation = make(outlet=None, title=None)
    assert "author" not in parse_bibtex(format_bibtex(citation))
    assert "title" not in make_csl(citation)
    assert "None" not in format_markdown(citation)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("*a* _b_ `c` [d](e)", r"\*a\* \_b\_ \`c\` \[d\](e)"),
        ("<script>&lt;", r"\<script\>&amp;lt;"),
        ("https://x.example www.y.example a@b.example", r"https\://x.example www\.y.example a\@b.example"),
        ("a | b # c", r"a \| b \# c"),
    ],
)
def test_markdown_obeys_nothing(words: str, wanted: str) -> None:
    lines = format_markdown(make(words)).split("\n")
    assert lines[0] == f"> «{wanted}»"
    assert all(line.startswith(">") for line in lines)


def test_a_title_cannot_leave_its_link() -> None:
    said = format_markdown(make(title="a](http://evil.example)", url="https://x.example/(1)"))
    assert r"[a\](http\://evil.example)](https://x.example/%281%29#" in said


@pytest.mark.parametrize(
    ("url", "words", "wanted"),
    [
        ("https://x.example/1", "a b", "https://x.example/1#:~:text=a%20b"),
        ("https://x.example/1#top", "a-b, c & d", "https://x.example/1#top:~:text=a%2Db%2C%20c%20%26%20d"),
        ("https://x.example/1", "1 2 3 4 5 6 7 8 9 10 11", "https://x.example/1#:~:text=1%202%203%204%205,7%208%209%2010%2011"),
        ("https://x.example/1", "a b c\nd e f", "https://x.example/1#:~:text=a%20b%20c,d%20e%20f"),
        ("https://x.example/я б", "a", "https://x.example/%D1%8F%20%D0%B1#:~:text=a"),
    ],
)  # fmt: skip
def test_a_permalink_leads_to_the_words(url: str, words: str, wanted: str) -> None:
    assert make_permalink(url, [words]) == wanted


def test_each_part_of_the_words_is_led_to() -> None:
    assert make_permalink("https://x.example/", ["a", "b"]) == "https://x.example/#:~:text=a&text=b"


def test_parts_keep_their_offsets() -> None:
    findings = next(f for f in sample.FINDINGS if f.article == sample.A.id)
    citation = make_citation(findings.quotes[0], sample.A, findings)
    assert [sample.A.text[a:b] for a, b in citation.spans] == citation.words.split(" … ")


def test_an_office_of_the_tables_stands_apart_from_the_articles_words() -> None:
    findings = next(f for f in sample.FINDINGS if f.article == sample.A.id)
    quote = replace(findings.quotes[0], speaker_role=None, speaker_mention=None)
    cited = make_citation(quote, sample.A, findings, "президент")
    assert cited.who == "Лука Самовит (XAR; in office: президент)"
    assert "in office: президент" in format_markdown(cited)
    assert make_csl(cited)["custom"]["office"] == "президент"


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (None, "президент"), ("президент Ардалии", None), ("ардалийский лидер", "президент"), ("экс-президент", None),
    ],
)  # fmt: skip
def test_an_office_is_told_where_the_role_does_not_say_it(role: str | None, shown: str | None) -> None:
    assert office_beside(role, "президент") == shown


def test_a_role_that_says_nothing_is_none() -> None:
    findings = next(f for f in sample.FINDINGS if f.article == sample.A.id)
    quote, role = findings.quotes[0], sample.SAMOVIT.roles[0]
    for title, sector, wanted in (("коллега", None, None), ("вдова", "CVL", "вдова"), ("посол", "GOV", "посол")):
        mention = replace(sample.SAMOVIT, roles=(replace(role, title=title, sector=sector),))
        assert role_found(replace(quote, speaker_mention=mention.id), replace(findings, mentions=(mention,))) == wanted


def test_one_outlet_by_two_names_is_one_link() -> None:
    findings = next(f for f in sample.FINDINGS if f.article == sample.A.id)
    quote = replace(findings.quotes[0], via="rbc.ru", according_to=("РБК", "Лука Самовит"))
    assert before_speaker(quote) == ("РБК",)
    assert before_speaker(quote, "www.rbc.ru") == ()
