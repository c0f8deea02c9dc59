"""Words of the interface in the reader's language, from gettext catalogues that a translator can edit.

`locale/LANG/ROOM.po` holds the messages of one room (a page, the report, the command line) in one language; a message's
key is `room.name`, so that no language is the source of the others. Which language is spoken is the context's affair: a
request of the desk, or one run of a command. It knows nothing of records.

A message that the language lacks is taken from the next of `LANGUAGES` that has it: a half-translated page is better
than none, and a test fails for it. A key that no language has is a fault of ours and raises KeyError.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("ru", "en", "uk")
CLASSES = {"one": 0, "few": 1, "many": 2, "other": 2}  # a category of CLDR → a form of the catalogue
_spoken: ContextVar[str] = ContextVar("svod-language", default="ru")


def language() -> str:
    """The language that is spoken here: ru, en or uk."""
    return _spoken.get()


@contextlib.contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language within; ValueError for one that has no catalogues."""
    if lang not in LANGUAGES:
        raise ValueError(f"no catalogue of {lang!r}; there are {', '.join(LANGUAGES)}")
    before = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(before)


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(lang: str) -> Mapping[str, str | tuple[str, ...]]:
    """All messages of a language by key; of one that counts, all its forms."""
    from babel.messages.pofile import read_po  # here, since most commands say nothing of this

    found: dict[str, str | tuple[str, ...]] = {}
    for path in sorted((files("svod.present") / "locale" / lang).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".po"):
            with path.open("rb") as file:
                found |= {message_key(m.id): words(m.string or "") for m in read_po(file, locale=lang) if m.id}
    return found


def message_key(id_: str | list[str] | tuple[str, ...]) -> str:
    """A message's key, the same whether it counts or not."""
    return id_ if isinstance(id_, str) else id_[0]


def words(string: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    """A message's words as a value that nobody changes."""
    return string if isinstance(string, str) else tuple(string)


def find_message(key: str) -> tuple[str, str | tuple[str, ...]] | None:
    """The message of a key with the language it is in: the one spoken, else the first that has it."""
    for lang in (language(), *LANGUAGES):
        if found := catalogue(lang).get(key):
            return lang, found
    return None


def tell(key: str, *values: object) -> str:
    """The message of a key with its values filled in: `{}`. Raises KeyError for a key without words."""
    text = known(key)
    if text is None:
        raise KeyError(key)
    return text.format(*values) if values else text


def known(key: str) -> str | None:
    """The message of a key, of one that counts its first form; None where there is none."""
    found = find_message(key)
    return None if found is None else found[1] if isinstance(found[1], str) else found[1][0]


def keys(beginning: str) -> list[str]:
    """The keys that begin so, in the order of their file: that is the order in which they are shown."""
    return [key for key in catalogue(LANGUAGES[0]) if key.startswith(beginning)]


def count(key: str, number: int, *values: object) -> str:
    """A message that counts, in the form that the number asks for: (`event.voices`, 3) → «3 голоса».

    The forms are `{}`-patterns whose first value is the number; ru and uk have three (1, 2, 5), en has two (1, 2).
    """
    lang, forms = find_message(key) or ("", "")
    if isinstance(forms, str):
        raise KeyError(key)  # no message, or none that counts
    form = CLASSES[load_locale(lang).plural_form(number)]
    return forms[min(form, len(forms) - 1)].format(number, *values)


@lru_cache(maxsize=len(LANGUAGES))
def load_locale(lang: str) -> Locale:
    """What CLDR knows of a language: its plurals, its names of countries."""
    from babel import Locale

    return Locale(lang)
