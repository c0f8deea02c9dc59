"""Mentions: evidence, order, ids, and a user's invented states by the same machinery."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod.extract.actors_people import person_gender
from svod.extract.grammar import compile_grammar
from svod.extract.mentions import find_mentions
from svod.packs import Pack, load_pack, read_actors_file
from svod.read import read
from svod.records import Article, Mention

TEXT = (
    "Президент Азербайджана Ильхам Алиев принял министра иностранных дел Турции Хакана Фидана. "
    "Российско-турецкие отношения стороны не обсуждали. Он поблагодарил Анкару.\n"
    "Депутат Госдумы Олег Дымов назвал визит важным. «Мы ждем итогов», — добавил парламентарий."
)
ACTORS = """
[[state]]
code = "VLR"
name = "Валерия"
names = ["Валерийская Республика"]
adjectives = ["валерийский"]
capital = "Норвик"
metonyms = ["Янтарный дворец"]
demonyms = ["валериец"]

[[person]]
name = "Марк Ветров"
roles = [
  { title = "министр обороны", code = "VLR", from = "2019-03-01", to = "2021-05-04" },
  { title = "президент", code = "VLR", from = "2021-05-05" },
]

[[organization]]
name = "Союз Семи Портов"
names = ["ССП"]
code = "IGO:SSP"
sector = "IGO"

[[outlet]]
name = "Норвикский курьер"
code = "VLR"
"""


def make_article(text: str, published: str | None = "2024-05-16") -> Article:
    return Article("a-test", "test", None, None, published, "ru", None, text, "")


def mentions_of(text: str, pack: Pack, published: str | None = "2024-05-16") -> tuple[Mention, ...]:
    article = make_article(text, published)
    return find_mentions(article, read(article, pack), pack)


def by_words(mentions: tuple[Mention, ...], words: str) -> Mention:
    return next(m for m in mentions if m.evidence[0].text == words)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    path: Path = tmp_path_factory.mktemp("actors") / "actors.toml"
    path.write_text(ACTORS, encoding="utf-8")
    return load_pack("ru", (read_actors_file(path),))


def test_evidence_is_the_articles_characters_in_text_order(pack: Pack) -> None:
    mentions = mentions_of(TEXT, pack)
    spans = [m.evidence[0].span for m in mentions]
    assert mentions
    assert [s.start for s in spans] == sorted(s.start for s in spans)
    for m in mentions:
        assert m.evidence[0].role == "whole"
        for e in (*m.evidence, *(r.evidence for r in m.roles)):
            assert TEXT[e.span.start : e.span.end] == e.text


def test_ids_are_unique_and_chains_point_to_their_first_mention(pack: Pack) -> None:
    mentions = mentions_of(TEXT, pack)
    ids = [m.id for m in mentions]
    assert len(set(ids)) == len(ids)
    first: dict[str, str] = {}
    for m in mentions:
        assert first.setdefault(m.chain, m.id) == m.chain


def test_one_chain_has_one_name_and_one_code(pack: Pack) -> None:
    seen: dict[str, tuple[str | None, str | None]] = {}
    for m in mentions_of(TEXT, pack):
        assert seen.setdefault(m.chain, (m.name, m.code)) == (m.name, m.code)


def test_the_same_article_gives_the_same_mentions(pack: Pack) -> None:
    assert mentions_of(TEXT, pack) == mentions_of(TEXT, pack)


@pytest.mark.parametrize(
    "text", ["", " ", "…", "«»", "\n\n", "А", "123 456", "(((", "Президент", "экс-", "Мать россиянина"]
)
def test_odd_texts_are_read_without_a_fault(pack: Pack, text: str) -> None:
    mentions_of(text, pack)


def test_an_article_without_a_date_finds_no_holder_of_an_office(pack: Pack) -> None:
    assert by_words(mentions_of("Президент США выступил.", pack, None), "Президент США").name is None
    assert by_words(mentions_of("Президент США выступил.", pack), "Президент США").name == "Джо Байден"


@pytest.mark.parametrize(
    ("text", "words", "name", "code"),
    [
        ("Власти Валерии закрыли порт.", "Валерии", "Валерия", "VLR"),
        ("Валерийской Республике выдали кредит.", "Валерийской Республике", "Валерия", "VLR"),
        ("МИД Валерии выразил протест.", "МИД Валерии", "МИД Валерии", "VLR"),
        ("Валерийский МИД выразил протест.", "Валерийский МИД", "МИД Валерии", "VLR"),
        ("Норвик потребовал извинений.", "Норвик", "Норвик", "VLR"),
        ("Янтарный дворец промолчал.", "Янтарный дворец", "Янтарный дворец", "VLR"),
        ("Двух валерийцев отпустили.", "валерийцев", "валерийцы", "VLR"),
        ("Журналисты спросили Ветрова о планах.", "Ветрова", "Марк Ветров", "VLR"),
        ("Президент Валерии подписал указ.", "Президент Валерии", "Марк Ветров", "VLR"),
        ("Валерийский лидер подписал указ.", "Валерийский лидер", "Марк Ветров", "VLR"),
        ("Саммит Союза Семи Портов перенесли.", "Союза Семи Портов", "Союз Семи Портов", "IGO:SSP"),
        ("Об этом пишет «Норвикский курьер».", "Норвикский курьер", "Норвикский курьер", "VLR"),
    ],
)
def test_invented_actors_are_read_like_real_ones(own: Pack, text: str, words: str, name: str, code: str) -> None:
    mention = by_words(mentions_of(text, own), words)
    assert (mention.name, mention.code) == (name, code)


def test_an_office_is_held_for_a_period(own: Pack) -> None:
    early = by_words(mentions_of("Президент Валерии подписал указ.", own, "2020-01-01"), "Президент Валерии")
    assert (early.name, early.code) == (None, "VLR")
    minister = by_words(mentions_of("Министр обороны Валерии уехал.", own, "2020-01-01"), "Министр обороны Валерии")
    assert minister.name == "Марк Ветров"


@pytest.mark.parametrize(
    ("entry", "gender"),
    [
        ({"name": "Елена Дымова"}, "femn"),
        ({"name": "Павел Дымов"}, "masc"),
        ({"name": "Ямина Ветровская"}, "femn"),
        ({"name": "Сё Ринго"}, "masc"),
        ({"name": "Сё Ринго", "gender": "f"}, "femn"),
    ],
)
def test_gender_of_a_listed_person(entry: dict[str, str], gender: str, pack: Pack) -> None:
    assert person_gender(entry, compile_grammar(pack)) == gender
