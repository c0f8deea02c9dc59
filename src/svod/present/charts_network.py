"""Who acts on whom as a picture: nodes on a circle, an arrow for what each did to each.

In: nodes, edges and the events that these are made of. Out: a specification whose arrows are as wide as they have
events and coloured from conflict to cooperation; its signals `from` and `to` narrow down the months, so that a slider
may move them. The places are the same every time: they follow from the edges alone, and nothing is simulated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin
from typing import Any

from svod.present.charts import VEGA, Spec
from svod.present.drawing import FONT, ink
from svod.present.messages import tell
from svod.present.visible import visible
from svod.relate.network import Deed, Edge

WIDTH, HEIGHT, RADIUS = 860, 600, 235
NODE, HEAD, BEND = 9, 9, 0.16  # pixels of a node and an arrow's head; how far an arrow leaves the straight line
THIN, WIDE = 1.2, 10.0  # pixels of an arrow of one event, and of the widest
STEPS = ((-5.0, "c4"), (-1.5, "c3"), (1.5, "soft"), (5.0, "c1"), (10.1, "c2"))  # means up to which a colour stands
OVER = {  # the node that the pointer is on
    "name": "over", "value": "",
    "on": [{"events": "@dot:pointerover", "update": "datum.id"}, {"events": "@dot:pointerout", "update": "''"}],
}  # fmt: skip
Href = Callable[[str, str], str]
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """One of those who act and are acted on."""

    id: str
    name: str
    href: str


def find_periods(deeds: Iterable[Deed], first: str = "") -> tuple[str, ...]:
    """The months in which anything happened: the positions of the slider; the first stands for all before it too."""
    months = sorted({d.day[:7] for d in deeds})
    early = [m for m in months if m < first[:7]]
    return (*early[-1:], *months[len(early) :])


def draw_network(
    nodes: Sequence[Node], edges: Sequence[Edge], deeds: Sequence[Deed], periods: Sequence[str], href: Href
) -> Spec:
    """The specification; `periods` are the slider's positions."""
    places = place_nodes([n.id for n in nodes], edges)
    names = {n.id: visible(n.name) for n in nodes}
    arrows = [
        {"key": f"{e.source}>{e.target}", "href": href(e.source, e.target),
         "what": tell("index.towards", names[e.source], names[e.target]),
         **make_arrow(places[e.source], places[e.target])}
        for e in edges
    ]  # fmt: skip
    drawn, last = {(e.source, e.target) for e in edges}, max(len(periods) - 1, 0)
    rows = [
        {"key": f"{a}>{b}", "p": max(bisect_right(periods, d.day[:7]) - 1, 0), "w": d.weight, "sw": d.weight * d.score,
         "v": d.voices}
        for d in deeds for a, b in sorted(d.pairs) if (a, b) in drawn
    ]  # fmt: skip
    most = max((e.n for e in edges), default=1)
    return {
        "$schema": VEGA, "width": WIDTH, "height": HEIGHT, "padding": 4, "background": None, "autosize": "none",
        "config": {"text": {"font": FONT}},
        "signals": [{"name": "from", "value": 0}, {"name": "to", "value": last}, OVER],
        "data": [
            {"name": "arrows", "values": arrows},
            {"name": "dots", "values": [show_node(n, places[n.id]) for n in nodes]},
            {"name": "edges", "values": rows, "transform": gather(most)},
        ],
        "marks": [*draw_arrows(), *draw_nodes()],
    }  # fmt: skip


def gather(most: int) -> list[dict[str, Any]]:
    """From events to arrows: those of the months chosen, counted, with their mean."""
    colour = "".join(f"datum.mean <= {limit} ? '{ink(name)}' : " for limit, name in STEPS[:-1])
    colour += f"'{ink(STEPS[-1][1])}'"
    width = f"{THIN} + {WIDE - THIN} * sqrt(max(datum.n - 1, 0) / {max(most - 1, 1)})"
    said = f"datum.what + ': ' + {quoted('network.n')} + ' ' + datum.n + ', ' + {quoted('network.mean')}"
    mean = f"replace(format(datum.mean, '+.1f'), '.', {quoted('report.decimal')})"
    tip = f"{said} + ' ' + {mean} + ', ' + {quoted('network.voices_of')} + ' ' + datum.v"
    return [
        {"type": "filter", "expr": "datum.p >= from && datum.p <= to"},
        {"type": "aggregate", "groupby": ["key"], "ops": ["count", "sum", "sum", "sum"],
         "fields": [None, "w", "sw", "v"], "as": ["n", "w", "sw", "v"]},
        {"type": "lookup", "from": "arrows", "key": "key", "fields": ["key"],
         "values": ["path", "head", "href", "what"]},
        {"type": "formula", "as": "mean", "expr": "datum.sw / datum.w"},
        {"type": "formula", "as": "width", "expr": width},
        {"type": "formula", "as": "colour", "expr": colour},
        {"type": "formula", "as": "tip", "expr": tip},
        {"type": "collect", "sort": {"field": ["n", "key"], "order": ["ascending", "descending"]}},
    ]  # fmt: skip


def quoted(key: str) -> str:
    """A message as a text of Vega's expressions."""
    return "'" + tell(key).replace("\\", "").replace("'", "’") + "'"


def draw_arrows() -> list[dict[str, Any]]:
    """Lines and heads; those of the node that the pointer is on stand out."""
    fade = "over === '' || indexof(datum.key, over) >= 0 ? 0.85 : 0.12"
    said = {"href": {"field": "href"}, "tooltip": {"field": "tip"}, "description": {"field": "tip"},
            "opacity": {"signal": fade}}  # fmt: skip
    line = {"path": {"field": "path"}, "stroke": {"field": "colour"}, "strokeWidth": {"field": "width"}}
    head = {"path": {"field": "head"}, "fill": {"field": "colour"}}
    return [
        {"type": "path", "name": "arrow", "from": {"data": "edges"}, "encode": {"update": line | said}},
        {"type": "path", "from": {"data": "edges"}, "encode": {"update": head | {"opacity": {"signal": fade}}},
         "aria": False, "interactive": False},
    ]  # fmt: skip


def draw_nodes() -> list[dict[str, Any]]:
    """Dots with their names around the circle."""
    dot = {"x": {"field": "x"}, "y": {"field": "y"}, "size": {"value": NODE * NODE * 3}, "fill": {"value": ink("ink")},
           "stroke": {"value": ink("paper")}, "href": {"field": "href"}, "description": {"field": "name"}}  # fmt: skip
    name = {"x": {"field": "tx"}, "y": {"field": "ty"}, "text": {"field": "name"}, "align": {"field": "align"},
            "baseline": {"value": "middle"}, "fontSize": {"value": 13}, "fill": {"value": ink("ink")},
            "href": {"field": "href"}}  # fmt: skip
    return [
        {"type": "symbol", "name": "dot", "from": {"data": "dots"}, "encode": {"update": dot}},
        {"type": "text", "from": {"data": "dots"}, "encode": {"update": name}},
    ]


def show_node(node: Node, at: Spot) -> dict[str, Any]:
    """A node with the place of its name, outside of the circle."""
    x, y = at
    angle = atan2(y - HEIGHT / 2, x - WIDTH / 2)
    out = NODE + 6
    align = "center" if abs(cos(angle)) < 0.25 else "left" if cos(angle) > 0 else "right"
    lift = 8 * sin(angle) if align == "center" else 0
    return {"id": node.id, "name": visible(node.name), "href": node.href, "x": x, "y": y, "align": align,
            "tx": round(x + out * cos(angle), 1), "ty": round(y + out * sin(angle) + lift, 1)}  # fmt: skip


def place_nodes(nodes: Sequence[str], edges: Iterable[Edge]) -> dict[str, Spot]:
    """Nodes around a circle from the top on, those who have most to do with one another side by side."""
    near: dict[frozenset[str], int] = {}
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        near[pair] = near.get(pair, 0) + edge.n
    ring: list[str] = []
    rest = list(nodes)
    while rest:
        best = max(rest, key=lambda n: (tie(n, ring, near), -nodes.index(n)))
        rest.remove(best)
        left, right = (near.get(frozenset((best, end)), 0) for end in (ring[0], ring[-1])) if ring else (0, 0)
        ring.insert(0 if left > right else len(ring), best)
    turn = 2 * pi / max(len(ring), 1)
    return {
        node: (round(WIDTH / 2 + RADIUS * sin(turn * i), 1), round(HEIGHT / 2 - RADIUS * cos(turn * i), 1))
        for i, node in enumerate(ring)
    }


def tie(node: str, ring: Sequence[str], near: dict[frozenset[str], int]) -> int:
    """How much a node has to do with those at the two ends of the ring."""
    return max((near.get(frozenset((node, end)), 0) for end in (*ring[:1], *ring[-1:])), default=0)


def make_arrow(start: Spot, end: Spot) -> dict[str, str]:
    """An arrow bent to its right, so that the one back does not hide it: its line, its head."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    bend = (start[0] + dx / 2 - dy * BEND, start[1] + dy / 2 + dx * BEND)
    tip = towards(end, bend, NODE + 2)
    base = towards(end, bend, NODE + 2 + HEAD)
    begin = towards(start, bend, NODE)
    side = (-(tip[1] - base[1]) * 0.5, (tip[0] - base[0]) * 0.5)
    corners = (tip, (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1]))
    line = f"M{spot(begin)}Q{spot(bend)} {spot(base)}"
    return {"path": line, "head": "M" + "L".join(spot(c) for c in corners) + "Z"}


def towards(start: Spot, end: Spot, way: float) -> Spot:
    """The point so many pixels from one towards another."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) * way / length, start[1] + (end[1] - start[1]) * way / length


def spot(at: Spot) -> str:
    """A point as SVG has it."""
    return f"{at[0]:.1f},{at[1]:.1f}"
