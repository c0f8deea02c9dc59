"""What numbers count: the unit that programs read, with the bounds, in the words of a clause."""

from __future__ import annotations

import pytest

from svod.extract.details import find_details
from svod.extract.details_spot import Page
from svod.packs import Pack
from svod.read import read
from svod.records import Article


@pytest.mark.parametrize(
    ("text", "trigger", "unit", "low", "high"),
    [
        ("При взрыве в порту погибли не менее 12 человек.", "погибли", "killed", 12, None),
        ("Боевики убили двух полицейских.", "убили", "killed", 2, 2),
        ("Взрыв унёс жизни 40 человек.", "Взрыв", "killed", 40, 40),
        ("Число погибших при взрыве выросло до 12.", "взрыве", "killed", 12, 12),
        ("Количество жертв теракта достигло 45 человек.", "теракта", "killed", 45, 45),
        ("В результате атаки 8 погибших и 11 раненых.", "атаки", "killed", 8, 8),
        ("При обстреле ранения получили пять человек.", "обстреле", "wounded", 5, 5),
        ("В ходе беспорядков пострадали около 30 полицейских.", "пострадали", "wounded", 27, 33),
        ("Полиция задержала более 50 участников митинга.", "задержала", "detained", 50, None),
        ("Двое арестованы по делу о диверсии.", "арестованы", "detained", 2, 2),
        ("Власти взяли под стражу троих чиновников.", "взяли", "detained", 3, 3),
        ("МЧС эвакуировало из посёлка до 300 жителей.", "эвакуировало", "evacuated", None, 300),
        ("Страна выслала 10–15 дипломатов.", "выслала", "expelled", 10, 15),
        ("Министерство объявило персонами нон грата трёх сотрудников посольства.", "объявило", "expelled", 3, 3),
        ("Стороны обменяли от 100 до 120 военнопленных.", "обменяли", "exchanged", 100, 120),
        ("Боевики освободили 7 заложников.", "освободили", "freed", 7, 7),
        ("Армия выпустила 30 ракет по порту.", "выпустила", "missiles", 30, 30),
        ("ПВО сбила несколько десятков беспилотников.", "сбила", "drones", 20, None),
        ("Союзники разместят на границе 5 тысяч военнослужащих.", "разместят", "troops", 5000, 5000),
        ("На площадь вышли десятки тысяч человек.", "вышли", "people", 10000, None),
        ("Банк выделит 5 млрд долларов.", "выделит", "money:USD", 5e9, 5e9),
        ("Союз направит €300 млн на помощь.", "направит", "money:EUR", 3e8, 3e8),
        ("На оборону потратят около 2 трлн рублей.", "потратят", "money:RUB", 1.8e12, 2.2e12),
        ("Фонд передал школе полмиллиона евро.", "передал", "money:EUR", 5e5, 5e5),
        ("Страна получит от 5 до 7 млн канадских долларов.", "получит", "money:CAD", 5e6, 7e6),
        ("Помощь составила 40 млн шведских крон.", "составила", "money:SEK", 4e7, 4e7),
        ("Ущерб оценили в 3 млн крон.", "оценили", "money", 3e6, 3e6),
        ("Нефть продали по $60 за баррель.", "продали", "price:USD", 60, 60),
        ("Завод оценили в 2 млрд руб. и закрыли.", "оценили", "money:RUB", 2e9, 2e9),
        ("Партия получила 20% голосов.", "получила", "percent", 20, 20),
        ("Врачи сообщили о 23 раненых мирных жителях.", "сообщили", "wounded", 23, 23),
        ("Президенты беседовали около часа.", "беседовали", "minutes", 54, 66),
        ("Полиция задержала 50-летнюю женщину.", "задержала", "years", 50, 50),
        ("Стороны подписали 12 соглашений.", "подписали", None, 12, 12),
    ],
)
def test_units(text: str, trigger: str, unit: str | None, low: float | None, high: float | None, pack: Pack) -> None:
    article = Article("a-test", "test", None, None, "2031-05-10", "ru", None, text, "")
    reading = read(article, pack)
    at = next(t.i for t in reading.tokens if t.text == trigger)
    found = [(d.unit, d.low, d.high) for d in find_details(Page(article, reading, pack), at) if d.low or d.high]
    assert (unit, low, high) in found, found


@pytest.mark.parametrize(
    ("text", "trigger", "unit"),
    [
        ("Пятьдесят человек убили медведя.", "убили", "killed"),  # these did it, it was not done to them
        ("Министр осудил 5 решений суда.", "осудил", "convicted"),
        ("За это не казнили ни одного человека.", "казнили", "killed"),
        ("На поле нашли часть ракеты.", "нашли", "missiles"),
        ("Он занял деньги два года назад.", "занял", "minutes"),
    ],
)
def test_what_is_counted_for_other_ends(text: str, trigger: str, unit: str, pack: Pack) -> None:
    article = Article("a-test", "test", None, None, "2031-05-10", "ru", None, text, "")
    reading = read(article, pack)
    at = next(t.i for t in reading.tokens if t.text == trigger)
    assert unit not in [d.unit for d in find_details(Page(article, reading, pack), at)]
