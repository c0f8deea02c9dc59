"""The rules of comparison: numbers as ranges, days, places, names, denials; and when two claims may contradict."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tellers import count, find, make_article, tell

import svod.relate.compare
from svod.ontology.names import load_names
from svod.relate import relate
from svod.relate.compare import find_first, judge_claims
from svod.relate.compare_numbers import compare_days, compare_numbers
from svod.relate.compare_who import compare_doers, compare_parties, compare_places
from svod.relate.compare_words import compare_wording
from svod.relate.facts import Side
from svod.relate.loaded import find_loaded
from svod.relate.tellings import Claim

Bounds = tuple[float | None, float | None]


def claim(value: str, article: str = "a-1", **more: object) -> Claim:
    """A claim of Ардалия about «арест»."""
    fields = {"form": frozenset((value,)), "trigger": "арест", "who": frozenset(("ардалия",)), **more}
    return Claim(article, value, evidence=None, according_to=(), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ((50, None), (52, 52), "differ"),  # «более 50» holds 52
        ((52, 52), (52, 52), "agree"),
        ((45, 55), (52, 52), "differ"),
        ((None, 10), (12, 12), "contradict"),
        ((13, 13), (8, 8), "contradict"),
        ((50, None), (None, 60), "differ"),
        ((2.6e9, 2.6e9), (2.56e9, 2.56e9), "differ"),  # rounded
    ],
)
def test_numbers_are_ranges(a: Bounds, b: Bounds, verdict: str) -> None:
    first, second = (claim(str(x), low=x[0], high=x[1]) for x in (a, b))
    assert compare_numbers(first, second, "COERCE")[0] == verdict
    assert compare_numbers(second, first, "COERCE")[0] == verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ((100, 100), (100, 100), "agree"),
        ((100, 130), (110, 110), "differ"),  # a month holds the day
        ((100, 100), (103, 103), "contradict"),
        ((100, 465), (900, 900), "differ"),  # a year is too vague to contradict
    ],
)
def test_days(a: Bounds, b: Bounds, verdict: str) -> None:
    first, second = (claim(str(x), low=x[0], high=x[1]) for x in (a, b))
    assert compare_days(first, second, "CONSULT")[0] == verdict


def test_places() -> None:
    city, district = claim("Велград", form=frozenset(("велгр",))), claim("район", form=frozenset(("велгр", "район")))
    assert compare_places(city, city, "CONSULT")[0] == "agree"
    assert compare_places(city, district, "CONSULT")[0] == "differ"
    here, there = claim("а", form=frozenset(("велгр",)), code="ARD"), claim("б", form=frozenset(("нимск",)), code="NIM")
    assert compare_places(here, there, "CONSULT")[0] == "contradict"


def test_parties() -> None:
    assert compare_parties(claim("турсан велик"), claim("т велик"), "CONSULT")[0] == "agree"
    assert compare_parties(claim("суд ардалии"), claim("верховный суд ардалии"), "COERCE")[0] == "differ"
    one, two = claim("ардалия", code="ARD"), claim("нимория", code="NIM")
    assert compare_parties(one, two, "ASSAULT")[0] == "differ"
    assert compare_doers(one, two, "ASSAULT")[0] == "contradict"
    assert compare_doers(one, two, "CONSULT")[0] == "differ"


DAY: dict[str, object] = {"day": (100, 100)}
BOTH = {"who": frozenset(("ардалия", "олма реш"))}


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (DAY, "contradict"),
        ({"place": "велград"}, "contradict"),
        (BOTH, "contradict"),
        ({}, "differ"),  # one side alone holds nothing together
        ({**DAY, "factuality": "future"}, "differ"),
        ({**DAY, "factuality": "negated"}, "differ"),
        ({**DAY, "trigger": "обыск"}, "differ"),
        ({**DAY, "who": frozenset(("ковен",))}, "differ"),
        ({"day": (130, 130)}, "differ"),
    ],
)
def test_only_claims_of_one_thing_contradict(told: dict[str, object], verdict: str) -> None:
    shared = {k: v for k, v in told.items() if k in ("place", "who") and v != frozenset(("ковен",))}
    one = claim("7", low=7, high=7, **{**DAY, **shared})
    two = claim("5", "a-2", low=5, high=5, **told)
    assert judge_claims("count", "COERCE", [one, two])[0] == verdict
    assert judge_claims("count", "COERCE", [two, one])[0] == verdict


def test_numbers_far_apart_count_two_things() -> None:
    many, few = claim("50", low=50, high=50), claim("2", low=2, high=2)
    assert compare_numbers(many, few, "COERCE") == ("differ", "count.scope")


def test_some_of_those_counted_contradict_no_count_of_all() -> None:
    held = {**BOTH, **DAY, "about": ("count", "recipients")}
    all_, some = claim("шесть человек", low=6, high=6, **held), claim("пятеро граждан", "a-2", low=5, high=5, **held)
    assert judge_claims("count", "SANCTION", [all_, some]) == ("differ", "count.apart.weak")
    others = claim("пять человек", "a-2", low=5, high=5, **held)
    assert judge_claims("count", "SANCTION", [all_, others]) == ("contradict", "count.apart")


def test_one_of_several_doers_contradicts_nobody() -> None:
    held = {**DAY, **BOTH}
    one, two = claim("ардалия", code="ARD", **held), claim("нимория", "a-2", code="NIM", **held)
    other = claim("ковен", "a-2", code="KOV", **held)
    assert judge_claims("responsible", "ASSAULT", [one, two]) == ("contradict", "doer.states")
    assert judge_claims("responsible", "ASSAULT", [one, two, other]) == ("differ", "party.states")


def test_days_contradict_only_where_both_are_numbers() -> None:
    article = make_article("Встреча 9 мая, а не в субботу.")
    said = count(article, "9 мая", None, None).evidence
    vague = count(article, "субботу", None, None).evidence
    one = Claim("a-1", "9", frozenset("9"), said, (), "встреча", BOTH["who"], low=101, high=101)
    for words, verdict in ((said, "contradict"), (vague, "differ")):
        two = Claim("a-2", "8", frozenset("8"), words, (), "встреча", BOTH["who"], low=99, high=99)
        assert judge_claims("time", "CONSULT", [one, two])[0] == verdict


def test_the_next_day_is_no_contradiction() -> None:
    evening, morning = claim("100", low=100, high=100), claim("101", low=101, high=101)
    assert compare_days(evening, morning, "RETREAT") == ("differ", "time.near")


def test_ages_of_one_person_contradict_whatever_happened_to_her() -> None:
    who = {"about": ("participants", "age"), "sides": (Side("олма реш", "олма реш", "NIM", True),)}
    one = claim("47-летняя", low=47, high=47, published=100, **who)
    two = claim("51-летняя", "a-2", low=51, high=51, published=101, trigger="оправдал", factuality="future", **who)
    assert judge_claims("participants", "RETREAT", [one, two]) == ("contradict", "age.apart")
    birthday = replace(two, value="48-летняя", form=frozenset(("48",)), low=48, high=48, published=140)
    assert judge_claims("participants", "RETREAT", [one, birthday]) == ("differ", "age.near")
    next_day = replace(birthday, published=101)
    assert judge_claims("participants", "RETREAT", [one, next_day]) == ("contradict", "age.apart")
    years_on = replace(two, published=2000)
    assert judge_claims("participants", "RETREAT", [one, years_on])[0] == "differ"


def test_tolls_grow_and_contradict_nobody() -> None:
    held = {**BOTH, **DAY, "about": ("count", "killed")}
    one, two = claim("8", low=8, high=8, **held), claim("11", "a-2", low=11, high=11, **held)
    assert judge_claims("count", "ASSAULT", [one, two]) == ("differ", "count.toll")


def test_what_others_only_consider_nobody_denies() -> None:
    held = {**BOTH, **DAY}
    told = [claim("actual", "a-1", **held), claim("negated", "a-2", **{**held, "factuality": "negated"})]
    assert judge_claims("happened", "COERCE", told) == ("contradict", "happened.denied")
    perhaps = claim("hypothetical", "a-3", **{**held, "factuality": "hypothetical"})
    assert judge_claims("happened", "COERCE", [*told, perhaps]) == ("differ", "happened.denied.weak")


def test_a_negated_infinitive_denies_nothing() -> None:
    held = {**BOTH, **DAY, "trigger": "поддержать"}
    told = [claim("actual", "a-1", **held), claim("negated", "a-2", **{**held, "factuality": "negated"})]
    assert judge_claims("happened", "SUPPORT", told) == ("differ", "happened.denied.weak")


def test_an_account_that_counts_two_groups_contradicts_no_number() -> None:
    held = {**BOTH, **DAY, "about": ("count", "recipients")}
    both = [claim(str(n), "a-1", low=n, high=n, **held) for n in (7, 2)]
    other = claim("8", "a-2", low=8, high=8, **held)
    assert judge_claims("count", "COERCE", [*both[:1], other]) == ("contradict", "count.apart")
    assert judge_claims("count", "COERCE", [*both, other]) == ("differ", "count.scope")


def test_loaded_words_for_one_thing_are_shown_as_a_pair() -> None:
    one = make_article("Самолет Олмы Реш сбит 9 мая над Ардалией.")
    two = make_article("Самолет Олмы Реш упал 9 мая над Ардалией.")
    left = tell(one, "сбит", "ASSAULT", "Ардалия", "Олма Реш", start="2031-05-09")
    right = tell(two, "упал", "ASSAULT", "Ардалия", "Олма Реш", start="2031-05-09")
    ((group, claims),) = find_loaded([left, right])
    assert group == "ru:downing:trigger"
    assert judge_claims("loaded", "ASSAULT", claims) == ("differ", "words.loaded")
    assert [c.value for c in claims] == ["сбит", "упал"]
    assert not find_loaded([left, left])


def test_every_reason_has_its_sentence() -> None:
    folder = Path(svod.relate.compare.__file__).parent
    source = "".join(p.read_text(encoding="utf-8") for p in [*sorted(folder.glob("compare*.py")), folder / "loaded.py"])
    codes = set(re.findall(r'f?"(?:\{about\}|[a-z]+)\.[a-z]+"', source))
    heads = {c.strip('f"') for c in codes if not c.endswith('.toml"')}
    known = {h.replace("{about}", about) for h in heads for about in ("time", "count", "age")}
    for lang in ("ru", "en"):
        names = load_names(lang)
        for code in known | {"silent", "partly", "more", "happened.actual-future", "count.apart.weak"}:
            assert names.reason(code) != code, (lang, code)


def test_two_articles_contradict_only_if_no_two_claims_go_together() -> None:
    first = [claim("7", low=7, high=7), claim("2", low=2, high=2)]
    second = [claim("7", "a-2", low=7, high=7)]
    assert judge_claims("count", "COERCE", first + second) == ("differ", "more")


def test_one_account_alone_is_silence_of_the_others() -> None:
    assert judge_claims("count", "COERCE", [claim("7", low=7, high=7)])[0] == "silent"


def test_a_denial_contradicts_a_report() -> None:
    one = make_article("Полиция Ардалии 9 мая произвела арест Олмы Реш.")
    two = make_article("Велград: ареста Олмы Реш 9 мая не было.")
    left = tell(one, "арест", "COERCE", "Ардалия", "Олма Реш", start="2031-05-09")
    denial = {"factuality": "negated", "according_to": ("МИД Ардалии",), "start": "2031-05-09"}
    right = tell(two, "арест", "COERCE", "Ардалия", "Олма Реш", **denial)
    accounts = relate([one, two], [find(one, left), find(two, right)])
    happened = next(c for c in accounts.comparisons if c.slot == "happened")
    assert happened.verdict == "contradict"
    assert {t.according_to for t in happened.tellings} == {(), ("МИД Ардалии",)}


def test_the_words_of_both_are_shown() -> None:
    one = make_article("Арест Олмы Реш: задержаны 7 человек.")
    two = make_article("Арест Олмы Реш: задержаны 9 человек.")
    left = tell(one, "Арест", "COERCE", "Ардалия", "Олма Реш", details=(count(one, "7 человек", 7, 7),))
    right = tell(two, "Арест", "COERCE", "Ардалия", "Олма Реш", details=(count(two, "9 человек", 9, 9),))
    accounts = relate([one, two], [find(one, left), find(two, right)])
    number = next(c for c in accounts.comparisons if c.slot == "count")
    assert number.verdict == "contradict"
    assert sorted(t.evidence.text for t in number.tellings if t.evidence) == ["7 человек", "9 человек"]


def test_how_long_one_talk_took_contradicts_however_far_apart() -> None:
    held = {**BOTH, **DAY, "about": ("duration", ""), "type": "CONSULT"}
    one, two = claim("20", low=18, high=22, **held), claim("60", "a-2", low=54, high=60, **held)
    assert judge_claims("duration", "CONSULT", [one, two]) == ("contradict", "count.apart")


def test_a_single_denial_among_many_accounts_is_doubted() -> None:
    held = {**BOTH, **DAY}
    told = [claim("actual", f"a-{n}", **held) for n in range(12)]
    denied = claim("negated", "b-1", **{**held, "factuality": "negated"})
    assert judge_claims("happened", "RETREAT", [*told, denied]) == ("differ", "happened.denied.weak")
    assert judge_claims("happened", "RETREAT", [*told[:3], denied]) == ("contradict", "happened.denied")


def test_the_state_is_vaguer_than_who_acts_for_it() -> None:
    state, ministry = claim("ардалия", code="ARD", state=True), claim("мид ардалии", code="ARD")
    assert compare_parties(state, ministry, "ACCUSE") == ("differ", "party.vaguer")
    assert compare_parties(state, claim("столица", code="ARD", state=True), "ACCUSE") == ("agree", "party.code")
    assert compare_parties(claim("полиция ардалии", code="ARD"), ministry, "ACCUSE")[0] == "differ"


def test_one_word_with_another_colour_differs() -> None:
    plain = claim("действия", trigger="действия")
    bold, vile = claim("отважные действия", trigger="действия"), claim("подлые действия", trigger="действия")
    assert judge_claims("wording", "ACCUSE", [bold, replace(vile, article="a-2")])[0] == "differ"
    assert judge_claims("wording", "ACCUSE", [bold, replace(plain, article="a-2")])[0] == "agree"


def test_one_word_to_which_each_adds_something_else_is_told_differently() -> None:
    call = claim("призвал к миру и обмену", trigger="призвал")
    other = claim("призвал к миру и разговору", trigger="призвал")
    assert compare_wording(call, other, "") == ("differ", "words.each")
    assert compare_wording(call, claim("призвал к миру", trigger="призвал"), "") == ("agree", "words.same")


def test_the_earliest_copy_speaks_where_the_first_article_is_silent() -> None:
    speaks = {"a-9": "a-9", "a-5": "a-9", "a-1": "a-9"}  # in the order they came
    assert find_first({"a-1", "a-5"}, speaks) == "a-5"
