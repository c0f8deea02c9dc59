"""What a question to a chronicle gives: rows, as records, data frames, JSON, CSV, and as a table in a notebook.

In: dicts of the queries that the command line shares. Out: fixed records in their order. Chooses and computes nothing;
the passages that a row rests on come from whoever made the rows.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import MappingProxyType
from typing import Any, overload

from svod.errors import UsageError
from svod.present.evidence import Passage
from svod.present.notebook_html import draw_table
from svod.present.tables import Form, Listing, count, write_listing

SHOWN = 20  # rows of a table in a notebook
Look = Callable[["Record", int], Sequence[Passage]]


class Record(Mapping[str, Any]):
    """One row: a mapping that cannot be changed, whose values are attributes too: `row["type"]`, `row.type`."""

    __slots__ = ("_values",)
    _values: Mapping[str, Any]

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", MappingProxyType({key: fixed(value) for key, value in values.items()}))

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._values:
            raise AttributeError(name if name.startswith("_") else f"a row has no {name}, but {', '.join(self)}")
        return self._values[name]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("rows of a chronicle are fixed; dict(row) makes one that can be changed")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._values})

    def __repr__(self) -> str:
        known = ", ".join(f"{key}={value!r}" for key, value in self.items() if value not in (None, ()))
        return f"Record({known})"


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Sequence[Record]):
    """Rows in order. `notes` says how they were made, where there is something to say."""

    noun: str  # what a row is, plural: "events"
    columns: tuple[str, ...]
    records: tuple[Record, ...]
    headings: tuple[str, ...]  # the columns that a notebook shows
    look: Look = field(compare=False)  # the passages that a row rests on, at most so many
    notes: Mapping[str, Any] = field(default_factory=dict)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Record | Rows:
        return self.records[index] if isinstance(index, int) else replace(self, records=self.records[index])

    def __len__(self) -> int:
        return len(self.records)

    def __repr__(self) -> str:
        return f"<{count(len(self), self.noun)}: {', '.join(self.columns)}>"

    def to_json(self) -> str:
        """The rows as the command line prints them with --json."""
        return self.written(Form.JSON)

    def to_csv(self) -> str:
        """The rows as the command line prints them with --csv; no cell is a formula to a spreadsheet."""
        return self.written(Form.CSV)

    def written(self, form: Form) -> str:
        """The rows in a form for programs."""
        out = io.StringIO()
        write_listing(Listing(self.noun, (), [thawed(r) for r in self.records], self.columns), form, out)
        return out.getvalue()

    def to_pandas(self) -> Any:
        """A pandas.DataFrame with a row each; days stay ISO strings, since some are vaguer than a moment."""
        pandas = load("pandas")
        return pandas.DataFrame([thawed(r) for r in self.records], columns=list(self.columns))

    def to_polars(self) -> Any:
        """A polars.DataFrame with a row each; what is a table in a cell becomes JSON."""
        polars = load("polars")
        cells = [[plain(thawed(r).get(c)) for c in self.columns] for r in self.records]
        columns = list(self.columns)
        return polars.DataFrame(cells, schema=columns, orient="row", infer_schema_length=None, strict=False)

    def _repr_html_(self) -> str:
        """What Jupyter shows: a table, every row with the passages it rests on, all text escaped."""
        shown = self.records[:SHOWN]
        return draw_table(self.headings, shown, self.look, count(len(self), self.noun), len(self) - len(shown))


def load(library: str) -> Any:
    """An optional library; UsageError says how to get it."""
    try:
        return import_module(library)
    except ImportError as err:
        raise UsageError(f"{library} is not installed", f"pip install 'svod[{library}]'") from err


def fixed(value: Any) -> Any:
    """A value that cannot be changed: lists become tuples."""
    if isinstance(value, list | tuple):
        return tuple(fixed(v) for v in value)
    if isinstance(value, Mapping):
        return MappingProxyType({key: fixed(v) for key, v in value.items()})
    return value


def thawed(value: Any) -> Any:
    """The same as lists and dicts, which JSON and data frames know."""
    if isinstance(value, Mapping):
        return {key: thawed(v) for key, v in value.items()}
    return [thawed(v) for v in value] if isinstance(value, tuple) else value


def plain(value: Any) -> Any:
    """A cell for a data frame with one type a column."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
