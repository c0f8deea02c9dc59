"""The command `svod pack check`: language packs are run against their own cases and rules.

In: a language, or none for all. Out: what fails, with file and line. The checks are `svod.packcheck`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from svod.errors import PackError
from svod.packs import languages
from svod.present.tables import clean

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Language packs.")


@app.callback()
def pack() -> None:
    """Language packs."""


@app.command("check")
def check(lang: Annotated[str | None, typer.Argument(help="A language, as ru; without it, all.")] = None) -> None:
    """Run a language pack's cases and the sentences of its rules; names file and line of what fails."""
    from svod.packcheck import check_pack

    if lang is not None and lang not in languages():
        raise PackError(f"no language pack for {lang!r}", f"packs: {', '.join(languages())}")
    failed = 0
    for one in (lang,) if lang else languages():
        checked = check_pack(one)
        for complaint in checked.complaints:
            print(clean(complaint))
        print(
            f"{one}: {checked.rules} rules with {checked.sentences} sentences, {checked.cases} cases"
            f" ({checked.known_failures} known failures): "
            + (f"{len(checked.complaints)} wrong" if checked.complaints else "all hold")
        )
        failed += len(checked.complaints)
    raise typer.Exit(1 if failed else 0)
