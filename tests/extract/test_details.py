"""Details read from sentences: numbers with their ranges, causes, outcomes, order; and what is none of them."""

from __future__ import annotations

import pytest

from svod.extract.details import find_details
from svod.extract.details_spot import Page
from svod.packs import Pack
from svod.read import read
from svod.records import Article, Detail


def details_of(text: str, trigger: str, pack: Pack) -> list[Detail]:
    """The details about the event whose trigger is the first token of these letters."""
    article = Article("a-test", "test", None, None, "2031-05-10", "ru", None, text, "")
    reading = read(article, pack)
    at = next(t.i for t in reading.tokens if t.text == trigger)
    found = find_details(Page(article, reading, pack), at)
    assert all(text[d.evidence.span.start : d.evidence.span.end] == d.evidence.text for d in found)
    return list(found)


@pytest.mark.parametrize(
    ("text", "trigger", "words", "low", "high"),
    [
        ("Полиция задержала более 50 человек.", "задержала", "более 50 человек", 50, None),
        ("Силовики задержали не менее двадцати пяти граждан.", "задержали", "не менее двадцати пяти граждан", 25, None),
        ("На митинг вышли около 5,5 тысячи человек.", "вышли", "около 5,5 тысячи человек", 4950, 6050),
        ("При обстреле ранены до 10 мирных жителей.", "обстреле", "до 10 мирных жителей", None, 10),
        ("В порту погибли двое.", "погибли", "двое", 2, 2),
        ("Десятки человек вышли на митинг.", "вышли", "Десятки человек", 10, None),
        ("Группа журналистов была задержана в среду.", "задержана", "Группа журналистов", 2, None),
        ("В результате атаки 8 погибших и 11 раненых.", "атаки", "8 погибших", 8, 8),
        ("Страна получила помощь на 150 млн долларов.", "помощь", "150 млн долларов", 150e6, 150e6),
        ("Суд арестовал активы на 2,5 млрд евро.", "арестовал", "2,5 млрд евро", 2.5e9, 2.5e9),
        ("Прокуратура обвинила его в хищении 12 500 рублей.", "обвинила", "12 500 рублей", 12500, 12500),
        ("Компания требует $2,6 млрд за поставленный газ.", "требует", "$2,6 млрд", 2.6e9, 2.6e9),
    ],
)
def test_counts(text: str, trigger: str, words: str, low: float | None, high: float | None, pack: Pack) -> None:
    counts = {d.evidence.text: (d.low, d.high) for d in details_of(text, trigger, pack) if d.slot == "count"}
    assert counts.get(words) == (low, high), counts


@pytest.mark.parametrize(
    ("text", "trigger", "words", "low", "high"),
    [
        ("Переговоры длились свыше полутора часов.", "Переговоры", "свыше полутора часов", 90, None),
        ("Президенты беседовали около часа.", "беседовали", "около часа", 54, 66),
        ("Власти ввели двухмесячный запрет на митинги.", "запрет", "двухмесячный", 86400, 86400),
        ("Он провёл полуторачасовую встречу с коллегой.", "встречу", "полуторачасовую", 90, 90),
        ("Суд арестовал его на четыре месяца.", "арестовал", "четыре месяца", 172800, 172800),
    ],
)
def test_durations_in_minutes(
    text: str, trigger: str, words: str, low: float | None, high: float | None, pack: Pack
) -> None:
    found = {d.evidence.text: (d.low, d.high) for d in details_of(text, trigger, pack) if d.slot == "duration"}
    assert found == {words: (low, high)}


@pytest.mark.parametrize(
    ("text", "trigger", "slot", "words"),
    [
        ("Полиция задержала его из-за беспорядков.", "задержала", "cause", "из-за беспорядков"),
        ("Суд приговорил его за оскорбление пророка.", "приговорил", "cause", "за оскорбление пророка"),
        (
            "Его арестовали по обвинению в мошенничестве.",
            "арестовали",
            "cause",
            "по обвинению в мошенничестве",
        ),
        ("Россия выслала дипломатов в ответ на действия Лондона.", "выслала", "cause", "в ответ на действия Лондона"),
        ("Посла вызвали в связи с высказываниями министра.", "вызвали", "cause", "в связи с высказываниями министра"),
        ("Прокуратура обвинила его в хищении.", "обвинила", "cause", "в хищении"),
        ("Его помиловали, поскольку суд не доказал вины.", "помиловали", "cause", "поскольку суд не доказал вины"),
        ("Суд приговорил его к семи годам колонии.", "приговорил", "outcome", "к семи годам колонии"),
        ("Самолёт был сбит ракетой.", "сбит", "responsible", "ракетой"),
        ("Впервые за три года лидеры поговорили.", "поговорили", "sequence", "Впервые"),
        ("Стороны провели третий раунд переговоров.", "переговоров", "sequence", "третий раунд"),
        (
            "Президенты провели переговоры в правительственной резиденции.",
            "переговоры",
            "place",
            "правительственной резиденции",
        ),
        ("Министр назвал это недружественным шагом.", "назвал", "wording", "назвал это недружественным шагом"),
    ],
)
def test_phrases(text: str, trigger: str, slot: str, words: str, pack: Pack) -> None:
    assert words in [d.evidence.text for d in details_of(text, trigger, pack) if d.slot == slot]


@pytest.mark.parametrize(
    ("text", "trigger", "slot"),
    [
        ("Он был арестован в 2010 году.", "арестован", "duration"),
        ("Их задержали три года назад.", "задержали", "duration"),
        ("Встреча пройдёт через два дня.", "Встреча", "duration"),
        ("Впервые за три года лидеры поговорили.", "поговорили", "duration"),
        ("Премьер прибыл в столицу 5 мая 2024 года.", "прибыл", "count"),
        ("Он вышел на свободу за день до суда.", "вышел", "cause"),
        ("В результате атаки погибли люди.", "атаки", "cause"),
        ("Его задержали, а позже 20 человек вышли на митинг.", "задержали", "count"),
    ],
)
def test_what_is_no_such_detail(text: str, trigger: str, slot: str, pack: Pack) -> None:
    assert [d for d in details_of(text, trigger, pack) if d.slot == slot] == []


def test_a_pack_without_the_table_gives_none(pack: Pack) -> None:
    bare = Pack("xx", "0", (), {})
    article = Article("a-test", "test", None, None, None, "ru", None, "Задержаны 5 человек.", "")
    assert find_details(Page(article, read(article, pack), bare), 0) == ()


def test_a_later_predicate_of_the_same_subject_says_how_long(pack: Pack) -> None:
    found = details_of("Встреча прошла во дворце и продолжалась более двух часов.", "Встреча", pack)
    assert [(d.value, d.low) for d in found if d.slot == "duration"] == [("более двух часов", 120)]
    found = details_of("Встреча прошла во дворце, а суд продолжался два часа.", "Встреча", pack)
    assert not [d for d in found if d.slot == "duration"]


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("Министры встретились в Велграде. Беседа длилась полтора часа.", "встретились", ["полтора часа"]),
        (
            "Президент позвонил коллеге. «Шаг», — отметил он в беседе с газетой. Разговор продолжался 20 минут.",
            "позвонил",
            ["20 минут"],
        ),
        ("Министры встретились. Встреча послов длилась два часа.", "встретились", []),  # another talk
        ("Министры встретились. Вечером прошли переговоры послов. Беседа длилась два часа.", "встретились", []),
        ("Суд приговорил инженера. Разговор продолжался два часа.", "приговорил", []),
    ],
)
def test_a_sentence_of_its_own_says_how_long_a_talk_took(text: str, trigger: str, words: list[str], pack: Pack) -> None:
    assert [d.evidence.text for d in details_of(text, trigger, pack) if d.slot == "duration"] == words
