"""Two sides of event mentions in, how they compare out: by who takes part, else by the states they act for.

Silence is no disagreement, and a state that the context lends is not somebody who is told.
"""

from __future__ import annotations

from functools import lru_cache

from svod.relate.facts import Side
from svod.relate.names import same_person, similar_names
from svod.relate.words import STEM, find_words


@lru_cache(maxsize=200_000)
def weigh_sides(a: tuple[Side, ...], b: tuple[Side, ...]) -> str:
    """How two sides compare by those who are told.

    As `compare_sides`, but "state" where all that is the same are states, "of person" where only the state of somebody
    named is; where one side has none but states that the context lends: "lent alike" where the states meet what the
    other has, else "lent apart".
    """
    if not a or not b:
        return "silent"
    if all(s.lent for s in a) or all(s.lent for s in b):
        return "lent alike" if {s.code for s in a} & {s.code for s in b} else "lent apart"
    a, b = tuple([s for s in a if not s.lent]), tuple([s for s in b if not s.lent])
    level = compare_sides(a, b)
    if level == "same":
        return "state" if all(x.state or y.state for x in a for y in b if same_who(x, y)) else "same"
    return "of person" if level == "code" and any(s.person for s in (*a, *b)) else level


def same_who(a: Side, b: Side) -> bool:
    """True when two participants are one actor by id or by name."""
    if a.who == b.who:
        return True
    if a.code and b.code and a.code != b.code:
        return False
    if a.person != b.person and (holds_office(a, b) or holds_office(b, a)):
        return True
    return same_person(a.name, b.name) if a.person and b.person else similar_names(a.name, b.name)


def holds_office(person: Side, group: Side) -> bool:
    """True when a description in small letters is of people of that person's office: «оба президента»."""
    return group.code is None and group.described and last_stem(group.name) in person.titles


@lru_cache(maxsize=100_000)
def last_stem(name: str) -> str:
    """The beginning of a name's last word: «оба президента» → "прези"."""
    return (find_words(name) or [""])[-1][:STEM]


@lru_cache(maxsize=200_000)
def compare_sides(a: tuple[Side, ...], b: tuple[Side, ...]) -> str:
    """same, within (one names more), code (only states agree), mixed (each names others too), other persons,
    apart (other states, as far as any are known), unlike (names with nothing in common), silent.
    """
    if not a or not b:
        return "silent"
    if len(a) == len(b) == 1:  # most pairs, told apart without building lists
        return compare_two(a[0], b[0])
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    named = [any(same_who(x, y) for y in many) for x in few]
    states = [any(acts_for_same(x, y) for y in many) for x in few]
    if all(named):
        return "same" if all(any(same_who(x, y) or acts_for_same(x, y) for y in few) for x in many) else "within"
    if all(n or s for n, s in zip(named, states, strict=True)):
        return "code"
    if any(named) or any(states):
        return "mixed"
    if all(x.person and y.person for x in few for y in many):
        return "other persons"
    return "apart" if any(x.code for x in few) and any(y.code for y in many) else "unlike"


def compare_two(a: Side, b: Side) -> str:
    """The level of one participant on each side."""
    if same_who(a, b):
        return "same"
    if a.person and b.person:
        return "other persons"
    if a.code and b.code:
        return "code" if a.code == b.code else "apart"
    return "unlike"


def acts_for_same(a: Side, b: Side) -> bool:
    """True when both act for one state or organisation and are not two different persons."""
    return a.code is not None and a.code == b.code and not (a.person and b.person)
