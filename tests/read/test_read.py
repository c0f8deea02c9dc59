"""A reading's tokens are the text's characters, its tree is a forest, and lemmas are what a linguist expects."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.ids import make_id
from svod.packs import Pack, load_pack
from svod.read import Reading, break_cycles, read
from svod.read.lemmas import find_lemma
from svod.read.segment import LONGEST, split_sentences
from svod.records import Article

RU = load_pack("ru")


def article(text: str) -> Article:
    return Article(make_id("a", text), "x", None, None, None, "ru", None, text, "")


def check(reading: Reading) -> None:
    for token in reading.tokens:
        assert reading.text[token.start : token.end] == token.text
        assert len(list(reading.ancestors(token.i))) < len(reading.tokens)
    covered = {i for t in reading.tokens for i in range(t.start, t.end)}
    assert all(c.isspace() for i, c in enumerate(reading.text) if i not in covered)
    for sentence in reading.sentences:
        assert {t.sentence for t in reading.of(sentence)} == {sentence.i}
        heads = [t.head for t in reading.of(sentence)]
        assert all(h == -1 or sentence.first <= h < sentence.last for h in heads)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("аБвГ яё1.,«»—\n\t\"'()!?…-"), max_size=120))
def test_any_text_is_read_whole(text: str) -> None:
    check(read(article(text), RU))


PIECES = (
    "Политика", "(Фото: Иван Петров / ТАСС)", "Фото: РИА Новости", "site.info", "Песковзаявил", "АрменииИван", " В ",
    "«", "»", ". ", ".", "порт", " Иван Петров ", "—написалаона", "\n",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_seams_lose_nothing(text: str) -> None:
    check(read(article(text), RU))


def test_reading_of_a_sentence(pack: Pack) -> None:
    reading = read(article("Министр прибыл в Кестрен.\nТам его ждали."), pack)
    check(reading)
    assert [s.i for s in reading.sentences] == [0, 1]
    subject = reading.tokens[0]
    assert (subject.lemma, subject.upos, subject.rel) == ("министр", "NOUN", "nsubj")
    assert reading.tokens[subject.head].lemma == "прибыть"
    assert subject.feat("Case") == "Nom"
    assert subject.feat("Tense") is None


def test_tokens_within_characters(pack: Pack) -> None:
    reading = read(article("Послы вручили ноту."), pack)
    assert [reading.tokens[i].text for i in reading.within(6, 13)] == ["вручили"]
    assert [reading.tokens[i].text for i in reading.within(4, 7)] == ["Послы", "вручили"]


def test_long_sentence_is_cut() -> None:
    sentences = list(split_sentences("слово " * (LONGEST * 2)))
    assert max(len(s) for s in sentences) == LONGEST


def test_no_tree_has_a_cycle() -> None:
    assert break_cycles([1, 0, 1]) == [-1, 0, 1]
    assert break_cycles([-1, 0, 1]) == [-1, 0, 1]
    assert break_cycles([2, 0, 1]) == [-1, 0, 1]


@pytest.mark.parametrize(
    ("word", "upos", "feats", "lemma"),
    [
        ("заявила", "VERB", (("Gender", "Fem"), ("Tense", "Past"), ("VerbForm", "Fin")), "заявить"),
        ("стали", "NOUN", (("Case", "Gen"), ("Number", "Sing")), "сталь"),
        ("стали", "VERB", (("Number", "Plur"), ("Tense", "Past"), ("VerbForm", "Fin")), "стать"),
        ("задержанных", "VERB", (("Case", "Gen"), ("VerbForm", "Part")), "задержать"),
        ("Захаровой", "PROPN", (("Case", "Gen"), ("Gender", "Fem"), ("Number", "Sing")), "захарова"),
        ("737", "NUM", (), "737"),
    ],
)
def test_lemmas(word: str, upos: str, feats: tuple[tuple[str, str], ...], lemma: str) -> None:
    assert find_lemma(word, upos, feats) == lemma
