"""Records made quickly are what they were: frozen, slotted, comparable, copyable."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from svod.records.frozen import quick


@quick
@dataclass(frozen=True, slots=True)
class Place:
    name: str
    code: str | None = None
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slow:
    name: str
    code: str | None = None
    forms: tuple[str, ...] = ()


def test_fields_defaults_and_names() -> None:
    assert Place("Мирта") == Place(name="Мирта", code=None, forms=())
    assert Place("Мирта", forms=("Мирты",)).forms == ("Мирты",)
    assert repr(Place("Мирта", "XMI")) == "Place(name='Мирта', code='XMI', forms=())"
    assert [f.name for f in fields(Place)] == ["name", "code", "forms"]
    assert inspect.signature(Place) == inspect.signature(Slow)


def test_it_is_of_its_own_class_and_frozen() -> None:
    place = Place("Мирта")
    assert type(place) is Place
    assert isinstance(place, Place)
    for change in ("name", "other"):
        with pytest.raises((FrozenInstanceError, TypeError)):
            setattr(place, change, "Лурия")
    with pytest.raises((FrozenInstanceError, TypeError)):
        del place.name
    assert not hasattr(place, "__dict__")


def test_hash_copies_and_pickles() -> None:
    place = Place("Мирта", "XMI", ("Мирты",))
    assert hash(place) == hash(Place("Мирта", "XMI", ("Мирты",)))
    assert replace(place, code="XLU") == Place("Мирта", "XLU", ("Мирты",))
    assert copy.copy(place) == copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place
    assert type(pickle.loads(pickle.dumps(place))) is Place


def test_a_wrong_call_is_refused() -> None:
    with pytest.raises(TypeError, match="missing"):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected"):
        Place("Мирта", size=3)  # type: ignore[call-arg]


def test_what_is_no_plain_record_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Bag:
        items: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="Bag is no plain record"):
        quick(Bag)
