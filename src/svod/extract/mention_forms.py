"""Case forms of Russian names and phrases, and the way back to the nominative.

In: words in the nominative (to decline) or as they stand in a text (to undo). Out: lower-case keys with «ё» as «е», or
words in their own capitals. Knows grammar only: no actors, no texts. The dictionary is pymorphy3's, and so are the
names of cases, genders and parts of speech; endings for words that it does not know are the pack's (`grammar`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

from svod import letters
from svod.extract.grammar import CONSONANT, Grammar
from svod.extract.letters import plain
from svod.read.lemmas import analyser

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
UD_CASE = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Par": "gent"}
UD_GENDER = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
UD_NUMBER = {"Sing": "sing", "Plur": "plur"}


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """The key that words are compared by: lower case, ё as е, one kind of apostrophe and hyphen."""
    return plain(word).replace("'", "’").replace("‑", "-").replace("\u0301", "")


@lru_cache(maxsize=1_000)
def split_words(phrase: str) -> tuple[str, ...]:
    """Words and marks of a phrase, cut as the reader cuts a text."""
    from razdel import tokenize

    return tuple(t.text for t in tokenize(phrase))


@lru_cache(maxsize=10_000)  # a word's readings take up to 4 KiB
def readings(word: str) -> tuple[Any, ...]:
    """What the dictionary says of a word, best first."""
    return tuple(analyser().parse(word))


def noun_reading(word: str, number: str | None = None) -> Any | None:
    """The reading of a nominative noun, None where the dictionary has none."""
    found = [r for r in readings(word) if r.tag.POS == "NOUN" and "nomn" in r.tag]
    if number:
        found = [r for r in found if number in r.tag] or found
    if len(found) > 1:
        found.sort(key=lambda r: (not r.is_known, not r.is_known and "Fixd" in r.tag))
    return found[0] if found else None


@lru_cache(maxsize=1_000)  # 4 KiB each
def lexeme(reading: Any) -> tuple[tuple[str, frozenset[str]], ...]:
    """Every form of a reading's word with its grammemes; made once for all cases that are asked of it."""
    return tuple((str(form.word), form.tag.grammemes) for form in reading.lexeme)


def inflect(reading: Any, *grammemes: str) -> str | None:
    """A reading's form with these grammemes, None where it has none."""
    wanted = set(grammemes)
    fitting = [word for word, own in lexeme(reading) if wanted <= own]
    if len(fitting) == 1:
        return fitting[0]
    form = reading.inflect(wanted)  # chooses between several, and knows cases that are called otherwise
    return str(form.word) if form else None


def is_abbreviation(word: str) -> bool:
    """True of «МИД», «ЦАХАЛ»; such words stay or take endings in small letters («МИДа»)."""
    return len(word) > 1 and word.isupper()


@lru_cache(maxsize=1_000)  # 3 KiB each
def decline(
    phrase: str, grammar: Grammar, numbers: tuple[str, ...] = ()
) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """All case forms of a nominative phrase as (folded words, case, number).

    Leading adjectives and the first noun change, all that follows stays: «министр | иностранных дел». An asterisk marks
    the noun where it is not the first: «Милли *Меджлис». Without `numbers` the phrase keeps its own.
    """
    marked = next((i for i, w in enumerate(phrase.split()) if w.startswith("*")), None)
    words = split_words(phrase.replace("*", ""))
    head = marked if marked is not None else first_noun(words, grammar)
    noun = noun_reading(words[head])
    plural = noun is not None and "plur" in noun.tag and (noun.is_known or grammar.ends(fold(words[head]), "plural"))
    own = "plur" if plural else "sing"
    found: dict[tuple[tuple[str, ...], str, str], None] = {}
    for number in numbers or (own,):
        for case in CASES:
            forms = [head_forms(words[head], noun, (case, number), grammar)]
            for adjective in reversed(words[:head]):  # a word that is no adjective stays
                own_reading = adjective_reading(adjective, grammar)
                forms.insert(0, [adjective_form(own_reading, adjective, noun, (case, number))])
            after = list(words[head + 1 :])
            behind = agreeing_behind(after[0], noun, grammar) if len(after) == 1 else None
            if behind is not None:
                after = [adjective_form(behind, after[0], noun, (case, number))]
            for combined in product(forms):
                folded = tuple(fold(w) for w in [*combined, *after])
                found[folded, case, number] = None
    return tuple(found)


def first_noun(words: Sequence[str], grammar: Grammar) -> int:
    """The first word of a phrase that is no adjective."""
    return next((i for i, w in enumerate(words) if not adjective_reading(w, grammar)), 0)


def agreeing_behind(word: str, noun: Any | None, grammar: Grammar) -> Any | None:
    """The reading of an adjective that declines with the noun before it: «Республика Сербская»."""
    reading = adjective_reading(word, grammar)
    agrees = noun is not None and reading is not None and reading.tag.gender == noun.tag.gender
    return reading if agrees and word[:1].isupper() else None


def product(options: list[list[str]]) -> list[list[str]]:
    """Every way of taking one word from each list."""
    ways: list[list[str]] = [[]]
    for words in options:
        ways = [[*way, w] for way in ways for w in words]
    return ways


@lru_cache(maxsize=4_000)
def adjective_reading(word: str, grammar: Grammar) -> Any | None:
    """The reading of a nominative adjective; nouns of the same form («рабочий») count as adjectives too."""
    if is_abbreviation(word) or not word[0].isalpha():
        return None
    found = [r for r in readings(word)[:3] if r.tag.POS in ("ADJF", "PRTF") and "nomn" in r.tag]
    # «большая» is «большой», no «больший»
    return min(found, key=lambda r: grammar.ends(r.normal_form, "comparative"), default=None)


def adjective_form(reading: Any | None, word: str, noun: Any | None, place: tuple[str, str]) -> str:
    """The form of a word with an adjective's reading that agrees with the noun in (case, number)."""
    case, number = place
    if reading is None:
        return word
    if number == "plur" or "plur" in reading.tag:
        want = [case, "plur"]
    else:
        want = [case, "sing", str(reading.tag.gender)]
    if case == "accs" and not (number == "sing" and reading.tag.gender in ("femn", "neut")):
        want.append("anim" if noun is not None and "anim" in noun.tag else "inan")
    return inflect(reading, *want) or word


def head_forms(word: str, noun: Any | None, place: tuple[str, str], grammar: Grammar) -> list[str]:
    """The noun's forms in (case, number): usually one; abbreviations may stay or take an ending."""
    case, number = place
    if is_abbreviation(word):
        return [word, *abbreviation_forms(word, case, grammar)]
    first, dash, rest = word.partition("-")
    if dash and fold(first) in grammar.lists.get("fixed_first", ()):
        return [f"{first}-{form}" for form in head_forms(rest, noun_reading(rest), place, grammar)]
    adjective = adjective_reading(word, grammar) if noun is None else None
    if adjective is not None:
        return sorted({substantive(adjective, word, place, animacy) for animacy in ("anim", "inan")})
    if noun is None or (number == "sing" and not noun.is_known):
        own = inflect(noun, case, number) if noun is not None and "Fixd" not in noun.tag else None
        return sorted({by_ending(word, case, grammar), own or by_ending(word, case, grammar)})
    if "Fixd" in noun.tag:
        return [word]
    if "Sgtm" in noun.tag and number == "plur" and "sing" in noun.tag:
        return [inflect(noun, case, "plur") or word]
    return [inflect(noun, case, number) or word]


def by_ending(word: str, case: str, grammar: Grammar) -> str:
    """A form of a name that the dictionary cannot place («Хезболла»), by its last letters."""
    row = grammar.row(grammar.nouns, fold(word)) if not word.isascii() and fold(word[-1]).isalpha() else None
    if row is None or case not in row[1]:
        return word
    return word[: len(word) - len(row[0])] + row[1][case]


def substantive(reading: Any, word: str, place: tuple[str, str], animacy: str) -> str:
    """An adjective or participle that stands as a noun: «протестующие», «протестующих»."""
    case, number = place
    number = number if reading.tag.gender else "plur"  # «протестующие» is no one's singular
    gender = [str(reading.tag.gender)] if number == "sing" else []
    grammemes = [case, number, *gender] + ([animacy] if case == "accs" and gender != ["femn"] else [])
    return inflect(reading, *grammemes) or word


def abbreviation_forms(word: str, case: str, grammar: Grammar) -> list[str]:
    """«МИД» → «МИДа», «МИДу», «МИДом», «МИДе»: for those read as a word that ends in a consonant."""
    folded, vowels = fold(word), grammar.vowels
    if folded[-1] in vowels or vowels.isdisjoint(folded) or not folded[-1].isalpha():
        return []
    ends = grammar.nouns.get(CONSONANT, {})
    return [word + ends[case]] if case in ends else []


@lru_cache(maxsize=5_000)
def adjective_forms(adjective: str) -> frozenset[str]:
    """Every form of a full adjective, folded."""
    reading = next((r for r in readings(adjective) if r.tag.POS == "ADJF" and "nomn" in r.tag), None)
    if reading is None:
        return frozenset([fold(adjective)])
    return frozenset(fold(r.word) for r in reading.lexeme if r.tag.POS == "ADJF")


@lru_cache(maxsize=16_384)
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
        if "Supr" in tag:
            return superlative(word, reading)
        want = ["nomn", *(str(x) for x in (tag.number, tag.gender if part == "ADJF" else None) if x)]
        form = inflect(reading, *want)
        if form:
            return keep_capitals(word, spelt_like(word, form))
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
                return keep_capitals(word, letters.plain(form)) if form else word
    base, dash, digits = word.rpartition("-")
    return f"{to_nominative(base, case, number, gender, part)}-{digits}" if dash and digits.isdigit() else word


def superlative(word: str, reading: Any) -> str:
    """«Высшего» → «Высший»: of several superlatives («высочайший») the one that shares most letters with the word."""
    want = {str(x) for x in ("nomn", "Supr", reading.tag.number, reading.tag.gender) if x}
    forms = [str(r.word) for r in reading.lexeme if want <= r.tag.grammemes]
    best = max(forms, key=lambda form: shared_letters(form, word.lower()), default=word)
    return keep_capitals(word, spelt_like(word, best))


def shared_letters(a: str, b: str) -> int:
    """How many letters two words begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b)))


def spelt_like(model: str, word: str) -> str:
    """The word with letters told apart («ё») only where the model tells them apart."""
    return word if letters.plain(model) != model else letters.plain(word)


def keep_capitals(model: str, word: str) -> str:
    """Give `word` the capitals of `model`, part by part at hyphens."""
    if "-" in model and model.count("-") == word.count("-"):
        return "-".join(keep_capitals(m, w) for m, w in zip(model.split("-"), word.split("-")))
    if is_abbreviation(model):
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
