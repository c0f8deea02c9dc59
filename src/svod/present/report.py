"""`svod report`: the whole chronicle as one HTML file that asks nothing of any network.

In comes the store; out goes a file with style, script and texts inside, under a content security policy that allows
just that style and that script by their hashes. The report reads without script; script adds filters and a side panel.
What is shown is worked out in `report_model`; here it is only laid out.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from svod import __version__
from svod.errors import UsageError
from svod.present.export_files import spare_databases
from svod.present.messages import count, language, tell
from svod.present.offices import find_offices
from svod.present.report_model import Asked, ReportModel, make_report
from svod.present.report_publish import Texts
from svod.present.report_relations import Dyad
from svod.present.visible import visible as visible
from svod.relate.outlets import Sides, name_outlets, take_sides, without_side
from svod.store import load_accounts, load_articles, load_findings, load_problems

WHOLE = Texts()
READ = "ru"  # the language of articles that records rest on: the only one that has a pack
STYLES = ("report.css", "report_relations.css", "report_reprints.css")
BODY, END = "<!-- body -->\n", "<!-- end -->\n"  # marks of the template around what can be packed


def write_report(
    db: sqlite3.Connection,
    out: Path,
    *,
    title: str | None = None,
    dyads: Sequence[Dyad] = (),
    sides: Sides | None = None,
    texts: Texts = WHOLE,
) -> None:
    """Write the report of a store to a file.

    Relations are shown of the pairs given, or of those that most happens between; sides are the user's own groups of
    outlets; `texts` tells how much of the articles goes in. Raises UsageError where the file cannot be written or a
    side does not fit the articles.
    """
    spare_databases(out)
    articles, findings = {a.id: a for a in load_articles(db)}, list(load_findings(db))
    offices = find_offices(db, ((q, articles[q.article]) for f in findings for q in f.quotes))
    outlets = name_outlets(articles.values())
    tellers = None if sides is None else take_sides(outlets, sides)
    model = make_report(
        articles.values(), findings, load_accounts(db), problems=load_problems(db), offices=offices, title=title,
        asked=Asked(
            tuple(dyads), tellers, () if tellers is None else without_side(outlets, tellers), texts.publish,
        ),
    )  # fmt: skip
    write_page(render_report(model, compress=texts.compress), out)


def write_page(page: str, out: Path) -> None:
    """Write a page under its name, all of it or nothing."""
    draft = out.with_name(out.name + ".part")
    try:
        draft.write_bytes(page.encode("utf-8"))
        draft.replace(out)
    except OSError as err:
        draft.unlink(missing_ok=True)
        raise UsageError(f"{out}: {err.strerror}", "name a file in a folder you may write to: -o story.html") from err


def render_report(model: ReportModel, *, compress: bool = False) -> str:
    """Lay a report out as one HTML page; the same model gives the same bytes."""
    style = "".join(asset(name) for name in STYLES) + mark_rules(model.spots)
    script = asset("report.js") + (asset("report_unpack.js") if compress else "openReport();\n")
    policy = (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = (
        environment()
        .get_template("report.html")
        .render(
            r=model,
            style=Markup(style),  # noqa: S704  our own file, and it must stay as it was hashed
            script=Markup(script),  # noqa: S704
            policy=policy,
            version=__version__,
        )
    )
    return (pack_body(page) if compress else page) + "\n"


def pack_body(page: str) -> str:
    """A page whose body is deflated, to be unfolded by `report_unpack.js`; without script a sentence says so."""
    head, body = page.split(BODY)
    body, end = body.split(END)
    packed = base64.b64encode(zlib.compress(body.encode("utf-8"), 9)).decode("ascii")
    said = environment().from_string("<noscript><p>{{ w('report.packed') }}</p></noscript>").render()
    return f'{head}{said}\n<div id="packed" hidden data-body="{packed}"></div>\n{end}'


def mark_rules(spots: int) -> str:
    """The rules that light up all words of record n of an article when its anchor is the page's target.

    An article's text is cut into flat pieces, so no element holds a whole record; the classes k, j and w with the
    record's number do, in the anchor's own paragraph or in those after it.
    """
    looks = (("w", "background:var(--wide)"), ("j", "text-decoration:underline 2px var(--mark)"),
             ("k", "background:var(--hit);color:var(--hit-ink)"))  # fmt: skip
    rules = []
    for letter, look in looks if spots else ():
        pairs = [f".a{n}:target~.{letter}{n},.a{n}:target~p .{letter}{n}" for n in range(1, spots + 1)]
        rules.append(",".join(pairs) + "{" + look + "}\n")
    return "".join(rules)


def digest(source: str) -> str:
    """The source's hash as a content security policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")


def asset(name: str) -> str:
    """A style sheet or script of the package."""
    return (files("svod.present") / "templates" / name).read_text("utf-8")


def anchor(id_: str) -> str:
    """Where a record stands in the report: all of it is one page."""
    return f"#{id_}"


@lru_cache(maxsize=4)
def environment(to: Callable[[str], str] = anchor) -> Environment:
    """Jinja with everything escaped and nothing undefined let through; `to` gives the address of a record."""
    env = Environment(
        loader=PackageLoader("svod.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
    )
    env.globals |= {"to": to, "w": tell, "count": count, "language": language, "as_written": as_written}
    return env


def as_written() -> Markup:
    """The attribute that tells a reader of screens that words are an article's, where the page speaks otherwise."""
    return Markup("") if language() == READ else Markup(' lang="{}"').format(READ)
