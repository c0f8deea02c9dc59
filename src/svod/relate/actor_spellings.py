"""Two persons' names in, how they can be one person's out: «Джо Байден», «Джозеф Байдена», "Joe Biden", «Дж. Байден».

Says how names go together, not whether the persons are one: for that see `actor_persons`. No word of any language
stands here; endings, forms of given names and the sounds of letters are data of the packs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from svod.relate.actor_tables import load_tables, stem
from svod.relate.words import find_words, nearly, without_signs

INITIAL = 2  # letters that may stand for a given name: «Дж. Хант»
SPELT = 4  # letters of a given name that may be misspelt
SURNAME = 5  # letters of a surname that may be

# how two names go together, and what that weighs; the strongest first
WEIGHTS = {
    "same full name": 3.0,
    "spellings of one listed person": 3.0,
    "one name within the other": 2.0,
    "same name but for one letter": 2.0,
    "forms of one given name": 2.0,
    "same name in another script": 2.0,
    "same name in another case": 1.5,
    "given name as an initial": 1.0,
    "same single name": 0.0,
    "surname alone": 0.0,
    "same surname, other given name": -4.0,
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """A person's name taken apart; all words folded."""

    words: tuple[str, ...]  # as written, the surname last
    stems: tuple[str, ...]
    sounds: tuple[str, ...]

    @property
    def full(self) -> bool:
        """True where the name is more than a surname with initials."""
        return sum(len(w) > 1 for w in self.words) > 1


@lru_cache(maxsize=200_000)
def take_apart(name: str) -> Spelling:
    """Put the surname last and give each word its stem and sound: «Рахмон Эмомали Шарипович» → эмомали, рахмон."""
    tables = load_tables()
    name = tables.spellings.get(" ".join(find_words(name)), name)
    words = find_words(name.replace(".", " "))
    fathers = [i for i, w in enumerate(words) if i and w.endswith(tables.patronymics) and len(w) > 5]
    if len(words) > 2 and fathers:
        at = fathers[0]
        if at == len(words) - 1:  # the surname comes first
            words = [*words[1:at], words[0]]
        elif len(words) == 3:
            words = [words[0], words[2]]
    stemmed = tuple(stem(w, tables.endings) for w in words)
    return Spelling(tuple(words), stemmed, tuple(sound(s) for s in stemmed))


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The consonants of a word in any script, doubled ones once: «Байден», "Biden" → "bdn"."""
    tables = load_tables()
    out, at = "a" if word[:1] and word[0] in tables.vowels else "", 0
    while at < len(word):
        for length in range(min(tables.longest, len(word) - at), 0, -1):
            if (found := tables.sounds.get(word[at : at + length])) is not None:
                out += "" if out.endswith(found) else found
                at += length
                break
        else:
            at += 1
    return out


def find_blocks(name: str) -> tuple[str, ...]:
    """What another name of the same person is looked up by: the sound of the surname, of long names of each part.

    Full names are looked up by the given name and the beginning of the surname too, so that a misprint is met.
    """
    spelling = take_apart(name)
    parts = spelling.sounds[-1:] if len(spelling.words) < 4 else spelling.sounds[1:]
    misprint = {f"{spelling.sounds[0]} {spelling.sounds[-1][:2]}"} if spelling.full else set()
    return tuple(sorted({p for p in parts if p} | misprint))


@lru_cache(maxsize=200_000)
def relate_spellings(a: str, b: str) -> str | None:
    """How two names go together, by a key of WEIGHTS; None where they have nothing to do with one another."""
    x, y = take_apart(a), take_apart(b)
    if not x.words or not y.words:
        return None
    if x.words == y.words:
        if len(x.words) == 1:
            return "same single name"
        if not x.full:
            return "given name as an initial"
        return "same full name" if find_words(a) == find_words(b) else "spellings of one listed person"
    if len(x.words) > len(y.words):
        x, y = y, x
    if x.full and len(x.words) < len(y.words) and is_within(x, y):
        return "one name within the other"
    last = relate_words(x, y, -1, -1)
    if last is None:
        return None
    if len(x.words) == 1:
        family = last == "case" and x.words[0].endswith(load_tables().plurals)  # «Шамаловых» are several
        return "surname alone" if last != "letter" and not family else None
    return relate_given(x, y, last)


def relate_given(x: Spelling, y: Spelling, last: str) -> str | None:
    """How two names of like surnames go together, x the shorter one."""
    first = relate_words(x, y, 0, 0)
    short, long = sorted((x.words[0], y.words[0]), key=len)
    initial = len(short) <= INITIAL < len(long)
    if initial and long.startswith(short):
        return "given name as an initial" if last != "letter" else None
    hows = {first, last}
    if first is None or initial:
        return "same surname, other given name" if last in ("same", "case") else None
    if last == "letter" and first != "same":
        return None
    for how, name in (
        ("script", "same name in another script"),
        ("form", "forms of one given name"),
        ("case", "same name in another case"),
        ("letter", "same name but for one letter"),
    ):
        if how in hows or last == how:
            return name
    return "one name within the other"


def relate_words(x: Spelling, y: Spelling, i: int, j: int) -> str | None:
    """How two words of names go together: same, case, form (of a given name), letter, script."""
    a, b = x.words[i], y.words[j]
    tables = load_tables()
    if without_signs(a) == without_signs(b):
        return "same"
    if i == 0 and x.stems[i] == y.stems[j] and {a, b} & tables.women:
        return None
    if i == 0 and given_forms(x) & given_forms(y):
        return "form"
    if x.stems[i] == y.stems[j] and len(x.stems[i]) >= 3:
        return "case"
    if is_latin(a) != is_latin(b):
        return "script" if x.sounds[i] == y.sounds[j] and len(x.sounds[i]) > (i != 0) else None
    least = SPELT if i == 0 else SURNAME
    if min(len(a), len(b)) >= least and a[0] == b[0] and (nearly(a, b) or nearly(x.stems[i], y.stems[j])):
        return None if i == 0 and {a, b} & tables.women else "letter"
    return None


def given_forms(x: Spelling) -> frozenset[int]:
    """The groups of forms that a given name is in, as written or without its case ending; a Latin one by its sound."""
    given = load_tables().given
    if is_latin(x.words[0]):
        return given_by_sound().get(x.sounds[0], frozenset())
    return given.get(x.words[0]) or given.get(x.stems[0], frozenset())


@lru_cache(maxsize=1)
def given_by_sound() -> Mapping[str, frozenset[int]]:
    """The groups of forms of given names by the sound of each form that has two consonants or more."""
    found: dict[str, set[int]] = {}
    for name, groups in load_tables().given.items():
        if len(heard := sound(name)) > 1:
            found.setdefault(heard, set()).update(groups)
    return {heard: frozenset(groups) for heard, groups in found.items()}


def is_latin(word: str) -> bool:
    """True for a word in Latin letters."""
    return bool(word) and word[0].isascii()


def is_within(x: Spelling, y: Spelling) -> bool:
    """True when all words of the shorter name stand in the longer one in order, the first and the last at the ends.

    What follows a particle may be missing at the end: «Мухаммед бен Сальман», «Мухаммед бен Сальман Аль Сауд».
    """
    particles = load_tables().particles
    if sum(w not in particles for w in x.words) < 2 or x.words[0] in particles:
        return False
    at = 0
    for word in x.stems:
        while at < len(y.stems) and y.stems[at] != word:
            at += 1
        if at == len(y.stems):
            return False
        at += 1
    rest = y.words[at:]
    return not rest or rest[0] in particles
