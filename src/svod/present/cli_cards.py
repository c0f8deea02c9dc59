"""Records that read better as cards than as rows: accounts side by side, and places that fit a search.

In: rows or hits. Out: text on a console. Chooses nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from textwrap import shorten

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from svod.extract.calendar import format_days
from svod.ontology.names import load_names
from svod.present.cli_rows import Row
from svod.present.tables import SHORT, clean, count, more, one_line
from svod.store import Hit

LABEL = 100  # characters of an event's label
COLOURS = {"contradict": "bold red", "differ": "yellow", "agree": "green", "silent": "dim"}


def write_comparisons(
    rows: Sequence[Row], left: int, console: Console, absent: Callable[[str], str] = lambda event: ""
) -> None:
    """Print events, under each its slots with verdict, under each what every article says, in whose words.

    `absent` says of an event, by id, who did not write about it at all.
    """
    if not rows:
        console.print("no accounts to compare")
        return
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row["event"])]
    for group in groups:
        when = format_days(group[0]["start"], group[0]["end"]) or "undated"
        label = shorten(group[0]["label"].removesuffix(f", {when}"), LABEL, placeholder=" …")
        head = Text(one_line(f"{when}  {label}"), style="bold")
        console.print(head.append(f"  {group[0]['event'][:SHORT]}", style="dim"))
        if there := absent(group[0]["event"]):
            console.print(Padding(Text(one_line(there), style="dim"), (0, 0, 0, 2), expand=False))
        names = name_tellers(group)
        for _, slot in groupby(group, key=lambda row: row["id"]):
            write_slot([row | {"teller": names[row["article"]]} for row in slot], console)
        console.print()
    console.print(Text(count(len(groups), "events") + more(left), style="dim"))


def write_slot(tellings: Sequence[Row], console: Console) -> None:
    """Print one slot: its verdict, then each value with those who tell it, then those who are silent."""
    verdict = tellings[0]["verdict"]
    head = Text(f"{tellings[0]['slot']}: ").append(verdict, style=COLOURS.get(verdict, ""))
    console.print(
        Padding(
            head.append(f"  ({load_names('en').reason(tellings[0]['reason'])})", style="dim"),
            (0, 0, 0, 2),
            expand=False,
        )
    )
    for value in dict.fromkeys(row["value"] for row in tellings if row["value"] is not None):
        console.print(Padding(Text(one_line(value), style="bold"), (0, 0, 0, 4), expand=False))
        for line in dict.fromkeys(make_telling(row) for row in tellings if row["value"] == value):
            console.print(Padding(Text(line), (0, 0, 0, 6), expand=False))
    silent = dict.fromkeys(row["teller"] for row in tellings if row["value"] is None)
    if silent:
        console.print(Padding(Text(f"silent: {', '.join(silent)}", style="dim"), (0, 0, 0, 4), expand=False))


def make_telling(row: Row) -> str:
    """Who tells a value, in which words, on whose word."""
    line: str = row["teller"]
    if row["words"] and one_line(row["words"]) != one_line(row["value"]):
        line += f" «{one_line(row['words'])}»"
    if row["according_to"]:
        line += f", according to {one_line(' → '.join(row['according_to']))}"
    return line


def name_tellers(rows: Sequence[Row]) -> dict[str, str]:
    """What each article is called: its outlet and day; where two share these, the article's own name too."""
    names = {row["article"]: teller(row) for row in rows}
    own = {row["article"]: one_line(row["article_name"]) for row in rows}
    shared = Counter(names.values())
    return {id_: f"{name} ({own[id_]})" if shared[name] > 1 else name for id_, name in names.items()}


def teller(row: Row) -> str:
    """The outlet and the day of an article."""
    return one_line(f"{row['outlet'] or row['article_name']} {(row['published'] or 'undated')[:10]}")


def write_hits(hits: Sequence[Hit], console: Console) -> None:
    """Print what was found, the words that fit marked."""
    for hit in hits:
        a, text = hit.article, hit.article.text
        head = f"{(a.published or 'undated')[:10]}  {a.outlet or 'unknown outlet'}  {a.title or a.name}"
        console.print(Text(one_line(head), style="bold").append(f"  {a.id[:SHORT]}", style="dim"))
        line, at = Text("… " if hit.snippet.start > 0 else ""), hit.snippet.start
        for word in hit.words:
            line.append(on_line(text[at : word.start]))
            line.append(on_line(text[word.start : word.end]), style="bold underline")
            at = word.end
        line.append(on_line(text[at : hit.snippet.end]) + (" …" if hit.snippet.end < len(text) else ""))
        console.print(Padding(line, (0, 0, 1, 2)))
    console.print(Text(count(len(hits), "articles"), style="dim") if hits else "no articles")


def on_line(text: str) -> str:
    """A piece of a text for one line, its outer spaces kept."""
    return re.sub(r"\s+", " ", clean(text))
