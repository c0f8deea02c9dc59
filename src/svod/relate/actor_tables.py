"""What packs and ontology know of names, made ready for comparing: endings, forms of given names, aliases, holders.

In: the `actor_names`, `actors` and `offices` tables of every language pack, and `ontology/latin.toml`. Out: one
`Tables`, loaded once. A user's own actors files are not read here: what they say of a name is in the findings already.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from svod.letters import load_letters
from svod.packs import languages
from svod.relate.words import find_words, fold

Alias = tuple[str, str | None]  # canonical name and code


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that actors are compared by besides what articles say. All words folded."""

    endings: tuple[str, ...]
    women: frozenset[str]
    patronymics: tuple[str, ...]
    plurals: tuple[str, ...]
    particles: frozenset[str]
    frequent: frozenset[str]
    given: Mapping[str, frozenset[int]]  # a given name → the numbers of the groups of forms that it is in
    many: frozenset[str]
    kinds: frozenset[str]
    standing: frozenset[str]
    country: frozenset[str]  # stems
    institutions: frozenset[str]  # words that name a kind of institution, not which one
    bodies: Mapping[str, str]  # words of an institution's name, stemmed → the name that stands for it
    aliases: Mapping[str, Alias]  # a name of an organisation or outlet → the one that stands for it
    state_words: Mapping[str, frozenset[str]]  # code → stems of the words of its names and adjectives
    demonyms: Mapping[str, frozenset[str]]  # code → stems of the words for its people
    holders: Mapping[str, frozenset[str]]  # a person's name → the codes of the offices held
    spellings: Mapping[str, str]  # another spelling of a listed person's name → the name
    sounds: Mapping[str, str]  # letters → sound
    longest: int  # letters of the longest group of letters
    vowels: str


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Read the tables of every language and merge them."""
    lists: dict[str, list[str]] = defaultdict(list)
    given: list[list[str]] = []
    bodies: list[list[str]] = []
    actors: list[Mapping[str, Any]] = []
    offices: list[Mapping[str, Any]] = []
    for lang in languages():
        names = read_toml("lang", lang, "actor_names.toml")
        given += names.get("given", [])
        bodies += names.get("bodies", [])
        actors.append(read_toml("lang", lang, "actors.toml"))
        offices += read_toml("lang", lang, "offices.toml").get("office", [])
        for name, values in sorted(names.items()):
            if name not in ("given", "bodies"):
                lists[name] += [fold(v) for v in values]
    endings = tuple(sorted(set(lists["endings"]), key=lambda e: (-len(e), e)))
    letters = read_toml("ontology", "latin.toml")
    sounds = {fold(k): v for script in ("cyrillic", "latin") for k, v in letters[script].items()}
    groups: dict[str, set[int]] = defaultdict(set)
    for number, forms in enumerate(given):
        for form in forms:
            groups[fold(form)].add(number)
    states = [s for table in actors for s in table.get("state", [])]
    persons = [p for table in actors for p in table.get("person", [])]
    return Tables(
        endings,
        frozenset(lists["women"]),
        tuple(sorted(set(lists["patronymics"]))),
        tuple(sorted(set(lists["plurals"]))),
        frozenset(lists["particles"]),
        frozenset(lists["frequent"]),
        {name: frozenset(numbers) for name, numbers in sorted(groups.items())},
        frozenset(stem(w, endings) for w in lists["many"]),
        frozenset(stem(w, endings) for w in lists["kinds"]),
        frozenset(" ".join(stem(w, endings) for w in find_words(p)) for p in lists["standing"]),
        frozenset(stem(w, endings) for w in lists["country"]),
        frozenset(lists["institutions"]),
        {" ".join(stem(w, endings) for w in find_words(f)): forms[0] for forms in bodies for f in forms},
        dict(find_aliases(actors)),
        stems_by_code(states, ("name", "names", "adjectives"), endings),
        stems_by_code(states, ("demonyms", "adjectives", "name"), endings),
        find_holders(persons, offices),
        {" ".join(find_words(n)): p["name"] for p in persons for n in p.get("names", [])},
        sounds,
        max(map(len, sounds)),
        letters["vowels"],
    )


def read_toml(*path: str) -> Mapping[str, Any]:
    """A file of the package's data, empty where there is none."""
    item = files("svod").joinpath(*path)
    return tomllib.loads(item.read_text("utf-8")) if item.is_file() else {}


def find_aliases(actors: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Alias]]:
    """Every name, seat and abbreviation of the listed organisations, with the name that stands for it."""
    for table in actors:
        for kind in ("outlet", "organization"):  # of one name in both the organisation prevails
            for entry in table.get(kind, []):
                seats = [entry["capital"]] if kind == "organization" and "capital" in entry else []
                for name in (entry["name"], *entry.get("names", []), *seats, *entry.get("metonyms", [])):
                    yield " ".join(find_words(name)), (entry["name"].replace("*", ""), entry.get("code"))


def stems_by_code(
    states: Iterable[Mapping[str, Any]], fields: Sequence[str], endings: tuple[str, ...]
) -> dict[str, frozenset[str]]:
    """By code, the stems of all words in some fields of the states."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in states:
        for field in fields:
            values = entry.get(field, [])
            for value in [values] if isinstance(values, str) else values:
                found[entry.get("code", "")].update(stem(w, endings) for w in find_words(value))
    return {code: frozenset(words) for code, words in found.items()}


def find_holders(
    persons: Iterable[Mapping[str, Any]], offices: Iterable[Mapping[str, Any]]
) -> dict[str, frozenset[str]]:
    """By a listed person's name, whom they held offices for."""
    codes: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        codes[" ".join(find_words(person["name"]))].update(r["code"] for r in person.get("roles", []) if "code" in r)
    for office in offices:
        for holder in office.get("holders", []):
            codes[" ".join(find_words(holder["name"]))].update([office["code"]] if "code" in office else [])
    return {name: frozenset(found) for name, found in sorted(codes.items())}


def stem(word: str, endings: tuple[str, ...]) -> str:
    """A word without its case ending and last vowels: «пайеттом» → «пайетт», «азии» → «ази»; short words stay."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    weak = load_letters().weak
    while len(word) > 3 and word[-1] in weak:
        word = word[:-1]
    return word
