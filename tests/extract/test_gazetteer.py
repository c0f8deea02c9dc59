"""Places on the map: the state decides between namesakes, then the inhabitants; what nothing decides is unplaced."""

from __future__ import annotations

import pytest

from svod.extract.gazetteer import locate, locate_state, read_gazetteer
from svod.packs import Pack, load_pack

TABLE = """Веллин\tAAA\t10.0\t20.0\t900000\t1
Веллин\tBBB\t-10.0\t20.0\t20000\t2
Орм\tAAA\t11.0\t21.0\t60000\t3
Орм\tBBB\t12.0\t22.0\t50000\t4
Сель\tCCC\t13.0\t23.0\t1500\t5
"""
PLACES = {
    "place": [{"name": "Тёмное море", "names": ["Темноморье"], "kind": "water", "at": [40.0, 50.5]}, {"name": "Орм"}],
    "point": [{"name": "Заречье", "kind": "region", "at": [41.0, 51.0]}],
}
OWN = {
    "place": [{"name": "Серый *перевал", "names": "Серая гора", "code": "AAA", "kind": "settlement", "at": [1, 2.5]}]
}
PACK = Pack("xx", "xx-1", (), {"gazetteer": TABLE, "places": PLACES, "actors": OWN})


@pytest.mark.parametrize(
    ("name", "code", "near", "source"),
    [
        ("Веллин", None, (), "geonames:1"),  # far larger than its namesake
        ("Веллин", "BBB", (), "geonames:2"),
        ("Веллин", None, ("BBB", "DDD"), "geonames:2"),
        ("Веллин", "CCC", (), None),  # no such place in that state
        ("Орм", None, (), None),  # two of one size
        ("Орм", None, ("AAA", "BBB"), None),
        ("Орм", "AAA", (), "geonames:3"),
        ("Сель", None, (), None),  # a village is meant only where its state is spoken of
        ("Сель", None, ("CCC",), "geonames:5"),
        ("Нигде", None, (), None),
        ("темное море", None, (), "pack"),
        ("Темноморье", "AAA", (), "pack"),
        ("Заречье", None, (), "pack"),
        ("Серый перевал", None, (), "pack"),  # of a user's own file
        ("Серая гора", "BBB", (), None),
    ],
)
def test_which_place_is_meant(name: str, code: str | None, near: tuple[str, ...], source: str | None) -> None:
    found = locate(PACK, name, code, near)
    assert (found and found.source) == source


def test_a_point_says_what_it_is_of() -> None:
    sea = locate(PACK, "Тёмное море", None)
    assert sea is not None
    assert (sea.kind, sea.latitude, sea.longitude, sea.code) == ("water", 40.0, 50.5, None)


def test_a_state_stands_at_its_capital() -> None:
    found = locate_state("Франция", "FRA")
    assert found is not None
    assert found.kind == "state"
    assert (round(found.latitude), round(found.longitude)) == (49, 2)
    assert locate_state("Нигде", "ZZZ") is None


def test_every_row_of_the_russian_table_is_a_point_on_earth() -> None:
    table = read_gazetteer(load_pack("ru"))
    assert len(table) > 30_000
    rows = [row for rows in table.values() for row in rows]
    assert all(-90 <= r.latitude <= 90 and -180 <= r.longitude <= 180 for r in rows)
    assert all(r.code is None or (len(r.code) == 3 and r.code.isupper()) for r in rows)


def test_a_pack_without_a_gazetteer_places_nothing() -> None:
    assert locate(Pack("xx", "xx-1", (), {}), "Веллин", None) is None
