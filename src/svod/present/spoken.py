"""What records say in the articles' language, said in the one that is spoken: labels of events, names of states.

In come strings of records; out go the same with the words that are ours put into another language. Names of people,
outlets and places stay as the articles write them. Where the spoken language is the records' own, nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from svod.ontology.names import Names, load_names
from svod.present.messages import LANGUAGES, language
from svod.present.report_words import name_country

JOINTS = re.compile(r"(, | → | – |\[|\])")  # what stands between the names of participants


def speak_label(label: str, type_: str) -> str:
    """«Переговоры: Россия – Самовит, 2025-10-09» → "Talks: Russia – Самовит, 2025-10-09"."""
    head, colon, who = label.partition(": ")
    own = find_head(head, type_)
    return label if own is None else f"{own}{colon}{speak_sides(who)}"


def find_head(head: str, type_: str) -> str | None:
    """The noun that a label starts with in the language spoken; None where it is that already, or no such noun."""
    spoken = load_names(language())
    for lang in (x for x in LANGUAGES if x != language()):
        names = load_names(lang)
        first, comma, rest = head.partition(", ")  # a label without sides goes on with its day
        if first == names.types.get(type_):
            return spoken.types.get(type_, first) + comma + rest
        if (key := head_key(names, type_, first)) is not None:
            return spoken.heads.get(key, first) + comma + rest
    return None


def head_key(names: Names, type_: str, head: str) -> str | None:
    """The first mode of a type, as "TYPE mode", that is called so."""
    return next((k for k, words in names.heads.items() if k.startswith(f"{type_} ") and words == head), None)


def speak_sides(who: str) -> str:
    """The participants of an event: names of states in the language spoken, «и ещё 2» too."""
    for lang in (x for x in LANGUAGES if x != language()):
        more = re.escape(load_names(lang).words.get("more", "")).replace(r"\{\}", r"(\d+)")
        who = re.sub(f" {more}(?=$|,| )", lambda m: f" {load_names(language()).more(int(m[1]))}", who) if more else who
    return "".join(speak_state(part) for part in JOINTS.split(who))


def speak_state(name: str) -> str:
    """The name of a state in the language spoken: «Россия» → "Russia"; any other name as it is."""
    for lang in (x for x in LANGUAGES if x != language()):
        if code := state_codes(lang).get(name):
            return name_country(code, language())
    return name


@lru_cache(maxsize=len(LANGUAGES))
def state_codes(lang: str) -> Mapping[str, str]:
    """Codes of the states by their names in a language."""
    from babel.core import get_global

    from svod.present.messages import speaking

    with speaking(lang):
        found = sorted(code for code in get_global("territory_aliases") if len(code) == 3 and code.isalpha())
        return {name_country(code, lang): code for code in found}
