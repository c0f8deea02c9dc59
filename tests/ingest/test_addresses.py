"""Lists of addresses: which articles they choose, and what is said of those that are nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import RUSSIAN, take

from svod.ingest.addresses import bare_address, parse_addresses

Write = Callable[[str, str | bytes], Path]


def article(url: str) -> str:
    return f"date: 2025-10-10\nlang: ru\nurl: {url}\n\n{RUSSIAN} {url}"


def test_a_list_chooses_among_the_files_beside_it(write: Write) -> None:
    write("a.txt", article("https://www.golos.example/a/?utm_source=x"))
    write("b.txt", article("https://golos.example/b"))
    path = write("list.txt", "# мост\nhttps://golos.example/a\n\nhttp://golos.example/c#top\n")
    taken = take(path)
    assert [a.name for a in taken.articles] == ["a"]
    [problem] = taken.problems
    assert problem.article == str(path)
    assert "1 of 2 addresses" in problem.message
    assert "http://golos.example/c" in problem.message
    assert "Svod fetches nothing" in problem.message


def test_a_list_in_a_folder_leaves_nothing_out(write: Write) -> None:
    write("a.txt", article("https://golos.example/a"))
    write("b.txt", article("https://golos.example/b"))
    taken = take(write("wanted.urls", "https://golos.example/b\n").parent)
    assert sorted(a.name for a in taken.articles) == ["a", "b"]
    assert not taken.problems


@pytest.mark.parametrize("text", ["", "# nothing", "https://golos.example/a и слова", f"https://a.example\n{RUSSIAN}"])
def test_no_list(text: str) -> None:
    assert parse_addresses(text) is None


@pytest.mark.parametrize(
    "url",
    ["https://golos.example/a", "http://www.golos.example/a/", "https://m.golos.example/a?utm_medium=x&yclid=1#b"],
)
def test_bare_address(url: str) -> None:
    assert bare_address(url) == "golos.example/a"


def test_odd_addresses() -> None:
    assert bare_address("http://[::1/a")
    assert bare_address("https://golos.example/?id=7&from=main") == "golos.example?id=7"
