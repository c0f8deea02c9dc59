"""The user's file of sides: what is read, and what is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod.errors import UsageError
from svod.present.outlet_sides import parse_sides, read_sides


def test_a_file_is_read_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text('\ufeff[sides]\n"южные" = ["Меридиан"]\n"иные" = ["Голос", "Вестник"]\n', "utf-8")
    assert list(read_sides(path).items()) == [("южные", ("Меридиан",)), ("иные", ("Голос", "Вестник"))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no sides"),
        ("[sides]", "no sides"),
        ("sides = 1", "no sides"),
        ('[side]\na = ["б"]', r"\[side\] is not known"),
        ('[sides]\na = "б"', "side 'a' is no list"),
        ("[sides]\na = []", "side 'a' is no list"),
        ("[sides]\na = [1]", "side 'a' is no list"),
        ('[sides]\n" " = ["б"]', "is no list"),
    ],
)
def test_other_shapes_are_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        parse_sides(text)
    assert "[sides]" in caught.value.hint


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (None, "No such file"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[sides", "outlets.toml: "),
        (b"[x]", r"outlets.toml: \[x\]"),
    ],
)
def test_errors_name_the_file(raw: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(UsageError, match=message):
        read_sides(path)
