"""The office that the tables of holders give a quote's speaker on the day of the article, where the article gives none.

In: a database, whose language and actors files choose the packs, and its quotes. Out: titles by `Quote.id`. Only an
office that was surely held on that day, for whom the speaker speaks, counts; where two were held none is chosen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from svod.packs import ActorsFile, languages, load_pack
from svod.records import Article, Quote
from svod.store.settings import load_actors_files

if TYPE_CHECKING:
    from svod.extract.actors_people import Person


@lru_cache(maxsize=8)
def load_people(lang: str, actors: tuple[ActorsFile, ...]) -> Mapping[str, tuple[Person, ...]]:
    """By full name the people whom a language's tables, and a user's, give an office."""
    from svod.extract.actors_people import parse_person, with_offices  # loads the dictionary of forms
    from svod.extract.grammar import compile_grammar

    pack = load_pack(lang, actors)
    tables, grammar = pack.tables, compile_grammar(pack)
    items = with_offices(tables.get("actors", {}).get("person", ()), tables.get("offices", {}).get("office", ()))
    found: dict[str, tuple[Person, ...]] = {}
    for person in (parse_person(item, {}, grammar) for item in items if item.get("roles")):
        found[person.name] = (*found.get(person.name, ()), person)
    return found


def find_offices(db: sqlite3.Connection, told: Iterable[tuple[Quote, Article]]) -> dict[str, str]:
    """Titles by quote, for those whose speaker the tables surely have in office on the day of the article."""
    actors, known = load_actors_files(db), frozenset(languages())
    offices = {}
    for quote, article in told:
        if quote.speaker and quote.speaker_code and article.published and article.lang in known:
            people = load_people(article.lang, actors).get(quote.speaker, ())
            title = sole_title(people, quote.speaker_code, article.published[:10])
            if title:
                offices[quote.id] = title
    return offices


def sole_title(people: Iterable[Person], code: str, day: str) -> str | None:
    """The one title held for a state or body on a day: «президент» for Градов of XAR; None for none or several."""
    held = [r for p in people for r in p.roles if r.code == code and not r.acting and r.maybe(day)]
    titles = {r.title for r in held}
    return titles.pop() if len(titles) == 1 and any(r.surely(day) for r in held) else None
