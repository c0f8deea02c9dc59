"""Events as points of a map: what counts where, what cannot be placed, whose borders are drawn."""

from __future__ import annotations

from typing import Any

import pytest

from svod.present.atlas import DRAWN, load_atlas
from svod.present.charts import draw
from svod.present.charts_map import Look, fit, height, latitude_of, make_map_spec
from svod.present.map_rows import Places, Point, make_places

LOOK = Look(lambda p: p.name, lambda p: f"/events?place={p.asked}", (("one", 1, 0),), "borders of the atlas", "title")


def row(id_: str, type_: str = "CONSULT") -> dict[str, Any]:
    return {"id": id_, "type": type_, "place": "somewhere"}


def at(name: str, latitude: float | None, longitude: float | None, kind: str = "settlement") -> dict[str, Any]:
    """A telling that names a place."""
    return {"place": name, "name": name, "code": "UKR", "kind": kind, "latitude": latitude, "longitude": longitude}


def place(told: dict[str, list[dict[str, Any]]], *rows: dict[str, Any]) -> Places:
    return make_places(rows or [row(id_) for id_ in told], told, lambda telling: True)


KYIV, STATE, LOST = at("Киев", 50.45, 30.52), at("Украина", 50.45, 30.52, "state"), at("Рио", None, None)


def test_a_state_is_not_the_spot_of_its_capital() -> None:
    found = place({"E-1": [KYIV], "E-2": [STATE]})
    assert {(p.kind, p.events) for p in found.points} == {("settlement", ("E-1",)), ("state", ("E-2",))}
    assert {p.asked for p in found.points} == {"Киев @50.45,30.52", "@UKR"}


def test_an_event_in_two_places_stands_in_both_and_is_said_to() -> None:
    found = place({"E-1": [KYIV, at("Львов", 49.84, 24.03), KYIV]})
    assert [p.events for p in found.points] == [("E-1",), ("E-1",)]
    assert (found.placed, found.several) == (1, 1)


def test_what_is_not_on_the_map_is_counted_by_its_reason() -> None:
    found = place({"E-1": [KYIV], "E-2": [LOST], "E-3": [LOST, LOST]}, row("E-1"), row("E-2"), row("E-3"), row("E-4"))
    assert (found.total, found.placed, found.nowhere) == (4, 1, 2)
    assert found.unknown == (("Рио", 2),)
    assert [r["id"] for r in found.unplaced] == ["E-4"]


def test_only_tellings_that_fit_place_an_event() -> None:
    told = {"E-1": [KYIV | {"outlet": "A"}, at("Львов", 49.84, 24.03) | {"outlet": "B"}]}
    found = make_places([row("E-1")], told, lambda telling: telling["outlet"] == "B")
    assert [p.name for p in found.points] == ["Львов"]


def test_the_colour_is_what_most_of_them_are() -> None:
    told = {f"E-{n}": [KYIV] for n in range(3)}
    (point,) = place(told, row("E-0"), row("E-1", "ASSAULT"), row("E-2", "ASSAULT")).points
    assert point.quads == {1: 1, 4: 2}
    assert point.main == 4


def test_the_view_holds_all_points() -> None:
    points = [Point("a", "settlement", None, 10.0, -20.0, ("E-1",), {1: 1}),
              Point("b", "settlement", None, 60.0, 100.0, ("E-1",), {1: 1})]  # fmt: skip
    view = fit(points)
    assert view.longitude == 40.0
    assert height(60.0) - height(view.latitude) == pytest.approx(view.high / 2)
    assert latitude_of(height(48.5)) == pytest.approx(48.5)
    assert fit(points[:1]).wide > 0  # one point is no division by nothing


def test_the_picture_draws_itself_with_and_without_a_base_map() -> None:
    points = place({"E-1": [KYIV], "E-2": [STATE]}).points
    svg = draw(make_map_spec(points, LOOK, None), "svg").decode()
    assert "borders of the atlas" in svg
    assert "/events?place=@UKR" in svg
    assert "stroke-dasharray" in svg


def decode(atlas: dict[str, Any]) -> dict[str, list[list[list[tuple[float, float]]]]]:
    """By country its polygons, each a list of rings."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        return [point for n in numbers for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]

    found: dict[str, list[list[list[tuple[float, float]]]]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        found.setdefault(shape["properties"]["a3"], []).extend([[ring(r) for r in polygon] for polygon in polygons])
    return found


def holds(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def test_the_atlas_draws_borders_as_the_page_says() -> None:
    atlas = load_atlas()
    if atlas is None:
        pytest.skip("no base map here: make assets fetches it")
    countries = decode(atlas)
    for (x, y), code in DRAWN.items():
        lies_in = [c for c, shapes in countries.items() for s in shapes
                   if holds(s[0], x, y) and not any(holds(hole, x, y) for hole in s[1:])]  # fmt: skip
        assert lies_in == [code], (x, y)
