"""Named infrastructure in any case form, with any dashes; short names need the full one beside them."""

from __future__ import annotations

import pytest

from svod.extract.actors_table import compile_lexicon
from svod.extract.mention_found import make_scene
from svod.extract.mention_things import find_things
from svod.packs import load_pack
from svod.read import read
from svod.records import Article

PACK = load_pack("ru")


def things(text: str) -> list[tuple[str | None, str]]:
    article = Article("a-1", "x", None, None, "2025-01-01", "ru", None, text, "")
    scene = make_scene(read(article, PACK), compile_lexicon(PACK))
    return [(f.name, text[f.start : f.end]) for f in find_things(scene, PACK)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Стройку дороги Решт – Астара начали.", [("Решт — Астара", "Решт – Астара")]),
        ("Пуск «Северного потока-2» отложен.", [("Северный поток — 2", "Северного потока-2")]),
        ("По «Северному потоку» газ не идёт.", [("Северный поток", "Северному потоку")]),
        ("О Запорожской АЭС: ЗАЭС обстреляна.", [("Запорожская АЭС", "Запорожской АЭС"), ("Запорожская АЭС", "ЗАЭС")]),
        ("По нефтепроводу «Дружба» пошла нефть.", [("нефтепровод «Дружба»", "нефтепроводу «Дружба")]),
        ("Наступила дружба народов.", []),
        ("Дул северный поток воздуха.", []),
        ("Врачи СМП приехали.", []),  # also the ambulance: the article does not say which
        (
            "Северный морской путь открыт, СМП ждёт суда.",
            [("Северный морской путь",) * 2, ("Северный морской путь", "СМП")],
        ),
        ("Он живёт между городами Решт. Астара лежит севернее.", []),
    ],
)
def test_things(text: str, found: list[tuple[str, str]]) -> None:
    assert things(text) == found
