"""Copies, shortened copies and lightly edited ones; background that an outlet repeats is none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from histories import Moment, check_history, histories
from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import decide, make_article, mention

from svod.records import Article, Copy, Findings, Judgement, Reprints
from svod.relate import reprints
from svod.relate.memo import Memo
from svod.relate.shelf import fill_shelf

LEAD = "Ардалия и Нимория подписали в пятницу договор о коридоре, сообщила пресс-служба правительства в Велграде. "
BODY = "Документ обсуждали почти два года, и до последнего дня стороны спорили о пошлинах, о страже и о цене проезда. "
MORE = "Наблюдатели ждут, что первые обозы пройдут по новой дороге уже осенью, если зима не придёт раньше срока. "
OTHER = "В порту Ковена открыли выставку старых карт, на которой показали чертежи маяков и письма смотрителей. "


def find_reprints(articles: Sequence[Article], judgements: Sequence[Judgement] = ()) -> tuple[Reprints, ...]:
    """The families of some articles, starting over."""
    return reprints.find_reprints(fill_shelf(articles, []), judgements, Memo())


def families(*texts_days: tuple[str, str]) -> list[list[int]]:
    """The families found, as numbers of the articles in the order of the family."""
    articles = [make_article(t, day=d, name=str(n)) for n, (t, d) in enumerate(texts_days)]
    number = {a.id: n for n, a in enumerate(articles)}
    return sorted([number[i] for i in r.articles] for r in find_reprints(articles))


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        (LEAD + BODY + MORE, "2031-05-11", [[0, 1]]),  # whole
        (LEAD + BODY, "2031-05-11", [[0, 1]]),  # shortened
        (LEAD.replace("в пятницу", "накануне") + BODY + MORE + OTHER, "2031-05-11", [[0, 1]]),  # edited, added to
        (LEAD + BODY + MORE, "2032-05-11", [[0, 1]]),  # whole, a year later
        (BODY + OTHER + OTHER.replace("старых", "новых"), "2031-06-11", []),  # background a month later
        (OTHER + OTHER.replace("карт", "книг"), "2031-05-11", []),
        ("", "2031-05-11", []),
        ("Ардалия и Нимория подписали договор.", "2031-05-11", []),  # a headline may be written twice
    ],
)
def test_copies(text: str, day: str, found: list[list[int]]) -> None:
    assert families((LEAD + BODY + MORE, "2031-05-10"), (text, day)) == found


def test_the_first_published_stands_first() -> None:
    text = LEAD + BODY + MORE
    assert families((text, "2031-05-12"), (text, "2031-05-10"), (text, "2031-05-11")) == [[1, 2, 0]]


def test_a_person_parts_and_joins() -> None:
    copy, twin, alien = (make_article(t, name=n) for t, n in ((LEAD + BODY, "а"), (LEAD + BODY, "б"), (OTHER, "в")))
    articles = [copy, twin, alien]
    assert find_reprints(articles, [decide(copy.id, twin.id, "different", "article")]) == ()
    family = find_reprints(articles, [decide(copy.id, alien.id, "same", "article")])
    assert [len(f.articles) for f in family] == [3]


def test_similarity_is_the_weakest_link() -> None:
    (family,) = find_reprints([make_article(LEAD + BODY, name="а"), make_article(LEAD + BODY, name="б")])
    assert family.similarity == 1.0


def family_of(*articles: Article) -> Reprints:
    (family,) = find_reprints(articles)
    return family


SWAPS = {"договор": "соглашение", "обсуждали": "рассматривали", "спорили": "препирались", "пройдут": "двинутся"}


def test_a_machine_spun_copy_is_one() -> None:
    text = LEAD + BODY + MORE
    spun = text
    for word, other in SWAPS.items():
        spun = spun.replace(word, other)
    assert len(family_of(make_article(text, name="а"), make_article(spun, name="б")).articles) == 2


def test_background_that_an_outlet_repeats_is_none() -> None:
    fresh = OTHER + "Смотритель музея обещал показать и лоцманские книги, если их вернут из мастерской вовремя. "
    first = make_article(LEAD + BODY + MORE, outlet="Весть", name="а")
    again = make_article(fresh + LEAD + BODY, outlet="Весть", day="2031-05-12", name="б")
    assert find_reprints([first, again]) == ()


def test_a_digest_does_not_make_one_voice_of_two() -> None:
    far = "Рыбаки Ковена вышли в море после недели штормов и вернулись с полными сетями, рассказали в артели утром. "
    one, two = LEAD + BODY + MORE, far + OTHER
    digest = make_article(one + two, name="дайджест")
    (family,) = find_reprints([make_article(one, name="а"), make_article(two, name="б"), digest])
    assert len(family.articles) == 2


def test_the_tree_says_who_copied_whom_and_how_much() -> None:
    first = make_article(LEAD + BODY + MORE, day="2031-05-10T08:00:00Z", name="а")
    copy = make_article(LEAD + BODY, day="2031-05-10T09:00:00Z", name="б")
    assert family_of(copy, first).copies == (Copy(first.id, None, 1.0), Copy(copy.id, first.id, 1.0))


def test_a_statement_that_both_quote_makes_no_copy() -> None:
    said = f"«{LEAD}{BODY}{MORE}»"
    ours = "Глава ведомства Ардалии выступил перед послами и сказал без бумажки всё, что думает о соседях и о дороге: "
    theirs = "На вечернем приёме в Велграде министр неожиданно взял слово и ответил на вопросы гостей такими словами: "
    tail = "После этого гости разошлись, а журналистам раздали распечатку речи и список приглашённых на завтра лиц. "
    end = "Встреча продолжится во вторник, когда приедут эксперты по пошлинам, сообщили в канцелярии дворца. "
    longer = "Раньше он о таком не говорил, и присутствующие заметно удивились переменам в тоне и в выборе слов. "
    assert find_reprints([make_article(ours + said + tail, name="а"), make_article(theirs + said + end + longer)]) == ()


def test_two_articles_that_stay_are_not_compared_again() -> None:
    text = LEAD + BODY + MORE
    old = [make_article(text, name=n, outlet=n) for n in ("а", "б")]
    before = Memo()
    reprints.find_reprints(fill_shelf(old, []), (), before)
    again = Memo(before.after)
    found = reprints.find_reprints(fill_shelf([*old, make_article(text, name="в")], []), (), again)
    pair = " ".join(sorted(a.id for a in old))
    assert again.after[pair] is before.after[pair]
    assert found == find_reprints([*old, make_article(text, name="в")])


def test_an_outlet_found_on_reading_again_is_the_source() -> None:
    text = LEAD + BODY + MORE
    one, two = make_article(text, name="а", outlet="Весть"), make_article(text, name="б", outlet="Голос")
    again = make_article("Голос Ковена. " + text, name="в", outlet="Эхо")
    cites = Findings(again.id, mentions=(mention(again, "Голос Ковена", "Голос", entity="outlet"),))
    left = Memo()
    first = reprints.find_reprints(fill_shelf([one, two, again], [Findings(again.id)], kept=True), (), left)
    then = reprints.find_reprints(fill_shelf([one, two, again], [cites], kept=True), (), Memo(left.after))
    sources = [{c.article: c.source for c in found[0].copies} for found in (first, then)]
    assert sources[1][again.id] == two.id
    assert sources[0] != sources[1]


SENTENCES = (LEAD, BODY, MORE, OTHER, f"«{LEAD}{BODY}» ", f"«{MORE}» ", BODY.replace("пошлинах", "сборах"))


@st.composite
def collections(draw: st.DrawFn) -> list[Moment]:
    """Articles that share sentences, with and without the outlets that they name, and people's decisions on them."""
    pool = []
    for number in range(draw(st.integers(2, 6))):
        words = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
        day = draw(st.sampled_from(("2031-05-10", "2031-05-10T09:00:00Z", "2031-05-11", "2031-06-30", "неизвестно")))
        outlet = draw(st.sampled_from(("Весть", "Голос", "Эхо")))
        article = make_article("Как пишет Голос: " + "".join(words), day=day, outlet=outlet, name=str(number))
        cites = Findings(article.id, mentions=(mention(article, "Голос", "Голос", entity="outlet"),))
        pool.append([(article, Findings(article.id)), (article, cites)])
    ids = sorted(readings[0][0].id for readings in pool)
    decisions = [
        decide(a, b, verdict, "article") for a in ids for b in ids if a < b for verdict in ("same", "different")
    ]
    return draw(histories(pool, decisions))


@given(collections())
@settings(max_examples=100, deadline=None)
def test_adding_to_what_is_there_gives_what_starting_over_gives(moments: list[Moment]) -> None:
    check_history(partial(reprints.find_reprints, shelf, decided) for shelf, decided in moments)
