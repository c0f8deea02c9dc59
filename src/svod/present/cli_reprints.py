"""The command `svod reprints`: families of copies as trees, and the words that a copy changed.

In: options. Out: text, JSON or CSV on stdout. The families are `svod.relate.reprints`'s, the words
`svod.relate.reprint_changes`'s.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from svod.errors import UsageError
from svod.present.cli_find import find_id
from svod.present.cli_options import (
    DEFAULT_DB,
    Csv,
    Db,
    Json,
    Limit,
    Outlet,
    Since,
    choose_form,
    opened,
    parse_day,
    rows_wanted,
)  # fmt: skip
from svod.present.cli_rows import holds
from svod.present.cli_variants import LEGEND, shorten
from svod.present.tables import SHORT, Form, Listing, count, make_console, more, one_line, write_listing
from svod.records import Article, Copy, Reprints
from svod.store import load_article, load_articles, load_findings
from svod.store.accounts import load_reprints

if TYPE_CHECKING:
    from svod.relate.reprint_changes import Change

Ids = Annotated[
    list[str] | None, typer.Argument(help="A family, an article, or two articles: the words changed.", metavar="ID")
]
KEYS = (
    "id", "similarity", "published", "outlet", "title", "article_name", "article", "url", "source", "alike", "cites",
    "cites_start", "cites_end",
)  # fmt: skip
CHANGES = (
    "base", "article", "kind", "base_start", "base_end", "start", "end", "base_words", "words",
)  # fmt: skip
Row = dict[str, Any]


def reprints(
    ids: Ids = None, db: Db = DEFAULT_DB, outlet: Outlet = None, since: Since = None, limit: Limit = None,
    as_json: Json = False, as_csv: Csv = False,
) -> None:  # fmt: skip
    """Who copied whom, and the words changed.

    A family of copies is one voice in every count. Who came first stands on top, each copy under the article it shares
    most with; where only the day is known, the order within it is a guess and marked ?. "alike" is the share of the
    shorter text's runs of four words. With the id of a family or an article, or of two articles, the words that were
    left out, added and changed.
    """
    form, first = choose_form(as_json, as_csv), parse_day(since, "--since")
    with opened(db) as store:
        if ids:
            return write_changes(store, find_pairs(store, ids), form)
        articles = {a.id: a for a in load_articles(store)}
        families = [f for f in load_reprints(store) if fits(f, articles, outlet, first)]
    rows = [make_row(f, copy, articles) for f in families for copy in copies_of(f)]
    if form is not Form.TABLE:
        wanted = rows_wanted(limit, form)
        return write_listing(Listing("reprinted articles", (), rows[:wanted], KEYS), form, sys.stdout)
    return write_trees(families, articles, rows_wanted(limit, form), make_console(sys.stdout))


def fits(family: Reprints, articles: dict[str, Article], outlet: str | None, since: str | None) -> bool:
    """True when one of a family's articles is of the outlet and one is of the days asked for."""
    members = [articles[a] for a in family.articles]
    return any(holds(a.outlet, outlet) for a in members) and (
        since is None or any((a.published or "")[:10] >= since for a in members)
    )


def copies_of(family: Reprints) -> tuple[Copy, ...]:
    """A family's copies; one related by an earlier version has them all under its first article."""
    first, *rest = family.articles
    flat = (Copy(first, None, 1.0), *(Copy(a, first, family.similarity) for a in rest))
    return family.copies or flat


def make_row(family: Reprints, copy: Copy, articles: dict[str, Article]) -> Row:
    """One article of a family for JSON and CSV."""
    article, cites = articles[copy.article], copy.cites
    return {
        "id": family.id, "similarity": family.similarity, "published": article.published, "outlet": article.outlet,
        "title": article.title, "article_name": article.name, "article": article.id, "url": article.url,
        "source": copy.source, "alike": copy.similarity, "cites": cites.text if cites else None,
        "cites_start": cites.span.start if cites else None, "cites_end": cites.span.end if cites else None,
    }  # fmt: skip


def write_trees(families: Sequence[Reprints], articles: dict[str, Article], most: int | None, out: Console) -> None:
    """Print families as trees."""
    for family in families[:most]:
        copies = copies_of(family)
        out.print(Text(f"{family.id[:SHORT]}  {count(len(copies), 'articles')}, one voice", style="dim"))
        write_branch(copies[0], copies, articles, 1, out)
        for stray in (c for c in copies[1:] if c.source is None):
            write_branch(stray, copies, articles, 1, out)
    if not families:
        out.print("no reprints")
        return
    left = len(families) - len(families[:most])
    counted = f"{len(families) - left} {'family' if len(families) - left == 1 else 'families'}"
    out.print(Text(f"\n{counted}{more(left)}", style="dim"))


def write_branch(copy: Copy, copies: Sequence[Copy], articles: dict[str, Article], depth: int, out: Console) -> None:
    """Print an article and those that copy it beneath; what is deep stays where a narrow terminal can show it."""
    article = articles[copy.article]
    source = articles[copy.source] if copy.source else None
    line = Text(one_line(article.outlet or article.name), style="bold")
    line.append(f"  {one_line(when(article, source))}", style="")
    if source:
        line.append(f"  alike {copy.similarity:.2f}")
    if copy.cites:
        line.append(f"  names {one_line(copy.cites.text)}")
    line.append(f"  {one_line(article.title or article.name)}", style="dim").append(f"  {article.id[:SHORT]}", "dim")
    out.print(Padding(line, (0, 0, 0, 2 * min(depth, 8)), expand=False))
    for other in (c for c in copies if c.source == copy.article):
        write_branch(other, copies, articles, depth + 1, out)


def when(article: Article, source: Article | None) -> str:
    """Day and hour; ? where nothing but a guess says that it came after its source."""
    from svod.relate.reprint_trees import is_guess

    own = (article.published or "undated").replace("T", " ")
    return f"{own} ?" if source is not None and is_guess(article, source) else own


def find_pairs(db: sqlite3.Connection, ids: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of articles whose words are to be compared: the source and the copy."""
    if len(ids) > 2:
        raise UsageError(f"{len(ids)} ids are too many", "give a family, an article, or two articles")
    if len(ids) == 2:
        return [(find_id(db, ids[0], ("a",)), find_id(db, ids[1], ("a",)))]
    id_ = find_id(db, ids[0], ("R", "a"))
    families = [f for f in load_reprints(db) if f.id == id_ or id_ in f.articles]
    if not families:
        raise UsageError(f"{ids[0]} is in no family of reprints", "give two articles to compare any two")
    pairs = [(c.source, c.article) for c in copies_of(families[0]) if c.source]
    whole = id_ == families[0].id or all(id_ != copy for _, copy in pairs)
    return [(a, b) for a, b in pairs if whole or id_ == b]


def write_changes(db: sqlite3.Connection, pairs: Sequence[tuple[str, str]], form: Form) -> None:
    """Print the words changed between the articles of each pair."""
    from svod.relate.reprint_changes import find_changes

    console = make_console(sys.stdout)
    rows: list[Row] = []
    for pair in pairs:
        base, other = (load_article(db, id_) for id_ in pair)
        if base is None or other is None:
            continue
        lemmas = [next((f.lemmas for f in load_findings(db, [id_])), ()) for id_ in pair]
        changes = find_changes(base, other, lemmas)
        if form is Form.TABLE:
            write_pair(base, other, changes, console)
        rows += [make_change(base, other, change) for change in changes]
    if form is not Form.TABLE:
        return write_listing(Listing("changes", (), rows, CHANGES), form, sys.stdout)
    return console.print(Text(LEGEND, style="dim"))


def make_change(base: Article, other: Article, change: Change) -> Row:
    """One run of words for JSON and CSV, with offsets of both sides."""
    return {
        "base": base.id, "article": other.id, "kind": change.kind, "base_start": change.base_start,
        "base_end": change.base_end, "start": change.start, "end": change.end, "base_words": change.base,
        "words": change.words,
    }  # fmt: skip


def write_pair(base: Article, other: Article, changes: Sequence[Change], out: Console) -> None:
    """Print one copy against its source."""
    from svod.relate.reprint_changes import count_words

    names = [one_line(f"{a.outlet or a.name} {a.published or 'undated'}") for a in (base, other)]
    out.print(Text(f"{names[0]} → {names[1]}", style="bold"))
    numbers = [f"{count_words(changes, k)} {n}" for k, n in (("equal", "kept"), ("left out", "left out"))]
    numbers += [f"{count_words(changes, k)} {k}" for k in ("added", "changed")]
    out.print(Padding(Text("words: " + ", ".join(numbers), style="dim"), (0, 0, 0, 2)))
    out.print(Padding(mark_changes(changes), (0, 0, 1, 2), expand=False))


def mark_changes(changes: Sequence[Change]) -> Text:
    """The words of a copy with what it does to its source; long runs by their ends and a count."""
    line = Text()
    for change in changes:
        base, words = shorten(one_line(change.base)), shorten(one_line(change.words))
        if change.kind in ("equal", "form"):
            line.append(words if change.kind == "equal" else f"~{words}~", "" if change.kind == "equal" else "yellow")
        else:
            line.append(f"[-{base}-]" if base else "", style="red")
            line.append(f"{{+{words}+}}" if words else "", style="green")
        line.append(" ")
    return line
