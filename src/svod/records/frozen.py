"""Frozen records that are made as quickly as open ones.

In: a class made by `@dataclass(frozen=True, slots=True)`, of which no other inherits. Out: the same class; only making
one takes a third of the time. For records that are made by the thousand.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import update_wrapper
from typing import Any, TypeVar

Record = TypeVar("Record")


def quick(cls: type[Record]) -> type[Record]:
    """Give a frozen, slotted dataclass an `__init__` that sets its fields without a call for each.

    A frozen object takes its fields only by `object.__setattr__`, one call a field. So a new one is of an open class
    with the same slots while it is filled, and of its own from then on.
    """
    own = fields(cls)  # type: ignore[arg-type]
    if hasattr(cls, "__post_init__") or any(f.default_factory is not MISSING or not f.init or f.kw_only for f in own):
        raise TypeError(f"{cls.__name__} is no plain record")
    known: dict[str, Any] = {f"{f.name}_": f.default for f in own if f.default is not MISSING}
    known["open_class"] = type(cls.__name__, (), {"__slots__": tuple(f.name for f in own)})
    known["own_class"] = cls
    known["set_class"] = object.__dict__["__class__"].__set__  # `self.__class__ = …` is refused to a frozen object
    parameters = ", ".join(f"{f.name}={f.name}_" if f.default is not MISSING else f.name for f in own)
    lines = [f"self.{f.name} = {f.name}" for f in own]
    body = "\n ".join(["set_class(self, open_class)", *lines, "self.__class__ = own_class"])
    exec(f"def __init__(self, {parameters}):\n {body}", known)  # noqa: S102 - as dataclass makes it, of field names alone
    setattr(cls, "__init__", update_wrapper(known["__init__"], cls.__init__))  # noqa: B010 - no method is assigned to
    return cls
