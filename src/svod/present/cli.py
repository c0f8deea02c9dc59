"""The command `svod`: the list of commands, and what a person is told when one fails.

In: the words of the command line. Out: an exit code: 0 done, 1 done with problems (listed), 2 wrong usage or nothing
readable, or a fault in Svod itself, 130 interrupted. Errors are two lines on stderr, `error:` and `hint:`, never a
traceback (`--debug` shows it). The commands are in `cli_*.py`, each imported when it is asked for; whatever is heavy is
imported inside them.
"""

from __future__ import annotations

import errno
import gc
import sqlite3
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from svod import __version__
from svod.errors import SvodError

# what typer raises for wrong words; newer versions bring their own copy of click, so it is found by its child
CommandLineError: type[Exception] = typer.BadParameter.__mro__[2]
INTERRUPTED = 130
INTERNAL = 2
DEBUG = "--debug"

# every command with where it is, in the order of the help
COMMANDS = {
    "add": "cli_add.add",
    "events": "cli_events.events",
    "quotes": "cli_quotes.quotes",
    "actors": "cli_tables.actors",
    "compare": "cli_tables.compare",
    "commitments": "cli_commitments.commitments",
    "claims": "cli_claims.claims",
    "index": "cli_index.index",
    "coverage": "cli_coverage.coverage",
    "reprints": "cli_reprints.reprints",
    "search": "cli_tables.search",
    "show": "cli_show.show",
    "explain": "cli_show.explain",
    "report": "cli_add.report",
    "mcp": "cli_mcp.mcp",
    "serve": "cli_serve.serve",
    "judge": "cli_decide.judge",
    "undo": "cli_decide.undo",
    "log": "cli_log.log",
    "problems": "cli_tables.problems",
    "demo": "cli_add.demo",
    "export": "cli_export.app",
    "pack": "cli_pack.app",
    "scale": "cli_scale.app",
}


class Commands(TyperGroup):
    """All commands, imported one by one as they are asked for, with one way to fail."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands, as the help lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by its name; None for a wrong one, for which all are loaded, so that the nearest is suggested."""
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.commands[name] = load_command(name)
        return super().get_command(ctx, cmd_name)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run a command and exit with its code; nothing but SystemExit leaves this function."""
        words = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a terminal without Cyrillic is no reason to fail
        options["standalone_mode"] = False
        run = super().main
        sys.exit(guard(lambda: run(words, *rest, **options), debug=DEBUG in words[:1]))


def load_command(name: str) -> Any:
    """Import a command, or a group of commands, and make typer's object of it."""
    module, _, attribute = COMMANDS[name].partition(".")
    found = getattr(import_module(f"svod.present.{module}"), attribute)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.callback()(lambda: None)  # with it typer makes a group even of one command
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
    else:
        alone.command(name)(found)
    return getattr(typer.main.get_command(alone), "commands")[name]  # noqa: B009  typer does not export the class


def guard(run: Callable[[], Any], *, debug: bool) -> int:
    """Run something and turn whatever it raises into an exit code and two lines on stderr."""
    try:
        code = run()
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
    except SvodError as err:
        return fail(err.message, err.hint, 2, debug=debug)
    except CommandLineError as err:
        if type(err).__name__ == "NoArgsIsHelpError":
            print(getattr(err, "ctx").get_help())  # noqa: B009  typer does not export the class
            return 2
        return fail(usage_message(err), usage_hint(err), 2, debug=debug)
    except sqlite3.Error as err:
        from svod.store.faults import explain_fault

        fault = explain_fault(err, "the database")
        return fail(fault.message, fault.hint, 2, debug=debug)
    except (KeyboardInterrupt, typer.Abort):
        return fail("interrupted", "what is finished is kept; the same command goes on from there", INTERRUPTED)
    except BrokenPipeError:
        return 0  # whoever read the output has enough of it
    except OSError as err:
        where = f"{err.filename}: " if err.filename else ""
        return fail(f"{where}{err.strerror or err}", file_hint(err), 2, debug=debug)
    except Exception as err:
        frames = traceback.extract_tb(err.__traceback__)
        place = (
            f" in {frames[-1].name} ({frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno})" if frames else ""
        )
        hint = "this is a fault of Svod: please report it with the output of `svod --debug …`"
        return fail(f"internal: {type(err).__name__}: {err}{place}", hint, INTERNAL, debug=debug)


def fail(message: str, hint: str, code: int, *, debug: bool = False) -> int:
    """Print an error and what to do about it; returns the exit code."""
    from svod.present.tables import one_line

    if debug:
        traceback.print_exc()
    print(f"error: {one_line(message)}", file=sys.stderr)
    if hint:
        print(f"hint: {one_line(hint)}", file=sys.stderr)
    return code


def file_hint(err: OSError) -> str:
    """What to do about a fault of the file system."""
    if err.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "free some space and run the command again; what is stored is kept"
    return "check that the file and its folder exist and may be read and written"


def usage_message(err: Exception) -> str:
    """What typer says is wrong with the words of the command line."""
    say = getattr(err, "format_message", None)
    return (str(say()) if say else str(err)).rstrip(".")


def usage_hint(err: Exception) -> str:
    """Which help to read."""
    context = getattr(err, "ctx", None)
    return f"{context.command_path if context else 'svod'} --help"


def say_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        print(f"svod {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="svod",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def svod(
    debug: Annotated[bool, typer.Option(DEBUG, help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=say_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """One cited chronicle from news reports that contradict one another."""


def main() -> None:
    """The console script."""
    gc.set_threshold(
        100_000, 50, 50
    )  # what a command loads stays: to look through it for garbage took a tenth of a start
    app(prog_name="svod")
