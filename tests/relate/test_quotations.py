"""The same words in several articles: what is joined, what is kept apart, who cut what."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoted_records import Told, report
from svod.records import Judgement, Quotation, Quote, Reprints
from svod.relate.quotation_align import align
from svod.relate.quotation_words import Word, Wording, count_letters
from svod.relate.quotations import find_quotations

WHOLE = "Мы готовы к переговорам без предварительных условий, и стороны знают об этом с весны"
OTHER = "Урожай в долине собран раньше срока, зерна хватит на всю зиму и ещё останется соседям"


def find(*told: Told, judgements: tuple[Judgement, ...] = (), reprints: tuple[Reprints, ...] = ()) -> list[Quotation]:
    articles, findings = [a for a, _ in told], [f for _, f in told]
    return list(find_quotations(articles, findings, (), reprints, judgements)[0])


def quotes_of(*told: Told) -> list[Quote]:
    return [q for _, f in told for q in f.quotes]


def marks(quotation: Quotation, place: int = 1) -> list[tuple[str, str, str]]:
    return [(e.kind, e.base.strip(), e.words.strip()) for e in quotation.variants[place].edits]


def test_the_same_words_of_two_outlets_are_one_quotation() -> None:
    (found,) = find(report("Меридиан", WHOLE), report("Вестник", WHOLE), report("Голос", OTHER))
    assert (found.speaker, found.voices, found.clash) == ("Турсан Велик", 2, ())
    assert [v.change for v in found.variants] == ["base", "equal"]


def test_cut_words_are_left_out() -> None:
    short = "Мы готовы к переговорам без предварительных условий"
    (found,) = find(report("Меридиан", WHOLE), report("Вестник", short))
    assert found.variants[1].change == "shortened"
    assert marks(found) == [("equal", f"{short},", short), ("left out", "и стороны знают об этом с весны", "")]


def test_an_inflected_word_is_another_form_and_no_change() -> None:
    inflected = WHOLE.replace("переговорам", "переговоров")
    (found,) = find(report("Меридиан", WHOLE), report("Вестник", inflected, kind="mixed"))
    assert found.variants[1].change == "form"
    assert ("form", "переговорам", "переговоров") in marks(found)


def test_another_word_is_a_change() -> None:
    changed = WHOLE.replace("знают", "слышали")
    (found,) = find(report("Меридиан", WHOLE), report("Вестник", changed))
    assert found.variants[1].change == "altered"
    assert [m for m in marks(found) if m[0] == "changed"] in (
        [("changed", "знают", "слышали")], [("changed", "слышали", "знают")],
    )  # fmt: skip


def test_words_added_extend() -> None:
    (found,) = find(report("Меридиан", WHOLE, kind="direct"), report("Вестник", WHOLE + ", да и осенью", kind="mixed"))
    assert found.variants[1].change == "extended"


def test_a_hyphen_or_a_dash_is_no_change() -> None:
    a, b = (
        "Газопровод «Восток-2» мы достроим к осени вопреки всему",
        "Газопровод «Восток – 2» мы достроим к осени вопреки всему",
    )
    (found,) = find(report("Меридиан", a), report("Вестник", b))
    assert found.variants[1].change == "equal"


def test_a_direct_wording_is_the_base_of_a_longer_retelling() -> None:
    (found,) = find(report("Меридиан", WHOLE, kind="indirect"), report("Вестник", WHOLE[:-8]))
    direct = quotes_of(report("Вестник", WHOLE[:-8]))[0]
    assert found.base == direct.id


def test_pieces_of_one_article_are_one_telling() -> None:
    first, second = WHOLE.split(", ")
    (found,) = find(report("Меридиан", WHOLE), report("Вестник", first, second))
    assert [len(v.quotes) for v in found.variants] == [1, 2]
    assert found.variants[1].change == "equal"


def test_short_words_that_many_say_are_not_joined() -> None:
    assert (
        find(report("Меридиан", "Мы готовы ответить", who=None), report("Вестник", "Мы готовы ответить", who=None))
        == []
    )


def test_other_words_on_the_same_thing_are_not_joined() -> None:
    other = "Мы не готовы к переговорам сейчас, и предварительные условия стороны пусть обсуждают осенью без нас"
    assert find(report("Меридиан", WHOLE), report("Вестник", other, who="Олма Реш", code="NIM")) == []


def test_long_words_given_to_different_people_are_a_clash() -> None:
    long = WHOLE + ", а войска останутся там, где стоят"
    (found,) = find(report("Меридиан", long), report("Вестник", long, who="Олма Реш", code="NIM"))
    assert found.clash == ("Олма Реш", "Турсан Велик")


def test_middling_words_of_different_people_are_two() -> None:
    words = "Мы готовы к переговорам без условий"
    assert find(report("Меридиан", words), report("Вестник", words, who="Олма Реш", code="NIM")) == []


def test_a_name_written_the_other_way_round_is_no_clash() -> None:
    (found,) = find(report("Меридиан", WHOLE), report("Вестник", WHOLE, who="Велик Турсан"))
    assert found.clash == ()


def test_who_is_not_named_clashes_with_nobody() -> None:
    (found,) = find(report("Меридиан", WHOLE), report("Вестник", WHOLE, who=None))
    assert (found.speaker, found.clash) == ("Турсан Велик", ())


def test_a_family_of_reprints_is_one_voice() -> None:
    told = report("Меридиан", WHOLE), report("Вестник", WHOLE), report("Голос", WHOLE)
    family = Reprints("R-1", (told[0][0].id, told[1][0].id), 1.0)
    assert find(*told)[0].voices == 3
    assert find(*told, reprints=(family,))[0].voices == 2


def test_a_quote_within_a_quote_is_no_second_telling() -> None:
    article, findings = report("Меридиан", WHOLE, WHOLE[:40])
    assert findings.quotes[0].evidence[0].span.start == findings.quotes[1].evidence[0].span.start
    assert find((article, findings)) == []


def test_a_person_parts_and_joins() -> None:
    told = report("Меридиан", WHOLE), report("Вестник", WHOLE), report("Голос", OTHER)
    a, b, c = (q.id for q in quotes_of(*told))
    apart = Judgement("quotation", min(a, b), max(a, b), "different", 0.0, (), "Мария")
    joined = Judgement("quotation", min(a, c), max(a, c), "same", 0.0, (), "Мария")
    assert find(*told, judgements=(apart,)) == []
    (found,) = find(*told, judgements=(apart, joined))
    assert {i for v in found.variants for i in v.quotes} == {a, c}


def test_a_hundred_copies_are_one_quotation() -> None:
    told = [report(f"Издание {n}", WHOLE) for n in range(120)]
    (found,) = find(*told, report("Вестник", WHOLE[:60]), report("Голос", WHOLE.replace("весны", "зимы")))
    assert (len(found.variants), found.voices) == (122, 122)


def test_order_and_unrelated_articles_change_nothing() -> None:
    told = [report("Меридиан", WHOLE), report("Вестник", WHOLE[:60]), report("Голос", WHOLE.replace("весны", "зимы"))]
    first = find(*told)
    assert all(find(*order) == first for order in permutations(told))
    assert find(*told, report("Хроника", OTHER)) == first


@pytest.mark.parametrize("days", [("2031-05-10", "2031-05-11"), ("2031-05-10", "2032-01-01")])
def test_long_words_are_joined_on_any_day(days: tuple[str, str]) -> None:
    assert len(find(*(report(name, WHOLE, day=day) for name, day in zip("АБ", days, strict=True)))) == 1


texts = st.lists(
    st.sampled_from(["мы", "не", "готовы", "готов", "к", "миру", "и", "войне,", "сейчас", "осенью"]),
    min_size=1,
    max_size=12,
)


def wording(words: list[str]) -> Wording:
    found, at = [], 0
    for word in words:
        bare = word.strip(",")
        found.append(Word(at, at + len(bare), bare, bare[:4]))
        at += len(word) + 1
    return Wording(" ".join(words), tuple(found), count_letters(found))


@given(texts, texts)
def test_runs_join_to_both_texts(ours: list[str], theirs: list[str]) -> None:
    a, b = wording(ours), wording(theirs)
    edits = align(a, b)
    assert "".join(e.base for e in edits) == a.text
    assert "".join(e.words for e in edits) == b.text
    assert {e.kind for e in edits} <= {"equal", "form", "left out", "added", "changed"}
    assert all(bool(e.base) == (e.kind != "added") and bool(e.words) == (e.kind != "left out") for e in edits)
