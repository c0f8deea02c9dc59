"""Records as JSON lists and back: `unpack(type(r), pack(r)) == r`. Fields come in the order of their declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Read = Callable[[Any], Any]


def pack(value: Any) -> Any:
    """A record, a tuple of records or a plain value as what JSON holds."""
    if isinstance(value, tuple):
        return [pack(v) for v in value]
    names = names_of(cast("Any", type(value)))
    return value if names is None else [pack(getattr(value, name)) for name in names]


@lru_cache(maxsize=64)
def names_of(kind: Any) -> tuple[str, ...] | None:
    """The fields of a record's class; None for other classes."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else None


def unpack(kind: type[T], value: Any) -> T:
    """The record of a class that a list holds."""
    read: Any = reader(cast("Any", kind))
    found: T = read(value)
    return found


@lru_cache(maxsize=64)
def reader(kind: Any) -> Read | None:
    """How values of a type are read; None where they stay as they are."""
    if get_origin(kind) is UnionType:
        inner = [reader(k) for k in get_args(kind) if k is not NoneType]
        return maybe(inner[0]) if len(inner) == 1 and inner[0] else None
    if get_origin(kind) is tuple:
        return many(reader(get_args(kind)[0]))
    if not is_dataclass(kind):
        return None
    hints = get_type_hints(kind)
    return record(kind, [(n, read) for n, f in enumerate(fields(kind)) if (read := reader(hints[f.name]))])


def maybe(read: Read) -> Read:
    """Reads what may be None."""
    return lambda value: None if value is None else read(value)


def many(read: Read | None) -> Read:
    """Reads a list as a tuple."""
    return tuple if read is None else lambda values: tuple([read(v) for v in values])


def record(kind: Any, parts: list[tuple[int, Read]]) -> Read:
    """Reads a list as a record, of which some fields are records or tuples themselves."""

    def read(values: list[Any]) -> Any:
        row = list(values)
        for n, part in parts:
            row[n] = part(row[n])
        return kind(*row)

    return read
