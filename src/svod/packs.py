"""Language packs: a folder of data under `svod/lang/`, loaded as it is, and actors that a user adds.

`load_pack("ru")` reads every `*.toml` of the folder into `Pack.tables` under the file's stem; a table too long for one
file goes on in others, by name: `events.toml`, `events-1-agreeing.toml`. Small learned models (`learned/*.json`, see
`svod.learned`) stand in `Pack.tables["learned"]` under theirs, the text of `gazetteer.tsv` in `tables["gazetteer"]`.
Extractors compile what they need from it with a cached function of the pack, so a pack is loaded once per process and
never changed.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from svod.errors import PackError

STAGES = ("mentions", "times", "quotes", "events")
LEARNED = "learned/"
AT_INGEST = {"signs.toml"}  # read by ingest alone, so that no finding changes with it


@dataclass(frozen=True, slots=True)
class ActorsFile:
    """A user's actors: what the file is called and its TOML. Travels to other processes and into the database."""

    name: str
    toml: str


@dataclass(frozen=True, eq=False)
class Pack:
    """One language. `tables["times"]` is `times.toml` as parsed; `version` changes with any byte of the tables."""

    lang: str
    version: str
    supports: tuple[str, ...]
    tables: Mapping[str, Any] = field(repr=False)  # megabytes


def languages() -> tuple[str, ...]:
    """The languages that have a pack, sorted."""
    root = files("svod") / "lang"
    return tuple(sorted(d.name for d in root.iterdir() if d.is_dir() and (d / "pack.toml").is_file()))


def load_pack(lang: str, actors: tuple[ActorsFile, ...] = ()) -> Pack:
    """Load a language's folder and the user's actors files. Raises PackError, naming the file, when one is wrong."""
    raw = read_folder(lang)
    tables: dict[str, Any] = {}
    for name, content in raw.items():
        where, stem = f"lang/{lang}/{name}", name.partition(".")[0]
        if name.startswith(LEARNED):
            tables.setdefault("learned", {})[stem.removeprefix(LEARNED)] = parse_json(content, where)
        elif name == "gazetteer.tsv":
            tables[stem] = content.decode("utf-8")
        else:
            add_table(tables, stem.partition("-")[0], parse_toml(content, where), where)
    for file in actors:
        tables["actors"] = merge_actors(tables.get("actors", {}), parse_toml(file.toml.encode(), file.name), file.name)
    supports = tuple(s for s in STAGES if s in tables["pack"]["supports"])
    return Pack(lang, make_version(lang, raw, actors), supports, tables)


def find_version(lang: str, actors: tuple[ActorsFile, ...] = ()) -> str:
    """The version that the pack has, without making its tables."""
    return make_version(lang, read_folder(lang), actors)


def make_version(lang: str, raw: Mapping[str, bytes], actors: tuple[ActorsFile, ...]) -> str:
    """What tells a pack from any other: its own version and a digest of all that it is made of."""
    digest = hashlib.blake2b(digest_size=6)
    for name, content in raw.items():
        digest.update(name.removeprefix(LEARNED).encode() + b"\0" + content + b"\0")
    for file in actors:
        digest.update(b"actors\0" + file.toml.encode("utf-8") + b"\0")
    about = parse_toml(raw["pack.toml"], f"lang/{lang}/pack.toml")
    return f"{lang}-{about['version']}+{digest.hexdigest()}"


def read_folder(lang: str) -> dict[str, bytes]:
    """The files that a pack is made of, by name, in one order: its tables, the gazetteer, then what was learned."""
    folder = files("svod") / "lang" / lang
    if not (folder / "pack.toml").is_file():
        raise PackError(f"no language pack for {lang!r}", f"packs: {', '.join(languages())}")
    found = {item.name for item in folder.iterdir() if item.name.endswith(".toml") or item.name == "gazetteer.tsv"}
    names = sorted(found - AT_INGEST)
    if (folder / "learned").is_dir():
        names += sorted(LEARNED + item.name for item in (folder / "learned").iterdir() if item.name.endswith(".json"))
    return {name: (folder / name).read_bytes() for name in names}


@lru_cache(maxsize=16)
def load_table(name: str) -> tuple[Mapping[str, Any], ...]:
    """One file of every language that has it, for what serves all languages at once; without users' actors."""
    found = []
    for lang in languages():
        item = files("svod") / "lang" / lang / f"{name}.toml"
        if item.is_file():
            found.append(parse_toml(item.read_bytes(), f"lang/{lang}/{name}.toml"))
    return tuple(found)


def add_table(tables: dict[str, Any], name: str, more: Mapping[str, Any], where: str) -> None:
    """Add a file's tables to those of its name: lists of entries are joined, anything else stands in one file only."""
    table = tables.setdefault(name, {})
    for key, value in more.items():
        if key in table and not (isinstance(value, list) and isinstance(table[key], list)):
            raise PackError(f"{where}: {key!r} stands in another file of {name!r} already")
        table[key] = [*table[key], *value] if key in table else value


def read_actors_file(path: Path) -> ActorsFile:
    """Read and check a user's actors file; PackError when it cannot be used."""
    try:
        raw = path.read_bytes()
    except OSError as err:
        raise PackError(f"{path}: {err.strerror}", "give --actors a TOML file; docs/actors.md shows one") from err
    merge_actors({}, parse_toml(raw, str(path)), str(path))
    return ActorsFile(path.name, raw.decode("utf-8-sig"))


def parse_toml(raw: bytes, where: str) -> dict[str, Any]:
    """Parse TOML bytes; PackError names file and line when it is not TOML."""
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise PackError(f"{where}: {err}", "the file must be UTF-8 TOML") from err


def parse_json(raw: bytes, where: str) -> Any:
    """Parse JSON bytes; PackError names the file when they are not."""
    try:
        return json.loads(raw.decode("utf-8"))
    except ValueError as err:
        raise PackError(f"{where}: {err}", "the file must be UTF-8 JSON") from err


def merge_actors(ours: Mapping[str, Any], theirs: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Append a user's `[[state]]`, `[[person]]`, `[[organization]]`, `[[outlet]]` entries to the pack's own."""
    merged: dict[str, Any] = {k: list(v) if isinstance(v, list) else v for k, v in ours.items()}
    for key, entries in theirs.items():
        if key not in ("state", "person", "organization", "outlet", "place"):
            raise PackError(
                f"{where}: unknown table {key!r}", "use [[state]], [[person]], [[organization]], [[outlet]], [[place]]"
            )
        if not isinstance(entries, list) or not all(
            isinstance(e, dict) and isinstance(e.get("name"), str) for e in entries
        ):
            raise PackError(f"{where}: every [[{key}]] needs a name", 'write name = "…"')
        merged[key] = [*merged.get(key, []), *entries]
    return merged
