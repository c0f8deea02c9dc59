"""The whole program in order: take articles in, look at each alone, relate them all.

Every step writes what it finished in a transaction of its own, so a run that is killed goes on where it stopped, and a
run that has nothing new to do writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from svod.analyse import analyse
from svod.ingest import Options, Skipped, forget_models, ingest, make_printable
from svod.ingest.actors import check_actors
from svod.packs import ActorsFile
from svod.records import Article, Problem
from svod.relate import relate_shelf
from svod.relate.memo import open_memos
from svod.store import (
    adopt_language,
    analysed,
    load_article,
    load_articles,
    load_judgements,
    load_problems,
    save_accounts,
    save_article,
    save_findings,
    save_problem,
    settle_problems,
)
from svod.store.memos import load_memos, load_shelf, save_memos
from svod.store.settings import last_decision, load_actors_files, save_actors_files, save_related
from svod.uncollected import uncollected
from svod.work import KILLED, Reader, examine_all

__all__ = ["AddOptions", "Summary", "add", "analyse", "relate_all"]

MANY = 100  # articles that take so long to read that what ingest has loaded is given back before
PATIENCE = 5  # times that relating begins anew because another run has written in between
Progress = Callable[[str, int, int | None], None]  # stage, done, of how many (None: not known yet)


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How to add: processes, actors files to remember, and what the caller knows better than the files."""

    jobs: int = 1
    actors: tuple[ActorsFile, ...] = ()
    ingest: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `problems` are all that the database holds after it, `new` those of this run's files.

    `names` holds the names of the articles that the problems are about, by id.
    """

    added: int
    already: int
    read: int
    skipped: tuple[Skipped, ...]
    new: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    related: bool  # whether anything across articles changed
    names: Mapping[str, str] = field(default_factory=dict)


def add(
    paths: Sequence[str | Path], db: sqlite3.Connection, options: AddOptions, progress: Progress = lambda *_: None
) -> Summary:
    """Take in files, read what is unread, relate everything.

    Raises InputError when nothing readable was given, PackError for an actors file that cannot be used.
    """
    for file in options.actors:
        check_actors(file)
    save_actors_files(db, options.actors)
    added, already, skipped, new = take_in(paths, db, options.ingest, progress)
    read = read_all(db, options.jobs, progress)
    related = relate_all(db, progress)
    problems = load_problems(db)
    about = (load_article(db, id_) for id_ in sorted({p.article for p in problems}))
    names = {a.id: a.name for a in about if a}
    return Summary(added, already, read, tuple(skipped), tuple(new), problems, related, names)


def take_in(
    paths: Sequence[str | Path], db: sqlite3.Connection, options: Options, progress: Progress
) -> tuple[int, int, list[Skipped], list[Problem]]:
    """Store the articles of files; returns how many are new, how many known, what was no article, what is wrong."""
    added = already = 0
    skipped: list[Skipped] = []
    new: list[Problem] = []
    for item in ingest(paths, options):
        if isinstance(item, Article):
            fresh = save_article(db, item)
            if options.lang and not fresh:
                adopt_language(db, item)
            added, already = added + fresh, already + (not fresh)
            progress("ingest", added + already, None)
        elif isinstance(item, Problem):
            save_problem(db, item)
            new.append(item)
        else:
            skipped.append(item)
    settle_problems(db, [make_printable(str(path)) for path in paths], new)
    if added >= MANY:
        forget_models()
    return added, already, skipped, new


def read_all(db: sqlite3.Connection, jobs: int, progress: Progress) -> int:
    """Analyse every article whose findings are missing or of another version; returns how many that were."""
    reader = Reader(load_actors_files(db))
    known = analysed(db)
    wanted = {a.id: v for a in load_articles(db) if known.get(a.id) != (v := reader.version(a.lang))}

    def unread() -> Iterator[Article]:
        for article in (load_article(db, id_) for id_ in wanted):
            assert article is not None  # noqa: S101  articles are never deleted
            yield article

    for done, findings in enumerate(examine_all(unread(), reader, jobs), 1):
        again = f"/{KILLED}" if KILLED in findings.skipped else ""  # no version of ours: the next run tries again
        save_findings(db, findings, wanted[findings.article] + again)
        progress("read", done, len(wanted))
    return len(wanted)


@uncollected()
def relate_all(db: sqlite3.Connection, progress: Progress = lambda *_: None) -> bool:
    """Relate all articles anew, from their findings and people's judgements; False when that changed nothing."""
    progress("relate", 0, 1)
    changed, seen = False, None
    for _ in range(PATIENCE):
        if seen == (seen := others_writes(db)):
            break
        decided = last_decision(db)
        memos = open_memos(load_memos(db))
        changed |= save_accounts(db, relate_shelf(load_shelf(db), load_judgements(db), memos))
        save_memos(db, memos)
        save_related(db, decided)
    progress("relate", 1, 1)
    return changed


def others_writes(db: sqlite3.Connection) -> int:
    """A number that changes when another process writes to the database, so that its articles are not left out."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])
