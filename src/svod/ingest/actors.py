"""A user's actors file checked entry by entry before anything is read with it.

In: an `ActorsFile`. Out: nothing, or a PackError that names the file, the entry and what to write instead. A wrong
value is refused here, since a database remembers its actors files and would fail with every article from then on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from svod.errors import PackError
from svod.packs import ActorsFile, merge_actors, parse_toml

NAMES = frozenset({"name", "names", "aliases"})
ONE = frozenset({"name", "kind", "code", "sector", "leader", "gender", "title", "office"})  # one string, no list
FIELDS: Mapping[str, frozenset[str]] = {
    "state": NAMES | {"code", "adjective", "adjectives", "capital", "metonyms", "demonyms", "leader"},
    "person": NAMES | {"code", "gender", "surname", "roles"},
    "organization": NAMES | {"code", "sector", "capital", "metonyms", "also"},
    "outlet": NAMES | {"code", "sector", "capital", "metonyms"},
    "place": NAMES | {"code", "kind", "at"},
}
PLACES = ("settlement", "region", "water")  # kinds of places
ROLE = frozenset({"title", "code", "office", "from", "to"})
WORD = re.compile(r"[^\W_]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 200  # characters of a name
SHOW = "docs/actors.md shows every field"


def check_actors(file: ActorsFile) -> None:
    """Raise PackError where an entry could not be used, naming it: «my.toml: [[state]] Ардалия: code …»."""
    tables = merge_actors({}, parse_toml(file.toml.encode("utf-8"), file.name), file.name)
    for table, entries in tables.items():
        for entry in entries:
            where = f"{file.name}: [[{table}]] {entry['name'][:60] or '(no name)'}"
            check_fields(entry, FIELDS[table], where)
            check_codes(entry, where)
            for role in check_roles(entry.get("roles", ()), where):
                check_role(role, where)


def check_fields(entry: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    """Refuse a field that does not exist, and words that are none."""
    if unknown := sorted(entry.keys() - known):
        raise PackError(f"{where}: unknown field {unknown[0]!r}", f"fields here: {', '.join(sorted(known))}; {SHOW}")
    for key, value in entry.items():
        if key in ("roles", "from", "to"):
            continue
        if key == "at":
            check_point(value, where)
            continue
        if isinstance(value, list) and key not in ONE:
            for item in value:
                check_words(item, key, where)
        else:
            check_words(value, key, where)


def check_words(value: Any, key: str, where: str) -> None:
    """Refuse what is no string with a letter or digit in it."""
    if not isinstance(value, str):
        raise PackError(f"{where}: {key} holds {value!r}, which is no string", f'write {key} = "…" in quotes; {SHOW}')
    if not WORD.search(value):
        raise PackError(f"{where}: {key} is empty", f"write a name, or leave {key} out")
    if len(value) > LONGEST:
        raise PackError(f"{where}: {key} of {len(value)} characters", f"a name has at most {LONGEST}")


def check_point(value: Any, where: str) -> None:
    """Refuse what is no point on the globe."""
    numbers = isinstance(value, list) and len(value) == 2 and all(type(n) in (int, float) for n in value)
    if not numbers or not (-90 <= value[0] <= 90 and -180 <= value[1] <= 180):
        raise PackError(
            f"{where}: at {value!r} is no point", "write at = [degrees north, degrees east]: at = [41.9, 50.7]"
        )


def check_codes(entry: Mapping[str, Any], where: str) -> None:
    """Refuse a gender that is neither m nor f, a kind of place that maps do not know, and a code with blanks in it."""
    if entry.get("kind", "region") not in PLACES:
        raise PackError(f"{where}: kind {entry['kind']!r}", f"one of {', '.join(PLACES)}")
    if entry.get("gender", "m") not in ("m", "f"):
        raise PackError(f"{where}: gender {entry['gender']!r}", 'write gender = "m" or gender = "f"')
    if re.search(r"\s", entry.get("code", "")):
        raise PackError(f"{where}: code {entry['code']!r} has a blank in it", "codes are like RUS or IGO:EU")


def check_roles(roles: Any, where: str) -> list[Mapping[str, Any]]:
    """Return the roles, a list of tables."""
    if not isinstance(roles, list | tuple) or not all(isinstance(role, dict) and "title" in role for role in roles):
        raise PackError(f"{where}: every role needs a title", f'write roles = [{{ title = "…", from = "…" }}]; {SHOW}')
    return list(roles)


def check_role(role: Mapping[str, Any], where: str) -> None:
    """Refuse a role with words that are none or a period that is none."""
    check_fields(role, ROLE, where)
    check_codes(role, where)
    days = [check_day(role[key], f"{where}: {key}") for key in ("from", "to") if key in role]
    if days != sorted(days):
        raise PackError(f"{where}: a role from {days[0]} to {days[1]}", "the first day comes before the last")


def check_day(value: Any, where: str) -> str:
    """Return a day as ISO; a TOML date is one too."""
    text = value if isinstance(value, str) else value.isoformat() if type(value) is date else ""
    try:
        if not DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError as err:
        raise PackError(
            f"{where} {value!r} is no day", 'write from = "2020-01-31"; leave it out for an open end'
        ) from err
