"""Words of a page that are neither of its language nor of the records it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from lxml import html

CYRILLIC = re.compile(r"[\u0400-\u052f]+")
SAID = ("title", "aria-label", "alt", "placeholder", "data-said", "data-done", "value")
OURS = ("label",)  # fields of records that hold words of ours


def strings(thing: Any) -> Iterator[str]:
    """Every string in a record, those of ours left out."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in OURS:
                yield from strings(getattr(thing, field.name))
    elif isinstance(thing, dict):
        yield from strings([*thing.keys(), *thing.values()])
    elif isinstance(thing, Iterable):
        for part in thing:
            yield from strings(part)


def vocabulary(*records: Any) -> set[str]:
    """The Cyrillic words of records."""
    return {word.casefold() for text in strings(records) for word in CYRILLIC.findall(text)}


def foreign(page: str, known: set[str]) -> list[str]:
    """The Cyrillic words that a page says, that are not among those known: text, labels, descriptions of pictures.

    What says of itself in which language it is (`lang`) is left out, as the names of languages in the switch.
    """
    tree = html.fromstring(page.encode())
    for part in tree.xpath("//style | //script | //*[@hreflang]"):
        part.drop_tree()
    said = [*tree.itertext(), *(v for e in tree.iter() for k, v in e.attrib.items() if k in SAID)]
    words = {word for text in said for word in CYRILLIC.findall(text)}
    return sorted(word for word in words if word.casefold() not in known)
