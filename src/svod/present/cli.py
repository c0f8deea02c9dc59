"""The command `svod`: the list of commands, and what a person is told when one fails.

In: the words of the command line. Out: an exit code: 0 done, 1 done with problems (listed), 2 wrong usage or nothing
readable, or a fault in Svod itself, 130 interrupted. Errors are two lines on stderr, `error:` and `hint:`, never a
traceback (`--debug` shows it). The commands are in `cli_*.py`; whatever is heavy is imported inside them.
"""

from __future__ import annotations

import errno
import sqlite3
import sys
import traceback
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from svod import __version__
from svod.errors import SvodError
from svod.present import (
    cli_add,
    cli_claims,
    cli_commitments,
    cli_coverage,
    cli_decide,
    cli_events,
    cli_export,
    cli_index,
    cli_log,
    cli_mcp,
    cli_pack,
    cli_quotes,
    cli_reprints,
    cli_scale,
    cli_serve,
    cli_show,
    cli_tables,
)
from svod.present.tables import one_line
from svod.store.faults import explain_fault

# what typer raises for wrong words; newer versions bring their own copy of click, so it is found by its child
CommandLineError: type[Exception] = typer.BadParameter.__mro__[2]
INTERRUPTED = 130
INTERNAL = 2
DEBUG = "--debug"


class Commands(TyperGroup):
    """All commands, with one way to fail."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run a command and exit with its code; nothing but SystemExit leaves this function."""
        words = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a terminal without Cyrillic is no reason to fail
        options["standalone_mode"] = False
        run = super().main
        sys.exit(guard(lambda: run(words, *rest, **options), debug=DEBUG in words[:1]))


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


app.command("add")(cli_add.add)
app.command("events")(cli_events.events)
app.command("quotes")(cli_quotes.quotes)
app.command("actors")(cli_tables.actors)
app.command("compare")(cli_tables.compare)
app.command("commitments")(cli_commitments.commitments)
app.command("claims")(cli_claims.claims)
app.command("index")(cli_index.index)
app.command("coverage")(cli_coverage.coverage)
app.command("reprints")(cli_reprints.reprints)
app.command("search")(cli_tables.search)
app.command("show")(cli_show.show)
app.command("explain")(cli_show.explain)
app.command("report")(cli_add.report)
app.command("mcp")(cli_mcp.mcp)
app.add_typer(cli_export.app, name="export")
app.command("serve")(cli_serve.serve)
app.command("judge")(cli_decide.judge)
app.command("undo")(cli_decide.undo)
app.command("log")(cli_log.log)
app.command("problems")(cli_tables.problems)
app.add_typer(cli_pack.app, name="pack")
app.add_typer(cli_scale.app, name="scale")
app.command("demo")(cli_add.demo)


def main() -> None:
    """The console script."""
    app(prog_name="svod")
