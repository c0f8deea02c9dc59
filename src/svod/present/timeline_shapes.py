"""The marks of the timeline's picture: lanes, dots, bars, triangles, legend.

In: the words of the picture; positions come from its data sets. Out: marks of a Vega specification. Hollow, dotted,
crossed, rimmed and striped mean the same for dots, bars and the legend.
"""

from __future__ import annotations

from svod.present.timeline_layout import BAR, DOT, NAME, Look, Numbers

KIND = "scale('quad', datum.q)"
STRIPES = (
    "{gradient: 'linear', x1: 0, y1: 0, x2: 0, y2: 1, stops: [{offset: 0, color: KIND}, {offset: 0.34, color: KIND},"
    " {offset: 0.34, color: paper}, {offset: 0.66, color: paper}, {offset: 0.66, color: KIND},"
    " {offset: 1, color: KIND}]}"
).replace("KIND", KIND)
CROSS = "M-.8-.8L.8.8M.8-.8L-.8.8"
DASH = "M-1-.5H1V.5H-1Z"


def lane_marks() -> list[Numbers]:
    """A lane's name, and the line on which its dots stand."""
    return [
        {
            "type": "rule", "from": {"data": "lanes"}, "interactive": False,
            "encode": {"update": {"x": {"value": 0}, "x2": {"signal": "width"}, "y": {"field": "base", "offset": 2},
                                  "stroke": {"signal": "soft"}, "strokeOpacity": {"value": 0.6}}},
        },
        {
            "type": "text", "from": {"data": "lanes"}, "interactive": False,
            "encode": {"update": {"x": {"value": 0}, "y": {"field": "y", "offset": NAME - 5},
                                  "text": {"field": "name"}, "fill": {"signal": "ink"}, "fontSize": {"value": 12},
                                  "fontWeight": {"value": 600}, "limit": {"signal": "width"}}},
        },
    ]  # fmt: skip


def filled(*, hollow: str) -> Numbers:
    """Full for what is told as fact, hollow for what is planned or supposed, striped where accounts contradict."""
    return {
        "fill": [
            {"test": "datum.f == 3", "value": "transparent"},
            {"test": "datum.f > 0", "signal": hollow},
            {"test": "datum.c == 2", "signal": STRIPES},
            {"signal": KIND},
        ],
        "stroke": [{"test": "datum.c == 1", "signal": "ink"}, {"signal": KIND}],
        "strokeDash": [{"test": "datum.f == 2", "value": [2, 2]}, {"value": []}],
        "strokeWidth": [{"test": "datum.f > 0", "value": 1.6}, {"test": "datum.c > 0", "value": 1.3}, {"value": 0.8}],
    }


def leading(look: Look) -> Numbers:
    """A mark that says what it is and leads to its event."""
    return {
        "tooltip": {"field": "t"},
        "href": {"signal": f"'{look.event}' + datum.h"},
        "cursor": {"value": "pointer"},
    }


def dots(look: Look, data: str) -> Numbers:
    """Events of one day or one column."""
    return {
        "type": "symbol", "from": {"data": data},
        "encode": {
            "enter": leading(look),
            "update": filled(hollow="paper") | {
                "x": {"field": "x"}, "y": {"field": "y"}, "size": {"value": 42},
                "shape": [{"test": "datum.f == 3", "value": CROSS}, {"test": "datum.s", "value": DASH},
                          {"value": "circle"}],
            },
            "hover": {"size": {"value": 90}},
        },
    }  # fmt: skip


def tails() -> Numbers:
    """From a mark at the day of its report to the day it happened."""
    return {
        "type": "rule", "from": {"data": "dots"}, "interactive": False,
        "encode": {"update": {
            "x": {"field": "x"}, "y": {"field": "y"}, "y2": {"field": "y"},
            "x2": {"signal": "isValid(datum.a) ? clamp(scale('day', datum.a), 0, width) : datum.x"},
            "stroke": {"signal": KIND}, "strokeOpacity": {"value": 0.45}, "strokeWidth": {"value": 1.2},
        }},
    }  # fmt: skip


def bars(look: Look) -> Numbers:
    """Events of several days, under the line."""
    return {
        "type": "rect", "from": {"data": "bars"},
        "encode": {
            "enter": leading(look),
            "update": filled(hollow="paper") | {
                "x": {"signal": "max(0, scale('day', datum.a))"},
                "x2": {"signal": "min(width, max(scale('day', datum.b), max(0, scale('day', datum.a)) + 4))"},
                "y": {"signal": f"datum.base + 6 + datum.r * {BAR}"}, "height": {"value": BAR - 2},
                "cornerRadius": {"value": 2},
            },
            "hover": {"strokeWidth": {"value": 3}},
        },
    }  # fmt: skip


def piles(look: Look) -> Numbers:
    """What found no room in its column: a triangle that leads to those days."""
    days = (
        "utcFormat(first + datum.from * step, '%Y-%m-%d')",
        "utcFormat(first + (datum.to + 1) * step - 1, '%Y-%m-%d')",
    )
    return {
        "type": "symbol", "from": {"data": "piles"},
        "encode": {
            "update": {
                "x": {"signal": "(datum.col + .5) * wide"},
                "y": {"signal": f"datum.base - datum.rows * {DOT} - 3"},
                "shape": {"value": "triangle-up"}, "size": {"value": 34}, "fill": {"signal": "ink"},
                "tooltip": {"signal": f"'{look.pile} ' + datum.m"},
                "href": {"signal": f"'{look.zoom}since=' + {days[0]} + '&until=' + {days[1]}"},
                "cursor": {"value": "pointer"},
            },
        },
    }  # fmt: skip


def legend() -> list[Numbers]:
    """What the colours and shapes mean."""
    spot = {"x": {"signal": "(datum.i % across) * width / across + 8"},
            "y": {"signal": "bottom + 10 + floor(datum.i / across) * 20"}}  # fmt: skip
    text = spot | {"x": {"signal": "(datum.i % across) * width / across + 18"}}
    return [
        {
            "type": "symbol", "from": {"data": "legend"}, "interactive": False,
            "encode": {"update": filled(hollow="paper") | spot | {
                "size": {"value": 60}, "shape": [{"test": "datum.f == 3", "value": CROSS}, {"value": "circle"}]}},
        },
        {
            "type": "text", "from": {"data": "legend"}, "interactive": False,
            "encode": {"update": text | {"text": {"field": "w"}, "baseline": {"value": "middle"},
                                         "fontSize": {"value": 11}, "fill": {"signal": "ink"},
                                         "limit": {"signal": "width / across - 20"}}},
        },
    ]  # fmt: skip
