"""Ages of those an event is about, in its clause and where another sentence gives one with the name.

In: a spot. Out: details of the slot participants, in years. Knows a person again by the name alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.details_people import find_objects
from svod.extract.details_spot import STEM, Spot, load_list, plain
from svod.extract.letters import plain as plain_letters
from svod.extract.numbers import Quantity
from svod.read import Token
from svod.records import Detail
from svod.spans import make_evidence

NEAR = 7  # tokens between an age or an event's word and the name behind it


def find_ages(spot: Spot) -> Iterator[Detail]:
    """The age of somebody in the clause: «50-летняя», «в возрасте 50 лет»."""
    ending = spot.table["age"]["ending"]
    for age in spot.page.ages:
        number, _, rest = age.lemma.partition("-")
        if age.i in spot.inside and number.isdigit() and rest == ending and is_of_somebody(spot, age):
            yield age_detail(spot, (age.i, age.i + 1), (float(number), float(number)))


def find_ages_elsewhere(spot: Spot) -> Iterator[Detail]:
    """The age that another sentence gives the one it was done to, by the name, «[50-летняя] Анна Попова», or without
    one where the article gives no other age: «[50-летней] женщине».
    """
    names = {n for noun in find_objects(spot) for n in names_under(spot, noun.i)}
    names |= {word[:STEM] for person in spot.persons for word in plain_letters(person).split()}
    ages = find_all_ages(spot) if names else []
    seized = spot.kind in load_list(spot.pack, "age", "kinds")
    alone = seized and len({a.lemma for a in ages}) == 1 and not any(is_others(spot, a, names) for a in ages)
    genders = find_genders(spot, names) if alone else set()
    for age in ages:
        if age.sentence == spot.word.sentence:
            continue
        whose = names_near(spot, age)
        unnamed = not whose and genders == {age.feat("Gender")}
        if unnamed or not names.isdisjoint(whose):
            yield age_detail(spot, (age.i, age.i + 1), (years_of(age), years_of(age)))


def find_genders(spot: Spot, names: set[str]) -> set[str | None]:
    """The genders that people of these names have in the article, by their first word: surnames are misread."""
    people = [t for t in spot.reading.tokens if t.upos == "PROPN" and t.feat("Animacy") == "Anim"]
    first = [t for t in people if t.lemma[:STEM] in names and not t.rel.startswith("flat")]
    return {t.feat("Gender") for t in first if t.feat("Number") == "Sing"}


def find_all_ages(spot: Spot) -> list[Token]:
    """The ages of single persons in the article, as adjectives: «50-летний»."""
    ages = (t for t in spot.page.ages if t.text[0].isdigit() and t.lemma.partition("-")[0].isdigit())
    return [t for t in ages if is_of_somebody(spot, t)]


def years_of(age: Token) -> float:
    """How old: 50 of «50-летний»."""
    return float(age.lemma.partition("-")[0])


def is_others(spot: Spot, age: Token, names: set[str]) -> bool:
    """True for the age of somebody of another name."""
    whose = names_near(spot, age)
    return bool(whose) and names.isdisjoint(whose)


def names_near(spot: Spot, age: Token) -> set[str]:
    """The name that an age stands with, by the parse or right behind it: «50-летняя учительница [Анна Попова]»."""
    found = names_under(spot, age.head) if age.head >= 0 else set()
    for token in spot.reading.tokens[age.i + 1 : age.i + NEAR]:
        if token.upos not in ("ADJ", "NOUN", "PROPN") or token.sentence != age.sentence:
            break
        if token.upos == "PROPN" and token.feat("Animacy") == "Anim":
            found.add(token.lemma[:STEM])
    return found


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
