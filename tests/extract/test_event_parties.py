"""Sides weighed by the learned model: what the pack's models decide, and what stands without them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from svod.extract.event_parties import decide_sides
from svod.extract.event_scene import Scene, make_scene
from svod.extract.events import find_events, find_stage
from svod.extract.mentions import find_mentions
from svod.extract.quotes import find_quotes
from svod.extract.sides_learned import every_feature, load_sides, probabilities
from svod.extract.sides_stage import coded
from svod.extract.times import find_times
from svod.ids import make_id
from svod.packs import Pack, load_pack
from svod.read import read
from svod.records import Article

STORY = """Полиция Чили задержала двух журналистов из Перу. МИД Перу выразил протест Чили.

Власти Перу потребовали от Чили освободить журналистов. Посол Перу в Чили встретился с министром Чили.

Позже начались новые задержания. Перу и Чили продолжают переговоры. В протесте говорится о правах журналистов."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("ru")


def scene(text: str, pack: Pack) -> Scene:
    article = Article(make_id("a", text), "x", None, None, "2024-05-16", "ru", None, text, "")
    reading = read(article, pack)
    mentions, times = find_mentions(article, reading, pack), find_times(article, reading, pack)
    quotes = find_quotes(article, reading, mentions, times, pack)
    return make_scene(article, reading, mentions, times, quotes, pack)


def test_the_pack_has_all_models(pack: Pack) -> None:
    assert load_sides(pack) is not None


def test_what_the_clause_names_stays(pack: Pack) -> None:
    stage = find_stage(scene(STORY, pack))
    for telling, draft in zip(stage.tellings, decide_sides(stage)):
        if coded(telling.own.actors) and coded(telling.own.recipients):
            assert coded(telling.own.actors) <= coded(draft.actors)
            assert coded(telling.own.recipients) <= coded(draft.recipients)


def test_without_models_the_rules_stand(pack: Pack) -> None:
    bare = replace(pack, tables={k: v for k, v in pack.tables.items() if k != "learned"})
    stage = find_stage(scene(STORY, bare))
    assert decide_sides(stage) == [t.full for t in stage.tellings]


def test_a_text_with_few_states_is_left_to_the_rules(pack: Pack) -> None:
    stage = find_stage(scene("В Лиме задержали журналиста из Чили. Его арест осудил Чад.", pack))
    assert decide_sides(stage) == [t.full for t in stage.tellings]


def test_the_same_text_has_the_same_probabilities(pack: Pack) -> None:
    models = load_sides(pack)
    assert models is not None
    found = [probabilities(find_stage(scene(STORY, pack)), models) for _ in range(2)]
    assert found[0] == found[1]
    assert all(0 <= p <= 1 for p in found[0].values())


def test_every_key_has_features(pack: Pack) -> None:
    stage = find_stage(scene(STORY, pack))
    keys = [key for key, features in every_feature(stage) if features]
    assert len(keys) == len(set(keys)) > 0


def test_parties_of_the_passage_have_their_words(pack: Pack) -> None:
    here = scene(STORY, pack)
    for event in find_events(here):
        sides = [e for e in event.evidence if e.role in ("actor", "recipient")]
        assert len(sides) == len(event.actors) + len(event.recipients)


def test_a_lent_state_is_that_state(pack: Pack) -> None:
    here = scene(STORY, pack)
    known = {m.id: m for m in here.given}
    events = find_events(here)
    lent = [p for e in events for p in (*e.actors, *e.recipients) if p.basis in ("setting", "pair", "passage")]
    assert lent
    assert all(known[p.mention].entity == "state" and known[p.mention].code == p.code for p in lent if p.mention)


def test_the_passage_lends_states_and_no_recipient_to_what_has_none(pack: Pack) -> None:
    here = scene(STORY + "\n\nМинистр Перу ушел в отставку. Отставку обсуждали в Чили. Перу сообщило о ней Чили.", pack)
    for telling, draft in zip((stage := find_stage(here)).tellings, decide_sides(stage)):
        assert all(s.entity == "state" for s in (*draft.actors, *draft.recipients) if s.basis == "passage")
        if not telling.own.match.rule.recipient(telling.own.match.noun) and not telling.full.recipients:
            assert not draft.recipients


def test_one_lent_state_is_that_of_the_one_who_has_none(pack: Pack) -> None:
    more = "\n\nПозже посол Перу встретился с молодыми юристами. Мужчину задержали у посольства Перу в Чили."
    for draft in decide_sides(find_stage(scene(STORY + more, pack))):
        for sides in (draft.actors, draft.recipients):
            lent = [s for s in sides if s.basis == "passage" and s.entity == "state"]
            assert len(lent) != 1 or all(s.party.code or s.entity == "outlet" for s in sides)
