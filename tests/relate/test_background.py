"""How common words are: what a file of counts holds, how it is made, and what words of it weigh."""

from __future__ import annotations

from svod.packs import languages
from svod.relate.background import (
    count_weeks,
    format_background,
    load_background,
    make_background,
    parse_background,
    place_words,
)
from svod.relate.words import STEM, fold


def test_a_rarer_word_weighs_more_and_an_unlisted_one_most() -> None:
    background = make_background(100, {"год": 90, "догов": 20})
    assert background.weigh("год") < background.weigh("догов") < background.weigh("шторм")


def test_a_story_told_for_days_is_one_week() -> None:
    counts, weeks = count_weeks([("1", "Шторм!"), ("1", "Шторм стих"), ("2", "Тихо")])
    assert (counts["шторм"], counts["тихо"], weeks) == (1, 1, 2)


def test_a_file_gives_back_its_counts() -> None:
    counts = {"догов": 20, "корид": 3, "шторм": 2, "2025": 40}
    read = parse_background("# said of it\n" + format_background(counts, 50))
    assert read.weeks == 50
    assert set(read.weights) == {"догов", "корид"}  # numbers and what few weeks have are left out
    assert read.weights == make_background(50, {"догов": 20, "корид": 3}).weights


def test_every_listed_word_is_a_beginning_and_every_count_is_of_the_weeks() -> None:
    found = [background for lang in languages() if (background := load_background(lang))]
    assert found
    for background in found:
        assert all(weight > 0 for weight in background.weights.values())
        assert all(word == fold(word)[:STEM] for word in background.weights)


def test_a_language_without_a_background_has_none() -> None:
    assert load_background("no such language") is None
    assert load_background(None) is None


def test_words_begin_where_they_stand() -> None:
    text = "Ёлка — в 17 лет"
    assert list(place_words(text)) == [(0, "елка"), (9, "17"), (12, "лет")]
