"""What a start of the program imports: what the command asked for needs, no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hostile import call
from svod.present.cli import COMMANDS

HEAVY = {"numpy", "slovnet", "navec", "pymorphy3", "razdel", "py3langid", "trafilatura", "lxml", "feedparser", "jinja2"}
OTHERS = {"svod.present.cli_serve", "svod.present.cli_export", "svod.present.cli_scale", "svod.present.cli_decide"}


def loaded_by(*words: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    code = (
        "import sys\nfrom svod.present.cli import main\n"
        f"sys.argv = ['svod', *{words!r}]\n"
        "try:\n    main()\nfinally:\n    sys.stderr.write(' '.join(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_version_needs_nothing() -> None:
    assert not {"rich", "svod.store", "svod.packs", "svod.records", "svod.present.cli_events"} & loaded_by("--version")


def test_a_command_imports_itself_and_no_model(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("date: 2025-10-09\noutlet: Курьер\nlang: xx\n\nText.\n", "utf-8")
    assert call("add", tmp_path / "one.txt", "--db", tmp_path / "svod.db").exit_code == 1  # no pack for it
    loaded = loaded_by("events", "--db", str(tmp_path / "svod.db"))
    assert "svod.present.cli_events" in loaded
    assert (HEAVY | OTHERS) & loaded == set()


def test_a_plain_russian_text_is_added_without_what_pages_and_other_languages_need(tmp_path: Path) -> None:
    news = "Министры сообщили в среду, что они договорились о новых выплатах, но это ещё не всё. "
    (tmp_path / "one.txt").write_text(f"date: 2025-10-09\noutlet: Курьер\nlang: ru\n\n{news * 6}\n", "utf-8")
    loaded = loaded_by("add", str(tmp_path / "one.txt"), "--db", str(tmp_path / "svod.db"))
    unused = {"py3langid", "trafilatura", "feedparser", "jinja2", "charset_normalizer", *OTHERS}
    assert unused & loaded == set()


@pytest.mark.parametrize(("wrong", "right"), [("evnts", "events"), ("exprt", "export"), ("quote", "quotes")])
def test_the_nearest_command_is_suggested(wrong: str, right: str) -> None:
    done = call(wrong)
    assert done.exit_code == 2
    assert f"'{right}'" in done.stderr


def test_every_command_is_listed() -> None:
    printed = call("--help").stdout
    assert all(f"  {name} " in printed for name in COMMANDS)
