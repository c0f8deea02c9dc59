"""Ages of those an event is about, in its clause and where another sentence gives one with the name.

In: a spot. Out: details of the slot participants, in years. Knows a person again by the name alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.details_people import find_objects
from svod.extract.details_spot import STEM, Spot, load_list, plain
from svod.extract.numbers import Quantity
from svod.read import Token
from svod.records import Detail
from svod.spans import make_evidence


def find_ages(spot: Spot) -> Iterator[Detail]:
    """The age of somebody in the clause: «50-летняя», «в возрасте 50 лет»."""
    ending = spot.table["age"]["ending"]
    for i in spot.scope:
        token = spot.reading.tokens[i]
        number, _, rest = token.lemma.partition("-")
        if number.isdigit() and rest == ending and is_of_somebody(spot, token):
            yield age_detail(spot, (i, i + 1), (float(number), float(number)))


def find_ages_elsewhere(spot: Spot) -> Iterator[Detail]:
    """The age that another sentence gives with the name of the one it was done to: «[50-летняя] Анна Попова»."""
    ending = spot.table["age"]["ending"]
    names = {n for noun in find_objects(spot) for n in names_under(spot, noun.i)}
    if not names:
        return
    for token in spot.reading.tokens:
        if token.sentence == spot.word.sentence or not token.text[0].isdigit():
            continue
        number, _, rest = token.lemma.partition("-")
        known = rest == ending and number.isdigit() and token.head >= 0
        if known and not names.isdisjoint(names_under(spot, token.head)):
            yield age_detail(spot, (token.i, token.i + 1), (float(number), float(number)))


def names_under(spot: Spot, noun: int) -> set[str]:
    """The names in a phrase of a person, by how they begin: «политика [Анны Поповой]»."""
    reading = spot.reading
    if reading.tokens[noun].feat("Animacy") == "Inan":
        return set()
    found = [reading.tokens[noun], *reading.kids(noun, "appos", "flat")]
    found += [k for t in found[1:] for k in reading.kids(t.i, "flat")]
    return {t.lemma[:STEM] for t in found if t.upos == "PROPN"}


def age_detail(spot: Spot, span: tuple[int, int], bounds: tuple[float | None, float | None]) -> Detail:
    """An age in years."""
    tokens = spot.reading.tokens
    value = tokens[span[0]].lemma if span[1] == span[0] + 1 else plain(spot.reading, *span)
    evidence = make_evidence("detail", spot.article, tokens[span[0]].start, tokens[span[1] - 1].end)
    return Detail("participants", value, *bounds, evidence, "years")


def is_of_somebody(spot: Spot, age: Token) -> bool:
    """True for the age of a person: not «100-летний юбилей»."""
    noun = spot.reading.tokens[age.head] if age.head >= 0 else age
    return age.rel != "amod" or noun.upos == "PROPN" or noun.feat("Animacy") == "Anim"


def is_age(spot: Spot, quantity: Quantity) -> bool:
    """True for years that somebody is old: «в возрасте [54 лет]», «ему [около 40 лет]»."""
    if quantity.slot != "duration" or quantity.first == 0 or quantity.unit not in load_list(spot.pack, "age", "units"):
        return False
    before = spot.reading.tokens[quantity.first - 1]
    return before.lemma in load_list(spot.pack, "age", "nouns") or (
        before.upos == "PRON" and before.feat("Case") == "Dat" and before.feat("Person") == "3"
    )
