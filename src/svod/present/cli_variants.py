"""A quotation's variants beneath one another in a terminal, each set against the fullest wording word by word.

In: quotations as `quote_rows.variant_rows` gives them. Out: text on a console. The marks are read without colour:
[-left out-], {+added+}, [-before-]{+after+} for what was changed, ~for another form of the same words~.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from svod.present.quote_rows import make_variants, quoted_rows
from svod.present.tables import SHORT, count, make_console, more, one_line
from svod.records import Quotation

LEGEND = "[-left out-]  {+added+}  [-before-]{+after+}  ~other form of the same words~"
CHANGES = {
    "base": "fullest wording", "equal": "the same words", "form": "the same words in other forms",
    "shortened": "shortened", "extended": "extended", "altered": "altered",
}  # fmt: skip
ELIDED = 14  # words that are left out in a row, beyond which only the ends are shown
ENDS = 4


def write_variants(quotations: Sequence[Mapping[str, Any]], left: int, console: Console) -> None:
    """Print quotations with their variants and what the marks mean."""
    if not quotations:
        console.print("no quotations with variants")
        return
    for quotation in quotations:
        write_quotation(quotation, console)
    console.print(Text(LEGEND, style="dim"))
    console.print(Text(count(len(quotations), "quotations") + more(left), style="dim"))


def draw_variants(db: sqlite3.Connection, quotation: Quotation, width: int) -> list[str]:
    """The variants of one quotation as lines, for `svod show`."""
    out = StringIO()
    console = make_console(out, width)
    for variant in make_variants(quotation, quoted_rows(db))["variants"]:
        write_variant(variant, console)
    console.print(Text(LEGEND, style="dim"))
    return [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]


def write_quotation(quotation: Mapping[str, Any], console: Console) -> None:
    """Print one quotation."""
    head = Text(one_line(quotation["speaker"] or "(unknown)"), style="bold")
    voices = quotation["voices"]
    head.append(f"  {voices} {'voice' if voices == 1 else 'voices'}").append(
        f"  {quotation['id'][:SHORT]}", style="dim"
    )
    console.print(head)
    if quotation["clash"]:
        names = ", ".join(one_line(name) for name in quotation["clash"])
        console.print(Padding(Text(f"given to different people: {names}", style="bold red"), (0, 0, 0, 2)))
    for variant in quotation["variants"]:
        write_variant(variant, console)
    console.print()


def write_variant(variant: Mapping[str, Any], console: Console) -> None:
    """Print one variant: whose, then its words."""
    console.print(Padding(make_teller(variant), (0, 0, 0, 2), expand=False))
    console.print(Padding(mark_words(variant), (0, 0, 0, 4), expand=False))


def make_teller(variant: Mapping[str, Any]) -> Text:
    """Who carries the words, when, what became of them there, how they are said."""
    who = variant["outlet"] or variant["article_name"]
    line = Text(one_line(f"{who} {(variant['published'] or 'undated')[:10]}"), style="bold")
    kind = "" if variant["kind"] == "direct" else f", {variant['kind']}"
    speaker = f", {one_line(variant['speaker'])}" if variant["speaker"] else ""
    return line.append(f": {CHANGES[variant['change']]}{kind}{speaker}", style="dim").append(
        f"  {variant['quotes'][0][:SHORT]}", style="dim"
    )


def mark_words(variant: Mapping[str, Any]) -> Text:
    """The words of a variant with what it does to the base."""
    if variant["change"] in ("base", "equal"):
        return Text(one_line(variant["words"]))
    line = Text()
    for edit in variant["edits"]:
        base, words = one_line(edit["base"]), one_line(edit["words"])
        if edit["kind"] == "equal":
            line.append(words)
        elif edit["kind"] == "form":
            line.append(f"~{words}~", style="yellow")
        else:
            if base:
                line.append(f"[-{shorten(base)}-]", style="red")
            if words:
                line.append(f"{{+{words}+}}", style="green")
        if any(side[-1:].isspace() for side in (edit["words"], edit["base"])) or not words:
            line.append(" ")
    return line


def shorten(words: str) -> str:
    """A long run by its ends: «Мы готовы … и победим (31 words)»."""
    own = words.split()
    if len(own) <= ELIDED:
        return words
    return f"{' '.join(own[:ENDS])} … {' '.join(own[-ENDS:])} ({len(own)} words)"
