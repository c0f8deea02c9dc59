"""The picture of a timeline: a strip of how dense the days are, and under it the lanes with a mark for each event.

In: a `Timeline` and the words of its marks. Out: a Vega specification that draws itself at any width; its colours are
signals of the same names as the style sheet's variables, so that a page fills in its own. Which column a dot stands in
is worked out by Vega, since it follows the width: on a narrow page columns join, and triangles stand for what finds no
room. It chooses no events.
"""

from __future__ import annotations

from svod.present.charts import VEGA, Spec
from svod.present.timeline_layout import (
    DAY,
    DOT,
    HEAD,
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
from svod.present.timeline_shapes import bars, dots, lane_marks, legend, piles, tails

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
