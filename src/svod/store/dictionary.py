"""The data dictionary: the comments of `schema.sql` as a page of Markdown.

In: the schema's text. Out: sections of tables and views with their columns, and `docs/data-dictionary.md`, which
`python -m svod.store.dictionary` prints. A test holds the committed page to it, and every column to a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svod.store.migrations import VERSION, read_schema

SECTION = re.compile(r"-- =+ (.+)")
CREATE = re.compile(r"CREATE (?:VIRTUAL )?(TABLE|VIEW) (\w+)")
COLUMN = re.compile(r"  (\w+)(?: (TEXT|INTEGER|REAL))?\b[^-]*-- (.+)")
OF_VIEW = re.compile(r"\bAS (\w+),?\s+-- (.+)")
SKIPPED = ("indexes", "triggers: what no program may break")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; a view's columns have no type of their own."""

    name: str
    type: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view."""

    section: str
    name: str
    meaning: str
    columns: tuple[Column, ...]


def parse_schema(sql: str) -> Iterator[Table]:
    """Read the tables and views with their comments, in the order of the file."""
    section = ""
    comments: list[str] = []
    lines = iter(sql.split("\n"))
    for line in lines:
        if title := SECTION.match(line):
            section, comments = title[1], []
        elif line.startswith("-- "):
            comments.append(line[3:])
        elif create := CREATE.match(line):
            body = []
            for inner in lines:
                if inner.startswith((")", "FROM ")) or inner.endswith(";"):
                    break
                body.append(inner)
            columns = parse_view(body) if create[1] == "VIEW" else parse_table(body)
            yield Table(section, create[2], " ".join(comments), tuple(columns))
            comments = []
        else:
            comments = []


def parse_table(lines: list[str]) -> Iterator[Column]:
    """The columns of a table: `name TYPE … -- meaning`."""
    for line in lines:
        if column := COLUMN.match(line):
            yield Column(column[1], column[2], column[3])


def parse_view(lines: list[str]) -> Iterator[Column]:
    """The columns of a view: `… AS name, -- meaning`."""
    for line in lines:
        if column := OF_VIEW.search(line):
            yield Column(column[1], None, column[2])


def format_dictionary(sql: str) -> str:
    """The page."""
    lines = [
        "# Data dictionary",
        "",
        f"What is in a Svod database, version {VERSION}. Made from `src/svod/store/schema.sql` by",
        "`python -m svod.store.dictionary`; the words are the comments there.",
        "",
        *introduction(sql),
    ]
    section = ""
    for table in parse_schema(sql):
        if table.section in SKIPPED:
            continue
        if table.section != section:
            section = table.section
            lines += ["", f"## {section[0].upper()}{section[1:]}"]
        lines += ["", f"### {table.name}", "", table.meaning, "", *format_columns(table.columns)]
    return "\n".join(lines) + "\n"


def introduction(sql: str) -> list[str]:
    """The comment at the top of the schema."""
    lines = []
    for line in sql.split("\n"):
        if not line.startswith("-- "):
            break
        lines.append(line[3:])
    return lines


def format_columns(columns: tuple[Column, ...]) -> list[str]:
    """The columns as a table of Markdown."""
    typed = any(c.type for c in columns)
    head = ["| column | type | meaning |", "|---|---|---|"] if typed else ["| column | meaning |", "|---|---|"]
    cells = [[f"`{c.name}`", *([c.type or ""] if typed else []), c.meaning.replace("|", "\\|")] for c in columns]
    return [*head, *(f"| {' | '.join(row)} |" for row in cells)]


if __name__ == "__main__":
    import sys

    sys.stdout.write(format_dictionary(read_schema()))
