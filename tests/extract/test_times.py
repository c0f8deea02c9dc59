"""The recipe: properties that hold for any text, and each rule's own examples.

What Russian says is tested by lang/ru/corpus/times-*.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svod.extract.calendar import parse_edtf
from svod.extract.times import find_impossible, find_times, parse_day
from svod.extract.times_grammar import compile_lexicon
from svod.extract.times_guard import GUARDS
from svod.extract.times_make import MAKERS
from svod.extract.times_match import Matcher, State, split_atoms
from svod.extract.times_pattern import Part
from svod.packs import Pack, load_pack
from svod.read.reading import Reading, Sentence, Token
from svod.records import Article, TimeRef

PACK = load_pack("ru")
WORDS = (
    *("в", "с", "по", "до", "на", "к", "за", "и", "3", "5", "12", "31", "2024", "2024-05-16", "10.12.19", "15:23"),
    *("мая", "марта", "май", "год", "года", "лет", "назад", "через", "неделю", "прошлой", "этой", "утром", "ночь"),
    *("среду", "вторник", ",", ".", "(", ")", "–", "-", ":", "«", "»", "сегодня", "вчера", "накануне", "первого"),
    *("двадцать", "пятого", "начале", "конца", "квартал", "90-е", "XX", "века", "каждый", "ранее", "позже", "тот"),
    *("же", "день", "последние", "два", "летом", "выходных", "несколько", "\n"),
)


def read_flat(text: str, published: str | None) -> tuple[Article, Reading]:
    """An article and a reading without a tree: one sentence, every word its own root."""
    article = Article("a-1", "n", None, None, published, "ru", None, text, "")
    tokens: list[Token] = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(Token(len(tokens), start, at, word, word.lower(), "X", {}, -1, "root", 0))
    sentences = (Sentence(0, 0, len(text), 0, len(tokens)),) if tokens else ()
    return article, Reading("a-1", text, sentences, tuple(tokens), (), tuple(() for _ in tokens))


def times_of(text: str, published: str | None = "2025-10-10", pack: Pack = PACK) -> tuple[TimeRef, ...]:
    article, reading = read_flat(text, published)
    return find_times(article, reading, pack)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["2025-10-10", "2024-02-29T23:59:00+03:00", None])
)
def test_any_words_give_sound_records(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = times_of(text, published)
    ends = 0
    for ref in found:
        span = ref.evidence[0].span
        assert text[span.start : span.end] == ref.evidence[0].text
        assert span.start >= ends, "records stand in order and do not overlap"
        ends = span.end
        assert (ref.start is None) == (ref.end is None)
        if ref.start and ref.end:
            assert date.fromisoformat(ref.start) <= date.fromisoformat(ref.end)
            assert ref.edtf
            assert parse_edtf(ref.edtf) == (date.fromisoformat(ref.start), date.fromisoformat(ref.end))
            assert ref.kind == "date"
        assert ref.origin.rule
    assert found == times_of(text, published)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789.:-– \nмаягод", max_size=80))
def test_noise_is_no_error(text: str) -> None:
    times_of(text)


class Counting(Matcher):
    """A matcher that counts its steps."""

    steps = 0

    def run(self, part: Part, state: State) -> Sequence[State]:
        self.steps += 1
        return super().run(part, state)


def steps(text: str) -> int:
    """How many parts of patterns are tried on a text."""
    grammar = compile_lexicon(PACK).grammar
    matcher = Counting(grammar, split_atoms(text, grammar))
    for _ in matcher.find():
        pass
    return matcher.steps


def grows_evenly(piece: str) -> bool:
    """True where the second half of a long repetition costs no more than the first, edges aside."""
    short, middle, long = (steps(piece * n) for n in (40, 80, 120))
    return long - middle <= 1.2 * (middle - short) + 200


PIECES = ("12345678901234567890", "1.", "1:2:", "1-", "2001, ", "с 3 по 5 мая ", "и 2010 ", "10 10 ", "01.02.", "5 ")


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.sampled_from(PIECES), st.text(alphabet="0123456789.:-–/ ,", min_size=1, max_size=8)))
def test_work_grows_with_the_text_alone(piece: str) -> None:
    assert grows_evenly(piece)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_work_grows_with_words_alone(words: list[str]) -> None:
    piece = " ".join(words) + " "
    assert grows_evenly(piece)


def test_unknown_publication_day_leaves_relative_times_unplaced() -> None:
    refs = times_of("вчера и 9 мая 1945 года", None)
    assert [(r.start, r.anchor) for r in refs] == [(None, "none"), ("1945-05-09", "absolute")]


def test_unreadable_publication_day_is_no_day() -> None:
    assert parse_day("next week") is None
    assert parse_day("2025-13-01") is None
    assert parse_day("2025-10-10T08:00:00+03:00") == date(2025, 10, 10)


def test_empty_text() -> None:
    assert times_of("") == ()


def test_a_pack_without_times_finds_none() -> None:
    assert times_of("9 мая 2024 года", pack=Pack("xx", "xx-1", (), {})) == ()


def test_time_of_day_with_its_zone_stands_in_the_edtf() -> None:
    assert [r.edtf for r in times_of("10 июля 2025 года в 15:23 мск")] == ["2025-07-10T15:23:00+03:00"]
    assert [r.edtf for r in times_of("в девять вечера")] == ["2025-10-10T21:00:00"]


def test_durations_and_repeated_times_have_iso_strings() -> None:
    assert [(r.kind, r.edtf) for r in times_of("три года , полтора года , 2 часа , каждый год")] == [
        ("duration", "P3Y"),
        ("duration", "P18M"),
        ("duration", "PT2H"),
        ("set", "R/P1Y"),
    ]


def test_a_date_that_does_not_exist_is_kept_unplaced_with_a_problem() -> None:
    times = times_of("31 апреля и 29 февраля 2025 года, но 29 февраля и 30 апреля")
    assert [(r.evidence[0].text, r.start is None) for r in times] == [
        ("31 апреля", True), ("29 февраля 2025 года", True), ("29 февраля", False), ("30 апреля", False),
    ]  # fmt: skip
    assert [(p.stage, p.message) for p in find_impossible(times)] == [
        ("times", "«31 апреля»: no such day, kept without one"),
        ("times", "«29 февраля 2025 года»: no such day, kept without one"),
    ]


# every rule of times.toml finds its own examples

RULES: list[dict[str, Any]] = PACK.tables["times"]["rule"]


@pytest.mark.parametrize(
    ("name", "make", "text"),
    [pytest.param(r["name"], r["make"], y, id=f"{r['name']} {y}") for r in RULES if "only" not in r for y in r["yes"]],
)
def test_rule_finds_its_examples(name: str, make: str, text: str) -> None:
    found = [(r.origin.rule, r.evidence[0].text) for r in times_of(text)]
    if make == "none":
        assert found == [], "a rule that drives times out leaves none"
    else:
        assert name in [rule.split(":")[0] for rule, _ in found]


def test_names_are_told_apart() -> None:
    names = [r["name"] for r in RULES]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_every_maker_and_guard_is_used() -> None:
    assert set(MAKERS) - {r["make"] for r in RULES} == set()
    assert set(GUARDS) - {g for r in RULES for g in r.get("guard", [])} == set()
