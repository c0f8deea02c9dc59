"""Numbers with what they count: «более 50 человек», «$2,6 млрд», «около полутора часов», «двухмесячный».

In goes a stretch of tokens, out go quantities with their range: `low`/`high` bound the number, None where it is open.
Durations are counted in minutes. Dates, times of day and ages are left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from svod.extract.number_words import Number, Words, load_words, read_number, read_vague
from svod.packs import Pack
from svod.read import Reading, Token

DIGITS = re.compile(r"\d+(?:[.,]\d+)?$")
TENTH = 0.1  # what «около» leaves open on either side


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens [first, last); `at` is the number's own token; `unit` is what is counted, as a lemma."""

    first: int
    last: int
    at: int
    slot: str  # count | duration
    low: float | None
    high: float | None
    hedge: str  # as written, empty for none
    number: str  # as written, a scale included
    unit: str
    money: str | None = None  # "money:USD", "money" where the currency is unknown; "price:USD" for one of many


def find_quantities(reading: Reading, first: int, last: int, pack: Pack) -> Iterator[Quantity]:
    """The quantities within tokens [first, last), in order."""
    words = load_words(pack)
    i = first
    while i < last:
        quantity = read_quantity(reading, i, last, words)
        if quantity is not None:
            yield quantity
        i = max(i + 1, quantity.last if quantity else 0)


def read_quantity(reading: Reading, i: int, last: int, words: Words) -> Quantity | None:
    """The quantity whose number starts at token i, None where there is none."""
    token = reading.tokens[i]
    if not may_open(token, words) or no_count(reading, i, words):
        return None
    adjective = duration_adjective(token, words)
    if adjective is not None:
        return Quantity(i, i + 1, i, "duration", adjective, adjective, "", token.lemma, "")
    number = read_number(reading, i, last, words)
    vague = number is None
    number = number or read_vague(reading, i, last, words)
    if number is None:
        return lone_duration(reading, i, words)
    unit = find_unit(reading, number.after, min(last + 4, len(reading.tokens)), number.sign, words)
    if unit is None and number.after == i + 1 and token.lemma in words.lists["people.words"]:
        unit = token.lemma, number.after
    unit = unit or counted_elsewhere(reading, i, number, words)
    if unit is None or (vague and reading.tokens[unit[1] - 1].feat("Number") == "Sing"):  # «часть ракеты»
        return None
    hedge, start, kind = find_hedge(reading, i, words)
    if number.low != number.high and hedge in words.lists["range.from"] | {""}:
        bounds: tuple[float | None, float | None] = (number.low, number.high)
    elif kind == "less" and hedge in words.lists["range.to"] and reached(reading, i, words):
        bounds, hedge, start = (number.low, number.high), "", i
    else:
        bounds = (number.low, None) if vague else make_range(number.high, kind)
    return finish(reading, (start, number.after, i), bounds, hedge, unit, words)


def may_open(token: Token, words: Words) -> bool:
    """False of most words: those that neither are numbers nor hold one."""
    if token.lemma in words.openers or token.text in words.signs or not token.text.isalpha():
        return True
    return token.upos == "ADJ" and token.lemma.endswith(words.endings)


def no_count(reading: Reading, i: int, words: Words) -> bool:
    """True for minutes of a clock («21:[55]») and for nobody («ни [одного] человека»)."""
    if i and reading.tokens[i - 1].text.lower() in words.lists["none.words"]:
        return True
    return i > 1 and reading.tokens[i - 1].text == ":" and bool(DIGITS.match(reading.tokens[i - 2].text))


def reached(reading: Reading, i: int, words: Words) -> bool:
    """True for a number that something grew or fell to: «выросло до 12» is 12."""
    return any(t.lemma in words.lists["change.verbs"] for t in islice(reading.ancestors(i), 3))


def counted_elsewhere(reading: Reading, i: int, number: Number, words: Words) -> tuple[str, int] | None:
    """What a bare number counts that its verb's subject names: «число погибших выросло до [12]»."""
    token = reading.tokens[i]
    if token.head < 0 or any(k.text.lower() not in words.lists["range.to"] for k in reading.kids(i, "case")):
        return None
    noun = counter_noun(reading, token.head, words)
    return None if noun is None else (noun.lemma, number.after)


def counter_noun(reading: Reading, verb: int, words: Words) -> Token | None:
    """What the subject of a verb counts: «число [погибших] выросло»; a token read as the head may be that subject."""
    for subject in (*reading.kids(verb, "nsubj"), reading.tokens[verb]):
        if subject.lemma in words.lists["counter.nouns"]:
            return next((k for k in reading.kids(subject.i, "nmod") if k.feat("Case") == "Gen"), None)
    return None


def finish(
    reading: Reading,
    place: tuple[int, int, int],
    bounds: tuple[float | None, float | None],
    hedge: str,
    unit: tuple[str, int],
    words: Words,
) -> Quantity | None:
    """Make a count or a duration of a number and its unit; None for dates, ages and what is counted for other ends."""
    start, after, at = place
    name, end = unit
    number = " ".join(t.text for t in reading.tokens[at:after])
    if name in words.duration:
        if not lasts(reading, start, end, bounds, words):
            return None
        minutes = words.duration[name]
        low, high = (None if b is None else b * minutes for b in bounds)
        return Quantity(start, end, at, "duration", low, high, hedge, number, name)
    if name in words.lists["not_counted.words"]:
        return None
    return Quantity(start, end, at, "count", *bounds, hedge, number, name, find_money(reading, after, unit, words))


def find_money(reading: Reading, after: int, unit: tuple[str, int], words: Words) -> str | None:
    """The currency of a sum: «млн [канадских долларов]» → "money:CAD"; None for what is no money."""
    name, end = unit
    kind = "price" if is_price(reading, end, words) else "money"
    if name in words.signs:
        return f"{kind}:{words.signs[name]}"
    currency = words.currencies.get(name)
    if currency is None:
        return None
    named = [currency.adjectives[t.lemma] for t in reading.tokens[after:end] if t.lemma in currency.adjectives]
    code = named[0] if named else currency.code
    return f"{kind}:{code}" if code else kind


def is_price(reading: Reading, end: int, words: Words) -> bool:
    """True where a sum buys a measure of something: «$60 [за баррель]»."""
    after = reading.tokens[end : end + 3]
    return (
        bool(after)
        and after[0].text.lower() in words.lists["price.prepositions"]
        and any(t.lemma in words.lists["price.measures"] for t in after[1:])
    )


def find_unit(reading: Reading, at: int, last: int, sign: str, words: Words) -> tuple[str, int] | None:
    """What is counted, as a lemma, and the token after it: the noun behind a number and its adjectives."""
    if sign:
        return sign, at
    for i in range(at, min(at + 4, last)):
        token = reading.tokens[i]
        if "\n" in reading.text[reading.tokens[i - 1].end : token.start]:
            return None
        if token.text in words.signs or token.text == "%":
            return token.text, i + 1
        if token.upos == "NOUN" or (token.upos == "ADJ" and token.rel in ("nsubj", "obj", "root", "nsubj:pass")):
            return token.lemma, i + 1
        if token.feat("Variant") == "Short":  # «двое арестованы»
            return None
        if token.upos not in ("ADJ", "DET", "VERB") or (token.upos == "VERB" and token.feat("VerbForm") != "Part"):
            return (reading.tokens[i - 1].lemma, i) if i > at else None  # «8 погибших и 11 раненых»
    return None


def find_hedge(reading: Reading, i: int, words: Words) -> tuple[str, int, str]:
    """The hedge before token i as written, the token where it starts, and its kind: «не менее» → more."""
    for hedge, kind in words.hedges:
        start = i - len(hedge)
        if start >= 0 and all(t.text.lower() == w for t, w in zip(reading.tokens[start:i], hedge, strict=True)):
            return " ".join(hedge), start, kind
    return "", i, ""


def make_range(value: float, kind: str) -> tuple[float | None, float | None]:
    """The bounds of a number under a hedge."""
    if kind == "more":
        return value, None
    if kind == "less":
        return None, value
    if kind == "about":
        return round(value * (1 - TENTH), 6), round(value * (1 + TENTH), 6)
    return (round(value * (1 - TENTH), 6), value) if kind == "almost" else (value, value)


def lasts(reading: Reading, start: int, end: int, bounds: tuple[float | None, float | None], words: Words) -> bool:
    """True when a number with a unit of time lasts: not «2010 год», «три года назад», «через два дня», «в 10 часов»."""
    number = bounds[0] if bounds[0] is not None else bounds[1] or 0.0
    while start and reading.tokens[start - 1].upos in ("ADJ", "DET"):
        start -= 1
    before = reading.tokens[start - 1].text.lower() if start else ""
    after = reading.tokens[end].text.lower() if end < len(reading.tokens) else ""
    return number < 1000 and after not in words.lists["moment.after"] and before not in words.lists["moment.before"]


def duration_adjective(token: Token, words: Words) -> float | None:
    """Minutes held in an adjective: «двухмесячный» → 86400."""
    if token.upos != "ADJ":
        return None
    for ending, minutes in words.adjectives:
        if token.lemma.endswith(ending):
            front = token.lemma[: -len(ending)].rstrip("-")
            number = next((n for p, n in words.prefixes if front == p), None)
            if number is None and DIGITS.match(front):
                number = float(front)
            if number is not None:
                return number * minutes
    return None


def lone_duration(reading: Reading, i: int, words: Words) -> Quantity | None:
    """A unit of time on its own after a hedge: «около часа», «более года»."""
    token = reading.tokens[i]
    if token.lemma not in words.duration or token.feat("Number") == "Plur":
        return None
    hedge, start, kind = find_hedge(reading, i, words)
    if kind not in ("more", "about", "almost") or not lasts(reading, start, i + 1, (1.0, 1.0), words):
        return None
    low, high = make_range(1.0, kind)
    minutes = words.duration[token.lemma]
    bounds = (None if low is None else low * minutes, None if high is None else high * minutes)
    return Quantity(start, i + 1, i, "duration", *bounds, hedge, "1", token.lemma)
