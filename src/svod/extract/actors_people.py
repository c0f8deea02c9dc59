"""People of the pack's table and the offices they held, each with the days it is known to.

In: the pack's `actors` (people, a user's merged in), `offices` (who held which office when) and what each title stands
for. Out: `Person`s, and who of them may and who surely did hold an office on a day. Reads no texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from svod.extract.grammar import Grammar
from svod.extract.mention_forms import fold, readings

Offices = Mapping[str, tuple[str | None, str | None]]  # a title → its office and sector


@dataclass(frozen=True, slots=True)
class Holder:
    """A person's office for a while; days as exactly as they are known («2024-05»), "" for open ends."""

    title: str
    code: str | None
    office: str | None
    sector: str | None
    start: str
    end: str
    acting: bool = False

    def maybe(self, day: str) -> bool:
        """True when the office may have been held on a day."""
        return (not self.start or reach(self.start)[0] <= day) and (not self.end or day <= reach(self.end)[1])

    def surely(self, day: str) -> bool:
        """True when the office was held on a day whatever the missing parts of its dates are."""
        return (not self.start or reach(self.start)[1] <= day) and (not self.end or day <= reach(self.end)[0])


def reach(when: str) -> tuple[str, str]:
    """The first and the last day that a date may mean: "2024-05" is May, "2026-02/2026" from February on."""
    first, _, last = when.partition("/")
    last = last or first
    return first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first, last + "-12-31"[len(last) - 4 :]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the table."""

    name: str
    gender: str | None
    code: str | None
    roles: tuple[Holder, ...]
    givens: tuple[str, ...] = ()  # given names in other spellings: «Эммануэль» beside «Эмманюэль»
    alone: str = "always"  # when a surname by itself may mean the person: always, serving (on that day), never

    def by_surname_on(self, day: str) -> bool:
        """True when the surname by itself may mean the person in an article of this day."""
        return self.alone == "always" or (self.alone == "serving" and bool(day) and bool(self.roles_on(day)))

    def roles_on(self, day: str) -> tuple[Holder, ...]:
        """The offices that may have been held on a day, none of them for another; all when the day is not known."""
        return tuple(r for r in self.roles if (not day or r.maybe(day)) and not r.acting)


def sole_holder(people: Iterable[Person], code: str | None, office: str, day: str) -> Person | None:
    """The one of these people who surely held an office on a day, None where two may have, or somebody for another.

    An article tells of the day before as well as of its own, so on the day after a change it may mean either.
    """
    before = (date.fromisoformat(day) - timedelta(1)).isoformat()
    seat = [(p, r) for p in people for r in p.roles if (r.code, r.office) == (code, office)]
    may = [(p, r) for p, r in seat if r.maybe(day) or r.maybe(before)]
    if len({p.name for p, _ in may}) != 1 or any(r.acting for _, r in may):
        return None
    return may[0][0] if any(r.surely(day) for _, r in may) else None


def all_names(item: Mapping[str, Any]) -> tuple[str, ...]:
    """An entry's name and its other names."""
    names: list[str] = []
    for key in ("names", "aliases"):
        value = item.get(key, ())
        names += [value] if isinstance(value, str) else value
    return (item["name"], *names)


def with_offices(items: Iterable[Mapping[str, Any]], table: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The people of `actors` with what the table of offices says of them, and those whom it alone knows."""
    people = [dict(item) for item in items]
    by_name: dict[str, dict[str, Any]] = {}
    for item in people:
        by_name.setdefault(item["name"], item)
    for office in table:
        for holder in office["holders"]:
            person = by_name.get(holder["name"])
            if person is None:
                person = by_name[holder["name"]] = {"name": holder["name"], "alone": holder.get("alone", "serving")}
                person |= {k: holder[k] for k in ("gender",) if k in holder}
                people.append(person)
            role = {k: office[k] for k in ("title", "code", "office") if k in office} | dict(holder)
            person["roles"] = [*person.get("roles", ()), role]
    return people


def parse_person(item: Mapping[str, Any], offices: Offices, grammar: Grammar) -> Person:
    """Read a person; a role's title finds its office in the titles, its longest leading words first."""
    roles = []
    for role in item.get("roles", ()):
        office, sector = find_office(role["title"], offices)
        code, days = role.get("code", item.get("code")), (str(role.get("from", "")), str(role.get("to", "")))
        roles.append(Holder(role["title"], code, role.get("office", office), sector, *days, role.get("acting", False)))
    roles.sort(key=lambda r: r.start)
    code = item.get("code") or next((r.code for r in reversed(roles) if r.code), None)
    alone = item.get("alone", "always") or "never"
    givens = tuple(dict.fromkeys(n.split()[0] for n in all_names(item)[1:] if " " in n))
    return Person(item["name"], person_gender(item, grammar), code, tuple(roles), givens, alone)


def person_gender(item: Mapping[str, Any], grammar: Grammar) -> str:
    """The gender an entry says, or its given name or surname shows; where none does, masculine."""
    if "gender" in item:
        return "femn" if item["gender"] == "f" else "masc"
    first, last = item["name"].split()[0], item["name"].split()[-1]
    given = [r.tag for r in readings(first) if r.is_known and {"Name", "nomn", "sing"} <= r.tag.grammemes]
    if given:
        return "femn" if all("femn" in tag for tag in given) else "masc"
    return "femn" if grammar.ends(fold(last), "feminine_surname") else "masc"


def find_office(title: str, offices: Offices) -> tuple[str | None, str | None]:
    """The office and sector of a title, by its longest leading words that the titles know: «глава фонда» has none."""
    words = fold(title).split()
    for n in range(len(words), 0, -1):
        if " ".join(words[:n]) in offices:
            office, sector = offices[" ".join(words[:n])]
            return (None if office == "leader" and n < len(words) else office), sector
    return None, None


def by_office(people: Iterable[Person]) -> dict[tuple[str | None, str], tuple[Person, ...]]:
    """People by the state and the office they ever held."""
    found: dict[tuple[str | None, str], dict[int, Person]] = {}
    for i, person in enumerate(people):
        for role in person.roles:
            if role.office:
                found.setdefault((role.code, role.office), {})[i] = person
    return {k: tuple(v.values()) for k, v in found.items()}
