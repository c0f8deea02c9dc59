"""Chains: the mentions of one actor inside an article, and what each of them is called.

In: a scene, everything found in it, and the article's day. Out: for each mention the number of its chain, with name and
code as far as the article or the pack gives them. A chain never leaves its article.
"""

from __future__ import annotations

from collections.abc import Sequence

from svod.extract.actors_rows import Entry
from svod.extract.mention_antecedents import Antecedents
from svod.extract.mention_apposed import attach_apposed
from svod.extract.mention_forms import fold, is_abbreviation
from svod.extract.mention_found import Found, Office, Scene
from svod.extract.mention_people_chains import Who, join_people
from svod.extract.mention_pronouns import verb_gender
from svod.extract.mention_setting import Link, add_setting, count_states, find_setting
from svod.extract.mention_titles import opens_anew, same_title

OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "SPY"})


class Chainer:
    """Walks an article's mentions in text order and links each to a chain; used once and thrown away."""

    def __init__(self, scene: Scene, found: Sequence[Found], day: str, home: str | None) -> None:
        self.scene, self.day, self.home = scene, day, home
        self.found, self.apposed = attach_apposed(scene, found)
        self.people = join_people(self.found, scene.lexicon, day)
        for who in self.people:
            who.verbs = verb_gender(scene, [self.found[i] for i in who.places])
        self.setting = find_setting(count_states(self.found))
        self.links: dict[int, Link] = {}
        self.before = Antecedents(scene, self.found, self.links)
        self.outsiders: dict[str, Who] = {}

    def run(self) -> list[Link]:
        """Link every mention: names first, then what leans on them, in text order."""
        for number, who in enumerate(self.people):
            for i in who.places:
                self.links[i] = Link(f"person:{number}", who.full, who.code, who.rule(self.found[i].person), who)
        for i, item in enumerate(self.found):
            if i not in self.links:
                self.links[i] = self.link(i, item)
        self.name_chains()
        return add_setting(self.scene, self.found, [self.links[i] for i in range(len(self.found))], self.home)

    def name_chains(self) -> None:
        """Call a state or organisation as the article first does («Молдова»), abbreviations in full where it does."""
        names: dict[str, str] = {}
        for i, item in enumerate(self.found):
            if item.kind == "name" and item.entry is not None and item.entry.form:
                key, form = self.links[i].chain, item.entry.form
                names[key] = better_form(names.get(key), form, item.entry)
        for i, link in self.links.items():
            if (name := names.get(link.chain, link.name)) != link.name:
                self.links[i] = link._replace(name=name)

    def link(self, i: int, item: Found) -> Link:
        """Link one mention that is no person's name."""
        if i in self.apposed:
            return self.before.copy(self.apposed[i], "in apposition")
        named = self.bracketed(item) if item.kind in ("pronoun", "role") else None
        if named is not None:
            return named
        if item.kind == "pronoun":
            return self.before.take_up(i) or Link(f"own:{i}", None, None, item.rule)
        if item.kind == "role" and item.entity == "person":
            return self.role(i, item)
        if item.rule == "bare institution":
            return self.bare_institution(i, item)
        if item.rule == "bare outlet":
            return self.earlier(i, lambda f: f.entity == "outlet" and f.kind == "name") or Link(
                f"own:{i}", None, None, item.rule
            )
        return Link(item.key or f"own:{i}", item.name, item.code, item.rule)

    def bracketed(self, item: Found) -> Link | None:
        """Whom an editor names in brackets right behind: «я позвонил ему [Ветрову]»."""
        tokens = self.scene.reading.tokens
        if item.last + 1 >= len(tokens) or tokens[item.last].text != "[":
            return None
        named = (k for k, f in enumerate(self.found) if f.person is not None and f.first == item.last + 1)
        return next((self.before.copy(k, "named in brackets") for k in named), None)

    def earlier(self, i: int, wanted: object, *, later: bool = False) -> Link | None:
        """The link of the nearest earlier mention that fits (or, failing that, of the first later one)."""
        fits = wanted if callable(wanted) else bool
        for k in range(i - 1, -1, -1):
            if fits(self.found[k]) and k in self.links:
                return self.before.copy(k, "taken up: named before")
        if later:
            for k in range(i + 1, len(self.found)):
                if fits(self.found[k]):
                    other = self.found[k]
                    return Link(other.key, other.name, other.code, "taken up: named later")
        return None

    def bare_institution(self, i: int, item: Found) -> Link:
        """«МИД» alone is the one named in full before it (or after it), else its minister's."""
        if item.kind == "role":
            return self.body_before(i, item) or Link(f"own:{i}", None, None, item.rule)
        own = branch(self.scene, item)

        def fits(f: Found) -> bool:
            named = f.base == item.base and f.code is not None and f.kind == "name"
            return named and own in (None, branch(self.scene, f))

        said = self.earlier(i, fits) or self.of_minister(item)
        if said is None and len({f.code for f in self.found if fits(f)}) == 1:
            said = self.earlier(i, fits, later=True)
        return said or Link(item.key, item.name, item.code, item.rule)

    def body_before(self, i: int, item: Found) -> Link | None:
        """The body that «ведомство», «компания», «в министерстве» takes up: the last one named of its sector."""
        own = item.entry.sector if item.entry else None
        sectors = OFFICIAL if own == "GOV" else {own}
        lists = self.scene.lexicon.words
        agency = item.base in lists["agency"]
        never = (*lists["rulers"], *lists["no_agency"]) if agency else ()

        def fits(f: Found) -> bool:
            apart = f.entity == "organization" and f.kind == "name" and not (f.first <= item.first < f.last)
            return apart and f.base not in never

        known = self.earlier(i, lambda f: fits(f) and sector(f) in sectors)
        if known is not None or not agency:
            return known
        unknown = self.earlier(i, lambda f: fits(f) and f.entry is None and is_abbreviation(f.name or ""))
        if unknown or not self.scene.keys[item.head].startswith(lists["any_agency"]):
            return unknown
        return self.earlier(i, lambda f: fits(f) and sector(f) == "IGO")

    def of_minister(self, item: Found) -> Link | None:
        """A ministry without a state is that of the article's only minister of the kind: «МИД» beside its head."""
        office = item.entry.office if item.entry else None
        if office is None or item.code is not None or (office == "head_of_government" and self.setting):
            return None  # a prime minister's visit makes no government his
        codes = {c for w in self.people if (c := w.state_of(office))}
        if len(codes) != 1:
            return None
        code = codes.pop()
        return Link(f"{item.key}@{code}", item.name, code, f"{item.rule}, of its head {code}")

    def role(self, i: int, item: Found) -> Link:
        """A title without a name: by office and day, by the same title before, or by the nearest fitting person."""
        asked = item.offices[0] if item.offices else None
        if opens_anew(self.scene, item):
            return Link(f"own:{i}", None, item.code, item.rule)
        office = asked.office if asked else None
        if asked and asked.code and asked.title in self.scene.lexicon.words["state_heads"]:
            office = office or "leader"
        if asked and office:
            who = self.by_office(i, office, asked.code or self.code_around(item))
            if who:
                return self.to_person(who, "office")
        near = self.before.take_up(i) or self.titled_later(i, asked)
        return near or Link(f"own:{i}", None, item.code, item.rule)

    def code_around(self, item: Found) -> str | None:
        """The state of whoever's title the office stands in: «спецпредставитель [президента] Марк Стоун»."""
        for who in self.people:
            if any(o.start < item.start and item.end <= o.end for o in who.offices):
                return who.code
        return None

    def titled_later(self, i: int, asked: Office | None) -> Link | None:
        """The person who bears exactly this title further on: the headline has «глава фонда», the text his name."""
        if asked is None or len(asked.title.split()) < 2:
            return None
        for who in self.people:
            if who.places[0] > i and any(fold(o.title) == fold(asked.title) for o in who.offices):
                return self.to_person(who, "titled later")
        return None

    def by_office(self, i: int, office: str, code: str | None) -> Who | None:
        """Who holds an office: somebody of the article (the nearest before, else the first after), else the table's."""
        item, words = self.found[i], self.scene.lexicon.words
        holders = [w for w in self.people if w.holds(office, code)]
        if item.gender == "femn":
            holders = [w for w in holders if w.gender != "masc"]
        if item.base in words["monarchs"]:
            holders = [w for w in holders if any(same_title(self.scene, t, item.base) for t in w.titles)]
        before = [w for w in holders if w.places[0] < i]
        if before:
            return max(before, key=lambda w: max(p for p in w.places if p < i))
        if code is None:
            return None
        if holders:
            return holders[0]
        person = None
        lexicon = self.scene.lexicon
        for each in [office] if office != "leader" else [lexicon.leaders.get(code, "head_of_state")]:
            person = person or lexicon.holder(code, each, self.day)
        if person is None:
            return None
        known = next((w for w in self.people if w.entry is person), None) or self.outsiders.get(person.name)
        if known is None:
            from svod.extract.names import PersonName

            known = Who(
                PersonName("", "", person.name, person.gender), lexicon.grammar, person, held=person.roles_on(self.day)
            )
            self.outsiders[person.name] = known
        return known

    def to_person(self, who: Who, rule: str) -> Link:
        """A link to a person's chain."""
        if who in self.people:
            return Link(f"person:{self.people.index(who)}", who.full, who.code, rule, who)
        return Link(f"table:{who.full}", who.full, who.code, rule, who)


def sector(found: Found) -> str | None:
    """The sector that the lexicon gives a mention."""
    return found.entry.sector if found.entry else None


def branch(scene: Scene, item: Found) -> str | None:
    """The words of an arm of the forces («ВВС», «сухопутные войска»), which are not one another; None for the rest."""
    words = " ".join(scene.keys[item.head : item.last])
    return words if scene.keys[item.head].startswith(scene.lexicon.words["branches"]) else None


def better_form(have: str | None, form: str, entry: Entry) -> str:
    """Which of two forms names a chain: a state's first one-word name; else the first, or one that spells it out."""
    short = is_abbreviation(form) or (form.isascii() and form.isupper())
    if entry.entity == "state":
        if " " in form or short or is_abbreviation(entry.name):
            form = entry.name
        return have or form
    if short and " " in entry.name:
        form = entry.name
    if have is None or (is_abbreviation(have) and " " in form):
        return form
    return have


def make_chains(scene: Scene, found: Sequence[Found], day: str, home: str | None = None) -> list[Link]:
    """Link every mention of an article; `found` is in text order, `home` the state of the article's outlet."""
    return Chainer(scene, found, day, home).run()


__all__ = ["Link", "make_chains"]
