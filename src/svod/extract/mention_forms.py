"""Case forms of Russian names and phrases, and the way back to the nominative.

In: words in the nominative (to decline) or as they stand in a text (to undo). Out: lower-case keys with «ё» as «е», or
words in their own capitals. Knows grammar only: no actors, no texts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from svod.read.lemmas import analyser

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
UD_CASE = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Par": "gent"}
UD_GENDER = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
UD_NUMBER = {"Sing": "sing", "Plur": "plur"}
FIXED_FIRST = frozenset(["телеграм", "пресс", "медиа", "интернет", "онлайн", "ютуб", "telegram", "youtube"])
VOWELS = "аеиоуыэюя"


def fold(word: str) -> str:
    """The key that words are compared by: lower case, ё as е, one kind of apostrophe and hyphen."""
    return word.lower().replace("ё", "е").replace("'", "’").replace("‑", "-").replace("\u0301", "")


def split_words(phrase: str) -> list[str]:
    """Words and marks of a phrase, cut as the reader cuts a text."""
    from razdel import tokenize

    return [t.text for t in tokenize(phrase)]


@lru_cache(maxsize=100_000)
def readings(word: str) -> tuple[Any, ...]:
    """What the dictionary says of a word, best first."""
    return tuple(analyser().parse(word))


def noun_reading(word: str, number: str | None = None) -> Any | None:
    """The reading of a nominative noun, None where the dictionary has none."""
    found = [r for r in readings(word) if r.tag.POS == "NOUN" and "nomn" in r.tag]
    if number:
        found = [r for r in found if number in r.tag] or found
    found.sort(key=lambda r: (not r.is_known, not r.is_known and "Fixd" in r.tag))
    return found[0] if found else None


def inflect(reading: Any, *grammemes: str) -> str | None:
    """A reading's form with these grammemes, None where it has none."""
    form = reading.inflect(set(grammemes))
    return str(form.word) if form else None


def is_abbreviation(word: str) -> bool:
    """True of «МИД», «ЦАХАЛ»; such words stay or take endings in small letters («МИДа»)."""
    return len(word) > 1 and word.isupper()


@lru_cache(maxsize=20_000)
def decline(phrase: str, numbers: tuple[str, ...] = ()) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """All case forms of a nominative phrase as (folded words, case, number).

    Leading adjectives and the first noun change, all that follows stays: «министр | иностранных дел». An asterisk marks
    the noun where it is not the first: «Милли *Меджлис». Without `numbers` the phrase keeps its own.
    """
    marked = next((i for i, w in enumerate(phrase.split()) if w.startswith("*")), None)
    words = split_words(phrase.replace("*", ""))
    head = marked if marked is not None else next((i for i, w in enumerate(words) if not adjective_reading(w)), 0)
    noun = noun_reading(words[head])
    plural = noun is not None and "plur" in noun.tag and (noun.is_known or fold(words[head])[-1] in "ыи")
    own = "plur" if plural else "sing"
    found: dict[tuple[tuple[str, ...], str, str], None] = {}
    for number in numbers or (own,):
        for case in CASES:
            forms = [head_forms(words[head], noun, case, number)]
            for adjective in reversed(words[:head]):
                forms.insert(0, [adjective_form(adjective, noun, case, number)])  # a word that is none stays
            after = words[head + 1 :]
            if len(after) == 1 and agrees_behind(after[0], noun):
                after = [adjective_form(after[0], noun, case, number)]
            for combined in product(forms):
                folded = tuple(fold(w) for w in [*combined, *after])
                found[folded, case, number] = None
    return tuple(found)


def agrees_behind(word: str, noun: Any | None) -> bool:
    """True of an adjective that declines with the noun before it: «Республика Сербская»."""
    reading = adjective_reading(word)
    return noun is not None and reading is not None and reading.tag.gender == noun.tag.gender and word[:1].isupper()


def product(options: list[list[str]]) -> list[list[str]]:
    """Every way of taking one word from each list."""
    ways: list[list[str]] = [[]]
    for words in options:
        ways = [[*way, w] for way in ways for w in words]
    return ways


def adjective_reading(word: str) -> Any | None:
    """The reading of a nominative adjective; nouns of the same form («рабочий») count as adjectives too."""
    if is_abbreviation(word) or not word[0].isalpha():
        return None
    found = [r for r in readings(word)[:3] if r.tag.POS in ("ADJF", "PRTF") and "nomn" in r.tag]
    return min(found, key=lambda r: r.normal_form.endswith("ший"), default=None)  # «большая» is «большой», no «больший»


def adjective_form(word: str, noun: Any | None, case: str, number: str) -> str:
    """The adjective's form that agrees with the noun."""
    reading = adjective_reading(word)
    if reading is None:
        return word
    if number == "plur" or "plur" in reading.tag:
        want = [case, "plur"]
    else:
        want = [case, "sing", str(reading.tag.gender)]
    if case == "accs" and not (number == "sing" and reading.tag.gender in ("femn", "neut")):
        want.append("anim" if noun is not None and "anim" in noun.tag else "inan")
    return inflect(reading, *want) or word


def head_forms(word: str, noun: Any | None, case: str, number: str) -> list[str]:
    """The noun's forms in a case: usually one; abbreviations may stay or take an ending."""
    if is_abbreviation(word):
        return [word, *abbreviation_forms(word, case)]
    first, dash, rest = word.partition("-")
    if dash and fold(first) in FIXED_FIRST:
        return [f"{first}-{form}" for form in head_forms(rest, noun_reading(rest), case, number)]
    if noun is None and adjective_reading(word):
        return sorted({substantive(word, case, number, a) for a in ("anim", "inan")})
    if noun is None or (not noun.is_known and number == "sing"):
        own = inflect(noun, case, number) if noun is not None and "Fixd" not in noun.tag else None
        return sorted({by_ending(word, case), own or by_ending(word, case)})
    if "Fixd" in noun.tag:
        return [word]
    if "Sgtm" in noun.tag and number == "plur" and "sing" in noun.tag:
        return [inflect(noun, case, "plur") or word]
    return [inflect(noun, case, number) or word]


ENDINGS = {
    "а": {"gent": "ы", "datv": "е", "accs": "у", "ablt": "ой", "loct": "е"},
    "я": {"gent": "и", "datv": "е", "accs": "ю", "ablt": "ей", "loct": "е"},
    "": {"gent": "а", "datv": "у", "ablt": "ом", "loct": "е"},
}


def by_ending(word: str, case: str) -> str:
    """A form of a name that the dictionary cannot place («Хезболла»), by its last letter."""
    last = fold(word[-1])
    if word.isascii() or not last.isalpha() or last in VOWELS.replace("а", "").replace("я", "") or last in "ьъй":
        return word
    stem, key = (word[:-1], last) if last in "ая" else (word, "")
    ending = ENDINGS[key].get(case)
    if key == "я" and fold(word).endswith("ия") and case in ("datv", "loct"):
        ending = "и"
    return stem + ending if ending is not None else word


def substantive(word: str, case: str, number: str, animacy: str) -> str:
    """An adjective or participle that stands as a noun: «протестующие», «протестующих»."""
    reading = adjective_reading(word)
    gender = [str(reading.tag.gender)] if number == "sing" and reading is not None else []
    grammemes = [case, number, *gender] + ([animacy] if case == "accs" and gender != ["femn"] else [])
    return inflect(reading, *grammemes) or word


def abbreviation_forms(word: str, case: str) -> list[str]:
    """«МИД» → «МИДа», «МИДу», «МИДом», «МИДе»: for those read as a word that ends in a consonant."""
    if fold(word[-1]) in VOWELS or not any(fold(c) in VOWELS for c in word) or not fold(word[-1]).isalpha():
        return []
    return {"gent": [word + "а"], "datv": [word + "у"], "ablt": [word + "ом"], "loct": [word + "е"]}.get(case, [])


@lru_cache(maxsize=5_000)
def adjective_forms(adjective: str) -> frozenset[str]:
    """Every form of a full adjective, folded."""
    reading = next((r for r in readings(adjective) if r.tag.POS == "ADJF" and "nomn" in r.tag), None)
    if reading is None:
        return frozenset([fold(adjective)])
    return frozenset(fold(r.word) for r in reading.lexeme if r.tag.POS == "ADJF")


@lru_cache(maxsize=50_000)
def to_nominative(word: str, case: str | None, number: str | None, gender: str | None, part: str) -> str:
    """A common word or adjective in the nominative of its own number: «иностранного» → «иностранный».

    `part` is "NOUN" or "ADJF". Capitals are kept. A word that no reading fits is returned as it is.
    """
    ud = UD_CASE.get(case or "")
    if ud in (None, "nomn") or is_abbreviation(word) or not word[0].isalpha():
        return word
    parts = {"NOUN": ("NOUN",), "ADJF": ("ADJF", "PRTF", "NPRO", "NUMR")}[part]
    for reading in readings(word):
        tag = reading.tag
        if tag.POS not in parts or ud not in tag or "Fixd" in tag:
            continue
        if number and UD_NUMBER.get(number, "") not in tag:
            continue
        if part == "ADJF" and number == "Sing" and gender and tag.gender != UD_GENDER[gender]:
            continue
        if "Supr" in tag and fold(word).endswith(SUPERLATIVE):
            return superlative(word, str(tag.number), str(tag.gender))
        want = ["nomn", *(str(x) for x in (tag.number, tag.gender if part == "ADJF" else None) if x)]
        form = inflect(reading, *want)
        if form:
            return keep_capitals(word, form if "ё" in word.lower() else form.replace("ё", "е"))
    if part == "ADJF" and gender and number == "Sing":  # the tagger's case may be off where its gender is not
        for reading in readings(word):
            if reading.tag.POS in parts and reading.tag.gender == UD_GENDER[gender] and "sing" in reading.tag:
                form = inflect(reading, "nomn", "sing", UD_GENDER[gender])
                return keep_capitals(word, form) if form else word
    if part == "NOUN":  # participles that stand as nouns: «пострадавших»
        for reading in readings(word):
            if (
                reading.tag.POS in ("ADJF", "PRTF")
                and ud in reading.tag
                and UD_NUMBER.get(number or "", "") in reading.tag
            ):
                form = inflect(reading, "nomn", str(reading.tag.number))
                return keep_capitals(word, form.replace("ё", "е")) if form else word
    base, dash, digits = word.rpartition("-")
    return f"{to_nominative(base, case, number, gender, part)}-{digits}" if dash and digits.isdigit() else word


SUPERLATIVE = ("шего", "шему", "шим", "шем", "шей", "шую", "шие", "ших", "шими")


def superlative(word: str, number: str, gender: str) -> str:
    """«Высшего» → «Высший»: the dictionary would make it «высочайший»."""
    stem = word[: word.lower().rindex("ш") + 1]
    return stem + ("ие" if number == "plur" else {"masc": "ий", "femn": "ая", "neut": "ее"}.get(gender, "ий"))


def keep_capitals(model: str, word: str) -> str:
    """Give `word` the capitals of `model`, part by part at hyphens."""
    if "-" in model and model.count("-") == word.count("-"):
        return "-".join(keep_capitals(m, w) for m, w in zip(model.split("-"), word.split("-")))
    if is_abbreviation(model):
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
