"""Pictures of a page: a specification as the page embeds it, and as a file to save.

In: a specification of Vega or Vega-Lite. Out: a `Picture` for the template's macro `picture`, which gives the drawing,
its links to SVG and PNG and, to browsers without script, the same drawing as an image.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from svod.present.charts import Spec, draw
from svod.present.web.filters import Filters
from svod.present.web.listing import name_file

KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in a page. `title` says what it shows to who cannot see it."""

    name: str
    title: str
    spec: Spec
    path: str  # the address of its view without query
    filters: Filters

    def save(self, form: str) -> str:
        """The address of it as a file."""
        return f"{self.path}.{form}" + self.filters.query()


def send_picture(spec: Spec, name: str, form: str) -> Response:
    """A specification as a picture to save."""
    return Response(draw(spec, form), media_type=KINDS[form], headers=name_file("inline", name, form))
