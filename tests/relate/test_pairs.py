"""Candidates and scores of pairs: what blocks share, what weighs, and that every level's name is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tellers import count, find, make_article, tell

import svod.relate.levels
import svod.relate.levels_news
import svod.relate.levels_when
import svod.relate.sides
from svod.records import Article, EventMention, Judgement, Location, Party
from svod.relate.facts import Facts, gather_facts
from svod.relate.levels import level_counts
from svod.relate.levels_news import level_passage
from svod.relate.pairs import TAKEN_BACK, WEIGHTS, find_candidates, judge_pair


def facts_of(*told: tuple[Article, EventMention]) -> tuple[Facts, ...]:
    """The facts of mentions, each told by its article."""
    articles = {a.id: a for a, _ in told}
    findings = [find(a, *(e for _, e in told if e.article == id_)) for id_, a in articles.items()]
    return gather_facts(list(articles.values()), findings, ())


def judged(told: Sequence[tuple[Article, EventMention]]) -> Judgement:
    """The judgement on two mentions."""
    return judge_pair(*facts_of(*told))


def call(day: str, start: str | None, word: str = "разговор", **more: object) -> tuple[Article, EventMention]:
    """An article of that day about a call of two presidents."""
    article = make_article(f"Вышло {day}: {word} Турсана Велика и Олмы Реш.", day=day)
    fields = {"mode": "phone", "start": start, **more}
    return article, tell(article, word, "CONSULT", "Турсан Велик, Олма Реш", **fields)


def test_a_score_unfolds_into_its_reasons() -> None:
    judgement = judged([call("2031-05-10", "2031-05-09"), call("2031-05-11", "2031-05-09", "беседа")])
    assert judgement.verdict == "same"
    assert judgement.score == round(sum(r.weight for r in judgement.reasons), 2)
    assert {"actors same", "day same", "mode same", "trigger kin"} <= {r.name for r in judgement.reasons}


def test_two_calls_on_two_days_are_different() -> None:
    judgement = judged([call("2031-05-10", "2031-05-09"), call("2031-05-17", "2031-05-16")])
    assert (judgement.verdict, [r.name for r in judgement.reasons]) == ("different", ["day apart"])


def test_lent_days_speak_for_and_against_but_part_nothing_for_good() -> None:
    said = call("2031-05-10", "2031-05-09")
    near = judged([said, call("2031-05-11", "2031-05-09", when_basis="passage")])
    far = judged([said, call("2031-05-17", "2031-05-16", when_basis="news_of_the_day")])
    assert {"told same", "day half said"} <= {r.name for r in near.reasons}
    assert "day apart" not in {r.name for r in far.reasons}
    assert far.score < near.score


def test_talks_with_another_president_are_different() -> None:
    article = make_article("Турсан Велик провёл разговор с главой Ковена.", day="2031-05-10")
    other = tell(article, "разговор", "CONSULT", "Турсан Велик, Ковен", mode="phone", start="2031-05-09")
    assert judged([call("2031-05-10", "2031-05-09"), (article, other)]).verdict != "same"


def test_a_visit_and_its_announcement_without_a_day_stay_apart() -> None:
    planned = call("2031-05-10", None, "встретятся", mode=None, factuality="future")
    held = call("2031-05-20", "2031-05-19", "встретились", mode=None)
    assert judged([planned, held]).verdict != "same"


def test_talk_of_sanctions_at_large_does_not_join() -> None:
    told = []
    for day, text in (
        ("2031-05-10", "Ковен не боится санкций."),
        ("2031-05-12", "Эксперт назвал санкции ошибкой вождей."),
    ):
        article = make_article(text, day=day)
        word = "санкций" if "санкций" in text else "санкции"
        told.append((article, tell(article, word, "SANCTION", mode="discontinue", factuality="hypothetical")))
    assert judged(told).verdict != "same"


def talks_of(text: str, day: str = "2031-05-10", who: str = "") -> tuple[Article, EventMention]:
    """An article that speaks of talks, with whom it names."""
    article = make_article(text, day=day)
    return article, tell(article, "переговоров", "CONSULT", who, mode=None)


FISH = "Рыбаки Ковена ждут квот на треску. Исход переговоров о тралах решит судьбу флота."
RAIL = "Железная дорога Велграда встала. До переговоров машинистов с депо поезда не пойдут."


def test_talks_of_nobody_are_joined_within_one_news_only() -> None:
    again = "Квоты на треску: исход переговоров о тралах решит судьбу флота Ковена, ждут рыбаки."
    assert judged([talks_of(FISH), talks_of(again)]).verdict == "same"
    assert judged([talks_of(FISH), talks_of(RAIL)]).verdict == "different"


def test_what_unlike_passages_take_back_is_a_reason_and_parts_nothing() -> None:
    day = {"start": "2031-05-09", "place": None}
    lent = (Party("Ардалия", "ARD", None, "passage"),)
    told = [(article, replace(tell(article, "переговоров", "CONSULT", **day), actors=lent)) for article in (  # type: ignore[arg-type]
        make_article(FISH, day="2031-05-10"), make_article(RAIL, day="2031-05-10", name="другая"),
    )]  # fmt: skip
    judgement = judged(told)
    assert judgement.reasons[-1].name == "nobody named, other news"
    assert judgement.score == round(sum(r.weight for r in judgement.reasons), 2) == 0.0
    assert judgement.verdict == "different"


def test_talk_of_nobody_joins_nothing_and_parts_nothing() -> None:
    def planned(text: str, name: str) -> tuple[Article, EventMention]:
        article = make_article(text, day="2031-05-10", name=name)
        return article, tell(article, "переговоров", "CONSULT", mode=None, factuality="hypothetical")

    mills = planned("Заводы Ковена считают убытки. До переговоров дело может и не дойти.", "а")
    crown = planned("Курс кроны падает вторую неделю. Если переговоров не будет, упадёт и дальше.", "б")
    judgement = judged([mills, crown])
    assert (judgement.verdict, judgement.score) == ("different", 0.0)
    assert judgement.reasons[-1].name == "talk of nobody"
    assert judgement.score == round(sum(r.weight for r in judgement.reasons), 2)


def test_states_alone_in_other_news_are_hardly_one() -> None:
    def sanctions(text: str, name: str) -> Facts:
        article = make_article(text, day="2031-05-10", name=name)
        parties = (Party("Ардалия", "ARD", None, "passage"),), (Party("Нимория", "NIM", None, "passage"),)
        event = replace(tell(article, "санкции", "SANCTION", start=None), actors=parties[0], recipients=parties[1])
        return facts_of((article, event))[0]

    cod = sanctions("Рыбаки Ковена о треске: санкции закрыли порты северного моря для тралов.", "а")
    rail = sanctions("Машинисты Велграда о депо: санкции оставили поезда без колёс и рельсов.", "б")
    states = [replace(f, actors=tuple(replace(s, lent=False, state=True) for s in f.actors)) for f in (cod, rail)]
    assert level_passage(*states) == "states alone, other news"
    assert level_passage(cod, rail) == "passages apart"  # of the same two states, as far as anybody knows
    assert level_passage(cod, replace(cod, article="другая")) is None


def test_a_planned_meeting_and_the_held_one_are_one_on_one_day() -> None:
    planned = call("2031-05-09", "2031-05-09", "встретятся", mode=None, factuality="future")
    held = call("2031-05-10", "2031-05-09", "встреча", mode=None)
    judgement = judged([planned, held])
    assert judgement.verdict == "same"
    assert "met that day" in {r.name for r in judgement.reasons}


def test_two_meetings_in_two_states_on_neighbouring_days_are_two() -> None:
    told = [call("2031-05-10", "2031-05-09", place="Велград"), call("2031-05-11", "2031-05-10", place="Нимск")]
    findings = [find(a, e) for a, e in told]
    facts = gather_facts([a for a, _ in told], findings, (), {"велград": "ARD", "нимск": "NIM"})
    assert judge_pair(*facts).verdict == "different"
    assert judge_pair(*facts_of(*told)).verdict == "same"  # where nobody knows the states


def test_years_apart_without_a_day_are_no_candidates() -> None:
    assert list(find_candidates(facts_of(call("2031-05-10", None), call("2033-05-10", None)))) == []


def test_a_day_recalled_years_later_is_a_candidate() -> None:
    pairs = list(find_candidates(facts_of(call("2031-05-10", "2031-05-09"), call("2033-05-10", "2031-05-09"))))
    assert len(pairs) == 1


def test_a_border_of_weeks_parts_no_pair() -> None:
    for day in range(1, 29):
        one, two = f"2031-05-{day:02d}", f"2031-05-{day + 1:02d}"
        assert len(list(find_candidates(facts_of(call(one, None), call(two, None))))) == 1, one


def test_what_shares_nothing_makes_no_candidates() -> None:
    told = []
    for name in ("Боравия", "Велония", "Галуния", "Дорения", "Зимавия", "Карония"):
        word = name.lower()[::-1]
        article = make_article(f"Вышло: {word}", day="2031-05-10", name=name)
        told.append((article, tell(article, word, "ACCUSE", name)))
    together = list(find_candidates(facts_of(*told)))
    assert all(a.trigger[:5] == b.trigger[:5] for a, b in together)
    assert len(together) < len(told)


def test_every_weight_names_a_level() -> None:
    rooms = (svod.relate.levels, svod.relate.levels_news, svod.relate.levels_when, svod.relate.sides)
    source = "".join(Path(str(room.__file__)).read_text(encoding="utf-8") for room in rooms)
    words = set(re.findall(r"[a-z]+", source))
    for name in [*WEIGHTS, *TAKEN_BACK]:
        assert name == "bias" or set(re.findall(r"[a-z]+", name)) <= words | {
            "actual",
            "future",
            "hypothetical",
            "negated",
        }


def told_by(rule: str, told: tuple[Article, EventMention]) -> tuple[Article, EventMention]:
    """The same telling, found by a rule of the pack."""
    article, event = told
    return article, replace(event, origin=replace(event.origin, rule=rule))


def test_one_call_in_other_words_of_one_meaning_is_one_and_in_words_of_another_is_not() -> None:
    day = "2031-05-09"
    talk, rang = told_by("conversation", call("2031-05-10", day)), told_by("phone", call("2031-05-10", day, "позвонил"))
    other = told_by("trade", call("2031-05-10", day, "торговля"))
    assert judged([talk, rang]).verdict == "same"
    assert judged([talk, rang]).score > judged([talk, other]).score


def test_states_that_the_context_lends_weigh_less_than_who_is_told() -> None:
    article, event = call("2031-05-10", "2031-05-09")
    states = (Party("Ардалия", "ARD", None, "passage"), Party("Нимория", "NIM", None, "passage"))
    lent = judged([(article, event), (article, replace(event, id="e-lent", actors=states))])
    assert "actors lent alike" in {r.name for r in lent.reasons}
    assert lent.score < judged([(article, event), call("2031-05-10", "2031-05-09")]).score


def test_places_a_thousand_kilometres_apart_speak_against() -> None:
    def arrest(place: str, latitude: float, longitude: float) -> tuple[Article, EventMention]:
        article = make_article(f"Арест двух журналистов, {place}.", day="2031-05-10")
        event = tell(article, "Арест", "COERCE", "", "журналисты", mode="arrest", place=place)
        return article, replace(event, location=Location(place, None, "settlement", latitude, longitude, "pack"))

    velgrad, suburb, nimsk = arrest("Велград", 40.4, 49.9), arrest("Заречье", 40.5, 49.9), arrest("Нимск", 56.8, 60.6)
    assert judged([velgrad, nimsk]).score < judged([velgrad, suburb]).score - 1


def test_numbers_of_different_things_are_no_disagreement() -> None:
    def strike(words: str, unit: str) -> Facts:
        article = make_article(f"Удар по Нимску: {words}.", day="2031-05-10")
        number = replace(count(article, words, 7.0, 7.0), unit=unit)
        more = count(article, words, 9.0, None)
        details = (number,) if unit == "killed" else (replace(more, unit=unit),)
        return facts_of((article, tell(article, "Удар", "ASSAULT", details=details)))[0]

    assert level_counts(strike("семеро", "killed"), strike("больше девяти", "wounded")) == "counts unsaid"
    assert level_counts(strike("больше девяти", "wounded"), strike("двенадцать", "wounded")) == "counts same"
