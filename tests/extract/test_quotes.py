"""Properties of quotes: evidence, ids, order; text that must not break anything."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from svod.extract.mentions import find_mentions
from svod.extract.quote_cues import load_lexicon
from svod.extract.quotes import find_quotes
from svod.extract.times import find_times
from svod.packs import Pack
from svod.read import read
from svod.records import Article, Quote

ACTS = {
    "assert", "deny", "acknowledge", "promise", "demand", "threaten", "accuse", "praise", "forecast", "refuse",
    "apologise", "assess",
}  # fmt: skip
TYPES = {"person", "organization", "outlet", "document", "group", "unknown"}
TEXT = (
    "В порт приехал министр транспорта Иван Петров. «Причал закрыт, — сказал Петров. — Паром исправен». "
    "По его словам, ремонт начнётся в мае. Анна Берг потребовала открыть причал и назвала решение «грубой ошибкой», "
    "передает ТАСС. Об этом 14 мая сообщила газета «Маяк».\n\nВопрос: Когда откроют мост?\n\nОтвет: Осенью, мы обещаем."
)


def article(text: str, name: str = "a") -> Article:
    return Article(f"a-{name}", name, None, None, "2024-05-16", "ru", None, text, "")


def quotes_of(text: str, pack: Pack) -> tuple[Quote, ...]:
    one = article(text)
    reading = read(one, pack)
    mentions, times = find_mentions(one, reading, pack), find_times(one, reading, pack)
    return find_quotes(one, reading, mentions, times, pack)


def test_evidence_is_copied_and_content_comes_first(pack: Pack) -> None:
    found = quotes_of(TEXT, pack)
    assert found
    for quote in found:
        roles = [e.role for e in quote.evidence]
        assert roles[0] == "content"
        assert roles == sorted(roles, key=["content", "speaker", "cue", "via"].index)
        for e in quote.evidence:
            assert TEXT[e.span.start : e.span.end] == e.text
            assert e.text.strip() == e.text


def test_fields_are_of_the_contract(pack: Pack) -> None:
    for quote in quotes_of(TEXT, pack):
        assert quote.kind in {"direct", "indirect", "mixed"}
        assert quote.act in ACTS
        assert quote.speaker_type in TYPES
        assert quote.origin.extractor == "quotes"
        assert quote.speaker is None or quote.according_to[-1] == quote.speaker


def test_the_same_text_gives_the_same_quotes(pack: Pack) -> None:
    first, second = quotes_of(TEXT, pack), quotes_of(TEXT, pack)
    assert first == second
    assert len({q.id for q in first}) == len(first)


def test_parts_stand_in_order_and_apart(pack: Pack) -> None:
    for quote in quotes_of(TEXT, pack):
        spans = [(e.span.start, e.span.end) for e in quote.evidence if e.role == "content"]
        assert spans == sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "«",
        "»",
        "« »",
        "—",
        ": «»",
        "«»«»«»", "сказал", "сказал, что", "По словам", "По словам, ", "Об этом сообщил", "«А», —", "— — —", "X: «",
        '"' * 41,
        "«" * 300 + "»" * 299,
        "Он сказал, что он сказал, что он сказал, что он сказал, что.",
        "Вопрос:\nОтвет:\n",
        "- \n- \n- ",
    ],
)  # fmt: skip
def test_fragments_break_nothing(text: str, pack: Pack) -> None:
    assert isinstance(quotes_of(text, pack), tuple)


def test_unbalanced_marks_do_not_swallow_the_article(pack: Pack) -> None:
    text = "Завод «Север стоит. " + "Суда ждут у причала. " * 200 + "Иван Петров сказал, что порт закрыт."
    found = quotes_of(text, pack)
    assert [e.text for q in found for e in q.evidence if e.role == "content"] == ["порт закрыт"]


def test_every_cue_group_has_a_known_act(pack: Pack) -> None:
    lexicon = load_lexicon(pack)
    assert {e.act for entries in lexicon.verbs.values() for e in entries} <= ACTS
    assert {e.act for e in lexicon.adjectives.values()} <= ACTS
    assert {a for nouns in lexicon.frames.values() for a in nouns.values()} <= ACTS
    assert set(pack.tables["speech"]["content"]) <= ACTS


SAID = ["сказал", "заявил", "сообщает", "говорится", "отметив", "потребовал", "назвал", "уверен", "согласно"]
MARKS = [",", "«", "»", '"', "—", ".", ":", "?", ";", "\n"]
OTHER = [
    "что",
    "как",
    "По",
    "словам",
    "он",
    "Петров",
    "порт",
    "закрыт",
    "и",
    "об",
    "этом",
    "открыть",
    "ошибкой",
    "который",
]
MORE = ["если", "там", "в", "сообщении", "газета", "Маяк", "чтобы", "Вопрос", "«Север»"]
WORDS = [*SAID, *MARKS, *OTHER, *MORE]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=24))
@example(["?", "«", "\n", "газета", "отметив", ":", '"', ",", ",", '"'])  # marks around no words
@example(["закрыт", "«Север»", "«", ",", ".", "—", "говорится", ",", "и", "«Север»"])
def test_any_order_of_words_is_survived(pack: Pack, words: list[str]) -> None:
    text = " ".join(words)
    for quote in quotes_of(text, pack):
        assert all(text[e.span.start : e.span.end] == e.text for e in quote.evidence)
