"""Claims of one article: what they rest on, their ids, the pack without words; the rest are language cases."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from svod.analyse import analyse
from svod.extract.claims import find_claims
from svod.extract.event_scene import make_scene
from svod.packs import Pack, load_pack
from svod.read import read
from svod.records import Article, Claim, Findings

TEXT = (
    "В отношениях Чили и Перу возник кризис. Торговля встала.\n\n"
    "Никакого кризиса в отношениях с Чили нет, заявил президент Перу Пабло Ривас."
)


@lru_cache(maxsize=1)
def pack() -> Pack:
    return load_pack("ru")


def article(text: str) -> Article:
    return Article("a-1", "case", None, None, "2024-05-16", "ru", None, text, "")


@lru_cache(maxsize=4)
def findings(text: str = TEXT) -> Findings:
    return analyse(article(text), pack())


def told(claims: tuple[Claim, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.polarity, c.according_to) for c in claims]


def test_one_asserts_and_one_denies() -> None:
    assert told(findings().claims) == [("asserted", ()), ("denied", ("Пабло Ривас",))]


def test_evidence_is_the_text() -> None:
    for claim in findings().claims:
        assert [e.role for e in claim.evidence[:2]] == ["trigger", "whole"]
        assert claim.evidence[1].text.count(claim.evidence[0].text) == 1
        for e in claim.evidence:
            assert TEXT[e.span.start : e.span.end] == e.text


def test_ids_come_from_place() -> None:
    ids = [c.id for c in findings().claims]
    assert len(set(ids)) == len(ids)
    assert ids == [c.id for c in analyse(article(TEXT), pack()).claims]


def test_who_denies_a_crisis_with_somebody_is_the_other_side() -> None:
    assert {p.code for p in findings().claims[1].about} == {"CHL", "PER"}


def test_a_bare_word_takes_the_sides_that_the_article_gives_it_elsewhere() -> None:
    claims = findings("Кризис в отношениях Чили и Перу начался весной. Из-за кризиса торговля встала.").claims
    assert [{p.code for p in c.about} for c in claims] == [{"CHL", "PER"}] * 2
    assert {p.basis for p in claims[1].about} == {"passage"}


def test_what_nobody_is_named_for_is_no_claim() -> None:
    assert findings("Никакого кризиса нет.").claims == ()


def test_a_pack_without_words_has_none() -> None:
    found, poor = findings(), replace(pack(), tables={k: v for k, v in pack().tables.items() if k != "claims"})
    reading = read(article(TEXT), pack())
    scene = make_scene(article(TEXT), reading, found.mentions, found.times, found.quotes, poor)
    assert find_claims(scene, found.events) == ()
