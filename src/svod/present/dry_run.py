"""`svod add --dry-run`: what would be taken from each file, in words or as JSON.

In: paths, options, and the database if there is one, which is only looked into. Out: lines on stdout and the exit code
that `add` would have; nothing is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from svod.ingest import FileSurvey, Options, survey
from svod.present.tables import count, one_line

SHOWN = 3  # problems, outlets and languages of a file that are listed


def show_survey(paths: Sequence[str], options: Options, db: Path, *, as_json: bool) -> int:
    """Print what each file holds; returns 1 where there are problems."""
    files = survey(paths, options)
    known = find_known(db)
    if as_json:
        print(json.dumps([to_row(file, known) for file in files], ensure_ascii=False, indent=1))
    else:
        say_survey(files, known)
    return 1 if any(file.problems for file in files) else 0


def find_known(db: Path) -> frozenset[str]:
    """The ids of the articles that a database holds; none where there is no database that can be read."""
    if not db.is_file():
        return frozenset()
    try:
        with closing(sqlite3.connect(f"{db.resolve().as_uri()}?mode=ro", uri=True)) as store:
            return frozenset(id_ for (id_,) in store.execute("SELECT id FROM articles"))
    except sqlite3.Error:
        return frozenset()


def to_row(file: FileSurvey, known: frozenset[str]) -> dict[str, Any]:
    """One file as a JSON object; a value that is not known has the key ""."""
    return {
        "file": file.path,
        "form": file.form,
        "articles": file.articles,
        "already": sum(id_ in known for id_ in file.ids),
        "first_day": file.first_day,
        "last_day": file.last_day,
        "undated": file.undated,
        "outlets": {name or "": number for name, number in file.outlets.items()},
        "languages": {name or "": number for name, number in file.languages.items()},
        "left_out": dict(file.left_out),
        "problems": list(file.problems),
    }


def say_survey(files: Sequence[FileSurvey], known: frozenset[str]) -> None:
    """Print the files that would be read, each with what is wrong with it, then the sum."""
    for file in files:
        print(f"{one_line(file.path)}: {say_file(file)}")
        for reason, number in file.left_out.items():
            if file.form:
                print(f"  left out: {number}: {one_line(reason)}")
        for problem in file.problems[:SHOWN]:
            print(f"  problem: {one_line(problem)}")
        if len(file.problems) > SHOWN:
            print(f"  and {len(file.problems) - SHOWN} more problems: --json lists all")
    ids = {id_ for file in files for id_ in file.ids}
    problems = count(sum(len(file.problems) for file in files), "problems")
    print(f"{count(len(ids), 'articles')} would be taken, {len(ids & known)} of them already there; {problems}")
    print("nothing was written")


def say_file(file: FileSurvey) -> str:
    """One file in a line: «feed, 12 articles, 2025-10-01 to 2025-10-09, Голос, ru»."""
    if file.form is None:
        return ", ".join(one_line(reason) for reason in file.left_out) or "not read"
    days = file.first_day if file.first_day == file.last_day else f"{file.first_day} to {file.last_day}"
    parts = [file.form, count(file.articles, "articles"), days or "", say_some(file.outlets), say_some(file.languages)]
    parts.append(f"{file.undated} without a date" if file.undated else "")
    return ", ".join(part for part in parts if part)


def say_some(counts: Mapping[str | None, int]) -> str:
    """The most frequent values: «Голос 8, Вестник 3, 4 more»; the number only where there are several."""
    if len(counts) == 1:
        return one_line(next(iter(counts)) or "")
    first = [f"{one_line(name or 'unknown')} {number}" for name, number in list(counts.items())[:SHOWN]]
    return ", ".join(first + ([f"{len(counts) - SHOWN} more"] if len(counts) > SHOWN else []))
