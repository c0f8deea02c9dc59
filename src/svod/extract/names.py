"""Names of people: their parts, gender, case forms and nominative.

In: the words of one name as they stand in a text, with the tagger's case, and the pack's endings. Out: the same in the
nominative. Where the grammar is unsure, words stay as they are. The dictionary is pymorphy3's, and so are the names of
cases and genders.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from svod import letters
from svod.extract.grammar import Grammar
from svod.extract.mention_forms import UD_CASE, UD_GENDER, fold, inflect, keep_capitals, readings, spelt_like
from svod.extract.mention_surnames import fits_gender

INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,3}")
NAMES = frozenset({"Name", "Surn", "Patr"})


@lru_cache(maxsize=20_000)
def is_initials(word: str) -> bool:
    """True of one to three capitals, each with a full stop or without: «И», «И.Н.», but «Ильхам», «Дж.»."""
    return INITIALS.fullmatch(word) is not None and word == word.upper() != word.lower()


class PersonName(NamedTuple):
    """A person's name in the nominative: given names (or initials), patronymic, surname; "" where not given."""

    given: str
    patronymic: str
    surname: str
    gender: str | None  # masc | femn

    @property
    def full(self) -> str:
        """«Ильхам Алиев»; the patronymic only where there is no surname."""
        middle = "" if self.surname and self.given else self.patronymic
        return " ".join(p for p in (self.given, middle, self.surname) if p)

    @property
    def whole(self) -> bool:
        """True when both a given name (not just its initial) and a surname are there."""
        return bool(self.given and self.surname) and not is_initials(self.given.replace(" ", ""))


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of a name's words before they are put in the nominative."""

    case: str
    gender: str | None
    known: Container[str]  # folded words met in the nominative
    grammar: Grammar


def parse_name(
    words: list[str], tags: list[tuple[str | None, str | None]], known: Container[str], grammar: Grammar
) -> PersonName:
    """Parse one name; `tags` are the tagger's (case, gender) of each word, `known` folded nominatives."""
    gender = find_gender(words, tags, grammar)
    form = Form(find_case(words, tags, gender, grammar), gender, known, grammar)
    words, tags = join_initials(words, tags)
    made = [
        w if is_initials(w) or fold(w) in grammar.particles else name_nominative(w, with_own_case(w, form))
        for w in words
    ]
    if len(made) > 1 and tags[0][0] and UD_CASE.get(tags[0][0]) == form.case:
        made[0] = given_nominative(words[0], made[0], form)
    if len(made) == 1:
        return PersonName("", "", made[0], gender)
    if len(made) == 2 and grammar.ends(fold(words[-1]), "patronymic") and is_given(words[0]):
        return PersonName(made[0], made[1], "", gender)
    if len(made) == 3 and grammar.ends(fold(words[1]), "patronymic"):
        return PersonName(made[0], made[1], made[2], gender)
    if len(made) == 3 and grammar.ends(fold(words[2]), "patronymic"):
        return PersonName(made[1], made[2], made[0], gender)
    return PersonName(" ".join(made[:-1]), "", made[-1], gender)


def join_initials(
    words: list[str], tags: list[tuple[str | None, str | None]]
) -> tuple[list[str], list[tuple[str | None, str | None]]]:
    """«И Н Картавых» → «И.Н. Картавых»: leading initials become one given name."""
    count = 0
    while count < len(words) - 1 and is_initials(words[count]) and len(words[count].strip(".")) == 1:
        count += 1
    if not count:
        return words, tags
    return ["".join(w.strip(".") + "." for w in words[:count]), *words[count:]], [tags[0], *tags[count:]]


@lru_cache(maxsize=20_000)
def is_given(word: str) -> bool:
    """True of a word that the dictionary has as a given name."""
    return any("Name" in r.tag for r in readings(word))


def find_gender(words: list[str], tags: list[tuple[str | None, str | None]], grammar: Grammar) -> str | None:
    """The gender that the given name, the patronymic or the tagger shows."""
    if any(grammar.ends(fold(word), "feminine_patronymic") for word in words):
        return "femn"
    feminine = len(words) > 1 and is_feminine_given(words[0], grammar)
    if feminine and tags[0][1] == "Fem":
        return "femn"  # «Асию» of a woman, though there is a man's «Асий»
    genders = singular_genders(words[0]) if len(words) > 1 else frozenset()
    if len(genders) == 1:
        return next(iter(genders))
    if feminine and "masc" not in name_genders(words[0]):
        return "femn"
    seen = [UD_GENDER[g] for _, g in tags if g in ("Masc", "Fem")]
    if len(words) > 1 and grammar.ends(fold(words[-1]), "feminine_surname") and tags[-1][0] == "Nom":
        return "femn"
    return max(("masc", "femn"), key=seen.count) if seen else None


@lru_cache(maxsize=20_000)
def singular_genders(word: str) -> frozenset[str]:
    """The genders, neuter aside, that the dictionary's given names of this form have in the singular."""
    named = (r.tag for r in readings(word) if "Name" in r.tag and r.is_known and "plur" not in r.tag)
    return frozenset(str(tag.gender) for tag in named) & {"masc", "femn"}


def is_feminine_given(word: str, grammar: Grammar) -> bool:
    """True of a given name that ends as a woman's behind a consonant: «Асия», «Асии»."""
    folded = fold(word)
    ends = (e for e in grammar.lists.get("feminine_given", ()) if folded.endswith(e) and len(folded) > len(e))
    return any(folded[-len(end) - 1] not in grammar.vowels for end in ends)


@lru_cache(maxsize=20_000)
def name_genders(word: str) -> frozenset[str]:
    """The genders that the dictionary's given names of this form have."""
    return frozenset(str(r.tag.gender) for r in readings(word) if "Name" in r.tag and r.is_known)


@lru_cache(maxsize=20_000)
def given_gender(given: str) -> str | None:
    """The one gender that the dictionary has for a given name in the nominative; None for others."""
    known = [r for r in readings(given) if "Name" in r.tag and r.is_known and "nomn" in r.tag and "plur" not in r.tag]
    found = {str(r.tag.gender) for r in known} & {"masc", "femn"}
    return found.pop() if len(found) == 1 else None


def find_case(words: list[str], tags: list[tuple[str | None, str | None]], gender: str | None, grammar: Grammar) -> str:
    """The case that most words of the name can stand in, the tagger's own preferred."""
    votes: dict[str, float] = {}
    for word, (case, _) in zip(words, tags):
        if case in UD_CASE and not is_initials(word):
            votes[UD_CASE[case]] = votes.get(UD_CASE[case], 0) + 1.0
        for possible in name_cases(word, gender):
            votes[possible] = votes.get(possible, 0) + 0.9
    if len(words) > 1 and is_oblique(words[0], grammar):
        votes.pop("nomn", None)
        votes = votes or {"gent" if grammar.ends(fold(words[0]), "genitive") else "accs": 1.0}
    order = ("nomn", "gent", "accs", "datv", "ablt", "loct")
    return max(order, key=lambda c: (votes.get(c, 0), -order.index(c)))


def with_own_case(word: str, form: Form) -> Form:
    """The name's case, accusative where only that fits: «Яна Грушку» could be two cases but for its last word."""
    folded = fold(word)
    doubtful = form.case == "gent" and form.gender == "masc" and form.grammar.ends(folded, "accusative")
    if doubtful and folded not in form.known and not name_cases(word, form.gender):
        return replace(form, case="accs")
    return form


@lru_cache(maxsize=20_000)
def is_oblique(given: str, grammar: Grammar) -> bool:
    """True of a given name's form that cannot be the nominative: «Асифы», «Асию», «Павлу»."""
    known = [r for r in readings(given) if "Name" in r.tag and r.is_known]
    if known and grammar.ends(fold(given), "oblique"):  # «Асия» is no form of «Асий» first of all
        return all("nomn" not in r.tag or "plur" in r.tag for r in known)
    return grammar.ends(fold(given), "surely_oblique")


@lru_cache(maxsize=20_000)
def name_cases(word: str, gender: str | None) -> frozenset[str]:
    """The cases in which the dictionary knows the word as a name of this gender."""
    found = set()
    for r in readings(word):
        named = NAMES & r.tag.grammemes and "plur" not in r.tag and r.is_known
        if named and fits_gender(r, gender):
            found.add(str(r.tag.case))
    return frozenset(found & set(UD_CASE.values()))


def name_nominative(word: str, form: Form) -> str:
    """One word of a name in the nominative: «Алиеву» → «Алиев», «Захаровой» → «Захарова», «Санду» → «Санду»."""
    if form.case == "nomn" or not word[-1:].isalpha() or word.isascii():
        return word
    if "-" in word:
        *fore, last = word.split("-")
        return "-".join([*(fore_nominative(w, form.case) for w in fore), name_nominative(last, form)])
    if fold(word) in form.known and form.grammar.ends(fold(word), "nominative_vowels"):
        return word  # «Санду»: the form is a nominative already
    options = [spelt_like(word, o) for o in nominative_options(word, form.case, form.gender, form.grammar)]
    for option in options:
        if fold(option) in form.known:
            return keep_capitals(word, option)
    return keep_capitals(word, options[0]) if options else word


def given_nominative(word: str, made: str, form: Form) -> str:
    """A given name that the dictionary does not know and that grammar left as it stood: «Нааму» → «Наама»."""
    if made != word or word.isascii() or any(r.is_known for r in readings(word)):
        return made
    vowel = form.grammar.given.get(form.case, {}).get(fold(word)[-1])
    return word[:-1] + vowel if vowel else made


def fore_nominative(word: str, case: str) -> str:
    """The first part of a hyphened name, which declines only if the dictionary knows it so: «Касым-Жомартом»."""
    for r in readings(word):
        if NAMES & r.tag.grammemes and r.is_known and "sing" in r.tag and "Fixd" not in r.tag:
            if "nomn" in r.tag:
                return word
            if case in r.tag:
                return keep_capitals(word, inflect(r, "nomn", "sing") or word)
    return word


@lru_cache(maxsize=20_000)
def nominative_options(word: str, case: str, gender: str | None, grammar: Grammar) -> tuple[str, ...]:
    """What the nominative may be, likeliest first; a masculine name that ends in a consonant is in it already."""
    if not grammar.ends(fold(word), "oblique_letters"):
        return ()
    found: dict[str, None] = {}
    for r in readings(word):
        if not NAMES & r.tag.grammemes or case not in r.tag or "plur" in r.tag:
            continue
        if gender and r.tag.gender in ("masc", "femn") and r.tag.gender != gender and "Fixd" not in r.tag:
            continue
        own = r.word if "Fixd" in r.tag else inflect(r, "nomn", "sing")
        if own and (r.is_known or len(own) > 2):
            found[own] = None
    found |= dict.fromkeys(undone(word, case, "feminine" if gender == "femn" else "masculine", grammar))
    return tuple(found)


def undone(word: str, case: str, gender: str, grammar: Grammar) -> Iterator[str]:
    """What the nominative may be by the word's ending alone, likeliest first."""
    folded = fold(word)
    for ending, endings in grammar.undo.get((gender, case), ()):
        if not folded.endswith(ending) or len(folded) - len(ending) < 2:
            continue
        stem = word.lower()[: len(word) - len(ending)]
        adjective = gender == "feminine" and grammar.ends(stem, "adjective_stems")
        first = grammar.lists.get("feminine_adjective", ()) if adjective else ()
        for end in sorted(endings, key=lambda e: e not in first):
            if plausible(stem + end, end, grammar):
                yield stem + end


def plausible(word: str, ending: str, grammar: Grammar) -> bool:
    """False of a bare stem that ends in a vowel or a sign, of «й» after a consonant and «ь» after a vowel."""
    tail = letters.plain(word)
    before, last = tail[-2], tail[-1]
    if ending in grammar.lists.get("after_vowel", ()):
        return before in grammar.vowels
    if ending in grammar.lists.get("after_consonant", ()):
        return before not in grammar.vowels
    return bool(ending) or not (last in grammar.vowels or grammar.ends(last, "signs"))
