"""Paths, folders and globs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import RUSSIAN, take

from svod.errors import InputError
from svod.ingest import ingest

Write = Callable[[str, str | bytes], Path]


def article(text: str = RUSSIAN) -> str:
    return f"date: 2025-10-10\nlang: ru\n\n{text}\n"


def test_folders_are_read_in_order_and_the_rest_is_skipped(write: Write, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "z/c.txt", "m/deep/d.txt", ".hidden/e.txt"):
        write(name, article(f"{RUSSIAN} {name}"))
    for name in ("a.json", "logo.png", ".DS_Store", "README"):
        write(name, "x")
    taken = take(tmp_path)
    assert [a.name for a in taken.articles] == ["a", "b", "d", "c"]
    assert not taken.problems
    assert sorted((Path(s.path).name, s.reason) for s in taken.skipped) == [
        (".DS_Store", "a hidden file"),
        (".hidden", "a hidden folder"),
        ("README", "not an article file (no ending)"),
        ("a.json", "not an article file (.json)"),
        ("logo.png", "not an article file (.png)"),
    ]


def test_a_file_reached_twice_is_read_once(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", article())
    assert len(take(path, tmp_path, str(tmp_path / "*.txt")).articles) == 1


def test_globs(write: Write, tmp_path: Path) -> None:
    for name in ("2025-b.txt", "2025-a.txt", "2024.txt", "sub/2025-c.txt"):
        write(name, article(f"{RUSSIAN} {name}"))
    assert [a.name for a in take(str(tmp_path / "2025*")).articles] == ["2025-a", "2025-b"]
    assert [a.name for a in take(str(tmp_path / "**" / "2025*.txt")).articles] == ["2025-a", "2025-b", "2025-c"]


def test_a_file_may_have_brackets_in_its_name(write: Write) -> None:
    assert take(write("[1] a*.txt", article())).articles[0].name == "[1] a*"


def test_a_named_file_without_an_ending_is_judged_by_its_content(write: Write) -> None:
    assert take(write("text", article())).articles[0].text == RUSSIAN
    page = f"<!DOCTYPE html><html><body><article><p>{RUSSIAN}</p></article></body></html>"
    assert take(write("page", page)).articles[0].text == RUSSIAN
    assert take(write("mistaken.txt", page)).articles[0].text == RUSSIAN


@pytest.mark.parametrize("name", ["none.txt", "none/", "*.none", ""])
def test_nothing_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        ingest([tmp_path / "absent" / name])
    assert "no such file" in caught.value.message
    assert caught.value.hint


def test_no_paths() -> None:
    with pytest.raises(InputError):
        ingest([])


def test_a_folder_without_articles(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError) as empty:
        ingest([tmp_path])
    assert "empty" in empty.value.message
    write("a.toml", "x = 1")
    with pytest.raises(InputError) as other:
        ingest([tmp_path])
    assert "a.toml" in other.value.message
    assert ".jsonl" in other.value.hint


def test_a_missing_path_among_others_is_a_problem(write: Write, tmp_path: Path) -> None:
    taken = take(write("a.txt", article()), tmp_path / "none.txt")
    assert len(taken.articles) == 1
    assert taken.problems[0].article == str(tmp_path / "none.txt")


def test_a_folder_may_be_called_like_a_file(write: Write, tmp_path: Path) -> None:
    write("x.txt/a.txt", article())
    assert [a.name for a in take(tmp_path).articles] == ["a"]


def test_links(write: Write, tmp_path: Path) -> None:
    write("real/a.txt", article())
    (tmp_path / "real" / "loop").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "real" / "same.txt").symlink_to(tmp_path / "real" / "a.txt")
    taken = take(tmp_path / "real")
    assert [a.name for a in taken.articles] == ["a"]
    assert "cannot be read" in taken.messages
    assert [s.reason for s in taken.skipped] == ["a link to a folder: name that folder itself to read it"]


def test_a_pipe_is_left_alone(write: Write, tmp_path: Path) -> None:
    write("a.txt", article())
    os.mkfifo(tmp_path / "pipe.txt")
    taken = take(tmp_path)
    assert [s.reason for s in taken.skipped] == ["no regular file"]
