"""A drawing of plain shapes whose places are worked out already, as a Vega specification.

In: rectangles, lines, dots, words, in pixels, with colours by the style sheet's names ("var(--c1)"). Out: a `Spec` that
a page draws with links and tooltips, a file without. It knows nothing of what is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from svod.present.charts import VEGA, Spec
from svod.present.visible import visible

FONT = "system-ui, sans-serif"
Shape = dict[str, Any]


def ink(name: str) -> str:
    """A colour of the style sheet by its name: "c1" → "var(--c1)"."""
    return f"var(--{name})"


@dataclass
class Drawing:
    """What is drawn, the later over the earlier within a kind; boxes lie lowest, words on top."""

    width: float = 0
    height: float = 0
    boxes: list[Shape] = field(default_factory=list)
    lines: list[Shape] = field(default_factory=list)
    dots: list[Shape] = field(default_factory=list)
    words: list[Shape] = field(default_factory=list)

    def box(self, place: tuple[float, float, float, float], fill: str, **more: Any) -> None:
        """A rectangle: left, top, width, height."""
        x, y, w, h = place
        self.boxes.append({"x": x, "y": y, "w": w, "h": h, "fill": fill} | BOX | more)

    def line(self, path: str, stroke: str, **more: Any) -> None:
        """A line along an SVG path."""
        self.lines.append({"path": path, "stroke": stroke} | LINE | more)

    def dot(self, x: float, y: float, fill: str, **more: Any) -> None:
        """A mark."""
        self.dots.append({"x": x, "y": y, "fill": fill} | DOT | more | {"tip": visible(more.get("tip"))})

    def word(self, x: float, y: float, text: str, **more: Any) -> None:
        """Words at their baseline."""
        self.words.append({"x": x, "y": y, "text": visible(text)} | WORD | more)

    def spec(self) -> Spec:
        """The specification."""
        kinds: tuple[tuple[str, str, Sequence[Shape], Mapping[str, str]], ...] = (
            ("boxes", "rect", self.boxes, BOX_AS), ("lines", "path", self.lines, LINE_AS),
            ("dots", "symbol", self.dots, DOT_AS), ("words", "text", self.words, WORD_AS),
        )  # fmt: skip
        return {
            "$schema": VEGA, "width": self.width, "height": self.height, "padding": 4, "background": None,
            "autosize": "none", "config": {"text": {"font": FONT}},
            "data": [{"name": name, "values": shapes} for name, _, shapes, _ in kinds if shapes],
            "marks": [
                make_mark(name, kind, channels) | {"aria": kind == "text" or any(s["tip"] for s in shapes)}
                for name, kind, shapes, channels in kinds if shapes
            ],
        }  # fmt: skip


def make_mark(name: str, kind: str, channels: Mapping[str, str]) -> Shape:
    """A mark of Vega for shapes of one kind; links where there are any."""
    encode: dict[str, Any] = {channel: {"field": column} for channel, column in channels.items()}
    return {"type": kind, "from": {"data": name}, "encode": {"update": encode}}


SAID = {"href": "href", "tooltip": "tip", "description": "tip"}
BOX_AS = {
    "x": "x",
    "y": "y",
    "width": "w",
    "height": "h",
    "fill": "fill",
    "opacity": "opacity",
    "stroke": "stroke",
} | SAID
LINE_AS = {"path": "path", "stroke": "stroke", "strokeWidth": "width", "strokeDash": "dash", "fill": "fill",
           "opacity": "opacity"} | SAID  # fmt: skip
DOT_AS = {"x": "x", "y": "y", "fill": "fill", "size": "size", "shape": "shape", "stroke": "stroke"} | SAID
WORD_AS = {"x": "x", "y": "y", "text": "text", "fill": "fill", "align": "align", "fontSize": "size",
           "fontWeight": "weight", "href": "href", "angle": "angle", "baseline": "baseline"}  # fmt: skip
BOX: Shape = {"opacity": 1, "stroke": None, "href": None, "tip": None}
LINE: Shape = {"width": 1, "dash": None, "fill": None, "opacity": 1, "href": None, "tip": None}
DOT: Shape = {"size": 60, "shape": "circle", "stroke": "var(--paper)", "href": None, "tip": None}
WORD: Shape = {"fill": "var(--soft)", "align": "center", "size": 12, "weight": "normal", "href": None, "angle": 0,
               "baseline": "alphabetic"}  # fmt: skip
