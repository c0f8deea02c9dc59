"""The gate: whether an article names enough actors of the pack's tables to be worth reading, before any model is run.

In: an article and its pack. Out: why it is left out, or None. Looks words up in the forms of the tables and does not
parse, so it lets more through than reading would find, and little less.

    actor      an actor of the tables at all
    actors     two different actors: states by any of their names, adjectives or seats, organisations, people by surname
    states     two different states, also by the organisations and people that act for them
    RUS,AZE    both of these
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from svod.errors import UsageError
from svod.extract.actors_rows import Entry
from svod.extract.actors_table import Lexicon, compile_lexicon
from svod.extract.mention_forms import fold
from svod.packs import Pack
from svod.records import Article

WORD = re.compile(r"[^\W_]+(?:[-‑'’][^\W_]+)*|\S")
CODES = re.compile(r"([A-Z]{3}|IGO:[^\s,]+),([A-Z]{3}|IGO:[^\s,]+)")
ACTORS = ("state", "organization", "place", "group")
NAMED = ("name", "adjective", "capital", "metonym", "demonym", "place")
KINDS = ("none", "actor", "actors", "states")

Gate = Callable[[Article, Pack], str | None]  # why an article is left out; None where it is read


def make_gate(kind: str) -> Gate:
    """The gate of this kind. Raises UsageError for one that does not exist."""
    if kind == "none":
        return lambda article, pack: None
    if kind == "actor":
        return lambda article, pack: None if has(article, pack, 1, of_actors) else "gate: no actor named"
    if kind == "actors":
        return lambda article, pack: None if has(article, pack, 2, of_actors) else "gate: fewer than two actors named"
    if kind == "states":
        return lambda article, pack: None if has(article, pack, 2, of_states) else "gate: fewer than two states named"
    if CODES.fullmatch(kind):
        wanted = set(kind.split(","))
        return lambda article, pack: (
            None if wanted <= {c for _, c in find_actors(article, pack)} else f"gate: not both of {kind} named"
        )
    raise UsageError(f"--gate {kind!r} is no gate", f"one of {', '.join(KINDS)}, or two codes as RUS,AZE")


def has(article: Article, pack: Pack, number: int, key: Callable[[str, str | None], str | None]) -> bool:
    """Whether an article names so many different actors; reads no further than needed."""
    seen: set[str | None] = {None}
    for name, code in find_actors(article, pack):
        seen.add(key(name, code))
        if len(seen) > number:
            return True
    return False


def of_actors(name: str, code: str | None) -> str:
    """What tells two actors apart: their names."""
    return name


def of_states(name: str, code: str | None) -> str | None:
    """What tells two states apart: their codes."""
    return code


def find_actors(article: Article, pack: Pack) -> Iterator[tuple[str, str | None]]:
    """The actors of the tables that an article may name, with the state or organisation they act for."""
    lexicon = compile_lexicon(pack)
    words = WORD.findall(f"{article.title or ''}\n{article.text}")
    keys = [cached_fold(word) for word in words]
    for i, key in enumerate(keys):
        yield from find_entries(lexicon, words, keys, i)
        if "-" in key:
            yield from find_parts(lexicon, key)
        if words[i][0].isupper():
            for person in lexicon.people.get(key, ()):
                yield person.name, person.code
                yield from ((person.name, role.code) for role in person.roles)


def find_entries(lexicon: Lexicon, words: list[str], keys: list[str], i: int) -> Iterator[tuple[str, str | None]]:
    """The actors whose names begin at a word."""
    for form in forms_of(keys[i], lexicon):
        size = len(form.words)
        if (size == 1 or tuple(keys[i : i + size]) == form.words) and written(form.shapes, words, i):
            yield form.name, form.code


def find_parts(lexicon: Lexicon, key: str) -> Iterator[tuple[str, str | None]]:
    """Both states of a compound adjective, and what the parts of any word with a hyphen name."""
    for part in key.split("-"):
        if entry := lexicon.stems.get(part):
            yield entry.code or entry.name, entry.code
        yield from ((form.name, form.code) for form in forms_of(part, lexicon) if len(form.words) == 1)


class Form(NamedTuple):
    """One way to write an actor's name: folded words, their capitals, who that is."""

    words: tuple[str, ...]
    shapes: tuple[str, ...]
    name: str
    code: str | None


@lru_cache(maxsize=100_000)
def forms_of(key: str, lexicon: Lexicon) -> tuple[Form, ...]:
    """The names of actors that begin with a word; each once, whatever cases it may be."""
    rows = [row for row in lexicon.rows.get(key, ()) if counts(row.entry)]
    forms = [Form(row.words, row.shapes, row.entry.code or row.entry.name, row.entry.code) for row in rows]
    return tuple(dict.fromkeys(forms))


def counts(entry: Entry) -> bool:
    """Whether an entry of the tables is an actor, and no title, outlet or common noun."""
    return entry.entity in ACTORS and entry.kind in NAMED


def written(shapes: tuple[str, ...], words: list[str], i: int) -> bool:
    """Whether a name is written as a name: with capitals where it has them."""
    for word, shape in zip(words[i:], shapes):
        if (shape == "A" and not word.isupper()) or (shape == "X" and not word[0].isupper()):
            return False
    return True


@lru_cache(maxsize=200_000)
def cached_fold(word: str) -> str:
    """The key of a word; words repeat."""
    return fold(word)
