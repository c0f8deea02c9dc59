"""Paths, folders and globs in; the files to read out, in an order of names alone, and what was left out.

A folder is walked through its whole depth, names sorted; a file reached twice is read once. Opens no file.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from svod.errors import InputError
from svod.ingest.drafts import Skipped
from svod.records import Problem

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "table",
    ".tsv": "table",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".json": "json",
    ".urls": "text",
    ".warc": "warc",
    ".wacz": "wacz",
    ".pdf": "pdf",
    ".docx": "office",
    ".odt": "office",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
}
PARTS = ("_files", ".files")  # ends of the folder that a browser saves a page's pictures and frames into
ACCEPTED = (
    "Svod reads .txt .html .mhtml .jsonl .csv .tsv .docx .odt .pdf, RSS or Atom .xml .rss .atom, .json of Telegram and"
    " Zotero, .warc .wacz, also with .gz after it"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, by the reader named in `kind`; `named` when the caller named the very file."""

    path: Path
    kind: str
    named: bool


def find_files(paths: Sequence[str | Path]) -> tuple[list[Found], list[Skipped], list[Problem]]:
    """List what is to be read. Raises InputError when there is nothing at all."""
    if not paths:
        raise InputError("no files were named", "name files or folders: svod add FOLDER")
    found: dict[str, Found] = {}
    skipped: dict[str, Skipped] = {}
    problems: list[Problem] = []
    for item in (item for path in paths for item in find_in_path(path)):
        if isinstance(item, Found):
            found.setdefault(os.path.realpath(item.path), item)
        elif isinstance(item, Skipped):
            skipped.setdefault(item.path, item)
        else:
            problems.append(item)
    if not found:
        raise InputError(*explain_nothing(list(skipped.values()), problems))
    return list(found.values()), list(skipped.values()), problems


def find_in_path(path: str | Path) -> Iterator[Found | Skipped | Problem]:
    """List the files that one argument stands for."""
    named = Path(path)
    if named.is_dir():
        yield from walk_folder(named)
    elif os.path.lexists(named):
        yield judge_file(named, named=True)
    elif glob.has_magic(str(path)) and (matches := sorted(glob.glob(str(path), recursive=True))):
        for match in matches:
            yield from walk_folder(Path(match)) if os.path.isdir(match) else [judge_file(Path(match), named=False)]
    else:
        yield Problem(str(path), "ingest", "no such file or folder: check the spelling and the folder you are in")


def walk_folder(folder: Path) -> Iterator[Found | Skipped | Problem]:
    """List the files below a folder: its own first, then those of its subfolders, names sorted."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(str(folder), "ingest", f"cannot look into this folder ({error.strerror}): check its permissions")
        return
    for entry in (entry for entry in entries if not is_folder(entry)):
        yield judge_file(Path(entry.path), named=False)
    for entry in (entry for entry in entries if is_folder(entry)):
        if entry.name.startswith("."):
            yield Skipped(entry.path, "a hidden folder")
        elif is_part_of_page(entry):
            yield Skipped(entry.path, "parts of a saved page")
        elif entry.is_symlink():
            yield Skipped(entry.path, "a link to a folder: name that folder itself to read it")
        else:
            yield from walk_folder(Path(entry.path))


def is_part_of_page(entry: os.DirEntry[str]) -> bool:
    """True for the folder that a browser made beside a saved page: "most_files" beside "most.html"."""
    for end in PARTS:
        page = entry.path.removesuffix(end)
        if page != entry.path and any(os.path.lexists(page + suffix) for suffix in (".html", ".htm", ".xhtml")):
            return True
    return False


def is_folder(entry: os.DirEntry[str]) -> bool:
    """True for a folder or a link to one; False for what cannot be looked at."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def judge_file(path: Path, *, named: bool) -> Found | Skipped:
    """Decide by its name whether a file is to be read; a named file without a known ending is read as text."""
    if path.name.startswith(".") and not named:
        return Skipped(str(path), "a hidden file")
    if path.exists() and not path.is_file():
        return Skipped(str(path), "no regular file")
    suffix = find_suffix(path)
    if suffix in KINDS:
        return Found(path, KINDS[suffix], named)
    if named and not suffix:
        return Found(path, "text", named)
    return Skipped(str(path), f"not an article file ({suffix or 'no ending'})")


def find_suffix(path: Path) -> str:
    """Return the ending that tells the format, in small letters: ".jsonl" of "News.JSONL.gz"."""
    path = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return path.suffix.lower()


def find_stem(path: Path) -> str:
    """Return the file's name without its ending: what an article of one file is called."""
    path = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return path.stem


def explain_nothing(skipped: list[Skipped], problems: list[Problem]) -> tuple[str, str]:
    """Say why there is nothing to read, and what to do about it."""
    if problems:
        missing = problems[0]
        return f"{missing.article}: {missing.message.partition(':')[0]}", "check the spelling and the folder you are in"
    if skipped:
        first = skipped[0]
        return f"no article files among {len(skipped)} (the first: {first.path}, {first.reason})", ACCEPTED
    return "the folder is empty", ACCEPTED
