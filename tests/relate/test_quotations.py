"""The same words in several articles: what is joined, what is kept apart, who cut what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, permutations

import pytest
from histories import Report, Run, check_history, histories
from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import decide, mention

from quoted_records import Told, report
from svod.records import Actor, Findings, Judgement, Quotation, Quote, Reprints
from svod.relate.memo import Memo
from svod.relate.quotation_align import align
from svod.relate.quotation_words import Word, Wording, count_letters
from svod.relate.quotations import find_quotations
from svod.relate.shelf import Shelf, fill_shelf

WHOLE = "Мы готовы к переговорам без предварительных условий, и стороны знают об этом с весны"
OTHER = "Урожай в долине собран раньше срока, зерна хватит на всю зиму и ещё останется соседям"


def find(*told: Told, judgements: tuple[Judgement, ...] = (), reprints: tuple[Reprints, ...] = ()) -> list[Quotation]:
    return list(find_quotations(shelve(*told), (), reprints, judgements, Memo())[0])


def shelve(*told: Told) -> Shelf:
    return fill_shelf([a for a, _ in told], [f for _, f in told], kept=True)


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


def test_two_quotes_that_stay_are_not_compared_again() -> None:
    told = [report("Меридиан", WHOLE), report("Вестник", WHOLE.replace("весны", "зимы")), report("Голос", WHOLE[:60])]
    before = Memo()
    find_quotations(shelve(*told[:2]), (), (), (), before)
    again = Memo(before.after)
    shelf = shelve(*told)
    assert find_quotations(shelf, (), (), (), again) == find_quotations(shelve(*told), (), (), (), Memo())
    kept = [key for key in again.after if again.after[key] is before.after.get(key)]
    assert len(kept) == 3  # what the two quotes are looked up by, and how they compare
    then = shelve(*told)
    find_quotations(then, (), (), (), Memo(again.after))
    assert then.loaded == {}


SAID = (
    WHOLE, WHOLE[:60], WHOLE.replace("весны", "зимы"), WHOLE.replace("переговорам", "переговоров"), OTHER,
    OTHER[:45], WHOLE + ", а войска останутся там, где стоят", "Мы готовы ответить",
)  # fmt: skip


def read_anew(told: Told, who: str | None) -> Report:
    """The same article, its quotes now given to somebody else, whom it mentions."""
    article, findings = told
    if who is None:
        return told
    speaker = mention(article, article.text[:8], who)
    quotes = tuple(replace(q, speaker=who, speaker_type="person", speaker_mention=speaker.id) for q in findings.quotes)
    return article, replace(findings, quotes=quotes, mentions=(speaker,))


def name_actors(findings: Sequence[Findings], together: bool) -> list[Actor]:
    """Actors of all who are mentioned: one, or one for each article."""
    chains = [m.chain for f in findings for m in f.mentions]
    parts = [chains] if together else [[c] for c in chains]
    return [Actor(f"A-{n}", "Кто-то", "person", None, (), tuple(part)) for n, part in enumerate(parts)]


def test_speakers_found_to_be_one_are_compared_anew() -> None:
    words = "Мы готовы к переговорам без условий"
    told = [read_anew(report("Меридиан", words), "Олма Реш"), read_anew(report("Вестник", words), "Велик Турсан")]
    left = Memo()
    apart = find_quotations(shelve(*told), name_actors([f for _, f in told], together=False), (), (), left)
    joined = find_quotations(shelve(*told), name_actors([f for _, f in told], together=True), (), (), Memo(left.after))
    assert [len(quotations) for quotations, _ in (apart, joined)] == [0, 1]


@st.composite
def runs(draw: st.DrawFn) -> list[Run]:
    """Articles with quotes of like words at several moments; who is one actor and who copies whom changes too."""
    pool = []
    for number in range(draw(st.integers(2, 6))):
        words = draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=2, unique=True))
        words = [w for w in words if not any(w != other and w in other for other in words)]
        day = draw(st.sampled_from(("2031-05-10", "2031-05-12", "2031-09-01")))
        first = report(f"Издание {number}", *words, kind=draw(st.sampled_from(("direct", "indirect"))), day=day)
        pool.append([read_anew(first, who) for who in (None, "Олма Реш", "Велик Турсан")])
    ids = sorted(q.id for readings in pool for q in readings[0][1].quotes)
    decisions = [decide(*pair, how, "quotation") for pair in combinations(ids, 2) for how in ("same", "different")]
    found: list[Run] = []
    for shelf, decided in draw(histories(pool, decisions)):
        family = Reprints("R-1", tuple(shelf.articles), 1.0)
        reprints = [family] if len(shelf.articles) > 1 and draw(st.booleans()) else []
        actors = name_actors([shelf[a] for a in shelf.marks], draw(st.booleans()))
        found.append(partial(find_quotations, shelf, actors, reprints, decided))
    return found


@given(runs())
@settings(max_examples=100, deadline=None)
def test_adding_to_what_is_there_gives_what_starting_over_gives(found: list[Run]) -> None:
    check_history(found)
