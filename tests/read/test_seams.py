"""Sentences and words end where a page has lost a space or lets its furniture run into the text, and nowhere else."""

from __future__ import annotations

import pytest

from svod.packs import load_pack
from svod.read.segment import split_sentences

RU = load_pack("ru")


def drawn(text: str) -> str:
    """The text with its words set apart by spaces and its sentences by bars."""
    return " | ".join(" ".join(w.text for w in s) for s in split_sentences(text, RU))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Послы уехали.Позднее они вернулись.", "Послы уехали . | Позднее они вернулись ."),
        ("Он назвал это «ошибкой».Послы уехали.", "Он назвал это « ошибкой » . | Послы уехали ."),
        ("Ноту передали ООН.Позднее её отозвали.", "Ноту передали ООН . | Позднее её отозвали ."),
        (
            "ГОРОД, 1 мая - Новости порта.МИД Нордии вручил ноту.",
            "ГОРОД , 1 мая - Новости порта . | МИД Нордии вручил ноту .",
        ),
        ("Порт закрыт. site.info Послы уехали.", "Порт закрыт . | site . info | Послы уехали ."),
        ("Мост откроют осенью Общество site.info Послы.", "Мост откроют осенью | Общество | site . info | Послы ."),
        ("Мост откроют осенью Политика Послы уехали.", "Мост откроют осенью | Политика | Послы уехали ."),
        (
            "Стороны начнут переговоры Иван Петров (Фото: Олег Смирнов / ТАСС) Послы уехали.",
            "Стороны начнут переговоры | Иван Петров ( Фото : Олег Смирнов / ТАСС ) | Послы уехали .",
        ),
        (
            "Стороны начнут переговоры Фото: Reuters Послы уехали.",
            "Стороны начнут переговоры | Фото : Reuters | Послы уехали .",
        ),
        ("Новая опора моста В апреле порт закрыли.", "Новая опора моста | В апреле порт закрыли ."),
        ("Мост откроют осенью Читайте также о порте.", "Мост откроют осенью | Читайте также о порте ."),
    ],
)
def test_sentences_end_at_seams(text: str, wanted: str) -> None:
    assert drawn(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Порт им.Ленина принял суда.",
        "Министерство экономики и Общество охраны порта согласны.",
        "Роман «Письмо В никуда» вышел.",
        "Иван Петров (на фото слева) уехал.",
        "Он читает А.С.Пушкина и президент.рф сегодня.",
    ],
)
def test_sentences_that_stay_whole(text: str) -> None:
    assert "|" not in drawn(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Совет призываетКестрен уступить", "Совет призывает Кестрен уступить"),
        ("Песковзаявил", "Песков заявил"),
        ("Каксообщилобельгийское издание", "Как сообщило бельгийское издание"),
        ("написалаона", "написала она"),
        ("МИДзаявил", "МИД заявил"),
        ("УкраиныВиктор", "Украины Виктор"),
        ("СШАМайкл", "США Майкл"),
        ("» —заявил Петров", "» — заявил Петров"),
    ],
)
def test_glued_words(text: str, wanted: str) -> None:
    assert drawn(text) == wanted


@pytest.mark.parametrize(
    "word", ["ЕвроМост", "iPhone", "АвтоВАЗ", "подписала", "Нетаньяху", "киберполиция", "Заявилов"]
)
def test_words_that_stay_whole(word: str) -> None:
    assert drawn(word) == word


def test_without_a_pack_only_lost_spaces_count() -> None:
    text = "Мост откроют осенью Политика Послы уехали.Позднее"
    assert [len(s) for s in split_sentences(text)] == [7, 1]
