"""What a number counts: killed, wounded, detained, expelled, troops, missiles, a sum of money.

In goes a quantity with the reading it stands in, out goes its unit, a word that programs read (`[[counted]]` in the
pack's details.toml). Looks at the counted noun and at the words that govern it; judges no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from svod.extract.letters import plain
from svod.extract.number_words import load_words
from svod.extract.numbers import Quantity, counter_noun
from svod.packs import Pack
from svod.read import Reading, Token

PEOPLE = "people"  # somebody, whatever is done to them
OBJECTS = ("obj", "iobj", "nsubj:pass", "nmod", "obl", "amod", "acl")
SUBJECTS = ("nsubj", "nsubj:pass", "nmod", "amod", "acl", "obl")
CLIMB = 4  # words between a number and what is done to those it counts


@dataclass(frozen=True, slots=True)
class Counted:
    """One entry of `[[counted]]`; `beside` are verbs with the nouns that must stand beside them."""

    unit: str
    nouns: frozenset[str]
    done: frozenset[str]
    self: frozenset[str]
    beside: Mapping[str, frozenset[str]]


@lru_cache(maxsize=16)
def load_counted(pack: Pack) -> tuple[Counted, ...]:
    """The pack's entries, in its order."""

    def words(text: str) -> frozenset[str]:
        return frozenset(plain(w) for w in text.split())

    return tuple(
        Counted(
            entry["unit"],
            words(entry.get("nouns", "")),
            words(entry.get("done", "")),
            words(entry.get("self", "")),
            {plain(verb): words(nouns) for verb, nouns in entry.get("with", {}).items()},
        )
        for entry in pack.tables["details"].get("counted", ())
    )


def find_counted(reading: Reading, quantity: Quantity, pack: Pack) -> str | None:
    """The unit of a quantity: «[5 дипломатов] высланы» → expelled; None where nothing says it."""
    if quantity.slot == "duration":
        return "minutes"
    if quantity.unit == "%":
        return "percent"
    if quantity.money:
        return quantity.money
    entries = load_counted(pack)
    noun = reading.tokens[quantity.last - 1]
    inner = reading.tokens[quantity.at : quantity.last]
    somebody = is_somebody(noun, quantity, pack)
    if not somebody:
        return by_noun(plain(quantity.unit), entries)
    found = next((u for t in reversed(inner) if (u := by_participle(t, entries))), None)
    found = found or next((u for i, rel in governors(reading, noun) if (u := by_word(reading, i, rel, entries))), None)
    found = found or by_counter(reading, noun, entries, pack)
    return found or by_noun(plain(quantity.unit), entries) or PEOPLE


def is_somebody(noun: Token, quantity: Quantity, pack: Pack) -> bool:
    """True for people: «журналисты», «двое», «человек», «погибших»."""
    if noun.lemma != quantity.unit:  # what «число» counts stands elsewhere
        return True
    people = load_words(pack).lists["people.words"]
    return noun.feat("Animacy") == "Anim" or noun.lemma in people or noun.upos == "VERB"


def by_noun(lemma: str, entries: tuple[Counted, ...]) -> str | None:
    """The unit of a counted noun: «погибших» → killed."""
    return next((e.unit for e in entries if lemma in e.nouns), None)


def by_participle(word: Token, entries: tuple[Counted, ...]) -> str | None:
    """The unit of a participle or its like before the noun or in its place: «12 [погибших] военных»."""
    if word.feat("VerbForm") != "Part":
        return by_noun(plain(word.lemma), entries) if word.upos == "ADJ" else None
    lemma, passive = plain(word.lemma), word.feat("Voice") == "Pass"
    return next((e.unit for e in entries if lemma in (e.done if passive else e.self)), None)


def governors(reading: Reading, noun: Token) -> Iterator[tuple[int, str]]:
    """The words above a counted noun, nearest first, each with the relation that leads there; up to its verb."""
    word = noun
    for _ in range(CLIMB):
        if word.head < 0:
            return
        above, rel = reading.tokens[word.head], word.rel
        if rel != "conj":
            yield above.i, rel
        if above.upos in ("VERB", "AUX") and rel != "conj":
            return
        word = above


def by_word(reading: Reading, i: int, rel: str, entries: tuple[Counted, ...]) -> str | None:
    """The unit that a governing word gives: «[задержала] 5 человек», «[гибель] 5 человек», «[погибли] двое»."""
    word = reading.tokens[i]
    lemma = plain(word.lemma)
    passive = word.feat("Voice") == "Pass"
    object_ = rel in OBJECTS or rel.startswith("nummod") or (passive and rel.startswith("nsubj"))
    for entry in entries:
        if lemma in entry.self and (rel in SUBJECTS or rel.startswith("nummod")):
            return entry.unit
        if lemma in entry.done and object_:
            return entry.unit
        beside = entry.beside.get(lemma, ())
        if beside and any(plain(k.lemma) in beside for k in reading.kids(i)):
            return entry.unit
    return None


def by_counter(reading: Reading, noun: Token, entries: tuple[Counted, ...], pack: Pack) -> str | None:
    """The unit that the subject of the governing verb names: «число [погибших] достигло 45 человек»."""
    counted = counter_noun(reading, noun.head, load_words(pack)) if noun.head >= 0 else None
    if counted is None:
        return None
    return by_participle(counted, entries) or by_noun(plain(counted.lemma), entries)
