"""`outlets.toml` in, the user's own sides out: which outlets are to be taken together.

    [sides]
    "северные" = ["meridian.example", "Голос Сельдара"]
    "южные" = ["vestnik.example"]

The names are the user's and mean what the user says; Svod has no opinion about outlets.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from svod.errors import UsageError

SHAPE = 'write a table of lists: [sides], then "name of the side" = ["outlet", "outlet"]'
Sides = dict[str, tuple[str, ...]]


def read_sides(path: Path) -> Sides:
    """The sides of a file. Raises UsageError where it cannot be read or is of another shape."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as err:
        raise UsageError(f"{path}: {err.strerror}", "name a file with your sides: --sides outlets.toml") from err
    except UnicodeDecodeError as err:
        raise UsageError(f"{path}: not UTF-8", "save the file as UTF-8") from err
    try:
        return parse_sides(text)
    except tomllib.TOMLDecodeError as err:
        raise UsageError(f"{path}: {err}", SHAPE) from err
    except UsageError as err:
        raise UsageError(f"{path}: {err.message}", err.hint) from err


def parse_sides(text: str) -> Sides:
    """The sides of a TOML text, in its order."""
    table = tomllib.loads(text)
    if unknown := sorted(set(table) - {"sides"}):
        raise UsageError(f"[{unknown[0]}] is not known", SHAPE)
    sides = table.get("sides")
    if not isinstance(sides, dict) or not sides:
        raise UsageError("no sides", SHAPE)
    for name, outlets in sides.items():
        listed = isinstance(outlets, list) and outlets and all(isinstance(o, str) and o.strip() for o in outlets)
        if not name.strip() or not listed:
            raise UsageError(f"side {name!r} is no list of outlets", SHAPE)
    return {name: tuple(outlets) for name, outlets in sides.items()}
