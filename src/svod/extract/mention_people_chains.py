"""Which names are one person: surnames and patronymics joined to full names, and people known from the table.

In: names as found, with their offices, and the article's day. Out: `Who`s, and which name is whose. Pronouns and lone
titles come later, in `chains`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from svod.extract.actors_people import Holder, Person
from svod.extract.actors_table import Lexicon
from svod.extract.grammar import Grammar
from svod.extract.mention_forms import fold
from svod.extract.mention_found import Found, Office
from svod.extract.mention_surnames import surname_forms
from svod.extract.names import PersonName, given_gender


@dataclass
class Who:
    """One person of the article while it is put together."""

    name: PersonName
    grammar: Grammar
    entry: Person | None = None
    offices: list[Office] = field(default_factory=list)
    held: tuple[Holder, ...] = ()
    verbs: str | None = None  # the gender of the past tense verbs that the person is subject of
    diplomacy: tuple[str, ...] = ()  # what a diplomat's title has in it
    places: list[int] = field(default_factory=list)  # numbers of the names, in text order

    @property
    def full(self) -> str:
        """The name to show: the table's where the article gives less."""
        if self.entry is not None and (not self.name.whole or is_form(self.name, self.entry, self.grammar)):
            return self.entry.name
        return self.name.full

    @property
    def code(self) -> str | None:
        """The state acted for: the table's for the day, else that of the first office in the article."""
        codes = [h.code for h in self.held if h.code] + ([self.entry.code] if self.entry and self.entry.code else [])
        codes += [o.code for o in self.offices if o.code]
        return codes[0] if codes else None

    @property
    def gender(self) -> str | None:
        """masc, femn or unknown."""
        if self.entry is not None:
            return self.entry.gender
        plain = given_gender(self.name.given.split()[0]) if self.name.given else None
        return plain or self.verbs or self.name.gender

    @property
    def titles(self) -> tuple[str, ...]:
        """What the article and the table call the person."""
        return (*(o.title for o in self.offices), *(h.title for h in self.held))

    def rule(self, name: PersonName | None) -> str:
        """How a name comes to be this person: «surname», «name and patronymic», …"""
        if name is None or name.whole:
            return "full name"
        if self.name is name and self.entry is not None:
            return "surname in the table"
        if self.name is name:
            return "name alone"
        if name.patronymic and not name.surname:
            return "name and patronymic of a full name"
        if name.given:
            return "initials and surname of a full name"
        forms = surname_forms(self.name.surname, self.name.gender, self.grammar)
        whole = self.name.whole and fold(name.surname) in forms
        return "surname of a full name" if whole else "part of a full name" if self.name.whole else "same name"

    def holds(self, office: str, code: str | None) -> bool:
        """True when the article or the table gives the person this office."""
        own = [(o.office, o.code or self.code) for o in self.offices] + [(h.office, h.code) for h in self.held]
        return any(fits(office, o) and (code is None or c == code) for o, c in own)

    def state_of(self, office: str) -> str | None:
        """The state whose office of this kind the article or the table gives the person."""
        own = [(o.office, o.code or self.code) for o in self.offices] + [(h.office, h.code) for h in self.held]
        return next((c for o, c in own if o == office and c), None)

    def tags(self) -> frozenset[str]:
        """The sectors and offices of the person, by which a lone title may take them up; CVL where there are none."""
        found = {s for s in [*(o.sector for o in self.offices), *(h.sector for h in self.held)] if s}
        if any(stem in fold(t) for t in self.titles for stem in self.diplomacy):
            found.add("DIP")
        found |= {o for o in [*(o.office for o in self.offices), *(h.office for h in self.held)] if o}
        return frozenset(found or {"CVL"})


def is_form(name: PersonName, entry: Person, grammar: Grammar) -> bool:
    """True of a case form of the table's name that grammar did not undo: «Касым-Жомарту Токаеву», «Мин Аун Хлайном»."""
    spelt, parts = [*name.given.split(), *name.surname.split()], entry.name.split()
    if len(spelt) != len(parts) or len(parts) < 2 or all(fold(w) == fold(p) for w, p in zip(spelt, parts)):
        return False
    return all(fold(w) in surname_forms(p, entry.gender, grammar) for w, p in zip(spelt, parts))


LEADERS = frozenset({"leader", "head_of_state", "head_of_government", "supreme_leader"})


def fits(asked: str, held: str | None) -> bool:
    """True when an office is the one asked for; «лидер» may be any head."""
    return held is not None and (asked == held or (asked == "leader" and held in LEADERS))


def join_people(found: list[Found], lexicon: Lexicon, day: str) -> list[Who]:
    """Group the names of an article into people."""
    people: list[Who] = []
    grammar = lexicon.grammar
    numbers = [i for i, f in enumerate(found) if f.person is not None]
    for i in numbers:
        name = found[i].person
        if name is not None and name.whole:
            who = next((w for w in people if same_whole(w.name, name, grammar)), None)
            if who is None:
                who = Who(name, grammar)
                people.append(who)
            elif better(name, who.name, grammar):
                who.name = name
            who.places.append(i)
    for i in numbers:
        name = found[i].person
        if name is not None and not name.whole:
            take_short(people, i, name, lexicon, day)
    for who in people:
        who.places.sort()
        who.diplomacy = lexicon.words["diplomacy"]
        each = (o for i in who.places for o in found[i].offices)
        who.offices = list({(o.title, o.code, o.sector, o.office): o for o in each}.values())
        if who.entry is None or not agrees(who.entry, who):
            who.entry = from_table(who.name, who.offices, lexicon, day)
        who.held = who.entry.roles_on(day) if who.entry and day else ()
    return sorted(people, key=lambda w: w.places[0])


def agrees(entry: Person, who: Who) -> bool:
    """False where a surname of the table stands with an office of another state: a namesake, but none of a leader."""
    codes = {o.code for o in who.offices if o.code}
    leads = any(r.office in LEADERS for r in entry.roles)
    return who.name.whole or leads or not codes or bool(codes & {entry.code, *(r.code for r in entry.roles)})


@lru_cache(maxsize=20_000)
def same_whole(a: PersonName, b: PersonName, grammar: Grammar) -> bool:
    """True when two full names are forms of one."""
    straight = all(same_part(x, y, a.gender, grammar) for x, y in ((a.surname, b.surname), (a.given, b.given)))
    return straight or (fold(a.surname) == fold(b.given) and fold(a.given) == fold(b.surname)) or within(a, b, grammar)


def within(a: PersonName, b: PersonName, grammar: Grammar) -> bool:
    """True when one name is the other less a part of it: «Сейф бен Заид аль-Нахайян» and «Сейф аль-Нахайян»."""
    short, long = sorted((main_words(a, grammar), main_words(b, grammar)), key=len)
    if len(short) < 2 or len(short) == len(long) or not same_part(short[0], long[0], a.gender, grammar):
        return False
    rest = iter(long)
    return all(any(same_part(word, other, a.gender, grammar) for other in rest) for word in short)


def main_words(name: PersonName, grammar: Grammar) -> list[str]:
    """A full name's words without particles; a patronymic is none of them."""
    small = grammar.particles
    words = (w.partition("-")[2] if fold(w.partition("-")[0]) in small else w for w in name.full.split())
    return [w for w in words if fold(w) not in small]


def same_part(a: str, b: str, gender: str | None, grammar: Grammar) -> bool:
    """True when either is a form of the other."""
    return fold(b) in surname_forms(a, gender, grammar) or fold(a) in surname_forms(b, gender, grammar)


def better(a: PersonName, b: PersonName, grammar: Grammar) -> bool:
    """True when a's form is the likelier nominative: the shorter where one is a form of the other."""
    alike = len(a.full.split()) == len(b.full.split())
    return alike and len(a.full) < len(b.full) and fold(b.surname) in surname_forms(a.surname, a.gender, grammar)


def take_short(people: list[Who], i: int, name: PersonName, lexicon: Lexicon, day: str) -> None:
    """Join a surname, or a given name with patronymic, to the nearest fitting person, or begin a new one."""
    fitting = [w for w in people if short_fits(w.name, name, lexicon.grammar)]
    before = [w for w in fitting if min(w.places) < i]
    if before:
        who = max(before, key=lambda w: max(p for p in w.places if p < i))
    elif fitting:
        who = min(fitting, key=lambda w: min(w.places))
    else:
        who = Who(name, lexicon.grammar, from_table(name, [], lexicon, day))
        people.append(who)
    who.places.append(i)


@lru_cache(maxsize=20_000)
def short_fits(whole: PersonName, short: PersonName, grammar: Grammar) -> bool:
    """True when the short name may be the whole one's."""
    if short.patronymic and not short.surname:
        return bool(whole.given) and same_part(whole.given, short.given, whole.gender, grammar) and (
            not whole.patronymic or same_part(whole.patronymic, short.patronymic, whole.gender, grammar)
        )  # fmt: skip
    if short.given and whole.given and fold(short.given)[0] != fold(whole.given)[0]:
        return False
    surname, forms = fold(short.surname), surname_forms(whole.surname, whole.gender, grammar)
    if surname in forms or fold(whole.surname) == surname:
        return True
    parts = whole.given.split() if whole.given else []
    lone = not short.given and len(parts) > 0 and whole.whole
    return lone and any(surname in surname_forms(p, whole.gender, grammar) for p in parts)


def from_table(name: PersonName, offices: list[Office], lexicon: Lexicon, day: str) -> Person | None:
    """The table's person of this name: by given name too where there is one, else the only one in office on the day."""
    options = lexicon.people.get(fold(name.surname or name.given), ())
    if name.given and name.surname:
        letter = len(name.given.strip(".")) <= 3 and name.given.endswith(".")
        options = tuple(p for p in options if given_fits(p, name, lexicon.grammar, initial=letter))
        if not letter:
            return options[0] if options else None
    codes = {o.code for o in offices if o.code}
    if not (name.given and name.surname):
        options = tuple(p for p in options if p.by_surname_on(day) or codes & {r.code for r in p.roles_on(day)})
    options = tuple(p for p in options if not codes or codes & {p.code, *(r.code for r in p.roles)})
    if len(options) > 1 and day:
        options = tuple(p for p in options if p.roles_on(day)) or options
    return options[0] if len(options) == 1 or (options and not day) else None


def given_fits(person: Person, name: PersonName, grammar: Grammar, *, initial: bool) -> bool:
    """True when the given name (or its initial) is the person's."""
    givens = (person.name.split()[0], *person.givens)
    if initial:
        return any(fold(name.given)[0] == fold(g)[0] for g in givens)
    return any(same_part(g, name.given.split()[0], person.gender, grammar) for g in givens)
