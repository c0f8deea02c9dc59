"""The engine's tags are slovnet's own, word for word."""

from __future__ import annotations

from importlib.resources import files

import pytest
from razdel import sentenize, tokenize

from svod.read import load_engine
from svod.read.weights import model_folder


def sample_texts() -> list[str]:
    texts = [p.read_text("utf-8") for p in (files("svod") / "sample").iterdir() if p.name.endswith(".txt")]
    return [t.split("\n\n", 1)[1] for t in sorted(texts)]


@pytest.fixture(scope="module")
def words() -> list[list[list[str]]]:
    """Articles of sentences of words."""
    return [[[t.text for t in tokenize(s.text)] for s in sentenize(text)] for text in sample_texts()]


@pytest.fixture(scope="module")
def theirs() -> dict[str, object]:
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    folder = model_folder()
    navec = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    load = {"morph": Morph, "syntax": Syntax, "ner": NER}
    return {k: c.load(folder / "model" / f"slovnet_{k}_news_v1.tar").navec(navec) for k, c in load.items()}


def test_morphology_and_syntax_are_slovnets(words: list[list[list[str]]], theirs: dict[str, object]) -> None:
    engine = load_engine()
    compared = 0
    for article in words:
        ours = engine.tag(article)
        morph = list(theirs["morph"].map(article))  # type: ignore[attr-defined]
        syntax = list(theirs["syntax"].map(article))  # type: ignore[attr-defined]
        for mine, m, s in zip(ours, morph, syntax, strict=True):
            assert list(mine.morph) == [t.tag for t in m.tokens]
            assert [h + 1 for h in mine.heads] == [int(t.head_id) for t in s.tokens]
            assert list(mine.rels) == [t.rel for t in s.tokens]
            compared += len(mine.morph)
    assert compared > 1000


def test_names_are_slovnets(theirs: dict[str, object]) -> None:
    from slovnet.bio import bio_spans

    engine = load_engine()
    for text in sample_texts():
        tokens = list(tokenize(text))
        tags = engine.tag([[t.text for t in tokens]])[0].names
        ours = [(s.start, s.stop, s.type) for s in bio_spans(tokens, tags)]
        assert ours == [(s.start, s.stop, s.type) for s in theirs["ner"](text).spans]  # type: ignore[operator]


def test_tags_do_not_depend_on_what_was_read_before(words: list[list[list[str]]]) -> None:
    engine = load_engine()
    first = [engine.tag(article) for article in words]
    assert [engine.tag(article) for article in reversed(words)] == first[::-1]


def test_empty_article_and_empty_sentence() -> None:
    engine = load_engine()
    assert engine.tag([]) == []
    assert len(engine.tag([[], ["Да", "."]])) == 2


def test_yo_is_read_as_ye() -> None:
    engine = load_engine()
    with_yo, without = engine.tag(
        [["Конференция", "пройдёт", "в", "Женеве", "."], ["Конференция", "пройдет", "в", "Женеве", "."]]
    )
    assert with_yo == without
