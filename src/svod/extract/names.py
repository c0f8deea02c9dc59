"""Names of people: their parts, gender, case forms and nominative.

In: the words of one name as they stand in a text, with the tagger's case. Out: the same in the nominative, and the
forms by which a surname is met again («Алиева», «Алиевым»). Where the grammar is unsure, words stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from svod.extract.mention_forms import UD_CASE, UD_GENDER, fold, inflect, keep_capitals, readings
from svod.extract.mention_surnames import fits_gender

PARTICLES = frozenset(
    [
        "бен",
        "бин",
        "ибн",
        "аль",
        "ан",
        "ас",
        "аш",
        "ад",
        "эль",
        "эд",
        "абу",
        "фон",
        "цу",
        "де",
        "да",
        "ди",
        "дю",
        "ла",
        "ле",
        "ван",
        "дер",
        "ден",
        "тер",
        "оглы",
        "кызы",
        "заде",
        "уль",
        "ур",
        "и",
    ]
)
INITIAL = re.compile(r"^(?:[А-ЯЁA-Z]\.?){1,3}$")
NAMES = frozenset({"Name", "Surn", "Patr"})
PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овна|евна|ична|инична)(?:а|у|ем|е|ы|ой)?$")
FEMININE = re.compile(r"[^аеёиоуыэюя](?:ия|ии|ию|ией)$")  # «Асия», «Асии»: given names in -ия are women's
ADJECTIVAL = re.compile(r"(?:ск|цк|[бвгджзклмпрстчшй]н)$")  # «Присяжн-ой» is of «Присяжная»
# ending of an oblique form → endings of the nominative, by case; for surnames that the dictionary does not know
UNDO_MASC = {
    "gent": (
        ("ого", ("ий", "ый", "ой")), ("а", ("",)), ("я", ("й", "ь")), ("ы", ("а",)),
        ("ии", ("ия",)), ("ьи", ("ья",)),
    ),
    "datv": (("ому", ("ий", "ый", "ой")), ("у", ("",)), ("ю", ("й", "ь")), ("е", ("а", "я"))),
    "accs": (("ого", ("ий", "ый", "ой")), ("а", ("",)), ("я", ("й", "ь")), ("у", ("а",)), ("ю", ("я",))),
    "ablt": (
        ("ым", ("", "ый", "ой")), ("им", ("ий", "")), ("ом", ("",)), ("ем", ("", "й", "ь")),
        ("ой", ("а",)), ("ей", ("я",)),
    ),
    "loct": (("ом", ("ий", "ый", "ой")), ("е", ("", "й", "ь", "а", "я"))),
}  # fmt: skip
UNDO_FEM = {
    "gent": (("ой", ("а", "ая")), ("ы", ("а",)), ("и", ("я", "а"))),
    "datv": (("ой", ("а", "ая")), ("е", ("а", "я")), ("ии", ("ия",))),
    "accs": (("ую", ("ая",)), ("у", ("а",)), ("ю", ("я",))),
    "ablt": (("ой", ("а", "ая")), ("ей", ("я", "а"))),
    "loct": (("ой", ("а", "ая")), ("е", ("а", "я"))),
}


@dataclass(frozen=True, slots=True)
class PersonName:
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
        return bool(self.given and self.surname) and not INITIAL.match(self.given.replace(" ", ""))


def parse_name(words: list[str], tags: list[tuple[str | None, str | None]], known: frozenset[str]) -> PersonName:
    """Parse one name; `tags` are the tagger's (case, gender) of each word, `known` folded nominatives."""
    gender = find_gender(words, tags)
    case = find_case(words, tags, gender)
    words, tags = join_initials(words, tags)
    made = [
        w
        if INITIAL.match(w) or fold(w) in PARTICLES
        else name_nominative(w, own_case(w, case, gender, known), gender, known)
        for w in words
    ]
    if len(made) > 1:
        made[0] = given_nominative(words[0], made[0], case if tags[0][0] and UD_CASE.get(tags[0][0]) == case else "")
    if len(made) == 1:
        return PersonName("", "", made[0], gender)
    if PATRONYMIC.search(fold(words[-1])) and len(made) == 2 and is_given(words[0]):
        return PersonName(made[0], made[1], "", gender)
    if len(made) == 3 and PATRONYMIC.search(fold(words[1])):
        return PersonName(made[0], made[1], made[2], gender)
    if len(made) == 3 and PATRONYMIC.search(fold(words[2])):
        return PersonName(made[1], made[2], made[0], gender)
    return PersonName(" ".join(made[:-1]), "", made[-1], gender)


def join_initials(
    words: list[str], tags: list[tuple[str | None, str | None]]
) -> tuple[list[str], list[tuple[str | None, str | None]]]:
    """«И Н Картавых» → «И.Н. Картавых»: leading initials become one given name."""
    count = 0
    while count < len(words) - 1 and INITIAL.match(words[count]) and len(words[count].strip(".")) == 1:
        count += 1
    if not count:
        return words, tags
    return ["".join(w.strip(".") + "." for w in words[:count]), *words[count:]], [tags[0], *tags[count:]]


def is_given(word: str) -> bool:
    """True of a word that the dictionary has as a given name."""
    return any("Name" in r.tag for r in readings(word))


def find_gender(words: list[str], tags: list[tuple[str | None, str | None]]) -> str | None:
    """The gender that the given name, the patronymic or the tagger shows."""
    for word in words:
        if re.search(r"(?:овн|евн|ичн|инич)(?:а|ы|е|у|ой)$", fold(word)):
            return "femn"
    if len(words) > 1 and tags[0][1] == "Fem" and FEMININE.search(fold(words[0])):
        return "femn"  # «Асию» of a woman, though there is a man's «Асий»
    for word in words[:1] if len(words) > 1 else []:
        genders = {r.tag.gender for r in readings(word) if "Name" in r.tag and r.is_known and "plur" not in r.tag}
        genders &= {"masc", "femn"}
        if len(genders) == 1:
            return str(genders.pop())
    if (
        len(words) > 1
        and not words[0].isascii()
        and FEMININE.search(fold(words[0]))
        and "masc" not in name_genders(words[0])
    ):
        return "femn"
    seen = [UD_GENDER[g] for _, g in tags if g in ("Masc", "Fem")]
    if len(words) > 1 and re.search(r"(?:ова|ева|ина|ская|цкая)$", fold(words[-1])) and tags[-1][0] == "Nom":
        return "femn"
    return max(("masc", "femn"), key=seen.count) if seen else None


def name_genders(word: str) -> frozenset[str]:
    """The genders that the dictionary's given names of this form have."""
    return frozenset(str(r.tag.gender) for r in readings(word) if "Name" in r.tag and r.is_known)


def given_gender(given: str) -> str | None:
    """The one gender that the dictionary has for a given name in the nominative; None for others."""
    known = [r for r in readings(given) if "Name" in r.tag and r.is_known and "nomn" in r.tag and "plur" not in r.tag]
    found = {str(r.tag.gender) for r in known} & {"masc", "femn"}
    return found.pop() if len(found) == 1 else None


def find_case(words: list[str], tags: list[tuple[str | None, str | None]], gender: str | None) -> str:
    """The case that most words of the name can stand in, the tagger's own preferred."""
    votes: dict[str, float] = {}
    for word, (case, _) in zip(words, tags):
        if case in UD_CASE and not INITIAL.match(word):
            votes[UD_CASE[case]] = votes.get(UD_CASE[case], 0) + 1.0
        for possible in name_cases(word, gender):
            votes[possible] = votes.get(possible, 0) + 0.9
    if len(words) > 1 and is_oblique(words[0]):
        votes.pop("nomn", None)
        votes = votes or {"gent" if fold(words[0])[-1] in "ыи" else "accs": 1.0}
    order = ("nomn", "gent", "accs", "datv", "ablt", "loct")
    return max(order, key=lambda c: (votes.get(c, 0), -order.index(c)))


def own_case(word: str, case: str, gender: str | None, known: frozenset[str]) -> str:
    """The name's case, accusative where only that fits: «Яна Грушку» could be two cases but for its last word."""
    doubtful = case == "gent" and gender == "masc" and fold(word)[-1] in "ую" and fold(word) not in known
    return "accs" if doubtful and not name_cases(word, gender) else case


OBLIQUE = ("у", "ю", "ы", "и", "е", "ом", "ем", "ой", "ей")


def is_oblique(given: str) -> bool:
    """True of a given name's form that cannot be the nominative: «Асифы», «Асию», «Павлу»."""
    known = [r for r in readings(given) if "Name" in r.tag and r.is_known]
    if known and fold(given).endswith(OBLIQUE):  # «Асия» is no form of «Асий» first of all
        return all("nomn" not in r.tag or "plur" in r.tag for r in known)
    return fold(given).endswith(("ы", "ию"))


def name_cases(word: str, gender: str | None) -> frozenset[str]:
    """The cases in which the dictionary knows the word as a name of this gender."""
    found = set()
    for r in readings(word):
        named = NAMES & r.tag.grammemes and "plur" not in r.tag and r.is_known
        if named and fits_gender(r, gender):
            found.add(str(r.tag.case))
    return frozenset(found & set(UD_CASE.values()))


def name_nominative(word: str, case: str, gender: str | None, known: frozenset[str]) -> str:
    """One word of a name in the nominative: «Алиеву» → «Алиев», «Захаровой» → «Захарова», «Санду» → «Санду»."""
    if case == "nomn" or not word[-1:].isalpha() or word.isascii():
        return word
    if "-" in word:
        *fore, last = word.split("-")
        return "-".join([*(fore_nominative(w, case) for w in fore), name_nominative(last, case, gender, known)])
    if fold(word) in known and fold(word)[-1] in "оуыэюеи":
        return word  # «Санду»: the form is a nominative already
    options = nominative_options(word, case, gender)
    if "ё" not in word.lower():
        options = tuple(o.replace("ё", "е") for o in options)
    for option in options:
        if fold(option) in known:
            return keep_capitals(word, option)
    return keep_capitals(word, options[0]) if options else word


def given_nominative(word: str, made: str, case: str) -> str:
    """A given name that the dictionary does not know and that grammar left as it stood: «Нааму» → «Наама»."""
    if made != word or word.isascii() or any(r.is_known for r in readings(word)):
        return made
    vowel = {"accs": {"у": "а", "ю": "я"}, "gent": {"ы": "а"}}.get(case, {}).get(fold(word)[-1])
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
def nominative_options(word: str, case: str, gender: str | None) -> tuple[str, ...]:
    """What the nominative may be, likeliest first; a masculine name that ends in a consonant is in it already."""
    folded = fold(word)
    if folded[-1] not in "аеёиоуыэюяйм":
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
    for ending, endings in (UNDO_FEM if gender == "femn" else UNDO_MASC).get(case, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= 2:
            stem = word.lower()[: len(word) - len(ending)]
            if ending == "ой" and gender == "femn" and ADJECTIVAL.search(stem):
                endings = endings[::-1]
            for e in endings:
                if plausible(stem + e, e):
                    found[stem + e] = None
    return tuple(found)


def plausible(word: str, ending: str) -> bool:
    """False of a bare stem that ends in a vowel or a sign, of «й» after a consonant and «ь» after a vowel."""
    if ending in ("й", "ь"):
        return (word[-2] in "аеёиоуыэюя") == (ending == "й")
    return bool(ending) or word[-1] not in "аеёиоуыэюяьъ"
