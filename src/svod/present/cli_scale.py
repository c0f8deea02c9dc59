"""The commands `svod scale …`: shards of articles to Parquet, on this machine, a Ray cluster or by array jobs.

In: files and a folder for the results. Out: Parquet tables of records, what was done on stdout. The work is
`svod.scale`; its engine is imported when a command runs, so that all else works without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svod.errors import UsageError
from svod.packs import read_actors_file
from svod.present.cli_options import (
    DEFAULT_DB,
    Db,
    Dyad,
    Outlet,
    Since,
    Until,
    note,
    now,
    opened,
    parse_day,
    parse_dyad,
)  # fmt: skip
from svod.present.tables import count

if TYPE_CHECKING:
    from svod.scale.analysing import Outcome

Folder = Annotated[Path, typer.Argument(help="The folder of results.", metavar="OUT", show_default=False)]
RunnerName = Annotated[
    str, typer.Option("--runner", help="native: this machine; ray: a Ray cluster.", metavar="RUNNER")
]
Address = Annotated[
    str | None, typer.Option("--address", help="Of the Ray cluster, as auto or ray://…:10001.", metavar="ADDRESS")
]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Past one machine: shards, Parquet, Ray.")


@app.callback()
def scale() -> None:
    """Past one machine: shards of articles in, Parquet of records out.

    Needs the extra: pip install 'svod[scale]'.
    """


@contextmanager
def installed() -> Iterator[None]:
    """Inside the block, a library of the extra that is not there is told with what to do."""
    try:
        yield
    except ModuleNotFoundError as err:
        if (err.name or "").partition(".")[0] not in ("daft", "pyarrow", "ray"):
            raise
        raise UsageError(f"svod scale needs {err.name}, which is not installed", "pip install 'svod[scale]'") from err


@app.command("analyse")
def analyse(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Files or folders as of svod add, and Parquet of articles; last the folder of results.",
            metavar="PATH... OUT",
            show_default=False,
        ),
    ],
    per_shard: Annotated[
        int, typer.Option("--articles-per-shard", min=1, help="What a lost node costs.", metavar="NUMBER")
    ] = 1000,
    gate: Annotated[
        str,
        typer.Option(
            "--gate",
            help="Read only articles that name an actor, two of them, two states, or both of A,B:"
            " none, actor, actors, states or A,B.",
            metavar="GATE",
        ),
    ] = "none",
    once: Annotated[
        str,
        typer.Option(
            "--once", help="Of copies read one: none, exact (same text) or copies (reprints).", metavar="WHAT"
        ),
    ] = "none",
    actors: Annotated[
        list[Path] | None, typer.Option("--actors", help="A TOML file with actors of your own.", metavar="FILE")
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", help="The language of all these files, as ru.", metavar="CODE")
    ] = None,
    only_plan: Annotated[
        bool, typer.Option("--plan", help="Only write the plan and say how many shards it has, for array jobs.")
    ] = False,
    runner: RunnerName = "native",
    address: Address = None,
) -> None:
    """Read articles in shards and write what is found as Parquet.

    A run that was stopped, or has more files, does what is lacking; changed code or input is done again.
    """
    if len(paths) < 2:
        raise UsageError("one path is not enough", "name what to read and the folder of results: PATH... OUT")
    with installed():
        from svod.scale.analysing import analyse_all, make_plan
        from svod.scale.engine import start_engine
        from svod.scale.gate import make_gate
        from svod.scale.shards import Plan

        make_gate(gate)
        if once not in ("none", "exact", "copies"):
            raise UsageError(f"--once {once!r} is not known", "one of none, exact, copies")
        files = tuple(read_actors_file(path) for path in actors or ())
        own = tuple((file.name, file.toml) for file in files)
        today = now().date().isoformat()
        asked = Plan((), per_shard, {"lang": lang, "today": today}, own, gate, once)
        plan = make_plan(paths[-1], paths[:-1], asked)
        if only_plan:
            print(f"{paths[-1]}: {count(len(plan.takes), 'shards')} to take")
            return
        daft = start_engine(runner, address)
        from svod.present.cli_progress import show_progress

        with show_progress() as progress:
            outcome = analyse_all(daft, paths[-1], plan, progress)
    say_outcome(paths[-1], outcome)
    problems = sum(n for name, n in outcome.counts.items() if name.endswith(" problems"))
    raise typer.Exit(1 if problems else 0)


@app.command("shard")
def shard(
    folder: Folder,
    stage: Annotated[str, typer.Argument(help="take, examine or note.", metavar="STAGE", show_default=False)],
    number: Annotated[int, typer.Argument(help="Which shard, from 0.", min=0, metavar="NUMBER", show_default=False)],
) -> None:
    """Do one shard of a plan: what an array job calls. Needs no engine.

    First every shard of take, then every shard of examine, then of note, which only relating needs.
    """
    with installed():
        from svod.scale.stages import do_numbered

        entry, total = do_numbered(folder, stage, number)
    if entry is None:
        note(f"{folder}: {stage} has {count(total, 'shards')}; there is no number {number}")
        return
    state = "was done already" if entry.skipped else f"done in {entry.seconds} s"
    print(f"{entry.stage} {entry.shard} ({number + 1} of {total}): {state}")


@app.command("sift")
def sift(folder: Folder, runner: RunnerName = "native", address: Address = None) -> None:
    """Set copies aside between the two stages of an array job; svod scale analyse does it by itself."""
    with installed():
        from svod.scale.analysing import sift_shards
        from svod.scale.engine import start_engine

        shards = sift_shards(start_engine(runner, address), folder)
    print(f"{folder}: {count(len(shards), 'shards')} to examine")


@app.command("relate")
def relate(folder: Folder, runner: RunnerName = "native", address: Address = None) -> None:
    """Relate what was found: reprints, actors, events, where accounts part.

    Copies and pairs of event mentions are worked out by the engine; the accounts are those of one machine.
    """
    with installed():
        from svod.present.cli_progress import show_progress
        from svod.scale.analysing import note_all
        from svod.scale.engine import start_engine
        from svod.scale.relating import ACCOUNTS, relate_folder

        daft = start_engine(runner, address)
        with show_progress() as progress:
            outcome = note_all(daft, folder, progress)
            accounts = relate_folder(daft, folder, progress)
    print(f"{folder}: {outcome.done} shards noted, {outcome.before} already there; {outcome.seconds} s of processor")
    for name in ACCOUNTS:
        print(f"  {name}: {len(getattr(accounts, name))}")


@app.command("load")
def load(
    folder: Folder,
    db: Db = DEFAULT_DB,
    dyad: Dyad = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
) -> None:
    """Put the records of a folder into a database, all or those of some articles, and relate them.

    Articles with an event between two (--dyad), of a stretch of days, of an outlet.
    """
    with installed():
        from svod.flow import relate_all
        from svod.present.cli_progress import show_progress
        from svod.scale.loading import Choice, leave_notes, load_folder

        first, last = parse_day(since, "--since"), parse_day(until, "--until", last=True)
        choice = Choice(parse_dyad(dyad), first, last, outlet)
        with opened(db, create=True) as store, show_progress() as progress:
            wanted, new = load_folder(store, folder, choice)
            leave_notes(store, folder)
            relate_all(store, progress)
    print(f"{db}: {new} added, {wanted - new} already there")


def say_outcome(folder: Path, outcome: Outcome) -> None:
    """Print what a run came to."""
    print(f"{folder}: {outcome.done} shards done, {outcome.before} already there; {outcome.seconds} s of processor")
    for name, number in outcome.counts.items():
        print(f"  {name}: {number}")
    for name in outcome.again:
        print(f"begun more than once: {name}")
