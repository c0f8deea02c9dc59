"""Actors files: a wrong one is refused with the entry's name before it is remembered, an odd one does no harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hostile import SAMPLE, call, refused, write
from svod.errors import PackError
from svod.ingest.actors import check_actors
from svod.packs import ActorsFile


@pytest.mark.parametrize(
    ("toml", "about"),
    [
        ('[[state]]\nname = "Ардалия"\ncode = 5', "code holds 5"),
        ('[[state]]\nname = "Ардалия"\ncode = ["XAR"]', "code holds"),
        ('[[state]]\nname = "Ардалия"\ncode = "X AR"', "has a blank"),
        ('[[state]]\nname = "Ардалия"\nnames = [1, 2]', "names holds 1"),
        ('[[state]]\nname = "Ардалия"\nadjectives = 7', "adjectives holds 7"),
        ('[[state]]\nname = "Ардалия"\nnaems = ["А"]', "unknown field 'naems'"),
        ('[[state]]\nname = ""', "name is empty"),
        ('[[place]]\nname = "*"', "name is empty"),
        ('[[outlet]]\nname = "Окно"\nnames = ["***"]', "names is empty"),
        (f'[[outlet]]\nname = "{"а" * 300}"', "300 characters"),
        ('[[person]]\nname = "Марк"\nroles = "президент"', "every role needs a title"),
        ('[[person]]\nname = "Марк"\nroles = [{ code = "X" }]', "every role needs a title"),
        ('[[person]]\nname = "Марк"\nroles = [{ title = "", code = "X" }]', "title is empty"),
        ('[[person]]\nname = "Марк"\nroles = [{ title = "президент", from = "вчера" }]', "is no day"),
        ('[[person]]\nname = "Марк"\nroles = [{ title = "президент", from = 2020-02-31T10:00:00 }]', "bad.toml"),
        ('[[person]]\nname = "Марк"\nroles = [{ title = "судья", from = 2020-01-01, to = "2019-01-01" }]', "role from"),
        ('[[person]]\nname = "Марк"\ngender = "муж"', "gender"),
        ('[[place]]\nname = "Гора"\nat = [91, 0]', "is no point"),
        ('[[place]]\nname = "Гора"\nat = "север"', "is no point"),
        ('[[place]]\nname = "Гора"\nkind = "гора"', "kind 'гора'"),
        ('[[state]]\nname = "Ардалия"\n[[state]', "bad.toml"),
    ],
)  # fmt: skip
def test_a_wrong_actors_file_is_refused_and_not_remembered(tmp_path: Path, toml: str, about: str) -> None:
    (tmp_path / "bad.toml").write_text(toml + "\n", "utf-8")
    news = write(tmp_path / "a.txt", date="2024-01-01", lang="ru")
    assert about in refused("add", news, "--actors", tmp_path / "bad.toml", "--db", tmp_path / "svod.db")
    assert call("add", news, "--db", tmp_path / "svod.db").exit_code == 0


@pytest.mark.parametrize(
    "toml",
    [
        '[[state]]\nname = "Ардалия"\nnames = "Край"\ncode = "XAR"\n[[state]]\nname = "Ардалия"\ncode = "XZZ"',
        '[[state]]\nname = "Россия"\ncode = "XRU"\n[[place]]\nname = "Россия"\n[[outlet]]\nname = "Россия"',
        '[[organization]]\nname = "((a+)+[*"\nnames = [".*", "\\\\d+", "a|b", "$x"]'.replace('".*", ', ""),
        '[[person]]\nname = "Марк Ветров"\nroles = [{ title = "президент", code = "XAR", from = 2020-01-01 }]',
        '[[person]]\nname = "Ы"\n[[state]]\nname = "1"\n[[outlet]]\nname = "a-b.c/d"\n[[place]]\nname = "и"',
    ],
)
def test_an_odd_actors_file_does_no_harm(tmp_path: Path, toml: str) -> None:
    (tmp_path / "odd.toml").write_text(toml + "\n", "utf-8")
    news = write(tmp_path / "a.txt", date="2024-01-01", lang="ru")
    done = call("add", news, "--actors", tmp_path / "odd.toml", "--db", tmp_path / "svod.db")
    assert done.exit_code == 0, done.output


def test_the_files_that_we_show_pass(tmp_path: Path) -> None:
    check_actors(ActorsFile("actors.toml", (SAMPLE / "actors.toml").read_text("utf-8")))
    page = Path(__file__).parents[1] / "docs" / "actors.md"
    for shown in re.findall("```toml\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        check_actors(ActorsFile("shown.toml", shown))
    with pytest.raises(PackError):
        check_actors(ActorsFile("x.toml", "[[person]]\nname = 'М'\nroles = 3"))
