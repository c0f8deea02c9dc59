"""The pack's actors compiled for matching: every case form of every name, and people by the forms of their surname.

In: the pack's `actors` (a user's merged in), `offices`, `titles`, `places` and `mentions`, and Babel's CLDR names of
states. Out: a `Lexicon`, made once per pack. Finds nothing in texts by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from svod.extract.actors_people import (
    Person,
    all_names,
    by_office,
    find_office,
    parse_person,
    sole_holder,
    with_offices,
)
from svod.extract.actors_rows import Entry, Row
from svod.extract.grammar import Grammar, compile_grammar
from svod.extract.mention_forms import adjective_forms, decline, fold, is_abbreviation, split_words
from svod.extract.mention_surnames import surname_forms
from svod.packs import Pack

# CLDR knows these three-letter codes of former states under a present state's two letters
FORMER = frozenset({"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD", "QUU", "XAA", "XBB", "ZZZ"})
CLDR_CODE = {"XKK": "XKX"}
BOTH = ("sing", "plur")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything compiled; `rows` by first word, longest first; `people` by any form of their surname."""

    rows: Mapping[str, tuple[Row, ...]]
    stems: Mapping[str, Entry]  # «российско» of «российско-азербайджанский»
    people: Mapping[str, tuple[Person, ...]]
    surnames: frozenset[str]  # the forms of those whom a surname by itself may mean at any time
    offices: Mapping[tuple[str | None, str], tuple[Person, ...]]
    names: frozenset[str]  # every word of the people's names, nominative, folded
    words: Mapping[str, tuple[str, ...]]  # the lists of mentions.toml
    states: Mapping[str, str]  # code → name
    proper: Mapping[tuple[str | None, str], str]  # (state, institution) → the name it has there: армия of ISR, «ЦАХАЛ»
    leaders: Mapping[str, str]  # code → the office that «лидер» means there, where it is not the head of state
    grammar: Grammar  # the endings of forms.toml
    acting: Mapping[str, re.Pattern[str]]  # what stands before the title of who acts for another: «врио», «и.о.»

    def holder(self, code: str | None, office: str, day: str) -> Person | None:
        """Who held an office of a state on a day, None when the table does not say or no day is known."""
        return sole_holder(self.offices.get((code, office), ()), code, office, day) if day else None


@dataclass
class Draft:
    """The lexicon while it is being made."""

    grammar: Grammar
    rows: dict[str, dict[Row, None]] = field(default_factory=dict)
    stems: dict[str, Entry] = field(default_factory=dict)

    def add(self, phrase: str, entry: Entry, numbers: tuple[str, ...] = ()) -> None:
        """Add every case form of a phrase."""
        shapes = tuple(shape(w) for w in split_words(plain(phrase)))
        for words, case, number in decline(phrase, self.grammar, numbers):
            self.rows.setdefault(words[0], {})[Row(words, shapes, entry, case, number)] = None

    def add_adjective(self, adjective: str, entry: Entry) -> None:
        """Add every form of an adjective and the stem that it has in compounds."""
        for form in sorted(adjective_forms(adjective)):
            self.rows.setdefault(form, {})[Row((form,), ("a",), entry, "", "")] = None
        row = self.grammar.row(self.grammar.compounds, fold(adjective))
        if row is not None:
            self.stems[fold(adjective)[: -len(row[0])] + row[1]] = entry


def plain(phrase: str) -> str:
    """A phrase without the mark of its noun."""
    return phrase.replace("*", "")


def shape(word: str) -> str:
    """How a word of a name must be written in a text to be that name."""
    if is_abbreviation(word):
        return "A"
    return "X" if word[:1].isupper() else "a"


@lru_cache(maxsize=8)
def compile_lexicon(pack: Pack) -> Lexicon:
    """Compile a pack's actors, titles and places."""
    actors, titles = pack.tables.get("actors", {}), pack.tables.get("titles", {})
    grammar = compile_grammar(pack)
    draft = Draft(grammar)
    states = add_states(draft, actors.get("state", ()), pack.lang)
    for place in [*pack.tables.get("places", {}).get("place", ()), *actors.get("place", ())]:
        for name in all_names(place):
            draft.add(name, Entry("place", "place", name, place.get("code")))
    for kind, entity in (("organization", "organization"), ("outlet", "outlet")):
        for item in actors.get(kind, ()):
            entry = Entry("name", entity, plain(item["name"]), item.get("code"), item.get("sector"))
            for name in all_names(item):
                draft.add(name, replace(entry, form=plain(name)))
            for seat in texts(item, "capital", "metonyms"):
                draft.add(seat, Entry("capital", entity, seat, item.get("code"), item.get("sector")))
    for item in actors.get("institution", ()):
        for name in all_names(item):
            draft.add(
                name, Entry("institution", "organization", item["name"], None, item.get("sector"), item.get("head"))
            )
    for word in actors.get("medium", ()):
        draft.add(word, Entry("medium", "outlet", word, None, "MED"), BOTH)
    offices = add_titles(draft, titles)
    table = pack.tables.get("offices", {}).get("office", ())
    persons = with_offices(actors.get("person", ()), table)
    people = tuple(parse_person(p, offices, grammar) for p in persons)
    rows = {w: tuple(sorted(r, key=lambda x: -len(x.words))) for w, r in draft.rows.items()}
    leaders = {s["code"]: s["leader"] for s in actors.get("state", ()) if "leader" in s and "code" in s}
    heads = {o["code"]: o.get("office") or find_office(o["title"], offices)[0] for o in table if o.get("leader")}
    leaders |= {code: office for code, office in heads.items() if office}
    names = frozenset(fold(w) for p in persons for n in all_names(p) for w in n.split())
    surnames = by_surname(people, persons, grammar)
    known = frozenset(f for f, named in surnames.items() if any(p.alone == "always" for p in named))
    words = {k: tuple(texts(pack.tables["mentions"], k)) for k in pack.tables["mentions"]}
    orgs = actors.get("organization", ())
    proper = {(o.get("code"), fold(w)): plain(o["name"]) for o in orgs for w in texts(o, "also")}
    return Lexicon(
        rows,
        draft.stems,
        surnames,
        known,
        by_office(people),
        names,
        words,
        states,
        proper,
        leaders,
        grammar,
        acting_patterns(titles.get("acting", ())),
    )


def acting_patterns(items: Iterable[Mapping[str, Any]]) -> dict[str, re.Pattern[str]]:
    """By name the ways to write that a title is held for another, right before it; the first that fits counts."""
    return {item["name"]: re.compile(rf"\b(?:{either(item['written'])})\s\Z", re.IGNORECASE) for item in items}


def either(written: Iterable[str]) -> str:
    """A pattern of any of these words: "*" stands for any ending, a space may stand after a full stop."""
    words = (re.escape(w).replace(r"\*", r"\w+").replace(r"\ ", " ").replace(r"\.", r"\.\s?") for w in written)
    return "|".join(w.removesuffix(r"\s?") for w in words)


def texts(item: Mapping[str, Any], *keys: str) -> Iterator[str]:
    """The strings under these keys, each of which may hold one string or a list."""
    for key in keys:
        value = item.get(key, ())
        yield from [value] if isinstance(value, str) else value


def add_states(draft: Draft, items: Iterable[Mapping[str, Any]], lang: str) -> dict[str, str]:
    """Add states by all their names; CLDR's names come last, for states and territories the pack does not list."""
    states: dict[str, str] = {}
    listed = set()
    for item in items:
        code, name = item.get("code"), item["name"]
        if code:
            states[code] = name
        entry = Entry("name", "state", name, code)
        for phrase in all_names(item):
            listed.add(fold(phrase))
            draft.add(phrase, replace(entry, form=plain(phrase)))
        for adjective in texts(item, "adjective", "adjectives"):
            draft.add_adjective(adjective, Entry("adjective", "state", name, code))
        for phrase in texts(item, "capital"):
            draft.add(phrase, Entry("capital", "state", phrase, code))
        for phrase in texts(item, "metonyms"):
            draft.add(phrase, Entry("metonym", "state", phrase, code))
        for phrase in texts(item, "demonyms"):
            draft.add(phrase, Entry("demonym", "group", phrase, code), ("plur",))
            draft.add(phrase, Entry("title", "person", phrase, code, "CVL", of=("CVL",)), ("sing",))
    for code, name in sorted(cldr_states(lang).items()):
        if fold(name) not in listed:
            draft.add(name, Entry("name", "state", states.setdefault(code, name), code))
    return states


@lru_cache(maxsize=1)
def country_domains() -> dict[str, str]:
    """Top-level domains of states («az» → AZE); those that are sold to anybody are left out."""
    from babel.core import get_global

    found = {"uk": "GBR"}
    for code, targets in sorted(get_global("territory_aliases").items()):
        if len(code) == 3 and code.isalpha() and len(targets) == 1 and code not in FORMER:
            found.setdefault(str(targets[0]).lower(), CLDR_CODE.get(code, code))
    return {k: v for k, v in found.items() if k not in ("me", "tv", "io", "ai", "co", "cc", "fm", "la", "to", "ws")}


@lru_cache(maxsize=8)
def cldr_states(lang: str) -> dict[str, str]:
    """Babel's names of states and territories in a language, by alpha-3 code."""
    from babel import Locale
    from babel.core import get_global

    names = Locale(lang).territories
    found = {}
    for code, targets in get_global("territory_aliases").items():
        if len(code) == 3 and code.isalpha() and len(targets) == 1 and code not in FORMER and targets[0] in names:
            name = str(names[targets[0]])
            if name[:1].isupper() and "(" not in name:
                found[CLDR_CODE.get(code, code)] = name
    return found


def add_titles(draft: Draft, titles: Mapping[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    """Add title and group words; returns the office and sector that each title stands for."""
    offices: dict[str, tuple[str | None, str | None]] = {}
    for item in titles.get("title", ()):
        of = tuple(item.get("of", ()))
        for word in item["words"]:
            offices[fold(word)] = (item.get("office"), item["sector"] or None)
            draft.add(
                word, Entry("title", "person", word, item.get("code"), item["sector"], item.get("office"), of), BOTH
            )
    for item in titles.get("group", ()):
        for word in item["words"]:
            entry = Entry("group", "group", word, None, item.get("sector"), anonymous=item.get("anonymous", False))
            draft.add(word, entry, ("sing",) if item.get("collective") else ("plur",))
    return offices


def by_surname(
    people: tuple[Person, ...], items: Iterable[Mapping[str, Any]], grammar: Grammar
) -> dict[str, tuple[Person, ...]]:
    """People by every form of their surname and of their other one-word names."""
    found: dict[str, list[Person]] = {}
    for person, item in zip(people, items):
        last = [n.split()[-1] for n in all_names(item)] + list(texts(item, "surname"))
        forms = set().union(*(surname_forms(n, person.gender, grammar) for n in last))
        for form in sorted(forms):
            found.setdefault(form, []).append(person)
    return {k: tuple(v) for k, v in found.items()}
