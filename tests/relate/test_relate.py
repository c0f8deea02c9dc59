"""Laws of relating: order, unrelated articles, people's decisions; and what one story of two states comes to."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import corpora, count, decide, find, make_article, tell

from svod.records import Article, Findings
from svod.relate import relate

Corpus = tuple[list[Article], list[Findings]]


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_articles_changes_nothing(corpus: Corpus, shuffler: random.Random) -> None:
    articles, findings = corpus
    before = relate(articles, findings)
    articles, findings = list(articles), list(findings)
    shuffler.shuffle(articles)
    shuffler.shuffle(findings)
    assert relate(articles, findings) == before


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_every_mention_is_in_exactly_one_event(corpus: Corpus) -> None:
    articles, findings = corpus
    told = [m for e in relate(articles, findings).events for m in e.mentions]
    assert sorted(told) == sorted(e.id for f in findings for e in f.events)


@given(corpora())
@settings(max_examples=60, deadline=None)
def test_an_unrelated_article_changes_nothing_about_the_others(corpus: Corpus) -> None:
    articles, findings = corpus
    before = relate(articles, findings)
    other = make_article("Далёкий остров подписал договор о рыбе.", day="2019-01-01")
    treaty = tell(other, "договор", "AGREE", "Остров Рыбный", start="2019-01-01")
    after = relate([*articles, other], [*findings, find(other, treaty)])
    assert set(before.events) <= set(after.events)
    assert set(before.comparisons) <= set(after.comparisons)
    assert set(before.reprints) <= set(after.reprints)
    assert len(after.events) == len(before.events) + 1


@given(corpora(), st.data())
@settings(max_examples=60, deadline=None)
def test_people_decide(corpus: Corpus, data: st.DataObject) -> None:
    articles, findings = corpus
    ids = sorted(e.id for f in findings for e in f.events)
    if len(ids) < 2:
        return
    a, b = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    for verdict in ("same", "different"):
        events = relate(articles, findings, [decide(a, b, verdict)]).events
        together = any(a in e.mentions and b in e.mentions for e in events)
        assert together == (verdict == "same")


def test_one_call_told_in_three_words_is_one_event_and_a_later_call_another() -> None:
    told = [
        ("Турсан Велик и Олма Реш провели телефонный разговор.", "разговор", "2031-05-09", "2031-05-10"),
        ("Олма Реш позвонила Турсану Велику в пятницу.", "позвонила", "2031-05-09", "2031-05-10"),
        ("Беседа Турсана Велика и Олмы Реш длилась около часа.", "Беседа", None, "2031-05-10"),
        ("Турсан Велик снова провёл разговор с Олмой Реш.", "разговор", "2031-05-16", "2031-05-17"),
    ]
    articles = [make_article(text, day=day) for text, _, _, day in told]
    findings = [
        find(a, tell(a, word, "CONSULT", "Турсан Велик, Олма Реш", mode="phone", start=start))
        for a, (_, word, start, _) in zip(articles, told, strict=True)
    ]
    events = relate(articles, findings).events
    assert sorted(len(e.mentions) for e in events) == [1, 3]
    first = next(e for e in events if len(e.mentions) == 3)
    assert (first.start, first.end, first.voices) == ("2031-05-09", "2031-05-09", 3)
    assert first.label == "Телефонный разговор: Олма Реш – Турсан Велик, 2031-05-09"


def test_a_reprint_is_no_second_voice() -> None:
    text = (
        "В пятницу полиция Ардалии задержала в столице двух граждан Нимории, которых подозревают в провозе серебра " * 2
    )
    articles = [make_article(text, outlet=o, name=o) for o in ("Весть", "Эхо")]
    findings = [find(a, tell(a, "задержала", "COERCE", "Ардалия", "Нимория", start="2031-05-09")) for a in articles]
    accounts = relate(articles, findings)
    assert [len(r.articles) for r in accounts.reprints] == [2]
    assert [(len(e.mentions), e.voices) for e in accounts.events] == [(2, 1)]
    assert accounts.comparisons == ()


def test_accounts_are_compared_slot_by_slot() -> None:
    one = make_article("Полиция Ардалии задержала более 50 человек в Велграде.")
    two = make_article("Ардалия: задержали 52 человека.")
    events = [
        tell(
            one,
            "задержала",
            "COERCE",
            "Ардалия",
            "Нимория",
            place="Велград",
            place_words="Велграде",
            details=(count(one, "более 50 человек", 50, None),),
        ),
        tell(two, "задержали", "COERCE", "Ардалия", "Нимория", details=(count(two, "52 человека", 52, 52),)),
    ]
    accounts = relate([one, two], [find(one, events[0]), find(two, events[1])])
    verdicts = {c.slot: c.verdict for c in accounts.comparisons}
    assert verdicts == {
        "happened": "agree",
        "count": "differ",
        "participants": "agree",
        "place": "silent",
        "responsible": "agree",
    }
    place = next(c for c in accounts.comparisons if c.slot == "place")
    assert sorted((t.value or "") for t in place.tellings) == ["", "Велград"]
    assert all(t.evidence for c in accounts.comparisons for t in c.tellings if t.value and c.slot in ("count", "place"))
