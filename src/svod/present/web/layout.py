"""Pages laid out: templates with everything escaped, addresses of records, style sheets, words of the interface.

In: the name of a template and what it shows. Out: an HTML answer. The templates share the report's pieces, so a record
looks the same in both; only the addresses differ.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from svod import __version__
from svod.present.charts import runtime
from svod.present.messages import count, language, tell
from svod.present.report import asset, environment, mark_rules
from svod.present.report_words import act_label, counted, type_label
from svod.present.web.desk import Desk
from svod.present.web.filters import Filters
from svod.present.web.speech import NAMES

SPOT = re.compile(r"x-(a-[0-9a-f]+)-(\d+)-(\d+)")
STEPS = 250  # records of an article are lit by a style sheet; the sheets come in these sizes
MOST_SPOTS = 20_000
NAV = (  # the views, and whether what is asked goes along
    ("brief", "/", False), ("timeline", "/timeline", True), ("map", "/map", True), ("events", "/events", True),
    ("quotes", "/quotes", True), ("commitments", "/commitments", True), ("actors", "/actors", True),
    ("index", "/index", True), ("articles", "/search", True), ("review", "/review", False), ("log", "/log", False),
)  # fmt: skip
STYLES = (
    "report.css", "report_relations.css", "report_reprints.css", "web/desk.css", "web/commitments.css",
    "web/review.css", "web/relations.css",
)  # fmt: skip
SCRIPTS = ("desk", "timeline", "map", "actors", "review", "cite")


def address(id_: str) -> str:
    """Where a record is shown: «E-…» → «/event/E-…», characters → the article with them lit."""
    if spot := SPOT.fullmatch(id_):
        return f"/article/{spot[1]}?at={spot[2]}-{spot[3]}#{id_}"
    kind = id_.split("-")[0]
    if kind == "E":
        return f"/event/{id_}"
    if kind == "a":
        return f"/article/{id_}"
    if kind == "said":
        return f"/record/{id_.removeprefix('said-')}"
    return f"/go/{id_}"


def word(name: str, *values: object) -> str:
    """A phrase with its values filled in: `show` of the desk's own, `timeline.lanes` of another room."""
    return tell(name if "." in name else f"desk.{name}", *values)


@lru_cache(maxsize=1)
def pages() -> Environment:
    """Jinja for the desk."""
    env = environment(address)
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}  # specifications are long
    env.globals |= {
        "w": word, "version": __version__, "type_label": type_label, "act_label": act_label, "counted": counted,
        "names": json.loads, "count": count, "language": language,
    }  # fmt: skip
    return env


def desk_of(request: Request) -> Desk:
    """The desk that a request is made to."""
    desk: Desk = request.app.state.desk
    return desk


def show(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page. `filters` among the values go along to other pages; `here` is the page's own place in the head."""
    desk = desk_of(request)
    common = {"filters": Filters(), "here": "", "nav": views_of(request), "desk": desk, "marks": 0, "scripts": ()}
    asked = [(name, value) for name, value in parse_qsl(request.url.query) if name != "lang"]
    path = "/" + request.url.path.lstrip("/\\")  # «//evil.example» as an address would lead to another site
    back = path + (f"?{urlencode(asked)}" if asked else "")
    switch = [(lang, name, f"{path}?{urlencode([*asked, ('lang', lang)])}") for lang, name in NAMES.items()]
    page = pages().get_template(f"web/{template}").render(common | {"back": back, "switch": switch} | values)
    return HTMLResponse(page + "\n", status)


def views_of(request: Request) -> list[tuple[str, str, bool]]:
    """The views that this desk has."""
    have = {getattr(route, "path", None) for route in request.app.routes}
    return [view for view in NAV if view[1] in have]


def style(request: Request) -> Response:
    """The style sheet of all pages: the report's and what the desk adds."""
    sheets = "".join(asset(name) for name in STYLES)
    return Response(sheets, media_type="text/css")


def script(request: Request) -> Response:
    """A script of ours: `desk` for all pages, or that of one view; `vega` is the runtime that draws pictures."""
    name = request.path_params["name"]
    if name != "vega" and name not in SCRIPTS:
        raise HTTPException(404)
    source = runtime() if name == "vega" else asset(f"web/{name}.js")
    return Response(source, media_type="text/javascript", headers={"cache-control": "private, max-age=86400"})


def marks(request: Request) -> Response:
    """The rules that light up record n of an article, for as many records as are asked for."""
    return Response(mark_rules(min(int(request.path_params["spots"]), MOST_SPOTS)), media_type="text/css")


def mark_sheet(spots: int) -> int:
    """The size of the sheet for so many records, rounded up so that browsers keep few of them."""
    return min(-(-spots // STEPS) * STEPS, MOST_SPOTS)


def emphasised(text: str, start: int, words: list[tuple[int, int]]) -> Markup:
    """A stretch of a text that begins at `start`, with words marked."""
    out, at = Markup(), 0
    env = pages()
    for a, b in [(a - start, b - start) for a, b in words]:
        out += Markup("{}<mark>{}</mark>").format(clear(env, text[at:a]), clear(env, text[a:b]))
        at = b
    return out + clear(env, text[at:])


def clear(env: Environment, text: str) -> str:
    """A text whose hidden characters are shown by number, as `Markup` takes it: still to be escaped."""
    assert callable(env.finalize)  # noqa: S101  set where the environment is made
    return str(env.finalize(text))
