"""Actors across articles: one person under many names, namesakes apart, people's decisions, one result in any order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

import pytest
from histories import Run, check_history, histories
from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import decide, find, make_article, mention

from svod.records import Actor, Article, Evidence, Findings, Judgement, Role, Span
from svod.relate.actors import find_actors, join_chains
from svod.relate.clusters import by_person, join_all
from svod.relate.memo import Memo
from svod.relate.shelf import Shelf, fill_shelf

Row = tuple[str, str, str | None]  # name, entity, code; in an article of its own


def tell_of(
    name: str, entity: str = "person", code: str | None = None, *, day: str = "2031-05-10", role: str = "",
    sector: str = "GOV", number: int = 0,
) -> tuple[Findings, str]:  # fmt: skip
    """An article of a day that names one actor, with its role, and the day."""
    article = make_article(f"{role} {name} выступил.", day=day, name=f"{number} {name} {day}")
    found = mention(article, name, name, entity=entity, code=code)
    if role:
        words = Evidence("role", Span(article.id, 0, len(role)), role)
        found = replace(found, roles=(Role(role, code, sector, words),))
    return find(article, mentions=[found]), day


def relate(*told: tuple[Findings, str], judgements: tuple[Judgement, ...] = ()) -> tuple[Actor, ...]:
    """The actors of articles."""
    return find_actors(shelve(told), judgements, Memo())[0]


def shelve(told: Sequence[tuple[Findings, str]]) -> Shelf:
    """The articles of what was found in them, each of its day."""
    articles = [Article(f.article, "", None, None, day, None, None, "", "") for f, day in told]
    return fill_shelf(articles, [f for f, _ in told], kept=True)


def relate_names(*rows: Row, judgements: tuple[Judgement, ...] = ()) -> tuple[Actor, ...]:
    """The actors of articles of one day with one mention each."""
    told = [tell_of(name, entity, code, number=number) for number, (name, entity, code) in enumerate(rows)]
    return relate(*told, judgements=judgements)


def actors_of(*rows: Row) -> list[tuple[str, int]]:
    """Names of the actors with how many chains each has."""
    return sorted((a.name, len(a.chains)) for a in relate_names(*rows))


ONE = [
    [("Турсан Велик", "ARD"), ("Т. Велик", "ARD"), ("Велик", "ARD")],
    [("Джо Корвин", "ARD"), ("Джозеф Корвин", "ARD")],
    [("Джозеф Корвин", "ARD"), ("Joseph Korvin", "ARD")],
    [("Олма Решетова", "NIM"), ("Олмой Решетовой", "NIM")],
    [("Элмар Гасымов", "NIM"), ("Элмар Гасымав", "NIM")],
    [("Микола Вельский", "NIM"), ("Николай Вельський", "NIM")],
    [("Вельский Тарас Олегович", "NIM"), ("Тарас Вельский", "NIM")],
    [("Салим бен Рахт", "NIM"), ("Салим бен Рахт Аль Дейри", "NIM")],
    [("Владимир Зеленский", "UKR"), ("Володимир Зеленський", None)],
    [("Joe Biden", "USA"), ("Джо Байден", "USA"), ("Джозеф Байден", None)],
    [("Joseph Biden", "USA"), ("Джо Байден", "USA")],
    [("Кая Каллас", "EST"), ("Кая Каллас", "IGO:EU")],
    [("Рамзи Чаудхри", "ARD"), ("Рамзи Чаудри", "ARD")],
]
TWO = [
    [("Турсан Велик", "ARD"), ("Турсан Велик", "NIM")],
    [("Гейдар Алиев", "AZE"), ("Ильхам Алиев", "AZE")],
    [("Иван Ровенцов", "ARD"), ("Ивана Ровенцова", "NIM")],
    [("Евгений Ровенцов", "ARD"), ("Евгения Ровенцова", "ARD")],
    [("Анна Ровенцова", "ARD"), ("Инна Ровенцова", "ARD")],
    [("Ровенцов", "ARD"), ("Ровенцов", "NIM")],
    [("Пётр Ровенцов", "ARD"), ("Павел Ровенцов", "ARD")],
    [("Олег Ли", "ARD"), ("Олег Ким", "ARD")],
    [("Олег Ровенцов", "ARD"), ("Ровенцовы", "ARD")],
]


@pytest.mark.parametrize("names", ONE, ids=lambda names: names[0][0])
def test_spellings_of_one_person(names: list[tuple[str, str | None]]) -> None:
    (actor,) = relate_names(*((name, "person", code) for name, code in names))
    assert set(actor.names) == {name for name, _ in names}


@pytest.mark.parametrize("names", TWO, ids=lambda names: names[0][0])
def test_namesakes_and_relatives_stay_apart(names: list[tuple[str, str | None]]) -> None:
    assert len(relate_names(*((name, "person", code) for name, code in names))) == 2


def test_a_bare_surname_joins_neither_of_two_persons() -> None:
    found = actors_of(("Турсан Велик", "person", "ARD"), ("Ольда Велик", "person", "ARD"), ("Велик", "person", "ARD"))
    assert [n for _, n in found] == [1, 1, 1]


def test_a_bare_surname_goes_by_its_state() -> None:
    found = actors_of(("Турсан Велик", "person", "ARD"), ("Ольда Велик", "person", "NIM"), ("Велик", "person", "NIM"))
    assert found == [("Ольда Велик", 2), ("Турсан Велик", 1)]


def test_a_bare_surname_goes_by_its_office() -> None:
    told = [
        tell_of("Турсан Велик", code="ARD", role="министр финансов"),
        tell_of("Ольда Велик", code="ARD", role="судья"),
        tell_of("Велик", role="судья"),
    ]
    assert sorted((a.name, len(a.chains)) for a in relate(*told)) == [("Ольда Велик", 2), ("Турсан Велик", 1)]


def test_a_bare_surname_goes_by_time() -> None:
    told = [tell_of("Турсан Велик"), tell_of("Велик", day="2031-05-12")]
    assert len(relate(*told)) == 1
    assert len(relate(told[0], tell_of("Велик", day="2036-05-12"))) == 2


def test_a_name_without_a_state_between_two_of_other_states_stays_alone() -> None:
    found = actors_of(
        ("Турсан Велик", "person", "ARD"), ("Турсан Велик", "person", "NIM"), ("Турсан Велик", "person", None)
    )
    assert [n for _, n in found] == [1, 1, 1]


def test_a_common_name_of_another_time_and_walk_of_life_is_another_person() -> None:
    told = [
        tell_of("Сергей Иванов", code="RUS", role="министр обороны", day="2005-02-01"),
        tell_of("Сергей Иванов", code="RUS", role="глава алмазной компании", sector="BUS", day="2018-02-01"),
    ]
    assert len(relate(*told)) == 2
    assert len(relate(told[0], tell_of("Сергей Иванов", code="RUS", role="министр", day="2006-02-01"))) == 1


def test_what_is_unclear_is_asked() -> None:
    told = [tell_of(n, code="ARD", number=i) for i, n in enumerate(("Турсан Велик", "Ольда Велик", "Велик"))]
    _, judgements = find_actors(shelve(told), (), Memo())
    assert [j.verdict for j in judgements] == ["unsure", "unsure"]
    assert all(r.name for j in judgements for r in j.reasons)


# ------------------------------------------------------------------------------------------ states, bodies, outlets


BODIES_ONE = [
    ("organization", [("МИД РФ", "RUS"), ("Министерство иностранных дел", "RUS"), ("российский МИД", "RUS")]),
    ("organization", [("Евросоюз", "IGO:EU"), ("Европейский союз", "IGO:EU"), ("ЕС", "IGO:EU")]),
    ("organization", [("компания «Норвик»", "RUS"), ("Норвик", "RUS"), ("«Норвик»", None)]),
    ("state", [("Россия", "RUS"), ("РФ", "RUS"), ("Москва", "RUS")]),
    ("outlet", [("РБК", "RUS"), ("rbc.ru", None)]),
    ("outlet", [("ТАСС", "RUS"), ("tass.ru", None), ("ИТАР-ТАСС", "RUS")]),
    ("group", [("российские власти", "RUS"), ("власти России", "RUS"), ("власти", "RUS")]),
    ("group", [("россияне", "RUS"), ("Россияне", "RUS")]),
]  # fmt: skip
BODIES_APART = [
    ("organization", [("МИД России", "RUS"), ("МИД Молдавии", "MDA"), ("МИД", None)]),
    ("organization", [("Еврокомиссия", "IGO:EU"), ("Европарламент", "IGO:EU")]),
    ("organization", [("российская компания", "RUS"), ("российская компания", "RUS")]),
    ("organization", [("суд", "RUS"), ("суд", "RUS")]),
    ("organization", [("парламент", None), ("парламент", None)]),
    ("group", [("журналисты", "GBR"), ("журналисты", "GBR")]),
    ("outlet", [("РБК", "RUS"), ("РБК-Украина", "UKR")]),
    ("outlet", [("российские СМИ", "RUS"), ("британские СМИ", "GBR")]),
]


@pytest.mark.parametrize(("entity", "names"), BODIES_ONE, ids=lambda x: x if isinstance(x, str) else x[0][0])
def test_names_of_one_body(entity: str, names: list[tuple[str, str | None]]) -> None:
    (actor,) = relate_names(*((name, entity, code) for name, code in names))
    assert len(actor.chains) == len(names)


@pytest.mark.parametrize(("entity", "names"), BODIES_APART, ids=lambda x: x if isinstance(x, str) else x[0][0])
def test_bodies_that_stay_apart(entity: str, names: list[tuple[str, str | None]]) -> None:
    actors = relate_names(*((name, entity, code) for name, code in names))
    assert len(actors) == len(names)
    assert len({a.id for a in actors}) == len(names)


def test_bodies_of_a_state_that_only_a_user_knows() -> None:
    adjective = tell_of("ардалийский", "state", "ARD", number=9)
    (words,) = adjective[0].mentions
    adjective = replace(adjective[0], mentions=(replace(words, kind="adjective", name="Ардалия"),)), adjective[1]
    bodies = [
        tell_of(name, "organization", "ARD", number=number)
        for number, name in enumerate(("МИД Ардалии", "Министерство иностранных дел", "ардалийский МИД"))
    ]
    actors = relate(adjective, *bodies)
    assert sorted((a.name, len(a.chains)) for a in actors) == [("Ардалия", 1), ("МИД Ардалии", 3)]


def test_states_join_by_name_and_code() -> None:
    found = actors_of(("Ардалия", "state", "ARD"), ("Ардалия", "state", "ARD"), ("Нимория", "state", "NIM"))
    assert found == [("Ардалия", 2), ("Нимория", 1)]


# --------------------------------------------------------------------------------------------------------- people


def test_a_person_parts_chains_of_one_name() -> None:
    rows: tuple[Row, ...] = (("Ардалия", "state", "ARD"), ("Ардалия", "state", "ARD"))
    (both,) = relate_names(*rows)
    parted = relate_names(*rows, judgements=(decide(*both.chains, "different", "actor"),))
    assert [len(a.chains) for a in parted] == [1, 1]
    assert len({a.id for a in parted}) == 2


def test_a_person_joins_two_of_different_names() -> None:
    rows: tuple[Row, ...] = (("Турсан Велик", "person", "ARD"), ("Олма Реш", "person", "NIM"))
    a, b = (actor.chains[0] for actor in relate_names(*rows))
    assert len(relate_names(*rows, judgements=(decide(a, b, "same", "actor"),))) == 1


def test_a_judgement_holds_for_the_chain_that_its_mention_is_in() -> None:
    (first, day), (second, _) = tell_of("Турсан Велик", code="ARD"), tell_of("Олма Реш", code="NIM")
    head = first.mentions[0]
    later = replace(head, id="m-later", kind="pronoun", name=None)
    told = ((replace(first, mentions=(head, later)), day), (second, day))
    judgement = decide("m-later", second.mentions[0].id, "same", "actor")
    (actor,) = relate(*told, judgements=(judgement,))
    assert set(actor.chains) == {head.chain, second.mentions[0].chain}


def test_a_nameless_chain_is_an_actor_once_a_person_judged_it() -> None:
    (first, day), (second, _) = tell_of("Турсан Велик", code="ARD"), tell_of("Олма Реш", code="NIM")
    nameless = replace(second, mentions=tuple(replace(m, name=None) for m in second.mentions))
    judgement = decide(first.mentions[0].id, nameless.mentions[0].id, "same", "actor")
    (actor,) = relate((first, day), (nameless, day), judgements=(judgement,))
    assert len(actor.chains) == 2


# ---------------------------------------------------------------------------------------------------- determinism


NAMES = (
    "Турсан Велик", "Т. Велик", "Велик", "Ольда Велик", "Tursan Velik", "Турсана Велика", "Сергей Иванов", "Иванов",
    "Велик Турсан Олегович",
)  # fmt: skip
ROLES = (("", "GOV"), ("министр обороны", "GOV"), ("глава компании", "BUS"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_actors_do_not_depend_on_the_order_of_articles(data: st.DataObject) -> None:
    told = []
    for number in range(data.draw(st.integers(2, 9))):
        role, sector = data.draw(st.sampled_from(ROLES))
        told.append(
            tell_of(
                data.draw(st.sampled_from(NAMES)), code=data.draw(st.sampled_from(("ARD", "NIM", None))), role=role,
                sector=sector, day=data.draw(st.sampled_from(("2031-05-10", "2031-06-30", "2044-01-01"))),
                number=number,
            )
        )  # fmt: skip
    ids = [f.mentions[0].id for f, _ in told]
    judgements = (
        (decide(*data.draw(st.permutations(sorted(set(ids))))[:2], "different", "actor"),) if len(set(ids)) > 1 else ()
    )
    expected = find_actors(shelve(told), judgements, Memo())
    order = list(told)
    random.Random(data.draw(st.integers(0, 99))).shuffle(order)
    assert find_actors(shelve(order), judgements, Memo()) == expected


def test_ids_do_not_depend_on_further_articles() -> None:
    few = relate_names(("Ардалия", "state", "ARD"), ("Олма Реш", "person", "NIM"), ("журналисты", "group", "NIM"))
    many = relate_names(
        ("Ардалия", "state", "ARD"), ("Олма Реш", "person", "NIM"), ("журналисты", "group", "NIM"),
        ("Кестрен", "state", "ARD"), ("Кестрен", "state", "ARD"), ("журналисты", "group", "NIM"),
        ("Йон Веллер", "person", "NIM"),
    )  # fmt: skip
    assert {a.id for a in few} <= {a.id for a in many}


# ------------------------------------------------------------------------------------------ one run after another


def test_an_article_that_stays_is_not_loaded_to_know_its_chains() -> None:
    told = [tell_of("Турсан Велик", code="ARD"), tell_of("Ардалия", "state", "ARD"), tell_of("Т. Велик", number=1)]
    before = Memo()
    find_actors(shelve(told[:2]), (), before)
    shelf = shelve(told)
    assert find_actors(shelf, (), Memo(before.after)) == find_actors(shelve(told), (), Memo())
    assert list(shelf.loaded) == [told[2][0].article]


@st.composite
def runs(draw: st.DrawFn) -> list[Run]:
    """Articles that name a person and a body, as one reading finds it or another, and what people decide of them."""
    pool = []
    for number in range(draw(st.integers(2, 6))):
        day = draw(st.sampled_from(("2031-05-10", "2031-06-30", "2044-01-01")))
        article = make_article("Турсан Велик принял послов в Ардалии.", day=day, name=str(number))
        readings = []
        for _ in range(2):
            code, name = draw(st.sampled_from(("ARD", "NIM", None))), draw(st.sampled_from(NAMES))
            person = mention(article, "Турсан Велик", name, code=code)
            body = mention(
                article, "Ардалии", draw(st.sampled_from(("Ардалия", "МИД Ардалии", "МИД", "Кестрен"))), code="ARD",
                entity=draw(st.sampled_from(("state", "organization"))),
            )  # fmt: skip
            again = replace(person, id=f"m-{number}", kind="pronoun", name=None)
            nameless = replace(body, id=f"n-{number}", chain=f"n-{number}", name=None)
            more = draw(st.sampled_from(((), (again,), (nameless,), (again, nameless))))
            readings.append((article, find(article, mentions=[person, body, *more])))
        pool.append(readings)
    ids = sorted({m.id for readings in pool for _, f in readings for m in f.mentions})
    decisions = [decide(*pair, how, "actor") for pair in combinations(ids, 2) for how in ("same", "different")]
    return [partial(find_actors, shelf, decided) for shelf, decided in draw(histories(pool, decisions))]


@given(runs())
@settings(max_examples=100, deadline=None)
def test_adding_to_what_is_there_gives_what_starting_over_gives(found: list[Run]) -> None:
    check_history(found)


@given(st.data())
def test_chains_of_which_one_thing_is_said_need_no_clustering(data: st.DataObject) -> None:
    heads, scores = ("a", "b", "c", "d"), st.sampled_from((-5.0, -1.5, -0.5, 1.0, 2.5, 4.0))
    verdicts = st.sampled_from(("same", "unsure", "different"))

    def say(a: str, b: str, verdict: str, score: float, by: str = "machine:x") -> Judgement:
        return Judgement("actor", *sorted((a, b)), verdict, score, (), by)

    own = [
        say(*pair, data.draw(verdicts), data.draw(scores))
        for pair in combinations(heads, 2)
        if data.draw(st.booleans())
    ]
    plain = {f"{head}{n}": say(head, f"{head}{n}", "same", 3.0) for head in heads for n in range(2)}
    pairs = data.draw(st.lists(st.sampled_from(list(combinations(heads, 2))), unique=True))
    own += [say(*pair, data.draw(st.sampled_from(("same", "different"))), 0.0, "редактор") for pair in pairs]
    groups, joins = join_all(sorted((*heads, *plain)), [*own, *plain.values()])
    kept = tuple(sorted((j for j in joins if not by_person(j)), key=lambda j: (j.a, j.b)))
    assert join_chains(heads, own, plain) == (groups, kept)
