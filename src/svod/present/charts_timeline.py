"""The picture of a timeline: a strip of how dense the days are, and under it the lanes with a mark for each event.

In: a `Timeline` and the words of its marks. Out: a Vega specification that draws itself at any width; its colours are
signals of the same names as the style sheet's variables, so that a page fills in its own. Which column a dot stands in
is worked out by Vega, since it follows the width: on a narrow page columns join, and triangles stand for what finds no
room. It chooses no events.
"""

from __future__ import annotations

from svod.present.charts import VEGA, Spec
from svod.present.timeline_layout import (
    BAR,
    DAY,
    DOT,
    HEAD,
    NAME,
    STRIP,
    TOP,
    WIDTH,
    Grid,
    Layout,
    Look,
    Numbers,
    lay_out,
    make_bins,
    make_grid,
    moment,
)  # fmt: skip
from svod.present.timeline_marks import Timeline

COLOURS = {
    "paper": "#fdfcf9", "ink": "#1c1b19", "soft": "#5d5a54", "line": "#dcd8cf", "alarm": "#a3181f",
    "c1": "#2f6f73", "c2": "#3f7a3a", "c3": "#9a6212", "c4": "#a3321f",
}  # fmt: skip


def make_timeline_spec(timeline: Timeline, look: Look) -> Spec:
    """The whole picture."""
    laid, grid = lay_out(timeline, look), make_grid(timeline.window)
    return {
        "$schema": VEGA,
        "width": WIDTH,
        "padding": 4,
        "autosize": "none",
        "usermeta": {"fit": True},
        "background": COLOURS["paper"],
        "signals": signals(timeline, grid, look, laid.bottom + 10),
        "data": datasets(laid, make_bins(timeline), look),
        "scales": scales(timeline),
        "marks": marks(timeline, look),
    }


KIND = "scale('quad', datum.q)"
STRIPES = (
    "{gradient: 'linear', x1: 0, y1: 0, x2: 0, y2: 1, stops: [{offset: 0, color: KIND}, {offset: 0.34, color: KIND},"
    " {offset: 0.34, color: paper}, {offset: 0.66, color: paper}, {offset: 0.66, color: KIND},"
    " {offset: 1, color: KIND}]}"
).replace("KIND", KIND)
CROSS = "M-.8-.8L.8.8M.8-.8L-.8.8"
DASH = "M-1-.5H1V.5H-1Z"
SHORT = 150  # days up to which the first of a month is a day like others
LABEL = (
    "(utcdate(datum.value) == 1 && !DAILY ? (utcmonth(datum.value) == 0 ? '' : months[utcmonth(datum.value)])"
    " : utcdate(datum.value) + ' ' + months[utcmonth(datum.value)])"
    " + (datum.index == 0 || utcmonth(datum.value) == 0 && utcdate(datum.value) == 1"
    " ? ' ' + utcyear(datum.value) : '')"
)


def signals(timeline: Timeline, grid: Grid, look: Look, bottom: int) -> list[Numbers]:
    """Colours, sizes that follow the width, and the brush, which a script of the page draws and reads."""
    start, end = (moment(d) for d in timeline.window)
    return [
        *({"name": name, "value": value} for name, value in sorted(COLOURS.items())),
        {"name": "months", "value": list(look.months)},
        {"name": "bottom", "value": bottom},
        {"name": "across", "value": 4, "update": "width < 700 ? 2 : 4"},
        {"name": "height", "value": bottom, "update": f"bottom + 20 * ceil({len(look.legend)} / across)"},
        {"name": "first", "value": moment(grid.first)},
        {"name": "step", "value": grid.step * DAY},
        {"name": "column", "update": f"width / {grid.columns}"},
        {"name": "merge", "update": f"max(1, ceil({DOT} / column))"},
        {"name": "wide", "update": "column * merge"},
        {"name": "room", "update": f"max(1, floor(wide / {DOT}))"},
        {"name": "chosen", "update": f"[scale('whole', {start}), scale('whole', {end + DAY})]"},
        {"name": "brush", "value": None},  # from and to in pixels, while a hand draws over the strip
        {
            "name": "days",
            "update": "brush ? [invert('whole', min(brush[0], brush[1])), invert('whole', max(brush[0], brush[1]))]"
            " : null",
        },
    ]


def datasets(laid: Layout, bins: list[Numbers], look: Look) -> list[Numbers]:
    """Lanes, dots with their column, row and place, bars, what finds no room, the strip and the legend."""
    lane = {"type": "lookup", "from": "lanes", "key": "i", "fields": ["l"], "values": ["base", "rows"]}
    return [
        {"name": "lanes", "values": laid.lanes},
        {
            "name": "stacked",
            "values": laid.dots,
            "transform": [
                {"type": "formula", "as": "col", "expr": "floor(datum.n / merge)"},
                {"type": "window", "ops": ["row_number"], "as": ["k"], "groupby": ["l", "col"]},
                lane,
                {"type": "formula", "as": "row", "expr": "floor((datum.k - 1) / room)"},
                {"type": "formula", "as": "x", "expr": f"datum.col * wide + ((datum.k - 1) % room + .5) * {DOT}"},
                {"type": "formula", "as": "y", "expr": f"datum.base - (datum.row + .5) * {DOT}"},
            ],
        },
        {"name": "dots", "source": "stacked", "transform": [{"type": "filter", "expr": "datum.row < datum.rows"}]},
        {
            "name": "over",
            "source": "stacked",
            "transform": [
                {"type": "filter", "expr": "datum.row >= datum.rows"},
                {"type": "formula", "as": "m", "expr": "1"},
            ],
        },
        {
            "name": "more",
            "values": laid.more,
            "transform": [{"type": "formula", "as": "col", "expr": "floor(datum.n / merge)"}],
        },
        {
            "name": "piles",
            "source": ["over", "more"],
            "transform": [
                {
                    "type": "aggregate",
                    "groupby": ["l", "col"],
                    "ops": ["sum", "min", "max"],
                    "fields": ["m", "n", "n"],
                    "as": ["m", "from", "to"],
                },
                lane,
            ],
        },
        {"name": "bars", "values": laid.bars, "transform": [lane]},
        {"name": "bins", "values": bins},
        {
            "name": "legend",
            "values": [{"w": w, "q": q, "f": f, "c": c, "i": i} for i, (w, q, f, c) in enumerate(look.legend)],
        },
    ]


def scales(timeline: Timeline) -> list[Numbers]:
    """Days of the lanes, days of the strip, its heights, colours."""
    grid, whole = make_grid(timeline.window), make_grid(timeline.whole)
    return [
        {"name": "day", "type": "utc", "domain": span(grid), "range": [0, {"signal": "width"}]},
        {"name": "whole", "type": "utc", "domain": span(whole), "range": [0, {"signal": "width"}]},
        {
            "name": "high",
            "type": "sqrt",
            "domain": {"fields": [{"data": "bins", "field": "u"}, {"data": "bins", "field": "d"}]},
            "range": [0, STRIP // 2 - 1],
            "zero": True,
        },
        {
            "name": "quad",
            "type": "ordinal",
            "domain": [0, 1, 2, 3, 4],
            "range": [{"signal": name} for name in ("soft", "c1", "c2", "c3", "c4")],
        },
    ]


def span(grid: Grid) -> list[int]:
    """The first moment of a grid and the moment after its last."""
    return [moment(grid.first), moment(grid.first) + grid.columns * grid.step * DAY]


def axis(scale: str, orient: str, days: int, *, grid: bool) -> Numbers:
    """An axis of so many days, with months in the reader's language."""
    label = LABEL.replace("DAILY", "true" if days <= SHORT else "false")
    return {
        "scale": scale,
        "orient": orient,
        "tickCount": {"signal": "max(2, floor(width / 90))"},
        "tickMinStep": DAY,
        "grid": grid,
        "gridColor": {"signal": "line"},
        "domainColor": {"signal": "line"},
        "tickColor": {"signal": "line"},
        "labelColor": {"signal": "ink"},
        "labelFlush": True,
        "labelOverlap": "greedy",
        "aria": False,
        "zindex": 0,
        "encode": {"labels": {"update": {"text": {"signal": label}}}},
    }


def marks(timeline: Timeline, look: Look) -> list[Numbers]:
    """Strip, grid, lanes, bars, dots, triangles, legend, from back to front."""
    shift = HEAD if look.title else 0
    title = {
        "type": "text",
        "encode": {"enter": {"text": {"value": look.title}, "y": {"value": 14}, "fontWeight": {"value": "bold"}},
                   "update": {"fill": {"signal": "ink"}, "limit": {"signal": "width"}}},
    }  # fmt: skip
    return [
        *([title] if look.title else []),
        strip(shift, make_grid(timeline.whole).days),
        {
            "type": "group",
            "interactive": False,
            "signals": [{"name": "height", "update": f"bottom - {TOP + shift} - 6"}],
            "encode": {"update": {"y": {"value": TOP + shift - 4}, "width": {"signal": "width"},
                                  "height": {"signal": "height"}}},
            "axes": [axis("day", "top", make_grid(timeline.window).days, grid=True)],
        },
        *lane_marks(),
        bars(look),
        tails(),
        dots(look, "dots"),
        piles(look),
        *legend(),
    ]  # fmt: skip


def strip(shift: int, days: int) -> Numbers:
    """How dense the days are: what agrees grows up, what disputes down; the brush chooses days."""
    half = STRIP // 2
    bar = {"x": {"scale": "whole", "field": "x"}, "x2": {"scale": "whole", "field": "e", "offset": -0.6}}
    shade = {"y": {"value": 0}, "height": {"value": STRIP}, "fill": {"signal": "paper"}, "fillOpacity": {"value": 0.72}}
    low, high = "(brush ? min(brush[0], brush[1]) : chosen[0])", "(brush ? max(brush[0], brush[1]) : chosen[1])"
    return {
        "type": "group",
        "name": "strip",
        "encode": {
            "update": {
                "y": {"value": shift}, "width": {"signal": "width"}, "height": {"value": STRIP},
                "fill": {"value": "transparent"}, "stroke": {"signal": "line"}, "cursor": {"value": "ew-resize"},
            },
        },
        "axes": [axis("whole", "bottom", days, grid=False)],
        "marks": [
            {
                "type": "rect", "from": {"data": "bins"}, "interactive": False,
                "encode": {"update": bar | {"y": {"signal": f"{half} - scale('high', datum.u)"},
                                            "y2": {"value": half}, "fill": {"signal": "c1"}}},
            },
            {
                "type": "rect", "from": {"data": "bins"}, "interactive": False,
                "encode": {"update": bar | {"y": {"value": half}, "y2": {"signal": f"{half} + scale('high', datum.d)"},
                                            "fill": {"signal": "c4"}}},
            },
            {"type": "rect", "interactive": False,
             "encode": {"update": shade | {"x": {"value": 0}, "x2": {"signal": low}}}},
            {"type": "rect", "interactive": False,
             "encode": {"update": shade | {"x": {"signal": high}, "x2": {"signal": "width"}}}},
            {"type": "rect", "interactive": False,
             "encode": {"update": {"x": {"signal": low}, "x2": {"signal": high}, "y": {"value": 0},
                                   "height": {"value": STRIP}, "stroke": {"signal": "ink"}}}},
        ],
    }  # fmt: skip


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
