"""Pictures: Vega and Vega-Lite specifications drawn offline, and the runtime that draws them in a page.

In: a specification (plain data, made beside the view that shows it). Out: SVG or PNG, or the script of the runtime, all
from the wheel of vl-convert; nothing is asked of any network. It chooses no data and no colours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

Spec = Mapping[str, Any]  # with its "$schema": LITE, or VEGA
LITE = "https://vega.github.io/schema/vega-lite/v6.json"  # names of formats; nothing is fetched
VEGA = "https://vega.github.io/schema/vega/v6.json"
SCALE = 2  # pixels of a PNG for one of the specification
COLOUR = re.compile(r"var\(--(\w+)\)")  # as a specification names a colour of the style sheet: "var(--c1)"
STYLED = re.compile(r' style="[^"]*"')  # which a strict policy refuses
BASE = "https://vega.github.io/vega-datasets/"  # what vl-convert sets before the links of a drawing


@lru_cache(maxsize=1)
def runtime() -> str:
    """Vega, Vega-Lite and embed as one script; it sets `vega`, `vegaLite` and `vegaEmbed` (about 0.9 MB)."""
    import vl_convert

    return str(vl_convert.javascript_bundle())  # type: ignore[call-arg]  # its stub misses the default


def draw(spec: Spec, form: str) -> bytes:
    """A specification as a picture: `svg` or `png`; colours of the style sheet as they are in light."""
    text = COLOUR.sub(lambda m: palette().get(m[1], m[0]), write_spec(spec))
    return render(text, form, "/vega-lite/" in spec["$schema"])


def draw_inline(spec: Spec) -> str:
    """A specification as SVG to stand in a page of HTML: the colours are its style sheet's, no style is its own."""
    drawn = render(write_spec(spec), "svg", "/vega-lite/" in spec["$schema"]).decode("utf-8")
    return STYLED.sub("", drawn.replace(' xlink:href="', ' href="'))


def write_spec(spec: Spec) -> str:
    """A specification as the same text every time."""
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=32)
def render(text: str, form: str, lite: bool) -> bytes:
    """A picture of a specification's text; the last ones are kept, since a page and its image ask for the same."""
    import vl_convert

    if form == "png":
        to_png = vl_convert.vegalite_to_png if lite else vl_convert.vega_to_png
        return bytes(to_png(text, scale=SCALE))
    to_svg = vl_convert.vegalite_to_svg if lite else vl_convert.vega_to_svg
    return str(to_svg(text)).replace(BASE + "/", "/").replace(BASE, "").encode("utf-8")


@lru_cache(maxsize=1)
def palette() -> Mapping[str, str]:
    """The colours of the style sheet by name, in light: a page takes its own, a file these."""
    sheet = (files("svod.present") / "templates" / "report.css").read_text("utf-8")
    return dict(re.findall(r"--(\w+): (#[0-9a-f]+)", sheet[: sheet.index("}")]))
