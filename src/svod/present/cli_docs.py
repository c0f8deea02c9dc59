"""The page `docs/cli.md`: what `svod --help` says, of every command.

In: the commands. Out: Markdown, which `python -m svod.present.cli_docs` prints. A test holds the committed page to it,
and every command and option to a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from svod.present.cli import app

INTRODUCTION = """# The command line

Made by `python -m svod.present.cli_docs` from the commands themselves.

Every command works on one database, `svod.db` in the folder you are in; `--db` names another. Tables fit the terminal;
`--json` and `--csv` print whole records for programs. Wherever an ID is asked for, its first characters are enough, and
an article may be called by its name.

Exit codes: 0 done, 1 done with problems (they are listed), 2 wrong usage or nothing readable, 130 interrupted. Errors
are two lines on stderr, `error:` what and where, `hint:` what to do; `svod --debug COMMAND …` adds the traceback.
"""


def list_commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    """All commands below a group with their full names, groups left out."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "commands"):
            yield from list_commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def list_parameters(command: Any) -> list[Any]:
    """The arguments and options of a command, without --help."""
    return [p for p in command.params if p.name != "help"]


def format_page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for path, command in list_commands(typer.main.get_command(app), "svod"):
        parts.append("\n".join(format_command(path, command)))
    return "\n".join(parts)


def format_command(path: str, command: Any) -> Iterator[str]:
    """One command: how it is called, what it does, what it takes."""
    parameters = list_parameters(command)
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    yield f"## {path}\n"
    usage = [path, *(argument_name(p) for p in arguments), *(["[OPTIONS]"] if options else [])]
    yield f"    {' '.join(usage)}\n"
    yield f"{one_paragraph(command.help)}\n"
    rows = [(f"`{argument_name(p)}`", p.help) for p in arguments]
    rows += [(f"`{option_name(p)}`", one_paragraph(p.help) + default_of(p)) for p in options]
    if rows:
        yield "| | |\n|---|---|"
        yield from (f"| {name} | {help_} |" for name, help_ in rows)
        yield ""


def argument_name(parameter: Any) -> str:
    """How an argument is written: PATH..., [EVENT]."""
    name = str(parameter.metavar or parameter.name.rstrip("_").upper())
    if parameter.nargs == -1 and not name.endswith("..."):
        name += "..."
    return name if parameter.required else f"[{name}]"


def option_name(parameter: Any) -> str:
    """How an option is written, with what it takes: -n, --limit NUMBER."""
    names = ", ".join(sorted(parameter.opts, key=len))
    if getattr(parameter, "is_flag", False):
        return names
    kind = "NUMBER" if isinstance(parameter.default, int) else "TEXT"
    return f"{names} {parameter.metavar or kind}"


def default_of(parameter: Any) -> str:
    """What holds where the option is not given."""
    value = parameter.default
    if value is None or value is False or callable(value) or value == []:
        return " Required." if parameter.required else ""
    return f" Default: `{value}`."


def one_paragraph(text: str | None) -> str:
    """Help text on one line."""
    return " ".join((text or "").split())


if __name__ == "__main__":
    import sys

    sys.stdout.write(format_page())
