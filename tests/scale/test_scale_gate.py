"""The gate: which articles are worth reading is seen from the names in them."""

from __future__ import annotations

import pytest

from svod.errors import UsageError
from svod.ingest import make_article
from svod.packs import Pack
from svod.scale.gate import make_gate

CASES = [
    ("Путин позвонил Алиеву и поблагодарил его.", "actor actors states RUS,AZE"),
    ("Российско-азербайджанские переговоры отложены.", "actor actors states RUS,AZE"),
    ("В Баку опровергли слова Кремля.", "actor actors states RUS,AZE"),
    ("МОСКВА И БАКУ ДОГОВОРИЛИСЬ", "actor actors states RUS,AZE"),
    ("Президент США прибыл в Грузию.", "actor actors states"),
    ("Путин провёл совещание в Москве.", "actor actors"),
    ("Путин провёл совещание с министрами.", "actor"),
    ("Погода завтра будет ясной, без осадков.", ""),
    ("Он сша не любит и грузию не видел.", ""),  # without capitals no name, as for reading
    ("", ""),
]


@pytest.mark.parametrize(("text", "passes"), CASES)
def test_gate(pack: Pack, text: str, passes: str) -> None:
    article = make_article("x", text or "—", published="2025-10-09", lang="ru")
    let = [kind for kind in ("actor", "actors", "states", "RUS,AZE") if make_gate(kind)(article, pack) is None]
    assert " ".join(let) == passes
    assert make_gate("none")(article, pack) is None


def test_the_title_counts(pack: Pack) -> None:
    article = make_article("x", "Встреча прошла вчера.", title="Россия и Турция", published=None, lang="ru")
    assert make_gate("states")(article, pack) is None


def test_gate_says_why(pack: Pack) -> None:
    article = make_article("x", "Дождь.", lang="ru")
    assert make_gate("RUS,AZE")(article, pack) == "gate: not both of RUS,AZE named"


@pytest.mark.parametrize("kind", ["two", "RUS", "rus,aze", "RUS,AZE,TUR"])
def test_no_such_gate(kind: str) -> None:
    with pytest.raises(UsageError, match="is no gate"):
        make_gate(kind)
