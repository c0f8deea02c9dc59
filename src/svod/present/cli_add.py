"""The commands that do the work: add, report, demo.

In: paths and options. Out: a database or a report, a progress bar on stderr while it takes time, and what was done on
stdout. The work itself is `svod.flow` and `svod.present.report`.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Annotated

import typer

from svod.errors import UsageError
from svod.packs import read_actors_file
from svod.present.cli_options import DEFAULT_DB, Db, Lang, SidesFile, now, opened, parse_dyad, parse_lang
from svod.present.cli_progress import show_progress
from svod.present.outlet_sides import read_sides
from svod.present.tables import count, one_line
from svod.records import Problem
from svod.store import find_states, load_decisions

if TYPE_CHECKING:
    from svod.flow import Summary

SHOWN = 20  # problems listed after a run; `svod problems` lists all
Actors = Annotated[
    list[Path] | None,
    typer.Option("--actors", help="A TOML file with actors of your own; may be given again.", metavar="FILE"),
]
Dyads = Annotated[
    list[str] | None,
    typer.Option(
        "--dyad",
        help="Whose relations it draws, as RUS,AZE; may be given again. Unless told, those that most happens between.",
        metavar="A,B",
    ),
]


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, globs: text, saved pages, tables, feeds, PDF, Word, Telegram, Zotero, WARC.",
            metavar="PATH...",
            show_default=False,
        ),
    ],
    db: Db = DEFAULT_DB,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes that read articles at once.", metavar="NUMBER")
    ] = 1,
    actors: Actors = None,
    lang: Annotated[
        str | None, typer.Option("--lang", help="The language of all these files, as ru.", metavar="CODE")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", help="The outlet of all these files.", metavar="NAME")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", help="The day of those that state none, as 2025-10-10.", metavar="DAY")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="In CSV and JSONL, which column is what: text=body.", metavar="FIELD=COLUMN"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be taken from each file; write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --dry-run: as JSON, an object a file.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress; what was done is said.")] = False,
) -> None:
    """Take in articles, read them, relate them.

    What is there already is left alone; a run that was stopped goes on where it was.
    """
    from svod.flow import AddOptions
    from svod.flow import add as add_all
    from svod.ingest import Options

    began = now()
    ingest = Options(parse_columns(column or []), lang, outlet, began.date().isoformat(), date)
    if dry_run:
        from svod.present.dry_run import show_survey

        raise typer.Exit(show_survey(paths, ingest, db, as_json=as_json))
    if as_json:
        raise UsageError("--json goes with --dry-run", "svod add PATH --dry-run --json")
    options = AddOptions(jobs, tuple(read_actors_file(path) for path in actors or ()), ingest)
    with opened(db, create=True) as store, show_progress(quiet=quiet) as progress:
        before = orphans(store)
        summary = add_all(paths, store, options, progress)
        lost = orphans(store) - before
    say_summary(summary, db, (now() - began).seconds)
    if lost:
        print(f"{count(len(lost), 'decisions')} of people no longer hold: what they are about is read otherwise now")
        print("  svod log --state orphaned")
    raise typer.Exit(1 if summary.problems else 0)


def report(
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.", metavar="FILE")] = Path("story.html"),
    title: Annotated[str | None, typer.Option("--title", help="Its title.", metavar="WORDS")] = None,
    dyad: Dyads = None,
    sides: SidesFile = None,
    lang: Lang = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Of the articles only the sentences that records rest on.")
    ] = False,
    compress: Annotated[
        bool, typer.Option("--compress", help="Pack the articles' texts; they unfold in the browser, with script.")
    ] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Write the chronicle as one HTML file.

    It needs no network and no server: open it in a browser, send it, print it. Put online what you made with
    --publish: articles are their outlets' own, and it quotes of each no more than the sentences in evidence.
    """
    from svod.present.messages import LANGUAGES, speaking
    from svod.present.report import write_report
    from svod.present.report_publish import Texts

    pairs = [pair for value in dyad or () if (pair := parse_dyad(value))]
    own = read_sides(sides) if sides else None
    with opened(db) as store, speaking(parse_lang(lang) or LANGUAGES[0]):
        write_report(store, out, title=title, dyads=pairs, sides=own, texts=Texts(publish, compress))
    print(f"{out}: open it in a browser")


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.", metavar="FOLDER")] = Path(
        "svod-demo"
    ),
) -> None:
    """The whole way on the sample that ships with Svod.

    Four invented outlets tell of two invented states: a database and a report are made of it.
    """
    from svod.flow import AddOptions
    from svod.flow import add as add_all
    from svod.ingest import Options
    from svod.present.report import write_report

    began = now()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise UsageError(f"{out}: {err.strerror}", "name a folder that can be written: --out FOLDER") from err
    database, page = out / "svod.db", out / "story.html"
    with opened(database, create=True) as store, as_file(files("svod") / "sample") as sample:
        options = AddOptions(1, (read_actors_file(sample / "actors.toml"),), Options(today=began.date().isoformat()))
        articles = sorted(str(path) for path in sample.glob("*.txt"))
        with show_progress() as progress:
            summary = add_all(articles, store, options, progress)
        write_report(store, page, title=None)
        found = say_found(store)
    say_summary(summary, database, (now() - began).seconds)
    print(f"found: {found}\nreport: {page}\ntry: {called()} events --db {database}")
    raise typer.Exit(1 if summary.problems else 0)


def called() -> str:
    """How this program was called, to be typed again: «.venv/bin/svod» where no `svod` is on the path."""
    return sys.argv[0] if not which("svod") and Path(sys.argv[0]).name == "svod" else "svod"


def parse_columns(pairs: Sequence[str]) -> dict[str, str]:
    """["text=body"] → {"text": "body"}."""
    columns = {}
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not (field and equals and name):
            raise UsageError(f"--column {pair!r} is no pair", "write --column text=body")
        columns[field.strip()] = name.strip()
    return columns


def orphans(store: sqlite3.Connection) -> set[int]:
    """The numbers of people's decisions about what is no longer found."""
    return {number for number, state in find_states(store, load_decisions(store)).items() if state == "orphaned"}


def say_summary(summary: Summary, db: Path, seconds: int) -> None:
    """Print what a run did and all that is wrong."""
    added = count(summary.added, "articles")
    print(f"{db}: {added} added, {summary.already} already there, {summary.read} read in {seconds} s")
    reasons: Counter[tuple[str, str]] = Counter()
    for skipped in summary.skipped:
        reasons[skipped.reason, skipped.unit] += skipped.count
    for (reason, unit), number in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        print(f"left out: {count(number, unit)}: {one_line(reason)}")
    say_problems(summary.problems, summary.names)


def say_problems(problems: Sequence[Problem], names: Mapping[str, str]) -> None:
    """Print the problems, the first of many."""
    if not problems:
        return
    print(f"{count(len(problems), 'problems')}:")
    for problem in problems[:SHOWN]:
        about = one_line(names.get(problem.article, problem.article))
        print(f"  {about}: {problem.stage}: {one_line(problem.message)}")
    if len(problems) > SHOWN:
        print(f"  and {len(problems) - SHOWN} more: svod problems")


def say_found(store: sqlite3.Connection) -> str:
    """How many records of each kind a database holds, in words."""
    tables = {"articles": "articles", "events": "events", "quotes": "quotes", "actors": "actors"}
    counts = [
        f"{store.execute(f'SELECT count(*) FROM {table}').fetchone()[0]} {noun}" for table, noun in tables.items()
    ]
    query = "SELECT count(*) FROM comparisons WHERE verdict = 'contradict'"
    return ", ".join([*counts, f"{store.execute(query).fetchone()[0]} contradictions"])
