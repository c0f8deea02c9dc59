"""Who acts on whom as a square: a row for each that acts, a column for each acted on, number and mean in the cell.

In: nodes, their names, edges. Out: a specification for a picture to save; in the page it is a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from svod.present.charts import Spec
from svod.present.charts_network import STEPS, Href
from svod.present.drawing import Drawing, ink
from svod.present.index_words import write_score
from svod.present.messages import tell
from svod.relate.network import Edge

LEFT, TOP, CELL, ROW = 150, 120, 58, 34


def draw_matrix(nodes: Sequence[str], names: Mapping[str, str], edges: Sequence[Edge], href: Href) -> Spec:
    """The specification."""
    drawing = Drawing(LEFT + CELL * len(nodes) + 8, TOP + ROW * len(nodes) + 8)
    place = {node: i for i, node in enumerate(nodes)}
    drawing.word(LEFT - 10, TOP - 10, tell("network.acts"), align="right", size=11)
    for node, i in place.items():
        drawing.word(LEFT - 10, TOP + ROW * i + ROW / 2 + 4, names[node], align="right", fill=ink("ink"))
        drawing.word(LEFT + CELL * i + CELL / 2, TOP - 10, names[node], align="left", angle=-50, fill=ink("ink"))
        drawing.box((LEFT + CELL * i, TOP + ROW * i, CELL, ROW), ink("line"), opacity=0.5)
    for edge in edges:
        x, y = LEFT + CELL * place[edge.target], TOP + ROW * place[edge.source]
        said = f"{tell('index.towards', names[edge.source], names[edge.target])}: {write_score(edge.mean)} ({edge.n})"
        drawing.box((x, y, CELL, ROW), ink(tone(edge.mean)), opacity=0.3, stroke=ink("paper"), tip=said,
                    href=href(edge.source, edge.target))  # fmt: skip
        drawing.word(x + CELL / 2, y + 14, write_score(edge.mean), fill=ink("ink"), weight="bold")
        drawing.word(x + CELL / 2, y + 28, f"n {edge.n}", fill=ink("ink"), size=11)
    return drawing.spec()


def tone(mean: float) -> str:
    """The colour of a mean."""
    return next(name for limit, name in STEPS if mean <= limit)
