"""Errors that a person may see: what happened, where, and what to do.

SvodError
├── UsageError      the command or its options are wrong          (exit 2)
├── InputError      nothing readable was given                    (exit 2)
├── PackError       a language pack or actors file is wrong       (exit 2)
└── StoreError      the database cannot be opened or written      (exit 2)
    └── NewerDatabase   it was written by a newer Svod
"""

from __future__ import annotations


class SvodError(Exception):
    """Printed as `error: message` and `hint: hint`; never as a traceback."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if hint:
            self.add_note(f"hint: {hint}")  # what a traceback shows, in a notebook for one


class UsageError(SvodError):
    """The command or its options are wrong."""


class InputError(SvodError):
    """Nothing readable was given."""


class PackError(SvodError):
    """A language pack or an actors file is wrong; the message names file and entry."""


class StoreError(SvodError):
    """The database cannot be opened, read or written."""


class NewerDatabase(StoreError):
    """The database was written by a newer version of Svod."""
