"""Every command and option is explained, and the page in docs/ says what the program says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer

from svod.present.cli import app
from svod.present.cli_docs import format_page, list_commands, list_parameters

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
COMMANDS = list(list_commands(typer.main.get_command(app), "svod"))


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_everything_is_explained(path: str, command: Any) -> None:
    assert command.help
    for parameter in list_parameters(command):
        assert parameter.help, f"{path} {parameter.name}"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == format_page(), "python -m svod.present.cli_docs > docs/cli.md"
