"""What events are about: words of the sentence, two of the sentences beside it, at most three contexts."""

from __future__ import annotations

import pytest

from svod.analyse import analyse
from svod.errors import PackError
from svod.extract.event_topics import MOST, compile_contexts
from svod.ontology import load_ontology
from svod.packs import Pack
from svod.records import Article, EventMention


def events(text: str, pack: Pack) -> tuple[EventMention, ...]:
    return analyse(Article("a-1", "story", None, None, "2024-05-16", "ru", None, text, ""), pack).events


def names(event: EventMention) -> list[str]:
    return [c.name for c in event.contexts]


def test_a_word_of_the_sentence_is_enough(pack: Pack) -> None:
    (event,) = events("Полиция Перу задержала хакера.", pack)
    assert "cyber" in names(event)


def test_a_context_rests_on_its_word(pack: Pack) -> None:
    text = "Президенты Чили и Перу провели переговоры о поставках газа."
    for event in events(text, pack):
        for context in event.contexts:
            span = context.evidence.span
            assert text[span.start : span.end] == context.evidence.text
            assert context.evidence.role == "context"
    talks = next(e for e in events(text, pack) if e.type == "CONSULT")
    assert {"diplomatic", "natural_resource"} <= set(names(talks))


def test_one_word_of_another_sentence_is_too_little(pack: Pack) -> None:
    (event,) = events("Чили поблагодарила Перу. Там добывают газ.", pack)
    assert "natural_resource" not in names(event)


def test_two_words_of_another_sentence_are_enough(pack: Pack) -> None:
    (event,) = events("Чили поблагодарила Перу. Там есть газопровод и месторождение.", pack)
    assert "natural_resource" in names(event)


def test_no_more_than_three(pack: Pack) -> None:
    text = "Армия Чили обстреляла церковь, больницу, парламент, банк, суд и редакцию газеты в Перу."
    assert all(len(e.contexts) <= MOST for e in events(text, pack))


def test_the_pack_has_words_for_every_context(pack: Pack) -> None:
    known = {name for group in compile_contexts(pack).values() for name in group}
    assert known == set(load_ontology().contexts)


def test_an_unknown_context_is_refused(pack: Pack) -> None:
    tables = {**pack.tables, "contexts": {"context": {"gossip": "слух"}}}
    with pytest.raises(PackError, match="gossip"):
        compile_contexts(type(pack)(pack.lang, pack.version, pack.supports, tables))
