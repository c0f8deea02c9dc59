"""Rows and passages as HTML for a notebook: everything that comes from an article is text, never markup.

In: rows and passages. Out: HTML without script, style sheet or anything that is fetched. Only web addresses of articles
become links; characters that hide or reorder text are shown as �.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from svod.extract.calendar import format_days
from svod.present.cli_tables import sides
from svod.present.evidence import Passage
from svod.present.report_articles import is_web
from svod.present.report_text import STRONG, WIDE, Part, cut
from svod.present.tables import SHORT, clean, count, flat

PASSAGES = 3  # of a row
LONGEST = 300  # characters of a cell
LEFT = "text-align:left;vertical-align:top"
STRONG_MARK = "background:rgba(255,190,0,.35);color:inherit"
NEAR_MARK = "background:none;color:inherit;border-bottom:1px dotted"
SHORT_CELL = 12  # characters: a day, an id
# columns that are made for reading out of others, as the command line makes them
CELLS: Mapping[str, Callable[[Any], str]] = {
    "when": lambda row: format_days(row["start"], row["end"]),
    "day": lambda row: (row["published"] or "")[:10],
    "who to whom": sides,
    "id": lambda row: row["id"][:SHORT],
}
T = TypeVar("T")


def draw_table(
    columns: Sequence[str], rows: Sequence[T], look: Callable[[T, int], Sequence[Passage]], total: str, more: int
) -> str:
    """Rows as a table, the passages of each folded up beside it."""
    head = "".join(f'<th style="{LEFT}">{text_of(c)}</th>' for c in (*columns, "evidence"))
    body = "".join(draw_row(columns, row, look(row, PASSAGES + 1)) for row in rows)
    left = f", {more} more not shown" if more else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{text_of(total + left)}</p>"


def draw_row(columns: Sequence[str], row: Any, passages: Sequence[Passage]) -> str:
    """One row."""
    cells = "".join(draw_cell(shorten(CELLS[c](row) if c in CELLS else row.get(c))) for c in columns)
    more = "<p>…</p>" if len(passages) > PASSAGES else ""
    found = "".join(draw_passage(p) for p in passages[:PASSAGES]) + more
    label = count(min(len(passages), PASSAGES), "passages") + (" and more" if more else "")
    folded = f"<details><summary>{label}</summary>{found}</details>" if passages else ""
    return f'<tr>{cells}<td style="{LEFT}">{folded}</td></tr>'


def draw_cell(text: str) -> str:
    """One cell; what is short stays on one line."""
    style = f"{LEFT};white-space:nowrap" if len(text) <= SHORT_CELL else LEFT
    return f'<td style="{style}">{text_of(text)}</td>'


def draw_passages(heading: str, passages: Iterable[Passage]) -> str:
    """Passages beneath one another under a heading."""
    return f"<pre>{text_of(heading)}</pre>" + "".join(draw_passage(p) for p in passages)


def draw_passage(passage: Passage) -> str:
    """A passage with its marks, and who published it when and where."""
    main = {(m.start, m.end) for m in passage.main}
    whole = (passage.start, passage.end)
    parts = [
        Part(m.start - passage.start, m.end - passage.start, 1, WIDE if (m.start, m.end) == whole else STRONG, kind)
        for m in passage.marks
        for kind in (["strong"] if (m.start, m.end) in main or m.role == "trigger" else ["near"])
        if (m.start, m.end) != whole
    ]
    pieces = cut(passage.text, 0, len(passage.text), parts)
    words = "".join(draw_piece(p.text, p.css.split()) for p in pieces)
    return f'<blockquote style="margin:.4em 0">{words}<br><small>{draw_source(passage)}</small></blockquote>'


def draw_piece(text: str, looks: Sequence[str]) -> str:
    """A piece of a passage, marked or not."""
    if "strong" in looks or "near" in looks:
        return f'<mark style="{STRONG_MARK if "strong" in looks else NEAR_MARK}">{text_of(text)}</mark>'
    return text_of(text)


def draw_source(passage: Passage) -> str:
    """«Вестник, 2025-10-10, characters 95–132: Переговоры», the headline a link where there is one to follow."""
    heading = text_of(passage.title or passage.article_name)
    if is_web(passage.url):
        address = html.escape(clean((passage.url or "").strip()), quote=True)
        heading = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{heading}</a>'
    day = (passage.published or "undated")[:10]
    place = f"{passage.field if passage.field == 'title' else 'characters'} {passage.start}–{passage.end}"
    return f"{text_of(passage.outlet or 'unknown outlet')}, {text_of(day)}, {place}: {heading} {passage.record}"


def shorten(value: Any) -> str:
    """A cell's text, long ones cut."""
    if value is None:
        return ""
    text = str(flat(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def text_of(text: str) -> str:
    """Text as HTML that shows it and does nothing else."""
    return html.escape(clean(text), quote=True)
