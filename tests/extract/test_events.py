"""Events on invented texts: evidence, determinism, borrowing, explaining."""

from __future__ import annotations

from svod.analyse import analyse
from svod.extract.event_match import match_token
from svod.extract.event_scene import Scene, make_scene, quote_at
from svod.extract.events import explain_tokens
from svod.extract.mentions import find_mentions
from svod.extract.quotes import find_quotes
from svod.extract.times import find_times
from svod.packs import Pack
from svod.read import read
from svod.records import Article, EventMention

STORY = """Полиция Мали 5 мая задержала трех журналистов из Ливии.

МИД Ливии выразил протест Мали и потребовал освободить журналистов. «Мали не отпустит их до суда», — заявил министр
обороны Мали Адам Нур. По его словам, переговоры с Ливией состоятся в июне в Женеве.

Задержание журналистов из Ливии вызвало споры. Если Мали введет санкции против Ливии, граница будет закрыта.
"""


def article(text: str, published: str | None = "2024-05-16") -> Article:
    return Article("a-1", "story", None, None, published, "ru", None, text, "")


def events(text: str, pack: Pack, published: str | None = "2024-05-16") -> tuple[EventMention, ...]:
    return analyse(article(text, published), pack).events


def scene(text: str, pack: Pack) -> Scene:
    story = article(text)
    reading = read(story, pack)
    mentions, times = find_mentions(story, reading, pack), find_times(story, reading, pack)
    return make_scene(story, reading, mentions, times, find_quotes(story, reading, mentions, times, pack), pack)


def test_every_event_rests_on_its_characters(pack: Pack) -> None:
    found = events(STORY, pack)
    assert len(found) >= 7
    for event in found:
        roles = [e.role for e in event.evidence]
        assert roles[:2] == ["trigger", "whole"]
        assert len(event.evidence[0].text.split()) == 1
        assert roles.count("actor") == len(event.actors)
        assert roles.count("recipient") == len(event.recipients)
        for evidence in event.evidence:
            assert STORY[evidence.span.start : evidence.span.end] == evidence.text
        trigger, whole = event.evidence[0].span, event.evidence[1].span
        assert whole.start <= trigger.start < trigger.end <= whole.end


def test_ids_differ_and_order_is_that_of_the_text(pack: Pack) -> None:
    found = events(STORY, pack)
    assert len({e.id for e in found}) == len(found)
    starts = [e.evidence[0].span.start for e in found]
    assert starts == sorted(starts)


def test_the_same_text_gives_the_same_events(pack: Pack) -> None:
    assert events(STORY, pack) == events(STORY, pack)


def test_every_event_names_its_rule_and_version(pack: Pack) -> None:
    for event in events(STORY, pack):
        assert event.origin.extractor == "events"
        assert event.origin.rule
        assert event.origin.version == pack.version


def test_no_day_is_invented(pack: Pack) -> None:
    found = events("Полиция Мали задержала журналистов из Ливии.", pack, published=None)
    assert [(e.start, e.end, e.time) for e in found] == [(None, None, None)]


def test_empty_text_has_no_events(pack: Pack) -> None:
    assert events("", pack) == ()


def test_no_event_without_anybody(pack: Pack) -> None:
    assert events("Их поблагодарили, и все разошлись.", pack) == ()


def test_who_said_it_is_kept(pack: Pack) -> None:
    inside = [e for e in events(STORY, pack) if e.quote is not None]
    assert any(e.according_to == ("Адам Нур",) for e in inside)
    assert all(e.according_to == () for e in events(STORY, pack) if e.quote is None)


def test_outlets_arrest_nobody(pack: Pack) -> None:
    found = events("Агентство Reuters сообщило об ударе по Ливии.", pack)
    assert all(p.name != "Reuters" for e in found if e.type == "ASSAULT" for p in e.actors)


def test_explaining_tells_what_fired_and_what_nearly_did(pack: Pack) -> None:
    here = scene("Полиция Мали задержала журналистов. Снегопад задержал рассвет.", pack)
    first, second = here.reading.sentences
    fired, _ = explain_tokens(here, first.first, first.last)
    assert [m.rule.id for m in fired] == ["arrest"]
    fired, missed = explain_tokens(here, second.first, second.last)
    assert fired == []
    assert "arrest" in {m.rule.id for m in missed}
    assert all(m.reason for m in missed)


def test_the_innermost_quote_is_meant(pack: Pack) -> None:
    here = scene("«Мали атаковала Ливию», — заявил министр обороны Ливии Адам Нур.", pack)
    quote = quote_at(here, here.article.text.index("атаковала"))
    assert quote is not None
    assert quote.speaker == "Адам Нур"
    assert quote_at(here, here.article.text.index("заявил")) is None


def test_a_token_that_is_no_trigger_matches_nothing(pack: Pack) -> None:
    here = scene("Погода теплая.", pack)
    assert match_token(here, 0) == (None, [])
