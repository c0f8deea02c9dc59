"""Svod makes one cited chronicle of news reports that contradict one another. Importing this loads no model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svod.present.notebook import Chronicle

__all__ = ["__version__"]  # without open: a star import must not hide the built-in one
__version__ = "0.1.0"


def open(path: str | Path = "svod.db") -> Chronicle:  # noqa: A001  svod.open reads as it should
    """Open a database for reading, to ask it from Python: `svod.open("svod.db").events(dyad="RUS,AZE")`."""
    from svod.present.notebook import Chronicle

    return Chronicle(Path(path))
