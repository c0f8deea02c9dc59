"""The picture of a map: places sized by their number of events and coloured by the class of most of them.

In: places, the words of each, and a base map or none. Out: a Vega specification (Mercator, fitted to the places) whose
zoom and centre are signals, so that buttons and a dragging hand may move it; colours are signals of the same names as
the style sheet's variables. A place known only as a state is a dashed square and its land is shaded: no spot is meant.
A region or water is a dashed ring. The borders are the atlas's, and the picture says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import atan, degrees, exp, log, pi, radians, sqrt, tan
from typing import Any

from svod.present.atlas import OBJECT
from svod.present.charts import VEGA, Spec
from svod.present.map_rows import Point

WIDTH, HEIGHT = 960, 560
TITLE, ROW = 26, 18  # heights of the title of a file, and of a row of the legend
LARGEST, LEAST = 1500.0, 34.0  # areas of marks in pixels
NAMED = 40  # places that may have their name beside them
LETTER = 6.2  # pixels of a letter, about
CLOSEST = 0.05  # radians: no map shows less than some 300 km, since points are of towns
COLOURS = {
    "paper": "#fdfcf9", "raised": "#ffffff", "quote": "#edf2f7", "ink": "#1c1b19", "soft": "#5d5a54",
    "line": "#dcd8cf", "c1": "#2f6f73", "c2": "#3f7a3a", "c3": "#9a6212", "c4": "#a3321f",
}  # fmt: skip
SHAPES = {"settlement": 0, "region": 1, "water": 1, "state": 2}
Numbers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """The words of a map and where its marks lead."""

    describe: Callable[[Point], str]
    address: Callable[[Point], str]
    legend: Sequence[tuple[str, int, int]]  # words, quad class, shape
    credit: str  # whose borders these are; or that there is no base map
    title: str = ""  # of a file, which nothing moves


@dataclass(frozen=True, slots=True)
class View:
    """What part of the world is shown: its middle in degrees, and its extent on Mercator's plane in radians."""

    longitude: float
    latitude: float
    wide: float
    high: float


def fit(points: Sequence[Point]) -> View:
    """The view that holds all points; the whole inhabited world where there are none."""
    corners = [(p.longitude, p.latitude) for p in points] or [(-170.0, -50.0), (178.0, 72.0)]
    west, east = min(c[0] for c in corners), max(c[0] for c in corners)
    low, high = (height(f(c[1] for c in corners)) for f in (min, max))
    middle = (low + high) / 2
    return View((west + east) / 2, latitude_of(middle), max(radians(east - west), CLOSEST), max(high - low, CLOSEST))


def height(latitude: float) -> float:
    """Mercator's ordinate of a latitude, in radians."""
    return log(tan(pi / 4 + radians(max(-84.0, min(84.0, latitude))) / 2))


def latitude_of(ordinate: float) -> float:
    """The latitude of an ordinate of Mercator's."""
    return degrees(2 * atan(exp(ordinate)) - pi / 2)


def make_map_spec(points: Sequence[Point], look: Look, atlas: Mapping[str, Any] | None) -> Spec:
    """The whole picture; a page gives no atlas and fills in the data set `countries` itself."""
    top = TITLE if look.title else 0
    return {
        "$schema": VEGA,
        "width": WIDTH,
        "padding": 4,
        "autosize": "none",
        "usermeta": {"fit": True},
        "background": COLOURS["paper"],
        "signals": [
            *signals(fit(points), len(look.legend)),
            {"name": "height", "value": HEIGHT, "update": f"{top} + high + foot"},
        ],
        "projections": [
            {
                "name": "plane", "type": "mercator", "scale": {"signal": "scale"},
                "rotate": [{"signal": "-centre[0]"}, 0], "center": [0, {"signal": "centre[1]"}],
                "translate": [{"signal": "width / 2"}, {"signal": "high / 2"}],
                "clipExtent": {"signal": "[[-9, -9], [width + 9, high + 9]]"},
            },
        ],
        "data": datasets(points, look, atlas),
        "scales": [
            {"name": "quad", "type": "ordinal", "domain": [0, 1, 2, 3, 4],
             "range": [{"signal": name} for name in ("soft", "c1", "c2", "c3", "c4")]},
            {"name": "area", "type": "linear", "domain": [0, {"signal": "most"}], "range": [LEAST, LARGEST]},
        ],
        "marks": [*title(look), ground(points, top, alive=not look.title), *legend(look, top)],
    }  # fmt: skip


def signals(view: View, legend: int) -> list[Numbers]:
    """Colours, sizes that follow the width, and what moves: zoom by buttons, centre by dragging."""
    plane = "log(tan(PI / 4 + from[1] * PI / 360)) - (down[1] - y()) / scale"
    return [
        *({"name": name, "value": value} for name, value in sorted(COLOURS.items())),
        {"name": "high", "value": HEIGHT, "update": f"clamp(width * {HEIGHT / WIDTH}, 320, {HEIGHT})"},
        {"name": "across", "value": 4, "update": "width < 700 ? 2 : 4"},
        {"name": "foot", "value": 62, "update": f"{ROW} * ceil({legend} / across) + 26"},
        {"name": "most", "update": "max(1, data('fullest')[0].n)"},
        {
            "name": "zoom", "value": 1,
            "on": [
                {"events": {"type": "wheel", "filter": "event.ctrlKey || event.metaKey", "consume": True},
                 "update": "clamp(zoom * pow(1.002, -event.deltaY), 0.3, 60)"},
                {"events": "dblclick!", "update": "clamp(zoom * 2, 0.3, 60)"},
            ],
        },
        {"name": "scale", "update": f"min(width / {view.wide!r}, high / {view.high!r}, 4000) * 0.82 * zoom"},
        {"name": "down", "value": [0, 0], "on": [{"events": "pointerdown", "update": "xy()"}]},
        {
            "name": "from", "value": [view.longitude, view.latitude],
            "on": [{"events": "pointerdown", "update": "centre"}],
        },
        {
            "name": "centre", "value": [view.longitude, view.latitude],
            "on": [
                {"events": "[pointerdown, window:pointerup] > window:pointermove",
                 "update": "[from[0] + (down[0] - x()) / scale * 180 / PI,"
                 f" clamp(atan(exp({plane})) * 360 / PI - 90, -80, 80)]"},
            ],
        },
    ]  # fmt: skip


def datasets(points: Sequence[Point], look: Look, atlas: Mapping[str, Any] | None) -> list[Numbers]:
    """Countries with what is known only of them as a whole, and the places, the fullest first, which lie beneath."""
    base: Numbers = {"values": []}
    if atlas is not None:
        base = {"values": atlas, "format": {"type": "topojson", "feature": OBJECT}}
    whole = [{"c": p.code, "n": len(p.events), "t": look.describe(p), "h": look.address(p)} for p in points
             if p.kind == "state"]  # fmt: skip
    places = [
        {"x": p.longitude, "y": p.latitude, "n": len(p.events), "q": p.main, "s": SHAPES[p.kind], "w": p.name,
         "t": look.describe(p), "h": look.address(p), "i": rank}
        for rank, p in enumerate(points)
    ]  # fmt: skip
    at = {"type": "geopoint", "projection": "plane", "fields": ["x", "y"], "as": ["px", "py"]}
    most = {"type": "aggregate", "fields": ["n"], "ops": ["max"], "as": ["n"]}
    shaded = [
        {"type": "lookup", "from": "states", "key": "c", "fields": ["properties.a3"], "values": ["n", "t", "h"],
         "as": ["n", "t", "h"]},
    ]  # fmt: skip
    return [
        {"name": "states", "values": whole},
        {"name": "countries", **base, "transform": shaded},
        {"name": "known", "source": "countries", "transform": [{"type": "filter", "expr": "datum.n > 0"}]},
        {"name": "rows", "values": places},
        {"name": "fullest", "source": "rows", "transform": [most]},
        {"name": "places", "source": "rows", "transform": [at]},
        {"name": "legend", "values": [{"w": w, "q": q, "s": s, "i": i} for i, (w, q, s) in enumerate(look.legend)]},
    ]


def title(look: Look) -> list[Numbers]:
    """The title of a file."""
    if not look.title:
        return []
    place = {"text": {"value": look.title}, "y": {"value": 14}, "fontWeight": {"value": "bold"}}
    return [{"type": "text", "encode": {"enter": place, "update": {"fill": {"signal": "ink"},
                                                                   "limit": {"signal": "width"}}}}]  # fmt: skip


def ground(points: Sequence[Point], top: int, *, alive: bool) -> Numbers:
    """The map itself: water, land, borders, shaded states, places, names."""
    land = {"type": "geoshape", "projection": "plane"}
    hover = {"tooltip": {"field": "t"}, "href": {"field": "h"}, "cursor": {"value": "pointer"}}
    return {
        "type": "group", "name": "ground",
        "encode": {"update": {"y": {"value": top}, "width": {"signal": "width"}, "height": {"signal": "high"},
                              "fill": {"signal": "quote"}, "stroke": {"signal": "line"}, "clip": {"value": True}}},
        "marks": [
            {
                "type": "shape", "from": {"data": "countries"}, "interactive": False, "transform": [land],
                "encode": {"update": {"fill": {"signal": "raised"}, "stroke": {"signal": "soft"},
                                      "strokeOpacity": {"value": 0.55}, "strokeWidth": {"value": 0.6}}},
            },
            {
                "type": "shape", "from": {"data": "known"}, "transform": [land],
                "encode": {"enter": hover,
                           "update": {"fill": {"signal": "ink"},
                                      "fillOpacity": {"signal": "0.05 + 0.2 * sqrt(datum.n / most)"}}},
            },
            spots(hover),
            names(points, alive=alive),
        ],
    }  # fmt: skip


def spots(hover: Numbers) -> Numbers:
    """Full circles for towns, dashed rings for regions and waters, dashed squares for states as a whole."""
    return {
        "type": "symbol", "name": "spots", "from": {"data": "places"},
        "encode": {
            "enter": hover,
            "update": {
                "x": {"field": "px"}, "y": {"field": "py"}, "size": {"scale": "area", "field": "n"},
                "shape": [{"test": "datum.s == 2", "value": "square"}, {"value": "circle"}],
                "fill": [{"test": "datum.s > 0", "value": "transparent"}, {"scale": "quad", "field": "q"}],
                "fillOpacity": {"value": 0.72},
                "stroke": [{"test": "datum.s > 0", "scale": "quad", "field": "q"}, {"signal": "raised"}],
                "strokeDash": [{"test": "datum.s > 0", "value": [4, 3]}, {"value": []}],
                "strokeWidth": [{"test": "datum.s > 0", "value": 2}, {"value": 1}],
            },
            "hover": {"fillOpacity": {"value": 1}},
        },
    }  # fmt: skip


def names(points: Sequence[Point], *, alive: bool) -> Numbers:
    """The names of the fullest places, where there is room: worked out by the page, or beforehand for a file."""
    if not alive:
        return fixed_names(points)
    return {
        "type": "text", "from": {"data": "spots"}, "interactive": False,
        "encode": {
            "enter": {
                "text": {"signal": f"datum.datum.i < {NAMED} ? datum.datum.w : ''"}, "fontSize": {"value": 11},
                "fontStyle": [{"test": "datum.datum.s > 0", "value": "italic"}, {"value": "normal"}],
            },
            "update": {"fill": {"signal": "ink"}},
        },
        "transform": [
            {"type": "label", "size": {"signal": "[width, high]"}, "anchor": ["right", "left", "top", "bottom"],
             "offset": [3]},
        ],
    }  # fmt: skip


def fixed_names(points: Sequence[Point]) -> Numbers:
    """Names to the right of their places, at the size of a file."""
    shown = f"indexof({choose_names(points)}, datum.i) >= 0"
    return {
        "type": "text", "from": {"data": "places"}, "interactive": False,
        "encode": {
            "update": {
                "x": {"field": "px"}, "y": {"field": "py"}, "fill": {"signal": "ink"}, "fontSize": {"value": 11},
                "text": {"signal": f"{shown} ? datum.w : ''"}, "baseline": {"value": "middle"},
                "dx": {"signal": "sqrt(scale('area', datum.n) / PI) + 4"},
                "fontStyle": [{"test": "datum.s > 0", "value": "italic"}, {"value": "normal"}],
            },
        },
    }  # fmt: skip


def choose_names(points: Sequence[Point]) -> list[int]:
    """The ranks of places whose names cover no other name or mark, the fullest first; sizes of letters are guessed."""
    view = fit(points)
    scale = min(WIDTH / view.wide, HEIGHT / view.high, 4000) * 0.82
    most = max((len(p.events) for p in points), default=1)
    taken: list[tuple[float, float, float, float]] = []
    spots, found = [], list[int]()
    for p in points:
        x = WIDTH / 2 + radians(p.longitude - view.longitude) * scale
        y = HEIGHT / 2 - (height(p.latitude) - height(view.latitude)) * scale
        r = sqrt((LEAST + (LARGEST - LEAST) * len(p.events) / most) / pi)
        spots.append((x, y, r, (x - r, y - r, x + r, y + r)))
    for rank, (p, (x, y, r, own)) in enumerate(zip(points[:NAMED], spots, strict=False)):
        box = (x + r + 4, y - 7, x + r + 4 + LETTER * len(p.name), y + 7)
        others = [*taken, *(s[3] for s in spots if s[3] != own)]
        if box[2] < WIDTH and not any(meets(box, other) for other in others):
            found.append(rank)
            taken.append(box)
    return found


def meets(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """True when two boxes have a point in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def legend(look: Look, top: int) -> list[Numbers]:
    """What colours and shapes mean, and whose borders these are."""
    y = f"{top} + high + 14 + floor(datum.i / across) * {ROW}"
    x = "(datum.i % across) * width / across"
    return [
        {
            "type": "symbol", "from": {"data": "legend"}, "interactive": False,
            "encode": {"update": {
                "x": {"signal": f"{x} + 8"}, "y": {"signal": y}, "size": {"value": 70},
                "shape": [{"test": "datum.s == 2", "value": "square"}, {"value": "circle"}],
                "fill": [{"test": "datum.s > 0", "value": "transparent"}, {"scale": "quad", "field": "q"}],
                "stroke": {"scale": "quad", "field": "q"}, "strokeWidth": {"value": 1.6},
                "strokeDash": [{"test": "datum.s > 0", "value": [4, 3]}, {"value": []}]}},
        },
        {
            "type": "text", "from": {"data": "legend"}, "interactive": False,
            "encode": {"update": {
                "x": {"signal": f"{x} + 20"}, "y": {"signal": y}, "text": {"field": "w"},
                "baseline": {"value": "middle"}, "fontSize": {"value": 11}, "fill": {"signal": "ink"},
                "limit": {"signal": "width / across - 22"}}},
        },
        {
            "type": "text", "interactive": False,
            "encode": {"update": {
                "x": {"value": 0}, "y": {"signal": f"{top} + high + foot - 4"}, "text": {"value": look.credit},
                "fontSize": {"value": 10}, "fill": {"signal": "soft"}, "limit": {"signal": "width"}}},
        },
    ]  # fmt: skip
